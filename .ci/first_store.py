"""Extract the example articles into a new event store: first_store.py STORE FOLDER. A store that is there is left alone."""

from __future__ import annotations

import sys
from pathlib import Path

from timeline.cli import main

if __name__ == "__main__":
    store, folder = sys.argv[1:3]
    if Path(store).exists():
        sys.exit(0)
    print(f"Reading the example articles in {folder}/ into {store}", flush=True)
    sys.exit(main(["add", folder, "--store", store]))
