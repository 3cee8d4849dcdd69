"""Legal days that fall on weekends and holidays."""

from __future__ import annotations

from datetime import date

import pytest

from expectations.days_off import around, next_working_day


@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        (date(2023, 1, 31), date(2023, 1, 31)),  # a Tuesday
        (date(2024, 3, 31), date(2024, 4, 1)),  # a Sunday
        (date(2026, 1, 31), date(2026, 2, 2)),  # a Saturday
        (date(2022, 1, 31), date(2022, 2, 7)),  # the eve of the Spring Festival
        (date(2025, 1, 31), date(2025, 2, 5)),
        (date(2020, 1, 31), date(2020, 2, 3)),
    ],
)
def test_the_first_working_day_from_a_day_on(day: date, next_day: date) -> None:
    assert next_working_day(day) == next_day
    assert (around(day) is None) == (day == next_day)
