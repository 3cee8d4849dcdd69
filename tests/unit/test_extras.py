"""An extra is added to the code in use, never in place of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines import extras
from terminal.doctor import code_in_use

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "Makefile",
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *ROOT.glob(".github/**/*.yml"),
]
INSTALLS = re.compile(r"pip install [^`\n]*?(?<=[ '\"])\.(?=\[|['\"\s`]|$)[^`\n]*", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_nothing_installs_a_copy_of_the_checkout(page: Path) -> None:
    copies = [
        c
        for c in INSTALLS.findall(page.read_text(encoding="utf-8"))
        if "--editable" not in c and "-e " not in c
    ]
    assert not copies


@pytest.mark.parametrize(
    ("line", "copies"),
    [
        (".venv/bin/pip install '.[crawl]'", True),
        ("pip install .", True),
        ("pip install --editable '.[all]'", True),
        ("pip install 'dagster-k8s>=0.29,<0.30'", False),
        ("pip install ./dist/gongkai.whl", False),
    ],
)
def test_what_installs_the_checkout_is_seen(line: str, copies: bool) -> None:
    assert bool(INSTALLS.search(line)) is copies


def test_a_checkout_has_make_and_an_installed_package_its_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    assert extras.how_to_add("scan") == "make scan"
    monkeypatch.setattr(extras, "is_checkout", lambda: False)
    assert extras.how_to_add("scan") == 'pip install "gongkai-….whl[scan]"'


@pytest.mark.parametrize("extra", ["scan", "crawl", "mirror", "cluster", "notebook", "dashboard"])
def test_every_extra_that_is_asked_for_has_its_target(extra: str) -> None:
    assert re.search(
        rf"^{extra}: \.venv/{extra}\b", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_other_code_than_the_checkout_s_is_told(tmp_path: Path) -> None:
    assert code_in_use(ROOT)[0] and code_in_use(tmp_path)[0]
    good, said, do = code_in_use(ROOT, tmp_path)
    assert not good and str(tmp_path) in said and str(ROOT) in do
