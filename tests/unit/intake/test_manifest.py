"""What is in raw/ is taken in, whatever the manifest says of it; what the manifest says is
refused if unclear."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from pipelines.intake.manifest import ManifestError, claims, files, filings
from pipelines.model import Filing

HEAD = "path,source_url,published_on,listed_office,listed_title\n"


def put(raw: Path, **contents: str) -> None:
    for name, content in contents.items():
        path = raw / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_every_file_is_a_filing_with_its_hash_and_the_claims_about_it(tmp_path: Path) -> None:
    put(tmp_path, b_txt="乙", a__c_html="丙")
    put(tmp_path, manifest_csv=HEAD + 'a/c.html,https://x.gov.cn/1, 2023-01-20 ,"青禾县,民政局",\n')
    assert filings(tmp_path) == [
        Filing("a/c.html", hashed("丙"), 3, "https://x.gov.cn/1", "2023-01-20", "青禾县,民政局", None),
        Filing("b.txt", hashed("乙"), 3),
    ]


def test_without_a_manifest_there_are_no_claims(tmp_path: Path) -> None:
    assert claims(tmp_path) == {}
    assert filings(tmp_path) == []


def test_a_row_without_a_file_is_a_filing_that_is_missing(tmp_path: Path) -> None:
    put(tmp_path, manifest_csv=HEAD + "gone.pdf,,,,\n")
    (tmp_path / "folder").mkdir()
    put(tmp_path, manifest_csv=HEAD + "gone.pdf,,,,\nfolder,,,,\n../elsewhere.txt,,,,\n")
    assert [(f.path, f.sha256, f.size) for f in filings(tmp_path)] == [
        ("../elsewhere.txt", "", 0),
        ("folder", "", 0),
        ("gone.pdf", "", 0),
    ]


def test_what_is_no_file_is_a_filing_without_content(tmp_path: Path) -> None:
    """Nobody waits at a pipe, and a link that leads nowhere does not vanish without a word."""
    put(tmp_path, folder__b_txt="乙")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "folder" / "b.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "elsewhere").symlink_to(tmp_path / "folder")
    empty = {"broken.txt", "elsewhere", "pipe.pdf"}
    assert {f.path: f.sha256 for f in filings(tmp_path)} == {
        **dict.fromkeys(empty, ""),
        **dict.fromkeys(("folder/b.txt", "linked.txt"), hashed("乙")),
    }


def test_descriptions_and_hidden_files_are_no_filings(tmp_path: Path) -> None:
    put(
        tmp_path,
        manifest_csv=HEAD,
        README_md="x",
        sources_yml="x",
        _git__config="x",
        _DS_Store="x",
        a__README_md="x",
    )
    assert [f.path for f in filings(tmp_path)] == ["a/README.md"]


def test_a_manifest_from_a_spreadsheet(tmp_path: Path) -> None:
    """A byte order mark, Windows line ends, empty lines, fewer fields than columns."""
    (tmp_path / "manifest.csv").write_bytes(
        b"\xef\xbb\xbf" + (HEAD + "a.txt,https://x\n\n,,,,\n").replace("\n", "\r\n").encode()
    )
    assert claims(tmp_path) == {
        "a.txt": {
            "source_url": "https://x",
            "published_on": None,
            "listed_office": None,
            "listed_title": None,
        }
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD.replace("listed_office", "office").encode(), "office"),
        (b"source_url\nhttps://x\n", "path"),
        (b"", "path"),
        ((HEAD + "a.txt,,,,\nb.txt,,,,\na.txt,,,,\n").encode(), "4"),
        ((HEAD + "a.txt,,,青禾县,民政局,2020年年报\n").encode(), "2"),
        (HEAD.encode() + b"a.txt,,,\xff\xff,\n", "GB18030"),
    ],
    ids=["unknown column", "no path", "empty", "twice", "too many fields", "in no encoding"],
)
def test_a_manifest_that_is_unclear_is_refused_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "manifest.csv").write_bytes(content)
    with pytest.raises(ManifestError) as refusal:
        filings(tmp_path)
    assert "manifest.csv" in str(refusal.value)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_names_in_another_encoding_become_readable_and_the_file_is_found(tmp_path: Path) -> None:
    """As they come out of archives packed on a Chinese Windows; raw bytes of a name cannot be
    stored."""
    for name in ("年报.txt".encode("gb18030"), b"\xff\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("甲", encoding="utf-8")
    put(tmp_path, plain_txt="乙")
    found = files(tmp_path)
    assert [*sorted(found)] == ["\\xff\\xfe.txt", "plain.txt", "年报.txt"]
    assert {f.path: f.sha256 for f in filings(tmp_path)} == {
        "\\xff\\xfe.txt": hashed("甲"),
        "plain.txt": hashed("乙"),
        "年报.txt": hashed("甲"),
    }
    assert all(path.is_file() for path in found.values())


def test_two_files_never_share_a_name(tmp_path: Path) -> None:
    put(tmp_path, 年报_txt="甲")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "年报.txt".encode("gb18030"))).write_text(
        "乙", encoding="utf-8"
    )
    assert sorted(f.sha256 for f in filings(tmp_path)) == sorted([hashed("甲"), hashed("乙")])


def test_a_file_that_cannot_be_opened_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a_txt="甲", b_txt="乙")
    really = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return really(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert [(f.path, f.sha256) for f in filings(tmp_path)] == [("a.txt", ""), ("b.txt", hashed("乙"))]
