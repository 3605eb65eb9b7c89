# Chromium for the tests that drive the page. Needs say.sh; sourced.

BROWSER_LOG=var/log/browser.log

# Debian's package is called chromium, Ubuntu's chromium-browser.
browser_path() {
    local name
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v "$name" && return
    done
    return 1
}

find_browser() {
    browser_path >/dev/null && return
    if install_browser; then return; fi
    if [ "${CI:-}" = true ]; then
        fail "Chromium is missing and could not be installed; with CI=true its tests must run." \
            "Install it: apt-get install chromium    Details: $BROWSER_LOG"
    fi
    note "no Chromium here: the tests that drive the page will be skipped (apt-get install chromium)"
}

install_browser() {
    command -v apt-get >/dev/null && may_install || return 1
    note "installing Chromium with apt-get"
    run_logged "$BROWSER_LOG" as_root apt-get update || return 1
    run_logged "$BROWSER_LOG" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends chromium fonts-liberation || return 1
    browser_path >/dev/null
}

may_install() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
