# Sourced by bin/serve and bin/test: the virtual environment var/venv with what a lock file names.
# use_environment LOCKFILE leaves the path of its python in $python.

# A portal and its tests are many processes: what one has compiled, the others need not.
unset PYTHONDONTWRITEBYTECODE

# The distribution's own Python comes first: it is built with profiles of its use, and what the
# portal does takes a third longer in one that is built without.
find_python() {
    local candidate
    for candidate in "${PYTHON:-/usr/bin/python3.11}" python3.11 python3 python3.12 python3.13; do
        if "$candidate" -c "$fit_python" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer with pip is needed; where it is not on the path, name it: PYTHON=..." >&2
    return 1
}
fit_python='
import sys, venv
from importlib.util import find_spec
sys.exit(sys.version_info < (3, 11) or not (find_spec("pip") or find_spec("ensurepip")))
'

install_into() {
    local venv=$1 lock=$2 base
    if ! "$venv/bin/python" -c "" 2>/dev/null; then
        base=$(find_python)
        echo "Making the virtual environment in $venv ..."
        # Some distributions split venv's own pip off: the pip outside serves as well.
        "$base" -m venv --clear "$venv" >/dev/null 2>&1 || "$base" -m venv --clear --without-pip "$venv"
    fi
    echo "Installing what $lock names; the first time takes a minute or two ..."
    if "$venv/bin/python" -c "import pip" 2>/dev/null; then
        "$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --requirement "$lock"
    else
        "$(find_python)" -m pip --python "$venv/bin/python" \
            install --quiet --quiet --disable-pip-version-check --requirement "$lock"
    fi
}

use_environment() {
    local lock=$1 venv=var/venv stamp wanted
    mkdir -p var
    if [ ! -w var ]; then
        echo "var/ belongs to $(stat -c %U var): start as that user, or use a checkout of your own." >&2
        return 1
    fi
    python=$PWD/$venv/bin/python
    stamp=$venv/installed-${lock//\//-}
    wanted=$(sha256sum < "$lock")
    if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ] || ! "$python" -c "" 2>/dev/null; then
        (
            flock 9 # two starts at once: one installs, the other waits
            install_into "$venv" "$lock"
            echo "$wanted" > "$stamp"
        ) 9> var/venv.lock
    fi
}
