"""What a portal may do to a crawl: lead it elsewhere, never end, be slow, broken, walled. It is
bounded and logged."""

from __future__ import annotations

import itertools
from pathlib import Path

from pipelines.crawl.all_sources import crawl
from pipelines.intake.fetches import Fetch, fetches
from pipelines.intake.filed import filed
from pipelines.intake.verify import verify
from tests.data.portal import Answer, Portal
from tests.data.portal_pages import Line, list_page, offers, report, static_list
from tests.portal.conftest import Sources

OFFICE = "云溪街道办事处"
TITLE = OFFICE + "{}年政府信息公开工作年度报告"


def entries(home: Path, name: str = "yunxi") -> dict[str, Fetch]:
    """The last line of the log for each report, by the last part of its address."""
    return {f.url.rsplit("/", 1)[-1]: f for f in fetches(home, name) if f.kind not in ("list", "source")}


def test_where_a_crawl_is_led_away_it_does_not_follow(portal: Portal, raw: Sources) -> None:
    with Portal() as elsewhere:
        elsewhere.put("/r.html", report(OFFICE, 2019))
        targets = {
            "other-port": elsewhere.url("/r.html"),
            "metadata": "http://169.254.169.254/latest/meta-data/",
            "decimal": f"http://2130706433:{elsewhere.port}/r.html",
            "file": "file:///etc/passwd",
            "user": f"http://{portal.host}@127.0.0.1:{elsewhere.port}/r.html",
            "v6": f"http://[::1]:{elsewhere.port}/r.html",
        }
        lines = [Line(f"./{name}", TITLE.format(2015 + n)) for n, name in enumerate(targets)]
        lines.append(Line(elsewhere.url("/r.html"), TITLE.format(2022)))
        static_list(portal, "/nb/", [lines])
        for name, address in targets.items():
            portal.put(f"/nb/{name}", b"", status=302, headers={"Location": address})
        offered = offers(TITLE.format(2023), f'<a href="{elsewhere.url("/r.pdf")}">年报.pdf</a>')
        portal.put("/nb/offers.html", offered)
        lines.append(Line("./offers.html", TITLE.format(2023)))
        static_list(portal, "/nb/", [lines])
        home = raw(
            yunxi={"family": "static_list", "list": portal.url("/nb/"), "articles": "http", "office": OFFICE}
        )
        crawl(home)
        assert not elsewhere.asked
    log = entries(home)
    assert {name: log[name].outcome for name in targets} == dict.fromkeys(targets, "forbidden") | {
        "file": "failed"
    }
    assert (log["r.html"].outcome, log["r.pdf"].outcome) == ("forbidden", "forbidden")
    assert log["offers.html"].outcome == "new"


def test_a_name_that_leads_to_this_machine_is_not_asked(portal: Portal, raw: Sources) -> None:
    """As after a change of DNS: the host is allowed, its address is not."""
    static_list(portal, "/nb/", [[Line("./1.html", TITLE.format(2022))]])
    address = f"http://localhost:{portal.port}/nb/"
    home = raw(yunxi={"family": "static_list", "list": address, "local": False, "office": OFFICE})
    [ended] = crawl(home)
    assert not portal.asked
    assert ended.outcome == "broken"
    assert "forbidden" in (ended.detail or "")


def test_robots_txt_is_obeyed(portal: Portal, raw: Sources) -> None:
    portal.put("/robots.txt", "User-agent: *\nDisallow: /nb/secret\n", type="text/plain")
    static_list(
        portal, "/nb/", [[Line("./secret.html", TITLE.format(2021)), Line("./open.html", TITLE.format(2022))]]
    )
    portal.put("/nb/open.html", report(OFFICE, 2022))
    portal.put("/nb/secret.html", report(OFFICE, 2021))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    assert {a.path for a in portal.night()} == {"/nb/", "/nb/open.html"}
    assert {name: f.outcome for name, f in entries(home).items()} == {
        "secret.html": "robots",
        "open.html": "new",
    }


def test_a_portal_that_wants_no_crawler_is_left_alone(portal: Portal, raw: Sources) -> None:
    portal.put("/robots.txt", "User-agent: *\nDisallow: /\n", type="text/plain")
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    [ended] = crawl(home)
    assert (ended.outcome, ended.detail, portal.night()) == ("broken", "robots", [])


def test_a_list_without_end_is_cut(portal: Portal, raw: Sources) -> None:
    """Every page invents a report that was not there before."""
    numbers = itertools.count(1)
    portal.pages["/list"] = lambda query: Answer(
        list_page([Line(f"/r/{next(numbers)}.html", TITLE.format(2022))]).encode(), validators="none"
    )
    home = raw(
        yunxi={"family": "numbered", "list": portal.url("/list?page={page}"), "office": OFFICE, "pages": 30},
    )
    [ended] = crawl(home)
    assert len(portal.night()) == 30
    assert ended.outcome == "partial"
    assert ended.counts["cut"] >= 1


def test_folders_without_end_are_cut(portal: Portal, raw: Sources) -> None:
    portal.pages.clear()

    class Endless(dict):  # type: ignore[type-arg]
        """Every folder holds another one of the same name."""

        def __contains__(self, path: object) -> bool:
            return str(path).endswith("/")

        def __getitem__(self, path: str) -> Answer:
            return Answer(list_page([Line("./2023/", "2023年")]).encode())

    portal.pages = Endless()
    home = raw(yunxi={"family": "year_tree", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    assert len(portal.night()) == 5


USELESS = {
    "412": (Answer(b"<script>$_ts={}</script>", 412), "blocked", 1),
    "521": (Answer(b"<script>document.cookie='__jsl_clearance'</script>", 521), "blocked", 1),
    "captcha": (Answer("<html><title>访问验证</title>请完成安全验证</html>".encode()), "blocked", 1),
    "404": (Answer(b"gone", 404), "gone", 1),
    "403": (Answer(b"no", 403), "failed", 1),
    "503": (Answer(b"wait", 503, headers={"Retry-After": "0"}), "failed", 4),
    "empty": (Answer(b""), "failed", 1),
    "short": (Answer(b"x" * 5000, short=True), "failed", 4),
}


def test_answers_that_are_of_no_use(portal: Portal, raw: Sources) -> None:
    for name, (answer, _, _) in USELESS.items():
        portal.pages[f"/nb/{name}"] = answer
    lines = [Line(f"./{name}", TITLE.format(2010 + n)) for n, name in enumerate([*USELESS, "good"])]
    static_list(portal, "/nb/", [lines])
    portal.put("/nb/good", report(OFFICE, 2022))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    [ended] = crawl(home)
    log = entries(home)
    assert {n: log[n].outcome for n in log} == {n: outcome for n, (_, outcome, _) in USELESS.items()} | {
        "good": "new"
    }
    assert {n: portal.arrived[f"/nb/{n}"] for n in USELESS} == {
        n: times for n, (_, _, times) in USELESS.items()
    }
    assert [n for n, f in log.items() if f.sha256] == ["good"]
    assert ended.outcome == "partial"
    assert verify(home).strays == []


def test_an_answer_that_does_not_come_is_given_up(portal: Portal, raw: Sources) -> None:
    """Long after the limit, so that what comes in time does on a busy machine, too."""
    static_list(portal, "/nb/", [[Line("./late", TITLE.format(2021)), Line("./good", TITLE.format(2022))]])
    portal.pages["/nb/late"] = Answer(b"late", slow=30)
    portal.put("/nb/good", report(OFFICE, 2022))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "timeout": 2})
    [ended] = crawl(home)
    assert {name: entry.outcome for name, entry in entries(home).items()} == {"late": "failed", "good": "new"}
    assert portal.arrived["/nb/late"] == 4
    assert ended.outcome == "partial"


def test_what_is_too_large_is_not_loaded(portal: Portal, raw: Sources) -> None:
    portal.put("/nb/huge.html", b"<p>" + b"x" * 3_000_000)
    static_list(portal, "/nb/", [[Line("./huge.html", TITLE.format(2021))]])
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "megabytes": 1})
    crawl(home)
    assert entries(home)["huge.html"].outcome == "too_large"


def test_names_from_outside_do_not_touch_the_disk(portal: Portal, raw: Sources) -> None:
    name = "..%2f..%2f..%2fevil.html"
    static_list(portal, "/nb/", [[Line(f"./{name}", TITLE.format(2021))]])
    portal.put(
        f"/nb/{name}",
        report(OFFICE, 2021),
        headers={"Content-Disposition": 'attachment; filename="../../evil"'},
    )
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    written = {p.relative_to(home).parts[0] for p in home.parent.rglob("*") if p.is_file()}
    assert written == {"sources.yml", "archive"}
    assert not list(home.parent.rglob("*evil*"))


def test_one_broken_source_does_not_stop_the_others_and_takes_no_longer_than_it_may(
    portal: Portal, raw: Sources
) -> None:
    portal.pages["/hangs/"] = Answer(b"late", slow=20)
    static_list(portal, "/nb/", [[Line("./1.html", TITLE.format(2021))]])
    portal.put("/nb/1.html", report(OFFICE, 2021))
    home = raw(
        hangs={"family": "static_list", "list": portal.url("/hangs/"), "minutes": 0.05, "timeout": 2},
        crashes={"family": "gkmlpt", "list": portal.url("/nb/"), "parameters": {"category": 1}},
        good={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE},
    )
    ended = {c.source: c for c in crawl(home)}
    assert {name: c.outcome for name, c in ended.items()} == {
        "hangs": "cut",
        "crashes": "broken",
        "good": "complete",
    }
    assert ended["hangs"].detail


def test_the_pace_is_kept(portal: Portal, raw: Sources) -> None:
    """Half of it at least: what a busy machine delays arrives later than it was sent."""
    static_list(portal, "/nb/", [[Line(f"./{y}.html", TITLE.format(y)) for y in (2019, 2020)]])
    for y in (2019, 2020):
        portal.put(f"/nb/{y}.html", report(OFFICE, y))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "pace": 1.5})
    crawl(home)
    times = [a.at for a in portal.night()]
    assert len(times) == 3
    assert all(later - before > 0.75 for before, later in itertools.pairwise(times))


def test_a_list_that_is_longer_than_a_night_comes_to_its_end(portal: Portal, raw: Sources) -> None:
    """Known reports may not eat up the nights of those that were never asked for."""
    lines = [Line(f"./{n}.html", TITLE.format(2022)) for n in range(40)]
    static_list(portal, "/nb/", [lines[n : n + 10] for n in range(0, 40, 10)])
    for n in range(40):
        portal.put(f"/nb/{n}.html", report(OFFICE, 2022, received=n))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "pages": 20})
    for _ in range(6):
        crawl(home)
        assert len(portal.night()) <= 20
    assert len(filed(home)) == 40
