"""A zip is opened within limits, and what is wrong with it has a code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from pipelines.read import container
from pipelines.read.container import Container, Unfit


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


ONE = zipped({"a.xml": b"<a>1</a>"}, zipfile.ZIP_STORED)


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def locked(data: bytes) -> bytes:
    """The same with the flag of a password on its part."""
    out = bytearray(data)
    out[data.index(b"PK\x03\x04") + 6] |= 1
    out[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(out)


def test_parts_are_read_by_name() -> None:
    opened = Container(zipped({"a.xml": b"<a>1</a>", "b/c.txt": b"2"}))
    assert opened.names == {"a.xml", "b/c.txt"}
    assert [part.filename for part in opened.parts] == ["a.xml", "b/c.txt"]
    assert opened.read("b/c.txt") == opened.read(opened.parts[1]) == b"2"
    assert opened.tree("a.xml").text == "1"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        pytest.param(lambda: Container(ONE[:40]), "read.damaged", id="no list of parts"),
        pytest.param(lambda: Container(b""), "read.damaged", id="nothing"),
        pytest.param(lambda: Container(ONE).read("b.xml"), "read.damaged", id="a part that is missing"),
        pytest.param(
            lambda: Container(changed(ONE, b"<a>1</a>", b"<a>2</a>")).read("a.xml"),
            "read.damaged",
            id="a part whose checksum is another",
        ),
        pytest.param(lambda: Container(locked(ONE)).read("a.xml"), "read.encrypted", id="a password"),
        pytest.param(
            lambda: Container(zipped({"a": b"1"}, zipfile.ZIP_BZIP2)).read("a"),
            "read.unsupported_format",
            id="packed in another way",
        ),
        pytest.param(
            lambda: Container(zipped({"a.xml": b"<a>"})).tree("a.xml"), "read.damaged", id="xml that is torn"
        ),
        pytest.param(
            lambda: Container(zipped({"a.xml": b"<a>" * 300 + b"</a>" * 300})).tree("a.xml"),
            "read.damaged",
            id="xml too deep",
        ),
    ],
)
def test_what_is_wrong_has_a_code(act: Callable[[], object], code: str) -> None:
    with pytest.raises(Unfit) as unfit:
        act()
    assert unfit.value.code == code


def test_entities_are_not_followed() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>1&c;</a>'
    assert "ha" not in "".join(Container(zipped({"a.xml": bomb})).tree("a.xml").itertext())


@pytest.mark.parametrize(
    ("limit", "value", "fits"),
    [
        ("MAX_UNPACKED", 3000, True),
        ("MAX_UNPACKED", 2999, False),
        ("MAX_PARTS", 3, True),
        ("MAX_PARTS", 2, False),
    ],
)
def test_limits_hold_for_all_parts_together(
    limit: str, value: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = zipped(dict.fromkeys("abc", b"1" * 1000), zipfile.ZIP_STORED)
    monkeypatch.setattr(container, limit, value)
    if fits:
        assert len(Container(data).parts) == 3
        return
    with pytest.raises(Unfit) as unfit:
        Container(data)
    assert unfit.value.code == "read.too_large"


@pytest.mark.parametrize(
    ("small", "ratio", "fits"),
    [(10_000, 2, True), (9_999, 2, False), (9_999, 1000, True)],
    ids=["small", "a bomb", "packed as tightly as it may be"],
)
def test_only_large_files_may_not_be_packed_too_tightly(
    small: int, ratio: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = zipped({"a": b"1" * 10_000})
    monkeypatch.setattr(container, "SMALL", small)
    monkeypatch.setattr(container, "MAX_RATIO", ratio)
    if fits:
        assert Container(data).read("a") == b"1" * 10_000
        return
    with pytest.raises(Unfit) as unfit:
        Container(data)
    assert unfit.value.code == "read.too_large"


@pytest.mark.parametrize(("limit", "fits"), [(5, True), (4, False)])
def test_tags_and_attributes_of_a_part_are_counted_before_its_tree_is_made(
    limit: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Container(zipped({"a.xml": b"<a b='1'><c d='2'/></a>"}))
    monkeypatch.setattr(container, "MAX_MARKS", limit)
    if fits:
        assert opened.tree("a.xml")[0].get("d") == "2"
        return
    with pytest.raises(Unfit, match="too_large"):
        opened.tree("a.xml")


def test_a_part_is_not_unpacked_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_UNPACKED", 1000)
    opened = Container(zipped({"a": b"1" * 900}, zipfile.ZIP_STORED))
    assert opened.read("a") == opened.read("a")
    with pytest.raises(Unfit, match="too_large"):
        opened.read("a")
