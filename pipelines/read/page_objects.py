"""Walks over the objects of a pdfium page: texts, paths, images, also those inside forms, each with its coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pipelines.read.frame import Matrix, Point, apply, product
from pipelines.read.quick import address, bind

DEEPEST = 6
"""Forms may be nested, and a damaged file may nest them in themselves."""


def walk(page: Any, matrix: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    """Every object of a page, also inside forms: address, kind, and what brings its own coordinates into the frame."""
    import pypdfium2.raw as pdfium

    form, kind_of = pdfium.FPDF_PAGEOBJ_FORM, bind("FPDFPageObj_GetType")
    of_page = bind("FPDFPage_CountObjects"), bind("FPDFPage_GetObject")
    of_form = bind("FPDFFormObj_CountObjects"), bind("FPDFFormObj_GetObject")
    waiting = [(address(page), of_page, matrix, 0)]
    while waiting:
        parent, (count_of, get), outer, depth = waiting.pop()
        for i in range(count_of(parent)):
            handle = get(parent, i)
            kind = kind_of(handle)
            if kind != form:
                yield handle, kind, outer
            elif depth < DEEPEST:
                waiting.append((handle, of_form, product(object_matrix(handle), outer), depth + 1))


def object_matrix(handle: int) -> Matrix:
    """Of an object, as the page or form that it stands in has it."""
    numbers = (ctypes.c_float * 6)()
    bind("FPDFPageObj_GetMatrix")(handle, ctypes.addressof(numbers))
    a, b, c, d, e, f = numbers[:]
    return a, b, c, d, e, f


def object_corners(handle: int, matrix: Matrix) -> list[Point]:
    """Two opposite corners of an object's bounds."""
    sides = (ctypes.c_float * 4)()
    at = ctypes.addressof(sides)
    bind("FPDFPageObj_GetBounds")(handle, at, at + 4, at + 8, at + 12)
    left, bottom, right, top = sides[:]
    return [apply(matrix, left, bottom), apply(matrix, right, top)]
