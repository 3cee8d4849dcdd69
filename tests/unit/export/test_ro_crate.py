"""The RO-Crate of a release names what is there, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from export.ro_crate import FILE, write_ro_crate


@pytest.fixture
def crate(released: Path) -> dict[str, dict[str, object]]:
    """Its entries, by their @id."""
    graph = json.loads((released / FILE).read_text(encoding="utf-8"))["@graph"]
    entries = {entry["@id"]: entry for entry in graph}
    assert len(entries) == len(graph)
    return entries


def test_every_file_has_an_entry(crate: dict[str, dict[str, object]], released: Path) -> None:
    files = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    named = {unquote(name) for name, entry in crate.items() if entry["@type"] == "File"}
    assert files - named == {FILE, "SHA256SUMS"} and named <= files
    assert crate["csv/requests.csv"]["encodingFormat"] == "text/csv"
    assert "表三" in str(crate["csv/requests.csv"]["name"])


def test_the_release_says_what_it_is(crate: dict[str, dict[str, object]], released: Path) -> None:
    root, described = crate["./"], crate[FILE]
    assert described["about"] == {"@id": "./"}
    assert described["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["identifier"] == released.name
    year, month, day = str(root["datePublished"]).split("-")
    assert released.name.startswith(f"gongkai-{year}{month}{day}T")
    for name in ("license", "creator"):
        assert root[name]["@id"] in crate  # type: ignore[index]
    assert crate[root["license"]["@id"]]["identifier"] == "CC-BY-4.0"  # type: ignore[index]
    assert {part["@id"] for part in root["hasPart"]} == {  # type: ignore[attr-defined]
        name for name, entry in crate.items() if entry["@type"] == "File"
    }


def test_a_name_that_is_no_address_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "某 县#1.xlsx").write_bytes(b"x")
    write_ro_crate(tmp_path, "20260131T000000000000Z", {})
    graph = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["@graph"]
    assert [e["@id"] for e in graph if e["@type"] == "File"] == ["%E6%9F%90%20%E5%8E%BF%231.xlsx"]
