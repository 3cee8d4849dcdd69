"""The first page: what the build holds, the country as a map of tiles, and what does not add up."""

from __future__ import annotations

from dashboard import place_figures
from dashboard.asked import Asked
from dashboard.chart import Chart
from dashboard.chart_years import stacked
from dashboard.filters import Filters, coverage, sourced
from dashboard.pages.place_map import place_map
from dashboard.pages.rules import by_rule
from dashboard.render import Shown
from dashboard.words import number

WAYS = (
    (
        "/publication",
        "收到与未收到",
        "Received and not",
        "各地各年，按期与否",
        "By place and year, in time or not",
    ),
    (
        *("/findings", "哪里对不上", "What does not add up"),
        *("按规则、地区、年度，直到印出的单元格", "By rule, place and year, down to the printed cell"),
    ),
    ("/places", "地区汇总", "Places", "两种口径分开，直到县区", "The two scopes apart, down to counties"),
    ("/compare", "与同类比较", "Beside their peers", "同类别、同层级、同口径", "Same kind, level and scope"),
    ("/check", "公布前核对", "Check before publication", "拖入文件，不保存", "Drop a file; nothing is kept"),
    ("/method", "数据与方法", "Data and method", "怎样读出，怎样引用", "How values are read, how to cite"),
)
"""Where the first page leads to: address, names, and what is answered there."""


def page(asked: Asked) -> Shown:
    """Figures of the build, the map of a year, reports by year, rules with most findings."""
    known = asked.build.once("FROM holdings")[0]
    figures = [
        (asked.t("现行报告", "Current reports"), number(known["reports"]), ""),
        (asked.t("机关", "Offices"), number(known["offices"]), ""),
        (
            asked.t("单元格", "Cells"),
            number(known["cells"] or 0),
            asked.t("含旧版本", "older versions included"),
        ),
        (asked.t("其中存疑", "In doubt"), number(known["doubtful"] or 0), ""),
        (asked.t("核对发现", "Findings"), number(known["findings"]), ""),
        (asked.t("未能读取的文件", "Files not readable"), number(known["quarantined"]), ""),
    ]
    title = asked.t("政府信息公开工作年度报告", "Yearly disclosure reports of Chinese agencies")
    if not known["reports"]:
        return Shown("home.html", title, {"figures": figures, "ways": WAYS, "form": None, "switch": ()})
    filters = Filters(asked)
    year = filters.year(every=False)
    scope = filters.scope()
    state = {"year": year}
    sql, values = place_figures.statement(
        place_figures.place_below("province"), "place, named_by", state, scope
    )
    drawn, switch = place_map(asked, asked.build.rows(sql, *values), f"{year}", state, of_country=True)
    after = sourced(asked, *coverage(asked, {}))
    rules = by_rule(asked, ("true", []), {}, after, shown=8)
    given = {"figures": figures, "ways": WAYS, "form": filters, "switch": switch}
    return Shown("home.html", title, given, [rules], [drawn, _years(asked, after)])


def _years(asked: Asked, after: str) -> Chart:
    counted = asked.build.rows(
        "SELECT year, CASE WHEN report_id IS NULL THEN 'missing' ELSE status::VARCHAR END AS state,"
        " count(*) AS n FROM expected_reports GROUP BY ALL"
    )
    words = {
        "parsed": asked.t("完整", "Complete"),
        "partial": asked.t("部分存疑", "Partly in doubt"),
        "missing": asked.t("未收到", "Not received"),
    }
    series = {
        said: {row["year"]: row["n"] for row in counted if row["state"] == state}
        for state, said in words.items()
    }
    title = asked.t("各年应有的报告", "Reports due, by year")
    made = stacked("years", title, series, asked.word("column", "year"), styles=("0", "1", "none"))
    made.after = after
    return made
