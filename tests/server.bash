# Sourced by api/run and browser/run: a Cowpath of one's own, in a temporary folder, stopped whatever happens.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
bin=$(realpath "${COWPATH_BIN:-$target/debug/cowpath}") || { echo "No binary to test: run \`cargo build\` first, or name one in COWPATH_BIN." >&2; exit 1; }
work=$(mktemp -d "${TMPDIR:-/tmp}/cowpath-test.XXXXXX")
server=

finish() {
    local code=$?
    trap '' INT TERM HUP PIPE # Nothing interrupts the cleaning up.
    if [[ -n $server ]]; then
        # Its workers are processes of their own, in the server's group.
        kill -TERM -- "-$server" 2>/dev/null || true
        for _ in {1..50}; do
            kill -0 -- "-$server" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    if ((code)) && [[ -s $work/server.log ]]; then
        echo "The server's last words:"
        tail -n 40 "$work/server.log"
    fi
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
trap 'exit 141' PIPE # Whoever read our output has gone.

port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
export BASE_URL="http://127.0.0.1:$port"

# With this environment and no other, so that nobody's own DATABASE_URL is tested on.
cowpath() {
    env -i PATH="$PATH" HOME="$work" TMPDIR="$work" RUST_LOG="${RUST_LOG:-warn}" RUST_BACKTRACE=1 \
        BASE_URL="$BASE_URL" COWPATH_RATE_LIMITS=off "$bin" "$@" --data "$work/data"
}

# start COMMAND PATH: runs the command as a server and waits until it answers the path.
start() {
    set -m # A process group of its own.
    cowpath "$1" --bind "127.0.0.1:$port" </dev/null >"$work/server.log" 2>&1 &
    server=$!
    set +m
    for _ in {1..300}; do
        answers "$2" && return
        kill -0 "$server" 2>/dev/null || { echo "The server stopped while starting." >&2; return 1; }
        sleep 0.1
    done
    echo "The server did not answer $2." >&2
    return 1
}

answers() (
    exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$1" "$port" >&3
    read -r -t 5 line <&3 && [[ $line == "HTTP/1.1 "[23]* ]]
) 2>/dev/null
