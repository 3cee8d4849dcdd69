"""How figures of several reports are added up, the same on every page: nil is zero where the form means
none, and a share is of sums, over those reports that have both parts."""

from __future__ import annotations


def known(code: str) -> str:
    """An indicator, 0 where nil means none; null where it is in doubt or not filled in."""
    return f"nil_as_zero({code}, {code}_how)"


def both_known(part: str, whole: str) -> str:
    """Whether a report counts for a share."""
    return f"{known(part)} + {known(whole)} IS NOT NULL"


def total(code: str, name: str = "") -> str:
    """Two columns: the sum of an indicator as `name`, and `_of`, the reports that have it."""
    return f"sum({known(code)}) AS {name or code}, count({known(code)}) AS {name or code}_of"


def share(name: str, part: str, whole: str) -> str:
    """Two columns: the share of the sums, and `_of`, the reports that count for it."""
    there = f"FILTER ({both_known(part, whole)})"
    sums = f"sum({known(part)}) {there}, sum({known(whole)}) {there}"
    return f"share({sums}) AS {name}, count(*) {there} AS {name}_of"


def apart(source: str, same: str = "true") -> str:
    """A condition on a report `c`: no other of `source` that is `same` (of `o` and `c`) has its figures in
    it, at whatever remove."""
    return (
        f"NOT EXISTS (FROM report_contents AS n JOIN {source} AS o ON o.report_id = n.within_report_id"
        f" WHERE n.report_id = c.report_id AND {same})"
    )
