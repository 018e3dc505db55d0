"""The dashboard: `streamlit run dashboard.py`."""

from timeline.pages.frame import main

# Streamlit runs this file as the main script; a worker process that shares the reading of articles only imports it.
if __name__ == "__main__":
    main()
