"""Reports that know their offices -> which version of its office and year each is, and which is
current.

A version is what an office published. Two files of one publication, a page and its text, HTML and
PDF, a copy at another address, state the same figures wherever both are read, or were found
attached to one page together: they are one version, and the file that is read best stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from pipelines.offices.figures import Figures, agree, tables
from pipelines.offices.frames import values
from pipelines.offices.remembered import Remembered

Load = Callable[[Collection[int]], Mapping[int, Figures]]
"""Numbers of reports -> their figures."""
SURE_ORDER = ("published_on", "taken_at")
"""What tells which of two publications came last; without it there is only the order of paths."""
_DAY = len("2024-01-31")
_BEST = {"parsed": 2, "partial": 1, "quarantined": 0}


class _Member(NamedTuple):
    """A report: its place among those of its office and year, in the order of their rows, its number, how
    its reading ended, when it was published and taken in, the page that it is attached to."""

    row: int
    report_id: int
    status: str
    published_on: str
    taken_at: str
    page_url: str


@dataclass(slots=True)
class Versions:
    """By row of the reports: the version, whether it is current, the report that stands for the
    same publication (None: itself). `apart`: row -> which of several offices of one name it is of,
    for all but the first, where an office is not known for sure. `doubts`: (row, issue code)."""

    number: list[int]
    current: list[bool]
    copy_of: list[int | None]
    apart: dict[int, int] = field(default_factory=dict)
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def place(self, rows: Sequence[int], some: Versions) -> None:
        """Take over the versions of these rows, in which they are numbered from 0."""
        for at, row in enumerate(rows):
            self.number[row], self.current[row] = some.number[at], some.current[at]
            self.copy_of[row] = some.copy_of[at]
        self.apart |= {rows[at]: place for at, place in some.apart.items()}
        self.doubts += [(rows[at], code) for at, code in some.doubts]


def versions(
    reports: Any,
    figures: Load,
    unsure: Any,
    read_in: Callable[[int], str] = str,
    remembered: Remembered | None = None,
) -> Versions:
    """The versions of an Arrow table of reports, which also has `taken_at` and `page_url`. `unsure`,
    an Arrow array by row: the office is known by its name alone. `read_in` tells of a row what its
    report was read in, so that the figures are the same as long as that is; by it, what is `remembered`
    of the reports of one office and year holds.

    Of one office and year the publication of the latest day is the last version, then the one that
    came into the archive last. The last is current, unless it lacks a table that the one before it
    has: a page under maintenance replaces nothing (`version.incomplete`). Where no day tells two
    publications apart, the issue `version.order_unknown` says so; where two files attached to one
    page state different figures, `version.copies_differ`. Publications under the name of an
    office that is not known for sure are of different offices. Without office or year a report is
    by itself, and never current.
    """
    size = len(reports)
    alone, several = _in_order(reports)
    made = Versions([1] * size, [False] * size, [None] * size)
    for row, status in alone:
        made.current[row] = status != "quarantined"
    groups = []
    for _, group in groupby(several, key=lambda one: one[:2]):
        listed = [*group]
        rows = sorted(row for *_, row in listed)
        places = {row: place for place, row in enumerate(rows)}
        members = [_Member(places[row], number, *rest) for _, _, number, *rest, row in listed]
        of = f"{unsure[rows[0]].as_py()} {[tuple(m) for m in members]} {[*map(read_in, rows)]}"
        groups.append((rows, members, of))
    wanted = [
        member.report_id
        for _, members, of in groups
        if remembered is None or not remembered.known(of)
        for member in members
    ]
    known = figures(wanted)
    for rows, members, of in groups:
        judge = partial(_judged, members, known, unsure[rows[0]].as_py())
        some = _told(remembered.text(of, partial(_text, judge))) if remembered else judge()
        made.place(rows, some)
    return made


def _judged(members: list[_Member], known: Mapping[int, Figures], unsure: bool) -> Versions:
    """The versions of the reports of one office and year, each by its place among them."""
    size = len(members)
    made = Versions([1] * size, [False] * size, [None] * size)
    publications = _publications(members, known)
    if unsure:
        for place, publication in enumerate(publications):
            _number(publication, 1, known, made)
            made.apart |= {member.row: place for member in publication if place}
            _set_current([publication], known, made)
        return made
    for place, publication in enumerate(publications, 1):
        _number(publication, place, known, made)
        made.doubts += _copies_differ(publication, known)
    _set_current(publications, known, made)
    made.doubts += _order_unknown(publications)
    return made


def _text(judge: Callable[[], Versions]) -> str:
    made = judge()
    return json.dumps([made.number, made.current, made.copy_of, [*made.apart.items()], made.doubts])


def _told(text: str) -> Versions:
    number, current, copy_of, apart, doubts = json.loads(text)
    return Versions(number, current, copy_of, dict(apart), [(row, code) for row, code in doubts])


def _publications(members: list[_Member], known: Mapping[int, Figures]) -> list[list[_Member]]:
    """The members of one entry, and the entries whose best members state the same, together, in the
    order of the first day of each. A member without any figure is with the last that was published
    on its day, else by itself."""
    publications: list[list[list[_Member]]] = []
    for entry in _entries([member for member in members if known.get(member.report_id)]):
        own = known[_best(entry, known).report_id]
        for publication in publications:
            if all(agree(own, known[_best(other, known).report_id]) for other in publication):
                publication.append(entry)
                break
        else:
            publications.append([entry])
    read = [[member for entry in entries for member in entry] for entries in publications]
    out = [*read]
    for member in members:
        if known.get(member.report_id):
            continue
        same_day = [p for p in read if member.published_on and p[0].published_on == member.published_on]
        if same_day:
            same_day[-1].append(member)
        else:
            out.append([member])
    places = {member: place for place, member in enumerate(members)}
    return sorted(out, key=lambda p: (*_day(p), min(places[m] for m in p)))


def _entries(members: Iterable[_Member]) -> list[list[_Member]]:
    """The members that are attached to one page and came into the archive on one day: what is
    attached to it later may be a correction."""
    entries: dict[tuple[str, str] | int, list[_Member]] = {}
    for member in members:
        visit = (member.page_url, member.taken_at[:_DAY]) if member.page_url else member.row
        entries.setdefault(visit, []).append(member)
    return [*entries.values()]


def _day(publication: list[_Member]) -> tuple[str, str]:
    """The first day that is known of a publication, and of its coming into the archive."""
    published = [m.published_on for m in publication if m.published_on]
    return min(published, default=""), min(m.taken_at for m in publication)


def _best(publication: list[_Member], known: Mapping[int, Figures]) -> _Member:
    return max(publication, key=lambda m: (_BEST.get(m.status, 0), len(known.get(m.report_id, {})), -m.row))


def _number(publication: list[_Member], number: int, known: Mapping[int, Figures], made: Versions) -> None:
    best = _best(publication, known)
    for member in publication:
        made.number[member.row] = number
        made.copy_of[member.row] = None if member is best else best.report_id


def _set_current(publications: list[list[_Member]], known: Mapping[int, Figures], made: Versions) -> None:
    """Mark the best reading of the last publication that replaces those before it."""
    readable = [best for p in publications if (best := _best(p, known)).status != "quarantined"]
    while len(readable) > 1:
        *_, before, last = readable
        if not tables(known.get(before.report_id, {})) - tables(known.get(last.report_id, {})):
            break
        made.doubts.append((last.row, "version.incomplete"))
        readable.pop()
    if readable:
        made.current[readable[-1].row] = True


def _copies_differ(publication: list[_Member], known: Mapping[int, Figures]) -> Iterator[tuple[int, str]]:
    """Of files that are attached to one page, those that state other figures than the best of
    them."""
    best = _best(publication, known)
    for member in publication:
        if not agree(known.get(member.report_id, {}), known.get(best.report_id, {})):
            yield member.row, "version.copies_differ"


def _order_unknown(publications: list[list[_Member]]) -> Iterator[tuple[int, str]]:
    for before, after in pairwise(publications):
        if _day(before) == _day(after):
            yield after[0].row, "version.order_unknown"


def _in_order(reports: Any) -> tuple[Iterator[tuple[Any, ...]], Iterator[tuple[Any, ...]]]:
    """Of the reports that have office and year: (row, status) of those that are the only ones of
    theirs, and (office_id, year, report_id, status, published_on, taken_at, page_url, row) of all
    others, the reports of each office and year in the order of their days and paths."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = pa.table(
        {
            **{name: reports[name] for name in ("office_id", "year", "report_id", "status", "raw_path")},
            # none at all comes before any day
            **{name: pc.fill_null(reports[name], "") for name in (*SURE_ORDER, "page_url")},
            "at": pa.array(range(len(reports)), pa.int64()),
        }
    ).drop_null()
    counted = rows.group_by(["office_id", "year"]).aggregate([("at", "count"), ("at", "min")])
    only = counted.filter(pc.equal(counted["at_count"], 1))["at_min"]
    is_only = pc.is_in(rows["at"], value_set=pc.cast(only, pa.int64()))
    order = ("office_id", "year", *SURE_ORDER, "raw_path")
    several = rows.filter(pc.invert(is_only)).sort_by([(name, "ascending") for name in order])
    listed = ("office_id", "year", "report_id", "status", *SURE_ORDER, "page_url", "at")
    return values(rows.filter(is_only), "at", "status"), values(several, *listed)
