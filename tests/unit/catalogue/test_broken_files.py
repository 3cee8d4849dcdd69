"""Whatever is wrong with a YAML file that people write, it is one line with the file and the
place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations import rules
from pipelines.catalogue.load import HERE, load
from pipelines.catalogue.mentions import FILE, mention_kinds
from pipelines.catalogue.strict_yaml import CatalogueError
from pipelines.input_error import InputError

BROKEN = {
    "empty": b"",
    "a list": b"- a",
    "not closed": b"a: [",
    "a tab": b"\tb: 1",
    "an anchor that is not there": b"a: *x",
    "a list as a key": b"? [a]\n: b",
    "a tag": b"!!python/object:x {}",
    "a number": b"5",
    "twice the same": b"a:\n  b: 1\n  b: 2",
    "a merge with a number": b"<<: 5\n",
    "no such day": b"a: 2020-13-45",
    "not UTF-8": b"\xff\xfe\x00",
    "an entry that is no mapping": b"a: [1, 2]",
}


def _rules(path: Path) -> object:
    return rules.load(path.parent)


def _catalogue(path: Path) -> object:
    return load(path.parent)


LOADED: dict[str, tuple[Path, Callable[[Path], object]]] = {
    "years.yml": (rules.FOLDER, _rules),
    "lines.yml": (HERE, _catalogue),
    "sums.yml": (HERE, _catalogue),
    "words.yml": (HERE, _catalogue),
    "indicators.yml": (HERE, _catalogue),
    "editions/f2021.yml": (HERE, _catalogue),
    "mentions.yml": (HERE, mention_kinds.__wrapped__),
}


@pytest.mark.parametrize("name", LOADED)
@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_is_one_line(tmp_path: Path, name: str, how: str) -> None:
    source, loaded = LOADED[name]
    folder = tmp_path / "copy"
    shutil.copytree(source, folder)
    (folder / name).write_bytes(BROKEN[how])
    path = folder if "/" in name else folder / name
    with pytest.raises(InputError) as refused:
        loaded(path / "x" if "/" in name else path)
    said = str(refused.value)
    assert "\n" not in said
    assert Path(name).name in said or name.split("/")[0] in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('variants: ["社会组织"]', 'variants: "社会组织"', "no list of labels"),
        ('variants: ["社会组织"]', "variants: [5]", "no list of labels"),
        ('variants: ["社会组织"]', 'variants: ["科研机构"]', "is the label of research_institution"),
    ],
)
def test_a_variant_is_a_list_of_labels_that_no_other_line_has(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(HERE, folder)
    text = (folder / "lines.yml").read_text(encoding="utf-8")
    assert old in text
    (folder / "lines.yml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        load(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  within: clause\n", "  within: word\n", "within: unknown 'word'"),
        ("<counter>", "<count>", "unknown part 'count'"),
        ("unless: [曾, ", "unless: [5, ", "no list of texts"),
        ("patterns: ['(20", "patterns: ['((20", "patterns: "),
        ("counts: [行政诉讼, lawsuits]", "counts: [lawsuits]", "no pair of Chinese and English"),
    ],
)
def test_a_wrong_mention_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mentions.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"mentions.yml: .*{said}"):
        mention_kinds.__wrapped__(path)
