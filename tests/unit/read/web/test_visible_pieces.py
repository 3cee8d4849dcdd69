"""What a person sees of a page: rows, columns and cells that styles hide, tabs, paragraphs,
pictures, fields and what scripts put in."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.web.html import read_html

X = NOT_TEXT


def cells(page: str) -> list[list[str]]:
    blocks = read_html(page).blocks
    return [[cell.text for cell in row] for block in blocks if block.kind == "grid" for row in block.rows]


def paragraphs(page: str) -> list[str]:
    return [block.rows[0][0].text for block in read_html(page).blocks if block.kind == "prose"]


@pytest.mark.parametrize(
    ("css", "rows", "seen"),
    [
        pytest.param(".h{display:none}", "<tr class=h><td>甲<td>9<tr><td>甲<td>1", [["甲", "1"]], id="row"),
        pytest.param("tr.h{visibility:collapse}", "<tr class=h><td>甲<td>9<tr><td>甲<td>1", [["甲", "1"]], id="folded row"),
        pytest.param(".h{visibility:hidden}", "<tr><td>甲<td>1<tr class=h><td>乙<td>9", [["甲", "1"], ["", ""]], id="unseen row"),
        pytest.param(".h{display:none}", "<tr><td>甲<td class=h>9<td>1", [["甲", "1"]], id="cell"),
        pytest.param(".h{visibility:hidden}", "<tr><td>甲<td class=h>9<td>1", [["甲", "", "1"]], id="unseen cell"),
        pytest.param("td:nth-child(2){display:none}", "<tr><td>甲<td>9<td>1<tr><td>乙<td>8<td>2",
                     [["甲", "1"], ["乙", "2"]], id="column by its cells"),
        pytest.param("col.h{visibility:collapse}", "<col><col class=h><col><tr><td>甲<td>9<td>1",
                     [["甲", "1"]], id="folded column"),
        pytest.param(".h{visibility:collapse}", "<colgroup><col></colgroup><colgroup class=h span=2></colgroup>"
                     "<tr><td>甲<td>9<td>8<td>1", [["甲", "1"]], id="folded group of columns"),
        pytest.param("tbody.h{display:none}", "<tbody class=h><tr><td>甲<td>9</tbody><tr><td>甲<td>1", [["甲", "1"]], id="part"),
        pytest.param("tr.r{color:#fff}td.b{color:#000}", "<tr class=r><td class=b>甲<td>9", [["甲", ""]], id="white row"),
        pytest.param("tr.r{background:#fff}", "<tr class=r style='color:#fff'><td>甲乙<td>9", [["", ""]], id="white on white"),
        pytest.param("table{color:#fff;background:#036}", "<tr><td>甲<td>9", [["甲", "9"]], id="white on blue"),
        pytest.param("tr.s{text-decoration:line-through}", "<tr class=s><td>甲<td>9", [["甲", f"{X}9"]], id="struck row"),
        pytest.param("@media print{tr{display:none}}", "<tr><td>甲<td>9", [["甲", "9"]], id="not on paper"),
    ],
)  # fmt: skip
def test_rows_and_columns(css: str, rows: str, seen: list[list[str]]) -> None:
    assert cells(f"<!doctype html><style>{css}</style><table>{rows}</table>") == seen


@pytest.mark.parametrize("css", ["display:none", "visibility:hidden", "opacity:0", "height:0;overflow:hidden",
                                 "position:absolute;left:-9999px"])  # fmt: skip
@pytest.mark.parametrize("tag", ["div", "table", "section"])
def test_what_is_hidden_as_a_whole_may_be_a_tab_and_is_read(css: str, tag: str) -> None:
    table = "<tr><td>甲<td>1<b class=x>9</b></tr>"
    inner = (
        f"<table class=t>{table}</table>"
        if tag == "table"
        else f"<{tag} class=t><p>一、总体<table>{table}</table></{tag}>"
    )
    page = f"<!doctype html><style>.t{{{css}}} .x{{display:none}}</style>{inner}"
    assert cells(page) == [["甲", "1"]]


def test_a_hidden_piece_of_a_paragraph_is_not_read_and_a_hidden_paragraph_is() -> None:
    page = "<style>.h{display:none}</style><p>202<span class=h>9</span>4年</p><p class=h>一、总体</p><p><b class=h>二</b></p>"
    assert paragraphs(page) == ["2024年", "一、总体", "二"]


def test_struck_and_raised_pieces_of_a_paragraph_are_left_out() -> None:
    page = "<p><s>2023</s>2024年<sup>1</sup></p><h1>某局2024<sup>①</sup>年报</h1><p>共<small>3</small>件</p>"
    assert paragraphs(page) == ["2024年", "某局2024年报", "共3件"]


def test_style_sheets_that_are_elsewhere_are_no_reason_to_doubt() -> None:
    page = (
        "<link rel=stylesheet href=a.css><table><tr><td class=h>甲<td class=n><span class=x>1</span>2</table>"
    )
    assert cells(page) == [["甲", "12"]]


def test_white_on_a_ground_that_only_other_style_sheets_know_is_left_open() -> None:
    table = "<table><tr><td style='color:#fff'>甲乙<td style='color:#fff'>12</table>"
    assert cells(table) == [["", ""]]
    assert cells("<link rel=stylesheet href=a.css>" + table) == [["甲乙", f"{X}12"]]


def test_style_sheets_in_addresses_are_at_hand() -> None:
    link = "<link rel=stylesheet href='data:text/css,.h%7Bdisplay:none%7D'>"
    style = "<style>@import url('data:text/css;base64,LmcjeHt9LmsgaXtkaXNwbGF5Om5vbmV9');</style>"
    page = "<table><tr><td>甲<td>1<b class=h>9</b><td class=k>2<i>9</i></table>"
    assert cells(link + style + page) == [["甲", "1", "2"]]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        pytest.param("<img src=a>", X, id="picture"),
        pytest.param("<img src=a alt=327>", f"{X}327", id="picture with a figure for the blind"),
        pytest.param("<img src=a alt=图标>行政许可", "行政许可", id="picture beside a label"),
        pytest.param("12<img src=a>", f"12{X}", id="picture beside a figure"),
        pytest.param("12<img src=a width=1 height=1>", "12", id="spacer"),
        pytest.param("<img src=a style='display:none'>", "", id="hidden picture"),
        pytest.param("<select><option>1<option selected>2<option>3</select>", "2", id="chosen"),
        pytest.param("<select><option disabled>1<option>2</select>", "2", id="first that can be chosen"),
        pytest.param("<select size=3><option>1<option>2</select>", X, id="open list"),
        pytest.param("<select></select>", "", id="list of nothing"),
        pytest.param("<input type=number value=12>", "12", id="field"),
        pytest.param("<input type=number value=x>", "", id="field that cannot hold it"),
        pytest.param("<input type=checkbox>", X, id="box"),
        pytest.param("<input placeholder=5>", f"{X}5", id="hint in a field"),
        pytest.param("<textarea>3</textarea>", "3", id="text field"),
        pytest.param("<progress value=3>3</progress>", X, id="bar"),
        pytest.param("<math><mn>12</mn></math>", "12", id="formula of one line"),
        pytest.param("<math><msup><mn>12</mn><mn>3</mn></msup></math>", f"{X}123", id="formula"),
        pytest.param("<svg width=60 height=20><text x=2 y=15>307</text></svg>", "307", id="drawn text"),
        pytest.param(
            "<svg width=60 height=20><text x=2 y=15>3</text><text x=9 y=15>7</text></svg>",
            X,
            id="drawn in pieces",
        ),
        pytest.param("<svg width=60 height=20><text x=2 y=95>307</text></svg>", X, id="drawn outside"),
        pytest.param("<ruby>12<rt>3</rt></ruby>", "12", id="gloss"),
        pytest.param("<ol start=7><li></li></ol>", X, id="number of a list"),
        pytest.param("<ol><li>行政许可</ol>", "行政许可", id="label in a list"),
        pytest.param("<details><summary>12</summary>9</details>", "12", id="closed"),
        pytest.param("<details open><summary>12</summary>件</details>", "12\n件", id="open"),
        pytest.param(
            "<p style='display:inline'>1</p><p style='display:inline'>2</p>", "12", id="blocks in a line"
        ),
        pytest.param(
            "<i style='display:block'>1</i><i style='display:block'>2</i>", "1\n2", id="blocks by style"
        ),
        pytest.param("<small>1</small>2", f"{X}12", id="sizes in one figure"),
        pytest.param("1<span style='font-size:11pt'>2</span>", "12", id="sizes that are nearly alike"),
        pytest.param("<bdo dir=rtl>807</bdo>", "708", id="backwards"),
        pytest.param("\u202e807\u202c", "708", id="backwards by a mark"),
        pytest.param("<p dir=rtl>-12</p>", f"{X}-12", id="a sign from right to left"),
        pytest.param("<script>var a = 1</script>12", "12", id="script that writes nothing"),
    ],
)
def test_what_a_cell_shows(cell: str, seen: str) -> None:
    assert cells(f"<!doctype html><table><tr><td>甲<td>{cell}</table>") == [["甲", seen]]


@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ("document.getElementById('p').textContent = 7", ["甲", X, f"{X}3", "", "5"]),
        ("p.innerText = 7", ["甲", X, f"{X}3", "", "5"]),
        ("$('.k').text(7)", ["甲", "", "3", X, "5"]),
        ("table.rows[1].cells[2].innerHTML = '7'", ["甲", X, "3", X, "5"]),
        ("document.querySelectorAll('td').forEach(c => c.textContent = d.shift())", ["甲", X, "3", X, "5"]),
        ("$('td').css('width', '10%'); $('#top').html('x')", ["甲", "", "3", "", "5"]),
        (
            "$('table td').each(function () { $(this).html($(this).html().replace('a', '')) })",
            ["甲", "", "3", "", "5"],
        ),
        ("var k = 1; var title = p + 1", ["甲", "", "3", "", "5"]),
    ],
)
def test_cells_that_a_script_names_are_never_blank(script: str, seen: list[str]) -> None:
    row = "<tr><td>甲<td id=p><td><i id=p>3</i><td class=k><td>5"
    assert cells(f"<table>{row}</table><script>{script}</script>") == [seen]


def test_a_handler_is_a_script() -> None:
    page = "<body onload=\"document.getElementById('p').textContent=7\"><table><tr><td>甲<td id=p></table>"
    assert cells(page) == [["甲", X]]
