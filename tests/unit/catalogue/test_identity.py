"""The words and weights of office and year: read whole, and a mistake in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalogue.identity import FILE, identity_words
from pipelines.catalogue.strict_yaml import CatalogueError


def test_a_title_outweighs_every_sentence_and_a_word_in_passing_no_title() -> None:
    for scale in (identity_words().office, identity_words().year):
        weights = {kind: evidence.weight for kind, evidence in scale.evidence.items()}
        assert max(weights, key=weights.__getitem__) == "page_title"
        assert weights["title"] >= max(weights[k] for k in ("publishes", "signature"))
        assert all(weight > 0 for weight in weights.values()) and scale.margin > 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic:", "topics:", "unknown"),
        ("  margin: 2\n", "", "margin"),
        ("weight: 8,", "heavy: 8,", "heavy"),
        ("weight: 8,", "weight: much,", "page_title: weight 'much' is no whole number"),
        ("  makes: ", "  builds: ", "builds"),
        ("  inner: (?:", "  inner: (?:(", "inner"),
        ("  - 上半年", "  - (上半年", "part_of_year"),
    ],
)
def test_a_mistake_names_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "identity.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        identity_words.__wrapped__(path)
