"""Makes pipelines/catalogue/traditional.yml from the dictionaries of OpenCC.

    pip install opencc && python -m tools.traditional_characters

Only needed when OpenCC has learned characters. It is no dependency: what is read does not change
with a library.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "pipelines" / "catalogue" / "traditional.yml"
CJK = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
RESTORED = "喆淼堃犇邨昇陞甦仝崑崙濬澂甯菉祕剋蹚凓勠噘瞋皙"
"""Characters of the national table of 2013 that OpenCC takes for variants: names of people and
places have them."""
SAFE = "後"
"""In the set of GB 2312, but in print only where the text is traditional, and part of a label
(複議後起訴)."""
WORDS = {"資訊": "信息", "屬於": "属于", "規範性檔案": "规范性文件", "專案數量": "项目数量"}
"""Said otherwise, or written with a character (於) that is in simplified names of places, too."""
WIDTH = 100
"""Characters of a line of the file."""
HEAD = """\
# Traditional characters and the simplified ones that they are folded to for matching; what is
# printed stays as it is. Source: OpenCC {version} (Apache-2.0), conversion t2s, character by character;
# made by tools/traditional_characters.py. Left out is every character of GB 2312 (乾 in 乾县, 徵, 於):
# simplified text has it, and names must not change.
"""


def simplified_in_gb2312(character: str) -> bool:
    """Whether mainland text of every age can hold the character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def pairs(converter: Any) -> dict[str, str]:
    """Traditional character -> simplified, sorted by character."""
    simplified = {chr(code): converter.convert(chr(code)) for code in CJK}
    return {
        old: new
        for old, new in simplified.items()
        if old != new
        and len(new) == 1
        and old not in RESTORED
        and simplified_in_gb2312(new)
        and (old in SAFE or not simplified_in_gb2312(old))
    }


def main() -> None:
    """Writes the file."""
    import opencc  # type: ignore[import-not-found]

    known = pairs(opencc.OpenCC("t2s"))
    lines = [HEAD.format(version=opencc.__version__).rstrip()]
    lines.append("words: {" + ", ".join(f"{old}: {new}" for old, new in WORDS.items()) + "}")
    lines.append("# a traditional character, then its simplified one")
    lines.append("characters:")
    text = "".join(old + new for old, new in known.items())
    lines += [f"  - {text[at : at + WIDTH]}" for at in range(0, len(text), WIDTH)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
