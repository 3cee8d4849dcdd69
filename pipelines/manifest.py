"""raw/ -> filings: every file there, its hash, and what manifest.csv claims about it.

The manifest adds claims, it does not decide what is taken in: a file without a row is a filing like any other, a row
without a file is a filing that is missing.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from pipelines.model import Filing

MANIFEST = "manifest.csv"
COLUMNS = ("path", "source_url", "published_on", "listed_office", "listed_title")
NOT_FILINGS = frozenset({MANIFEST, "README.md", "README.zh.md", "sources.yml"})
"""Files at the top of raw/ that describe it."""


class ManifestError(ValueError):
    """manifest.csv cannot be used as it stands; the message says where and what is expected."""


def claims(raw: Path) -> dict[str, dict[str, str | None]]:
    """Rows of manifest.csv by path relative to `raw`, empty fields as None. No manifest, no claims."""
    path = raw / MANIFEST
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if unknown := set(reader.fieldnames or ()) - set(COLUMNS):
            raise ManifestError(f"{path}: 未知的列 {sorted(unknown)}；应为 {', '.join(COLUMNS)}")
        if "path" not in (reader.fieldnames or ()):
            raise ManifestError(f"{path}: 缺少 path 列 / the column `path` is missing")
        rows: dict[str, dict[str, str | None]] = {}
        for row in reader:
            name = (row.pop("path") or "").strip()
            if name in rows:
                raise ManifestError(f"{path}: 第 {reader.line_num} 行重复列出 {name} / listed twice")
            if name:
                rows[name] = {k: (v or "").strip() or None for k, v in row.items()}
    return rows


def filings(raw: Path) -> list[Filing]:
    """All filings under `raw`, ordered by path. A missing file has an empty hash and size 0."""
    claimed = claims(raw)
    names = {
        p.relative_to(raw).as_posix()
        for p in raw.rglob("*")
        if p.is_file() and not any(part.startswith(".") for part in p.relative_to(raw).parts)
    }
    names -= NOT_FILINGS
    out = []
    for name in sorted(names | set(claimed)):
        path = raw / name
        data = path.read_bytes() if name in names else b""
        digest = hashlib.sha256(data).hexdigest() if name in names else ""
        out.append(Filing(name, digest, len(data), **claimed.get(name, {})))
    return out
