"""Hundreds of openings with names from all over the gazetteer: no office and no year is wrong, and
nine of ten offices that are named are read."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

import pytest

from pipelines.recognise.identity import Identity, identify
from tests.data.openings import Opening, names, openings

Read = list[tuple[Opening, Identity]]


@pytest.fixture(scope="module")
def read() -> Read:
    return [(opening, _identity(opening)) for opening in openings()]


def _identity(opening: Opening) -> Identity:
    front = [*takewhile(lambda line: not line.startswith("一、"), opening.lines)]
    return identify("", [*opening.lines], "\n".join(opening.lines[len(front) :]))


def test_there_are_hundreds_of_patterns(read: Read) -> None:
    assert len({opening.pattern for opening, _ in read}) >= 300
    assert len({opening.office for opening, _ in read}) >= 500


def test_no_office_is_wrong(read: Read) -> None:
    wrong = [(o.pattern, o.office, r.office) for o, r in read if r.office not in (None, o.office)]
    assert not wrong


def test_no_year_is_wrong(read: Read) -> None:
    wrong = [(o.pattern, o.year, r.year) for o, r in read if r.year not in (None, o.year)]
    assert not wrong


def test_nine_of_ten_that_are_named_are_read(read: Read) -> None:
    named = [(o, r) for o, r in read if o.office and not o.may_open]
    assert sum(r.office == o.office for o, r in named) >= 0.95 * len(named)
    dated = [(o, r) for o, r in read if o.year]
    assert sum(r.year == o.year for o, r in dated) >= 0.95 * len(dated)


def test_every_kind_of_part_of_a_year_is_told(read: Read) -> None:
    untold = Counter(o.pattern for o, r in read if o.part != bool(r.part))
    assert not untold


def test_what_contradicts_itself_is_an_issue(read: Read) -> None:
    silent = [
        o.pattern for o, r in read if o.kind == "no year" and "报告\n本报告" in o.pattern and not r.issues
    ]
    assert not silent


def test_a_title_broken_anywhere_gives_its_office_or_none() -> None:
    wrong = []
    for name in names()[:40]:
        title = f"{name}2023年政府信息公开工作年度报告"
        for at in range(1, len(title)):
            lines = [title[:at], title[at:]]
            read = identify("", lines, "")
            if read.office not in (None, name) or read.year != 2023:
                wrong.append((lines, read.office, read.year))
    assert not wrong
