#!/bin/sh
# Make a virtual environment with the newest Python that fits: make_venv.sh PYTHON-OR-EMPTY FOLDER
set -eu
wanted=$1
folder=$2
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ -x "$folder/bin/python" ] && fits "$folder/bin/python" && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
if [ -n "$wanted" ]; then
    candidates=$wanted
else
    candidates="python3 python3.14 python3.13 python3.12 python3.11 python"
fi
for python in $candidates; do
    if fits "$python"; then
        rm -rf "$folder"
        if "$python" -m venv "$folder" 2>/dev/null; then
            exit 0
        fi
        rm -rf "$folder"
        echo "Python is here ($python), but its venv module does not work. On Debian or Ubuntu type: sudo apt install python3-venv" >&2
        exit 1
    fi
done
echo "No Python 3.11 or newer was found. Install one, or say where it is: make PYTHON=/path/to/python3 install" >&2
exit 1
