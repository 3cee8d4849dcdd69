"""The ways in which single text dumps of reports came out wrong, seen in real dumps, as options of
the text layouts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.data.forms_text import Rows

NBSP, WIDE = "\u00a0", "\u3000"
TORN = {
    "自然人": "自 然人",
    "商业企业": "商 业企业",
    "科研机构": "科 研机构",
    "社会公益组织": "社 会公益 组织",
    "法律服务机构": "法 律服 务机构",
    "其他": "其 他",
    "三、本年度办理结果": "三、 本年度办 理结果",
    "结果维持": "结 果 维 持",
    "结果纠正": "结 果 纠 正",
    "其他结果": "其 他 结 果",
    "尚未审结": "尚 未 审 结",
    "总计": "总 计",
}


def _narrow(text: str) -> str:
    """A label with its bracketed number as word processors print it: (一) instead of （一）."""
    return re.sub(r"^（(\w)）", r"(\1) ", text)


def _before_and_after_a_page(rows: Rows) -> Rows:
    """Up to the page break 7 columns: no total, so that the first row is one value short; after it
    10."""
    rows = [[_narrow(text) for text in row] for row in rows]
    return [*([row[0], *row[3:-1]] for row in rows[:4]), [], *rows[4:]]


def _pulled_left(rows: Rows) -> Rows:
    """Values begin at the third field or at the fourth; some labels stand one or two columns too
    far left or right."""
    corner, applicants, total = rows[0][0], rows[0][3], rows[1][-1]
    out = [
        [corner, "", applicants, *[""] * 5, total, ""],
        ["", "", *rows[1][3:5], *[""] * 6],
        ["", "", "", *rows[2][4:9], "", ""],
    ]
    for row in rows[3:]:
        outer, group, label, *values = (_narrow(text) for text in row)
        if label.startswith("6."):
            out += [[label, "", *values, ""], []]
        elif label:
            out.append(
                [outer, group, label, *values] if group.startswith("(三)") else [group, "", label, *values]
            )
        elif group:
            out.append(["", "", group, *values] if group.startswith("(七)") else [outer, group, *values, ""])
        else:
            out.append([outer, "", "", *values] if outer.startswith("四") else [outer, "", *values, ""])
    return out


def _torn_by_a_page(rows: Rows) -> Rows:
    """Each row at its own offset, blanks inside labels, one group and its first label cut in two by
    a page break."""
    corner, applicants = rows[0][0], rows[0][3]
    first, organisations, *_, total = (TORN.get(text, text) for text in rows[1][3:])
    out = [
        [corner, applicants, *[""] * 6],
        ["", first, organisations, *[""] * 4, total],
        ["", "", *(TORN[text] for text in rows[2][4:9]), ""],
        [],
    ]
    section = ""
    for row in rows[3:]:
        outer, group, label, *values = (_narrow(TORN.get(text, text)) for text in row)
        label = re.sub(r"^(\d\.)", r"\1 ", label)
        section = group or section
        if label and section.startswith("(五)"):
            if group:
                out += [
                    ["", "(五)", label[:-3], *values],
                    [],
                    [group[4:], label[-3:], *[""] * (len(values) + 1)],
                ]
            else:
                out.append(["", label, *values, ""])
        elif label:
            out.append(["", group, label, *values])
        elif group.startswith("(七)"):
            out.append([group, *values, "", ""])
        else:
            out.append([outer, group, *values, ""])
    return out


def _page_inside(rows: Rows) -> Rows:
    """A page break after the third row, a blank in a column label of the first blocks."""
    rows = [
        [text.replace("增/减", "增/ 减") for text in row] if n < 12 else row for n, row in enumerate(rows)
    ]
    return [*rows[:3], [], *rows[3:]]


def _one_too_many(rows: Rows) -> Rows:
    """A sixteenth column, with a zero in it."""
    rows = [[TORN.get(text, text) for text in row] for row in rows]
    return [*([*row, ""] for row in rows[:-1]), [*rows[-1], "0"]]


def _wide_blanks(text: str, count: int) -> str:
    """Ideographic and no-break blanks before or after a value."""
    before, after = ((WIDE * 2, ""), (NBSP, ""), (WIDE, ""), ("", NBSP))[count % 4]
    return before + text + after


def _hard_blanks(text: str, count: int) -> str:
    """A no-break blank on either side, as comes of centred cells."""
    return text + NBSP if count % 3 else NBSP + text


FAULTS: Mapping[str, Mapping[str, Any]] = {
    "huaan-2020": {"faults": {"t3": _before_and_after_a_page}},
    "huiyuan-2021": {"faults": {"t3": _pulled_left}},
    "yuejin-2020": {"faults": {"t2": _page_inside, "t3": _torn_by_a_page, "t4": _one_too_many}},
    "jinbei-2020": {"pad": _wide_blanks},
    "zhengwu-2020": {"pad": _hard_blanks},
}
