"""What is copied to another place and back, on a disk and on a server that speaks S3."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai import app
from pipelines.intake import mirror
from pipelines.intake.mirror import NoMirror, is_there, pull, push


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a bucket on a server of our own on loopback."""
    import boto3
    from fsspec.config import conf
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    access = {"endpoint_url": f"http://{host}:{port}", "key": "local", "secret": "local"}
    boto3.client(
        "s3", endpoint_url=access["endpoint_url"], aws_access_key_id="local", aws_secret_access_key="local",
        region_name="us-east-1",
    ).create_bucket(Bucket="reports")  # fmt: skip
    conf["s3"] = access
    yield "s3://reports/raw"
    del conf["s3"]
    server.stop()


@pytest.fixture(params=["disk", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "disk":
        return f"file://{tmp_path}/elsewhere"
    address: str = request.getfixturevalue("bucket")
    return f"{address}/{tmp_path.name}"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name, text in {
        "archive/aa/aa01": "one",
        "archive/bb/bb02": "two",
        "log.jsonl": "a\n",
        ".drafts/x": "3",
    }.items():
        (tmp_path / "here" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "here" / name).write_text(text)
    return tmp_path / "here"


def _files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_place_is_there_once_something_is_kept_in_it(place: str, here: Path) -> None:
    assert not is_there(place)
    push(here, place)
    assert is_there(place)


@pytest.mark.parametrize(
    ("way", "address", "said"),
    [("push", "s3://", "不是完整的地址"), ("pull", "nowhere", "没有复制任何文件")],
)
def test_an_address_that_is_none_is_refused(
    way: str, address: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["mirror", way, address])
    assert result.exit_code == 2 and said in result.output
    assert not any(tmp_path.iterdir())


def test_what_is_missing_is_copied_once_and_comes_back(place: str, here: Path, tmp_path: Path) -> None:
    assert push(here, place) == 3
    assert push(here, place) == 0
    assert pull(place, tmp_path / "back") == 3
    assert pull(place, tmp_path / "back") == 0
    assert _files(tmp_path / "back") == {
        "archive/aa/aa01": "one",
        "archive/bb/bb02": "two",
        "log.jsonl": "a\n",
    }


def test_what_has_grown_is_pushed_again_and_never_pulled_over(place: str, here: Path, tmp_path: Path) -> None:
    push(here, place)
    pull(place, tmp_path / "back")
    (here / "log.jsonl").write_text("a\nb\n")
    assert push(here, place) == 1
    assert pull(place, tmp_path / "back") == 0
    assert pull(place, tmp_path / "fresh") == 3
    assert _files(tmp_path / "fresh")["log.jsonl"] == "a\nb\n"


def test_a_decision_that_changed_to_one_of_as_many_letters_is_pushed(
    place: str, here: Path, tmp_path: Path
) -> None:
    (here / "decisions.csv").write_text("confirmed")
    push(here, place)
    (here / "decisions.csv").write_text("dismissed")
    assert push(here, place) == 1
    pull(place, tmp_path / "back")
    assert (tmp_path / "back/decisions.csv").read_text() == "dismissed"


def test_a_copy_that_was_cut_off_is_made_again(
    place: str, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(here, place)
    (tmp_path / "back/archive/aa").mkdir(parents=True)
    (tmp_path / "back/archive/aa/aa01.mirrored").write_text("o")
    assert pull(place, tmp_path / "back") == 3
    assert _files(tmp_path / "back")["archive/aa/aa01"] == "one"


def test_an_address_of_no_known_kind_is_refused(here: Path) -> None:
    with pytest.raises(NoMirror, match="nonsense"):
        push(here, "nonsense://bucket/x")


def named(folder: Path, data: bytes) -> Path:
    """A file of an archive, named by its content."""
    digest = hashlib.sha256(data).hexdigest()
    path = folder / "archive" / "sha256" / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_bytes_that_are_not_what_their_name_says_are_not_pushed(
    place: str, here: Path, tmp_path: Path
) -> None:
    path = named(here, b"report")
    push(here, place)
    path.write_bytes(b"rep0rt!")
    with pytest.raises(NoMirror, match="altered here"):
        push(here, place)
    pull(place, tmp_path / "back")
    assert (tmp_path / "back" / path.relative_to(here)).read_bytes() == b"report"


@pytest.mark.parametrize("data", [b"rep0rt", b"", b"longer than it was"])
def test_what_is_altered_there_is_repaired_and_not_pulled(
    data: bytes, place: str, here: Path, tmp_path: Path
) -> None:
    path = named(here, b"report")
    push(here, place)
    system, root = mirror._open(place)
    system.pipe_file(f"{root}/{path.relative_to(here).as_posix()}", data)
    system.invalidate_cache()
    with pytest.raises(NoMirror, match="altered there"):
        pull(place, tmp_path / "back")
    assert not (tmp_path / "back" / path.relative_to(here)).exists()
    assert push(here, place) == 1
    pull(place, tmp_path / "back")
    assert (tmp_path / "back" / path.relative_to(here)).read_bytes() == b"report"


@pytest.mark.parametrize("text", ["a\n", "another\n", ""])
def test_a_log_is_never_shortened_or_changed_there(text: str, place: str, here: Path, tmp_path: Path) -> None:
    (here / "log.jsonl").write_text("a\nb\n")
    push(here, place)
    (here / "log.jsonl").write_text(text)
    with pytest.raises(NoMirror, match=r"log\.jsonl"):
        push(here, place)
    pull(place, tmp_path / "back")
    assert (tmp_path / "back" / "log.jsonl").read_text() == "a\nb\n"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "ftp://127.0.0.1/x", "nonsense://x"])
def test_a_kind_of_place_that_is_not_known_is_refused(address: str, here: Path) -> None:
    with pytest.raises(NoMirror, match="not a known kind"):
        push(here, address)


def test_a_place_without_a_server_or_rights_is_a_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.config import conf

    monkeypatch.setitem(
        conf,
        "s3",
        {
            "endpoint_url": "http://127.0.0.1:9",
            "key": "k",
            "secret": "s",
            "config_kwargs": {"retries": {"max_attempts": 0}},
        },
    )
    with pytest.raises(NoMirror) as told:
        push(here, "s3://nobody/here")
    assert "\n" not in str(told.value)
