"""Characters of a text dump -> lines of fields. Splits where the dump itself has marks (tabs,
pipes, commas).

A dump may have a row per line, a cell per line with blank lines between the rows, cells set apart
by blanks, or all glued into one line; telling these apart is left to those who know the form, so
that nothing is lost here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.model import Block, Cell, Document, Spot
from pipelines.read.dates import iso_date
from pipelines.read.refusal import refuse
from pipelines.read.text.csv_text import comma_tables

MAX_FIELDS = 300_000  # a report has about a thousand
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOISE = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")  # left by a converter of Word files
_PIPE = re.compile(r"(?<!\\)\|")
_PIPED = re.compile(
    r"(?:[^|]*\s)?\|(?:\s|$)"
)  # a pipe set off by blanks, as behind each cell; not `A|B` within a word
_PAD = re.compile(r"(?<=\s)\|{2,}$")  # as many more as the row is short of the widest
_PIPE_RULE = re.compile(r"\s*:?-{3,}:?\s*|\s*:-+:?\s*|\s*-+:\s*")
_DRAWN_RULE = re.compile(r"\s*(?:\+(?:[-=:]+\+)+|[-=_]{10,})\s*")
"""A line drawn across, as between the rows of a grid table."""
# str.strip() takes separators of data, too, which damage may have made of a figure
_BLANKS = " \t\v\f\n\u00a0\u3000"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # of Markdown, any sign may be
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=.*[^\W\d])")  # of Markdown, in front of words
_TAG_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_PREAMBLE_LINES = 40
_RULE = re.compile(r"={4,}")
_MANY, _APART, _PIPED_OFF = (
    100,
    0.9,
    0.5,
)  # lines, and the share of them that an empty one or a lone pipe follows
_KEY = re.compile(r"(\w{2,6})\s*[:：]")
_KEYS = {
    "标题": "title",
    "发布时间": "published_on",
    "发布日期": "published_on",
    "发布机构": "source",
    "来源": "source",
    "原文链接": "url",
}

Row = tuple[Cell, ...]
Numbered = tuple[int, str]


def read_text(text: str) -> Document:
    """One block of kind `lines`, a row per line with `spot.line`; an empty line is a row with one
    empty cell. Tables with commas between their cells are grids."""
    if sum(map(text.count, "\n\r\t|,")) > MAX_FIELDS:
        return refuse("text", "read.too_large", f"more than {MAX_FIELDS} fields")
    lines = _LINE_END.split(_NOISE.sub("", text))
    start, metadata = _preamble(lines)
    if not any(line.strip() for line in lines[start:]):
        return refuse("text", "read.empty")
    numbered = list(enumerate(lines[start:], start + 1))
    blocks: list[Block] = []
    for table, before in comma_tables(numbered) or [(None, _without_marks(numbered))]:
        blocks += [Block("lines", dumped)] if (dumped := _rows(before)) else []
        blocks += [table] if table else []
    return Document("text", tuple(blocks), metadata, reader="text")


def rows(lines: list[str], first: int = 1) -> tuple[Row, ...]:
    """Each line as a row of its fields; `first` is the number of the first line. Rules of pipe
    tables are dropped."""
    return _rows(enumerate(lines, first))


def _rows(lines: Iterable[Numbered]) -> tuple[Row, ...]:
    split = ((number, _fields(line)) for number, line in lines)
    return tuple(
        tuple(Cell(field, Spot(None, None, None, column, number)) for column, field in enumerate(fields, 1))
        for number, fields in split
        if fields
    )


def _without_marks(lines: list[Numbered]) -> list[Numbered]:
    """The lines less those that only mark the end of the cell before: an empty one in a dump that
    makes every cell a paragraph, a lone pipe where each cell has one. Whatever comes on top of
    these marks is an empty cell."""
    printed = [bool(line.strip()) and line.strip() != "|" for _, line in lines]
    if sum(printed) < _MANY:
        return lines
    for mark, share in (("", _APART), ("|", _PIPED_OFF)):
        marks = [before and line.strip() == mark for before, (_, line) in zip(printed, lines[1:])]
        if sum(marks) >= share * sum(printed):
            return [line for line, marked in zip(lines, [False, *marks]) if not marked]
    return lines


def _fields(line: str) -> list[str]:
    """The fields of a line; none at all for a rule, drawn or below the head of a pipe table."""
    if _DRAWN_RULE.fullmatch(line):
        return []
    stripped = line.strip()
    fenced = stripped.startswith("|") and stripped.count("|") > 1
    if not fenced and not _PIPED.match(line):
        return (_HEADING.sub("", line) if "#" in line[:4] else line).split("\t")
    fields = _PIPE.split(_PAD.sub("|", stripped)[stripped.startswith("|") :])
    if len(fields) > 1 and not fields[-1].strip():
        fields.pop()
    if not fenced and fields[0].strip() and not any(field.strip() for field in fields[1:]):
        del fields[1:]  # a cell on a line of its own, with the pad of its row
    if all(map(_PIPE_RULE.fullmatch, fields)):
        return []
    return [_shown(_TAG_BREAK.sub("\n", field).strip(_BLANKS)) for field in fields]


def _shown(field: str) -> str:
    """A field of a pipe table as a page made of it shows it: a sign without the backslash in front,
    `**61**` without its stars."""
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\2", field))


def _preamble(lines: list[str]) -> tuple[int, dict[str, str]]:
    """How many lines a crawler wrote above the text, and what they say. They end with a line that
    begins `====`."""
    end = next((i for i, line in enumerate(lines[:_PREAMBLE_LINES]) if _RULE.match(line)), 0)
    fields: dict[str, str] = {}
    for line in lines[:end]:
        entry = _KEY.match(line.strip())
        name = _KEYS.get(entry[1]) if entry else None
        if entry and name and (value := line.strip()[entry.end() :].strip()):
            fields.setdefault(name, value)
    if "title" not in fields:
        return 0, {}
    if published := iso_date(fields.pop("published_on", "")):
        fields["published_on"] = published
    return end + 1, fields
