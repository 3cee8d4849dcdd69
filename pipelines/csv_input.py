"""CSV files that people edit, read strictly: what cannot be meant is reported with its line,
nothing is guessed. What is written for them holds nothing that a spreadsheet would run."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

ENCODINGS = ("utf-8-sig", "gb18030")
"""What such a file may be in without saying so: a text in GB18030 is no UTF-8 by chance."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""What no text has, and what is read in the wrong encoding often does."""


class At(str):
    """The place of a row as messages name it, and the number of its line."""

    line: int

    @classmethod
    def of(cls, path: Path, line: int) -> At:
        """The place of a line of a file."""
        at = cls(f"{path}: 第 {line} 行 / line {line}")
        at.line = line
        return at


Line = tuple[At, dict[str, str]]
"""The place of a row and its fields by column, stripped."""


def text_of(path: Path, error: type[ValueError]) -> str:
    """The text of a file: UTF-8, with or without a byte order mark, UTF-16 with one, or GB18030, as a
    Chinese Windows saves it. What is none of these raises `error`."""
    data = path.read_bytes()
    tried: tuple[str, ...] = (
        ("utf-16",) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ENCODINGS
    )
    if _is_damaged_utf8(data):  # it would mostly pass as GB18030, with other characters
        tried = ()
    for encoding in tried:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not _STRAY.search(text):
                return text
    raise error(f"{path}: 不是 UTF-8 或 GB18030 编码的 CSV / neither UTF-8 nor GB18030")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether it is not UTF-8, but gives more Chinese characters in it than places that cannot be
    read. What is in another encoding gives hardly any: a character of three bytes is one in a
    thousand there."""
    text = data.decode("utf-8", "replace")
    return 0 < text.count("\ufffd") < len(_CHINESE.findall(text))


def lines(
    path: Path, columns: Collection[str], error: type[ValueError], needed: Collection[str] | None = None
) -> Iterator[Line]:
    """Each line of the file below its head; none if there is no file. Raises `error`.

    The head must have the columns `needed`, by default all; where some may be missing, a line may
    also end early.
    """
    if not path.exists():
        return
    reader = csv.DictReader(io.StringIO(text_of(path, error), newline=""))
    head, whole = set(reader.fieldnames or ()), needed is None
    if not set(columns if needed is None else needed) <= head <= set(columns):
        raise error(f"{path}: 列名 {sorted(head)} 不符；应为 / the columns must be {', '.join(columns)}")
    for fields in reader:
        where = At.of(path, reader.line_num)
        if None in fields or (whole and None in fields.values()):
            raise error(f"{where}: 栏数与表头不符 / not as many fields as columns")
        yield where, {name: (value or "").strip() for name, value in fields.items()}


def disarmed(value: str) -> str:
    """The text of a cell with an apostrophe in front where a spreadsheet would run it as a
    formula."""
    return "'" + value if re.match(r"[=+@]|-.", value) else value
