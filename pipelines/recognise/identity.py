"""Which office and which year a report itself names, by all that it says of them; what contradicts
itself without one side outweighing the other stays open.

The kinds of evidence and their weights are in catalogue/identity.yml. What a list or an address
says of a report is a claim of its own; it is weighed elsewhere (offices/).
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.catalogue.identity import Scale, identity_words
from pipelines.fold import fold
from pipelines.model import Issue
from pipelines.naming.names import alike, without_glosses
from pipelines.naming.papers import without_papers
from pipelines.naming.periods import Period, founded_in, statistics_periods, unbroken, whole_years
from pipelines.naming.titles import LONGEST, Title, is_entry, read_title, year_alone
from pipelines.recognise import office_evidence
from pipelines.recognise.sections import begins
from pipelines.recognise.weigh import Candidate, Verdict, weigh
from pipelines.recognise.year_evidence import leading_year, years_of_text

TITLE_LINES = 40
"""Lines at the beginning among which the title is."""
ABOVE = 2
"""Lines above a title that may hold what it lacks."""
MIN_MENTIONS = 2  # of one year in the text, and none of the title's, before they are said to differ
SERIOUS = 3
"""Weight of a kind of evidence from which on it contradicts another kind."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Office and year as the report names them, its title, and what does not agree. `part`: of
    which part of a year it is, as printed; empty for an annual report."""

    office: str | None
    year: int | None
    title: str | None
    issues: tuple[Issue, ...] = ()
    part: str = ""


@dataclass(slots=True)
class _Titles:
    """What the titles of a page or of its lines say together: the first that says a thing
    counts."""

    printed: str | None = None
    office: str | None = None
    year: int | None = None
    misprinted: str = ""
    part: str = ""


@dataclass(slots=True)
class _Said:
    """All evidence of a report."""

    offices: list[Candidate[str]] = field(default_factory=list)
    years: list[Candidate[int]] = field(default_factory=list)
    part: str = ""
    misprinted: str = ""
    signed: int | None = None


def identify(title: str, paragraphs: list[str], overview: str, published_on: str = "") -> Identity:
    """`title`: what the page calls itself, may be empty. `paragraphs`: the prose in order.
    `overview`: section 1. `published_on`: the day that the page states, may be empty."""
    page = _titles([title], 0) if title else _Titles()
    front = paragraphs[: _first_section(paragraphs)]
    line = _titles(front, ABOVE, stop=page)
    said = _Said(part=page.part or line.part, misprinted=page.misprinted or line.misprinted)
    _from_titles(said, page, line)
    folded = [without_glosses(fold(p)) for p in paragraphs]
    prose = [without_papers(p) for p in folded]
    _from_opening(said, [p for p, line in zip(prose, paragraphs, strict=True) if not _is_title(line)])
    periods = [*statistics_periods(unbroken(prose))]
    whole = whole_years(unbroken(folded))
    said.years += [Candidate(year, "period") for year in whole] if len(whole) == 1 else []
    mentions = years_of_text(overview)
    if not leading_year(mentions):
        mentions = years_of_text("\n".join(p for p in paragraphs if not read_title(p)))
    spoken = leading_year(mentions)
    said.years += [Candidate(spoken, "text")] if spoken else []
    said.part = said.part or _part(periods, whole, folded)
    said.years += _of_founding(periods, whole, folded)
    _until(said, published_on)
    year, issues = _year(said, mentions)
    office, contradiction = _office(said)
    if said.part:
        year, issues = None, [Issue("recognise", "report.part_year", "error", detail=said.part)]
    return Identity(office, year, page.printed or line.printed, (*issues, *contradiction), said.part)


def _first_section(paragraphs: Sequence[str]) -> int:
    """The number of lines in front of section 1: a title behind its heading is that of another
    page."""
    at = (i for i, p in enumerate(paragraphs[1:TITLE_LINES], 1) if begins(p, "overview"))
    return next(at, TITLE_LINES)


def _is_title(line: str) -> bool:
    """Whether a line is a title and nothing else: said already, or of another page."""
    title = read_title(line) if len(line) <= LONGEST else None
    return title is not None and not title.in_sentence


def _titles(lines: Sequence[str], above: int, stop: _Titles | None = None) -> _Titles:
    """What the lines that read as titles say. What the first lacks may be in the lines above it, or
    in a later title; `stop` is known already, and looked for no further."""
    named = _Titles()
    stop = stop or _Titles()
    for i, text in sorted(enumerate(lines), key=lambda line: is_entry(line[1])):
        if not (title := read_title(text)) or (above and title.in_sentence):
            continue
        office, year = _with_lines_above(title, lines, i, above)
        if above and not (year or title.misprinted) and i + 1 < len(lines):
            year = year_alone(lines[i + 1])
        named.printed = named.printed or title.printed
        named.part = named.part or title.part
        named.misprinted = named.misprinted or ("" if year else title.misprinted)
        named.office, named.year = named.office or office, named.year or year
        if (named.office or stop.office) and (named.year or stop.year or named.misprinted):
            break
    return named


def _with_lines_above(
    title: Title, lines: Sequence[str], at: int, above: int
) -> tuple[str | None, int | None]:
    """Office and year of a title, with what the lines above it have of them."""
    office, year = title.office, title.year
    for count in range(1, above + 1):
        if (office and (year or title.misprinted)) or count > at:
            break
        if whole := read_title("".join(lines[at - count : at + 1])):
            office, year = office or whole.office, year or whole.year
    return office, year


def _from_titles(said: _Said, page: _Titles, line: _Titles) -> None:
    """What the titles say; the line that the page repeats as its own title says it once."""
    again = page.office and line.office and alike(page.office, line.office)
    said.offices += [Candidate(page.office, "page_title")] if page.office else []
    said.offices += [Candidate(line.office, "title")] if line.office and not again else []
    said.years += [Candidate(page.year, "page_title")] if page.year else []
    said.years += [Candidate(line.year, "title")] if line.year and line.year != page.year else []


def _from_opening(said: _Said, prose: Sequence[str]) -> None:
    """What sentences and the signature say."""
    for office, year, part in office_evidence.published_by(prose):
        said.offices += [Candidate(office, "publishes")] if office else []
        said.years += [Candidate(year, "publishes")] if year else []
        said.part = said.part or part
    said.offices += [Candidate(name, "compiled") for name in office_evidence.compiled_by(prose)]
    said.offices += [Candidate(name, "contact") for name in office_evidence.asked(prose)]
    for signer, year, month in office_evidence.signed_by(prose):
        said.offices += [Candidate(signer, "signature")] if signer else []
        said.years += [Candidate(year - 1, "signature")] if month <= 6 else []
        said.signed = max(said.signed or 0, year)
    spoken = office_evidence.spoken_of(prose)
    said.offices += [spoken] if spoken else []


def _part(periods: Sequence[Period], whole: set[int], folded: Sequence[str]) -> str:
    """The part of a year that the figures are of, as printed; empty if they are of a year."""
    if whole or any(p.is_year for p in periods):
        return ""
    return next((p.printed for p in periods if not p.is_year and not founded_in(p, folded)), "")


def _of_founding(periods: Sequence[Period], whole: set[int], folded: Sequence[str]) -> list[Candidate[int]]:
    """The year of an office that was founded in it and reports from then to its end."""
    if whole:
        return []
    return [Candidate(p.first.year, "period") for p in periods if p.is_year or founded_in(p, folded)]


def _until(said: _Said, published_on: str) -> None:
    """A year after the publication is no year."""
    published = int(published_on[:4]) if published_on[:4].isdigit() else None
    last = min((y for y in (published, said.signed) if y), default=None)
    if last is not None:
        late = next((c.value for c in said.years if c.value > last), None)
        said.misprinted = said.misprinted or (f"{late}，公布于 {last}" if late else "")
        said.years = [c for c in said.years if c.value <= last]


def _year(said: _Said, mentions: Counter[int]) -> tuple[int | None, list[Issue]]:
    scale = identity_words().year
    verdict = weigh(said.years, scale, operator.eq)
    issues = []
    never_spoken_of = verdict.value not in mentions and max(mentions.values(), default=0) >= MIN_MENTIONS
    if verdict.rivals and (_is_serious(verdict, scale) or never_spoken_of):
        issues.append(_contradiction("year.differs", verdict, scale))
    elif said.misprinted and verdict.value is None:
        issues.append(Issue("recognise", "year.differs", "warning", detail=f"标题印作 {said.misprinted}"))
    return verdict.value, issues


def _office(said: _Said) -> tuple[str | None, list[Issue]]:
    scale = identity_words().office
    verdict = weigh(said.offices, scale, alike)
    serious = verdict.rivals and _is_serious(verdict, scale)
    return verdict.value, [_contradiction("office.contradictory", verdict, scale)] if serious else []


def _is_serious(verdict: Verdict[int] | Verdict[str], scale: Scale) -> bool:
    """Whether what speaks against the leader is more than a word in passing."""
    return verdict.value is None or any(
        scale.evidence[kind].weight >= SERIOUS for rival in verdict.rivals[1:] for kind in rival.kinds
    )


def _contradiction(code: str, verdict: Verdict[int] | Verdict[str], scale: Scale) -> Issue:
    """`标题 2023，统计期限 2021`: each value by its heaviest evidence."""
    named: Iterable[str] = (f"{scale.evidence[w.kinds[0]].zh} {w.value}" for w in verdict.rivals[:3])
    return Issue("recognise", code, "warning", detail="，".join(named))
