"""What is installed is licensed so that everyone can use it: permissive or LGPL, no GPL or AGPL
library."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GPL = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|(?:GNU )?(?:Affero )?General Public License)", re.IGNORECASE)
OTHER = re.compile(
    r"BSD|MIT|Apache|Public Domain|Python Software|\bor\b|LGPL|Lesser|Library General", re.IGNORECASE
)
"""A licence that is beside the GPL to choose from, or for all but a file that is not imported
(docutils)."""


def _pinned() -> list[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("==")[0].strip() for line in lines if "==" in line]


def _licence(found: Distribution) -> str:
    """What a distribution says of itself: the expression, else the classifiers, else a short
    licence field."""
    data = found.metadata
    classifiers = [c for c in data.get_all("Classifier") or () if c.startswith("License")]
    field = data.get("License") or ""
    return (
        data.get("License-Expression")
        or "; ".join(classifiers)
        or (field if len(field) < 200 else field[:200])
    )


def test_no_library_is_under_the_gpl() -> None:
    installed = {d.metadata["Name"].lower().replace("_", "-") for d in distributions()}
    checked = [name for name in _pinned() if name.lower().replace("_", "-") in installed]
    assert len(checked) > 50
    bad = {
        name: said
        for name in checked
        if GPL.search(said := _licence(distribution(name))) and not OTHER.search(said)
    }
    assert not bad
