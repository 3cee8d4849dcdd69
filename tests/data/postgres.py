"""A PostgreSQL of the tests' own: on a socket in a folder, without a port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pwd import getpwnam
from tempfile import mkdtemp

import pytest

OWNER = "postgres"
"""Whose the server is where the tests are root's, for whom it does not start."""
_PLACES = "/usr/lib/postgresql/*/bin"


def _program(name: str) -> str:
    listed = [shutil.which(name), *(str(p / name) for p in sorted(Path("/").glob(_PLACES[1:])))]
    if there := [path for path in listed if path and Path(path).is_file()]:
        return there[-1]
    pytest.skip(f"no PostgreSQL here: {name} is missing")


@contextmanager
def postgres() -> Iterator[str]:
    """What a client needs to reach it, in libpq's words. Skips where there is no PostgreSQL."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    user = OWNER if os.geteuid() == 0 else None
    if user:
        try:
            getpwnam(user)
        except KeyError:
            pytest.skip(f"root cannot start PostgreSQL, and there is no user {user}")
    folder = Path(mkdtemp(prefix="gongkai-pg-"))  # short: a socket's path has 107 characters at most

    def call(*command: str) -> None:
        subprocess.run(
            command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    if user:
        shutil.chown(folder, user)
    try:
        call(initdb, "-D", str(folder / "db"), "-A", "trust", "-U", "gongkai", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        call(control, "-D", str(folder / "db"), "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"dbname=postgres user=gongkai host={folder}"
        finally:
            call(control, "-D", str(folder / "db"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
