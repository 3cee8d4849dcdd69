"""Annotations over the cell of a small PDF, with the streams that paint them."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from tests.data.pdf_painted import Draw, X, Y
from tests.data.pdf_sheet import HEIGHT, Sheet


def annotated(kind: str, value: str = "", painted: str | None = None, **more: object) -> Draw:
    """An annotation over the cell, with the stream that paints it, if it has one."""

    def draw(s: Sheet) -> None:
        box = X - 2, HEIGHT - Y - 4, X + 30, HEIGHT - Y + 10
        entries = {"Type": PDFName("Annot"), "Subtype": PDFName(kind), "Rect": PDFArray(box), "F": 4, **more}
        if value:
            entries["Contents" if kind == "FreeText" else "V"] = PDFString(value)
        if painted is not None:
            stream = PDFStream(content=painted)
            font = {"Type": PDFName("Font"), "Subtype": PDFName("Type1"), "BaseFont": PDFName("Helvetica")}
            stream.dictionary["Type"] = PDFName("XObject")
            stream.dictionary["Subtype"] = PDFName("Form")
            stream.dictionary["BBox"] = PDFArray([0, 0, 32, 14])
            stream.dictionary["Resources"] = PDFDictionary(
                {"Font": PDFDictionary({"F1": PDFDictionary(font)})}
            )
            form = s.canvas._doc.Reference(stream)
            state = PDFDictionary({"On": form}) if "AS" in more else form
            entries["AP"] = PDFDictionary({"N": state})
        s.canvas._addAnnotation(PDFDictionary(entries))

    return draw


def shows(text: str) -> str:
    """The stream of an annotation that shows a text."""
    return f"BT /F1 10 Tf 2 3 Td ({text}) Tj ET"


def over_the_figure(annotation: Draw) -> Draw:
    def draw(s: Sheet) -> None:
        s.text(X, Y, "12")
        annotation(s)

    return draw
