"""What was said of the build before is taken over where it is all there, with its pages; else it is asked
again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from expectations.docs import keep_docs, put
from expectations.rules import load
from expectations.tables import suite_name
from findings.verdicts import take_over
from tests.unit.warehouse.small_build import Small, make
from warehouse.schema import tables

RUN = {"run_id": {"run_name": "gongkai-1", "run_time": "2026-11-30T02:00:00+00:00"}}
FAMILIES = {f"rules-{rule.family}" for rule in load().values()}


def _said(**meta: str) -> dict[str, Any]:
    config = {"type": "t", "description": "有 / is", "meta": meta, "kwargs": {}, "severity": "critical"}
    return {"success": True, "result": {}, "expectation_config": config}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A draft, and a published build that holds the same."""
    draft = make(tmp_path_factory.mktemp("builds"), Small(1, 2023))
    return draft, Path(shutil.copyfile(draft, draft.with_name("gongkai.duckdb")))


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """What was said of a build: of all rules, and of all tables."""
    suites: dict[str, list[dict[str, Any]]] = {name: [] for name in FAMILIES}
    for code, rule in load().items():
        suites[f"rules-{rule.family}"].append(_said(rule=code))
    suites |= {suite_name(t): [_said(table=f"{t.schema}.{t.name}")] for t in tables().values()}
    for name, results in suites.items():
        said = {"suite_name": name, "success": True, "results": results, "meta": RUN}
        put(tmp_path / "before", name, {"meta": {}}, said)
    keep_docs(tmp_path / "before")
    return tmp_path / "before"


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_night_that_brings_nothing_has_all_that_was_said_and_its_pages(
    builds: tuple[Path, Path], before: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    assert take_over(*builds, before, kept, "nothing") == ([], False)
    assert _names(kept) == _names(before) >= {"docs/index.html"}


@pytest.mark.parametrize(
    ("name", "ending", "held"),
    [
        ("table-offices", ".result.json", None),
        ("table-offices", ".result.json", b'{"results": [{}]}'),
        ("table-offices", ".suite.json", b""),
        (min(FAMILIES), ".result.json", b"{"),
        (min(FAMILIES), ".suite.json", b"[]"),
    ],
)
def test_where_something_of_it_is_gone_or_damaged_all_is_asked_again(
    builds: tuple[Path, Path], before: Path, tmp_path: Path, name: str, ending: str, held: bytes | None
) -> None:
    kept, file = tmp_path / "kept", before / f"{name}{ending}"
    file.unlink()
    if held is not None:
        file.write_bytes(held)
    assert take_over(*builds, before, kept, "nothing") == ([*tables().values()], True)
    asked, rules = take_over(*builds, before, kept, "changed")
    assert rules and (tables()["offices"] in asked) == (name == "table-offices")
    assert f"{name}{ending}" not in _names(kept)
