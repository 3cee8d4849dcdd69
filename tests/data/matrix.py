"""The same reports in every format, as published, cut by pages and damaged, and how their cells
come out of it."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from pipelines.model import DOUBTFUL, Filing
from pipelines.report import report_of
from pipelines.values import parse
from tests.data.damage import FILE_DAMAGE, PRINT_DAMAGE, bytes_changed, sector_lost
from tests.data.expected import codes
from tests.data.forms import Filled, render
from tests.data.forms_doc import doc
from tests.data.forms_mht import mht, saved_by_word
from tests.data.forms_ofd import ofd
from tests.data.forms_pdf import pdf
from tests.data.forms_rtf import rtf
from tests.data.forms_sheet import xls, xlsx
from tests.data.forms_word_xml import word_xml
from tests.data.torn import figures
from tests.data.traditional import traditional_page

EDITIONS = {"f2019": 2020, "f2021": 2023}
CUTS = ("t2.normative_documents", "t3.refused_third_party", "t3.not_processed_petition")
"""The last row of a page: inside a block of table 2, and twice inside a group of table 3."""
NIL = ("", "/", "—")
"""What offices print instead of 0."""
CONDITIONS = ("clean", "page-cut", "damaged")

Render = Callable[[Filled], bytes]


def _plain_zip(data: bytes) -> bytes:
    """A container packed anew without compression, which is not the same with every zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
    return out.getvalue()


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


FORMATS: Mapping[str, Render] = {
    "HTML": partial(render, layout="html", nested=True),
    "HTML, GB18030, named .doc": lambda f: saved_by_word(render(f, "html", encoding="gb18030", pieces=True)),
    "HTML, Big5, traditional": lambda f: traditional_page(render(f, "html")),
    "MHT": lambda f: mht(render(f, "html", encoding="gb18030")),
    "PDF": lambda f: pdf(f) if f.repeated else pdf(replace(f, cuts=()), breaks=f.cuts, open_cuts=True),
    "OFD": partial(ofd, method=zipfile.ZIP_STORED),
    "DOCX": partial(render, layout="docx"),
    "DOC, WPS": partial(doc, pieces="mixed"),
    "RTF": rtf,
    "Word XML": word_xml,
    "Word XML, package": partial(word_xml, package=True),
    "XLSX": lambda f: _plain_zip(xlsx(f)),
    "XLS": xls,
    "ZIP": lambda f: _zip("年报.docx", render(f, "docx")),
    "text, tabs": partial(render, layout="tabs"),
    "text, commas": partial(render, layout="commas"),
    "text, a line per cell": partial(render, layout="lines"),
    "text, pipes": partial(render, layout="markdown"),
    "text, blanks": partial(render, layout="blanks"),
    "text, nothing between cells": partial(render, layout="glued"),
}


BARE = {"PDF": {sector_lost, bytes_changed}, "DOC, WPS": {bytes_changed}, "XLS": {bytes_changed}}
"""Formats in which figures, or the marks that say where they are, are bare bytes, and damage that
they cannot show: changed, such bytes are as good as any others. (The pages of the PDF are not
packed here, as they mostly are.)"""


@dataclass(slots=True)
class Tally:
    """Cells that came out as printed, those left open with a mark, and those that came out
    otherwise without one."""

    right: int = 0
    flagged: int = 0
    silent: list[str] = field(default_factory=list)

    def add(self, filled: Filled, data: bytes, how: str = "") -> None:
        """Read a file and compare. A row that is not printed is owed no value."""
        found = {fact.code: fact for fact in report_of(Filing("x", "0", len(data)), data).facts}
        for code in codes(filled):
            fact = found.get(code)
            owed = parse(filled.printed(code))
            printed = code.rsplit(".", 1)[0] not in filled.lost
            if fact is None or fact.status in DOUBTFUL:
                self.flagged += 1
            elif printed and (fact.value, fact.status) == (owed.value, owed.status):
                self.right += 1
            else:
                self.silent.append(f"{how} {code}: {filled.printed(code)!r} read as {fact.text!r}")


def fillings() -> Iterator[tuple[str, Filled]]:
    """Of both editions: one with a number in every cell, whose sums hold; one with mistakes of an
    office."""
    for edition, year in EDITIONS.items():
        chance = random.Random(5)
        full = Filled("平潭县人民政府", year, edition, figures(chance, edition, large=True))
        yield f"{edition} full", full
        spotty = figures(chance, edition, sums_hold=False)
        nil = [cell for cell, text in spotty.items() if text == "0"]
        spotty |= {cell: chance.choice(NIL) for cell in chance.sample(nil, 30)}
        yield f"{edition} faulty", replace(full, figures=spotty)


def files(format: str, condition: str, seed: str = "") -> Iterator[tuple[Filled, bytes, str]]:
    """What a condition makes of the fillings in a format: what is printed, the file, and how it was
    made."""
    write = FORMATS[format]
    for name, filled in fillings():
        if condition == "clean":
            yield filled, write(filled), name
        elif condition == "page-cut":
            for repeated in (False, True):
                cut = replace(filled, cuts=CUTS, repeated=repeated)
                yield cut, write(cut), f"{name} repeated {repeated}"
        else:
            chance = random.Random(zlib.crc32(f"{format} {name}{seed}".encode()))
            for how, spoil in FILE_DAMAGE.items():
                if spoil not in BARE.get(format, ()):
                    yield filled, spoil(write(filled), chance), f"{name} {how}"
            for how, lose in PRINT_DAMAGE.items():
                spoilt = lose(filled, chance)
                yield spoilt, write(spoilt), f"{name} {how}"


def measure(format: str, condition: str, seed: str = "") -> Tally:
    """All files of a format in a condition, read; another `seed` damages them otherwise."""
    tally = Tally()
    for filled, data, how in files(format, condition, seed):
        tally.add(filled, data, how)
    return tally
