"""The Data Docs of a judgement as pages that open without the internet.

GX writes them for styles and scripts that a dozen hosts serve. What they need of those is little:
data_docs.css lays the pages out, data_docs.js draws the table of the index, opens what is folded
and hides what holds. Both are written into each page in place of every reference to another host.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SITE = "docs"
LOG = "great_expectations.render.renderer.site_builder"
ELSEWHERE = re.compile(
    r"<script[^>]*\ssrc=[^>]*>\s*</script>|<link[^>]*\shref=[^>]*>|<img[^>]*\ssrc=\"https?:[^>]*>|<footer>.*?</footer>"
    r"|url\('https?:[^)]*\)",
    re.DOTALL,
)
"""Scripts, styles and pictures from elsewhere, and an advertisement."""


class Unwritten(RuntimeError):
    """Pages that are missing; the message says why. GX notes that in its log and goes on without
    them."""


class _Heard(logging.Handler):
    """What GX says of errors, which then goes no further."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        reported = re.search(r'(\w+): "(.*?)"\.  Traceback', record.getMessage(), re.DOTALL)
        self.errors.append(
            f"{reported[1]}: {reported[2]}" if reported else record.getMessage().splitlines()[0]
        )


@contextmanager
def _complete() -> Iterator[None]:
    """Raises Unwritten if GX could not write one of the pages."""
    log, heard = logging.getLogger(LOG), _Heard()
    passed_on, log.propagate = log.propagate, False
    log.addHandler(heard)
    try:
        yield
    finally:
        log.removeHandler(heard)
        log.propagate = passed_on
    if heard.errors:
        raise Unwritten(
            f"{len(heard.errors)} pages of Great Expectations could not be written: {heard.errors[0]}"
        )


def keep_docs(context: Any, folder: Path) -> None:
    """Write the Data Docs of everything that `context` has validated to a new `folder`; begin
    at index.html. Raises Unwritten."""
    shutil.rmtree(folder, ignore_errors=True)
    context.add_data_docs_site(
        SITE,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False},
        },
    )
    with _complete():
        context.build_data_docs(site_names=[SITE])
    shutil.rmtree(folder / "static", ignore_errors=True)  # fonts and pictures of pages that are not written
    style, script = ((HERE / f"data_docs.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    head = f"<style>\n{style}</style>\n<script>\n{script}</script>\n</head>"
    for page in folder.rglob("*.html"):
        text = ELSEWHERE.sub("", page.read_text(encoding="utf-8"))
        page.write_text(text.replace("</head>", head, 1), encoding="utf-8")
