"""What a page shows -> HTML, by the templates; every text is escaped there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.asked import Asked
from dashboard.chart import Chart
from dashboard.table import Table
from dashboard.tiles import Tiles
from dashboard.words import day, number, percent

HERE = Path(__file__).parent
STATIC = HERE / "static"
"""The style sheet and the script, as they are sent."""
PAGES = (
    ("/", "概览", "Overview"),
    ("/publication", "公布情况", "Publication"),
    ("/places", "地区", "Places"),
    ("/compare", "比较", "Compare"),
    ("/findings", "核对发现", "Findings"),
    ("/quality", "数据质量", "Quality"),
    ("/check", "核对文件", "Check a file"),
    ("/method", "数据与方法", "Data and method"),
)
"""What every page leads to: address and name."""


@dataclass
class Shown:
    """A page: its template, title and what the template is given. Tables and charts also have
    addresses of their own."""

    template: str
    title: str
    given: dict[str, Any] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    charts: Sequence[Chart | Tiles] = ()
    status: int = 200
    nav: str = ""

    def table(self, name: str) -> Table | None:
        """A table by its name, or the main one, which is the first where none is called so."""
        named = [t for t in self.tables if (t.name == name if name else t.main)]
        return next(iter([*named, *([] if name else self.tables)]), None)

    def chart(self, name: str) -> Chart | Tiles | None:
        """A chart by its name, or the first."""
        return next((c for c in self.charts if not name or c.name == name), None)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates. Names that nothing is given for are errors."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"number": number, "percent": percent, "day": day, "static": static, "nav_pages": PAGES}
    return made


@lru_cache(maxsize=8)
def static(name: str) -> str:
    """The address of a file of ours, another one whenever its content is another."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}-{digest}.{ending}"


def html(asked: Asked, shown: Shown) -> str:
    """The page, in one language."""
    given = {
        "asked": asked,
        "t": asked.t,
        "word": asked.word,
        "link": asked.link,
        "title": shown.title,
        "nav": shown.nav or asked.path,
        "tables": {table.name: table for table in shown.tables},
        "charts": {chart.name: chart for chart in shown.charts},
        **shown.given,
    }
    template = environment().get_template(shown.template)
    body = template.render(**given)
    return body.replace("<!--remarks-->", _remarks(asked))


def _remarks(asked: Asked) -> str:
    told = asked.told()
    return environment().get_template("remarks.html").render(told=told) if told else ""
