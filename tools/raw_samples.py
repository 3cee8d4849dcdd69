"""Writes the sample reports, their manifest and what a reader owes for each; the same bytes on
every run.

    python -m tools.raw_samples [FOLDER]

FOLDER is the checkout unless given; the files go to FOLDER/raw and FOLDER/tests/golden/expected.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

from tests.data.expected import expected
from tests.data.samples import Sample, samples

ROOT = Path(__file__).parents[1]
COLUMNS = ("path", "source_url", "published_on", "listed_office", "listed_title")
"""Those of manifest.csv, in their order."""


def files() -> dict[str, bytes]:
    """Every file by its path in the checkout."""
    everything = samples()
    out = {f"raw/{sample.path}": sample.render() for sample in everything}
    out["raw/manifest.csv"] = manifest(everything)
    for sample in everything:
        out[f"tests/golden/expected/{sample.slug}.json"] = golden(sample)
    return out


def manifest(everything: list[Sample]) -> bytes:
    """One line per report; blank where nothing is known beyond the report itself."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"path": sample.path, **sample.manifest} for sample in everything)
    return out.getvalue().encode("utf-8")


def golden(sample: Sample) -> bytes:
    """The expectation as JSON with one cell per line, so that a change shows as a line."""
    data = expected(sample)
    cells = data.pop("cells")
    lines = ",\n".join(
        f"  {json.dumps(code)}: {json.dumps(cell, ensure_ascii=False)}" for code, cell in cells.items()
    )
    head = "".join(
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in data.items()
    )
    return f'{{\n{head} "cells": {{\n{lines}\n }}\n}}\n'.encode()


def main(root: Path) -> None:
    """Write the files below `root`."""
    for name, data in files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
