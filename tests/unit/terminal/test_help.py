"""Help in full, within the width of the terminal, broken where words end."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from gongkai import app
from terminal.commands.help import wrapped
from terminal.width import width

COMMANDS = [[], ["run"], ["check"], ["query"], ["offices"], ["offices", "roster"], ["findings", "export"]]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("read what is new", 9, ["read what", "is new"]),
        ("核对报告：无问题返回 0", 9, ["核对报", "告：无问", "题返回 0"]),
        ("核对报告", 8, ["核对报告"]),
        ("见 raw/manifest.csv", 6, ["见", "raw/manifest.csv"]),
        ("甲  乙", 20, ["甲 乙"]),
        ("", 20, [""]),
    ],
)
def test_a_line_breaks_where_a_word_ends(text: str, cells: int, lines: list[str]) -> None:
    assert wrapped(text, cells) == lines


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_keeps_to_the_width(command: list[str]) -> None:
    said = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "80"}).output
    assert [line for line in said.splitlines() if width(line) > 80] == []
    assert "…" not in said and "<bool>" not in said
    assert [line for line in said.splitlines()[1:] if line.endswith("...")] == []


def test_a_group_says_in_full_what_its_commands_do() -> None:
    said = " ".join(CliRunner().invoke(app, ["--help"]).output.split())
    assert "Read what is new, check it, publish the warehouse." in said
