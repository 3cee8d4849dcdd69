"""A document of a seed in any format: a report, laid out and written so or otherwise, with what a
person sees in every cell of the form."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tests.data.forms import Filled, render
from tests.data.seen import (
    around,
    columns,
    in_doc,
    in_docx,
    in_html,
    in_ofd,
    in_pdf,
    in_rtf,
    in_xls,
    in_xlsx,
    rows,
)
from tests.data.seen.laid import Arrangement, Laid
from tests.data.seen.reports import any_report, laid
from tests.data.seen.spellings import KIND as SPELLING
from tests.data.seen.spellings import spell
from tests.data.seen.trick import Put

ARRANGEMENTS: tuple[Arrangement, ...] = (*columns.ARRANGEMENTS, *rows.ARRANGEMENTS, *around.ARRANGEMENTS)
Write = Callable[[Filled, Mapping[str, Put], Mapping[str, str], random.Random], bytes]


@dataclass(frozen=True)
class Format:
    """How a format is written, and its own tricks. `whole`: it does not show where a cell is blank,
    so that its reports have a figure in every cell. `glued`: not even where a cell ends, or which
    words are one label, so that those of a clean one may be open. `breaks`: it keeps lines of a
    cell together."""

    write: Write
    any_trick: Callable[[random.Random, str], Put] | None = None
    whole: bool = False
    glued: bool = False
    breaks: bool = True


def _text(layout: str) -> Write:
    return lambda filled, *_: render(filled, layout)  # type: ignore[arg-type]


FORMATS: Mapping[str, Format] = {
    "html": Format(in_html.write, in_html.any_trick),
    "docx": Format(lambda filled, put, marks, _: in_docx.write(filled, put, marks), in_docx.any_trick),
    "rtf": Format(in_rtf.write, in_rtf.any_trick),
    "doc": Format(in_doc.write, in_doc.any_trick),
    "xlsx": Format(in_xlsx.write, in_xlsx.any_trick),
    "xls": Format(in_xls.write, in_xls.any_trick),
    "pdf": Format(in_pdf.write, in_pdf.any_trick),
    "ofd": Format(in_ofd.write, in_ofd.any_trick),
    "bare pdf": Format(in_pdf.write_bare, in_pdf.any_trick, whole=True, glued=True),
    "tabs": Format(_text("tabs"), breaks=False),
    "markdown": Format(_text("markdown"), breaks=False),
    "commas": Format(_text("commas")),
    "lines": Format(_text("lines"), breaks=False, whole=True),
    "blanks": Format(_text("blanks"), breaks=False, whole=True),
    "glued": Format(_text("glued"), breaks=False, whole=True, glued=True),
}


@dataclass(frozen=True)
class Document:
    """A file, and what a person sees in it. `tricks` says what was put into a cell, by its code."""

    format: str
    seed: int
    data: bytes
    laid: Laid
    tricks: Mapping[str, str]

    @property
    def clean(self) -> bool:
        """Whether it is as the form has it."""
        return not (self.laid.names or self.tricks)


def document(format: str, seed: int, clean: bool = False) -> Document:
    """The same for the same seed."""
    chance = random.Random(f"{format} {seed}")
    how = FORMATS[format]
    report = laid(any_report(chance, plain=how.whole))
    tricks: dict[str, str] = {}
    put: dict[str, Put] = {}
    marks: dict[str, str] = {}
    if not clean:
        _arrange(report, format, chance)
        _trick(report, how, chance, tricks, put, marks)
    data = how.write(_marked(report, marks), put, marks, chance)
    return Document(format, seed, data, report, tricks)


def _arrange(report: Laid, format: str, chance: random.Random) -> None:
    """None, one or two changes, of different tables."""
    kinds = sorted({one.kind for one in ARRANGEMENTS})
    taken: set[str] = set()
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        kind = chance.choice(kinds)
        one = chance.choice([one for one in ARRANGEMENTS if one.kind == kind])
        if (one.formats and format not in one.formats) or taken & {
            *one.tables,
            *(() if one.tables else ("",)),
        }:
            continue
        if one.arrange(report, chance):
            taken |= {*one.tables} or {""}
            report.names.append(f"{one.kind}: {one.name}")
            report.touch(one.kind, [code for table in one.tables for code in report.codes(table)])
            if not one.tables:
                report.touch(one.kind, [code for code in report.seen if code not in report.kinds])


def _trick(
    report: Laid,
    how: Format,
    chance: random.Random,
    tricks: dict[str, str],
    put: dict[str, Put],
    marks: dict[str, str],
) -> None:
    """Other contents of some cells that are printed once."""
    times: dict[str, int] = {}
    for part in report.parts:
        for row in part.grid:
            for slot in row:
                if slot.code:
                    alone = slot.down == 1 and (slot.across == 1 or slot.code.startswith("t2"))
                    times[slot.code] = times.get(slot.code, 0) + alone
    free = [code for code in report.seen if times.get(code) == 1 and report.seen[code] is not None]
    chosen = chance.sample(free, min(len(free), chance.choice((0, 1, 2, 4, 6))))
    for number, code in enumerate(chosen):
        if how.any_trick is None or chance.random() < 0.2:
            tricks[code] = spell(report, code, chance, how.breaks)
            report.touch(SPELLING, [code])
            continue
        trick = how.any_trick(chance, f"k{number}z")
        put[code], marks[code] = trick, f"8080{number:02}8080"
        tricks[code] = trick.name
        report.touch(trick.kind, [code])
        report.seen[code] = trick.seen


def _marked(report: Laid, marks: Mapping[str, str]) -> Filled:
    """What is given to the writer, with the marks in the place of the tricks."""

    def marked(text: str, code: str) -> str:
        return marks.get(code, text)

    parts = tuple(
        part._replace(grid=[[replace(s, text=marked(s.text, s.code)) for s in row] for row in part.grid])
        for part in report.parts
    )
    return replace(report.filled, pieces=parts)
