"""What reports and file names bring, made harmless for a terminal: nothing in them moves its cursor,
changes its colours or title, or turns the direction of writing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TextIO

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal acts upon, but for the ends of lines and tabs of our own."""


def harmless(text: str) -> str:
    """The text with what a terminal would act upon written out, such as an escape as `u+001b`."""
    return CONTROLS.sub(lambda sign: f"<u+{ord(sign[0]):04x}>", text)


class Harmless:
    """A stream that writes nothing else. Everything but writing is that of the stream itself."""

    def __init__(self, stream: TextIO) -> None:
        self.unguarded = stream

    def write(self, text: str) -> int:
        """Write the text, made harmless; returns how much of it was taken."""
        self.unguarded.write(harmless(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Each text, made harmless."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        return getattr(self.unguarded, name)


def guard_output() -> None:
    """The one place at which this is done for the whole program. Standard error is for people, also in
    the mail of cron, and becomes harmless; so does standard output where a person sees it. What goes to
    a file or another program stays as it is, as `--format csv` and `--json` are for these."""
    if not isinstance(sys.stderr, Harmless):
        sys.stderr = Harmless(sys.stderr)  # type: ignore[assignment, unused-ignore]
    if sys.stdout.isatty() and not isinstance(sys.stdout, Harmless):
        sys.stdout = Harmless(sys.stdout)  # type: ignore[assignment, unused-ignore]


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for a bar that moves the cursor and says nothing but words of ours."""
    return stream.unguarded if isinstance(stream, Harmless) else stream
