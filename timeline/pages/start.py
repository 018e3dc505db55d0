"""The script that `timeline dashboard` runs where only the package is installed; the same as dashboard.py."""

from timeline.pages.frame import main

main()
