"""What the page of the check says of files that are not read, and of what is not taken at all."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra `dashboard` is not installed")
pytest.importorskip("httpx2", reason="the extra `test` is not installed")
from starlette.testclient import TestClient

from dashboard.asked import Asked
from dashboard.pages.check import _one_language
from dashboard.serving import Site, application
from dashboard.store import Build, Store


@pytest.fixture
def client(store: Store) -> Any:
    return TestClient(application(Site(store)))


@pytest.mark.parametrize(
    ("name", "data", "zh", "en"),
    [
        pytest.param("x.docx", b"", "文件是空的", "The file is empty", id="empty"),
        pytest.param("x.pdf", b"%PDF-1.4 <", "文件损坏，无法打开", "damaged", id="damaged"),
        pytest.param("x.txt", "通知".encode(), "未找到年度报告的统计表", "No statutory table", id="no table"),
    ],
)
def test_why_a_file_is_not_read_goes_first(client: Any, name: str, data: bytes, zh: str, en: str) -> None:
    for language, words in (("zh", zh), ("en", en)):
        page = client.post(f"/check?lang={language}", files={"report": (name, data)}).text
        told = page.partition('role="alert">')[2].partition("</p>")[0]
        assert words in told and "→ 请" in told


def test_too_many_files_and_a_broken_form_are_told_on_the_page(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.pages.check.MOST_FILES", 1)
    files = [("report", ("a.txt", b"a")), ("report", ("b.txt", b"b"))]
    many = client.post("/check?lang=en", files=files)
    assert many.status_code == 413 and "more than 1 files" in many.text and "<form" in many.text
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    broken = client.post("/check?lang=zh", content=b"nonsense", headers=kind)
    assert broken.status_code == 400 and "表单不完整" in broken.text and "the form" not in broken.text
    large = client.post("/check?lang=zh", content=b"", headers={**kind, "Content-Length": str(10**9)})
    assert large.status_code == 413 and "共超过 64 MB" in large.text


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (
            "未用于对照上年 not used as the year before: a.doc：年份不明 / a year is not known",
            "未用于对照上年：a.doc：年份不明",
            "Not used as the year before: a.doc: a year is not known",
        ),
        (
            "名称不同 / another name there: 甲局 / 乙局",
            "名称不同：甲局 / 乙局",
            "another name there: 甲局 / 乙局",
        ),
    ],
)
def test_a_remark_names_its_file_in_either_language(store: Store, words: str, zh: str, en: str) -> None:
    assert _one_language(Asked(store, Build.missing(), "/check", {}, "zh"), words) == zh
    assert _one_language(Asked(store, Build.missing(), "/check", {}, "en"), words) == en
