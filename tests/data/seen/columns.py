"""Columns in another order than that of the form, columns that the form lacks, tables that are
turned."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.data.forms_grid import Slot
from tests.data.seen.laid import (
    NOT_OF_THE_FORM,
    Arrange,
    Arrangement,
    Laid,
    Matrix,
    column_in,
    first_row,
    value_columns,
)

ORDER = "columns in another order"
EXTRA = "a column that the form lacks"
TURNED = "a table that is turned"


def _reordered(laid: Laid, table: str, order: list[int]) -> bool:
    """The columns of figures in this order."""
    matrix = laid.matrix(table)
    columns = value_columns(matrix)
    first = columns[0]
    laid.put(table, [[*line[:first], *(line[first + at] for at in order)] for line in matrix])
    return True


def _natural_behind(laid: Laid, _: random.Random) -> bool:
    return _reordered(laid, "t3", [1, 2, 3, 4, 5, 0, 6])


def _total_first(laid: Laid, _: random.Random) -> bool:
    return _reordered(laid, "t3", [6, 0, 1, 2, 3, 4, 5])


def _total_second(laid: Laid, _: random.Random) -> bool:
    return _reordered(laid, "t3", [0, 6, 1, 2, 3, 4, 5])


def _any_applicants(laid: Laid, chance: random.Random) -> bool:
    order = [*range(7)]
    chance.shuffle(order)
    return _reordered(laid, "t3", order)


OWN = {
    "自然人": "公民", "商业企业": "企业", "科研机构": "科研单位", "社会公益组织": "公益组织",
    "法律服务机构": "律师事务所等", "其他": "其他组织", "总计": "合计",
}  # fmt: skip


def _own_headings(laid: Laid, chance: random.Random) -> bool:
    _any_applicants(laid, chance)
    part = laid.part("t3")
    rows = [[s if s.code else replace(s, text=OWN.get(s.text, s.text)) for s in row] for row in part.grid]
    laid.parts[laid.parts.index(part)] = part._replace(grid=rows)
    return True


def _results(order: tuple[int, ...], groups: tuple[int, ...] = (0, 1, 2)) -> Arrange:
    def arrange(laid: Laid, chance: random.Random) -> bool:
        results = [*order] or chance.sample(range(5), 5)
        return _reordered(laid, "t4", [5 * group + at for group in groups for at in results])

    return arrange


def _blocks_permuted(laid: Laid, chance: random.Random) -> bool:
    """Table 2: the columns of each block that has several."""
    matrix, orders = laid.matrix("t2"), {}
    out = []
    for line in matrix:
        slots = [*{id(slot): slot for slot in line}.values()]
        if len(slots) < 3:
            out.append(line)
            continue
        if not any(slot.code for slot in slots):
            orders = dict.fromkeys([len(slots)], chance.sample(range(1, len(slots)), len(slots) - 1))
        places = {id(slot): [other for other in line if other is slot] for slot in slots}
        if len({len(same) for same in places.values()}) > 1:
            out.append(line)
            continue
        out.append([line[0], *(slots[at] for at in orders[len(slots)])])
    laid.put("t2", out)
    return True


def _figure(chance: random.Random) -> Slot:
    return Slot(str(chance.choice((0, chance.randint(1, 9), chance.randint(10, 900)))), code=NOT_OF_THE_FORM)


_MORE = ("上年数", "去年同期", "备注", "同比", "序号", "本年累计", "说明")


def _one_more(table: str, where: str, blank: bool = False) -> Arrange:
    """A column of figures under a heading that the form lacks, `where` in the table; `blank`: one
    column of the form, beside it, is left empty."""

    def arrange(laid: Laid, chance: random.Random) -> bool:
        matrix = laid.matrix(table)
        columns, start = value_columns(matrix), first_row(matrix)
        at = {"before": columns[0], "behind": len(matrix[0])}.get(where) or chance.choice(columns[1:])
        name = "序号" if where == "before" else chance.choice(_MORE)
        heading = Slot(name)
        if blank:
            emptied = columns[-1] if where == "behind" else at if where == "before" else at - 1
            for code in {line[emptied].code for line in matrix if line[emptied].code}:
                laid.print(code, "", "")
            matrix = laid.matrix(table)

        def text(row: int) -> Slot:
            heads = not any(slot.code for slot in matrix[row]) if table == "t2" else row < start
            if heads:
                return Slot(name) if table == "t2" else heading
            return Slot(str(row - start + 1), code=NOT_OF_THE_FORM) if name == "序号" else _figure(chance)

        laid.put(table, column_in(matrix, at, text))
        return True

    return arrange


def _all_turned(table: str) -> Arrange:
    def arrange(laid: Laid, _: random.Random) -> bool:
        laid.put(table, [[*column] for column in zip(*laid.matrix(table), strict=True)])
        return True

    return arrange


def _lines_of_proceedings(laid: Laid, order: list[int], total_first: bool = False) -> Matrix:
    """Table 4 with a row for each proceeding."""
    old = laid.matrix("t4")
    results = [replace(old[-2][5 + at]) for at in range(5)]
    litigation, corner = Slot(old[0][-1].text), Slot("类别")
    labels = [Slot(old[0][0].text), Slot(old[1][5].text), Slot(old[1][10].text)]
    out = [[corner, corner, *results]]
    for at in order:
        label = [labels[0], labels[0]] if at == 0 else [litigation, labels[at]]
        out.append([*label, *old[-1][5 * at : 5 * at + 5]])
    if total_first:
        out = [[*line[:2], line[-1], *line[2:-1]] for line in out]
    return out


def _a_line_each(laid: Laid, chance: random.Random) -> bool:
    order = chance.choice(([0, 1, 2], [0, 2, 1], [1, 2, 0], [2, 1, 0]))
    laid.put("t4", _lines_of_proceedings(laid, order, chance.random() < 0.3))
    return True


def _a_column_each(laid: Laid, chance: random.Random) -> bool:
    order = chance.choice(([0, 1, 2], [0, 2, 1], [1, 2, 0]))
    laid.put("t4", [[*column] for column in zip(*_lines_of_proceedings(laid, order), strict=True)])
    return True


ARRANGEMENTS = (
    Arrangement(ORDER, "natural persons behind the organisations", _natural_behind, ("t3",)),
    Arrangement(ORDER, "the total first", _total_first, ("t3",)),
    Arrangement(ORDER, "the total second", _total_second, ("t3",)),
    Arrangement(ORDER, "applicants in any order", _any_applicants, ("t3",)),
    Arrangement(ORDER, "applicants in any order under headings of the office", _own_headings, ("t3",)),
    Arrangement(ORDER, "the columns of each block in any order", _blocks_permuted, ("t2",)),
    Arrangement(ORDER, "the total first in each proceeding", _results((4, 0, 1, 2, 3)), ("t4",)),
    Arrangement(ORDER, "corrected before upheld", _results((1, 0, 2, 3, 4)), ("t4",)),
    Arrangement(ORDER, "results in any order", _results(()), ("t4",)),
    Arrangement(ORDER, "after reconsideration first", _results((0, 1, 2, 3, 4), (0, 2, 1)), ("t4",)),
    Arrangement(ORDER, "litigation first", _results((0, 1, 2, 3, 4), (1, 2, 0)), ("t4",)),
    Arrangement(TURNED, "a line for each proceeding", _a_line_each, ("t4",)),
    Arrangement(TURNED, "a column for each proceeding", _a_column_each, ("t4",)),
    Arrangement(TURNED, "applicants as rows", _all_turned("t3"), ("t3",), ("html", "docx", "rtf", "doc", "xlsx", "xls", "tabs", "markdown", "lines")),
    *(
        Arrangement(EXTRA, f"{where}{' a blank one' if blank else ''}", _one_more(table, where, blank), (table,))
        for table in ("t2", "t3", "t4")
        for where in ("before", "between", "behind")
        for blank in (False, True)
    ),
)  # fmt: skip
