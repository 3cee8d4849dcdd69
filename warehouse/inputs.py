"""What the tables of a build were made from, as digests: the code and data of this stage, and each
shard. Kept beside the build; the next one tells by them what changed."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pipelines.code_digest import code_digest
from pipelines.model import Filing
from pipelines.offices.claims import version

_log = logging.getLogger(__name__)
FILE = "inputs.json"
_HERE = Path(__file__).parent
_PIPELINES = _HERE.parent / "pipelines"
_BESIDE = frozenset({"corrections.yml"})
"""Their rows are compared every night, so that they are no code."""


Judged = Literal["all", "changed", "nothing"]
"""How much of a build is judged again."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """`code`: of all that decides what becomes of shards and frames. `judged_by`: of all that decides
    what is found in the tables; `decided`: of what people decided about it. `told`: of all that is
    said of the filings beside what was read in them. `shards`: the digest of each, by its name.
    `full_on`: the day of the last full build. `made`: what was made anew for this build, and why.
    `judged`: what is judged again of what was found in the build before."""

    code: str
    judged_by: str
    decided: str
    told: str
    shards: Mapping[str, str]
    full_on: date
    made: str
    judged: Judged = "all"

    def changed(self, before: Inputs) -> set[str]:
        """The names of the shards that are not those of the build before."""
        return {name for name, digest in self.shards.items() if before.shards.get(name) != digest}


def told(filings: Iterable[Filing], *lists: Iterable[object]) -> str:
    """64 hex digits over the filings with what the manifest says of them, the `lists` that people
    keep, and the code and data that tell by them whose reports they are."""
    digest = hashlib.sha256(version().encode())
    for some in ((filing.said() for filing in filings), *(map(repr, some) for some in lists)):
        digest.update(b"\n")
        for one in some:
            digest.update(f"{one}\n".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def digests(shards: Iterable[Path], digest: Callable[[Path], str]) -> dict[str, str]:
    """The digest of each shard, by its name."""
    return {shard.name: hashlib.sha256(digest(shard).encode()).hexdigest() for shard in shards}


@lru_cache(maxsize=1)
def code() -> str:
    """64 hex digits over the code and data of the tables, the catalogue, the nouns and DuckDB. What
    makes the frames needs none: they are compared row by row."""
    import duckdb

    files = [*_HERE.rglob("*"), *(_PIPELINES / "catalogue").rglob("*")]
    files += [*_PIPELINES.iterdir(), *(_PIPELINES / "offices").iterdir()]
    return code_digest(_HERE.parent, (p for p in files if p.name not in _BESIDE), duckdb.__version__)


def keep(inputs: Inputs, folder: Path) -> None:
    """Put it down in the folder of what is written about a build, in a new file: what a killed run has left
    there may be a link of a copy of the warehouse, too."""
    folder.mkdir(parents=True, exist_ok=True)
    said = asdict(inputs) | {"full_on": inputs.full_on.isoformat()}
    draft = folder / f".{FILE}.new"
    draft.unlink(missing_ok=True)
    draft.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(folder / FILE)


def kept(folder: Path) -> Inputs | None:
    """What was put down there; None where nothing was, or it cannot be read."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Inputs(**{**said, "full_on": date.fromisoformat(said["full_on"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.info("%s does not say what the build was made from: %s", folder, error)
        return None
