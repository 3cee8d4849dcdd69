"""The Data Docs of a judgement, as Great Expectations builds them, with pages of our own.

Those of Great Expectations ask a dozen hosts for styles and scripts, are in English and tell what offices
published wrongly in one list with what we promise. Its site builder takes other renderers: these two
give an index and a page for each suite (docs_pages.py), which open without the internet and without a
script.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from expectations.docs_pages import index_page, suite_page
from expectations.results import Suite

SITE = "docs"
LOG = "great_expectations.render.renderer.site_builder"
NONE = "None"
"""How a section of the site is left out: the pages of suites would say what those of results say."""


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


class _Pages:
    """A renderer of GX: is made with a context, which knows all suites and results."""

    def __init__(self, data_context: Any) -> None:
        self.context = data_context

    def suite(self, result: Any, link: str = "") -> Suite:
        """A result with the words of its suite."""
        said = result.to_json_dict()
        return Suite(said, dict(self.context.suites.get(said["suite_name"]).meta or {}), link)


class ResultPage(_Pages):
    """The page of one suite."""

    def render(self, result: Any) -> str:
        """As HTML."""
        return suite_page(self.suite(result))


class IndexPage(_Pages):
    """The page on which one begins."""

    def render(self, links: Mapping[str, Any]) -> str:
        """As HTML; `links` is what GX lists, without the results."""
        store = self.context.stores[self.context.validation_results_store_name]
        suites = []
        for key in store.list_keys():
            place = "/".join(("validations", *key.to_tuple())) + ".html"
            suites.append(self.suite(store.get(key), quote(place)))
        return index_page(suites)


class AsItIs:
    """A view of GX: what the renderers give is HTML already."""

    def render(self, page: str, **_: Any) -> str:
        """The page."""
        return page


def keep_docs(context: Any, folder: Path) -> None:
    """Write the Data Docs of everything that `context` has validated to a new `folder`; begin
    at index.html. Raises Unwritten."""
    shutil.rmtree(folder, ignore_errors=True)

    def ours(name: str) -> dict[str, str]:
        return {"module_name": __name__, "class_name": name}

    context.add_data_docs_site(
        SITE,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {
                "class_name": "DefaultSiteIndexBuilder",
                "renderer": ours("IndexPage"),
                "view": ours("AsItIs"),
            },
            "site_section_builders": {
                "validations": {"renderer": ours("ResultPage"), "view": ours("AsItIs")},
                "expectations": NONE,
                "profiling": NONE,
            },
        },
    )
    with _complete():
        context.build_data_docs(site_names=[SITE])
    shutil.rmtree(folder / "static", ignore_errors=True)  # fonts and pictures of pages that are not written
