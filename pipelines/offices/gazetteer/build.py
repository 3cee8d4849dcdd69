"""Packages -> places.gz, successions.tsv and phones.tsv beside this file.

`python -m pipelines.offices.gazetteer.build DIR`, where DIR holds the packages of sources.yml. The
result is the same, byte for byte, wherever it is made. Ids of places that are in the present files
are kept.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pipelines.offices.gazetteer.history import Change, History, history
from pipelines.offices.gazetteer.packages import Listed, SourceMissing, gather
from pipelines.offices.gazetteer.packed import pack, unpack
from pipelines.offices.stems import upper_stem

HERE = Path(__file__).parent
PLACES, SUCCESSIONS, PHONES = HERE / "places.gz", HERE / "successions.tsv", HERE / "phones.tsv"
"""The tables that are written."""


def build(packages: Path, into: Path = HERE) -> dict[str, int]:
    """Write the three tables and return their numbers of rows. Raises SourceMissing."""
    listed = gather(packages)
    known = history(listed, _corrections(), _known(into / PLACES.name))
    places = sorted(
        (p.id, s.system, s.code, s.name, str(s.first), str(s.last or ""))
        for p in known.places
        for s in p.spells
    )
    places.sort(key=lambda row: (row[2], row[4], row[1], row[0]))
    (into / PLACES.name).write_bytes(pack(places))
    successions = sorted({tuple(map(str, row)) for row in known.successions})
    phones = _phones(listed, known)
    _write(into / SUCCESSIONS.name, successions)
    _write(into / PHONES.name, phones)
    return {"places": len(places), "successions": len(successions), "phones": len(phones)}


def _corrections() -> list[Change]:
    with (HERE / "changes.csv").open(encoding="utf-8", newline="") as file:
        return [(int(year), *rest) for year, *rest in list(csv.reader(file))[1:]]  # type: ignore[misc]


def _known(path: Path) -> dict[tuple[str, str, str], str]:
    if not path.exists():
        return {}
    return {(system, code, name): place for place, system, code, name, *_ in unpack(path.read_bytes())}


def _phones(listed: Listed, known: History) -> list[tuple[str, ...]]:
    """(phone code, id of a place). A city named in the list stands for itself and all below it."""
    full: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for place in known.places:
        for spell in place.spells:
            if len(spell.code) == 6:
                full.setdefault(spell.name, set()).add(place.id)
                if spell.code.endswith("00"):
                    stems.setdefault(upper_stem(spell.name), set()).add(place.id)
    rows = set()
    for phone, cities in listed.phones.items():
        for city in cities:
            ids = full.get(city) or stems.get(upper_stem(city)) or set()
            if len(ids) == 1:
                rows.add((phone, next(iter(ids))))
    return sorted(rows)


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    """The command: one line for each table, or what is missing."""
    if len(sys.argv) != 2:
        raise SystemExit(
            "python -m pipelines.offices.gazetteer.build DIR   （DIR 内为 sources.yml 所列软件包）"
        )
    try:
        counts = build(Path(sys.argv[1]))
    except SourceMissing as error:
        raise SystemExit(str(error)) from error
    for table, rows in counts.items():
        print(f"{table:12} {rows:>8,}")


if __name__ == "__main__":
    main()
