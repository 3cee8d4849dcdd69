"""What the page of the check says of files that are not read, and of what is not taken at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


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


def test_an_english_page_of_a_check_has_no_chinese_of_ours(client: Any) -> None:
    """The report of a year before that cannot be used, cells in doubt, forms that are mixed: each is said
    in the language of the page."""
    text = (ROOT / "raw/2020/zhengwu-2020.txt").read_text(encoding="utf-8")
    files = {"report": ("a.txt", text.encode()), "previous": ("b.txt", b"no report")}
    page = client.post("/check?lang=en", files=files).text
    assert "not used as the year before: b.txt: it cannot be read as a report" in page
    assert "Form of 2019" in page and "年格式" not in page and "未用于" not in page
    doubtful = (ROOT / "raw/2019/pingtan-2019.txt").read_bytes()
    page = client.post("/check?lang=en", files={"report": ("a.txt", doubtful)}).text
    told = page.partition("Issues of reading")[2].partition("</details>")[0]
    assert "Table 2" in told and "第二表" not in told


def test_parts_of_one_report_are_joined_by_the_order_of_their_names(client: Any) -> None:
    text = (ROOT / "raw/2020/zhengwu-2020.txt").read_text(encoding="utf-8")
    at = text.index("\n", len(text) // 2)
    files = [
        ("report", ("page 10.txt", text[at:].encode())),
        ("report", ("page 9.txt", text[:at].encode())),
    ]
    apart = client.post("/check?lang=en", files=files).text
    joined = client.post("/check?lang=en", files=files, data={"joined": "yes"}).text
    assert apart.count('<section class="card"') == 2
    assert joined.count('<section class="card"') == 1
    assert "<h2>page 9.txt + page 10.txt</h2>" in joined and "Slips found: 2" in joined


@pytest.mark.parametrize(
    "names",
    [
        ("9.png", "10.png"),
        ("第²页.png", "第³页.png"),
        ("1²3.png", "1³3.png"),
        ("1页.png", "٣1.png"),
        ("9" * 99, "9" * 5000),
    ],
    ids=["figures", "raised", "raised-between", "other-figures", "long"],
)
def test_parts_have_an_order_whatever_they_are_called(names: tuple[str, str]) -> None:
    from pipelines.intake.joined import _in_order

    assert _in_order(names[0]) < _in_order(names[1])
