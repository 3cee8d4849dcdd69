"""What reports and file names bring, made harmless for a terminal: nothing in them moves its cursor,
changes its colours or title, or turns the direction of writing."""

from __future__ import annotations

import re
import sys
from typing import TextIO

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal acts upon, but for the ends of lines and tabs of our own."""


def harmless(text: str) -> str:
    """The text with what a terminal would act upon written out, such as an escape as `u+001b`."""
    return CONTROLS.sub(lambda sign: f"<u+{ord(sign[0]):04x}>", text)


class Harmless:
    """A stream that writes nothing else. Everything but writing is that of the stream itself."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, made harmless; returns how much of it was taken."""
        self._stream.write(harmless(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def guard_output() -> None:
    """Standard output becomes harmless where a person sees it; what goes to a file or another program
    stays as it is, as `--format csv` and `--json` are for these."""
    if sys.stdout.isatty():
        sys.stdout = Harmless(sys.stdout)  # type: ignore[assignment, unused-ignore]
