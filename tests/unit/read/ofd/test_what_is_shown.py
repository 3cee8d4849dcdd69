"""OFD: the order of layers and templates, the sheet, the direction of writing, and fonts that draw
other digits than their own tables say."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.ofd.reader import read_ofd
from tests.data.forms_ofd import packed
from tests.data.moved_font import moved_font
from tests.unit.read.ofd.test_paint import WALLS, WHITE, text

FIGURE = text(62, "12")
COVER = (
    f'<PathObject Boundary="61 21 38 8" Stroke="false" Fill="true">{WHITE}'
    "<AbbreviatedData>M 0 0 L 38 0 L 38 8 L 0 8 C</AbbreviatedData></PathObject>"
)


def with_attributes(attributes: str, words: str = "12") -> str:
    return text(62, words).replace("<TextObject ", f"<TextObject {attributes} ")


def in_layer(kind: str, objects: str) -> str:
    return f'</Layer><Layer Type="{kind}">{objects}</Layer><Layer>'


def path(data: str, attributes: str, inside: str = "") -> str:
    return (
        f'<PathObject Boundary="61 21 38 8" {attributes}>{inside}'
        f"<AbbreviatedData>{data}</AbbreviatedData></PathObject>"
    )


FILLED, PENNED = 'Stroke="false" Fill="true"', 'Stroke="true" Fill="false"'
ROUND = "M 0 0 L 38 0 B 40 2 40 6 38 8 L 0 8 B -2 6 -2 2 0 0 C"
COMPOSED = '<CompositeObject Boundary="{}" ResourceID="3"/>'
MATRIX = 'CTM="{}"'
FONTS = '<Fonts><Font ID="7"><FontFile>font</FontFile></Font></Fonts>'
CASES = {
    "a cover before": (COVER + FIGURE, "12"),
    "a cover behind in the file, painted first": (FIGURE + in_layer("Background", COVER), "12"),
    "a cover before in the file, painted last": (in_layer("Foreground", COVER) + FIGURE, ""),
    "layers of the body as they are listed": (in_layer("Body", FIGURE) + COVER, ""),
    "not visible, in figures": (with_attributes('Visible="0"'), ""),
    "neither filled nor stroked, in figures": (with_attributes('Fill="0" Stroke="0"'), ""),
    "visible, in figures": (with_attributes('Visible="1" Fill="1"'), "12"),
    "to the right": (with_attributes('ReadDirection="0" CharDirection="360"'), "12"),
    "to the left": (with_attributes('ReadDirection="180"'), "open"),
    "downwards": (with_attributes('ReadDirection="90"'), "open"),
    "on their heads": (with_attributes('CharDirection="180"'), "open"),
    "a label on its head": (with_attributes('CharDirection="180"', "规章"), "规章"),
    "a speck": (text(62, "12", size=0.4, y=24), "open"),
    "a black cover": (FIGURE + COVER.replace(WHITE, ""), "open"),
    "white text over it": (FIGURE + text(62, "12", WHITE), "open"),
    "white text before it": (text(62, "12", WHITE) + FIGURE, "12"),
    "a white pen over it": (
        FIGURE + with_attributes(PENNED).replace("<TextCode", '<StrokeColor Value="255 255 255"/><TextCode'),
        "open",
    ),
    "white text over its minus": (text(62, "-12") + text(62, "-", WHITE), "open"),
    "on a dark curve": (path(ROUND, FILLED) + FIGURE, "open"),
    "white on a dark curve": (path(ROUND, FILLED) + text(62, "12", WHITE), "open"),
    "on a curve hardly to be seen": (path(ROUND, FILLED + ' Alpha="30"') + FIGURE, "12"),
    "on a white curve": (path(ROUND, FILLED, WHITE) + FIGURE, "12"),
    "something composed over it": (FIGURE + COMPOSED.format("61 21 38 8"), "open"),
    "a composed watermark": (FIGURE + COMPOSED.format("0 0 200 290"), "12"),
    "mirrored": (with_attributes(MATRIX.format("-1 0 0 1 6 0")), "open"),
    "flipped": (with_attributes(MATRIX.format("1 0 0 -1 0 6")), "open"),
    "turned over": (with_attributes(MATRIX.format("-1 0 0 -1 6 6")), "open"),
    "a slash drawn": (path("M 2 4 L 3.6 1", PENNED), "open"),
    "a seven drawn": (path("M 2 1 L 3.6 1 L 2.4 4", PENNED), "open"),
    "a slash with a bar drawn above it": (text(62, "/") + path("M 1 1.3 L 2.6 1.3", PENNED), "open"),
    "of another count of colours": (text(62, "12", '<FillColor Value="15 15 15" ColorSpace="4"/>'), "open"),
    "of the usual count": (text(62, "12", '<FillColor Value="15 15 15" ColorSpace="5"/>'), "12"),
}
SPACES = '<ColorSpaces><ColorSpace ID="4" BitsPerComponent="4"/><ColorSpace ID="5" BitsPerComponent="8"/></ColorSpaces>'


def figure_of(data: bytes) -> str:
    (grid,) = read_ofd(data).blocks
    printed = grid.rows[0][1].text
    return "open" if NOT_TEXT in printed else printed


@pytest.mark.parametrize(("objects", "seen"), CASES.values(), ids=CASES)
def test_a_figure_is_what_is_shown(objects: str, seen: str) -> None:
    assert figure_of(packed([WALLS + text(22, "规章") + objects], "", resources=SPACES)) == seen


def repacked(data: bytes, changes: dict[str, tuple[str, str]], **added: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            before, after = changes.get(name, ("", ""))
            new.writestr(
                name, old.read(name).decode().replace(before, after, 1) if before else old.read(name)
            )
        for name, content in added.items():
            new.writestr(f"Doc_0/{name}", content)
    return out.getvalue()


@pytest.mark.parametrize(("order", "seen"), [("", "12"), ("Background", "12"), ("Foreground", "")])
def test_a_template_is_painted_below_its_page_or_above(order: str, seen: str) -> None:
    page = f'<Template TemplateID="8" ZOrder="{order}"/><Content>'
    data = repacked(
        packed([WALLS + text(22, "规章") + FIGURE], ""),
        {
            "Doc_0/Document.xml": (
                "<Pages>",
                '<CommonData><TemplatePage ID="8" BaseLoc="T"/></CommonData><Pages>',
            ),
            "Doc_0/Pages/Page_1/Content.xml": ("<Content>", page),
        },
        T=f"<Page><Content><Layer>{COVER}</Layer></Content></Page>".encode(),
    )
    assert figure_of(data) == seen


@pytest.mark.parametrize(
    ("box", "seen"),
    [
        ("0 0 210 297", "12"),
        ("0 0 100.2 297", "12"),
        ("0 0 90 297", "open"),  # its cell is cut
        ("0 0 63 297", "open"),
        ("5 5 63 297", "12"),  # where it begins to count is not known
    ],
)
@pytest.mark.parametrize("by", ["page", "document"])
def test_what_is_off_the_sheet_is_not_read(box: str, seen: str, by: str) -> None:
    stated = f"<PhysicalBox>{box}</PhysicalBox>"
    own = "<Area><PhysicalBox>0 0 210 297</PhysicalBox></Area>"
    changes = {"Doc_0/Pages/Page_1/Content.xml": (own, f"<Area>{stated}</Area>" if by == "page" else "")}
    if by == "document":
        shared = f"<CommonData><PageArea>{stated}</PageArea></CommonData><Pages>"
        changes["Doc_0/Document.xml"] = ("<Pages>", shared)
    assert figure_of(repacked(packed([WALLS + text(22, "规章") + FIGURE], ""), changes)) == seen


@pytest.mark.parametrize(
    ("file", "words", "seen"),
    [
        (moved_font(), "12", "12"),
        (moved_font(shift=1), "12", "open"),
        (moved_font(shift=-3), "1", "open"),  # a full stop
        (moved_font(shift=1), "—", "—"),
        (moved_font(shift=1), "/", "\ufffd"),  # a nought
        (moved_font(shift=8), "/", "\ufffd"),  # a seven
        (moved_font(shift=1), "1 2", "open"),  # and a mark where the blank is
        (moved_font() + bytes(4_000_000), "12", "12"),
        (moved_font(shift=1) + bytes(4_000_000), "12", "open"),
        (moved_font(last=47, shift=1), "12", "12"),  # what a font has not comes from another
        (b"junk", "12", "12"),
    ],
)
def test_a_font_that_draws_other_digits_is_not_believed(file: bytes, words: str, seen: str) -> None:
    objects = text(62, words).replace("<TextObject ", '<TextObject Font="7" ')
    data = packed([WALLS + text(22, "规章") + objects], "", resources=FONTS)
    assert figure_of(repacked(data, {}, font=file)) == seen


@pytest.mark.parametrize("words", ["12", "１"])
@pytest.mark.parametrize(
    ("limit", "most", "seen"),
    [
        ("resources.MOST_FONTS", 1, "12"),
        ("resources.MOST_FONTS", 0, "open"),
        ("glyph_shapes.LARGEST_OF_ALL", 9_000_000, "12"),
        ("glyph_shapes.LARGEST_OF_ALL", 99, "open"),
    ],
)
def test_fonts_beyond_those_that_are_looked_at_are_not_believed(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, seen: str, words: str
) -> None:
    monkeypatch.setattr(f"pipelines.read.ofd.{limit}", most)
    objects = text(62, words).replace("<TextObject ", '<TextObject Font="7" ')
    data = packed([WALLS + text(22, "规章") + objects], "", resources=FONTS)
    assert figure_of(repacked(data, {}, font=moved_font())) == (words if seen == "12" else seen)


@pytest.mark.parametrize(
    ("words", "drawn", "seen"),
    [
        ("-1", "-1", "-1"),
        ("-1", " 1", "\ufffd1"),
        ("8.8", "8.8", "8.8"),
        ("8.8", "878", "8\ufffd8"),
        ("/", "/", "/"),
        ("/", "8", "\ufffd"),
        ("/", "7", "\ufffd"),
        ("/", "1", "\ufffd"),
        ("1 2", "1 2", "1 2"),
        ("1 2", "132", "1\ufffd2"),
        ("5", "-", "open"),
    ],
)
def test_signs_and_blanks_are_what_their_glyphs_draw(words: str, drawn: str, seen: str) -> None:
    glyphs = " ".join(str(ord(character) - 29) for character in drawn)
    transform = (
        f'<CGTransform CodePosition="0" CodeCount="{len(words)}"><Glyphs>{glyphs}</Glyphs></CGTransform>'
    )
    objects = text(62, words, transform).replace("<TextObject ", '<TextObject Font="7" ')
    data = packed([WALLS + text(22, "规章") + objects], "", resources=FONTS)
    assert figure_of(repacked(data, {}, font=moved_font())) == seen
