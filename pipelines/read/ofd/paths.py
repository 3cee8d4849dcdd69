"""The abbreviated data of a path of OFD -> the points that it goes through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.layout.page_transform import Point

_PATH = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z]")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def subpaths(data: str) -> Iterator[list[Point | None]]:
    """The points of each line drawn without lifting the pen; None stands for a curve between two
    points."""
    points: list[Point | None] = []
    command = ""
    operands: list[float] = []
    for token in _PATH.findall(data):
        if token.isalpha():
            command, operands = token, []
        else:
            operands.append(float(token))
        if len(operands) < _OPERANDS.get(command, 1) or (command == "C" and operands):
            continue
        if command == "C":
            points += points[:1]
        elif command in ("M", "S"):
            if len(points) > 1:
                yield points
            points = [(operands[-2], operands[-1])]
        elif command in _OPERANDS:
            points += [] if command == "L" else [None]
            points.append((operands[-2], operands[-1]))
        operands = []
    if len(points) > 1:
        yield points
