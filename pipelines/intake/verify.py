"""Is the archive what its log says: every hash recomputed, every file accounted for, every line
complete."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.intake.fetches import lines, sources_logged
from pipelines.intake.store import ARCHIVE, relative


@dataclass
class Verdict:
    """`files` seen. Paths under raw/: `altered` have other bytes than their name says, `strays` no
    line of a log speaks of, `missing` are spoken of but not there. `cut` are lines that a kill has
    cut, as `log:number`."""

    files: int = 0
    altered: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Nothing altered and nothing missing: strays and cut lines are what a kill leaves, and
        cost nothing."""
        return not (self.altered or self.missing)


def verify(raw: Path) -> Verdict:
    """Read the whole archive once; nothing is changed."""
    out = Verdict()
    spoken: set[str] = set()
    for source in sources_logged(raw):
        for number, fetch in lines(raw, source):
            if fetch is None:
                out.cut.append(f"{source}.jsonl:{number}")
            elif fetch.sha256:
                spoken.add(relative(fetch.sha256))
    home = raw / ARCHIVE / "sha256"
    for path in sorted(p for p in home.rglob("*") if p.is_file()):
        out.files += 1
        name = path.relative_to(raw).as_posix()
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if relative(digest) != name:
            out.altered.append(name)
        if name not in spoken:
            out.strays.append(name)
    out.missing = sorted(name for name in spoken if not (raw / name).is_file())
    return out
