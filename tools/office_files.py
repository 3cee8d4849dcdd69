"""Has LibreOffice write .doc and .rtf files, so that our readers meet files by another hand than
ours.

    python -m tools.office_files

LibreOffice has to be installed; the bytes differ from run to run, what is printed does not:
`form()` and ODDITIES.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.data.forms import Filled
from tests.data.forms_docx import BORDERS, NAMESPACE, RELATIONS, TYPES, docx
from tests.data.forms_grid import TABLE_OF, grid, has_table

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "office"
COLUMN = 600  # twips
BY_WHOM = 'w:author="核稿" w:date="2000-01-01T00:00:00Z"'
"""Attributes of a tracked change."""


def form(edition: str = "f2021") -> Filled:
    """A filled form whose figures all differ."""
    shape = Filled("丙县人民政府", 2019 if edition == "f2019" else 2022, edition)
    codes = [
        slot.code
        for table in TABLE_OF.values()
        if has_table(shape, table)
        for row in grid(shape, table)
        for slot in row
        if slot.code
    ]
    figures = {code: str(101 + 7 * number) for number, code in enumerate(codes)}
    return Filled(shape.office, shape.year, edition, figures, {"intro": "本报告按照条例编制。\n共六部分。"})


def _widened(table: re.Match[str]) -> str:
    """A table with the widths of its columns, without which LibreOffice computes new ones."""

    def span(cell: str) -> int:
        reach = re.search(r'gridSpan w:val="(\d+)"', cell)
        return int(reach[1]) if reach else 1

    def width(cell: re.Match[str]) -> str:
        return cell[0].replace("<w:tcPr>", f'<w:tcPr><w:tcW w:w="{COLUMN * span(cell[0])}" w:type="dxa"/>', 1)

    first = table[0].partition("</w:tr>")[0]
    columns = sum(map(span, re.findall("<w:tc>.*?</w:tc>", first)))
    grid = f'<w:gridCol w:w="{COLUMN}"/>' * columns
    head = f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    return re.sub("<w:tc>.*?</w:tc>", width, table[0].replace("</w:tblPr>", head, 1))


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _cell(content: str, columns: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{content}</w:tc>'


def _table(*rows: str) -> str:
    properties = f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{properties}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _field(instruction: str, result: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText> {instruction} </w:instrText></w:r>{separate}{_run(result)}{end}"


INNER = _table(_cell(_paragraph(_run("内1"))) + _cell(_paragraph(_run("内2"))))
"""A table that is nested in a cell."""
ODDITIES = "".join(
    [
        _paragraph(_run("第一段"), "<w:r><w:tab/></w:r>", _run("制表"), "<w:r><w:br/></w:r>", _run("换行")),
        _paragraph(
            _run("秘密", "<w:vanish/>"), _run("𠮷"), _run("“引”—×㎡"), "<w:r><w:noBreakHyphen/></w:r>"
        ),
        _paragraph(
            _run("见"),
            _run("注", '<w:vertAlign w:val="superscript"/>'),
            _run("十", "<w:strike/>"),
            _run("二"),
        ),
        _paragraph(_run("分页前"), '<w:r><w:br w:type="page"/></w:r>', _run("分页后")),
        _paragraph(_field('HYPERLINK "http://example.com/88"', "链接")),
        _paragraph(
            f'<w:ins w:id="1" {BY_WHOM}>{_run("插入")}</w:ins>',
            f'<w:del w:id="2" {BY_WHOM}><w:r><w:delText>删去</w:delText></w:r></w:del>',
        ),
        _table(
            _cell(_paragraph(_run("甲")) + _paragraph(_run("乙")))
            + _cell(_paragraph(_run("前")) + INNER + _paragraph(_run("后")), 4)
            + _cell(_paragraph(_run("7"))),
            _cell(_paragraph(_run("横")), 5) + _cell(_paragraph(_run("8"))),
        ),
        _paragraph(_run("末段")),
    ]
)
"""The body of a document with what is printed otherwise than it is stored."""


def packed(body: str) -> bytes:
    """A docx of that body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        )
    return out.getvalue()


def _body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return xml.partition("<w:body>")[2].rpartition("<w:sectPr/>")[0]


def make(folder: Path = FOLDER) -> None:
    """Write the files into the folder."""
    with tempfile.TemporaryDirectory() as home:
        sources = Path(home)
        tables = re.sub("<w:tbl>.*?</w:tbl>", _widened, _body(docx(form())))
        (sources / "form.docx").write_bytes(packed(tables))
        (sources / "oddities.docx").write_bytes(packed(ODDITIES))
        profile = f"-env:UserInstallation={(sources / 'profile').as_uri()}"
        for kind, names in (("doc", ("form.docx", "oddities.docx")), ("rtf", ("oddities.docx",))):
            command = [
                "soffice",
                "--headless",
                profile,
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                *names,
            ]
            subprocess.run(command, cwd=sources, check=True, timeout=120)


if __name__ == "__main__":
    make()
