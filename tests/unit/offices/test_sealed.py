"""A table that is remembered comes back as it was, or not at all."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.offices import sealed

TABLE = pa.table({"name": ["青禾县民政局", None], "at": [1, 2]}).replace_schema_metadata({"decided": "x"})


def test_a_table_comes_back_with_what_is_said_of_it(tmp_path: Path) -> None:
    assert sealed.write(tmp_path / "new" / "a", TABLE)
    back = sealed.read(tmp_path / "new" / "a")
    assert back.equals(TABLE) and back.schema.metadata == {b"decided": b"x"}
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a"]


@pytest.mark.parametrize("at", [0, 60, -100, -40, -33, -1])
def test_a_turned_bit_anywhere_is_none(tmp_path: Path, at: int) -> None:
    sealed.write(tmp_path / "a", TABLE)
    data = bytearray((tmp_path / "a").read_bytes())
    data[at] ^= 8
    (tmp_path / "a").write_bytes(data)
    assert sealed.read(tmp_path / "a") is None


def test_a_file_under_the_name_of_another_is_none(tmp_path: Path) -> None:
    sealed.write(tmp_path / "a", TABLE)
    (tmp_path / "a").rename(tmp_path / "b")
    assert sealed.read(tmp_path / "b") is None


@pytest.mark.parametrize("held", [b"", b"PAR1", b"x" * 200])
def test_what_was_never_written_whole_is_none(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "a").write_bytes(held)
    assert sealed.read(tmp_path / "a") is None
    assert sealed.read(tmp_path / "none") is None


def test_a_folder_in_the_place_of_the_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert sealed.read(tmp_path / "a") is None
    assert not sealed.write(tmp_path / "a", TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert not sealed.write(tmp_path / "file" / "a", TABLE)
    assert sealed.read(tmp_path / "file" / "a") is None


def test_what_is_not_used_any_more_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be is told to the log, and costs nothing else."""
    kept, other, folder = tmp_path / "kept", tmp_path / "other", tmp_path / "folder"
    for path in (kept, other):
        path.write_bytes(b"")
    folder.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", denied)
        sealed.keep_only(tmp_path, [kept])
    assert other.exists() and "other stays" in caplog.text
    sealed.keep_only(tmp_path, [kept])
    assert {*tmp_path.iterdir()} == {kept, folder}
    sealed.keep_only(tmp_path / "none", [kept])


def denied(_: Path) -> None:
    raise PermissionError("Operation not permitted")
