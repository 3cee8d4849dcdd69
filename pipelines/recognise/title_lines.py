"""The lines at the beginning of a report -> what its titles say: office, year, part of a year; also
where a title is broken over several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.catalogue.identity import identity_words
from pipelines.fold import fold
from pipelines.naming.broken_names import Standing, standing
from pipelines.naming.names import is_name, may_be_of_site
from pipelines.naming.titles import (
    LONGEST,
    Title,
    is_entry,
    read_title,
    torn_between,
    year_alone,
    year_of_entry,
)
from pipelines.recognise.sections import begins

TITLE_LINES = 40
"""Lines at the beginning among which the title is."""
ABOVE = 2
"""Lines above a title that may hold what it lacks."""
BELOW = 2
"""Lines below a title that may hold its office by itself."""


@dataclass(slots=True)
class Titles:
    """What the titles of a page or of its lines say together: the first that says a thing
    counts."""

    printed: str | None = None
    office: str | None = None
    year: int | None = None
    misprinted: str = ""
    part: str = ""


def first_section(paragraphs: Sequence[str]) -> int:
    """The number of lines in front of section 1: a title behind its heading is that of another
    page."""
    at = (i for i, p in enumerate(paragraphs[1:TITLE_LINES], 1) if begins(p, "overview"))
    return next(at, TITLE_LINES)


def without_year_list(paragraphs: Sequence[str]) -> list[str]:
    """The lines less those of a list of years, as pages have beside each of their reports: entries of
    one form, of several years."""
    entries = {n: said for n, p in enumerate(paragraphs[:TITLE_LINES]) if (said := year_of_entry(p))}
    years: dict[str, set[int]] = {}
    for form, year in entries.values():
        years.setdefault(form, set()).add(year)
    listed = {n for n, (form, _) in entries.items() if len(years[form]) > 1}
    return [p for n, p in enumerate(paragraphs) if n not in listed]


def is_title(line: str) -> bool:
    """Whether a line is a title and nothing else: said already, or of another page."""
    title = read_title(line) if len(line) <= LONGEST else None
    return title is not None and not title.in_sentence


def titles_of(lines: Sequence[str], above: int, stop: Titles | None = None) -> Titles:
    """What the lines that read as titles say. What the first lacks may be in the lines above it, on
    the line below, or in a later title; `stop` is known already, and looked for no further."""
    named = Titles()
    stop = stop or Titles()
    lines = _mended(lines)
    below: list[str] = []
    for i, text in sorted(enumerate(lines), key=lambda line: is_entry(line[1])):
        if not (title := read_title(text)) or (above and title.in_sentence):
            continue
        office, year = _with_lines_above(title, lines, i, above)
        if above and not (year or title.misprinted) and i + 1 < len(lines):
            year = year_alone(lines[i + 1])
        below += [name] if above and not title.office and (name := _by_itself(lines[i + 1 : i + 4])) else []
        named.printed = named.printed or title.printed
        named.part = named.part or title.part
        named.misprinted = named.misprinted or ("" if year else title.misprinted)
        named.office, named.year = named.office or office, named.year or year
        if (named.office or stop.office) and (named.year or stop.year or named.misprinted):
            break
    named.office = named.office or (below[0] if below and not stop.office else None)
    return named


def _mended(lines: Sequence[str]) -> list[str]:
    """Lines with those put together between which the usual words of a title are torn."""
    out: list[str] = []
    for line in lines:
        if out and torn_between(out[-1], line):
            out[-1] += line
        else:
            out.append(line)
    return out


def _with_lines_above(
    title: Title, lines: Sequence[str], at: int, above: int
) -> tuple[str | None, int | None]:
    """Office and year of a title, with what the lines above it have of them. Where its name may be
    the end of one and the lines do not make a whole, it names none."""
    office, year = title.office, title.year
    for count in range(1, min(at, above + 1 if above else 0) + 1):
        stands = (
            standing(office, "".join(lines[at - count + 1 : at + 1]), lines[at - count]) if office else None
        )
        done = (office and (year or title.misprinted)) or count > above
        if stands is Standing.UNSURE:
            return None, year
        if done and stands is not Standing.END:
            break
        whole = read_title("".join(lines[at - count : at + 1]))
        if stands is Standing.END:
            office = whole.office if whole and (whole.office or "").endswith(office or "") else None
        if whole:
            office, year = office or whole.office, year or whole.year
    return office, year


def _by_itself(lines: Sequence[str]) -> str | None:
    """The office on a line of its own, one of the two below a title; not one of a list of them, nor
    a government: it may be that of the whole site."""
    placed = identity_words().broken_names.placed
    names = [name for line in lines if is_name(name := fold(line)) and placed.match(name)]
    if len(names) != 1 or names[0] not in [fold(line) for line in lines[:BELOW]]:
        return None
    return None if may_be_of_site(names[0]) else names[0]
