"""What is stored in a cell of a workbook and the format of the cell -> the text that it shows.

What is printed is what counts: rounded, scaled to thousands or millions, with the words and signs
of the format, or nothing at all. A format that cannot be rendered surely (fractions, exponents,
Chinese numerals) gives None.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from pipelines.read.sheets.number_formats import Piece, Section, sections_of

_LAST_DAY = 2_958_465  # 9999-12-31
_KEPT = 15  # digits that a workbook keeps of a number
_SHOWN = 11  # characters, the point among them, that are shown of one without a format


def shown_number(value: float, code: str, *, since_1904: bool = False) -> str | None:
    """What a cell with this format shows of a stored number; None where that is not known."""
    sections = sections_of(code)
    if sections is None or not isfinite(value):
        return None
    exact = Decimal(format(value + 0.0, f".{_KEPT}g"))
    chosen = _choose(sections, exact)
    if chosen is None or chosen[0].white:
        return None
    section, signed = chosen
    if section.date:
        return date_text(value, since_1904=since_1904)
    text = _filled(section, abs(exact))
    return f"-{text}" if signed and exact < 0 and text.strip("0.,") else text


def shown_text(text: str, code: str) -> str | None:
    """What a cell with this format shows of a stored text: `;;;` nothing, `@"件"` more than it
    holds."""
    sections = sections_of(code)
    if sections is None:
        return text
    own = sections[3] if len(sections) > 3 else None
    if own is None and (len(sections) > 1 or not any(p.kind == "text" for p in sections[0].pieces)):
        return text
    pieces = (own or sections[0]).pieces
    return "".join(text if piece.kind == "text" else piece.text for piece in pieces)


def date_text(days: float, *, since_1904: bool = False) -> str:
    """A stored date as `2024-01-31`, with its time if it has one; a number that is no date of the
    calendar as it is."""
    if not 0 <= days <= _LAST_DAY:
        return str(days)
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    moment = first + timedelta(days=days)
    return moment.isoformat(" ", "seconds").removesuffix(" 00:00:00")


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section, bool] | None:
    """The section that holds for a value, and whether a minus is put before it; None where none
    holds."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None:
                return section, True
            operator, bound = section.condition
            if _holds(value, operator, bound):
                return section, not (operator in ("<", "<=") and bound <= 0)
        return None
    if len(numeric) > 1 and value < 0:
        return numeric[1], False
    if len(numeric) > 2 and value == 0:
        return numeric[2], False
    return numeric[0], len(numeric) == 1


def _holds(value: Decimal, operator: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[operator]


def _filled(section: Section, value: Decimal) -> str:
    """The section with the digits of a value (not negative) in its placeholders."""
    pieces = section.pieces
    digits = [i for i, piece in enumerate(pieces) if piece.kind == "digit"]
    if not digits:
        plain = _general(value)
        return "".join(plain if p.kind in ("general", "text") else p.text for p in pieces).strip()
    point = next((i for i, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    whole, decimals = [i for i in digits if i < point], [i for i in digits if i > point]
    commas = [i for i, piece in enumerate(pieces) if piece.kind == "comma"]
    last = whole[-1] if whole else point
    thousands = sum(last < i < point or bool(decimals and i > decimals[-1]) for i in commas)
    grouped = any(whole[0] < i < last for i in commas) if whole else False
    percents = sum(piece.kind == "percent" for piece in pieces)
    scaled = value * 100**percents / Decimal(1000) ** thousands
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    put = _whole_part(pieces, whole, before.lstrip("0"), grouped) | _decimal_part(pieces, decimals, after)
    shown = (
        put.get(i, "") if p.kind == "digit" else "" if p.kind == "comma" else p.text
        for i, p in enumerate(pieces)
    )
    return "".join(shown).strip()


def _general(value: Decimal) -> str:
    """A number without a format of its own: its decimals are rounded to what is shown of them."""
    text = f"{value.normalize():f}"
    if len(text) <= _SHOWN or "." not in text:
        return text
    decimals = max(0, _SHOWN - text.index(".") - 1)
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).normalize():f}"


def _whole_part(pieces: tuple[Piece, ...], places: list[int], digits: str, grouped: bool) -> dict[int, str]:
    """Placeholder -> its digits: filled from the right, what is left over goes into the first."""
    least = sum(1 for n, i in enumerate(places) if any(pieces[j].text == "0" for j in places[: n + 1]))
    digits = digits.rjust(least, "0")
    put: dict[int, str] = {}
    for n, place in enumerate(reversed(places)):
        end = len(digits) - n
        start = 0 if n == len(places) - 1 else max(end - 1, 0)
        taken = digits[start:end] if end > 0 else ""
        if grouped:
            taken = "".join(
                d + ("," if (left := len(digits) - start - k - 1) and left % 3 == 0 else "")
                for k, d in enumerate(taken)
            )
        put[place] = taken
    return put


def _decimal_part(pieces: tuple[Piece, ...], places: list[int], digits: str) -> dict[int, str]:
    kept = len(places)
    while kept and pieces[places[kept - 1]].text != "0" and digits[kept - 1] == "0":
        kept -= 1
    return {place: digits[n] if n < kept else "" for n, place in enumerate(places)}
