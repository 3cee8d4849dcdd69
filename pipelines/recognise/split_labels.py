"""Labels that are printed in pieces, a line each, put together: `结果` / `维持`, as narrow columns
are dumped."""

from __future__ import annotations

from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import fold, key
from pipelines.recognise.labels import labels
from pipelines.recognise.tokens import Token

MOST_PIECES = 4
"""Pieces of a label on lines of their own that are put together."""
LONGEST_PIECE = 12  # characters; longer lines are prose or whole labels

_BEHIND_A_NUMBER = frozenset(".、,")


def join_split_labels(tokens: list[Token]) -> list[Token]:
    """The tokens with consecutive lines that only together make a label of the form as one token,
    at the first's spot.

    A piece behind the first that is a label by itself is left alone; the first may be one (`其他` /
    `结果`). A number at the end of a line that the next begins to go on with (`3` / `.其他`) is the
    label's, and no value of the row above.
    """
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        if at + 1 < len(tokens) and _is_torn_number(tokens[at], tokens[at + 1]):
            out.append(tokens[at + 1]._replace(text=_text(tokens[at : at + 2])))
            at += 2
            continue
        size = _pieces(tokens, at) if tokens[at].kind == "label" else 1
        out.append(tokens[at] if size == 1 else tokens[at]._replace(text=_text(tokens[at : at + size])))
        at += size
    return out


def _pieces(tokens: list[Token], at: int) -> int:
    """How many tokens from `at` on make one label; 1 if it is one by itself."""
    most = 0
    while most < MOST_PIECES and at + most < len(tokens) and _may_be_piece(tokens[at + most]):
        if most and (
            tokens[at + most].key in _known() or tokens[at + most].line == tokens[at + most - 1].line
        ):
            break
        most += 1
    return next((n for n in range(most, 1, -1) if key(_text(tokens[at : at + n])) in _known()), 1)


def _is_torn_number(number: Token, rest: Token) -> bool:
    if number.kind != "value" or number.grid or rest.kind != "label" or rest.line != number.line + 1:
        return False
    digits = number.text.strip()
    begun = fold(rest.text)[:1] in _BEHIND_A_NUMBER
    return begun and digits.isdecimal() and len(digits) < 3 and key(_text([number, rest])) in _known()


def _may_be_piece(token: Token) -> bool:
    return token.kind == "label" and not token.grid and len(token.text) <= LONGEST_PIECE


def _text(tokens: list[Token]) -> str:
    return "".join(t.text.strip() for t in tokens)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every label of the form; not the words above a list, as 数量 may be the rest of one."""
    return frozenset(
        k
        for code, table in catalogue().tables.items()
        for k in (*labels(code).rows, *(labels(code).heads if not table.is_list else ()))
    )
