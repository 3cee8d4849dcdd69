"""What encoding a text is really in, whatever it declares."""

import pytest

from pipelines.read.encoding import decode

SIMPLIFIED = "某某县政府信息公开工作年度报告\n本年新收政府信息公开申请数量\t0\t0\t2\n（一）予以公开\t71\n"
TRADITIONAL = "政府資訊公開年度報告\n本年新收政府資訊公開申請數量\t0\t0\t2\n處理結果與機關業務\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_simplified_text_is_decoded_from(encoding: str) -> None:
    decoded = decode(SIMPLIFIED.encode(encoding))
    assert decoded.text == SIMPLIFIED
    assert decoded.damaged == 0


def test_big5_is_told_from_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5hkscs")).text == TRADITIONAL


def test_characters_outside_gbk_survive() -> None:
    rare = SIMPLIFIED + "㐂村、䶮镇、\U00020087街道"
    assert decode(rare.encode("gb18030")).text == rare


def test_declared_charset_does_not_overrule_the_bytes() -> None:
    page = '<meta charset="utf-8">' + SIMPLIFIED
    assert decode(page.encode("gb18030")).text == page
    page = '<meta charset="gb2312">' + SIMPLIFIED
    assert decode(page.encode("utf-8")).text == page
    page = '<meta charset="big5">' + SIMPLIFIED
    assert decode(page.encode("gb18030")).text == page


def test_declared_charset_settles_a_tie() -> None:
    word = "涴"  # two bytes that mean one rare character in either encoding
    data = word.encode("big5hkscs")
    assert decode(b'charset="big5" ' + data).text.endswith(word)
    assert decode(b'charset="gb2312" ' + data).text.endswith(data.decode("gb18030"))


@pytest.mark.parametrize("cut", [1, 2])
def test_a_cut_last_character_does_not_change_the_encoding(cut: int) -> None:
    decoded = decode("报告期内共收到申请".encode()[:-cut])
    assert decoded.text == "报告期内共收到申\ufffd"
    assert (decoded.encoding, decoded.damaged) == ("utf-8", 1)


def test_garbage_bytes_are_counted_and_cost_nothing_else() -> None:
    half = SIMPLIFIED.encode("gb18030")
    decoded = decode(half + b"\xff\xff" + half)
    assert decoded.encoding == "gb18030"
    assert decoded.text.startswith(SIMPLIFIED)
    assert decoded.damaged > 0
    decoded = decode(SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode())
    assert decoded.text == SIMPLIFIED + "\ufffd" + SIMPLIFIED
    assert (decoded.encoding, decoded.damaged) == ("utf-8", 1)


def test_a_printed_replacement_character_is_no_damage() -> None:
    assert decode("申请\ufffd".encode()).damaged == 0


def test_chinese_behind_a_long_ascii_start_is_found() -> None:
    page = "<script>" + "var a = 1;\n" * 40_000 + "</script>" + SIMPLIFIED
    assert decode(page.encode("gb18030")).text == page
