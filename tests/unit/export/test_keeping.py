"""Files that hold what they held are those of the earlier release, as long as these are what they were;
all others are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from export import keeping
from export.keeping import PARTS, SCRATCH, SUMS, Piece, Writing

FIRST = {"a.csv": ("head\n", "2021\n", "2022\n"), "b/2021.parquet": ("2021",), "b/2022.parquet": ("2022",)}
NEXT = {
    "a.csv": ("head\n", "2021\n", "2022 new\n"),
    "b/2021.parquet": ("2021",),
    "b/2022.parquet": ("2022 new",),
}


class Made:
    """A release of files that are made of texts, and the texts that were written for it."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, tuple[str, ...]],
        earlier: Path | None = None,
        full: bool = False,
    ) -> None:
        self.folder, self.texts = folder, list[str]()
        folder.mkdir()
        writing = Writing(folder, earlier, full)
        for name, texts in files.items():
            writing.file(name, [Piece(f"digest of {text}", self._writer(text)) for text in texts])
        (folder / "README.md").write_text(folder.name)
        (folder / "LICENSE.md").write_text("the same")
        writing.note()
        assert writing.close() == len(files) + 4
        self.kept, self.why = writing.kept, writing.why

    def _writer(self, text: str) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            self.texts.append(text)
            path.write_text(text)

        return write


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_holds_what_it_held_is_the_same_file(tmp_path: Path) -> None:
    first = Made(tmp_path / "1", FIRST)
    assert first.kept == set() and "no earlier release" in first.why
    before = content(first.folder)
    second = Made(tmp_path / "2", NEXT, first.folder)
    assert second.texts == ["2022 new\n", "2022 new"]  # a piece of the CSV, and a file
    assert second.kept == {"b/2021.parquet", "LICENSE.md"} and second.why == ""
    assert (second.folder / "b/2021.parquet").samefile(first.folder / "b/2021.parquet")
    assert (second.folder / "a.csv").read_text() == "head\n2021\n2022 new\n"
    assert not (second.folder / SCRATCH).exists()
    assert content(first.folder) == before
    third = Made(tmp_path / "3", NEXT, second.folder)
    assert third.texts == [] and third.kept == {*NEXT, PARTS, "LICENSE.md"}


def test_it_is_byte_for_byte_what_is_written_anew(tmp_path: Path) -> None:
    first = Made(tmp_path / "1", FIRST)
    for folder in ("own", "full"):
        (tmp_path / folder).mkdir()
    own = Made(tmp_path / "own" / "2", NEXT, first.folder)
    full = Made(tmp_path / "full" / "2", NEXT, first.folder, full=True)
    assert content(own.folder) == content(full.folder)
    assert full.kept == set() and len(full.texts) == 5 and "as asked" in full.why


@pytest.mark.parametrize(
    ("damaged", "texts", "kept"),
    [
        ("b/2021.parquet", ["2022 new\n", "2021", "2022 new"], {"LICENSE.md"}),
        ("a.csv", ["head\n", "2021\n", "2022 new\n", "2022 new"], {"b/2021.parquet", "LICENSE.md"}),
        ("LICENSE.md", ["2022 new\n", "2022 new"], {"b/2021.parquet"}),
        (PARTS, ["head\n", "2021\n", "2022 new\n", "2021", "2022 new"], set()),
    ],
)
@pytest.mark.parametrize("how", ["another byte", "gone", "longer", "a link"])
def test_no_damaged_file_is_taken(
    damaged: str, how: str, texts: list[str], kept: set[str], tmp_path: Path
) -> None:
    first = Made(tmp_path / "1", FIRST)
    path = first.folder / damaged
    data = path.read_bytes()
    path.unlink()
    if how == "another byte":
        path.write_bytes(data[:-2] + b"?" + data[-1:])
    elif how == "longer":
        path.write_bytes(data + b" ")
    elif how == "a link":
        (tmp_path / "elsewhere").write_bytes(data)
        path.symlink_to(tmp_path / "elsewhere")
    second = Made(tmp_path / "2", NEXT, first.folder)
    assert (second.texts, second.kept) == (texts, kept)
    assert content(second.folder)["a.csv"] == b"head\n2021\n2022 new\n"
    assert content(second.folder)["b/2021.parquet"] == b"2021"


def test_another_version_of_the_program_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Made(tmp_path / "1", FIRST)
    monkeypatch.setattr(keeping, "version", lambda: "another")
    second = Made(tmp_path / "2", FIRST, first.folder)
    assert len(second.texts) == 5 and not second.kept and "another version" in second.why


def test_where_there_are_no_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError("Invalid cross-device link")

    first = Made(tmp_path / "1", FIRST)
    monkeypatch.setattr(os, "link", no_links)
    second = Made(tmp_path / "2", FIRST, first.folder)
    assert second.texts == [] and second.kept >= {*FIRST}
    assert not (second.folder / "b/2021.parquet").samefile(first.folder / "b/2021.parquet")
    assert {**content(second.folder), "README.md": b"", SUMS: b""} == {
        **content(first.folder),
        "README.md": b"",
        SUMS: b"",
    }
