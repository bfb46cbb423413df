# shellcheck shell=bash
# What the commands in bin/ need before they start. They source this from the root of the tree.

say() { printf '%s\n' "$@" >&2; }

# --- Python -----------------------------------------------------------------------------------

probe='
import sys
if sys.version_info < (3, 11):
    print("old %d.%d" % sys.version_info[:2])
else:
    try:
        import ensurepip, venv
        print("ready")
    except ImportError:
        print("bare")
'

# Sets base_python. A command that exists may still not run (a version manager's stub), so ask it.
find_python() {
    local name state
    base_python='' bare_python='' old_python=''
    for name in python3.13 python3.12 python3.11 python3; do
        state=$("$name" -c "$probe" 2>/dev/null </dev/null) || continue
        case $state in
            ready) base_python=$name && return ;;
            bare) bare_python=$name ;;
            old*) old_python=${state#old } ;;
        esac
    done
    return 1
}

explain_python() {
    if [ -n "$bare_python" ]; then
        say "$bare_python cannot make an environment here: its venv module is missing." \
            "On Debian and Ubuntu: sudo apt install $bare_python-venv"
    else
        say "Common Ground needs Python 3.11 or newer; found ${old_python:-none}." \
            "On Debian and Ubuntu: sudo apt install python3 python3-venv" \
            "On a Mac: brew install python@3.13, or the installer from python.org"
    fi
}

# --- Packages ---------------------------------------------------------------------------------

# The lock is held by descriptor 9, which this shell shares with the Python that takes it: it goes
# when the shell goes, however that ends, and needs no flock command (a Mac has none).
wait_for_turn='
import fcntl, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another command is setting up; waiting for it.", file=sys.stderr)
    fcntl.flock(9, fcntl.LOCK_EX)
'

# The environment keeps a copy of each lock it was made from. Importing pip shows that its
# interpreter still exists and is still the version that the packages were installed for.
is_installed() {
    cmp -s "$1" ".venv/installed-$1" && .venv/bin/python -c 'import pip' 2>/dev/null
}

install_packages() {
    local lock=$1 output
    if is_installed "$lock"; then return; fi
    if ! find_python; then
        explain_python
        exit 1
    fi
    exec 9>>.venv.lock
    "$base_python" -c "$wait_for_turn"
    if ! is_installed "$lock"; then
        say "Installing the packages of $lock into .venv (about a minute the first time) ..."
        rm -f .venv/installed-* # if this fails half-way, no lock describes what is there
        if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
            "$base_python" -m venv --clear .venv
        fi
        if ! output=$(.venv/bin/python -m pip install --quiet --no-input \
            --disable-pip-version-check --require-hashes --requirement "$lock" 2>&1); then
            say "$output" ""
            explain_failed_install "$output"
            exit 1
        fi
        # The tests' lock holds everything that the other one does.
        cp requirements.lock .venv/installed-requirements.lock
        cp "$lock" ".venv/installed-$lock"
    fi
    exec 9>&-
}

explain_failed_install() {
    case $1 in
        *"wheel for pysqlite3"* | *"> pysqlite3"* | *sqlite3.h*)
            say "pysqlite3 has no ready-made build for this machine ($(uname -sm)) and this Python, and" \
                "could not be compiled. It needs a C compiler, Python's headers and the headers of" \
                "SQLite 3.51.3 or newer:" \
                "On Debian and Ubuntu: sudo apt install gcc python3-dev libsqlite3-dev" \
                "  (Debian 12 and 13 carry an older SQLite: there, build it from sqlite.org first.)" \
                "On a Mac: xcode-select --install && brew install sqlite, then put" \
                "  CPPFLAGS=-I\$(brew --prefix sqlite)/include LDFLAGS=-L\$(brew --prefix sqlite)/lib" \
                "  before the command." \
                "Ready-made builds exist for Linux on x86-64 and for Macs with Apple silicon." ;;
        *) say "The packages could not be installed. Check the connection, then run this again." ;;
    esac
}

# --- The system's packages, for the tests only ------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null
}

apt_install() {
    say "Installing $* with apt-get (may take some minutes) ..."
    # A broken third-party source fails the update; what we need may still be had.
    as_root apt-get update -qq </dev/null || say "apt-get update failed; trying all the same."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null
}

missing_for_browsers() {
    local name
    for name in chromium firefox-esr dbus-daemon; do
        command -v "$name" >/dev/null || echo "$name"
    done
    command -v WebKitWebDriver >/dev/null || echo webkit2gtk-driver
    command -v Xvfb >/dev/null || echo xvfb
    # Elsewhere fonts change how the screenshots look, not what the tests find.
    if command -v dpkg-query >/dev/null; then
        for name in fonts-dejavu-core fonts-noto-color-emoji; do
            dpkg-query --show --showformat='${Status}' "$name" 2>/dev/null |
                grep -q 'ok installed' || echo "$name"
        done
    fi
}

install_browsers() {
    local missing
    missing=$(missing_for_browsers)
    if [ -z "$missing" ]; then return; fi
    # shellcheck disable=SC2086  # one word for each package
    if may_install && apt_install $missing; then missing=$(missing_for_browsers); fi
    if [ -z "$missing" ]; then return; fi
    say "The browser tests need what this machine lacks:" "$missing" \
        "On Debian: sudo apt install --no-install-recommends $(echo "$missing" | tr '\n' ' ')" \
        "Everything that needs no browser runs with bin/check."
    exit 1
}

install_test_packages() {
    if ! is_installed requirements-test.lock && ! find_python && may_install; then
        apt_install python3-venv || true # install_packages says what is still missing
    fi
    install_packages requirements-test.lock
}
