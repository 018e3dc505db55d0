"""The dashboard. Streamlit lives only here: `frame` is what all pages share, and every page is a file of its own."""
