"""Filled forms with random figures, and the ways in which dumps of tables come out damaged, each
with a probability."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from pipelines.catalogue import catalogue

Faults = Mapping[str, float]


def figures(
    rng: random.Random, edition: str, sums_hold: bool = True, large: bool = False, largest: int = 400
) -> dict[str, str]:
    """A printed number for every cell of the national form; without `sums_hold` six of them are
    off. `large` ones are all drawn below `largest`, and not zero."""
    tables, sums = catalogue().editions[edition].tables, catalogue().sums

    def draw() -> int:
        return (
            rng.randrange(1, largest)
            if large
            else rng.choice([0, 0, 0, 0, rng.randrange(1, 9), rng.randrange(1, 60)])
        )

    out = {f"t2.{cell}": draw() for cell in tables["t2"].cells}
    applicants, total = tables["t3"].columns[:-1], tables["t3"].columns[-1]
    for column in applicants:
        parts = {r.code: draw() for r in tables["t3"].rows if r.code in sums["t3.outcome_sum"].left}
        handled, left = sum(parts.values()), draw()
        carried = rng.randrange(handled + left + 1) if rng.random() < 0.5 else 0
        parts |= {"total_handled": handled, "carried_out": left, "carried_in": carried}
        parts["requests_new"] = handled + left - carried
        out |= {f"t3.{row}.{column}": value for row, value in parts.items()}
    for row in tables["t3"].rows:
        out[f"t3.{row.code}.{total}"] = sum(out[f"t3.{row.code}.{c}"] for c in applicants)
    for row in tables["t4"].rows:
        results = {c: draw() for c in row.columns[:-1]}
        out |= {f"t4.{row.code}.{c}": v for c, v in results.items()}
        out[f"t4.{row.code}.{row.columns[-1]}"] = sum(results.values())
    if not sums_hold:
        for cell in rng.sample(sorted(out), 6):
            out[cell] += rng.randrange(1, 5)
    return {cell: str(value) for cell, value in out.items()}


def _is_number(field: str) -> bool:
    return field.strip().isdigit()


def damage(text: str, rng: random.Random, faults: Faults) -> str:
    """A dump with tabs between its cells, damaged row by row: `shift` blanks before and after the
    values, `drop` or `blank` or add (`extra`) a number, lose the label (`nolabel`) or the row
    (`lose_row`), add a row that the form does not have (`local_row`), `tear` a label in two lines,
    misspell labels (`typo`)."""

    def strikes(fault: str) -> bool:
        return rng.random() < faults.get(fault, 0)

    out: list[str] = []
    for line in text.split("\n"):
        fields = line.split("\t")
        numbers = [i for i, f in enumerate(fields) if _is_number(f)]
        if len(fields) == 1 or not numbers:
            out.append("\t".join(_misspelt(fields, rng) if len(fields) > 1 and strikes("typo") else fields))
            continue
        if strikes("lose_row"):
            continue
        if strikes("local_row"):
            out.append("\t".join(["其他本地事项", *(str(rng.randrange(9)) for _ in numbers)]))
        fields = _changed(fields, rng, strikes)
        label = next((i for i, f in enumerate(fields) if len(f) > 4 and not _is_number(f)), None)
        if label is not None and strikes("tear"):
            cut = rng.randrange(2, len(fields[label]) - 1)
            tail, fields[label] = fields[label][cut:], fields[label][:cut]
            out += ["\t".join(fields), "\t" + tail]
        else:
            out.append("\t".join(fields))
    return "\n".join(out)


def _changed(fields: list[str], rng: random.Random, strikes: Callable[[str], bool]) -> list[str]:
    """A line with the damage that leaves it one line."""
    if strikes("shift"):
        fields = _shifted(fields, rng)
    if strikes("drop"):
        fields.pop(rng.choice([i for i, f in enumerate(fields) if _is_number(f)]))
    left = [i for i, f in enumerate(fields) if _is_number(f)]
    if left and strikes("blank"):
        fields[rng.choice(left)] = ""
    if left and strikes("extra"):
        fields.insert(rng.choice(left), rng.choice(["0", str(rng.randrange(1, 99))]))
    if strikes("nolabel"):
        fields = [f for f in fields if _is_number(f)]
    return _misspelt(fields, rng) if strikes("typo") else fields


def _shifted(fields: list[str], rng: random.Random) -> list[str]:
    fields = [f for f in fields if f or rng.random() < 0.4]
    for _ in range(rng.randrange(3)):
        if rng.random() < 0.5:
            fields.insert(0, "")
        else:
            fields.append("")
    return fields


def _misspelt(fields: list[str], rng: random.Random) -> list[str]:
    out = []
    for field in fields:
        if len(field) > 4 and not _is_number(field):
            at = rng.randrange(len(field))
            field = field[:at] + rng.choice(["", "X", field[at] * 2]) + field[at + 1 :]
        out.append(field)
    return out
