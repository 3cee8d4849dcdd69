"""Filled forms in every format, and the ways in which files are damaged on their way: seeded, so
that a run can be told again by its seed."""

from __future__ import annotations

import io
import quopri
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from pipelines.catalogue import catalogue
from tests.data.forms import Filled, render
from tests.data.forms_doc import doc
from tests.data.forms_ofd import ofd
from tests.data.forms_rtf import rtf
from tests.data.forms_sheet import xls, xlsx
from tests.data.torn import figures

EDITIONS = {"f2019": 2020, "f2021": 2023}


class Mutated(NamedTuple):
    """A file made from a form: its name, content, format, how it was damaged, and what the form
    says."""

    name: str
    data: bytes
    format: str
    damage: str
    filled: Filled


def _mht(filled: Filled) -> bytes:
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related;"
        b' boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
    )
    return (
        head
        + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(render(filled, "html"))
    )


def _zip(filled: Filled) -> bytes:
    return packed([("年报.docx", render(filled, "docx"))])


FORMATS: Mapping[str, Callable[[Filled], bytes]] = {
    "txt": partial(render, layout="tabs"),
    "md": partial(render, layout="markdown"),
    "html": partial(render, layout="html"),
    "mht": _mht,
    "pdf": partial(render, layout="pdf"),
    "docx": partial(render, layout="docx"),
    "doc": doc,
    "rtf": rtf,
    "xls": xls,
    "xlsx": xlsx,
    "ofd": ofd,
    "zip": _zip,
}
IN_ZIPS = ("docx", "xlsx", "ofd")


def _picture(filled: Filled) -> bytes:
    """Table 4 as a picture, one page at 150 dpi, which is looked at in a second or two."""
    import pypdfium2

    tables = catalogue().editions[filled.edition].tables
    others = tuple(f"{table}.{row.code}" for table in ("t2", "t3") for row in tables[table].rows)
    page = pypdfium2.PdfDocument(render(replace(filled, lost=others), "pdf"))[0]
    out = io.BytesIO()
    page.render(scale=150 / 72, grayscale=True).to_pil().convert("L").save(out, "PNG")
    return out.getvalue()


def _scan(filled: Filled) -> bytes:
    """A PDF of that picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(_picture(filled))).save(out, "PDF", resolution=150)
    return out.getvalue()


SCANS: Mapping[str, Callable[[Filled], bytes]] = {"scan": _scan, "png": _picture}
"""What is recognised rather than read: slower by a hundred times, so there are few of them."""


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, with checksums that fit."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, start + chance.randrange(1, 2 + min(len(data) // 5, 4000))


def _bits(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 64))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _noise(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + chance.randbytes(min(end, len(data)) - start) + data[end:]


def _removed(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] + data[end:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


BYTES: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "bits": _bits,
    "noise": _noise,
    "removed": _removed,
    "doubled": _doubled,
    "cut": _cut,
}
DAMAGES = (*BYTES, "spliced", "inside", "renamed")
"""What happens to bytes; two formats spliced; a part of a container damaged and packed again;
another extension."""


def mutated(count: int, seed: int) -> Iterator[Mutated]:
    """So many files, formats and damages in turn."""
    chance = random.Random(seed)
    for number in range(count):
        format = [*FORMATS][number % len(FORMATS)]
        damage = DAMAGES[number // len(FORMATS) % len(DAMAGES)]
        filled = distinct(chance)
        data, extension = FORMATS[format](filled), format
        if damage == "inside" and format not in IN_ZIPS:
            damage = chance.choice([*BYTES])
        if damage in BYTES:
            data = BYTES[damage](data, chance)
        elif damage == "spliced":
            other = FORMATS[chance.choice([*FORMATS])](filled)
            data = data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]
        elif damage == "inside":
            data = _inside(data, chance)
        else:
            extension = chance.choice([name for name in FORMATS if name != format])
        yield Mutated(f"{number:04}-{damage}.{extension}", data, format, damage, filled)


def mutated_scans(count: int, seed: int) -> Iterator[Mutated]:
    """So many scans and pictures in turn; the first of each is whole."""
    chance = random.Random(seed)
    for number in range(count):
        format = [*SCANS][number % len(SCANS)]
        filled = distinct(chance)
        data = SCANS[format](filled)
        damage = "none"
        if number >= len(SCANS):
            damage = chance.choice([*BYTES])
            data = BYTES[damage](data, chance)
        yield Mutated(f"scan-{number:04}-{damage}.{format}", data, format, damage, filled)


def _inside(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    largest = max(range(len(parts)), key=lambda index: len(parts[index][1]))
    name, content = parts[largest]
    parts[largest] = name, BYTES[chance.choice([*BYTES])](content, chance)
    return packed(parts)


def distinct(chance: random.Random) -> Filled:
    """A form whose sums hold and in which hardly two figures are alike, so that one in the wrong
    place gives itself away. What adds up twice adds up together."""
    edition = chance.choice([*EDITIONS])
    units, thousands = (figures(chance, edition, large=True) for _ in range(2))
    printed = {cell: str(int(units[cell]) + 31 * int(thousands[cell])) for cell in units}
    return Filled("平潭县人民政府", EDITIONS[edition], edition, printed)
