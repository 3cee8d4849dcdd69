"""Reading on a real scheduler and its workers, processes of their own on loopback: the same shards,
whoever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from pipelines.batch import run
from pipelines.batch.cluster import NoCluster, executor

ROOT = Path(__file__).resolve().parents[3]
COPIES = 12
"""Of each sample report, every one with a remark of its own, so that there is work for some
seconds."""


@contextmanager
def _process(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "false"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment, **quiet)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _appears(path: Path) -> str:
    end = monotonic() + 60
    while not (path.exists() and path.read_text().strip()):
        assert monotonic() < end, "no scheduler"
        sleep(0.1)
    return path.read_text()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "raw"
    folder.mkdir()
    for path in sorted((ROOT / "raw").rglob("*.html")) + sorted((ROOT / "raw").rglob("*.txt")):
        for number in range(COPIES):
            remark = f"\n<!-- {number} -->\n" if path.suffix == ".html" else f"\n\n备注{number}\n"
            (folder / f"{path.stem}-{number}{path.suffix}").write_bytes(path.read_bytes() + remark.encode())
    return folder


def _content(store: Path) -> dict[str, bytes]:
    return {p.relative_to(store).as_posix(): p.read_bytes() for p in sorted(store.rglob("*.parquet"))}


def test_a_cluster_reads_the_same_though_a_worker_is_killed(raw: Path, tmp_path: Path) -> None:
    run.run(raw, tmp_path / "here", workers=2)
    worker = (
        "distributed.cli.dask_worker",
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
        "--host",
        "127.0.0.1",
    )
    file = tmp_path / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with _process("distributed.cli.dask_scheduler", *options):
        import json

        address = json.loads(_appears(file))["address"].removeprefix("tcp://")
        with _process(*worker, f"tcp://{address}") as first, _process(*worker, f"tcp://{address}"):

            def kill_one(done: int, total: int) -> None:
                if total and done > total / 4 and first.poll() is None:
                    first.send_signal(signal.SIGKILL)

            with executor(f"dask://{address}") as pool:
                read = run.run(raw, tmp_path / "there", executor=pool, progress=kill_one)
        assert first.wait() == -signal.SIGKILL
    assert read.read == len(list(raw.iterdir()))
    assert _content(tmp_path / "there") == _content(tmp_path / "here")


@pytest.mark.parametrize("address", ["spark://x:1", "dask://", "localhost:8786", "dask://127.0.0.1:1"])
def test_an_address_that_leads_nowhere_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.batch.cluster.SECONDS", 1)
    with pytest.raises(NoCluster, match=r"dask://|does not answer"), executor(address):
        pass


def test_no_address_means_this_machine() -> None:
    with executor("") as pool:
        assert pool is None
