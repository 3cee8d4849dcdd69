"""The committed gazetteer is packed without loss, and small."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import pipelines.offices.gazetteer as gazetteer
from pipelines.offices.gazetteer.packed import pack, unpack

codes = st.text("0123456789", min_size=6, max_size=12)
words = st.text(st.characters(exclude_categories=("C", "Z")), max_size=6)
spells = st.tuples(codes, st.sampled_from(["gb", "nbs", "mca"]), codes, words, words, words)


@given(st.lists(spells, min_size=1, max_size=20))
def test_what_is_packed_comes_out_as_it_was(rows: list[tuple[str, str, str, str, str, str]]) -> None:
    assert unpack(pack(rows)) == rows


def test_the_places_of_china_take_a_quarter_of_a_megabyte() -> None:
    data = Path(gazetteer.__file__).with_name("places.gz").read_bytes()
    rows = unpack(data)
    assert len(data) < 300_000 and len(rows) > 50_000
    assert rows[0] == ("110000", "gb", "110000", "北京市", "2008", "")
    assert ("360429106", "nbs", "360429201", "凰村镇", "2020", "") not in rows
    assert ("360429201", "nbs", "360429106", "凰村镇", "2020", "") in rows
