"""A rule is tried before it is shipped: on reports, and on a warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from expectations.rules import FOLDER, RuleError, read
from findings.finding import BrokenRule
from findings.record import record
from findings.trial import try_on_reports, try_on_warehouse
from tests.data.histories import Office, histories
from tests.unit.warehouse.small_build import Small, make

WHOLE = (FOLDER / "years.yml").read_text(encoding="utf-8")
MINE = "t3.mine:" + WHOLE.split("t3.carry_forward:")[1].split("t2.in_force_stock:")[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yml"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_a_rule_across_years_is_tried_on_reports(file: Path) -> None:
    years = histories([Office(1, "青禾县教育局", "department", "county")])
    here, before = years[1, 2023], years[1, 2022]
    here.add("t3.carried_in.total", 1)
    (trial,) = try_on_reports(read(file), [(here.report(), before.report()), (before.report(), None)])
    assert (trial.holds, trial.fails) == (6, 1)
    assert dict(trial.unjudged) == {"previous_year_missing": 1}
    (failing,) = trial.failing
    assert (failing.office, failing.year, failing.scope) == ("青禾县教育局", 2023, "total")
    assert failing.words is not None and "2022年结转下年" in failing.words.zh
    assert len(trial.holding) == 5
    assert "previous_reports" in trial.sql


def test_a_rule_is_tried_on_a_warehouse(file: Path, tmp_path: Path) -> None:
    draft = make(
        tmp_path,
        Small(1, 2021, printed={"t3.carried_out.total": "3"}),
        Small(1, 2022, printed={"t3.carried_in.total": "2"}),
    )
    record(draft, {})
    (trial,) = try_on_warehouse(read(file), draft)
    assert (trial.holds, trial.fails, dict(trial.unjudged)) == (6, 1, {"previous_year_missing": 1})
    assert [(e.year, e.scope, e.stated, e.expected) for e in trial.failing] == [(2022, "total", 2, 3)]
    with pytest.raises(BrokenRule, match=r"t3\.mine does not run"):
        try_on_warehouse(read(file), tmp_path / "none.duckdb")


def test_the_command(file: Path, tmp_path: Path) -> None:
    from terminal.commands.app import app

    report = tmp_path / "empty.txt"
    report.write_text("", encoding="utf-8")
    said = CliRunner().invoke(app, ["rules", "try", str(file), str(report)])
    assert said.exit_code == 0 and "t3.mine" in said.output and "SELECT" in said.output
    assert (
        "SELECT" not in CliRunner().invoke(app, ["rules", "try", str(file), str(report), "--no-sql"]).output
    )
    missing = CliRunner().invoke(app, ["rules", "try", str(tmp_path / "none.yml")])
    assert missing.exit_code == 2 and "no such file" in missing.output
    nowhere = CliRunner().invoke(app, ["rules", "try", str(file), "--warehouse", str(tmp_path)])
    assert nowhere.exit_code == 2 and "Traceback" not in nowhere.output


def test_a_rule_yields_to_shipped_ones_only(file: Path) -> None:
    file.write_text(MINE.replace("t3.total_column_blank", "t3.mine"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"mine.yml: t3.mine: yields_to: unknown \['t3.mine'\]"):
        read(file)
