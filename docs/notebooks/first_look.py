"""从已发布的数据仓库开始的笔记本 / A notebook that starts from a published build.

marimo edit docs/notebooks/first_look.py
"""

import marimo

app = marimo.App(width="medium", app_title="gongkai 公开")


@app.cell
def setup():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo

    folder = Path(os.environ.get("GONGKAI_WAREHOUSE", Path(__file__).parents[2] / "warehouse"))

    def ask(sql: str):
        """The rows as a pandas frame. A connection for each question, so that a new build is seen
        at once."""
        with duckdb.connect(str(folder / "gongkai.duckdb"), read_only=True) as connection:
            return connection.execute(sql).df()

    return ask, folder, mo


@app.cell
def what_is_there(ask, folder, mo):
    coverage = ask(
        "SELECT year, count(*) AS expected, count(report_id) AS received FROM expected_reports"
        " GROUP BY 1 ORDER BY 1"
    )
    mo.vstack(
        [mo.md(f"# 公开 gongkai\n\n`{folder}` · 各年应有与收到的报告 / reports due and received"), coverage]
    )
    return (coverage,)


@app.cell
def requests(ask, mo):
    # scopes are never added up, nor what another report of the same scope has in it
    totals = ask(
        "SELECT year, scope, count(requests_new) AS reports,"
        " sum(requests_new) AS requests FROM indicators WHERE adds_up GROUP BY ALL ORDER BY ALL"
    )
    mo.vstack([mo.md("## 新收申请 Requests received"), totals])
    return (totals,)


@app.cell
def contradictions(ask, mo):
    findings = ask(
        "SELECT o.name, f.year, f.rule, f.message FROM quality.findings AS f JOIN offices AS o"
        " USING (office_id)"
        " WHERE f.severity = 'error' ORDER BY ALL"
    )
    mo.vstack([mo.md("## 互相矛盾的数字 Figures that contradict each other"), findings])
    return (findings,)


if __name__ == "__main__":
    app.run()
