"""Workbooks whose formats are dear to follow, conditional ones and those of numbers: each takes how
often its trick is repeated."""

from __future__ import annotations

from tests.data.biff import draw, file_of, rule, rules_for
from tests.data.costly_parts import book


def old_conditions(n: int) -> bytes:
    """A workbook of Excel 97 with n rows of ten figures and n conditional formats of 500 areas each,
    all of which begin with a place beside them."""
    from xlwt import Workbook  # type: ignore[import-untyped]

    old = Workbook()
    sheet = old.add_sheet("1")
    for row in range(n):
        for column in range(10):
            sheet.write(row, column, 7)
    draw(sheet, rules_for([(60_000, 250, 60_000, 250)] * 500, *[rule(colour=9)] * n))
    return file_of(old)


def sheet_conditions(n: int) -> bytes:
    """A workbook with n rows of ten figures and n conditional formats of 500 areas each."""
    rows = "".join(
        f'<row r="{row}">{"".join(f"""<c r="{column}{row}"><v>7</v></c>""" for column in "ABCDEFGHIJ")}</row>'
        for row in range(1, n + 1)
    )
    one = '<cfRule type="cellIs" dxfId="0" operator="greaterThan"><formula>0</formula></cfRule>'
    areas = " ".join(["XA9000"] * 500)
    return book(
        f"<sheetData>{rows}</sheetData>",
        f'<conditionalFormatting sqref="{areas}">{one * n}</conditionalFormatting>',
        styles='<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs>',
    )


def sheet_formats(n: int) -> bytes:
    """A workbook with n number formats of 50 sections each."""
    return book(
        '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>',
        styles="<numFmts>"
        + "".join(f'<numFmt numFmtId="{i + 200}" formatCode="{"0;" * 50}"/>' for i in range(n))
        + "</numFmts><cellXfs>"
        + "".join(f'<xf numFmtId="{i + 200}"/>' for i in range(n))
        + "</cellXfs>",
    )
