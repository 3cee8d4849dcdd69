"""Labels in any dress are one label; a dash is a dash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalogue import catalogue
from pipelines.fold import fold, fold_keeping_blanks, key, simplified


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("（一） 予以公开", "(一)予以公开"),
        ("自 然\u00a0人\u3000", "自然人"),
        ("１２３", "123"),
        ("⾏政许可", "行政许可"),  # Kangxi radicals
        ("⻓安⻋站⻔⻚⻛⻜⻝⻢⻣⻤⻥⻦", "长安车站门页风飞食马骨鬼鱼鸟"),  # radicals of the supplement
        ("⺠政局", "民政局"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("危及「三安全」", '危及"三安全"'),
        ("‐‑‒–—―−─━﹣－", "-" * 11),
        ("∕⁄╱／", "////"),
        ("规\u200b章\ufeff", "规章"),
        ("\u200f规章\u200e", "规章"),
        ("规\u00ad章", "规章"),
        ("规\x00章", "规章"),
        ("a\x00b", "ab"),
        ("二〇二〇年", "二〇二〇年"),
        ("", ""),
    ],
)
def test_fold(printed: str, plain: str) -> None:
    assert fold(printed) == plain


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("信息公開", "信息公开"),
        ("政府資訊公開", "政府信息公开"),  # words that are said otherwise
        ("資訊 資訊", "信息 信息"),
        ("屬於國家秘密", "属于国家秘密"),
        ("于潜镇於潜镇", "于潜镇於潜镇"),  # 於 alone is in names
        ("公开５件", "公开５件"),  # width is left to folding
    ],
)
def test_traditional_characters(printed: str, plain: str) -> None:
    assert simplified(printed) == plain
    assert fold(printed) == fold(plain)


def test_an_override_of_direction_is_kept_as_it_changes_what_is_read() -> None:
    assert "\u202e" in fold("\u202e12")


@pytest.mark.parametrize(
    "printed",
    [
        "1.属于国家秘密",
        "1、属于国家秘密",
        "1． 属于国家秘密",
        "（1）属于国家秘密",
        "属于国家秘密",
        "1. 属 于国家\n秘密",
        "１．属于国家秘密（注）",
    ],
)
def test_enumerators_blanks_and_notes_do_not_make_another_label(printed: str) -> None:
    assert key(printed) == "属于国家秘密"


def test_a_note_alone_keeps_its_words() -> None:
    assert key("（本列数据的勾稽关系为：第一项）") == "本列数据的勾稽关系为第一项"
    assert key("（）") == ""


@pytest.mark.parametrize("printed", ["一般公共预算", "三安全", "十大工程"])
def test_a_word_that_begins_with_a_numeral_has_no_enumerator(printed: str) -> None:
    assert key(printed) == printed


def test_labels_of_one_table_stay_apart() -> None:
    """Two rows of one edition have one key only where the form itself prints one word for both: a list
    has the same outcomes under reconsideration and under litigation."""
    for edition in catalogue().editions.values():
        for table, form in edition.tables.items():
            keys = [key(catalogue().row(table, row).zh) for row in form.order]
            twice = {one for one in keys if keys.count(one) > 1}
            assert form.is_list or not twice, f"{edition.code} {table}"
            assert len(twice) < 3


_CHARACTERS = st.characters(min_codepoint=0x2E80, max_codepoint=0x9FFF) | st.characters(codec="ascii")


@given(st.text(_CHARACTERS | st.sampled_from("（）“”—／\u00a0\u3000\u200b\u202e①㈠")))
def test_folding_twice_changes_nothing_and_leaves_no_blanks(text: str) -> None:
    folded = fold(text)
    assert not any(c.isspace() for c in folded)
    assert fold(folded) == folded


@given(st.text(st.characters(codec="ascii")))
def test_blanks_stay_where_they_are(text: str) -> None:
    kept = fold_keeping_blanks(text)
    assert "".join(kept.split()) == fold(text)
