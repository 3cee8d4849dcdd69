"""What is known of a report besides its name -> the divisions that its office can be in, each with
its weight.

In order of weight: the place that its host publishes for, places named in its title or list entry,
in its text, the phone code, the postcode. The texts are read only as far as places, phones and
postcodes go.
"""

from __future__ import annotations

import csv
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from pipelines.fold import fold_prose
from pipelines.offices.gazetteer.load import Gazetteer, Place
from pipelines.offices.names import key_of_text, office_key

_log = logging.getLogger(__name__)
HERE = Path(__file__).parent
WEIGHTS = {
    "decision": 9,
    "host": 6,
    "title": 5,
    "text": 4,
    "phone": 3,
    "postcode": 2,
    "unique": 1,
    "mention": 1,
}
"""How much a kind of evidence counts; only their order matters."""
_AS_PARENT = re.compile(
    r"^(?:人民政府|政府|区?委|管委会|党工委|政务|教育|.{0,12}(?:街道|镇|乡|路|大道)"
    r"|[》\"')]*(?:政府|门户|官方|微信)?(?:网站|公众号))"
)
_ENDS = re.compile(r"[市县区旗州盟省]")
_PHONE = re.compile(r"(?<!\d)(0(?:10|2\d|[3-9]\d{2}))[-)）—\s]?\s*\d{7,8}(?!\d)|区号[:为是]?(0\d{2,3})(?!\d)")
_POSTCODE = re.compile(r"(?:邮编|邮政编码)[:为是]?\s*(\d{6})(?!\d)")
_STREET_SHORT = re.compile(r"^([\u4e00-\u9fff]{2,4}?)(?:街道)?(?:办事处|办)$")
MAX_TEXT = 6000
"""Characters at the beginning and at the end of a text that are searched for places."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report and the list it was found on say: `name` as printed, then the rest of what can
    tell its place."""

    name: str
    year: int | None = None
    title: str = ""
    listed: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of it. `codes`: the office is in one of these divisions if the piece is right."""

    kind: str
    value: str
    codes: tuple[str, ...] = ()
    weight: int = 0
    source: str = ""


@lru_cache(maxsize=1)
def hosts() -> Mapping[str, str]:
    """The division that a host publishes for, by host."""
    with (HERE / "hosts.csv").open(encoding="utf-8", newline="") as file:
        return {row["host"]: row["division_code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _provinces() -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load((HERE / "postcodes.yml").read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A claim whose texts have been read: the name as printed and in the fullest form that the
    texts have, the host, and the evidence, strongest first."""

    printed: str
    name: str
    year: int | None
    host: str
    evidence: tuple[Evidence, ...]


def weigh(claim: Claim, places: Gazetteer) -> ClaimEvidence:
    """What a claim says, read once."""
    pieces: list[Evidence] = []
    host = host_of(claim.url)
    if code := hosts().get(host):
        pieces.append(piece("host", host, [code], "source_url"))
    text = claim.text
    folded = fold_prose(text if len(text) <= 2 * MAX_TEXT else text[:MAX_TEXT] + text[-MAX_TEXT:])
    for source, text in (("title", fold_prose(f"{claim.title} {claim.listed}")), ("text", folded)):
        for name, spells in mentions(text, places).items():
            codes = sorted({p.code for p in spells})
            kind = source if source == "title" or _named_as_parent(name, text) else "mention"
            pieces.append(piece(kind, name, codes, source))
    for phone in dict.fromkeys(a or b for a, b in _PHONE.findall(folded)):
        ids = places.phones.get(phone, set())
        codes = sorted({p.code for i in ids for p in places.by_id[i]})
        pieces += [piece("phone", phone, codes, "text")] if codes else []
    for postcode in dict.fromkeys(_POSTCODE.findall(folded)):
        if code := _provinces().get(postcode[:2]):
            pieces.append(piece("postcode", postcode, [code], "text"))
    pieces.sort(key=lambda e: -e.weight)
    return ClaimEvidence(claim.name, _fuller(claim), claim.year, host, tuple(pieces))


def host_of(url: str) -> str:
    """The host of an address; empty if it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError as error:
        _log.info("%.200s is no address: %s", url, error)
        return ""


def _fuller(claim: Claim) -> str:
    """The name, or the longer form in which the text has it: 华安办 is 华安街道办事处筹备组 there."""
    if match := _STREET_SHORT.match(office_key(claim.name)):
        said = key_of_text(claim.title) + "\n" + key_of_text(claim.text[:MAX_TEXT])
        for form in ("街道办事处筹备组", "街道办事处", "街道", "地区办事处"):
            if match[1] + form in said:
                return match[1] + form
    return claim.name


def _named_as_parent(name: str, text: str) -> bool:
    """Whether a text speaks of a place as of its own: its government, its site, a street in it."""
    at = text.find(name)
    while at >= 0:
        behind, before = text[at + len(name) : at + len(name) + 16], text[max(0, at - 8) : at]
        if _AS_PARENT.match(behind) or re.search(r"地址|位于|驻|[省市州]$", before):
            return True
        at = text.find(name, at + 1)
    return False


def piece(kind: str, value: str, codes: Iterable[str], source: str) -> Evidence:
    """A piece of evidence with the weight of its kind."""
    return Evidence(kind, value, tuple(codes), WEIGHTS[kind], source)


def mentions(text: str, places: Gazetteer) -> dict[str, tuple[Place, ...]]:
    """Counties and what is above them that a text names in full, longest names first where they
    overlap."""
    named: dict[str, tuple[Place, ...]] = {}
    taken = len(text) + 1
    for match in reversed(list(_ENDS.finditer(text))):
        end = match.end()
        if end > taken:
            continue
        for size in range(min(14, end), 1, -1):
            name = text[end - size : end]
            spells = tuple(p for p in places.by_name.get(name, ()) if len(p.code) == 6)
            if spells and (size > 2 or text[end : end + 1] not in "域直级"):
                named.setdefault(name, spells)
                taken = end - size + 1
                break
    return named
