"""Recognises the text on a picture of one printed line, with the model that the rapidocr wheel
carries.

The model is run as it is, in one thread and line by line: its own front end pads a lone figure to
the width of a sentence, which takes four times as long, fetches models that are missing, and gives
no confidence for a character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from pipelines.extras import how_to_add
from pipelines.read.scan.sheet import Image
from pipelines.read.scan.strokes import DASH, ONE, SLASH, lone_stroke, shapes, slender

READER = "rapidocr"
NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")
HINT = how_to_add("scan")
"""What brings what is needed."""
HEIGHT, SMALLER = 48, 42
"""Pixels of a line, as the model takes them, and at a second look."""
MORE, CLEAR = (45, 38), 0.995
"""At a third and fourth look, where the first two are less confident than this. Of 1,000 numbers in
a blur and grain 17 were misread alike at both looks, with up to 0.95, ten at all four, with a
middle confidence up to 0.97; of those read right at an ordinary blur half as many are unsure as by
the lesser of two."""
NARROWEST, WIDEST = 112, 3200
FIGURES = frozenset("0123456789.,%-/—")
DASHES = frozenset("一-–_－")
"""Where nothing else is printed, a character for one is a dash: no cell of the form counts in
characters."""
ALIKE = str.maketrans("OoQD〇○日口目□IiLl|[]!SsBGZz", "000000000011111111558622")
"""What figures are taken for where they are pale."""
STROKES = {SLASH: ("", "/", "1", "7"), ONE: ("1",)}
"""What a lone slash may be taken for; a blurred two leans and is as straight as some slashes, but
is seen as a two. The one is what shape and look both say it is."""
KNOWN = 0.9
"""Confidence from which on a single character is no pale figure. Ones and sevens in a blur were
taken for Chinese characters with up to 0.83."""
THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
"""A decimal point where a comma may be printed, which loses its tail in a blur."""


@dataclass(frozen=True)
class Recognised:
    """What is read, and how sure the least sure of its characters is, 0 to 1."""

    text: str
    confidence: float


def installed() -> bool:
    """Whether the extra `scan` is there."""
    return all(find_spec(name) for name in NEEDED) and _model_file() is not None


def recognise(line: Image) -> Recognised:
    """The text of a line, dark on white.

    What looks like figures is taken for figures, and read a second time smaller, twice more if that
    is not clear. Where one look says anything else, where the first saw a letter in place of a
    figure, where a point may be a comma, or where there are more shapes than characters, there is
    no confidence in it; nor where something as slender as a figure is not known for what it is, and
    is taken for the figure that it is likest to.
    """
    look = _look(line, HEIGHT)
    stroke = lone_stroke(line)
    if stroke and (stroke == DASH or _decoded(look, figures=True)[0] in STROKES[stroke]):
        return Recognised(stroke, 1.0)
    text, sure = _decoded(look)
    if text and FIGURES.issuperset(text.translate(ALIKE)):
        figures, sure = _decoded(look, figures=True)
        complete = shapes(line) <= len(figures) or "%" in figures
        agreed = text == figures and complete and stroke in (None, ONE) and not THOUSANDS.fullmatch(figures)
        text, sure = figures, [_seen_again(line, figures, min(sure))] if agreed else []
    if not text or (len(text) == 1 and min(sure, default=0.0) < KNOWN and text not in FIGURES):
        text, sure = (_likest(look, _look(line, SMALLER)), []) if slender(line) else (text, sure)
    if text in DASHES:
        text = DASH
    return Recognised(text, round(min(sure, default=0.0), 4))


def _seen_again(line: Image, figures: str, least: float) -> float:
    """How sure it is that these are the figures, which one look saw with this least confidence: the
    lesser confidence of two looks, or where that is not clear the middle one of four; none if one
    of them sees others."""
    seen = [least]
    for heights in (SMALLER,), MORE:
        for height in heights:
            text, sure = _decoded(_look(line, height), figures=True)
            if text != figures:
                return 0.0
            seen.append(min(sure))
        if min(seen) >= CLEAR:
            return min(seen)
    return float(median(seen))


def legibility(line: Image) -> float:
    """How much, 0 to 1, a picture looks like a line of characters that are not upside down."""
    _, sure = _decoded(_look(line, HEIGHT))
    return sum(sure) / len(sure) if sure else 0.0


def _look(line: Image, height: int) -> Any:
    """What the model makes of a line that is scaled to this height and set on white: for each step
    from left to right how likely each character is, shape (steps, characters)."""
    import cv2
    import numpy as np

    width = min(WIDEST, max(8, round(line.shape[1] * height / line.shape[0])))
    smoothly = cv2.INTER_AREA if height < line.shape[0] else cv2.INTER_LINEAR
    scaled = cv2.resize(line, (width, height), interpolation=smoothly)
    room = np.full((HEIGHT, max(NARROWEST, width)), 255, np.uint8)
    top, left = (HEIGHT - height) // 2, (room.shape[1] - width) // 2
    room[top : top + height, left : left + width] = scaled
    values = (room.astype(np.float32) / 127.5 - 1.0)[None, None].repeat(3, axis=1)
    model = _model()
    return model.session.run(None, {model.input: values})[0][0]


def _decoded(look: Any, figures: bool = False) -> tuple[str, list[float]]:
    """The characters seen and how sure each is; among figures only, as if there were no other
    characters."""
    import numpy as np

    characters, chosen = _model().characters, _model().figures
    if figures:
        look = look[:, chosen] / look[:, chosen].sum(axis=1, keepdims=True)
        characters = [characters[i] for i in chosen]
    best = look.argmax(axis=1)
    # The model says a character at every step at which it sees it, and nothing (0) between two that
    # are alike.
    starts = np.flatnonzero((best != 0) & (best != np.concatenate(([0], best[:-1]))))
    return "".join(characters[best[i]] for i in starts), look[starts, best[starts]].tolist()


def _likest(*looks: Any) -> str:
    """The one figure 0 to 9 that is likest to what these looks saw, however unlike; empty if to
    none of them."""
    model = _model()
    digits = [i for i in model.figures if model.characters[i].isdigit()]
    likeness = sum(look[:, digits].max(axis=0) for look in looks)
    return model.characters[digits[int(likeness.argmax())]] if likeness.max() > 0 else ""


@dataclass(frozen=True)
class _Model:
    """The session, the name of its input, the character that each of its outputs stands for (0:
    none), and which of them are figures or none."""

    session: Any
    input: str
    characters: list[str]
    figures: list[int]


@cache
def _model() -> _Model:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = (
        1  # the workers of a batch are the parallelism
    )
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(_model_file()), options, providers=["CPUExecutionProvider"])
    characters = ["", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    figures = [i for i, character in enumerate(characters) if i == 0 or character in FIGURES]
    return _Model(session, session.get_inputs()[0].name, characters, figures)


def _model_file() -> Path | None:
    spec = find_spec(READER)
    folders = spec.submodule_search_locations if spec else None
    models = sorted(path for folder in folders or () for path in Path(folder, "models").glob("*_rec_*.onnx"))
    return models[0] if models else None
