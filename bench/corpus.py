"""A folder of made-up reports that are like the published ones, with what is printed in every cell.

    python -m bench.corpus DIR REPORTS [--seed N]

Offices come from the gazetteer: the government of a county, its departments, its townships; each
reports for seven years, in both forms. Figures hang together over the years and are mostly zero.
Every tenth report has a fault as offices make them. Three in five are web pages, the others PDF,
Word and text. DIR/raw takes the files, DIR/truth.jsonl a line for each: path, office, year,
edition, the printed text of every cell, and the fault.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from bench.counties import Office, offices
from pipelines.catalogue import catalogue
from tests.data.forms import Filled, Layout, render

YEARS = range(2019, 2026)
LAYOUTS: dict[Layout, int] = {"html": 60, "pdf": 14, "docx": 12, "tabs": 8, "lines": 4, "glued": 2}
"""Out of a hundred."""
ENDINGS = {"html": ".html", "pdf": ".pdf", "docx": ".docx"}
FAULTY = 0.1
SIZES = {"government": 60, "department": 6, "township": 1}
"""How many requests an office of a kind may get in a year; most get none."""


@dataclass
class Carried:
    """What goes over from one year to the next: open requests by applicant, documents in force."""

    requests: dict[str, int] = field(default_factory=dict)
    documents: int = 0


def filled(rng: random.Random, office: Office, year: int, carried: Carried) -> tuple[Filled, str]:
    """The report of an office for a year, and the fault that was made in it; `carried` is brought
    up to date."""
    edition = next(e.code for e in catalogue().editions.values() if e.covers(year))
    figures = {c: 0 for table in catalogue().editions[edition].tables.values() for c in _codes(table)}
    _documents(rng, figures, edition, carried)
    requests = _requests(rng, figures, edition, office, carried)
    _disputes(rng, figures, edition, requests)
    printed = {cell: str(value) for cell, value in figures.items()}
    fault = _spoil(rng, printed) if rng.random() < FAULTY else ""
    prose = {
        "overview": f"{year}年，{office.name}依法公开政府信息。统计期限为{year}年1月1日至{year}年12月31日。\n"
        f"全年新收政府信息公开申请{requests}件。",
        "problems": f"公开的及时性还需提高。{year + 1}年将加强培训。",
        "other_matters": "无其他需要报告的事项。",
    }
    return Filled(office.name, year, edition, printed, prose), fault


def _codes(form: object) -> list[str]:
    return [f"{form.table}.{cell}" for cell in form.cells]  # type: ignore[attr-defined]


def _few(rng: random.Random, most: int) -> int:
    """0 more often than not, else up to `most`, small numbers the most."""
    return 0 if rng.random() < 0.7 else int(most * rng.random() ** 3) + 1


def _documents(rng: random.Random, figures: dict[str, int], edition: str, carried: Carried) -> None:
    made, repealed = _few(rng, 8), min(_few(rng, 3), carried.documents)
    if catalogue().editions[edition].has_cell("t2.normative_documents.repealed"):
        carried.documents += made - repealed
        row = {"issued": made, "repealed": repealed, "in_force": carried.documents}
    else:
        carried.documents += made
        row = {"newly_made": made, "newly_disclosed": made, "total_disclosed": carried.documents}
    figures |= {f"t2.normative_documents.{column}": value for column, value in row.items()}
    for cell in figures:
        if cell.startswith("t2.") and cell.endswith((".decisions", ".prior_year_items")):
            figures[cell] = _few(rng, 400)


def _requests(
    rng: random.Random, figures: dict[str, int], edition: str, office: Office, carried: Carried
) -> int:
    form, most = catalogue().editions[edition].tables["t3"], SIZES[office.kind]
    outcomes = [row for row in catalogue().sums["t3.outcome_sum"].left if f"t3.{row}.total" in figures]
    for column in form.columns[:-1]:
        new = _few(rng, most if column == "natural_person" else most // 6 + 1) if rng.random() < 0.4 else 0
        waiting = carried.requests.get(column, 0)
        left = min(_few(rng, 2), new + waiting)
        handled = new + waiting - left
        carried.requests[column] = left
        for row, value in {
            "requests_new": new,
            "carried_in": waiting,
            "total_handled": handled,
            "carried_out": left,
        }.items():
            figures[f"t3.{row}.{column}"] = value
        for _ in range(handled):
            figures[f"t3.{rng.choice(outcomes)}.{column}"] += 1
    for row in form.rows:
        figures[f"t3.{row.code}.total"] = sum(
            figures[f"t3.{row.code}.{column}"] for column in form.columns[:-1]
        )
    return figures["t3.requests_new.total"]


def _disputes(rng: random.Random, figures: dict[str, int], edition: str, requests: int) -> None:
    form = catalogue().editions[edition].tables["t4"]
    for row in form.rows:
        for column in row.columns[:-1]:
            figures[f"t4.{row.code}.{column}"] = _few(rng, requests // 20 + 1) if requests else 0
        figures[f"t4.{row.code}.total"] = sum(
            figures[f"t4.{row.code}.{column}"] for column in row.columns[:-1]
        )


def _spoil(rng: random.Random, printed: dict[str, str]) -> str:
    """Make one fault as offices make them; its name."""
    fault = rng.choice(("total", "balance", "slash", "blank", "negative", "words"))
    if fault == "total":
        printed["t4.reconsideration.total"] = str(int(printed["t4.reconsideration.total"]) + 1)
    elif fault == "balance":
        printed["t3.carried_out.natural_person"] = str(int(printed["t3.carried_out.natural_person"]) + 1)
    elif fault in ("slash", "blank"):
        nil = {"slash": "/", "blank": ""}[fault]
        printed |= {cell: nil for cell, text in printed.items() if text == "0" and cell.startswith("t4")}
    else:
        printed["t2.administrative_licenses.decisions"] = "-2" if fault == "negative" else "0%"
    return fault


def reports(count: int, seed: int) -> Iterator[tuple[Filled, str, Layout]]:
    """So many reports, office by office, with the fault in each and the layout it is published
    in."""
    names, shares = list(LAYOUTS), list(LAYOUTS.values())

    def all_of_them() -> Iterator[tuple[Filled, str, Layout]]:
        for number, office in enumerate(offices()):
            rng, carried = random.Random(f"{seed} {number}"), Carried()
            for year in YEARS:
                yield (*filled(rng, office, year, carried), rng.choices(names, shares)[0])

    return islice(all_of_them(), count)


def write(folder: Path, count: int, seed: int = 1, workers: int = 2) -> None:
    """The files under `folder`/raw and what is printed in them in `folder`/truth.jsonl."""
    (folder / "raw").mkdir(parents=True)
    with ProcessPoolExecutor(workers) as pool, (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        work = enumerate(reports(count, seed))
        while part := list(islice(work, 500)):
            for line in pool.map(partial(_write_one, folder / "raw"), part, chunksize=25):
                truth.write(json.dumps(line, ensure_ascii=False) + "\n")


def _write_one(raw: Path, numbered: tuple[int, tuple[Filled, str, Layout]]) -> dict[str, object]:
    number, (report, fault, layout) = numbered
    path = raw / str(report.year) / f"{number:07}{ENDINGS.get(layout, '.txt')}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(render(report, layout))
    said = {
        "office": report.office,
        "year": report.year,
        "edition": report.edition,
        "fault": fault,
        "layout": layout,
    }
    return {"path": path.relative_to(raw).as_posix(), **said, "cells": dict(report.figures)}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("reports", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    write(given.folder, given.reports, given.seed)
