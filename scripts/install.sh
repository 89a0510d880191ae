#!/bin/sh
# Finds a Python that is new enough and lets scripts/install.py do the rest.
# Usage: scripts/install.sh [run|dev]
cd "$(dirname "$0")/.." || exit 1

# An environment that is there and up to date answers for itself, without a search for Python.
if [ -x .venv/bin/python ] && .venv/bin/python scripts/install.py "${1:-run}" --only-look 2>/dev/null; then
    exit 0
fi

for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
    [ -n "$candidate" ] || continue
    # A name may be a shim that answers with an error, so each one has to prove itself.
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" scripts/install.py "${1:-run}"
    fi
done

found=$(python3 --version 2>/dev/null || echo none)
echo "Python 3.11 or newer is needed (found: $found). Install it, or name one: make PYTHON=/path/to/python3 ..." >&2
exit 1
