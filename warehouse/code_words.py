"""Codes of the warehouse -> the words in which people meet them, read from code_words.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipelines.catalogue.strict_yaml import read_mapping

FILE = Path(__file__).with_name("code_words.yml")
Words = dict[str, dict[str, tuple[str, str]]]
"""Group -> code -> the word in Chinese and in English."""


@lru_cache(maxsize=1)
def code_words() -> Words:
    """The words of code_words.yml. Raises ValueError for an entry that is no pair."""
    return read_words(FILE)


def read_words(file: Path) -> Words:
    """The words of a file of that form. Raises ValueError for an entry that is no pair."""
    entries = read_mapping(file)
    for group, known in entries.items():
        for code, pair in known.items():
            if not (isinstance(pair, list) and len(pair) == 2 and all(pair)):
                raise ValueError(f"{file.name}: {group}.{code}: a Chinese and an English word")
    return {group: {code: (zh, en) for code, (zh, en) in known.items()} for group, known in entries.items()}
