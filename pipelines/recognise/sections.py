"""The prose of a report by section: what is outside the tables, cut at the six headings of the
form."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import fold, simplified
from pipelines.recognise.tokens import Token

SENTENCE_ENDS = "。；;！!）)】」”\n"
"""Characters after which a heading may begin within a line."""
FRONT = "front"  # what comes before the first heading: title, preamble


@lru_cache(maxsize=1)
def _heading() -> re.Pattern[str]:
    """A heading inside printed text: its number, a stop, and one of the beginnings that belong to
    that number."""
    blank = r"\s*"
    choices = []
    for section in catalogue().sections.values():
        if not section.starts:
            continue
        starts = "|".join(blank.join(map(re.escape, s)) for s in section.starts)
        choices.append(rf"(?P<{section.code}>{section.number}{blank}[、.．,，]{blank}(?:{starts}))")
    return re.compile("|".join(choices))


def begins(line: str, code: str) -> bool:
    """Whether a line begins with the heading of a section."""
    return begun_by(line) == code


def begun_by(line: str) -> str | None:
    """The section whose heading a line begins with."""
    start = line.lstrip()
    if start[:1] not in _numbers():  # most lines; the pattern is slow beside it
        return None
    match = _heading().match(simplified(start))
    return match.lastgroup if match else None


@lru_cache(maxsize=1)
def _numbers() -> frozenset[str]:
    """The numbers of the sections."""
    return frozenset(section.number for section in catalogue().sections.values() if section.starts)


def sections(prose: list[Token]) -> dict[str, str]:
    """Section code -> its text, in print order; `front` holds what comes before the first heading.

    A heading must begin a line, or follow the end of a sentence in it; in a paragraph it may be
    anywhere, since a whole report may be one paragraph.
    """
    out: dict[str, list[str]] = {FRONT: []}
    current = FRONT
    for token in prose:
        text = token.text.strip()
        done = 0
        for match in _heading().finditer(simplified(text)):
            before = text[: match.start()].rstrip()
            if before and before[-1] not in SENTENCE_ENDS and not token.prose:
                continue
            out[current].append(text[done : match.start()])
            current = match.lastgroup or current
            out.setdefault(current, [])
            done = match.start()
        out[current].append(text[done:])
    return {code: joined for code, parts in out.items() if (joined := "\n".join(p for p in parts if fold(p)))}
