"""Web pages, sound and broken: paragraphs and cells in the order in which a browser prints them."""

import time

import pytest

from pipelines.model import NOT_TEXT, Block, Document
from pipelines.read import read_bytes
from pipelines.read.web.html import read_html


def texts(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def grids(page: str | Document) -> list[list[list[str]]]:
    document = read_html(page) if isinstance(page, str) else page
    return [texts(block) for block in document.blocks if block.kind == "grid"]


def paragraphs(page: str) -> list[str]:
    return [block.rows[0][0].text for block in read_html(page).blocks if block.kind == "prose"]


def spots(page: str) -> list[tuple[str, int | None, int | None]]:
    cells = (c for block in read_html(page).blocks if block.kind == "grid" for row in block.rows for c in row)
    return [(c.text, c.spot.row, c.spot.column) for c in cells]


def test_paragraphs_and_tables_keep_their_order() -> None:
    page = "<h1>年报</h1>前言<p>一、总体<b>情况</b></p><table><tr><td>规章<td>0</table><div>三、收到</div>"
    kinds = [(block.kind, texts(block)) for block in read_html(page).blocks]
    assert kinds == [
        ("prose", [["年报"]]),
        ("prose", [["前言"]]),
        ("prose", [["一、总体情况"]]),
        ("grid", [["规章", "0"]]),
        ("prose", [["三、收到"]]),
    ]


def test_a_line_break_ends_a_paragraph() -> None:
    assert paragraphs("<div>一、总体情况<br>　　2024年，<br/><br/>二、主动公开</div>") == [
        "一、总体情况",
        "　　2024年，",
        "二、主动公开",
    ]


def test_cell_text_is_what_is_printed() -> None:
    unprinted = "<script>9</script><style>8</style><!-- 7 -->"
    cell = f"<p>本年\n   新</p><p>制作&nbsp;数量&#65288;&#x4EF6;&#xFF09;</p>{unprinted}<span>&lt;5</span>"
    assert grids(f"<table><tr><td>{cell}<td>&nbsp;<td></table>") == [
        [["本年 新\n制作 数量（件）\n<5", " ", ""]]
    ]


def test_numbers_in_two_paragraphs_stay_two() -> None:
    assert grids("<table><tr><td><p>1</p><p>2</p><td>1<br>2<td><span>1</span><span>2</span></table>") == [
        [["1\n2", "1\n2", "12"]]
    ]


def test_footnotes_and_struck_figures_are_no_part_of_numbers() -> None:
    page = "<table><tr><td>12<sup>2</sup><td><s>5</s>6<td><del>7</del>8<td>10<sup>3</sup><td><s>9</s></table>"
    cells = read_html(page).blocks[0].rows[0]
    assert [(cell.text, cell.left_out) for cell in cells] == [
        ("12", "2"), ("6", "5"), ("8", "7"), (f"10{NOT_TEXT}3", ""), (f"{NOT_TEXT}9", ""),
    ]  # fmt: skip


def test_figures_in_form_fields_are_printed() -> None:
    page = "<table><tr><td>规章<td><input value='12'><td><input type=hidden value='9'><td><textarea>3</textarea></table>"
    assert grids(page) == [[["规章", "12", "", "3"]]]


def test_merged_cells_stand_once_at_their_origin() -> None:
    page = (
        "<table><tr><td rowspan=3>办理结果<td colspan=2>予以公开<td>71<tr><td rowspan=2>不予公开<td>秘密<td>4"
        "<tr><td>其他<td>0<tr><td colspan=3>总计<td>75</table>"
    )
    assert spots(page) == [
        ("办理结果", 1, 1), ("予以公开", 1, 2), ("71", 1, 4),
        ("不予公开", 2, 2), ("秘密", 2, 3), ("4", 2, 4),
        ("其他", 3, 3), ("0", 3, 4),
        ("总计", 4, 1), ("75", 4, 4),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["99999", "-3", "x", "", "０"])
def test_absurd_spans_lose_nothing(span: str) -> None:
    page = f"<table><tr><td colspan='{span}' rowspan='{span}'>甲<td>1<tr><td>乙<td>2</table>"
    assert grids(page) == [[["甲", "1"], ["乙", "2"]]]
    assert all(column is not None and column <= 200 for _, _, column in spots(page))


def test_rowspan_zero_reaches_the_end_of_the_table_part() -> None:
    page = "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2</tbody><tbody><tr><td>乙<td>3</table>"
    assert spots(page) == [("甲", 1, 1), ("1", 1, 2), ("2", 2, 2), ("乙", 3, 1), ("3", 3, 2)]


def test_ghost_rows_and_hidden_cells_are_not_printed() -> None:
    page = (
        "<table><tr></tr><tr style='DISPLAY : none'><td>8<td>8</tr><tr hidden><td>9<td>9</tr>"
        "<tr><td>甲<td style='display:none'>7</td><td>1<span style='display:none'>6</span></tr></table>"
    )
    assert grids(page) == [[["甲", "1"]]]


def test_cells_of_one_text_read_as_those_that_are_walked_through() -> None:
    cells = "<td>\n <p><span>本年\n 新收</span></p>\n<td colspan=2><b>&nbsp;12 </b><br><td><sup>3</sup><td> <td>&nbsp;"
    plain = f"<table><tr>{cells}<tr>{cells}</table>"
    assert grids(plain) == [[["本年 新收", " 12", "3", "", " "]] * 2]
    assert [column for _, row, column in spots(plain) if row == 2] == [1, 2, 4, 5, 6]
    for special in (
        "<script>9</script>",
        "<label></label>",
        "<i hidden>9</i>",
        "<input type=hidden value=9>",
    ):
        walked = plain.replace("<span>", f"<span>{special}", 1)
        assert spots(walked) == spots(plain)


@pytest.mark.parametrize("text", ["1<br>2", "<p>1</p>2", "<div>1</div><div>2</div>", "<pre>1\n2</pre>"])
def test_no_two_lines_of_a_cell_become_one(text: str) -> None:
    assert grids(f"<table><tr><td>甲<td>{text}<td>3</table>") == [[["甲", "1\n2", "3"]]]


def test_a_table_in_preformatted_text_keeps_its_line_breaks() -> None:
    assert grids("<pre>前<table><tr><td>甲\n乙<td>1</table></pre>") == [[["甲\n乙", "1"]]]


def test_cells_set_apart_by_other_elements_make_a_row() -> None:
    assert grids("<table><tr><td>甲<script>0</script><!-- --><th>1</table>") == [[["甲", "1"]]]
    assert grids("<table><tr><td>甲</td><script>0</script><th>1</table>") == [[["甲", "1"]]]


def test_content_of_hidden_tabs_is_kept() -> None:
    assert grids("<div style='display:none'><table><tr><td>甲<td>1</table></div>") == [[["甲", "1"]]]


def test_empty_cells_stay() -> None:
    assert grids("<table><tr><td>甲<td><td><td>1<tr><td><td></table>") == [[["甲", "", "", "1"], ["", ""]]]


def test_unclosed_tags_and_stray_text() -> None:
    document = read_html("<table><tr>散<td><p>甲<p>乙<td><font>1<tr><td>丙<td>2</table>")
    assert grids(document) == [[["甲\n乙", "1"], ["丙", "2"]]]
    assert "散" in [cell.text for block in document.blocks for row in block.rows for cell in row]


def test_layout_tables_are_walked_through() -> None:
    rows = "".join(f"<tr><td>行{i}<td>{i}" for i in range(5))
    page = f"<table><tr><td>导航<td><p>一、总体</p><table>{rows}</table>中间<table>{rows}</table>页脚</table>"
    kinds = [block.kind for block in read_html(page).blocks]
    assert kinds == ["prose", "prose", "grid", "prose", "grid", "prose"]
    assert paragraphs(page) == ["导航", "一、总体", "中间", "页脚"]
    assert [
        cell.spot.table for block in read_html(page).blocks if block.kind == "grid" for cell in block.rows[0]
    ] == [
        1,
        1,
        2,
        2,
    ]


def test_a_frame_of_one_cell_is_prose() -> None:
    assert paragraphs("<table><tr><td><p>一、总体</p><p>正文</p></table>") == ["一、总体", "正文"]


def test_a_small_table_inside_a_cell_keeps_reading_order() -> None:
    head = "<tr><td>甲<td>1<td>2<tr><td>乙<td>3<td>4"
    nested = "<table><tr><td>5<td><tr><td>6</table>"
    page = f"<table>{head}<tr><td>丙<td>前{nested}后<td>7<tr><td>丁<td>8<td>9</table>"
    assert grids(page) == [
        [["甲", "1", "2"], ["乙", "3", "4"], ["丙", "前", "5", "", "6", "后", "7"], ["丁", "8", "9"]],
    ]
    assert [(c, n) for t, c, n in spots(page) if t in ("前", "5", "6", "后")] == [(3, 2)] * 4


def test_caption_stands_before_its_table() -> None:
    document = read_html("<table><caption>表一</caption><tr><td>甲<td>1</table>")
    assert [block.kind for block in document.blocks] == ["prose", "grid"]


def test_preformatted_text_keeps_lines_and_tabs() -> None:
    document = read_html("<p>前</p><pre>规章\t0\n\n行政许可\t150</pre><p>后</p>")
    assert [block.kind for block in document.blocks] == ["prose", "lines", "prose"]
    assert texts(document.blocks[1]) == [["规章", "0"], [""], ["行政许可", "150"]]


@pytest.mark.parametrize("opening", ["<div>", "<font><p>", "<table><tr><td>1<td>", "<span>", "<ul><li>"])
def test_ten_thousand_levels_do_not_matter(opening: str) -> None:
    started = time.process_time()  # of the processor, which a busy machine does not lengthen
    document = read_html(opening * 10_000 + "底</p>")
    assert "底" in [cell.text for block in document.blocks for row in block.rows for cell in row]
    assert time.process_time() - started < 10


def test_pages_in_gb18030_that_claim_utf8() -> None:
    page = '<html><head><meta charset="utf-8"></head><table><tr><td>行政许可<td>150</table><p>本年度政府信息公开</html>'
    assert grids(read_bytes(page.encode("gb18030"))) == [[["行政许可", "150"]]]


def test_a_page_without_text_says_so() -> None:
    document = read_html("<html><head><title>年报</title></head><body><script>load()</script></body></html>")
    assert not document.blocks
    assert [issue.code for issue in document.issues] == ["read.empty"]


def test_metadata_is_what_the_page_states() -> None:
    page = (
        "<title>别的_网站</title><meta name='ArticleTitle' content='某县2024年度政府信息公开工作年度报告'>"
        "<meta name=PubDate content='2025-03-10 15:35'><meta name=ContentSource content='县政府办'>"
        "<meta name=Url content='https://example.gov.cn/a.htm'><p>正文"
    )
    assert read_html(page).metadata == {
        "title": "某县2024年度政府信息公开工作年度报告",
        "published_on": "2025-03-10",
        "source": "县政府办",
        "url": "https://example.gov.cn/a.htm",
    }


def test_title_from_a_heading_with_a_year_then_from_the_window() -> None:
    window = "<title>某局2020年年度报告_某县政府</title>"
    menu = "<h2>政府信息公开年报</h2>"
    article = "<div class='art_title'>某县某局2020年政府信息公开年度报告</div>"
    assert read_html(window + menu + article).metadata["title"] == "某县某局2020年政府信息公开年度报告"
    assert read_html(window + menu).metadata["title"] == "某局2020年年度报告"
    assert read_html("<title>某局通知 - 某县政府</title><p>正文").metadata["title"] == "某局通知"


@pytest.mark.parametrize(
    "line",
    [
        "<span>发布日期：<b>2018-04-02 15:44:03</b></span>",
        "发布时间 2018年4月2日",
        "<table><tr><td>索引号<td>A1<td>发文日期<td>2018/4/2</table>",
    ],
)
def test_publication_date_from_the_line_below_the_title(line: str) -> None:
    assert read_html(f"<h1>年报</h1>{line}<p>截至2017年12月31日").metadata["published_on"] == "2018-04-02"


def test_no_date_is_invented() -> None:
    assert (
        "published_on"
        not in read_html("<p>统计期限为2020年1月1日至2020年12月31日，发布日期：2020-02-31").metadata
    )


def test_long_runs_of_blanks_and_many_cells_cost_no_patience() -> None:
    started = time.process_time()
    read_html("<p>甲" + "&nbsp;" * 300_000 + "乙<p>发布日期" + "\u3000" * 300_000)
    read_html("<table><tr>" + "<td colspan=9 rowspan=9>1" * 20_000)
    assert time.process_time() - started < 10


def test_a_tag_without_its_end_leaves_a_mark_instead_of_a_blank_cell() -> None:
    page = "<table><tr><td>规章<td><p><spanX375</span></p><td>8</table>"
    assert [cell.text for cell in read_html(page).blocks[0].rows[0]] == ["规章", "\ufffd", "8"]
    assert read_html("<table><tr><td>规章<td>1\x002</table>").blocks[0].rows[0][1].text == "1\ufffd2"
