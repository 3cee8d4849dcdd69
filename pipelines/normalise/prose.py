"""The prose of a report -> mentions (numbers and years that it names) and wordings (what its text
consists of).

Both are small, so that rules can compare the prose of a million reports with their tables and with
each other without reading it again. The words that make a mention are in catalogue/mentions.yml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.mentions import TITLE, counters, mention_kinds
from pipelines.fold import fold, fold_prose, key
from pipelines.model import Mention, Statement, Wording
from pipelines.normalise.sentence import Sentence, named
from pipelines.numerals import CHARACTERS, whole_number

COMPARED = ("overview", "problems")
"""The sections that an office writes itself; the others are tables and formulas."""
SHORTEST = 10  # characters of a sentence that says something
LONGEST_TITLE = 30  # characters of a title; what is longer has text behind it
LONGEST = 5_000  # characters of a sentence that names a number: tables pasted as text go on without a stop
ALSO_A_WORD = "起个次条"
"""After 一 alone these are words: together, the whole, once."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DATE = re.compile(f"年([{CHARACTERS}]{{1,2}})月([{CHARACTERS}]{{1,3}})日")
_AND = re.compile("[和及与]")  # for 、 in titles, and the other way round
_END = re.compile(r"[。;!?]")
_NOT_WORDS = re.compile(r"[\W\d_]+")


def mentions(statement: Statement) -> tuple[Mention, ...]:
    """What the title and the prose name, in reading order; each value once in a section."""
    made: dict[tuple[str, str, float | None], Mention] = {}
    office = fold_prose(statement.office or "")
    for section, text in ((TITLE, statement.title or ""), *statement.sections.items()):
        kinds = [kind for kind in mention_kinds().values() if section in kind.sections]
        for kind in kinds:
            if kind.value == "title" and (printed := _other_title(section, text)):
                made[kind.code, section, None] = Mention(kind.code, section, None, printed)
        said = _END.split(figured(fold_prose(_THOUSANDS.sub("", text)))) if kinds else []
        said = [sentence if len(sentence) <= LONGEST else "" for sentence in said]
        for before, sentence, after in zip(["", *said], said, [*said[1:], ""]):
            around = Sentence(sentence, before, after, office, statement.year)
            for code, value, quote in named(around, kinds) if sentence else ():
                made.setdefault((code, section, value), Mention(code, section, value, quote))
    return tuple(made.values())


def _other_title(section: str, text: str) -> str:
    """The folded title of a numbered part, where its words are not those of the form."""
    entry, line = catalogue().sections[section], fold_prose(text.split("\n", 1)[0])
    bare, form = (_AND.sub("", key(title)) for title in (line, entry.zh))
    is_title = re.match(f"{entry.number}[、.,:]", line) and len(form) // 2 <= len(bare) <= LONGEST_TITLE
    return line if is_title and not bare.startswith(form) and not form.startswith(bare) else ""


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
    """一 and 两 alone count here, where a counter follows."""
    return {"一": 1, "两": 2}.get(numeral, whole_number(numeral))


@lru_cache(maxsize=1)
def _numeral() -> re.Pattern[str]:
    """A numeral before a counter, or of four digits before 年."""
    several = f"[{CHARACTERS}]" + "{2,}"
    one = f"(?!一[{ALSO_A_WORD}])[{CHARACTERS}]"
    digits = f"[{CHARACTERS}]" + "{4}(?=年)"
    return re.compile(
        f"(?<![{CHARACTERS}第])(?:{digits}|(?:{several}|{one})(?=[{counters()}]))(?![{CHARACTERS}])"
    )


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
