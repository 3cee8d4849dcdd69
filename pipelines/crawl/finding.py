"""Addresses of portals, or known sources -> what a scout found at each, in a process of its own; what
was found already is not looked for again.

A portal whose scout hangs or crashes costs itself: its answer says so. Portals on one host come one
after the other.
"""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pipelines.crawl.addresses import host_of, spelled
from pipelines.crawl.all_sources import is_installed
from pipelines.crawl.proposals import Answer, Proposal
from pipelines.crawl.side_by_side import by_host, finished
from pipelines.crawl.sources import SourceError
from pipelines.csv_input import text_of

_log = logging.getLogger(__name__)

LIMIT = 16 * 60.0  # seconds for one portal, a little more than it gives itself
Done = Callable[[int, int], None]


def addresses(named: Iterable[str]) -> list[str]:
    """The addresses given, or those in CSV files: of a column `address` or `url`, else of the first
    one. Raises SourceError for what is neither."""
    listed: dict[str, None] = {}
    for one in named:
        for address in _in_csv(Path(one)) if one.endswith(".csv") else [one]:
            whole = address if "://" in address else f"http://{address}"
            try:
                spelling = spelled(whole)
            except ValueError:
                spelling = None
            if not spelling or "@" in whole:
                raise SourceError(f"不是网址 / not an address: {address}")
            listed[spelling] = None
    return list(listed)


def _in_csv(path: Path) -> list[str]:
    try:
        text = text_of(path, SourceError)
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(row)]
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {error}") from None
    names = [name.strip().lower() for name in rows[0]] if rows else []
    column = next((n for n, name in enumerate(names) if name in ("address", "url", "网址", "地址")), None)
    body = rows[1:] if column is not None else rows
    return [row[column or 0].strip() for row in body if len(row) > (column or 0) and row[column or 0]]


def find(
    wanted: list[str], kept: Path, contact: str, pace: float, local: bool, done: Done = lambda n, of: None
) -> list[Answer]:
    """What there is at each address. Answers are added to the file `kept` as they come; an address
    that is in it is not looked at again."""
    before = {one.address: one for one in read(kept)}
    tasks = [
        {"address": a, "contact": contact, "pace": pace, "local": local} for a in wanted if a not in before
    ]
    for _, answers in _each(tasks, done):
        before |= {one.address: one for one in answers}
        kept.parent.mkdir(parents=True, exist_ok=True)
        is_cut = kept.exists() and kept.read_bytes()[-1:] not in (b"", b"\n")  # by a kill
        with kept.open("ab") as file:
            file.write(b"\n" if is_cut else b"")
            file.writelines(json.dumps(_plain(one), ensure_ascii=False).encode() + b"\n" for one in answers)
    return [before[a] for a in wanted if a in before]


def check(raw: Path, names: list[str], contact: str, done: Done = lambda n, of: None) -> list[list[Answer]]:
    """For each of these sources, at the pace of its row, what that brings now and, if that is nothing,
    what was found from the home of its portal."""
    from pipelines.crawl.sources import load

    sources = load(raw).sources
    tasks = [
        {"raw": str(raw.resolve()), "name": n, "address": sources[n].list, "contact": contact}
        | {"pace": sources[n].pace, "local": sources[n].local}
        for n in names
    ]
    return [answers for _, answers in sorted(_each(tasks, done), key=lambda one: one[0])]


def read(kept: Path) -> list[Answer]:
    """The answers in a file; lines that a kill has cut are passed over, their portals are looked at
    again."""
    if not kept.exists():
        return []
    answers = []
    for line in kept.read_text(encoding="utf-8").splitlines():
        try:
            answers.append(_answer(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            _log.info("%s: a line that is no answer is passed over: %s", kept, error)
    return answers


def _each(tasks: list[dict[str, Any]], done: Done) -> Iterator[tuple[int, list[Answer]]]:
    """Number and answers of each task, as they come."""
    is_installed()
    done(0, len(tasks))
    answers = by_host([*enumerate(tasks)], lambda one: host_of(one[1]["address"]), _scout)
    with closing(answers):
        for count, answer in enumerate(answers, 1):
            yield answer
            done(count, len(tasks))


def _scout(numbered: tuple[int, dict[str, Any]]) -> tuple[int, list[Answer]]:
    """What a process of its own answers, or why it does not."""
    number, task = numbered
    status, errors = 0, b""
    try:
        status, said, errors = finished("pipelines.crawl.scouting", [json.dumps(task)], LIMIT)
        return number, [_answer(one) for one in json.loads(said)]
    except (OSError, ValueError, TypeError, KeyError) as error:
        told = [str(error), *errors.decode("utf-8", "replace").strip().splitlines()][-1]
        why = f"没有答复 / no answer: {'超过时限 / over the limit of time' if status < 0 else told[:300]}"
        return number, [Answer(task["address"], 0, [], [why])]


def _plain(one: Answer) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(one)


def _answer(said: dict[str, Any]) -> Answer:
    proposals = [
        Proposal(**(p | {"years": {int(y): n for y, n in p["years"].items()}})) for p in said["proposals"]
    ]
    return Answer(**(said | {"proposals": proposals}))
