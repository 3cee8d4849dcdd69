"""Whether the digits of an embedded font look like the digits that their codes say.

A font may draw any shape for a code, whatever its table of characters says: what is copied as 12 can
be printed as 45. The shapes on the page are held against those of common fonts; a font with one digit
that looks more like another is not believed. Which digit it is instead is not guessed.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import sub
from typing import Any

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.expansion import object_streams
from pipelines.read.pdf.page_picture import GreyPage
from pipelines.read.pdf.pdfium_calls import address, bind, pointer

FONTS = ("Helvetica", "Times-Roman", "Courier", "Helvetica-Bold", "Times-Italic", "Helvetica-Oblique")
"""Fonts that pdfium brings along."""
WIDE, HIGH = 12, 14
"""The grid that a shape is brought to, by its height, and centred in."""
INK = 60
"""Of 255: darker than its ground by this is a part of the shape."""
NEARLY = 1.25
"""Times the distance to the nearest digit, within which a shape may be another one."""
FARTHEST = 50.0
"""From a digit to the shapes of it that are known: those of fifty common fonts are no further than 42,
while a dash is 84 from all digits, and capital letters are 40 to 60."""
MOST_USES = 3
"""Of a digit of a font on a page that are looked at, besides the last."""
DIGITS = "0123456789"
"""The characters whose shapes are compared."""
STANDARD = ("Helvetica", "Times", "Courier", "Arial")
"""How the names of fonts begin that every viewer has, so that a file need not bring them."""
_OBJECT = re.compile(rb"endobj|>>\s*<<")
_STANDARD = re.compile(rb"/BaseFont\s*/(?:%s)" % "|".join(STANDARD).encode())
_NAME_ROOM = 64  # bytes of the name of a font

Shape = tuple[float, ...]
Use = tuple[str, int, str]
"""A font of a file by its name and its size in bytes, and a digit of it."""


def has_retold_fonts(data: bytes) -> bool:
    """Whether a PDF gives a table of characters to a font that it takes from the viewer, whose codes
    need none."""
    if _is_retold(data):
        return True
    return any(objects is not None and _is_retold(objects) for objects in object_streams(data))


def _is_retold(objects: bytes) -> bool:
    """Whether there is a simple font with a table and no description, in objects one after the
    other."""
    if b"/ToUnicode" not in objects or not _STANDARD.search(objects):
        return False
    return any(
        b"/ToUnicode" in one and b"/FontDescriptor" not in one and _STANDARD.search(one)
        for one in _OBJECT.split(objects)
    )


def disbelieved(
    page: Any,
    text_page: Any,
    glyphs: Sequence[Glyph],
    figures: Mapping[int, int],
    place: Any,
    seen: set[Use],
    retold: bool = False,
) -> set[int]:
    """Of the figures (index of a glyph -> that of its character in pdfium) those whose embedded
    fonts draw other digits than they say, or nothing that looks like one; if fonts are `retold`, also
    those in fonts of the viewer. What is believed is added to `seen`, and looked at once in a file."""
    object_of, font_of = bind("FPDFText_GetTextObject"), bind("FPDFTextObj_GetFont")
    text, is_embedded = pointer(address(text_page)), bind("FPDFFont_GetIsEmbedded")
    by_font: dict[int, list[int]] = defaultdict(list)
    for glyph, character in figures.items():
        handle = object_of(text, character)
        if handle and glyphs[glyph].text in DIGITS and glyphs[glyph].turn == 0:
            by_font[font_of(pointer(handle))].append(glyph)
    out: set[int] = set()
    for font, uses in by_font.items():
        if not font:
            continue
        name = _name_of(font)
        embedded = is_embedded(pointer(font)) == 1
        if embedded or (retold and name.startswith(STANDARD)):
            size = ctypes.c_size_t()
            if embedded:
                bind("FPDFFont_GetFontData")(pointer(font), None, 0, pointer(ctypes.addressof(size)))
            if not _believed(page, glyphs, uses, place, (name, size.value), seen):
                out.update(uses)
    return out


def _name_of(font: int) -> str:
    name = ctypes.create_string_buffer(_NAME_ROOM)
    length = ctypes.c_ulong(_NAME_ROOM)
    bind("FPDFFont_GetBaseFontName")(pointer(font), pointer(ctypes.addressof(name)), length)
    return name.value.decode("latin-1")


def _believed(
    page: Any,
    glyphs: Sequence[Glyph],
    uses: Sequence[int],
    place: Any,
    font: tuple[str, int],
    seen: set[Use],
) -> bool:
    """Whether each digit of a font looks like itself, where it is used first or last: another use may
    be struck or covered."""
    by_digit: dict[str, list[Glyph]] = defaultdict(list)
    for i in uses:
        by_digit[glyphs[i].text].append(glyphs[i])
    for digit, of in by_digit.items():
        if (*font, digit) not in seen:
            if not any(_is_itself(page, glyph, place) for glyph in (of[-1], *of[:MOST_USES])):
                return False
            seen.add((*font, digit))
    return True


def _is_itself(page: Any, glyph: Glyph, place: Any) -> bool:
    box = place((glyph.left, glyph.top, glyph.right, glyph.bottom))
    shape = shape_of(GreyPage(page, box), box)
    return shape is not None and looks_like(shape, glyph.text)


def looks_like(shape: Shape, digit: str) -> bool:
    """Whether a shape is about as near to this digit as to any, and near enough."""
    distances: list[tuple[float, str]] = [
        (sum(map(abs, map(sub, model, shape))), of) for of, model in _models()
    ]
    own = min(distance for distance, of in distances if of == digit)
    return own <= min(NEARLY * min(distances)[0], FARTHEST)


def shape_of(picture: GreyPage, box: Box) -> Shape | None:
    """What is painted in a box, brought to the grid; None where there is nothing."""
    rows = [row for row in picture.rows(box) if row]
    if not rows:
        return None
    ground = max(max(row) for row in rows)
    inked = [y for y, row in enumerate(rows) if ground - min(row) > INK]
    columns = [x for x in range(len(rows[0])) if any(ground - row[x] > INK for row in rows)]
    if not inked or not columns:
        return None
    top, left = inked[0], columns[0]
    height, width = inked[-1] + 1 - top, columns[-1] + 1 - left
    step = height / HIGH
    start = left + width / 2 - WIDE / 2 * step
    parts = 3  # points looked at along each side of a field of the grid
    shape = []
    for v in range(HIGH):
        for u in range(WIDE):
            dark = 0
            for m in range(parts):
                y = int(top + (v + (m + 0.5) / parts) * step)
                for n in range(parts):
                    x = int(start + (u + (n + 0.5) / parts) * step)
                    dark += left <= x < left + width and ground - rows[y][x] > INK
            shape.append(dark / parts**2)
    return tuple(shape)


@cache
def _models() -> tuple[tuple[str, Shape], ...]:
    """Digits and their shapes in common fonts, as pdfium paints them."""
    import pypdfium2.raw as pdfium

    def written(digit: str) -> Callable[[Any], object]:
        return lambda text: pdfium.FPDFText_SetText(text, (ctypes.c_ushort * 2)(ord(digit), 0))

    def loading(name: str) -> Callable[[Any], Any]:
        return lambda document: pdfium.FPDFText_LoadStandardFont(document, name.encode())

    models = []
    for name in FONTS:
        shapes = shapes_in(loading(name), [written(digit) for digit in DIGITS])
        models += [(digit, shape) for digit, shape in zip(DIGITS, shapes) if shape]
    return tuple(models)


def shapes_in(
    load: Callable[[Any], Any], characters: Sequence[Callable[[Any], object]]
) -> list[Shape | None]:
    """The shapes of characters in a font, which `load` loads into a document of pdfium; each of
    `characters` puts one into a text object. None for those without ink, and for all of a font that
    cannot be loaded."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_CreateNewDocument()
    page = pdfium.FPDFPage_New(document, 0, 40.0 * len(characters), 40.0)
    try:
        font = load(document)
        if not font:
            return [None] * len(characters)
        for column, put in enumerate(characters):
            text = pdfium.FPDFPageObj_CreateTextObj(document, font, 24.0)
            put(text)
            pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 40.0 * column + 10, 10)
            pdfium.FPDFPage_InsertObject(page, text)
        pdfium.FPDFFont_Close(font)
        picture = GreyPage(page)
    finally:
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)
    return [shape_of(picture, (40.0 * n, 0.0, 40.0 * n + 40, 40.0)) for n in range(len(characters))]
