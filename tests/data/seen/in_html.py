"""Cells of web pages that show something other than the text in them (tests.data.html_tricks), on
pages of any dress."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from tests.data import html_tricks
from tests.data.forms import Filled
from tests.data.forms_html import html
from tests.data.seen.trick import Put

_DRESS = (
    "",
    "body{color:#333;background:#fff;font:14px/1.8 宋体} .nav"
    " a{display:inline-block;color:#fff;background:#0a58a5}"
    " .clear:after{content:'';display:block;clear:both;height:0;visibility:hidden} .hide,.tab{display:none}"
    " a:hover{color:red} @media print{.nav{display:none}} @media (max-width:768px){td{display:block}}",
    "p.MsoNormal{mso-style-unhide:no;margin:0cm;text-align:justify;font-size:10.5pt;font-family:等线}"
    " @font-face{font-family:宋体;panose-1:2 1 6 0 3 1 1 1 1 1} @page WordSection1{size:595.3pt 841.9pt}"
    " span.GramE{mso-gram-e:yes} table.MsoTable{mso-style-name:普通表格;font-size:10.0pt}",
    "table{border-collapse:collapse;position:relative} tr:nth-child(even){background:#f5f5f5}"
    " th{background:#036;color:#fff}",
)


def any_trick(chance: random.Random, name: str) -> Put:
    """One by chance, of each kind alike."""
    one = html_tricks.any_trick(chance, name)
    return Put(one.trick.kind, f"{one.css} {one.cell}", one.cell, one.seen, {"style": one.css})


def write(filled: Filled, put: Mapping[str, Put], marks: Mapping[str, str], chance: random.Random) -> bytes:
    """The page with these cells in the place of their marks."""
    chosen = {name: chance.random() < 0.3 for name in ("nested", "ghosts", "unmerged", "padded")}
    chosen["unmerged"] = chosen["unmerged"] and filled.pieces is None
    text = html(filled, **chosen).decode()
    for code, trick in put.items():
        cell = re.compile(rf"<td([^>]*)><p>[&nbsp; ]*<span>{marks[code]}</span>[&nbsp; ]*</p></td>")
        text, count = cell.subn(lambda match: trick.content.replace("<td", f"<td{match[1]}", 1), text)  # noqa: B023
        assert count == 1, code
    rules = "\n".join(trick.parts["style"] for trick in put.values())
    return text.replace("</style>", f"{chance.choice(_DRESS)}</style><style>{rules}</style>", 1).encode()
