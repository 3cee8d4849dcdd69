"""`gongkai --version`."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path

from typer.testing import CliRunner

from gongkai import app
from terminal.version import PROJECT, product_version


def test_the_command_says_the_version_of_its_checkout() -> None:
    said = CliRunner().invoke(app, ["--version"])
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    assert (said.exit_code, said.output) == (0, f"gongkai {declared}\n")


def test_without_a_checkout_it_is_that_of_the_installed_package(tmp_path: Path) -> None:
    assert product_version(tmp_path / "pyproject.toml") == version("gongkai")
