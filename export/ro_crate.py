"""Describes a release as an RO-Crate 1.1 (JSON-LD in the words of schema.org), by which catalogues of
research data and of datasets on the web know it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from export.citation import about, day_of

FILE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.1"
KINDS = {
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".md": "text/markdown",
    ".json": "application/json",
}
"""Ending -> media type; other files have none."""
MAKER = "#contributors"


def write_ro_crate(release: Path, build: str, titles: Mapping[str, str]) -> None:
    """ro-crate-metadata.json over all files of a release that are there by now; `titles`: what files are
    called, by their path in it."""
    known = about()
    licence = known["licences"]["data"]
    parts = [*_files(release, titles)]
    zh, en = known["title"]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": f"gongkai-{build}",
        "name": f"{zh} / {en}",
        "description": "\n\n".join(known["description"]),
        "version": build,
        "datePublished": day_of(build),
        "keywords": known["keywords"],
        "license": {"@id": licence["path"]},
        "creator": {"@id": MAKER},
        "inLanguage": ["zh", "en"],
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    graph = [
        {
            "@id": FILE,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": PROFILE},
        },
        root,
        {
            "@id": licence["path"],
            "@type": "CreativeWork",
            "name": licence["title"],
            "identifier": licence["name"],
        },
        {"@id": MAKER, "@type": "Organization", "name": ", ".join(o["title"] for o in known["contributors"])},
        *parts,
    ]
    crate = {"@context": f"{PROFILE}/context", "@graph": graph}
    (release / FILE).write_text(json.dumps(crate, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _files(release: Path, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """An entry for each file, in the order of paths."""
    from urllib.parse import quote

    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        name = path.relative_to(release).as_posix()
        entry = {"@id": quote(name), "@type": "File", "name": titles.get(name, name)}
        if kind := KINDS.get(path.suffix):
            entry["encodingFormat"] = kind
        yield entry | {"contentSize": str(path.stat().st_size)}
