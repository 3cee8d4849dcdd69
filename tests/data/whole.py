"""Forms with a figure of its own in every cell, read from bytes to facts, and what is read
otherwise than printed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pipelines.model import Filing
from pipelines.report import report_of
from pipelines.values import parse
from tests.data.expected import codes
from tests.data.filled import Filled


def figures(edition: str, seed: int = 1) -> Filled:
    """A form in which nearly every cell has a number of its own, and every row of tables 3 and 4
    adds up."""
    chance = random.Random(seed)
    empty = Filled("平潭县人民政府", 2023, edition)
    rows: dict[str, list[str]] = {}
    for code in codes(empty):
        rows.setdefault(code.rsplit(".", 1)[0], []).append(code)
    printed: dict[str, str] = {}
    for row, cells in rows.items():
        parts = [chance.randrange(1, 9999) for _ in cells]
        if not row.startswith("t2"):
            parts[-1] = sum(parts[:-1])
        printed |= {code: str(number) for code, number in zip(cells, parts, strict=True)}
    prose = {
        "overview": "2023年，平潭县人民政府主动公开信息301条。",
        "other_matters": "无其他需要报告的事项。",
    }
    return Filled(empty.office, empty.year, edition, printed, prose)


def misread(filled: Filled, data: bytes) -> dict[str, str]:
    """What a report says otherwise than the form printed: cells by code, and `office`, `year`,
    `edition`."""
    report = report_of(Filing("x", "0", len(data)), data)
    read = {fact.code: fact for fact in report.facts}
    wrong = {}
    for code in codes(filled):
        owed, fact = parse(filled.printed(code)), read.get(code)
        if fact is None or (fact.value, fact.status) != (owed.value, owed.status):
            wrong[code] = f"{fact}"
    said = report.statement
    for name, owed_, found in (
        ("office", filled.office, said.office),
        ("year", filled.year, said.year),
        ("edition", filled.edition, said.edition),
    ):
        if owed_ != found:
            wrong[name] = f"{found}"
    return wrong


def damaged(whole: bytes, count: int) -> Iterator[bytes]:
    """The file cut short, with bytes changed, or both."""
    chance = random.Random(7)
    for number in range(count):
        data = bytearray(whole[: chance.randrange(1, len(whole))] if number % 2 else whole)
        for _ in range(chance.choice((0, 1, 4, 30)) + (number + 1) % 2):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data)
