"""What the commands exit with."""

NOTHING_WRONG, FINDINGS, UNREADABLE = 0, 1, 2
INTERRUPTED = 130
"""By Ctrl-C."""
