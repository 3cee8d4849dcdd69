"""Writes what is in a cell of an OFD page."""

from __future__ import annotations


class Pen:
    """Where the text of a cell is on its page, in millimetres: `x` its left, `y` its baseline. `f` is
    the figure that is seen, `e` a digit that is no part of it. What is written is XML of objects;
    `{p}` stands for the prefix of elements."""

    def __init__(self, middle: float, y: float, size: float, f: str, e: str) -> None:
        self.y, self.size, self.f, self.e = y, size, f, e
        self.digit = 0.5 * size
        self.x = middle - self.width(f + e) / 2
        self.annotation = ""

    def width(self, text: str) -> float:
        return self.digit * len(text)

    @property
    def behind(self) -> float:
        """Where the digit behind the figure begins."""
        return self.x + self.width(self.f)

    def text(
        self, words: str, x: float, y: float | None = None, *, size: float | None = None, colour: str = "",
        attributes: str = "", inside: str = "", apart: float = 1.0, box: float | None = None,
    ) -> str:  # fmt: skip
        """A text; `box` is the width of its own box, as wide as the text if that is not said."""
        size = size or self.size
        steps = " ".join(f"{0.5 * size * apart:.4g}" for _ in words[1:])
        wide = 0.5 * size * apart * len(words) if box is None else box
        fill = f'<{{p}}FillColor Value="{colour}"/>' if colour else ""
        return (
            f'<{{p}}TextObject ID="7" Boundary="{x:.3f} {(self.y if y is None else y) - size:.3f} {wide:.3f}'
            f' {1.2 * size:.3f}" Font="1" Size="{size:g}" {attributes}>{fill}{inside}'
            f'<{{p}}TextCode X="0" Y="{size:g}" DeltaX="{steps}">{words}</{{p}}TextCode></{{p}}TextObject>'
        )

    def figure(self, **said: str) -> str:
        """The figure in its place."""
        return self.text(self.f, self.x, **said)  # type: ignore[arg-type]

    def other(self, **said: str) -> str:
        """The other digit behind it."""
        return self.text(self.e, self.behind, **said)  # type: ignore[arg-type]

    def box(
        self, x: float, width: float, colour: str, y: float | None = None, height: float | None = None
    ) -> str:
        """A filled box, over the line if no place is said."""
        top = self.y - self.size if y is None else y
        high = 1.2 * self.size if height is None else height
        data = f"M 0 0 L {width:.3f} 0 L {width:.3f} {high:.3f} L 0 {high:.3f} C"
        return (
            f'<{{p}}PathObject ID="8" Boundary="{x:.3f} {top:.3f} {width:.3f} {high:.3f}" Fill="true" Stroke="false">'
            f'<{{p}}FillColor Value="{colour}"/><{{p}}AbbreviatedData>{data}</{{p}}AbbreviatedData></{{p}}PathObject>'
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> str:
        """A stroke."""
        top, height = min(y0, y1), abs(y1 - y0)
        data = f"M 0 {y0 - top:.3f} L {x1 - x0:.3f} {y1 - top:.3f}"
        return (
            f'<{{p}}PathObject ID="8" Boundary="{x0:.3f} {top:.3f} {x1 - x0:.3f} {height:.3f}" LineWidth="0.25">'
            f"<{{p}}AbbreviatedData>{data}</{{p}}AbbreviatedData></{{p}}PathObject>"
        )

    def across(self, x: float, width: float, level: float) -> str:
        """A level stroke, so many sizes above the baseline."""
        y = self.y - level * self.size
        return self.line(x, y, x + width, y)

    def clip(self, width: float) -> str:
        """A clip of an object that shows so much of its width."""
        data = f"M 0 -1 L {width:.3f} -1 L {width:.3f} 9 L 0 9 C"
        return (
            f'<{{p}}Clips><{{p}}Clip><{{p}}Area><{{p}}Path Boundary="0 0 {width:.3f} 9"><{{p}}AbbreviatedData>{data}'
            "</{p}AbbreviatedData></{p}Path></{p}Area></{p}Clip></{p}Clips>"
        )

    def picture(self, x: float, width: float, kind: str = "ImageObject") -> str:
        """An object without text."""
        return (
            f'<{{p}}{kind} ID="9" Boundary="{x:.3f} {self.y - self.size:.3f} {width:.3f} {1.2 * self.size:.3f}"'
            ' ResourceID="5"/>'
        )

    def annotated(self, visible: str) -> str:
        """The figure as an annotation."""
        self.annotation = (
            f'<{{p}}Annot Type="Stamp" Visible="{visible}"><{{p}}Appearance Boundary="{self.x:.3f}'
            f' {self.y - self.size:.3f} 20 {self.size:.3f}">'
            f"{self.text(self.f, 0, self.size)}</{{p}}Appearance></{{p}}Annot>"
        )
        return ""
