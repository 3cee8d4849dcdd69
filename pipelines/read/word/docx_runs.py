"""A paragraph of a Word file -> what it prints, in pieces with their marks.

Runs, fields, equations, controls and drawings; which paragraphs there are is for `docx_body`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipelines.model import NOT_TEXT
from pipelines.read.marks import Mark, marked
from pipelines.read.word.docx_fields import Fields, draws
from pipelines.read.word.docx_looks import ground_of, layout_of
from pipelines.read.word.docx_places import Place
from pipelines.read.word.docx_styles import Styles
from pipelines.read.word.docx_xml import (
    Element,
    alternative,
    attribute,
    child_of,
    is_extension,
    local_name,
)
from pipelines.read.word.looks import USUAL_SIZE, Look, marks_of_look, small_marked

UNPRINTED = {"del", "moveFrom", "delText", "delInstrText", "rt", "tblGrid"}
PRINTED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
OBJECTS = {"drawing", "pict", "object"}
BUILT_UP = (
    "sSup",
    "sSub",
    "sSubSup",
    "sPre",
    "f",
    "rad",
    "nary",
    "limLow",
    "limUpp",
    "m",
    "eqArr",
    "bar",
    "acc",
)
"""What an equation builds out of its parts; digits in it are not beside each other in a line."""
SMALLEST = 30_000  # English metric units; what is smaller in both directions cannot hold a figure

Bound = Callable[[Element], str | None]
"""The text of the data that a control is bound to; None where that is not known."""


@dataclass
class Printed:
    """What a paragraph prints: its pieces, the text boxes anchored in it, and whether something
    floats that is anchored here, so that it lies over this text or over another cell."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    floats: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph: its style, what it states itself, and where it stands."""

    style: str
    layout: Look
    place: Place


class Paragraphs:
    """Reads paragraphs in their order, as fields go on from one to the next."""

    def __init__(self, styles: Styles, bound: Bound = lambda control: None) -> None:
        self._styles = styles
        self._bound = bound
        self._fields = Fields()

    def read(self, paragraph: Element, place: Place) -> Printed:
        """What a paragraph in this place prints."""
        properties = child_of(paragraph, "pPr")
        named = None if properties is None else child_of(properties, "pStyle")
        style = "" if named is None else attribute(named)
        ground = ground_of(properties, place.ground, self._styles.theme)
        line = Line(style, layout_of(properties), Place(ground, place.look, place.marks))
        reader = _Reader(self._styles, self._fields, self._bound, line)
        reader.read(paragraph, place.marks)
        self._fields.end_paragraph()
        return reader.printed

    def numbered(self, paragraph: Element) -> bool:
        """Whether Word puts a number or a bullet before the paragraph."""
        properties = child_of(paragraph, "pPr")
        if properties is None:
            return False
        own = child_of(properties, "numPr")
        if own is not None:
            number = child_of(own, "numId")
            return number is not None and attribute(number) != "0"
        named = child_of(properties, "pStyle")
        return named is not None and self._styles.numbered(attribute(named))


class _Reader:
    def __init__(self, styles: Styles, fields: Fields, bound: Bound, line: Line) -> None:
        self.printed = Printed()
        self._styles, self._fields, self._bound = styles, fields, bound
        self._line = line
        self._size = USUAL_SIZE  # of the run that is being read
        self._sizes: list[int] = []  # of the pieces so far

    def read(self, paragraph: Element, marks: frozenset[Mark]) -> None:
        self.collect(paragraph, marks)
        self.printed.pieces = small_marked(self.printed.pieces, self._sizes)

    def collect(self, parent: Element, marks: frozenset[Mark] = frozenset()) -> None:
        for element in parent:
            name = local_name(element)
            if name in UNPRINTED or name.endswith("Pr"):
                continue
            if name == "fldChar":
                self._put(self._fields.mark(attribute(element, "fldCharType"), element), marks)
            elif name == "instrText":
                self._fields.instruct(element.text or "")
            elif name == "txbxContent":
                self.printed.boxes += [] if "hidden" in marks else [element]
            elif name == "AlternateContent":
                self.collect(alternative(element), marks)
            elif name in _READ:
                _READ[name](self, element, marks)
            elif is_extension(element) or (name == "bdo" and attribute(element) == "rtl"):
                self.collect(element, marks | {"doubtful"})  # perhaps not shown; in another order
            else:
                self._put(_text_of(element, name), marks)
                self.collect(element, marks)

    def _put(self, text: str, marks: frozenset[Mark]) -> None:
        if text and self._fields.printed:
            self.printed.pieces.append(marked(text, marks))
            self._sizes.append(self._size)

    def _run(self, run: Element, marks: frozenset[Mark]) -> None:
        line = self._line
        look = self._styles.look(child_of(run, "rPr"), line.style, line.layout, line.place.look)
        self._size = look.size or USUAL_SIZE
        own = marks | marks_of_look(look, line.place.ground)
        if any(attribute(e, "customMarkFollows") for e in run if local_name(e).endswith("noteReference")):
            own |= {"raised"}
        self.collect(run, own)

    def _simple_field(self, element: Element, marks: frozenset[Mark]) -> None:
        start = len(self.printed.pieces)
        self.collect(element, marks)
        if len(self.printed.pieces) == start and draws(attribute(element, "instr")):
            self._put(NOT_TEXT, marks)

    def _equation(self, equation: Element, marks: frozenset[Mark]) -> None:
        text = "".join(t.text or "" for t in equation.iter("{*}t"))
        built = any(local_name(e) in BUILT_UP for e in equation.iter())
        self._put(NOT_TEXT + text if built else text, marks)

    def _object(self, element: Element, marks: frozenset[Mark]) -> None:
        """A drawing: its text boxes, or that something is there."""
        before = len(self.printed.boxes)
        floats = _floats(element)
        self.printed.boxes += [] if "hidden" in marks else _boxes(element)
        if "hidden" in marks or not _is_seen(element):
            return
        self.printed.floats |= floats
        if len(self.printed.boxes) == before and not floats:
            self._put(NOT_TEXT, marks)

    def _control(self, control: Element, marks: frozenset[Mark]) -> None:
        """A control prints what it is bound to; its own content is what it printed when it was
        saved."""
        start = len(self.printed.pieces)
        self.collect(control, marks)
        shown = "".join(self.printed.pieces[start:]).strip()
        data = self._bound(control)
        if data is not None and data.strip() != shown:
            self.printed.pieces[start:] = [marked(NOT_TEXT + shown, marks)]
            self._sizes[start:] = [self._size]


_READ = {
    "r": _Reader._run,
    "oMath": _Reader._equation,
    "sdt": _Reader._control,
    "fldSimple": _Reader._simple_field,
    **dict.fromkeys(OBJECTS, _Reader._object),
}
"""Elements that are read in a way of their own."""


def _text_of(element: Element, name: str) -> str:
    """What an element of a run prints. A symbol keeps its place in private use, as its look is the
    font's alone."""
    if name == "t":
        return element.text or ""
    if name == "altChunk":
        return NOT_TEXT
    if name != "sym":
        return PRINTED.get(name, "")
    try:
        return chr(int(attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _boxes(element: Element) -> list[Element]:
    """The text boxes of a drawing, once each where they are given in several forms."""
    boxes: list[Element] = []
    for child in element:
        name = local_name(child)
        if name == "txbxContent":
            boxes.append(child)
        else:
            boxes += _boxes(alternative(child) if name == "AlternateContent" else child)
    return boxes


def _floats(element: Element) -> bool:
    """Whether a drawing has a place of its own on the page."""
    return next(element.iter("{*}anchor"), None) is not None or any(
        "absolute" in (e.get("style") or "").replace(" ", "")
        for e in element.iter("{*}shape", "{*}rect", "{*}line")
    )


def _is_seen(element: Element) -> bool:
    """Whether a drawing is shown and large enough for a figure."""
    if any(attribute(e, "hidden") in ("1", "true") for e in element.iter("{*}docPr")):
        return False
    sizes = [(attribute(e, "cx"), attribute(e, "cy")) for e in element.iter("{*}extent")]
    return not sizes or any(not s.isdecimal() or int(s) > SMALLEST for size in sizes for s in size)
