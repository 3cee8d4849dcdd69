"""OFD: text and rulings by their places, within limits, and doubts said aloud."""

import io
import zipfile

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Document
from pipelines.read import read_bytes
from pipelines.read.container import MAX_UNPACKED
from pipelines.read.ofd.reader import read_ofd
from tests.data.forms import blank
from tests.data.forms_ofd import ofd, packed
from tests.data.whole import damaged, figures, misread


def path(x: float, y: float, w: float, h: float, data: str, attributes: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} {w} {h}" {attributes}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


FRAME = "".join(
    path(*place, f"M 0 0 L {place[2]} {place[3]}")
    for place in [(20, 50, 60, 0), (20, 60, 60, 0), (20, 50, 0, 10), (50, 50, 0, 10), (80, 50, 0, 10)]
)


def text(x: float, y: float, printed: str, attributes: str = "", code: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 6" Size="4" {attributes}>'
        f'<ofd:TextCode X="0" Y="4" {code}>{printed}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects: str) -> Document:
    return read_ofd(packed(["".join(objects)]))


def texts(document: Document) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[c.text for c in row] for row in block.rows]) for block in document.blocks]


def codes(document: Document) -> list[str]:
    for issue in document.issues:
        assert issue.severity == catalogue().issues[issue.code].severity
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize(
    "options",
    [{}, {"boxes": True}, {"scaled": True}, {"short": False, "prefix": ""}, {"boxes": True, "scaled": True}],
)
def test_a_form_reads_fully(options: dict[str, bool], edition: str) -> None:
    assert misread(figures(edition), ofd(figures(edition), **options)) == {}  # type: ignore[arg-type]


def test_a_blank_form_is_blank() -> None:
    unfilled = blank("平潭县人民政府", 2023, "f2021")
    assert misread(unfilled, ofd(unfilled)) == {}


def test_tables_and_prose_keep_their_order_and_places() -> None:
    document = page(text(52, 52, "12"), text(20, 70, "后"), FRAME, text(22, 52, "规章"), text(20, 30, "前"))
    assert texts(document) == [("prose", [["前"]]), ("grid", [["规章", "12"]]), ("prose", [["后"]])]
    cell = document.blocks[1].rows[0][1]
    assert (cell.spot.page, cell.spot.table, cell.spot.row, cell.spot.column) == (1, 1, 1, 2)
    assert cell.spot.box == (141.7, 141.7, 226.8, 170.1)


@pytest.mark.parametrize(
    ("attributes", "code", "printed"),
    [
        ("", 'DeltaX="4 2"', "公12"),
        ("", 'DeltaX="g 2 3"', "公12"),
        ("", 'DeltaX="g 999999999 3"', "公12"),
        ("", 'DeltaX="4"', "公12"),
        ("", "", "公12"),
        ("", 'DeltaX="4 20"', "公1  2"),
        ('CTM="0.5 0 0 0.5 0 0"', 'DeltaX="4 2"', "公12"),
        ('HScale="0.5"', 'DeltaX="2 1"', "公12"),
        ("", 'DeltaX="x y"', "公12"),
        ("", 'DeltaX="nan inf"', "公12"),
    ],
)
def test_characters_stand_where_their_distances_put_them(attributes: str, code: str, printed: str) -> None:
    assert texts(page(text(20, 30, "公12", attributes, code))) == [("prose", [[printed]])]


def test_writing_up_the_cell_is_read_along() -> None:
    turned = text(25, 52, "12", 'CTM="0 -1 1 0 0 6"', 'DeltaX="2"')  # up from the bottom of its box
    assert texts(page(FRAME, turned, text(52, 52, "7"))) == [("grid", [["12", "7"]])]


@pytest.mark.parametrize("attributes", ['Visible="false"', 'Alpha="0"', 'Fill="false"'])
def test_what_is_not_shown_is_not_read(attributes: str) -> None:
    assert texts(page(text(20, 30, "99", attributes), text(20, 40, "公"))) == [("prose", [["公"]])]


def test_paths_of_several_lines_boxes_and_curves() -> None:
    data = "M 0 0 L 60 0 L 60 10 L 0 10 C M 30 0 L 30 10 B 1 1 2 2 3 3 Q 1 1 2 2 A 1 1 0 0 1 9 9"
    drawn, background = (
        path(20, 50, 60, 10, data),
        path(20, 50, 60, 10, data, 'Stroke="false" Fill="true" Alpha="30"'),
    )
    found = texts(page(background, drawn, text(22, 52, "规章"), text(52, 52, "12")))
    assert found == [("grid", [["规章", "12"]])]


def test_a_template_is_printed_below_its_page() -> None:
    data = packed([FRAME + text(52, 52, "12")])
    assert texts(read_ofd(data)) == [("grid", [["", "12"]])]
    named = _with(
        data,
        "Doc_0/Document.xml",
        "<ofd:Pages>",
        '<ofd:CommonData><ofd:TemplatePage ID="8" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages>',
    )
    used = _with(
        named,
        "Doc_0/Pages/Page_1/Content.xml",
        "<ofd:Content>",
        '<ofd:Template TemplateID="8"/><ofd:Content>',
    )
    template = f'<ofd:Page xmlns:ofd="x"><ofd:Content><ofd:Layer>{text(22, 52, "规章")}</ofd:Layer></ofd:Content></ofd:Page>'
    assert texts(read_ofd(_with(used, "Doc_0/Tpls/T.xml", "", template))) == [("grid", [["规章", "12"]])]


def _versions(*current: str) -> bytes:
    """A file whose document has a version for each of these, which says so of being current; that of
    number n prints n, the document itself 0."""
    made = packed([text(20, 30, "0")])
    listed = "".join(
        f'<ofd:Version ID="{n}" Index="{n}" {said} BaseLoc="Doc_0/Versions/V{n}.xml"/>'
        for n, said in enumerate(current, 1)
    )
    made = _with(made, "OFD.xml", "</ofd:DocBody>", f"<ofd:Versions>{listed}</ofd:Versions></ofd:DocBody>")
    for n, _ in enumerate(current, 1):
        root = f'<v:DocVersion xmlns:v="x"><v:DocRoot>../Document_{n}.xml</v:DocRoot></v:DocVersion>'
        document = (
            f'<v:Document xmlns:v="x"><v:Pages><v:Page ID="1" BaseLoc="P{n}.xml"/></v:Pages></v:Document>'
        )
        layer = text(20, 30, str(n))
        page = f'<ofd:Page xmlns:ofd="x"><ofd:Content><ofd:Layer>{layer}</ofd:Layer></ofd:Content></ofd:Page>'
        made = _with(made, f"Doc_0/Versions/V{n}.xml", "", root)
        made = _with(_with(made, f"Doc_0/Document_{n}.xml", "", document), f"Doc_0/P{n}.xml", "", page)
    return made


@pytest.mark.parametrize(
    ("current", "shown"),
    [
        pytest.param([], "0", id="none"),
        pytest.param(["", 'Current="false"'], "0", id="none is shown"),
        pytest.param(['Current="false"', 'Current="true"'], "2", id="the last"),
        pytest.param(['Current="1"', ""], "1", id="the first"),
    ],
)
def test_the_version_that_is_shown_is_read(current: list[str], shown: str) -> None:
    assert texts(read_ofd(_versions(*current))) == [("prose", [[shown]])]


def test_versions_that_cannot_be_told_are_refused() -> None:
    assert codes(read_ofd(_versions('Current="true"', 'Current="true"'))) == ["read.damaged"]
    lost = _with(_versions('Current="true"'), "OFD.xml", "V1.xml", "V9.xml")
    assert codes(read_ofd(lost)) == ["read.damaged"]


def test_doubts_are_said() -> None:
    assert codes(page(text(20, 30, "公¤"))) == ["read.undecodable"]
    assert codes(page(text(20, 30, "公"), '<ofd:CompositeObject Boundary="0 0 9 9"/>')) == [
        "read.page_unreadable"
    ]
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'
    assert codes(page(picture)) == ["read.no_text"]
    assert codes(read_ofd(packed([text(20, 30, "公"), picture]))) == ["read.page_unreadable"]
    crowd = path(0, 0, 9, 9, "M 0 0 L 9 0 " * 20_001)
    assert codes(page(text(20, 30, "公"), crowd)) == ["read.page_unreadable"]


def test_damage_is_told() -> None:
    good = packed([text(20, 30, "公"), text(20, 30, "开")])
    assert codes(read_ofd(good[: len(good) // 2])) == ["read.damaged"]
    assert codes(read_ofd(_with(good, "OFD.xml", "Doc_0", "Doc_9"))) == ["read.damaged"]
    half = read_ofd(_with(good, "Doc_0/Pages/Page_2/Content.xml", "</ofd:Page>", ""))
    assert (texts(half), codes(half)) == ([("prose", [["公"]])], ["read.page_unreadable"])
    assert codes(read_ofd(_with(good, "Doc_0/Encryptions.xml", "", "<x/>"))) == ["read.encrypted"]


def test_limits_hold() -> None:
    good = packed([text(20, 30, "公")])
    assert codes(read_ofd(_with(good, "Doc_0/Res.xml", "", " " * 5_000_000))) == ["read.too_large"]
    assert codes(read_ofd(_with(good, "Doc_0/Res.xml", "", " " * (MAX_UNPACKED + 1)))) == ["read.too_large"]
    assert codes(read_ofd(packed([""] * 501))) == ["read.too_large"]
    crowd = read_ofd(packed([text(20, 30, "公" * 200_001), text(20, 30, "公")]))
    assert (texts(crowd), codes(crowd)) == ([("prose", [["公"]])], ["read.page_unreadable"])


def test_mangled_files_never_raise() -> None:
    for whole in (ofd(figures("f2021")), ofd(figures("f2021"), method=zipfile.ZIP_STORED)):
        for data in damaged(whole, 60):
            document = read_bytes(data)
            assert document.blocks or document.issues
            assert "read.crash" not in [issue.code for issue in document.issues]


def _with(data: bytes, part: str, old: str, new: str) -> bytes:
    """The container with one part changed, or added if it has none of that name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name).decode()
            after.writestr(name, content.replace(old, new) if name == part else content)
        if part not in before.namelist():
            after.writestr(part, new)
    return out.getvalue()
