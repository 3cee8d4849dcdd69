"""Figures spelt otherwise than in plain digits, in any format: what is printed, and what it
says."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.data.seen.laid import Laid

KIND = "a figure spelt otherwise"
_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """A number below 10,000 in Chinese numerals: 305 -> 三百零五."""
    if not number:
        return digits[0]
    out, text = "", str(number)
    for at, digit in enumerate(text):
        if digit != "0":
            out += digits[int(digit)] + units[len(text) - 1 - at]
        elif not out.endswith(digits[0]):
            out += digits[0]
    return out.rstrip(digits[0])


@dataclass(frozen=True)
class Spelling:
    """`made` of a figure gives what is printed and what a person reads; None where no one can
    tell."""

    name: str
    text: str
    seen: str | None


def any_spelling(chance: random.Random) -> Spelling:
    """One by chance."""
    n, big = chance.randint(1, 999), chance.randint(1001, 999_999)
    other = chance.randint(1, 9)
    thousands = f"{big:,}"
    made = {
        "thousands": (thousands, str(big)),
        "thousands of full width": (thousands.replace(",", "，"), str(big)),
        "thousands by a thin space": (thousands.replace(",", "\u2009"), str(big)),
        "thousands by a narrow space": (thousands.replace(",", "\u202f"), str(big)),
        "thousands by a mark": (thousands.replace(",", "'"), str(big)),
        "full width": (str(n).translate({48 + d: 0xFF10 + d for d in range(10)}), str(n)),
        "Chinese": (chinese(n), str(n)),
        "formal Chinese": (chinese(n, _FORMAL, ("", "拾", "佰", "仟")), str(n)),
        "with its unit": (f"{n}件", str(n)),
        "with its unit apart": (f"{n} 件", str(n)),
        "with a remark": (f"{n}（其中修订{other}件）", str(n)),
        "corrected": (f"{n}（更正为{n + other}）", None),
        "should be": (f"{n}（应为{n + other}）", None),
        "nothing of the kind": (chance.choice(("无此项", "无")), ""),
        "a stroke of full width": ("／", "/"),
        "dashes": ("——", "—"),
        "with a note's mark": (f"{n}①", None),
        "with a power": (f"{n}²", None),
        "not sure": (f"{n}左右", None),
        "between two": (f"{n}-{n + other}", None),
        "two figures": (f"{n}/{n + other}", None),
        "a decimal of full width": (f"{n}．{other}5", f"{n}.{other}5"),
        "a Chinese stop for the point": (f"{n}。{other}5", f"{n}.{other}5"),
        "blanks around": (f"  {n} ", str(n)),
        "ideographic blanks around": (f"\u3000{n}\u3000", str(n)),
        "a zero-width blank within": (f"{str(n)[:1]}\u200b{str(n)[1:]}", str(n)),
        "ten thousands": (f"{n / 100:.2f}万", str(100 * n)),
        "a question mark": (f"{n}?", None),
        "in brackets": (f"（{n}）", None),
        "words": ("详见附件", None),
        "a letter for a digit": (f"{n}O", None),
        "l for 1": (f"l{n}", None),
        "two lines": (f"{n}\n{n + other}", None),
        "leading noughts": (f"00{n}", None),
    }
    name = chance.choice([*made])
    return Spelling(name, *made[name])


def spell(laid: Laid, code: str, chance: random.Random, breaks: bool) -> str:
    """Print a figure of the cell otherwise; its name. `breaks`: it may be in two lines."""
    spelling = any_spelling(chance)
    while not breaks and ("\n" in spelling.text or spelling.name == "leading noughts"):
        spelling = any_spelling(chance)
    laid.print(code, spelling.text, spelling.seen)
    return spelling.name
