"""The command line: thin, and quick to start, as every heavy import waits for the command that needs it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@app.callback()
def top() -> None:
    """公开"""


@app.command()
def read(files: list[Path], as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """读取报告，列出每个单元格 / Read reports and list every cell."""
    from pipelines.report import read_report

    out = []
    for path in files:
        r = read_report(path)
        out.append({"path": str(path), "sha256": r.filing.sha256, "format": r.format, "status": r.status,
                    "office": {"name": r.statement.office}, "year": r.statement.year, "edition": r.statement.edition,
                    "cells": [asdict(f) for f in r.facts], "sections": r.statement.sections,
                    "issues": [asdict(i) for i in r.issues]})
    print(json.dumps(out, ensure_ascii=False))


def main() -> None:
    app()


if __name__ == "__main__":
    main()
