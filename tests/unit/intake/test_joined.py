"""What the manifest says is one report is one filing with parts, in the order of its lines; nothing else
is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.intake.inbox import INBOX, take_in
from pipelines.intake.joined import called
from pipelines.intake.manifest import ManifestError, display_path, filings
from pipelines.model import Filing
from tests.unit.intake.test_manifest import hashed, put

HEAD = "path,part_of,listed_office,published_on\n"


def parts(filing: Filing) -> list[str]:
    return [part.path for part in filing.parts]


def taken(raw: Path, lines: str) -> dict[str, list[str]]:
    """The filings by path, each with the paths of its parts."""
    (raw / "manifest.csv").write_text(HEAD + lines, encoding="utf-8")
    return {filing.path: parts(filing) for filing in filings(raw)}


def drop(raw: Path, name: str, content: str) -> None:
    path = raw / INBOX / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (0, 0))
    assert take_in(raw, display_path) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", {"a.txt": [], "b.txt": [], "c.txt": []}),
        ("a.txt,,,\nb.txt,,,\n", {"a.txt": [], "b.txt": [], "c.txt": []}),
        ("b.txt,甲,,\na.txt,甲,,\n", {"b.txt": ["b.txt", "a.txt"], "c.txt": []}),
        ("a.txt,甲,,\nb.txt,乙,,\n", {"a.txt": [], "b.txt": [], "c.txt": []}),
        ("gone.txt,甲,,\na.txt,甲,,\n", {"a.txt": ["gone.txt", "a.txt"], "b.txt": [], "c.txt": []}),
    ],
    ids=["no manifest", "no part", "in the order of lines", "each by itself", "one is missing"],
)
def test_parts_are_one_filing(tmp_path: Path, lines: str, expected: dict[str, list[str]]) -> None:
    put(tmp_path, a_txt="甲", b_txt="乙", c_txt="丙")
    assert taken(tmp_path, lines) == expected


def test_it_has_the_first_claims_and_a_hash_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, a_txt="甲", b_txt="乙")
    taken(tmp_path, "a.txt,甲,,\nb.txt,甲,青禾县民政局,2023-01-20\n")
    (one,) = filings(tmp_path)
    assert (one.listed_office, one.published_on, one.size) == ("青禾县民政局", "2023-01-20", 6)
    assert one.given_name == "a.txt + b.txt" and len(one.sha256) == 64
    assert [part.sha256 for part in one.files] == [hashed("甲"), hashed("乙")]
    put(tmp_path, b_txt="丙")
    (other,) = filings(tmp_path)
    assert other.sha256 != one.sha256 and other.path == one.path


def test_two_offices_in_one_report_are_refused(tmp_path: Path) -> None:
    put(tmp_path, a_txt="甲", b_txt="乙")
    with pytest.raises(ManifestError, match="民政局、财政局"):
        taken(tmp_path, "a.txt,甲,民政局,\nb.txt,甲,财政局,\n")


def test_dropped_files_are_named_as_they_were_dropped(tmp_path: Path) -> None:
    drop(tmp_path, "x/1.txt", "甲")
    drop(tmp_path, "x/2.txt", "乙")
    lines = "inbox/x/1.txt,x,,\ninbox/x/2.txt,x,,\n"
    ((path, listed),) = taken(tmp_path, lines).items()
    assert [p.rpartition("/")[2] for p in listed] == [hashed("甲"), hashed("乙")] and path == listed[0]
    drop(tmp_path, "x/2.txt", "改")
    joined = next(filing for filing in filings(tmp_path) if filing.parts)
    assert [part.sha256 for part in joined.parts] == [hashed("甲"), hashed("改")]
    assert {f.sha256 for f in filings(tmp_path)} == {joined.sha256, hashed("乙")}  # what it was before


@pytest.mark.parametrize(
    ("names", "said"),
    [(["1.jpg", "2.jpg"], "1.jpg + 2.jpg"), ([f"{n}.jpg" for n in range(1, 9)], "1.jpg + 2.jpg + … (8)")],
)
def test_its_name_is_short(names: list[str], said: str) -> None:
    assert called(names) == said
