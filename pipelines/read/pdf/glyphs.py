"""Turns the text page of a pdfium page into glyphs: characters with their places, in the frame they
are read in.

pdfium's own guesses (blanks made from gaps, line ends) are dropped: what belongs together is
decided by those who know the cells. Neither order nor lines are settled here.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Mapping
from math import hypot
from struct import Struct
from typing import Any

from pipelines.read.layout.glyph import UNKNOWN, Glyph
from pipelines.read.layout.page_transform import IDENTITY, Frame, Matrix, apply
from pipelines.read.pdf.page_objects import TEXT, object_corners, object_matrix, walk
from pipelines.read.pdf.pdfium_calls import address, bind, pointer

AS_HIGH = 0.8
"""Of the height of the digit before it: a digit that is less high is of another size."""
_FIGURES = frozenset("-./0123456789")
NARROW, WIDE = 0.46, 0.72
"""In sizes of the font: from one digit to the next of a line it is no less and no more."""
FLAT, FULL = 0.01, 1.05
"""In sizes of the font: a box that is less high is none, and as wide as the field of its character,
which is no wider than this."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def reading_turn(text_page: Any, frame: Frame) -> int:
    """By how many quarters, counterclockwise, most of the text is turned in this frame (from a
    sample)."""
    page, matrix_of = pointer(address(text_page)), bind("FPDFText_GetMatrix")
    matrix = (ctypes.c_float * 6)()
    matrix_at = pointer(ctypes.addressof(matrix))
    count = bind("FPDFText_CountChars")(page)
    turns: Counter[int] = Counter()
    for i in range(0, count, max(1, count // 24)):
        a, b, *_ = matrix[:] if matrix_of(page, i, matrix_at) else (0.0, 0.0)
        if a or b:
            turns[_turn(a, b, frame)] += 1
    return turns.most_common(1)[0][0] if turns else 0


def read_glyphs(
    text_page: Any, frame: Frame, formed: Mapping[int, Matrix]
) -> tuple[list[Glyph], dict[int, int]]:
    """All characters of a page in the order of the file, blanks included where they are printed as
    characters; and of its figures, by index of the glyph, the indices that pdfium knows them by.

    `formed` gives, by the address of each text object inside a form, what brings the form into the
    frame.
    """
    page = pointer(address(text_page))
    # The tight box of a character: the loose one is wrong in vertical writing, where pdfium forgets
    # the text matrix.
    origin_of, box_of = bind("FPDFText_GetCharOrigin"), bind("FPDFText_GetCharBox")
    made_up, unexplained = bind("FPDFText_IsGenerated"), bind("FPDFText_HasUnicodeMapError")
    is_hyphen = bind(
        "FPDFText_IsHyphen"
    )  # a dash between letters at the end of a line, given as 0x02 or 0xFFFE
    numbers, unpack = (ctypes.c_double * 6)(), Struct("6d").unpack_from
    x_at, y_at, *box_at = (pointer(ctypes.addressof(numbers) + 8 * n) for n in range(6))
    left_at, right_at, bottom_at, top_at = box_at
    into_frame = frame.matrix
    upright, (fe, ff) = frame.quarters == 0 and not formed, into_frame[4:]
    glyphs: list[Glyph] = []
    made = tuple.__new__  # a page has thousands, and the constructor of a named tuple is a function
    figures: dict[int, int] = {}
    em, turn, line, high = 0.0, 0, None, 0.0
    for i, text in enumerate(_characters(text_page)):
        if text > "\xff" and (text < "\ufffe" or text > "\uffff"):
            pass
        elif text in "\n\r" or (text == " " and made_up(page, i) == 1):
            continue
        elif " " <= text <= "\xff":
            if text in _FIGURES:
                figures[len(glyphs)] = i
            if unexplained(page, i) == 1:
                text = UNKNOWN
        else:
            text = "-" if is_hyphen(page, i) == 1 else UNKNOWN
        origin_of(page, i, x_at, y_at)
        box_of(page, i, left_at, right_at, bottom_at, top_at)
        x, y, left, right, bottom, top = unpack(numbers)
        if y != line:  # asked once per line, as it takes as long as all the rest
            em, turn = _size_and_turn(page, i, frame)
            line, high = y, 0.0
        if "0" <= text <= "9" and not AS_HIGH * high < top - bottom < high / AS_HIGH:
            if high:  # a digit of another size than the one before it
                em, turn = _size_and_turn(page, i, frame)
            high = top - bottom
        if upright and top > bottom:
            fields = x + fe, ff - y, left + fe, ff - top, right + fe, ff - bottom, em, turn, text, ""
            glyphs.append(made(Glyph, fields))
            continue
        matrix = (formed and _misplaced(page, i, x, y, formed)) or into_frame
        if matrix is not into_frame:
            x = left
        near, far = apply(matrix, left, bottom), apply(matrix, right, top)
        (u0, u1), (v0, v1) = sorted((near[0], far[0])), sorted((near[1], far[1]))
        glyphs.append(Glyph(*apply(matrix, x, y), u0, v0, u1, v1, em, turn, text))
    return glyphs, figures


def _size_and_turn(page: Any, i: int, frame: Frame) -> tuple[float, int]:
    """Size of the font on the page, and by how many quarters the writing is turned in the frame."""
    matrix = (ctypes.c_float * 6)()
    bind("FPDFText_GetMatrix")(page, i, pointer(ctypes.addressof(matrix)))
    a, b, c, d, _, _ = matrix[:]
    return bind("FPDFText_GetFontSize")(page, i) * hypot(c, d), _turn(a, b, frame)


def _misplaced(page: Any, i: int, x: float, y: float, formed: Mapping[int, Matrix]) -> Matrix | None:
    """Of text in a form that has a replacement (ActualText, as browsers print it), pdfium gives
    origin and box as they are in the form, not on the page. Such a character has the very origin
    of its text object."""
    handle = bind("FPDFText_GetTextObject")(page, i)
    if handle not in formed:
        return None
    *_, e, f = object_matrix(handle)
    return formed[handle] if abs(x - e) + abs(y - f) < 0.01 else None


def _characters(text_page: Any) -> str:
    """Every character by its index. One call for all of them where that keeps the indices."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, buffer) == count + 1:
        characters = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if len(characters) == count and not _SURROGATE.search(characters):
            return characters
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(count))


def _turn(a: float, b: float, frame: Frame) -> int:
    """The direction of writing (a, b) in PDF space, as counterclockwise quarters in the frame."""
    quarters = (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
    return (quarters - frame.quarters) % 4


def hidden_text(page: Any) -> bool:
    """Whether most text of a raw pdfium page is printed invisibly, as character recognition does
    behind a scan."""
    import pypdfium2.raw as pdfium

    mode_of = bind("FPDFTextObj_GetTextRenderMode")
    texts: list[int] = [handle for handle, kind, _ in walk(page, IDENTITY) if kind == TEXT]
    modes = [mode_of(pointer(handle)) for handle in texts]
    return 2 * modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)


def lost_writing(page: Any) -> int:
    """How many pieces of text on a raw pdfium page its text page leaves out: those without width,
    as turned or vertical writing has where neither the file nor the machine has the font. In a
    font that the file has it is a blank without width."""
    font_of, is_embedded = bind("FPDFTextObj_GetFont"), bind("FPDFFont_GetIsEmbedded")
    texts = []
    for handle, kind, _ in walk(page, IDENTITY):
        if kind == TEXT and not ((font := font_of(pointer(handle))) and is_embedded(pointer(font)) == 1):
            texts.append(handle)
    corners = (object_corners(handle, IDENTITY) for handle in texts)
    return sum(abs(first[0] - second[0]) < 0.01 for first, second in corners)


def is_boxless(glyph: Glyph) -> bool:
    """Whether pdfium does not know where a character is painted: fonts that the file does not bring
    are replaced, and only the width that the file states is left."""
    return glyph.bottom - glyph.top < FLAT * glyph.em and 0 < glyph.right - glyph.left < FULL * glyph.em


def replaced(glyphs: list[Glyph], figures: Mapping[int, int]) -> list[int]:
    """The figures that a replacement of the text (ActualText) gives, where it has more or fewer
    characters than are drawn. pdfium divides what is drawn by them, and gives all the same
    origin."""
    out: list[int] = []
    before = -1
    for i in figures:
        if before == i - 1 >= 0 and glyphs[before].x == glyphs[i].x and glyphs[before].y == glyphs[i].y:
            pitch = (glyphs[i].right - glyphs[before].right) / (glyphs[i].em or 1.0)
            if not NARROW < pitch < WIDE:
                out += [before, i]
        elif glyphs[i].right - glyphs[i].left > WIDE * glyphs[i].em and not is_boxless(glyphs[i]):
            out.append(i)
        before = i
    return out
