"""The Data Docs of a judgement: an index and a page for each suite (docs_pages.py), from what Great
Expectations wrote of it.

Those of Great Expectations ask a dozen hosts for styles and scripts, are in English, tell what offices
published wrongly in one list with what we promise, and are written anew as a whole.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from expectations.docs_pages import index_page, suite_page
from expectations.results import Suite

SUITE, RESULT = ".suite.json", ".result.json"
"""How the files of a suite end, and those of its result."""
_log = logging.getLogger(__name__)
DOCS = "docs"
"""The folder of the pages, beside these files."""


def keep_docs(kept: Path) -> None:
    """Write the pages of all suites in the folder `kept` that have none yet, and the index, at which one
    begins: `docs/index.html`. Raises OSError."""
    suites = []
    for path in sorted(kept.glob(f"*{RESULT}")):
        name = path.name.removesuffix(RESULT)
        words = _read(kept / f"{name}{SUITE}")["meta"] or {}
        suites.append(Suite(_read(path), words, f"suites/{name}.html"))
        page = kept / DOCS / suites[-1].link
        if not page.exists():
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(suite_page(suites[-1]), encoding="utf-8")
    (kept / DOCS).mkdir(parents=True, exist_ok=True)
    (kept / DOCS / "index.html").write_text(index_page(suites), encoding="utf-8")


def said_in(folder: Path) -> dict[str, set[str]]:
    """The suites of which a folder has the result, whole, each with the codes of the rules and the names of
    the tables that it is about; one that cannot be read is told to the log and left out."""
    said = {}
    for path in sorted(folder.glob(f"*{RESULT}")):
        name = path.name.removesuffix(RESULT)
        try:
            _read(folder / f"{name}{SUITE}")["meta"]
            metas = [one["expectation_config"]["meta"] for one in _read(path)["results"]]
            said[name] = {str(meta.get("rule") or meta["table"]) for meta in metas}
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            _log.warning("%s is not taken over: %s", path, error)
    return said


def carry(before: Path, kept: Path, suites: Iterable[str]) -> None:
    """Take these suites over from the folder of another build: each with its result and its page."""
    for name in suites:
        for file in (f"{name}{SUITE}", f"{name}{RESULT}", f"{DOCS}/suites/{name}.html"):
            if (before / file).exists():
                (kept / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(before / file, kept / file)


def clear(kept: Path) -> None:
    """Take away what a judgement that was not published has left in the folder."""
    shutil.rmtree(kept / DOCS, ignore_errors=True)
    for path in (*kept.glob(f"*{SUITE}"), *kept.glob(f"*{RESULT}")):
        path.unlink()


def put(kept: Path, name: str, suite: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    """Write a suite and its result, as GX has them in JSON; a page that says what was before is let go."""
    kept.mkdir(parents=True, exist_ok=True)
    for ending, document in ((SUITE, suite), (RESULT, result)):
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (kept / f"{name}{ending}").write_text(text + "\n", encoding="utf-8")
    (kept / DOCS / "suites" / f"{name}.html").unlink(missing_ok=True)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
