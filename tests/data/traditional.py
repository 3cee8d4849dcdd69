"""Writes simplified text in traditional characters, as pages of Hong Kong fashion print it."""

from __future__ import annotations

import yaml

from pipelines.catalogue.load import HERE

TABLE = yaml.safe_load((HERE / "traditional.yml").read_text(encoding="utf-8"))
PAIRS = "".join(TABLE["characters"])
TO_TRADITIONAL = dict(zip(PAIRS[1::2], PAIRS[::2])) | {
    s: t for t, s in zip("後發係劃復覆與為裡總處徵", "后发系划复覆与为里总处征") if t != s
}


def traditional(text: str) -> str:
    """The text as a page in traditional characters prints it."""
    text = text.replace("属于", "屬於").replace("征", "徵")
    return "".join(TO_TRADITIONAL.get(character, character) for character in text)


def traditional_page(page: bytes, codec: str = "big5hkscs") -> bytes:
    """A web page in UTF-8 -> the same in traditional characters and another code."""
    text = traditional(page.decode("utf-8")).replace("政府信息", "政府資訊")
    return text.replace("utf-8", codec).encode(codec, "xmlcharrefreplace")
