"""Names of places -> what is left of them without what they are: 石柱土家族自治县 -> 石柱, 锦北街道
-> 锦北."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = yaml.safe_load(Path(__file__).with_name("stems.yml").read_text(encoding="utf-8"))
    people = f"(?:(?:{'|'.join(data['peoples'])})族)"
    mixed = f"(?:(?:{'|'.join(data['peoples'])})族?)"
    upper = re.compile(rf"(?:{mixed}*(?:自治区|自治州|自治县|自治旗)|{'|'.join(data['upper'])})$")
    return upper, re.compile(rf"{people}*(?:{'|'.join(data['lower'])})$")


@lru_cache(maxsize=65536)
def upper_stem(name: str) -> str:
    """The stem of a county or of what is above it; the whole name if less than two characters would
    be left."""
    stem = _patterns()[0].sub("", name)
    return stem if len(stem) > 1 else name


@lru_cache(maxsize=65536)
def lower_stem(name: str) -> str:
    """The stem of a township or street; the whole name if nothing would be left."""
    return _patterns()[1].sub("", name) or name
