"""Walks over the objects of a pdfium page: texts, paths, images, also those inside forms, each with
its coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from struct import Struct
from typing import Any

from pipelines.read.layout.page_transform import Matrix, Point, apply, product
from pipelines.read.pdf.pdfium_calls import address, bind, pointer

DEEPEST = 6
"""Forms may be nested, and a damaged file may nest them in themselves."""

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
_CURVE, _MOVE = 1, 2
"""Kinds of objects and of the segments of a path, as fpdf_edit.h numbers them."""

_numbers = (ctypes.c_float * 6)()  # pdfium writes here; it is never called from two threads
_first, _second, _third, _fourth, *_ = (pointer(ctypes.addressof(_numbers) + 4 * n) for n in range(6))
_pair = Struct("2f").unpack_from
_colour = (ctypes.c_uint * 4)()
_channels = tuple(pointer(ctypes.addressof(_colour) + 4 * n) for n in range(4))


def walk(page: Any, matrix: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    """Every object of a page, also inside forms: address, kind, and what brings its own coordinates
    into the frame."""
    kind_of = bind("FPDFPageObj_GetType")
    of_page = bind("FPDFPage_CountObjects"), bind("FPDFPage_GetObject")
    of_form = bind("FPDFFormObj_CountObjects"), bind("FPDFFormObj_GetObject")
    waiting = [(address(page), of_page, matrix, 0)]
    while waiting:
        parent, (count_of, get), outer, depth = waiting.pop()
        within = pointer(parent)
        for i in range(count_of(within)):
            handle = get(within, i)
            kind = kind_of(pointer(handle))
            if kind != FORM:
                yield handle, kind, outer
            elif depth < DEEPEST:
                waiting.append((handle, of_form, product(object_matrix(handle), outer), depth + 1))


def object_matrix(handle: int) -> Matrix:
    """Of an object, as the page or form that it is in has it."""
    bind("FPDFPageObj_GetMatrix")(pointer(handle), _first)
    a, b, c, d, e, f = _numbers[:]
    return a, b, c, d, e, f


def object_corners(handle: int, matrix: Matrix) -> tuple[Point, Point]:
    """Two opposite corners of an object's bounds."""
    bind("FPDFPageObj_GetBounds")(pointer(handle), _first, _second, _third, _fourth)
    left, bottom, right, top = _numbers[:4]
    return apply(matrix, left, bottom), apply(matrix, right, top)


def fill_colour(handle: int) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity, 0 to 255, that an object is filled with."""
    bind("FPDFPageObj_GetFillColor")(pointer(handle), *_channels)
    red, green, blue, alpha = _colour[:]
    return red, green, blue, alpha


def subpaths(handle: int, count: int, matrix: Matrix) -> list[list[Point | None]]:
    """The points of each piece of a path (of `count` segments) that is drawn without lifting the
    pen, with None before each point that is reached by a curve."""
    segment_of, point_of = bind("FPDFPath_GetPathSegment"), bind("FPDFPathSegment_GetPoint")
    kind_of, closes = bind("FPDFPathSegment_GetType"), bind("FPDFPathSegment_GetClose")
    path, (a, b, c, d, e, f) = pointer(handle), matrix
    pieces: list[list[Point | None]] = []
    for i in range(count):
        segment = pointer(segment_of(path, i))
        kind = kind_of(segment)
        point_of(segment, _first, _second)
        x, y = _pair(_numbers)
        point = a * x + c * y + e, b * x + d * y + f
        if kind == _MOVE or not pieces:
            pieces.append([point])
            continue
        pieces[-1] += [None, point] if kind == _CURVE else [point]
        if closes(segment):
            pieces[-1].append(pieces[-1][0])
    return pieces
