"""The one package to install: built from the checkout, used from an empty folder without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.conftest import ROOT, only_whole


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel alone, unpacked by pip; what it needs is that of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    made = subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=False)
    if made.returncode:
        pytest.skip("the builder of wheels cannot be fetched here")
    (wheel,) = folder.glob("gongkai-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


@only_whole
def test_the_wheel_checks_and_builds_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        code = f"import gongkai, pipelines; assert pipelines.__file__.startswith({str(installed)!r}); gongkai.main()"
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    assert run("--version").stdout.startswith("gongkai ")
    report = tmp_path / "年报 2020.txt"
    shutil.copy(ROOT / "raw/2020/zhengwu-2020.txt", report)
    checked = run("check", report.name, "--report", "结果.xlsx")
    assert checked.returncode == 1 and "区政务服务办" in checked.stdout, checked.stderr
    (tmp_path / "raw").mkdir()
    report.rename(tmp_path / "raw" / report.name)
    built = run("run", "--quiet", "--raw", "raw", "--warehouse", "warehouse")
    assert built.returncode == 0, built.stderr
    asked = run("query", "SELECT name FROM report_list", "--warehouse", "warehouse", "--format", "csv")
    assert asked.stdout.splitlines() == ["name", "区政务服务办"]
    released = run("export", "releases", "--warehouse", "warehouse", "--quiet")
    assert released.returncode == 0, released.stderr
