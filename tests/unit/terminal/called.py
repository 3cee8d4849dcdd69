"""Calls the whole program in this process, and says what a person would see of it; all its commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import gongkai

RAW = Path(__file__).resolve().parents[3] / "raw"
REPORT = str(RAW / "2022/qinghe-2022.html")
NONE = "/nowhere/at/all"


def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[Any, ...]:
    """Exit status, what is on standard output, and the lines on standard error."""
    monkeypatch.setattr(sys, "argv", ["gongkai", *arguments])
    with pytest.raises(SystemExit) as ended:
        gongkai.main()
        raise SystemExit(0)
    out, err = capsys.readouterr()
    return ended.value.code, out, [line for line in err.splitlines() if line.strip()]


def commands() -> set[str]:
    """The names of all commands, such as `mirror push`."""
    return {name for name, _ in _commands(typer.main.get_command(gongkai.app))}


def _commands(group: Any, *before: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command
