"""OFD: what is published of a figure is what is painted, and what cannot be known is open."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.ofd.reader import read_ofd
from tests.data.forms_ofd import packed

WALLS = "".join(
    f'<PathObject Boundary="{x} 20 40 10"><AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</AbbreviatedData></PathObject>'
    for x in (20, 60)
)
WHITE, PALE, GONE = (f"<FillColor {a}/>" for a in ('Value="255 255 255"', 'Value="225 225 225"', 'Alpha="0"'))


def text(x: float, words: str, inside: str = "", size: float = 3, y: float = 22) -> str:
    steps = " ".join(f"{size / 2:g}" for _ in words[1:])
    return (
        f'<TextObject Boundary="{x} {y} 90 {size * 1.2}" Size="{size}">{inside}'
        f'<TextCode X="0" Y="{size}" DeltaX="{steps}">{words}</TextCode></TextObject>'
    )


def clip(data: str, group: str = "", area: str = "", path: str = 'Boundary="0 0 9 9"') -> str:
    inner = f"<Path {path}><AbbreviatedData>{data}</AbbreviatedData></Path>"
    return f"<Clips {group}><Clip><Area {area}>{inner}</Area></Clip></Clips>"


def rectangle(left: float, right: float) -> str:
    return f"M {left} -1 L {right} -1 L {right} 9 L {left} 9 C"


def narrow(words: str, width: float) -> str:
    return text(62, words).replace(" 90 ", f" {width} ")


def written(words: str, width: float, x: float, down: float, y: float = 22) -> str:
    """A text in a box of this width, from `x` and `down` in it on, without distances."""
    code = f'<TextCode X="{x}" Y="{down}">{words}</TextCode>'
    return f'<TextObject Boundary="62 {y} {width} 3.6" Size="3">{code}</TextObject>'


SCALED = 'CTM="0.5 0 0 0.5 0 0"'
ROUND = "M 0 0 B 9 0 9 9 0 9 C"
MANY = clip(" ".join([rectangle(0, 9)] * 50))


def box(x: float, width: float, inside: str = "", height: float = 4) -> str:
    data = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
    return (
        f'<PathObject Boundary="{x} 22 {width} {height}" Fill="true" Stroke="false">{inside}'
        f"<AbbreviatedData>{data}</AbbreviatedData></PathObject>"
    )


PARAMS = (
    '<DrawParams><DrawParam ID="1"><FillColor Value="255 255 255"/></DrawParam><DrawParam ID="2" Relative="1"/>'
    '<DrawParam ID="3" Relative="1"><FillColor Value="0 0 0"/></DrawParam><DrawParam ID="4" Relative="4"/>'
    '<DrawParam ID="5"><StrokeColor Value="255 255 255"/></DrawParam></DrawParams>'
)
STROKED = 'Fill="false" Stroke="true"'


def by(params: int, objects: str, more: str = "") -> str:
    """The objects with a set of drawing parameters."""
    return objects.replace("Object ", f'Object DrawParam="{params}" {more} ')


CASES = {
    "white by its parameters": (by(1, text(62, "12")), ""),
    "white by the parameters of its parameters": (by(2, text(62, "9")) + text(64, "12"), "12"),
    "black over white parameters": (by(3, text(62, "12")), "12"),
    "white parameters, and a colour of its own": (by(1, text(62, "12", '<FillColor Value="0 0 0"/>')), "12"),
    "parameters that are not there": (by(9, text(62, "12")), "open"),
    "parameters in a circle": (by(4, text(62, "12")), "open"),
    "covered by a box that is white by its parameters": (text(62, "12") + by(2, box(61, 12)), ""),
    "stroked in white": (by(5, text(62, "12"), STROKED), ""),
    "white strokes that are not drawn": (by(5, text(62, "12")), "12"),
    "white of four inks": (text(62, "12", '<FillColor Value="0 0 0 0"/>'), ""),
    "black of four inks": (text(62, "12", '<FillColor Value="0 0 0 255"/>'), "12"),
    "plain": (text(62, "12"), "12"),
    "white before it": (text(62, "9", WHITE) + text(64, "12"), "12"),
    "transparent before it": (text(62, "9", GONE) + text(64, "12"), "12"),
    "white alone": (text(62, "12", WHITE), ""),
    "white on black": (box(61, 20) + text(62, "12", WHITE), "12"),
    "black on black": (box(61, 20, height=6) + text(62, "9") + text(75, "12", WHITE), "12"),
    "pale": (text(62, "12", PALE), "open"),
    "a large pale watermark": (text(62, "2024", PALE, 10, 19) + text(62, "12"), "12"),
    "covered": (text(62, "9") + box(61.5, 12, WHITE) + text(64, "12"), "12"),
    "half covered": (text(62, "12") + box(62, 0.9, WHITE), "open"),
    "half covered by a strip": (text(62, "12") + box(62, 0.6, WHITE), "open"),
    "raised": (text(62, "12") + text(65.2, "3", size=1.8, y=21.8), "12"),
    "a picture": ('<ImageObject Boundary="62 22 8 4" ResourceID="5"/>', "open"),
    "a composed object": ('<CompositeObject Boundary="62 22 8 4" ResourceID="5"/>', "open"),
    "clipped behind": (text(62, "129", clip(rectangle(0, 3))), "12"),
    "clipped before": (text(62, "912", clip(rectangle(1.5, 9))), "12"),
    "clipped to nothing": (text(62, "12", clip(rectangle(0, 0.01))), ""),
    "clipped in full": (text(62, "12", clip(rectangle(0, 9))), "12"),
    "half clipped": (text(62, "12", clip(rectangle(0, 2.2))), "open"),
    "clipped twice": (text(62, "129", clip(rectangle(0, 9)) + clip(rectangle(0, 3))), "12"),
    "clipped by an area that is scaled": (text(62, "129", clip(rectangle(0, 6), area=SCALED)), "12"),
    "clipped by a path that is moved": (
        text(62, "912", clip(rectangle(0, 9), path='Boundary="1.5 0 9 9"')),
        "12",
    ),
    "clipped by a curve": (text(62, "12", clip(ROUND)), "open"),
    "clipped by nothing that is known": (
        text(62, "12", "<Clips><Clip><Area><Text/></Area></Clip></Clips>"),
        "open",
    ),
    "clipped by many areas": (text(62, "12", MANY), "open"),
    "covered by a clipped box": (text(62, "12") + box(61, 12, WHITE + clip(rectangle(8, 9))), "open"),
    "clipped by a triangle": (text(62, "12", clip("M -20 -20 L 20 -20 L -20 20 C")), "open"),
    "clipped by a bow tie": (text(62, "12", clip("M 0 -1 L 9 9 L 9 -1 L 0 9 C")), "open"),
    "clipped by a line there and back": (text(62, "12", clip("M 0 -1 L 9 -1 L 0 -1 L 9 9 C")), "open"),
    "clipped by a rectangle that closes twice": (
        text(62, "12", clip(rectangle(0, 9)[:-1] + "L 0 -1 C")),
        "12",
    ),
    "clipped by a rectangle that is not closed": (text(62, "12", clip(rectangle(0, 9)[:-1])), "12"),
    "clipped by a turned rectangle": (
        text(62, "12", clip(rectangle(-9, 9), area='CTM="0 1 -1 0 9 0"')),
        "12",
    ),
    "beyond its own box": (narrow("129", 3), "open"),
    "one character beyond its own box": (written("7", 1, 5, 3), "open"),
    "one character in its own box": (written("7", 3, 1, 3), "7"),
    "without distances, from beyond its own box": (written("79", 1, 5, 3), "open"),
    "without distances, to beyond its own box": (written("79", 1, 0, 3), "79"),
    "below its own box": (written("7", 9, 0, 10, y=15), "open"),
    "above its own box": (written("7", 9, 0, -2, y=26), "open"),
    "as wide as its own box": (narrow("12", 3), "12"),
    "its box is none": (narrow("12", 0), "12"),
    "one over another": (text(62, "12") + text(62.2, "45"), "open"),
}


@pytest.mark.parametrize(("objects", "seen"), CASES.values(), ids=CASES)
def test_a_figure_is_what_is_painted(objects: str, seen: str) -> None:
    data = packed([WALLS + text(22, "规章") + objects], "", resources=PARAMS)
    (grid,) = read_ofd(data).blocks
    label, figure = (cell.text for cell in grid.rows[0])
    assert (label, "open" if NOT_TEXT in figure else figure) == ("规章", seen)


def test_what_an_annotation_shows_is_read() -> None:
    shown, hidden = (
        f'<Annot Visible="{visible}"><Appearance Boundary="60 20 40 10">{text(2, words, y=2)}</Appearance></Annot>'
        for visible, words in (("true", "12"), ("false", "9"))
    )
    out = io.BytesIO(packed([WALLS + text(22, "规章")], ""))
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    document = parts["Doc_0/Document.xml"]
    parts["Doc_0/Document.xml"] = document.replace(
        "</Document>", "<Annotations>A.xml</Annotations></Document>"
    )
    parts["Doc_0/A.xml"] = '<Annotations><Page PageID="1"><FileLoc>P.xml</FileLoc></Page></Annotations>'
    parts["Doc_0/P.xml"] = f"<PageAnnot>{shown}{hidden}</PageAnnot>"
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (grid,) = read_ofd(out.getvalue()).blocks
    assert [cell.text for cell in grid.rows[0]] == ["规章", "12"]


def test_an_object_is_painted_as_its_layer_says() -> None:
    layer = f'</Layer><Layer DrawParam="1">{text(62, "9")}{by(3, text(64, "12"))}</Layer><Layer>'
    (grid,) = read_ofd(packed([WALLS + text(22, "规章") + layer], "", resources=PARAMS)).blocks
    assert [cell.text for cell in grid.rows[0]] == ["规章", "12"]
