"""The error that means: something that a person wrote is wrong. Its message is all that is
printed."""

from __future__ import annotations


class InputError(ValueError):
    """A file or an option that people write is wrong; the message says which, where, and what would
    be valid. A command prints it as one line and ends with status 2."""
