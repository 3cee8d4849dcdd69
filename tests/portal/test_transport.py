"""What happens on the way between a portal and the crawl: answers that are cut, loops, refusals with
a time, certificates. One crawl of all portals serves all tests of this file."""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.all_sources import Crawled, crawl
from pipelines.crawl.transport import seconds
from pipelines.intake.fetches import Fetch, fetches
from tests.data.portal import Answer, Portal
from tests.data.portal_pages import Line, list_page, report, static_list

OFFICE = "云溪街道办事处"
TITLE = OFFICE + "{}年政府信息公开工作年度报告"
GOOD = report(OFFICE, 2022)
ZIPPED = {"Content-Encoding": "gzip"}
LOOP = {"Location": "/nb/loop"}

AMONG_REPORTS = {
    "good": (Answer(GOOD), "new"),
    "zipped": (Answer(gzip.compress(GOOD), headers=ZIPPED), "new"),
    "zipped-cut": (Answer(gzip.compress(GOOD)[:-400], headers=ZIPPED), "failed"),
    "zipped-without-end": (Answer(gzip.compress(GOOD)[:-8], headers=ZIPPED), "failed"),
    "bomb": (Answer(gzip.compress(b"<p>" + b"0" * 9_000_000), headers=ZIPPED), "too_large"),
    "loop": (Answer(status=302, headers=LOOP), "failed"),
    "cookies": (Answer(status=302, headers={"Location": "/nb/cookies", "Set-Cookie": "a=1"}), "failed"),
    "refresh": (Answer(b"<meta http-equiv=refresh content='0;url=/nb/refresh'>" + GOOD), "new"),
    "onward": (Answer(b"<meta http-equiv=refresh content='0;url=/nb/there'>"), "new"),
    "home": (Answer(status=302, headers={"Location": "/"}), "gone"),
    "robots": (Answer(GOOD), "robots"),
    "secret": (Answer(status=302, headers={"Location": "//me:pw@127.0.0.1/"}), "forbidden"),
}
"""Each with the word that is right for it."""


def lay(portal: Portal, pages: dict[str, Answer]) -> None:
    static_list(portal, "/nb/", [[Line(f"./{n}", TITLE.format(2010 + i)) for i, n in enumerate(pages)]])
    portal.pages |= {f"/nb/{name}": answer for name, answer in pages.items()}


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for this machine that nobody vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    whole = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "pem").write_bytes(key.private_bytes(*form) + whole)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "pem")
    return context


class Night:
    """The portals, how the crawl of each ended, and the raw folder."""

    def __init__(self, raw: Path, portals: dict[str, Portal], ended: dict[str, Crawled]) -> None:
        self.raw, self.portals, self.ended = raw, portals, ended

    def log(self, name: str) -> dict[str, Fetch]:
        lines = [f for f in fetches(self.raw, name) if f.kind not in ("list", "source")]
        return {f.url.rsplit("/", 1)[-1]: f for f in lines}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    raw = tmp_path_factory.mktemp("raw")
    names = ("traps", "fails", "pause", "later", "sealed", "trusted")
    with ExitStack() as stack:
        tls = certificate(raw)
        portals = {n: stack.enter_context(Portal(tls if n in ("sealed", "trusted") else None)) for n in names}
        for portal in portals.values():
            lay(portal, {"good": Answer(GOOD)})
        lay(portals["traps"], {name: answer for name, (answer, _) in AMONG_REPORTS.items()})
        portals["traps"].put("/nb/there", GOOD)
        portals["traps"].put("/", list_page([]))
        portals["traps"].put("/robots.txt", "User-agent: *\nDisallow: /nb/robots\n", type="text/plain")
        portals["fails"].put("/robots.txt", b"", status=503)
        portals["pause"].put("/robots.txt", "User-agent: *\nCrawl-delay: 2\n", type="text/plain")
        later = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        lay(
            portals["later"], {"good": Answer(GOOD), "busy": Answer(b"", 503, headers={"Retry-After": later})}
        )
        plain = {"portal": "青禾", "family": "static_list", "pace": 0, "minutes": 1, "local": True}
        rows = {
            n: plain | {"list": p.url("/nb/"), "office": OFFICE, "megabytes": 4} for n, p in portals.items()
        }
        rows["trusted"] |= {"tls": "unverified", "tls_reason": "证书自签"}
        text = yaml.safe_dump({"contact": "https://example.org", "sources": rows}, allow_unicode=True)
        (raw / "sources.yml").write_text(text, encoding="utf-8")
        yield Night(raw, portals, {one.source: one for one in crawl(raw)})


@pytest.mark.parametrize("name", AMONG_REPORTS)
def test_a_report_that_comes_otherwise(name: str, night: Night) -> None:
    assert night.log("traps")[name].outcome == AMONG_REPORTS[name][1]


def test_a_source_with_such_reports_is_not_complete(night: Night) -> None:
    assert night.ended["traps"].outcome == "partial"
    assert "failed" in (night.ended["traps"].detail or "")


def test_no_password_of_an_address_is_written_down(night: Night) -> None:
    assert "me:pw" not in (night.raw / "archive" / "fetches" / "traps.jsonl").read_text()


def test_robots_txt_that_fails_means_to_wait(night: Night) -> None:
    assert not night.portals["fails"].night()
    assert night.ended["fails"].outcome == "broken"
    assert "robots.txt" in (night.ended["fails"].detail or "")


def test_a_crawl_delay_is_kept(night: Night) -> None:
    """Most of it at least: what a busy machine delays arrives later than it was sent."""
    first, second = (a.at for a in night.portals["pause"].night())
    assert second - first > 1


def test_who_wants_to_be_left_alone_for_long_is(night: Night) -> None:
    assert [a.path for a in night.portals["later"].night()] == ["/nb/", "/nb/busy"]
    assert night.log("later")["good"].outcome == "failed"
    assert night.ended["later"].outcome != "complete"


def test_a_certificate_is_looked_at_unless_the_row_says_why_not(night: Night) -> None:
    assert (night.ended["sealed"].outcome, night.portals["sealed"].asked) == ("broken", [])
    assert night.ended["trusted"].outcome == "complete"
    assert "证书自签" in (night.ended["trusted"].detail or "")


@pytest.mark.parametrize(("named", "wait"), [(b"7", 7), (b"", 0), (None, 0), (b"soon", 0), (b"-1", 0)])
def test_a_wait_in_seconds(named: bytes | None, wait: float) -> None:
    assert seconds(named) == wait


def test_a_wait_as_a_date() -> None:
    in_an_hour = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert 3500 < seconds(in_an_hour.encode()) <= 3600
    assert seconds(b"Thu, 01 Jan 2015 00:00:00 GMT") == 0
