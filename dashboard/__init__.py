"""The pages that people look at in a browser: rendered on the server over the views of the published
build, read-only, offline."""
