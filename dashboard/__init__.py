"""The pages that people look at in a browser: Streamlit over the views of the published build,
read-only, offline."""
