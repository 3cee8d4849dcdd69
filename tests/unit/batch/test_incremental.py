"""A night reads what is new, a change of the reader what it can affect; all else stays as it is,
file by file."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.batch import processes, run, version
from pipelines.batch.shards import Rows
from pipelines.model import Filing
from tests.data.forms import Filled, render
from tests.unit.recognise.dumps import PRINTED

READ = processes.read_one
KNOWN = {"html": 4, "docx": 3, "tabs": 5}
ENDINGS = {"html": "html", "docx": "docx", "tabs": "txt"}


def lay(raw: Path, layout: str, count: int, first: int = 0) -> None:
    raw.mkdir(exist_ok=True)
    for number in range(first, first + count):
        filled = Filled(f"青禾县第{number}中学", 2021, "f2021", PRINTED["f2021"])
        (raw / f"{layout}{number}.{ENDINGS[layout]}").write_bytes(render(filled, layout))  # type: ignore[arg-type]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports of three formats, read into shards of five."""
    monkeypatch.setattr(run, "PER_SHARD", 5)
    for layout, count in KNOWN.items():
        lay(tmp_path / "raw", layout, count)
    read_again(tmp_path, monkeypatch)
    return tmp_path


def read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A run; the names of the files that were opened to be read."""
    opened: list[str] = []

    def watched(path: str, filing: Filing) -> Rows | None:
        opened.append(filing.path)
        return READ(path, filing)

    monkeypatch.setattr(processes, "read_one", watched)
    with ThreadPoolExecutor(1) as here:
        run.run(home / "raw", home / "store", executor=here)
    return sorted(opened)


def files(home: Path) -> dict[str, tuple[int, int]]:
    """Every file of every shard, by name, with what changes when it is written again."""
    found = [p for shard in run.known_shards(home / "store") for p in shard.iterdir()]
    return {f"{p.parent.name}/{p.name}": (p.stat().st_ino, p.stat().st_mtime_ns) for p in found}


def contents(home: Path) -> dict[str, bytes]:
    """What is held of each filing but for the version that read it, wherever it lies."""
    import pyarrow.parquet as pq

    rows = [
        r for s in run.known_shards(home / "store") for r in pq.read_table(s / "filings.parquet").to_pylist()
    ]
    assert len({row["sha256"] for row in rows}) == len(rows), "a filing is in two shards"
    cells = [
        r for s in run.known_shards(home / "store") for r in pq.read_table(s / "cells.parquet").to_pylist()
    ]
    of = {row["report_id"]: row["sha256"] for row in rows}
    out: dict[str, bytes] = {}
    for cell in cells:
        out[of[cell["report_id"]]] = (
            out.get(of[cell["report_id"]], b"") + repr(sorted(cell.items(), key=str)).encode()
        )
    return out


def changed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As if somebody had edited that file."""
    digest = version.code_digest

    def edited(root: Path, files: Iterable[Path], *said: str) -> str:
        held = [*files]
        among = any(p.as_posix().endswith(f"/{name}") for p in held)
        return digest(root, held, *said, *(["edited"] if among else []))

    monkeypatch.setattr(version, "code_digest", edited)
    version.reader_version.cache_clear()
    version.version_of.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    version.reader_version.cache_clear()
    version.version_of.cache_clear()


def test_a_night_reads_the_new_files_and_writes_one_more_shard(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(home)
    lay(home / "raw", "html", 1, first=90)
    assert read_again(home, monkeypatch) == ["html90.html"]
    after = files(home)
    assert {name: after[name] for name in before} == before
    assert len({name.split("/")[0] for name in after.keys() - before.keys()}) == 1
    assert read_again(home, monkeypatch) == []
    assert files(home) == after


def test_a_change_of_one_reader_reads_the_files_of_its_format(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(home)
    changed(monkeypatch, "web/tree.py")
    assert read_again(home, monkeypatch) == [f"html{n}.html" for n in range(KNOWN["html"])]
    assert contents(home) == before
    assert read_again(home, monkeypatch) == []
    run.prune(home / "store")
    assert contents(home) == before


def test_a_change_of_what_all_need_reads_everything(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(monkeypatch, "lines.yml")
    assert len(read_again(home, monkeypatch)) == sum(KNOWN.values())


def test_a_killed_run_after_a_change_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older shards stay until a build has been published, so that what was taken over in part
    is taken over."""
    before = contents(home)
    changed(monkeypatch, "web/tree.py")
    read_again(home, monkeypatch)
    lost = sorted(run.known_shards(home / "store"))[0]
    shutil.rmtree(lost)
    again = read_again(home, monkeypatch)
    assert set(again) <= {f"html{n}.html" for n in range(KNOWN["html"])}
    assert contents(home) == before


@pytest.mark.parametrize(
    ("file", "formats"),
    [
        ("doc_body.py", {"doc", "ole"}),
        ("pdf/plumber.py", {"pdf"}),
        ("scan/text.py", {"pdf", "image"}),
        ("sheets/xlsx.py", {"xlsx"}),
        ("read/second_reading.py", {"pdf"}),
        ("read/page_image.py", set()),
        ("web/html.py", {"html", "json", "mht"}),
        ("text/reader.py", {"text", "html", "json", "mht"}),
        ("docx_body.py", {"docx", "doc", "ole", "xml"}),
        ("encoding.py", {*version.READERS}),
        ("door.py", {*version.READERS}),
        ("align.py", {*version.READERS}),
        ("f2021.yml", {*version.READERS}),
        ("corrections.yml", set()),
    ],
)
def test_which_formats_a_file_can_affect(
    file: str, formats: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: version.version_of(name) for name in (*version.READERS, "zip:docx")}
    changed(monkeypatch, file)
    after = {name: version.version_of(name) for name in before}
    assert {name for name in before if before[name] != after[name]} == formats | (
        {"zip:docx"} if formats else set()
    )


def test_every_file_of_the_readers_belongs_to_a_format_or_to_all() -> None:
    """A reader that no format names would count for every format, or for none; what joins the parts of
    one report is used where a file is checked, and nothing of it is kept."""
    readers = {version._module(path) for path in version._files() if path.name != "__init__.py"} - {""}
    named = set().union(*map(version._closure, version.READERS.values()))
    assert readers - named <= {version.DOOR, "parts"}


def test_other_words_for_an_issue_read_nothing_again(tmp_path: Path) -> None:
    issues = Path(version.__file__).parents[1] / "catalogue" / "issues.yml"
    text = issues.read_text(encoding="utf-8")
    (tmp_path / "issues.yml").write_text(text.replace("文件是空的", "文件没有内容"), encoding="utf-8")
    kinds = version._severities(issues)
    assert version._severities(tmp_path / "issues.yml") == kinds
    (tmp_path / "issues.yml").write_text(
        text.replace("severity: error", "severity: info", 1), encoding="utf-8"
    )
    assert version._severities(tmp_path / "issues.yml") != kinds
