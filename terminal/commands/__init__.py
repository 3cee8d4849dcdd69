"""The commands of the command line, one file per subject; `app` puts them together."""
