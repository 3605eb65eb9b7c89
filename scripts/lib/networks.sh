# The weight files of the networks. Needs say.sh and python.sh; sourced.

WEIGHTS_STAMP=models/weights/.fetched

# fetch_models checks every SHA-256; here only whether a file went or changed its size since then.
# The server checks the hashes of those that it loads.
fetch_networks() {
    mkdir -p models/weights
    stamped "$WEIGHTS_STAMP" "$(weights_fingerprint)" && return
    "$PYTHON" -m scripts.fetch_models ||
        fail "The weight files are not complete; the reason is above." "Run this again: it carries on."
    weights_fingerprint >"$WEIGHTS_STAMP"
}

weights_fingerprint() {
    local weights=${HOMEROOM_WEIGHTS_DIR:-models/weights}
    mkdir -p "$weights"
    { cat models/manifest.toml && find "$weights" -type f ! -name '.*' -exec wc -c {} + | LC_ALL=C sort; } |
        fingerprint
}
