"""docs/questions/*.sql -> the questions that docs/queries.md answers, the benchmark times and the
tests hold to a second computation.

A file begins with four lines of comment: what is asked, in Chinese and in English, and what the
answer leaves out, in both. Its name gives place and name: `03_fastest_growth.sql`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "questions"
COMMENT, LEFT_OUT_ZH, LEFT_OUT = "-- ", "不含：", "Left out: "


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what its answer leaves out, and the statement that answers it."""

    number: int
    name: str
    zh: str
    en: str
    left_out_zh: str
    left_out_en: str
    sql: str


def questions() -> list[Question]:
    """All of them, in their order. Raises ValueError for a file that is not written as above."""
    return [_read(path) for path in sorted(FOLDER.glob("*.sql"))]


def _read(path: Path) -> Question:
    number, _, name = path.stem.partition("_")
    zh, en, left_zh, left_en, *sql = path.read_text(encoding="utf-8").splitlines()
    words = [line.removeprefix(COMMENT) for line in (zh, en, left_zh, left_en)]
    if not (
        all(line.startswith(COMMENT) for line in (zh, en, left_zh, left_en))
        and words[2].startswith(LEFT_OUT_ZH)
        and words[3].startswith(LEFT_OUT)
    ):
        raise ValueError(
            f"{path.name}: it begins with the question and with what is left out, in both languages"
        )
    return Question(
        int(number),
        name,
        words[0],
        words[1],
        words[2].removeprefix(LEFT_OUT_ZH),
        words[3].removeprefix(LEFT_OUT),
        "\n".join(sql) + "\n",
    )
