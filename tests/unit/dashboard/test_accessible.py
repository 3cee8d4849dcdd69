"""Every page for those who do not see it, or see it otherwise: valid HTML, a title and a language of its own,
headings of tables that say what they head, pictures with words, marks of focus, contrast by the style."""

from __future__ import annotations

import re
import warnings
from itertools import product

import pytest

from tests.unit.dashboard.asking import get
from tests.unit.dashboard.test_markup import PAGES, Page, _light

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.asked import Rights
from dashboard.render import STATIC
from dashboard.store import Store

OPEN = Rights(ask_sql=True, token="x")
STYLE = (STATIC / "style.css").read_text(encoding="utf-8")


def addresses(store: Store) -> list[str]:
    (row,) = store.build().rows("SELECT report_id FROM finding_list")
    return [*PAGES, f"/reports/{row['report_id']}", f"/reports/{row['report_id']}?cell=t3.granted.total"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_valid(some: Store, none: Store, language: str) -> None:
    html5lib = pytest.importorskip("html5lib", reason="the extra `test` is not installed")
    pages = [(some, at) for at in addresses(some)] + [(none, at) for at in PAGES]
    for store, at in pages:
        parser = html5lib.HTMLParser(strict=False)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # html5lib is older than the Python that reads it
            parser.parse(get(store, at, language, OPEN).body.decode())
        assert {(code, str(more)) for _, code, more in parser.errors} == set(), at


def test_every_page_has_a_title_and_a_language_of_its_own(some: Store) -> None:
    titles = []
    for at, (language, tag) in product(PAGES, (("zh", "zh-CN"), ("en", "en"))):
        page = Page(get(some, at, language, OPEN).body.decode())
        (html,) = [known for name, known, _ in page.seen if name == "html"]
        title = next(
            n for n, (name, _, around) in enumerate(page.seen) if name == "title" and "svg" not in around
        )
        assert html["lang"] == tag
        titles.append(page.text[title])
    assert len({*titles}) == len(titles)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_pictures_and_fields_are_told_in_words(some: Store, language: str) -> None:
    for at in addresses(some):
        page = Page(get(some, at, language, OPEN).body.decode())
        for number, (tag, known, around) in enumerate(page.seen):
            if tag == "th":
                assert known.get("scope") in ("row", "col", "rowgroup", "colgroup"), (
                    at,
                    page.text.get(number),
                )
            if tag in ("img", "image") and "svg" not in around:
                assert known.get("alt"), at
            if tag == "svg" and not known.get("aria-hidden"):
                assert known.get("aria-label") or known.get("aria-labelledby"), at
            if (known.get("tabindex") or "0").lstrip("-").isdigit():
                assert int(known.get("tabindex") or 0) <= 0, at  # nothing goes ahead of the order of the page


def test_focus_is_seen() -> None:
    assert re.search(r":focus-visible\{outline:\dpx solid", STYLE)
    assert not re.search(r"outline:\s*(?:none|0)\b", STYLE)


def rules() -> list[tuple[str, dict[str, str]]]:
    """Selectors with what they say, of every rule of the style but its themes."""
    plain = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        said = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        found.append((selector.strip(), {name.strip(): value.strip() for name, value in said.items()}))
    return found


def colours(theme: str) -> dict[str, str]:
    light, dark = re.findall(r":root\{(.*?)\}", STYLE, re.DOTALL)[:2]
    known = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", light))
    return known | (dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", dark)) if theme == "dark" else {})


def _colour(said: str | None, known: dict[str, str]) -> str | None:
    if said and (named := re.match(r"var\(--([\w-]+)\)", said)):
        return known[named[1]]
    return said if said and re.fullmatch(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", said) else None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_every_rule_writes_stands_out(theme: str) -> None:
    """Ink and ground of one rule, or its ink on the paper and on the sheet behind headers and filters."""
    known, weak = colours(theme), {}
    for selector, said in rules():
        ink, ground = _colour(said.get("color"), known), _colour(said.get("background"), known)
        if ink is None or (ground is None and ("q" in selector or "brand" in selector)):
            continue
        for behind in [ground] if ground else [known["paper"], known["sheet"]]:
            high, low = sorted((_light(ink), _light(behind)), reverse=True)
            if (ratio := (high + 0.05) / (low + 0.05)) < 4.5:
                weak[selector, behind] = round(ratio, 2)
    assert weak == {}
