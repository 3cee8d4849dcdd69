"""Results of Great Expectations -> pages in Chinese and English: an index and one page for each suite.

What we promise of our own tables is kept apart from what offices published wrongly, and what does not
hold comes first in both. A page needs no script and nothing from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

import yaml

from expectations.results import Expected, Suite, by_weight

HERE = Path(__file__).parent
HOME = "../index.html"
"""The index, seen from the page of a suite."""


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, str]]:
    """What the pages say, in Chinese and English."""
    text = (HERE / "docs_words.yml").read_text(encoding="utf-8")
    return {name: (zh, en) for name, (zh, en) in yaml.load(text, yaml.CSafeLoader).items()}


def index_page(suites: Sequence[Suite]) -> str:
    """All suites of a run."""
    rules = sorted((s for s in suites if s.is_of_rules), key=lambda s: (s.holds, -s.cases, s.name))
    tables = sorted((s for s in suites if not s.is_of_rules), key=lambda s: (s.holds, s.name))
    broken = sum(len(suite.failing) for suite in tables)
    summary = [_in_all(_said("promised"), tables), _in_all(_said("published"), rules)]
    heads = ("what", "suites", "failing_suites", "expectations", "failing", "cases")
    columns = ("result", "expectations", "failing")
    holding = [suite for suite in tables if suite.holds]
    parts = [
        f"<h1>{_said('results')}</h1>",
        _run(suites),
        f"<h2>{_said('summary')}</h2>",
        _told(not broken, _said("broken" if broken else "kept", failing=broken)),
        _table(heads, summary),
        f"<h2>{_said('promises')}</h2>",
        _table(("table", *columns), map(_of_suite, tables[: len(tables) - len(holding)])),
        _folded(
            _said("tables_that_hold", all=len(holding)), _table(("table", *columns), map(_of_suite, holding))
        ),
        f"<h2>{_said('wrong')}</h2>\n<p>{_said('no_matter')}</p>",
        _table(("family", *columns), map(_of_suite, rules)),
    ]
    if failing := [(one, suite) for suite in rules for one in suite.failing]:
        failing.sort(key=lambda pair: by_weight(pair[0]))
        rows = [[_what(one, suite.link), _level(one), str(one.count)] for one, suite in failing]
        parts += [f"<h3>{_said('rules_that_fail')}</h3>", _table(("rule", "level", "cases"), rows)]
    return _page(f"{words()['results'][0]} Data Docs · {_named(suites)}", parts)


def suite_page(suite: Suite) -> str:
    """One suite: what does not hold, and what does."""
    expected, failing = suite.expected, suite.failing
    said = _said("all_hold" if suite.holds else "some_fail", all=len(expected), failing=len(failing))
    parts = [
        f'<nav><a href="{HOME}">← {_said("all_results")}</a></nav>',
        f"<h1>{_words(suite)}</h1>",
        f"<p><code>{escape(suite.name)}</code></p>",
        _run([suite]),
        f"<h2>{_said('summary')}</h2>",
        _told(suite.holds, said),
    ]
    if suite.words.get("some"):
        parts.append(f"<p>{_said('some')}</p>")
    for heading, some in (("what_fails", failing), ("what_holds", [one for one in expected if one.holds])):
        if some:
            graded = suite.is_of_rules  # what we promise is all as grave
            rows = [[_what(one, details=True), *[_level(one)] * graded, _count(one)] for one in some]
            heads = ("expectations", *["level"] * graded, "cases")
            parts += [f"<h2>{_said(heading)}</h2>", _table(heads, rows)]
    return _page(f"{suite.words.get('zh') or suite.name} · {_named([suite])}", parts)


def _said(name: str, **values: object) -> str:
    zh, en = (escape(text.format_map(values)) for text in words()[name])
    return f'{zh} <span lang="en">{en}</span>'


def _named(suites: Sequence[Suite]) -> str:
    return suites[0].run[0] if suites else "—"


def _run(suites: Sequence[Suite]) -> str:
    if not suites:
        return ""
    build, at = suites[0].run
    return f'<p class="run">{_said("run", build=build, day=f"{at:%Y-%m-%d %H:%M}")}</p>'


def _told(is_well: bool, said: str) -> str:
    kind, sign = ("well", "✓") if is_well else ("critical", "✗")
    return f'<p class="told {kind}"><span aria-hidden="true">{sign}</span> {said}</p>'


def _words(suite: Suite) -> str:
    zh, en = (escape(str(suite.words.get(language) or "")) for language in ("zh", "en"))
    return f'{zh} <span lang="en">{en}</span>'


def _in_all(what: str, suites: Sequence[Suite]) -> list[str]:
    counts = (
        len(suites),
        sum(not suite.holds for suite in suites),
        sum(len(suite.expected) for suite in suites),
        sum(len(suite.failing) for suite in suites),
        sum(suite.cases for suite in suites),
    )
    return [what, *map(str, counts)]


def _of_suite(suite: Suite) -> list[str]:
    kind, sign, said = ("well", "✓", "holds") if suite.holds else ("critical", "✗", "fails")
    state = f'<span class="state {kind}"><span aria-hidden="true">{sign}</span> {_said(said)}</span>'
    linked = f'<a href="{escape(suite.link)}"><code>{escape(suite.name)}</code></a>'
    return [f"{linked} {_words(suite)}", state, str(len(suite.expected)), str(len(suite.failing))]


def _level(one: Expected) -> str:
    shown = "" if one.holds else f" {one.level}"
    return f'<span class="state{shown}">{_said(one.level)}</span>'


def _what(one: Expected, link: str = "", details: bool = False) -> str:
    code = f"<code>{escape(one.code)}</code>" if one.code else ""
    parts = [f'<a href="{escape(link)}">{code}</a>' if link else code, escape(one.zh)]
    parts.append(f'<span lang="en">{escape(one.en)}</span>' if one.en else "")
    if details and one.sql:
        parts.append(_folded("SQL", f"<pre>{escape(one.sql)}</pre>"))
    return " ".join(filter(None, parts))


def _count(one: Expected) -> str:
    seen = f"<small>{escape(one.seen)}</small>" if one.seen and not one.holds else ""
    return ("" if one.count is None else str(one.count)) + seen


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """The first cell of a row is its head; nothing if there is no row."""
    head = "".join(f'<th scope="col">{_said(name)}</th>' for name in heads)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
        for first, *others in rows
    )
    if not body:
        return ""
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>\n{inside}\n</details>" if inside else ""


def _page(title: str, parts: Iterable[str]) -> str:
    style = (HERE / "data_docs.css").read_text(encoding="utf-8")
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>"
    )
    body = "\n".join(filter(None, parts))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
