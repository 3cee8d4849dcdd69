"""What is worked with beside a draft. All of it bears the name of the draft in front, so that whoever takes
a draft away takes that away, too: what DuckDB puts there, and what a run that was killed has left.
"""

from __future__ import annotations

import shutil
from pathlib import Path


def beside(draft: Path, name: str) -> Path:
    """The path of a file of this name beside the draft."""
    return draft.with_name(f"{draft.name}.{name}")


def take_away(draft: Path) -> None:
    """Take away a draft and all that is worked with beside it. Raises OSError."""
    for path in draft.parent.iterdir() if draft.parent.is_dir() else ():
        if path.name.startswith(draft.name):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
