"""A warehouse of everything that makes a sum wrong: territories within territories, offices of one
name, "/" and blanks, blank totals, doubt, several versions, mergers, renamings, units, misprinted
years, offices that nobody can place."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pandas as pd

from pipelines.catalogue import catalogue
from pipelines.catalogue.corrections import Correction
from tests.unit.warehouse.small_build import Small, make
from warehouse import schema

PROVINCE, CITY, OTHER_CITY, COUNTY, SECOND, THIRD, OTHER_PROVINCE, FAR = range(1, 9)
POLICE, CIVIL, BRIGADE, HOSPITAL, OFFICE, TOWN, NAMESAKE, STREET, ZONE, BUREAU = range(10, 20)
OLD_A, OLD_B, MERGED, BEFORE, AFTER, UNRESOLVED, AMBIGUOUS, VERTICAL, CLOSED, TEAM = range(30, 40)
TOTALS = ("requests_new", "carried_in", "carried_out", "total_handled", "granted", "refused_third_party")
APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_organization",
    "other_organization",
)


def _office(name: str, kind: str, level: str, parent: int | None = None, **more: Any) -> dict[str, Any]:
    place = {"province": "某省", "city": "某市", "county": "洪泽区"}
    scope = "jurisdiction" if kind in ("government", "committee") else "own_body"
    return (
        {"name": name, "kind": kind, "level": level, "parent_office_id": parent, "scope": scope}
        | place
        | more
    )


OFFICES = {
    PROVINCE: _office("某省人民政府", "government", "province", city=None, county=None),
    CITY: _office("某市人民政府", "government", "prefecture", PROVINCE, county=None),
    OTHER_CITY: _office("另市人民政府", "government", "prefecture", PROVINCE, city="另市", county=None),
    COUNTY: _office("洪泽区人民政府", "government", "county", CITY),
    SECOND: _office("乙县人民政府", "government", "county", CITY, county="乙县"),
    THIRD: _office("丙县人民政府", "government", "county", OTHER_CITY, city="另市", county="丙县"),
    OTHER_PROVINCE: _office(
        "外省人民政府", "government", "province", province="外省", city=None, county=None
    ),
    FAR: _office("远县人民政府", "government", "county", None, province=None, city=None, county="远县"),
    POLICE: _office("公安局", "department", "county", COUNTY),
    CIVIL: _office("民政局", "department", "county", COUNTY),
    BRIGADE: _office("公安局交警大队", "department", "county", COUNTY),
    HOSPITAL: _office("人民医院", "institution", "county", COUNTY),
    OFFICE: _office("洪泽区人民政府办公室", "general_office", "county", COUNTY),
    TOWN: _office("城关镇人民政府", "township", "township", COUNTY),
    NAMESAKE: _office("城关镇人民政府", "township", "township", SECOND, county="乙县"),
    STREET: _office("城关街道办事处", "street", "township", THIRD, city="另市", county="丙县"),
    ZONE: _office("开发区管委会", "committee", "county", COUNTY),
    BUREAU: _office("公安局", "department", "county", SECOND, county="乙县"),
    OLD_A: _office("文化局", "department", "county", COUNTY, valid_to="2021-12-31"),
    OLD_B: _office("旅游局", "department", "county", COUNTY, valid_to="2021-12-31"),
    MERGED: _office("文化和旅游局", "department", "county", COUNTY, valid_from="2022-01-01"),
    BEFORE: _office("城管局", "department", "county", COUNTY, valid_to="2022-12-31"),
    AFTER: _office("城管执法局", "department", "county", COUNTY, valid_from="2023-01-01"),
    UNRESOLVED: _office(
        "区政务服务办",
        "department",
        "county",
        None,
        resolution="unresolved",
        province=None,
        city=None,
        county=None,
    ),
    AMBIGUOUS: _office("跃进街道", "street", "township", None, resolution="ambiguous", county=None),
    VERTICAL: _office("税务局", "vertical", "county", None, scope=None),
    TEAM: _office("公安局巡警大队", "department", "county", POLICE),
    CLOSED: _office("粮食局", "department", "county", COUNTY, valid_to="2020-12-31"),
}
SUCCESSION = pd.DataFrame(
    [
        (2022, "merged", OLD_A, MERGED, "甲", "乙"),
        (2022, "merged", OLD_B, MERGED, "甲", "乙"),
        (2023, "renamed", BEFORE, AFTER, "丙", "丁"),
    ],
    columns=[c.name for c in schema.tables()["office_succession"].columns],
)
YEARS = {
    OTHER_CITY: (2019, 2021, 2022),
    OLD_A: (2019, 2020, 2021),
    OLD_B: (2020, 2021),
    MERGED: (2022, 2023, 2024),
    BEFORE: (2021, 2022),
    AFTER: (2023, 2024),
    CLOSED: (2019, 2020),
    OTHER_PROVINCE: (2023, 2024),
    HOSPITAL: (2024,),
}


def _printed(random: Random, office: int, year: int, edition: str) -> dict[str, str]:
    """What a report prints: figures, and sometimes nil, doubt, a blank total, an amount in yuan."""
    new, carried = random.randrange(40), random.randrange(4)
    granted = random.randrange(new + 1)
    handled = random.choice((new, new + carried, granted))
    figures: dict[str, str] = {}
    for row, value in (
        ("requests_new", new),
        ("carried_in", carried),
        ("carried_out", random.randrange(3)),
        ("total_handled", handled),
        ("granted", granted),
        ("refused_third_party", random.randrange(4)),
        ("not_held", random.randrange(3)),
        ("not_processed_repeat", random.randrange(2)),
    ):
        firms = random.randrange(value + 1)
        figures[f"t3.{row}.natural_person"] = str(value - firms)
        figures[f"t3.{row}.commercial_enterprise"] = str(firms)
        figures[f"t3.{row}.total"] = str(value)
    if edition == "f2021":
        figures["t3.other_fee_lapsed.total"] = str(random.randrange(3))
        figures["t2.administrative_fees.fee_amount"] = random.choice(
            ("12.5 万元", "120000 元", "7", "0", "/")
        )
        for column in ("issued", "repealed", "in_force"):
            figures[f"t2.normative_documents.{column}"] = str(random.randrange(9))
    for row in ("administrative_licenses", "administrative_penalties", "administrative_coercion"):
        figures[f"t2.{row}.decisions"] = random.choice(("", "/", str(random.randrange(500))))
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        counts = [random.randrange(3) for _ in range(4)]
        results = ("upheld", "corrected", "other_result", "pending")
        figures |= {f"t4.{row}.{r}": str(n) for r, n in zip(results, counts, strict=True)}
        figures[f"t4.{row}.total"] = random.choice((str(sum(counts)), "", "/"))
    spoil = random.randrange(7)
    cells = [f"{t}.{cell}" for t in ("t3", "t4") for cell in catalogue().editions[edition].tables[t].cells]
    if spoil == 0:  # a slash wherever there is none
        figures = {cell: "/" if figures.get(cell, "0") == "0" else figures[cell] for cell in cells} | {
            cell: text for cell, text in figures.items() if cell.startswith("t2")
        }
    elif spoil == 1:  # the totals are left blank
        figures |= {f"t3.{row}.total": "" for row in TOTALS}
    elif spoil == 2:
        figures |= dict.fromkeys(random.sample(cells, 12), "?")
    elif spoil == 3:  # nothing at all is filled in
        figures |= dict.fromkeys((cell for cell in cells if cell.startswith("t3")), "")
    elif spoil == 4:  # a request of nobody, disputed all the same
        figures |= {
            f"t3.{row}.{c}": "0" for row in ("requests_new", "carried_in") for c in (*APPLICANTS, "total")
        }
    return figures


def _reports() -> list[Small]:
    random, reports = Random(16), []
    for office, known in OFFICES.items():
        for year in YEARS.get(office, range(2019, 2025)):
            edition = "f2019" if year <= 2020 or (office, year) == (POLICE, 2022) else "f2021"
            day = random.choice((None, "01-20", "01-29", "01-31", "02-03", "03-28", "04-02"))
            reports.append(
                Small(
                    office,
                    year,
                    edition,
                    _printed(random, office, year, edition),
                    scope=known["scope"],
                    published_on=day and f"{year + 1}-{day}",
                )
            )
    changed = {"t3.requests_new.total": "3"}
    first = Small(CIVIL, 2018, "f2019", changed, is_current=False, published_on="2019-04-03", name="first")
    again = Small(CIVIL, 2018, "f2019", {"t3.requests_new.total": "5"}, version=2, published_on="2019-06-01")
    wrong_years = [Small(POLICE, 2032, printed=changed), Small(TOWN, 2025, printed=changed)]
    return [*reports, first, again, *wrong_years]


def adversarial(folder: Path) -> Path:
    """The draft of such a warehouse, with a few findings and sentences on fees."""
    corrections = [
        Correction("t3.requests_new.total", 5, 6, "笔误", "次年报告", office="民政局", year=2018),
        Correction("t3.requests_new.total", 999, 6, "已改", "次年报告", office="城管局", year=2022),
    ]
    draft = make(
        folder,
        *_reports(),
        offices=OFFICES,
        mapping={"office_succession": SUCCESSION},
        corrections=corrections,
    )
    with duckdb.connect(str(draft)) as connection:
        connection.execute(JUDGED)
    return draft


JUDGED = """
INSERT INTO quality.rules BY NAME
SELECT 'r' || i AS rule, 't3' AS family, 'error' AS severity, 'official' AS basis, '规则' || i AS zh, 'rule' AS en,
       '请核对' AS what_to_do, 'd' AS digest, 'row' AS scope, ['x'] AS sources FROM range(3) AS t(i);
INSERT INTO quality.findings BY NAME
SELECT row_number() OVER (ORDER BY report_id, i) AS finding_id, 'r' || i AS rule,
       ['error', 'warning', 'info'][1 + (office_id + i) % 3]::severity AS severity, report_id, office_id, year,
       'total' AS scope, ['t3.requests_new.total'] AS cells, '不符' || office_id AS message, 'off' AS message_en,
       'f' || report_id || i AS fingerprint, TIMESTAMP '2026-01-02' AS first_seen, TIMESTAMP '2026-01-02' AS last_seen,
       'open' AS state, 'c' || report_id || (i // 2) AS cause
FROM reports, range(3) AS t(i) WHERE is_current AND (office_id + year + i) % 4 = 0;
INSERT INTO quality.runs BY NAME
SELECT build, TIMESTAMP '2026-01-02' AS started_at, TIMESTAMP '2026-01-02' AS finished_at, 'r' || i AS rule,
       100 + i AS assessed, i * 7 AS failed, i AS not_assessable
FROM range(3) AS t(i), (VALUES ('a'), ('b')) AS b(build);
UPDATE sections SET text = text || '。本年收取信息处理费' || office_id * 100 || '元；其他无。' WHERE office_id % 5 = 0;
"""
