"""A piece of text that may hold the name of an office -> the name by itself, or nothing: a name
that is none is never published.

The words are in catalogue/identity.yml. A name ends in a unit or an organ, has no word of a
sentence in it, and says more than what kind of office it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.catalogue.identity import identity_words
from pipelines.fold import fold

LONGEST = 40
"""Characters of the longest name."""
_GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɑɡ'·]{1,8}\)", re.IGNORECASE)
"""The sound of a character in brackets behind it: 乡(xiāng)."""
_MARKS = "#*《》〈〉<>【】\"'“”-_|:,.、;。·~ \t"
_CUT = re.compile(r"[《》〈〉<>«»【】\[\]_|,;。:!?…]|\.\.\.|--")
_BESIDE = re.compile(r"^[^()]*\)|\([^()]*$")
_CHARACTERS = re.compile(r"[\u4e00-\u9fff()·、第\d]+")
_SHORT = re.compile(r"[\u4e00-\u9fff]{2}")
_MASK = "\ue000"
_OWN_UNIT = re.compile(r"人民政府$|政府$|管理委员会$|管委会$|街道办事处$|办事处$|街道办$|办$")
_OF_COMMITTEE = re.compile(r"委员会$|委$")
_OF_PLACE = re.compile(r"(?:政府|管委会|管理委员会|[省市县区旗州盟])$")
_OF_GOVERNMENT = re.compile(r"(?:政府|管委会|管理委员会)$")


def without_glosses(text: str) -> str:
    """Folded text without the sounds of characters behind them."""
    return _GLOSS.sub("", text) if "(" in text else text


@lru_cache(maxsize=8192)
def office_name(text: str, in_sentence: bool = False) -> str | None:
    """The office that a piece of text ends with: `现公布云岭市林业局` -> 云岭市林业局. None if that
    is no name. `in_sentence`: the text begins in the middle of one, where a name may be behind a
    particle, unless a verb leads up to it."""
    name = bare_name(text, in_sentence)
    return name if is_name(name) else None


def bare_name(text: str, in_sentence: bool = False) -> str:
    """The same without a look at whether it is a name; empty where it cannot be told where a name
    would begin."""
    words = identity_words().names
    name = without_glosses(fold(text)).strip(_MARKS)
    led_up_to = _behind_leads(name)
    in_sentence = in_sentence and name.startswith(led_up_to)
    name = _CUT.split(led_up_to.strip(_MARKS))[-1]
    before = ""
    while name != before:
        before = name
        name = words.heads.sub("", name, count=1).strip(_MARKS)
        name = words.sentence_heads.sub("", name, count=1) if in_sentence else name
        name = words.tails.sub("", name).strip(_MARKS)
        name = words.scopes.sub("", name)
    if name.count("(") != name.count(")"):
        name = _BESIDE.sub("", name)
    if len(name) <= LONGEST and (twice := words.twice.match(name)) and is_name(twice[1]):
        name = twice[1]
    return "" if in_sentence and words.uncertain_heads.match(name) else name


def is_name(name: str) -> bool:
    """Whether folded text is the name of an office, and nothing else."""
    words = identity_words().names
    bare = re.sub(r"\([^()]*\)$", "", name)
    plain = words.parts.sub("", name)
    return (
        2 <= len(name) <= LONGEST
        and (len(name) > 2 or identity_words().broken_names.place.search(name) is not None)
        and _CHARACTERS.fullmatch(name) is not None
        and _SHORT.search(bare) is not None
        and re.search(r"\d{2,}", name) is None
        and bare.endswith(words.endings)
        and words.not_in_names.search(plain) is None
        and words.joints.search(name) is None
        and words.not_heads.match(name) is None
        and bare not in words.generic
    )


def _behind_leads(text: str) -> str:
    """What is behind the last word that leads up to a name; one at the very end is the verb of the
    name in front of it."""
    words = identity_words().names
    masked = masked_parts(text)
    start = max((m.end() for m in words.noun_leads.finditer(masked)), default=0)
    leads = [m.span() for m in words.leads.finditer(masked, start)]
    end = len(text)
    while leads and leads[-1][1] == end:
        end = leads.pop()[0]
    return text[leads[-1][1] if leads else start : end]


def has_lead(text: str) -> bool:
    """Whether a verb in folded text leads up to a name."""
    return identity_words().names.leads.search(masked_parts(text)) is not None


def masked_parts(text: str) -> str:
    """Text of the same length in which words that are parts of names cannot be taken for verbs."""
    return identity_words().names.parts.sub(lambda m: _MASK * len(m[0]), text)


def may_be_of_site(name: str) -> bool:
    """Whether a name beside a report may be that of the whole site: a government, or its office."""
    words = identity_words()
    patterns = words.broken_names.government, words.prose.general_office
    return any(pattern.search(name) for pattern in patterns)


def office_of_unit(name: str) -> tuple[str | None, bool]:
    """The office whose unit answers questions: 遂溪县教育局办公室 -> 遂溪县教育局, and whether it is
    that office beyond doubt: the office of a government or a committee may answer for it or for
    itself."""
    inner = identity_words().names.inner
    for at in range(2, len(name)):
        if not inner.fullmatch(name, at):
            continue
        organ = name[:at]
        if _OF_COMMITTEE.search(organ):
            return name, False
        if _OF_GOVERNMENT.search(organ) and name[at:].startswith(("办公室", "办公厅")):
            return organ + name[at : at + 3], False
        if is_name(organ) and len(organ) > 2:
            return organ, not _OF_PLACE.search(organ)
    return (name if is_name(name) else None), True


def alike(one: str, other: str) -> bool:
    """Whether two names can be of one office: one is the other in short (区统计局, 瓯海区统计局;
    前进街道, 双塔区前进街道办事处), or that of a unit of it."""
    short, long = sorted((one, other), key=len)
    cores = [_OWN_UNIT.sub("", name) or name for name in (short, long)]
    return any(len(a) > 1 and _within(a, b) for a, b in ((short, long), sorted(cores, key=len)))


def _within(short: str, long: str) -> bool:
    """Whether the characters of one are in the other, in their order."""
    rest = iter(long)
    return all(character in rest for character in short)
