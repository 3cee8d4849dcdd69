"""Which addresses may be asked: the hosts of the source, by http, at public addresses."""

from __future__ import annotations

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.guard import is_public, why_not
from pipelines.crawl.sources import Source


def source(**more: object) -> Source:
    return Source(name="x", portal="x", family="static_list", list="https://www.x.gov.cn/nb/", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.x.gov.cn/a",
        "http://www.x.gov.cn/a",
        "https://WWW.x.gov.cn:443/a",
        "http://www.x.gov.cn:80/",
    ],
)
def test_its_own_host_may_be_asked(url: str) -> None:
    assert why_not(url, source()) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://x.gov.cn/",
        "https://www.x.gov.cn.evil.com/",
        "https://evil.com/www.x.gov.cn",
        "https://www.x.gov.cn:8443/",
        "https://www.x.gov.cn@evil.com/",
        "https://user@www.x.gov.cn/",
        "ftp://www.x.gov.cn/",
        "file:///etc/passwd",
        "http://[::1/",
        "http://www.x.gov.cn:99999/",
        "data:text/html,x",
        "",
    ],
)
def test_nothing_else_may(url: str) -> None:
    assert why_not(url, source())


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]"])
def test_a_host_that_is_no_public_address_needs_a_local_source(host: str) -> None:
    assert why_not(f"http://{host}/", source(hosts=(host,)))
    assert why_not(f"http://{host}/", source(hosts=(host,), local=True)) is None


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *(
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "fec0::1",
        ),
        "no address",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2400:3200::1")
