"""What a fault is: a function that spoils a report, and says what is to be found there."""

from __future__ import annotations

from collections.abc import Callable

from tests.data.histories import Said

Books = dict[tuple[int, int], Said]
"""The reports by office and year."""
Found = dict[tuple[str, str], set[str]]
"""(rule, scope) -> the cells that the finding cites."""
Spoil = Callable[[Said, Books], Found]
