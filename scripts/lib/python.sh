# Makes .venv and keeps it in step with the pinned requirements; a stamp is written when a step is
# complete, so that an interrupted one runs again. Needs say.sh; sourced.

VENV=.venv
PYTHON=$VENV/bin/python
SETUP_LOG=var/log/setup.log
PYTHON_NAMES="python3.13 python3.12 python3.11 python3"
NEEDED_GB=4

# TensorFlow, which training needs, has no packages for Python 3.14 yet.
python_fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

# OpenVINO and TensorFlow have no packages for Intel Macs any more.
check_machine() {
    [ "$1" != "Darwin x86_64" ] ||
        fail "Homeroom runs on Linux and on Macs with Apple silicon; this is a Mac with an Intel processor." \
            "Serve it from another machine in your network: any browser can use it from there."
}

find_python() {
    local name
    check_machine "$(uname -sm)"
    for name in $PYTHON_NAMES; do
        if command -v "$name" >/dev/null && python_fits "$name"; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11, 3.12 or 3.13 is needed and none was found (looked for: $PYTHON_NAMES)." \
        "Debian, Ubuntu: apt-get install python3.11 python3.11-venv    Fedora: dnf install python3.12" \
        "macOS: brew install python@3.12"
}

# A .venv is made anew when it is missing, half made, or its Python has been replaced.
ensure_venv() {
    [ -x "$PYTHON" ] && stamped "$VENV/.made" "$(interpreter)" && return
    if [ ! -f "$VENV/.made" ] && venv_works; then
        interpreter >"$VENV/.made"
        return
    fi
    make_venv
}

venv_works() { [ -x "$PYTHON" ] && python_fits "$PYTHON" && "$PYTHON" -c 'import pip' 2>/dev/null; }

make_venv() {
    local python version
    python=$(find_python)
    version=$("$python" -c 'import platform; print(platform.python_version())')
    check_ensurepip "$python" "$version"
    check_disk
    note "making $VENV with Python $version ($python)"
    "$python" -m venv --clear "$VENV" || fail "Making $VENV failed; Python's own message is above."
    if "$PYTHON" -c 'import pip, sys; sys.exit(int(pip.__version__.split(".")[0]) >= 23)'; then
        run_logged "$SETUP_LOG" "$PYTHON" -m pip install --upgrade 'pip>=23' ||
            fail_from_log "Upgrading pip" "$SETUP_LOG"
    fi
    interpreter >"$VENV/.made"
}

check_ensurepip() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    fail "$1 comes without venv and pip, as Debian and Ubuntu package it." \
        "Install them, then run this again: apt-get install python${2%.*}-venv"
}

check_disk() {
    local free_kb
    free_kb=$(df -Pk . | awk 'NR == 2 { print $4 }')
    [ "$free_kb" -ge $((NEEDED_GB * 1024 * 1024)) ] && return
    fail "Too little space: $((free_kb / 1024)) MB are free where $PWD lies, $NEEDED_GB GB are needed." \
        "Free some space, then run this again."
}

# The file that .venv's python really is: another one after an upgrade of the system's Python.
interpreter() { readlink -f "$PYTHON" 2>/dev/null || echo "$PYTHON"; }

runtime_fingerprint() { cat constraints.txt requirements.txt | fingerprint; }
dev_fingerprint() { cat constraints.txt requirements.txt requirements-dev.txt | fingerprint; }

install_runtime() {
    local wanted
    wanted=$(runtime_fingerprint)
    stamped "$VENV/.runtime" "$wanted" && return
    install_requirements requirements.txt
    echo "$wanted" >"$VENV/.runtime"
}

# requirements-dev.txt includes requirements.txt.
install_dev() {
    local wanted
    wanted=$(dev_fingerprint)
    stamped "$VENV/.dev" "$wanted" && return
    install_requirements requirements-dev.txt
    runtime_fingerprint >"$VENV/.runtime"
    echo "$wanted" >"$VENV/.dev"
}

install_requirements() {
    forget_half_installed
    note "installing $1 (about 3 GB when all is new: some minutes)"
    run_logged "$SETUP_LOG" "$PYTHON" -m pip install --disable-pip-version-check -r "$1" ||
        fail_from_log "Installing $1" "$SETUP_LOG"
}

# pip writes INSTALLER when a package is complete; without it pip was killed in the middle and would
# take the package for installed the next time.
forget_half_installed() {
    local info
    for info in "$VENV"/lib/python*/site-packages/*.dist-info; do
        [ -d "$info" ] && [ ! -f "$info/INSTALLER" ] && rm -rf "$info"
    done
    return 0
}
