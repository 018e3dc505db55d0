"""The dashboard: `streamlit run dashboard.py`."""

from timeline.pages.frame import main

main()
