"""A sentence of the prose, with what stands around it -> what it names of the kinds of
catalogue/mentions.yml.

What a sentence names may be held against a table, which is an accusation: nothing is taken from one
that can mean a part, another office, another year, or something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.catalogue.mentions import MentionKind, everybody, surroundings

Named = tuple[str, float | None, str]
"""Kind, number and quote of a mention."""
SHORTEST = 2
"""Characters of the end of an office's name by which it calls itself: 教育局 of 青禾县教育局."""
_CLAUSE = re.compile("[,:]")
_ITEM = re.compile("[,:、]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_COUNT = re.compile(r"(?<![\d.])([1-9]\d*)(?:件|条|份|宗|起|例|个|封|次)")
_ASKED = re.compile("申请|收到|受理|接收")


class Sentence(NamedTuple):
    """A folded sentence with figures for numerals, the ones before and after it, the folded name of
    the office, and the year of the report."""

    text: str
    before: str
    after: str
    office: str
    year: int | None


def named(said: Sentence, kinds: Iterable[MentionKind]) -> Iterator[Named]:
    """What it names, kind by kind in the order of the file."""
    told: list[Named] = []
    for kind in kinds:
        if kind.near:
            near = [quote for code, _, quote in told if code in kind.near]
            yield from _beside(said, kind, near) if near else ()
            continue
        for one in _of_kind(said, kind):
            told.append(one)
            yield one


def _of_kind(said: Sentence, kind: MentionKind) -> Iterator[Named]:
    """What a pattern took is not taken again by a later one without a number."""
    taken: list[tuple[int, int]] = []
    for pattern in kind.patterns:
        for match in pattern.finditer(said.text):
            first, last = match.span()
            if not _means(said, kind, match):
                continue
            if pattern.groups or not any(a < last and first < b for a, b in taken):
                taken.append((first, last))
                yield kind.code, _value(match, kind) if match.groups() else None, match[0]


def _means(said: Sentence, kind: MentionKind, match: re.Match[str]) -> bool:
    """Whether what matched can mean nothing else than what its kind says."""
    sentence, (first, last) = said.text, match.span()
    begins = max(sentence.rfind(stop, 0, first) for stop in ",:") + 1
    around = _CLAUSE.split(sentence[begins:])[0] + match[0] if kind.within == "clause" else sentence
    around = everybody().sub("", around)
    if any(word in around for word in kind.unless) or not all(word in around for word in kind.needs):
        return False
    if any(word in sentence[:begins] for word in kind.led_by):
        return False
    if kind.leads and not (_is_of_all(said, begins, first) and _is_of_the_year(said, begins, first)):
        return False
    years = _YEAR.findall(sentence, 0, last) if kind.own_year else []
    if years and int(years[-1]) != said.year:
        return False
    if kind.past and match.groups() and int(match[1]) >= (said.year or 0):
        return False
    if kind.alone and _counts_behind(said, last):
        return False
    if kind.as_party and _as_judge(said):
        return False
    return kind.value not in ("whole", "parts") or not _adds_up(said, match)


def _is_of_all(said: Sentence, begins: int, first: int) -> bool:
    """Whether nothing stands in the clause before a match but what is known to speak of the office
    itself and the whole year: any other word may make it another's (全市教育系统, 各派出所), or a part
    (1-6月); nor does the clause before it say how, or of what (在征地方面)."""
    clause = everybody().sub("", said.text[begins:first])
    led_in = _CLAUSE.split(said.text[:begins])[-2:-1]
    return any(map(surroundings().lead.fullmatch, _without_own_name(clause, said.office))) and not any(
        map(surroundings().frame.search, led_in)
    )


def _is_of_the_year(said: Sentence, begins: int, first: int) -> bool:
    """Whether no part of the year, nor several years, are told before; a sentence that names the
    whole year needs not ask the one before it."""
    around = surroundings()
    lead_in, named = around.whole_year.subn("", said.text[:begins])
    if around.part_of_year.search(lead_in) or around.years.search(said.text[:first]):
        return False
    whole = named or around.whole_year.search(_CLAUSE.split(said.text[begins:])[0])
    return bool(whole) or not around.part_of_year.search(around.whole_year.sub("", said.before))


def _without_own_name(clause: str, office: str) -> Iterator[str]:
    """The clause, and what is left of it without the office's name in full or without its places
    (县教育局)."""
    yield clause
    clause, office = (text.replace("人民政府", "政府") for text in (clause, office))
    names = (office[-size:] for size in range(len(office), SHORTEST - 1, -1))
    yield from (clause.replace(name, "") for name in names if name in clause)


def _counts_behind(said: Sentence, last: int) -> bool:
    """Whether something is counted behind a match that may be what it denies."""
    behind = [c for c in _CLAUSE.split(said.text[last:]) if not surroundings().aside.search(c)]
    after = [c for c in _CLAUSE.split(said.after) if _ASKED.search(c) and not surroundings().aside.search(c)]
    return any(_COUNT.search(clause) for clause in (*behind, *after))


def _as_judge(said: Sentence) -> bool:
    """Whether the office may speak as the authority that decides."""
    around = surroundings()
    return bool(around.authorities.search(said.office) and around.judging.search(said.text))


def _beside(said: Sentence, kind: MentionKind, near: Iterable[str]) -> Iterator[Named]:
    """What is counted beside the quotes `near` in the sentence and in the next, but for what is
    known to be something else or a part."""
    around, text = surroundings(), said.text
    for quote in near:
        text = text.replace(quote, "")
    for clause in _ITEM.split(f"{text},{said.after}"):
        if not around.aside.search(clause) and not around.parts_of.search(everybody().sub("", clause)):
            for pattern in kind.patterns:
                for match in pattern.finditer(clause):
                    yield kind.code, float(match[1]), match[0]


def _adds_up(said: Sentence, match: re.Match[str]) -> bool:
    """Whether the parts that a text names are the whole, alone or with another count beside them."""
    whole, *parts = map(int, match.groups())
    others = {int(n) for n in _COUNT.findall(said.text[match.end() :] + said.after)}
    lacking = whole - sum(parts)
    return not lacking or lacking in others or -lacking in others


def _value(match: re.Match[str], kind: MentionKind) -> float:
    """The number, the whole or its parts, or the eight digits of a day: 2023年1月5日 -> 20230105."""
    if kind.value == "parts":
        return float(sum(map(int, match.groups()[1:])))
    if kind.value != "day":
        return float(match[1])
    year, month, day = map(int, re.findall(r"\d+", match[1]))
    return float(year * 10_000 + month * 100 + day)
