"""Word documents in one XML file: Word 2003's own format, and a docx with its parts in one file."""

from pipelines.model import Document
from pipelines.read import read_bytes

W = "http://schemas.microsoft.com/office/word/2003/wordml"
WX = "http://schemas.microsoft.com/office/word/2003/auxHint"
AML = "http://schemas.microsoft.com/aml/2001/core"
NEWER = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
PROGRAM = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'


def document(body: str) -> Document:
    spaces = f'xmlns:w="{W}" xmlns:wx="{WX}" xmlns:aml="{AML}"'
    return read_bytes(f"{PROGRAM}<w:wordDocument {spaces}><w:body>{body}</w:body></w:wordDocument>".encode())


def texts(found: Document) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[c.text for c in row] for row in block.rows]) for block in found.blocks]


def run(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def revision(kind: str, content: str) -> str:
    return f'<aml:annotation aml:id="1" w:type="Word.{kind}"><aml:content>{content}</aml:content></aml:annotation>'


def test_sections_tables_and_merges() -> None:
    first = cell(run("结果"), '<w:vmerge w:val="restart"/>') + cell(
        run("公开"), '<w:hmerge w:val="restart"/>'
    )
    rows = first + cell("", "<w:hmerge/>") + cell(run("71"))
    table = f"<w:tbl><w:tr>{rows}</w:tr><w:tr>{cell('', '<w:vmerge/>')}{cell(run('4'))}</w:tr></w:tbl>"
    found = document(
        f"<wx:sect><wx:sub-section><w:p>{run('一、总体')}</w:p>{table}</wx:sub-section></wx:sect>"
    )
    assert (found.format, found.reader) == ("xml", "lxml")
    assert texts(found) == [("prose", [["一、总体"]]), ("grid", [["结果", "公开", "71"], ["4"]])]


def test_what_a_tracked_change_deleted_is_not_printed() -> None:
    changed = revision("Deletion", run("999", "delText")) + revision("Insertion", run("71"))
    moved = '<aml:annotation aml:id="2" w:type="Word.Bookmark.Start" w:name="x"/>'
    gone = f"<w:tr><w:trPr>{revision('Deletion', '')}</w:trPr>{cell(run('8'))}</w:tr>"
    found = document(f"<w:tbl><w:tr>{cell(changed + moved)}</w:tr>{gone}</w:tbl>")
    assert texts(found) == [("grid", [["71"]])]


def test_a_docx_in_one_file() -> None:
    part = f'<w:document xmlns:w="{NEWER}"><w:body><w:p>{run("正文")}</w:p></w:body></w:document>'
    data = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{part}</pkg:xmlData></pkg:part>'
    found = read_bytes(f'{PROGRAM}<pkg:package xmlns:pkg="{PACKAGE}">{data}</pkg:package>'.encode())
    assert texts(found) == [("prose", [["正文"]])]


def test_other_xml_and_damage_are_told() -> None:
    def codes(data: str) -> list[str]:
        found = read_bytes(data.encode())
        assert not found.blocks
        return [issue.code for issue in found.issues]

    assert codes('<?xml version="1.0"?><urlset/>') == ["read.unsupported_format"]
    assert codes('<?xml version="1.0"?><document><body/></document>') == ["read.unsupported_format"]
    assert codes(f'{PROGRAM}<w:wordDocument xmlns:w="{W}"><w:body>') == ["read.damaged"]
    assert codes(f'{PROGRAM}<w:wordDocument xmlns:w="{W}"/>') == ["read.empty"]
