"""An office -> what it is found by: its place from the province down, its names and everyday names,
all of these in pinyin and by initials, English words for its kind, level and province.

The keys are one text of words, a blank in front of each. A search looks for its own words in it
(`has_words` of warehouse/macros/values.sql), in any order. They are made when the warehouse is
built: only that needs pypinyin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

from pipelines.offices.kinds import organ, rules
from pipelines.offices.names import office_key
from pipelines.offices.remembered import Remembered
from pipelines.offices.stems import upper_stem

_UNLISTED = re.compile(r"^(.{2,7}?[省市县区旗州盟])(?=..)")
"""The place at the head of a name that no list has: 青禾县 民政局."""
MADE_OF = ("name", "province", "city", "county", "kind", "level", "division_code")
"""The columns of an office that its keys are made of."""
PEOPLES_GOVERNMENT, GOVERNMENT = "人民政府", "政府"
"""The first is found by the second in keys and questions alike: 民政 is no part of it."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("search_words.yml").read_text(encoding="utf-8")
    )
    return data


def keys(office: Mapping[str, Any], names: Iterable[str]) -> str:
    """The keys of an office with the columns of MADE_OF, which has reported under these names besides
    its own."""
    places = [office[level] for level in ("province", "city", "county") if office.get(level)]
    printed = (office_key(name) for name in (office["name"] or "", *names))
    spellings = dict.fromkeys(name.replace(PEOPLES_GOVERNMENT, GOVERNMENT) for name in printed)
    found_by = [word for place in places for word in _place(place)]
    for name in spellings:
        found_by += _name(name, places)
    found_by += _english(office, places)
    return " " + " ".join(dict.fromkeys(found_by))


def table_rows(
    offices: Iterable[Mapping[str, Any]],
    aliases: Iterable[tuple[Any, ...]],
    remembered: Remembered | None = None,
) -> Iterator[tuple[int, str]]:
    """Rows of the table `office_keys`, from those of `offices` and `office_aliases`; what is `remembered`
    is not made again."""
    names: dict[int, list[str]] = defaultdict(list)
    for office, name, *_ in aliases:
        names[office].append(name)
    for row in offices:
        number = row["office_id"]
        of = {column: row.get(column) for column in MADE_OF}, names[number]
        made = keys(*of) if remembered is None else remembered.text(f"{of!r}", partial(keys, *of))
        yield number, made


def _place(place: str) -> tuple[str, ...]:
    return place, *_pinyin(place)


def _name(name: str, places: list[str]) -> Iterator[str]:
    """A name, and the everyday names that it stands for: 洪泽教体局, 区教体局."""
    place, rest = _head(name, places)
    yield name
    if not place or not rest:
        yield from _pinyin(name)
        return
    stem, unit = upper_stem(place), place[-1]
    yield from (*_pinyin(place), *_pinyin(f"{stem}{unit}"))
    if GOVERNMENT in rest:
        yield from _pinyin(rest.replace(GOVERNMENT, PEOPLES_GOVERNMENT))
    for said in _everyday(rest):
        yield f"{stem}{unit}{said}"
        yield f"{stem}{said}"
        spelt, initials = _pinyin(said)
        yield _pinyin(stem)[0] + spelt
        yield initials
        yield _pinyin(unit)[1] + initials
        yield _pinyin(stem)[1] + initials


def _head(name: str, places: list[str]) -> tuple[str, str]:
    """The last place at the head of a name, and what is behind it."""
    last, rest = places[-1] if places else "", name
    for place in places:
        for form in (place, upper_stem(place)):
            if rest.startswith(form) and len(rest) > len(form):
                last, rest = place, rest[len(form) :]
                break
    if rest == name and (match := _UNLISTED.match(name)):
        last, rest = match[1], name[match.end() :]
    return last, rest


@lru_cache(maxsize=4096)
def _everyday(rest: str) -> tuple[str, ...]:
    """What an organ is also called: 教育体育局 is 教体局."""
    word = organ(rest)
    alike = (variant for variant, of in rules()["same"].items() if of == word)
    return tuple(dict.fromkeys((rest, word, *alike, *_words()["also"].get(word, ()))))


def _english(office: Mapping[str, Any], places: list[str]) -> Iterator[str]:
    words = _words()
    yield from words["kinds"].get(office.get("kind"), ())
    yield from words["levels"].get(office.get("level"), ())
    for province, english in words["provinces"].items():
        if places and places[0].startswith(province):
            yield from english.split()
    if office.get("division_code"):
        yield office["division_code"]


@lru_cache(maxsize=65536)
def _pinyin(text: str) -> tuple[str, str]:
    """A text in pinyin without tones, and its initials."""
    from pypinyin import lazy_pinyin

    readings = _words()["readings"]
    known = next((place for place in readings if text.startswith(place)), "")
    syllables = lazy_pinyin(text[len(known) :])
    initials = "".join(s[0] for s in (*lazy_pinyin(known), *syllables))
    return (readings.get(known, "") + "".join(syllables)).lower(), initials.lower()
