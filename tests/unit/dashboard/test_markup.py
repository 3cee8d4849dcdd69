"""What every page owes to those who read it otherwise: one heading, names of fields and tables, marks
that lead somewhere, and colours that can be told from what is behind them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.asked import Rights
from dashboard.render import STATIC
from dashboard.store import Store
from dashboard.tiles import _provinces
from expectations.rules import load
from findings.record import record
from tests.unit.dashboard.asking import Words, followed, get, published
from tests.unit.warehouse.small_build import Small, make

EMPTY = {"meta", "link", "input", "br", "img"}
CLOSED = {"rect", "line", "path", "circle", "image"}
"""Elements of HTML and of SVG without an end."""
PAGES = (
    *(
        "/",
        "/search?q=青禾",
        "/offices/1",
        "/findings",
        "/publication",
        "/places",
        "/places/某省",
        "/compare",
    ),
    *("/quality", "/method", "/check", "/sql?q=SELECT 1 AS n", "/nothing"),
)


class Page(HTMLParser):
    """The elements of a page, with those that they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.wrong: list[str] = []
        self.text: dict[int, str] = {}
        self.feed(page)
        self.wrong += [f"never closed: {tag}" for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if len(known) < len(attrs):
            self.wrong.append(f"twice the same attribute: {tag} {attrs}")
        self.seen.append((tag, known, tuple(name for name, _ in self.open)))
        if tag not in EMPTY:
            self.open.append((tag, {**known, "#": str(len(self.seen) - 1)}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs), tuple(name for name, _ in self.open)))
        if tag not in CLOSED:
            self.wrong.append(f"closes itself: {tag}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.wrong.append(f"</{tag}> within {[name for name, _ in self.open[-3:]]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, known in self.open:
            at = int(known["#"] or 0)
            self.text[at] = self.text.get(at, "") + data.strip()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_is_whole_and_its_parts_have_names(some: Store, address: str, language: str) -> None:
    (row,) = some.build().rows("SELECT report_id FROM finding_list")
    for at in (address, *([f"/reports/{row['report_id']}?cell=t3.granted.total"] if address == "/" else [])):
        page = Page(get(some, at, language, Rights(ask_sql=True, token="x")).body.decode())
        assert page.wrong == [], at
        ids = [known["id"] for _, known, _ in page.seen if "id" in known]
        assert sorted(ids) == sorted(set(ids)), at
        levels = [int(tag[1]) for tag, _, _ in page.seen if re.fullmatch(r"h\d", tag)]
        assert levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels)), levels
        for number, (tag, known, around) in enumerate(page.seen):
            named = page.text.get(number) or known.get("aria-label") or known.get("title")
            if tag in ("a", "button", "summary", "caption", "th") and known.get("role") != "presentation":
                inside = any(
                    "tile" in (other.get("class") or "") for _, other, _ in page.seen[number : number + 2]
                )
                assert named or inside or "svg" in around, (at, tag, known)
            if tag == "input" and known.get("type") != "hidden":
                assert "label" in around or known.get("aria-label"), (at, known)
            if tag in ("select", "textarea"):
                assert "label" in around or known.get("aria-label") or known.get("id") == "sql", (at, known)
            if tag == "svg":
                assert known.get("aria-hidden") or known.get("role"), (at, known)
            for name in ("aria-labelledby", "aria-controls"):
                assert name not in known or known[name] in ids, (at, known)
            assert "style" not in known and not any(key.startswith("on") for key in known), (at, known)
        for tag, known, around in page.seen:
            if tag == "th" and "thead" in around:
                assert known.get("scope") == "col", (at, known)


HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff08-\uff1b]")
OF_BOTH = {"公开", "中文", "Printed as a dash or as 无"}
"""Chinese that an English page has beside the names of places: our name, the other language, and what a cell
prints."""
NAMING = ("title", "aria-label", "placeholder", "alt")
"""Attributes that are words for people."""


def test_an_english_page_has_no_chinese_of_ours(store: Store, tmp_path: Path) -> None:
    here = {"kind": "department", "level": "county", "scope": "own_body", "name": "Bureau", "province": "P"}
    printed = {"t3.granted.total": "?", "t3.carried_out.total": "3"}
    reports = [Small(1, 2021, "f2019", published_on="2022-01-20"), Small(1, 2022, printed=printed)]
    draft = make(tmp_path / "some", *reports, offices={1: here})
    record(draft, load())
    published(store, draft)
    (row,) = store.build().rows("SELECT report_id FROM report_list WHERE year = 2022")
    (old,) = store.build().rows("SELECT report_id FROM report_list WHERE year = 2021")
    pages = [one for one in PAGES if "青禾" not in one and "某省" not in one]
    cell = f"/reports/{old['report_id']}?cell=t3.granted.total"
    for at in (*pages, "/places/P", "/compare?offices=1", f"/reports/{row['report_id']}", cell):
        body = get(store, at, "en", Rights(ask_sql=True, token="x")).body.decode()
        named = [known.get(name) or "" for _, known, _ in Page(body).seen for name in NAMING]
        told = {text.strip() for text in (*Words(body).said, *named) if HAN.search(text)}
        assert {text for text in told if text.removesuffix(" —") not in _provinces()} <= OF_BOTH, at


def test_every_link_of_the_site_leads_somewhere(some: Store) -> None:
    alike = re.compile(r"[?&](lang|[a-z.]*sort|[a-z.]*page|measure|offices|least)=[^&]*")
    assert len(followed(some, alike, re.compile(r"/static/|http|.*\.png"))) > 60


def _light(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAIRS = (
    *(("ink", "paper"), ("ink", "sheet"), ("soft", "paper"), ("soft", "sheet"), ("accent", "paper")),
    *(("accent", "sheet"), ("accent", "accent-soft"), ("paper", "accent"), ("error", "error-soft")),
    *(("warn", "warn-soft"), ("info", "info-soft"), ("error", "paper"), ("q0t", "q0"), ("q1t", "q1")),
    *(("q2t", "q2"), ("q3t", "q3"), ("q4t", "q4")),
)
"""What is written on what."""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_written_stands_out_from_what_is_behind(theme: str) -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root\{(.*?)\}", style, re.DOTALL)[:2]
    of = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", light))
    of |= dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", dark)) if theme == "dark" else {}
    ratios = {}
    for ink, paper in PAIRS:
        high, low = sorted((_light(of[ink]), _light(of[paper])), reverse=True)
        ratios[ink, paper] = (high + 0.05) / (low + 0.05)
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


def test_the_script_is_short() -> None:
    assert len((STATIC / "page.js").read_text(encoding="utf-8").splitlines()) < 300


def test_no_page_names_another_site() -> None:
    for path in [*STATIC.iterdir(), *(Path(STATIC).parent / "templates").iterdir()]:
        named = re.findall(r"https?://[^\s\"'<>)]+", path.read_text(encoding="utf-8"))
        assert set(named) <= {"http://www.w3.org/2000/svg"}, path.name
