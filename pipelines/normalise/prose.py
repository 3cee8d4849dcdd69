"""The prose of a report -> mentions (numbers and years that it names) and wordings (what its text
consists of).

Both are small, so that rules can compare the prose of a million reports with their tables and with
each other without reading it again. The words that make a mention are in catalogue/mentions.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import product

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.mentions import TITLE, MentionKind, counters, everybody, lead, mention_kinds
from pipelines.fold import fold, fold_prose
from pipelines.model import Mention, Statement, Wording
from pipelines.numerals import CHARACTERS, whole_number

COMPARED = ("overview", "problems")
"""The sections that an office writes itself; the others are tables and formulas."""
SHORTEST = 10  # characters of a sentence that says something
LONGEST = 5_000  # characters of a sentence that names a number: tables pasted as text go on without a stop
ALSO_A_WORD = "起个次条"
"""After 一 alone these are words: together, the whole, once."""
_CLAUSE = re.compile("[,:]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_DATE = re.compile(f"年([{CHARACTERS}]{{1,2}})月([{CHARACTERS}]{{1,3}})日")
_END = re.compile(r"[。;!?]")
_NOT_WORDS = re.compile(r"[\W\d_]+")


def mentions(statement: Statement) -> tuple[Mention, ...]:
    """What the title and the prose name, in reading order; each value once in a section."""
    named: dict[tuple[str, str, float | None], Mention] = {}
    office = fold_prose(statement.office or "")
    for section, text in ((TITLE, statement.title or ""), *statement.sections.items()):
        kinds = [kind for kind in mention_kinds().values() if section in kind.sections]
        sentences = _END.split(figured(fold_prose(text))) if kinds else []
        for sentence, kind in product((said for said in sentences if len(said) <= LONGEST), kinds):
            for value, quote in _named(sentence, kind, statement.year, office):
                named.setdefault((kind.code, section, value), Mention(kind.code, section, value, quote))
    return tuple(named.values())


def figured(text: str) -> str:
    """Folded prose with figures for the numerals that count something or are a year, or a day of one:
    十二件 -> 12件. 一 alone counts only where nothing else can be meant (一起 is also together)."""
    if not _numeral().search(text):
        return text

    def figure(match: re.Match[str]) -> str:
        number = _whole(match[0])
        return match[0] if number is None else str(number)

    def date(match: re.Match[str]) -> str:
        month, day = map(_whole, match.groups())
        return match[0] if month is None or day is None else f"年{month}月{day}日"

    return _DATE.sub(date, _numeral().sub(figure, text))


def _whole(numeral: str) -> int | None:
    return 1 if numeral == "一" else whole_number(numeral)


@lru_cache(maxsize=1)
def _numeral() -> re.Pattern[str]:
    """A numeral before a counter, or of four digits before 年."""
    several = f"[{CHARACTERS}]" + "{2,}"
    one = f"(?!一[{ALSO_A_WORD}])[{CHARACTERS}]"
    digits = f"[{CHARACTERS}]" + "{4}(?=年)"
    return re.compile(
        f"(?<![{CHARACTERS}第])(?:{digits}|(?:{several}|{one})(?=[{counters()}]))(?![{CHARACTERS}])"
    )


def _named(
    sentence: str, kind: MentionKind, year: int | None, office: str
) -> Iterator[tuple[float | None, str]]:
    """(number, quote) of each match; what a pattern took is not taken again by a later one without
    a number."""
    taken: list[tuple[int, int]] = []
    for pattern in kind.patterns:
        for match in pattern.finditer(sentence):
            first, last = match.span()
            begins = (
                max(sentence.rfind(stop, 0, first) for stop in ",:") + 1 if kind.within == "clause" else 0
            )
            around = sentence
            if kind.within == "clause":
                around = _CLAUSE.split(sentence[begins:])[0] + match[0]
            around = everybody().sub("", around)
            if any(word in around for word in kind.unless) or not all(word in around for word in kind.needs):
                continue
            if any(word in sentence[:begins] for word in kind.led_by):
                continue
            if kind.leads and not _is_of_all(sentence[:first], office):
                continue
            years = _YEAR.findall(sentence, 0, last) if kind.own_year else []
            if years and int(years[-1]) != year:
                continue
            if kind.adds_up and not _lacking(match):
                continue
            if pattern.groups or not any(a < last and first < b for a, b in taken):
                taken.append((first, last))
                yield (_value(match, kind) if pattern.groups else None), match[0]


def _is_of_all(before: str, office: str) -> bool:
    """Whether nothing stands in the clause before a match but what is known to speak of the office
    itself and the whole year: any other word may make it another's (全市教育系统, 各派出所), or a part
    (1-6月)."""
    clause = everybody().sub("", re.split("[,:]", before)[-1])
    return lead().fullmatch(clause.replace(office, "") if office else clause) is not None


def _value(match: re.Match[str], kind: MentionKind) -> float:
    """The number, what the parts of a number lack, or the eight digits of a day: 2023年1月5日 ->
    20230105."""
    if kind.adds_up:
        return _lacking(match)
    if not kind.is_day:
        return float(match[1])
    year, month, day = map(int, re.findall(r"\d+", match[1]))
    return float(year * 10_000 + month * 100 + day)


def _lacking(match: re.Match[str]) -> float:
    """What the parts that a text names lack of the whole."""
    whole, *parts = map(float, match.groups())
    return whole - sum(parts)


def wordings(statement: Statement) -> tuple[Wording, ...]:
    """The sections that can be copied, as digests: figures, years, punctuation and the office's own
    name left out, so that a text in which only these were exchanged is the same."""
    name = fold(statement.office or "")
    out = []
    for section in COMPARED:
        text = fold_prose(statement.sections.get(section, ""))
        title = fold(catalogue().sections[section].zh)
        text = text[text.find(title) + len(title) :] if title in text[:20] else text
        text = text.replace(name, "") if name else text
        said = [_NOT_WORDS.sub("", sentence) for sentence in _END.split(text)]
        words = "".join(said)  # what sentences end with is no word
        if not words:
            continue
        sentences = dict.fromkeys(_digest(sentence) for sentence in said if len(sentence) >= SHORTEST)
        out.append(Wording(section, len(words), _digest(words), tuple(sentences)))
    return tuple(out)


def _digest(text: str) -> int:
    """63 bits, to fit a BIGINT."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1
