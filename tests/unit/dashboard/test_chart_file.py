"""A chart as a file: all that tells what it is stands in it, and nothing runs over its edge; a PNG without
words is not given."""

from __future__ import annotations

import struct
import sys
from xml.etree import ElementTree

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard import chart_file
from dashboard.chart_file import wide, wrapped
from dashboard.store import Store
from tests.unit.dashboard.asking import get, said

CHARTS = ("/index.map", "/index.years", "/findings.years", "/offices/1.requests")


@pytest.mark.parametrize("address", CHARTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_says_what_it_is_and_where_from(some: Store, address: str, language: str) -> None:
    reply = get(some, f"{address}.svg", language)
    assert reply.kind.startswith("image/svg+xml") and b"href" not in reply.body
    root = ElementTree.fromstring(reply.body)
    texts = [("".join(one.itertext()), one) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    words = [text for text, _ in texts]
    assert any(some.build().name in text for text in words)
    across = float(root.attrib["viewBox"].split()[2])
    for text, one in texts:
        if one in [*root]:
            assert float(one.attrib["x"]) + wide(text) <= across, text


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("", 100, []),
        ("one two three", 50, ["one two", "three"]),
        ("甲乙丙丁", 25, ["甲乙", "丙丁"]),
        ("unbreakable", 10, ["unbreakable"]),
        ("来自 18 份", 1000, ["来自 18 份"]),
    ],
)
def test_words_are_broken_into_lines(words: str, width: float, lines: list[str]) -> None:
    assert wrapped(words, width) == lines


def test_a_chart_is_there_as_png(some: Store) -> None:
    pytest.importorskip("resvg_py", reason="the extra `dashboard` is not installed")
    if not chart_file.has_font("公"):
        pytest.skip("no Chinese font: apt-get install fonts-noto-cjk")
    reply = get(some, "/index.years.png")
    assert (reply.status, reply.kind) == (200, "image/png")
    assert reply.body[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">I", reply.body[16:20]) == (1040,)


def test_a_picture_without_its_words_is_not_given(some: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_file, "has_font", lambda sign: sign == "0")
    monkeypatch.setitem(sys.modules, "resvg_py", object())
    reply = get(some, "/index.years.png")
    assert reply.status == 404 and "本机没有所需字体" in said(reply) and b".svg" in reply.body
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert "resvg-py is not installed" in said(get(some, "/index.years.png", "en"))
