"""Which office and which year a report itself names, by all that it says of them; what contradicts
itself without one side outweighing the other stays open.

The kinds of evidence and their weights are in catalogue/identity.yml. What a list or an address
says of a report is a claim of its own; it is weighed elsewhere (offices/).
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.catalogue.identity import Scale, identity_words
from pipelines.fold import fold
from pipelines.model import Issue
from pipelines.naming.names import alike, without_glosses
from pipelines.naming.papers import without_papers
from pipelines.naming.periods import Period, founded_in, statistics_periods, unbroken, whole_years
from pipelines.naming.titles import read_title
from pipelines.recognise import office_evidence
from pipelines.recognise.title_lines import (
    ABOVE,
    Titles,
    first_section,
    is_title,
    titles_of,
    without_year_list,
)
from pipelines.recognise.weigh import Candidate, Verdict, weigh
from pipelines.recognise.year_evidence import leading_year, years_of_text

MIN_MENTIONS = 2  # of one year in the text, and none of the title's, before they are said to differ
LAST_MONTH = 12
"""In it some publish the report of a year that has not quite ended."""
_DAY = re.compile(r"\d{4}-\d\d")
LOST = ("?", "\ufffd")
"""Written for a character that an encoding does not have, or that nobody knows."""
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
class _Said:
    """All evidence of a report."""

    offices: list[Candidate[str]] = field(default_factory=list)
    years: list[Candidate[int]] = field(default_factory=list)
    part: str = ""
    misprinted: str = ""
    signed: tuple[int, int] | None = None


def identify(title: str, paragraphs: list[str], overview: str, published_on: str = "") -> Identity:
    """`title`: what the page calls itself, may be empty. `paragraphs`: the prose in order.
    `overview`: section 1. `published_on`: the day that the page states, may be empty."""
    paragraphs = without_year_list(paragraphs)
    page = titles_of([title], 0) if title else Titles()
    front = paragraphs[: first_section(paragraphs)]
    line = titles_of(front, ABOVE, stop=page)
    said = _Said(part=page.part or line.part, misprinted=page.misprinted or line.misprinted)
    _from_titles(said, page, line)
    folded = [without_glosses(fold(p)) for p in paragraphs]
    prose = [without_papers(p) for p in folded]
    _from_opening(said, [p for p, line in zip(prose, paragraphs, strict=True) if not is_title(line)])
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
    early = _until(said, published_on)
    year, issues = _year(said, mentions)
    issues = [*early, *issues]
    said.offices = _whole([fold(title), *folded], said.offices)
    office, contradiction = _office(said)
    if said.part:
        year, issues = None, [Issue("recognise", "report.part_year", "error", detail=said.part)]
    return Identity(office, year, page.printed or line.printed, (*issues, *contradiction), said.part)


def _from_titles(said: _Said, page: Titles, line: Titles) -> None:
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
    said.offices += [Candidate(name, "publisher") for name in office_evidence.listed_publishers(prose)]
    said.offices += [Candidate(name, "contact") for name in office_evidence.asked(prose)]
    for signer, year, month in office_evidence.signed_by(prose):
        said.offices += [Candidate(signer, "signature")] if signer else []
        said.years += [Candidate(year - 1, "signature")] if month <= 6 else []
        said.signed = max(said.signed or (0, 0), (year, month))
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


def _until(said: _Said, published_on: str) -> list[Issue]:
    """A year after the publication is no year; nor is one that had not ended by then, unless a
    later day of publication or the text, which tells of it as past, outweighs that."""
    published = (int(published_on[:4]), int(published_on[5:7])) if _DAY.match(published_on) else None
    days = [day for day in (published, said.signed) if day]
    if not days:
        return []
    last, month = min(days)
    late = next((c.value for c in said.years if c.value > last), None)
    said.misprinted = said.misprinted or (f"{late}，公布于 {last}" if late else "")
    said.years = [c for c in said.years if c.value <= last]
    of_last = {c.kind for c in said.years if c.value == last}
    if month >= LAST_MONTH or not of_last - {"text"}:
        return []
    if max(days)[0] == last and "text" not in of_last:
        said.years = [c for c in said.years if c.value != last]
    return [_early(last, month)]


def _early(year: int, month: int) -> Issue:
    detail = f"报告年度 {year}，公布于 {year} 年 {month} 月，该年尚未结束"
    return Issue("recognise", "year.differs", "warning", detail=detail)


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
    name = verdict.value and _in_full(verdict.value, {candidate.value for candidate in said.offices})
    return name, [_contradiction("office.contradictory", verdict, scale)] if serious else []


def _whole(texts: Sequence[str], offices: Sequence[Candidate[str]]) -> list[Candidate[str]]:
    """The offices without those that stand behind a character that was lost wherever they stand: what
    is left of 河?市水利局 is the name of another."""
    text = "\n".join(texts)
    return [
        one
        for one in offices
        if text.count(one.value) == 0
        or any(
            text[at.start() - 1 : at.start()] not in LOST for at in re.finditer(re.escape(one.value), text)
        )
    ]


def _in_full(name: str, others: set[str]) -> str:
    """A name without its place, as titles on an office's own site have it (市林业局), in the words of
    the evidence that names the place (双塔市林业局)."""
    of_place = identity_words().prose.of_place
    if of_place.search(name, 1):
        return name
    fuller = [one for one in others if one.endswith(name) and of_place.search(one[: 1 - len(name)], 1)]
    shortest = min(fuller, key=len, default=name)
    return shortest if all(one.endswith(shortest) for one in fuller) else name


def _is_serious(verdict: Verdict[int] | Verdict[str], scale: Scale) -> bool:
    """Whether what speaks against the leader is more than a word in passing."""
    return verdict.value is None or any(
        scale.evidence[kind].weight >= SERIOUS for rival in verdict.rivals[1:] for kind in rival.kinds
    )


def _contradiction(code: str, verdict: Verdict[int] | Verdict[str], scale: Scale) -> Issue:
    """`标题 2023，统计期限 2021`: each value by its heaviest evidence."""
    named: Iterable[str] = (f"{scale.evidence[w.kinds[0]].zh} {w.value}" for w in verdict.rivals[:3])
    return Issue("recognise", code, "warning", detail="，".join(named))
