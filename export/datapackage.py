"""Describes a release: datapackage.json as Frictionless has it, and a README for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from export.citation import about
from export.files import file_name, key_letter
from export.keeping import Writing
from warehouse.schema import Column, Table, types

HERE = Path(__file__).parent
KINDS = {"BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number", "DATE": "date", "BOOLEAN": "boolean"}
"""DuckDB types as Frictionless names them; all others are strings."""


def write_datapackage(
    release: Writing,
    build: str,
    held: Sequence[Table],
    counts: Mapping[str, int],
    csv: Mapping[str, str],
    sources: Sequence[Mapping[str, str]],
) -> None:
    """datapackage.json over the CSV files of the tables and views `held`; the Parquet files hold the
    same."""
    resources = []
    for table in held:
        name = file_name(table)
        path = release.draft / "csv" / csv[name]
        resources.append(
            {
                "name": name,
                "path": f"csv/{csv[name]}",
                "title": f"{table.zh} / {table.en}",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8" if path.suffix == ".gz" else "utf-8-sig",
                **({"compression": "gz"} if path.suffix == ".gz" else {}),
                "bytes": path.stat().st_size,
                "hash": f"sha256:{release.digest(f'csv/{csv[name]}')}",
                "rows": counts[name],
                "schema": {
                    "fields": [_field(column) for column in table.columns],
                    "missingValues": [""],
                    **({"primaryKey": list(table.key)} if table.key else {}),
                },
            }
        )
    known = about()
    package = {
        "name": "gongkai",
        "version": build,
        "title": " / ".join(known["title"]),
        "description": "\n\n".join(known["description"]),
        "keywords": known["keywords"],
        "licenses": [known["licences"]["data"]],
        "contributors": known["contributors"],
        "sources": list(sources),
        "profile": "tabular-data-package",
        "created": f"{build[:4]}-{build[4:6]}-{build[6:8]}T{build[9:11]}:{build[11:13]}:{build[13:15]}Z",
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (release.draft / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _field(column: Column) -> dict[str, Any]:
    kind = "string" if key_letter(column) else KINDS.get(column.type, "string")
    field: dict[str, Any] = {"name": column.name, "type": kind, "title": column.zh, "description": column.en}
    if column.type == "TIMESTAMP":
        field |= {"type": "datetime", "format": "any"}
    if column.type in types():
        field["constraints"] = {"enum": list(types()[column.type])}
    return field


def write_readme(release: Path, build: str, held: Sequence[Table], counts: Mapping[str, int]) -> None:
    """What is in the folder, in both languages."""
    lines = [(file_name(table), table.zh, table.en) for table in held]
    rows = "\n".join(f"| {name} | {zh} | {en} | {counts[name]:,} |" for name, zh, en in lines)
    words = (HERE / "release.md").read_text(encoding="utf-8")
    (release / "README.md").write_text(words.format(build=build, rows=rows), encoding="utf-8")
