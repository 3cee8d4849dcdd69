"""Files that are left out by their names are told, and no others are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.intake.manifest import files
from pipelines.intake.passed_over import is_passed_over, passed_over

LEFT = (
    *(".DS_Store", "~$年报.docx", "年报.docx.tmp", "a.part", "Thumbs.db", "desktop.ini", ".~lock.a.odt#"),
    *("__MACOSX/年报.docx", "archive/.b"),
)
KEPT = ("年报.docx", "~年报.docx", "thumbs.html", "a.partial", "README.md", "archive/年报.docx")


@pytest.mark.parametrize(("names", "is_left"), [(LEFT, True), (KEPT, False)])
def test_which_names_are_left_out(names: tuple[str, ...], is_left: bool) -> None:
    assert {name: is_passed_over(Path("2024") / name) for name in names} == dict.fromkeys(names, is_left)


def test_what_is_left_out_is_told_and_nothing_is_in_neither_list(tmp_path: Path) -> None:
    for name in (*LEFT, *KEPT):
        (tmp_path / "2024" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "2024" / name).write_text(name)
    for hidden in (".git/config", "archive/.lock"):
        (tmp_path / hidden).parent.mkdir()
        (tmp_path / hidden).write_text("")
    assert set(passed_over(tmp_path)) == {f"2024/{name}" for name in LEFT}
    assert set(files(tmp_path)) == {f"2024/{name}" for name in KEPT}
    assert passed_over(tmp_path / "none") == []


def test_a_folder_that_cannot_be_looked_into_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_into = Path.iterdir

    def of_some(folder: Path) -> Iterator[Path]:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied", str(folder))
        return looked_into(folder)

    (tmp_path / "closed").mkdir()
    (tmp_path / "a.part").write_text("")
    monkeypatch.setattr(Path, "iterdir", of_some)
    assert passed_over(tmp_path) == ["a.part"]
