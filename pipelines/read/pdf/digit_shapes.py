"""The shapes of digits and signs, as they are painted, and which character a shape may be: held against
common fonts. What a file says of the character is not asked here."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import floor
from operator import itemgetter
from typing import Any

from pipelines.read.layout.glyph import BLANKS
from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.page_picture import GreyPage

FONTS = ("Helvetica", "Times-Roman", "Courier", "Helvetica-Bold", "Times-Italic", "Helvetica-Oblique")
"""Fonts that pdfium brings along."""
WIDE, HIGH = 12, 14
"""The grid that a shape is brought to, by its height, and centred in."""
PARTS = 3
"""Points looked at along each side of a field of the grid."""
INK = 60
"""Of 255: darker than its ground by this is a part of the shape."""
NEARLY = 1.25
"""Times the distance to the nearest digit, within which a shape may be another one."""
FARTHEST = 50.0
"""From a digit to the shapes of it that are known, in fields: those of fifty common fonts are no further
than 42, while a dash is 84 from all digits, and capital letters are 40 to 60."""
SIZE, FIELD = 24.0, 40.0
"""Points: of the characters that are drawn to be looked at, and of the square in which each is."""
DIGITS, SLASH, SLASHES = "0123456789", "/", "/\uff0f"
"""The characters whose shapes are known. A slash is near to 1 and 7."""

Shape = int
"""The fields of the grid, each in so many bits as points of it are looked at, of which as many are set
as have ink: two shapes are as far from each other as they have bits of their own."""


def is_drawn_as(shape: Shape, character: str) -> bool:
    """Whether a shape may be that of a digit or of a sign of figures."""
    digit = str(unicodedata.decimal(character, ""))
    if digit or character in SLASHES:
        return looks_like(shape, digit or SLASH)
    return character not in BLANKS and not any(looks_like(shape, digit) for digit in DIGITS)


def looks_like(shape: Shape, character: str) -> bool:
    """Whether a shape is about as near to this digit, or to a slash, as to any digit, and near
    enough."""
    models = _models()
    own = min((shape ^ model).bit_count() for model in models[character])
    if own > FARTHEST * PARTS**2:
        return False
    return all(own <= NEARLY * (shape ^ model).bit_count() for digit in DIGITS for model in models[digit])


def shape_of(picture: GreyPage, box: Box) -> Shape | None:
    """What is painted in a box, brought to the grid; None where there is nothing."""
    rows = [row for row in picture.rows(box) if row]
    if not rows:
        return None
    ground = max(map(max, rows))
    inks = bytes(ground - grey > INK for grey in range(ground + 1)).ljust(256, b"\0")
    rows = [row.translate(inks) for row in rows]
    inked = [y for y, row in enumerate(rows) if any(row)]
    columns = [x for x, column in enumerate(map(any, zip(*rows))) if column]
    if not inked or not columns:
        return None
    top, left = inked[0], columns[0]
    height, width = inked[-1] + 1 - top, columns[-1] + 1 - left
    step = height / HIGH
    start = left + width / 2 - WIDE / 2 * step
    points = (floor(start + (n + 0.5) / PARTS * step) for n in range(PARTS * WIDE))
    outside = len(rows[0])
    pick = itemgetter(*(x if left <= x < left + width else outside for x in points))
    fields: list[int] = []
    for v in range(HIGH):
        ys = (int(top + (v + (m + 0.5) / PARTS) * step) for m in range(PARTS))
        dark = [*map(sum, zip(*(pick(rows[y] + b"\0") for y in ys)))]
        fields += map(sum, zip(*(dark[n::PARTS] for n in range(PARTS))))
    shape = 0
    for field in fields:
        shape = shape << PARTS**2 | (1 << field) - 1
    return shape


@cache
def _models() -> Mapping[str, Sequence[Shape]]:
    """The shapes of digits and of a slash in common fonts, as pdfium paints them."""
    import pypdfium2.raw as pdfium

    characters = DIGITS + SLASH

    def written(character: str) -> Callable[[Any], object]:
        return lambda text: pdfium.FPDFText_SetText(text, (ctypes.c_ushort * 2)(ord(character), 0))

    def loading(name: str) -> Callable[[Any], Any]:
        return lambda document: pdfium.FPDFText_LoadStandardFont(document, name.encode())

    models: dict[str, list[Shape]] = {character: [] for character in characters}
    for name in FONTS:
        shapes = shapes_in(loading(name), [written(character) for character in characters])
        for character, shape in zip(characters, shapes):
            models[character] += [shape] if shape is not None else []
    return models


def shapes_in(
    load: Callable[[Any], Any], characters: Sequence[Callable[[Any], object]]
) -> list[Shape | None]:
    """The shapes of characters in a font, which `load` loads into a document of pdfium; each of
    `characters` puts one into a text object. None for those without ink, and for all of a font that
    cannot be loaded."""
    import pypdfium2.raw as pdfium

    def texts(document: Any) -> Iterator[Any]:
        if font := load(document):
            for put in characters:
                text = pdfium.FPDFPageObj_CreateTextObj(document, font, SIZE)
                put(text)
                yield text
            pdfium.FPDFFont_Close(font)

    return shapes_of(texts, len(characters))


def shapes_of(objects: Callable[[Any], Iterator[Any]], count: int) -> list[Shape | None]:
    """The shapes of up to `count` objects that are made for a document of pdfium, each drawn at its
    origin."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_CreateNewDocument()
    page = pdfium.FPDFPage_New(document, 0, FIELD * count, FIELD)
    try:
        for column, drawn in enumerate(objects(document)):
            pdfium.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, FIELD * column + FIELD / 4, FIELD / 4)
            pdfium.FPDFPage_InsertObject(page, drawn)
        picture = GreyPage(page)
    finally:
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)
    return [shape_of(picture, (FIELD * n, 0.0, FIELD * n + FIELD, FIELD)) for n in range(count)]
