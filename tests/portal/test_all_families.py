"""A portal with a column of each family: found from its home, crawled as proposed, night after night."""

from __future__ import annotations

import asyncio
import os
from collections import Counter

import pytest

from pipelines.crawl.all_sources import crawl
from pipelines.crawl.proposals import Answer, answer
from pipelines.crawl.scout import PAGES, find
from pipelines.intake.filed import filed
from tests.data.portal import Portal
from tests.data.portal_of_all import OTHERS, All, lay_all
from tests.portal.conftest import Sources
from tests.unit.crawl.test_scout import asked_of

SENT = {"/getFileListByCodeId"}
"""Pages that are told apart by what is sent to them."""


def scouted(portal: Portal) -> Answer:
    get, asked = asked_of(portal)
    result = answer(asyncio.run(find(portal.url("/"), get, local=True)))
    assert not {path for path, times in Counter(asked).items() if times > 1} - SENT
    return result


def test_its_home_leads_to_all_of_them_and_to_nothing_else() -> None:
    portal = Portal()
    everything = lay_all(portal)
    result = scouted(portal)
    offices = {p.row["family"]: [*p.offices] for p in result.proposals}
    whole = {family: [office] for family, office in everything.office.items()}
    whole |= {"gkmlpt": ["某局"], "by_year": []}  # one's list names the office, the other none
    assert offices == whole
    assert {p.sure for p in result.proposals} == {"sure"}
    assert result.why == []
    assert result.pages < 2 * PAGES


@pytest.mark.skipif(not os.environ.get("TORTURE"), reason="a minute: `make torture`")
def test_three_nights_of_what_was_proposed(portal: Portal, raw: Sources) -> None:
    everything = lay_all(portal)
    portal.night()
    rows = {p.name.replace("-", "_"): p.row for p in scouted(portal).proposals}
    home = raw(**{n: row | {"years": [2000, 2030], "pace": 0, "minutes": 1} for n, row in rows.items()})
    first = night(portal, home, everything)
    assert not first["again"]
    reports = Counter(f.listed_office for f in filed(home))
    second = night(portal, home, everything)
    assert second["bodies"] == 0
    portal.put("/static_list/nb/2015.html", portal.body("/static_list/nb/2015.html").replace("2015", "2014"))
    third = night(portal, home, everything)
    assert third["bodies"] == 1
    assert Counter(f.listed_office for f in filed(home)) - reports == {everything.office["static_list"]: 1}


def night(portal: Portal, home: object, everything: All) -> Counter[str]:
    """A crawl of all rows: each is complete, all that is meant to be found is, and nothing else."""
    ends = crawl(home)  # type: ignore[arg-type]
    assert [e for e in ends if e.outcome != "complete"] == []
    asked = portal.night()
    paths = {a.path for a in asked}
    wanted = set().union(*everything.wanted.values())
    assert not wanted - paths
    beyond = {p for p in paths - wanted if "fbtime=" not in p and "timeFrame=" not in p}
    assert not beyond, beyond  # years that no report is of are asked for, too
    assert not {p for p in paths if p in OTHERS}
    times = Counter(a.path for a in asked)
    return Counter(
        bodies=sum(1 for a in asked if a.sent), again=sum(n - 1 for p, n in times.items() if p not in SENT)
    )
