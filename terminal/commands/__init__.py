"""The commands of the command line, one file per subject; `gongkai.py` puts them together."""
