# What the scripts say, and how they fail. Sourced; works in bash 3.2, which is what macOS has.

say() { printf '%s\n' "$*"; }

note() { printf '     %s\n' "$*"; }

# A step that takes a while, and a step that had nothing to do.
step() { printf '%s  %s\n' "$1" "$2"; }

# The last words of a script: what happened, and on the next line what to do.
fail() {
    printf '\n%s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

# run_logged LOG COMMAND...: all output goes to the log; a terminal shows its latest line in place.
run_logged() {
    local log=$1 status=0
    shift
    mkdir -p "$(dirname "$log")"
    "$@" 2>&1 | show_latest_line "$log" || status=$?
    return "$status"
}

show_latest_line() {
    if [ ! -t 1 ]; then
        cat >"$1"
        return
    fi
    local width line
    width=$(($(tput cols 2>/dev/null || echo 80) - 6))
    : >"$1"
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$1"
        printf '\r\033[K     %s' "${line:0:width}"
    done
    printf '\r\033[K'
}

NO_NETWORK='name resolution|failed to establish|max retries|timed out|ProxyError|network is unreachable'
NO_NETWORK="$NO_NETWORK|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH"

# fail_from_log WHAT LOG: names the causes that are seen most, else shows the end of the log.
fail_from_log() {
    local what=$1 log=$2 end
    end=$(tail -n 40 "$log")
    if grep -qiE 'no space left|ENOSPC|disk quota' <<<"$end"; then
        fail "$what failed: the disk is full." \
            "Free about 4 GB where $PWD lies, then run this again: it carries on."
    fi
    if grep -qiE "$NO_NETWORK" <<<"$end"; then
        fail "$what failed: the package registry cannot be reached." \
            "Check the network or the proxy settings, then run this again: it carries on." \
            "Details: $log"
    fi
    tail -n 15 <<<"$end" >&2
    fail "$what failed; the last lines are above." "The whole log: $log"
}

fingerprint() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# stamped FILE VALUE: whether a finished step left this very value.
stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
