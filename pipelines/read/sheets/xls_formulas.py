"""The tokens of a formula in an old workbook (BIFF 8) -> its text, as far as it is plain arithmetic
([MS-XLS] 2.5.198; what else a formula says is not judged)."""

from __future__ import annotations

from struct import error as StructError
from struct import unpack_from

_HEAD = 20
"""Bytes of the record before the size of the tokens."""
MOST_TOKENS = 500
"""Tokens of a formula; a sum of a form has a few dozen."""
_SIGNS = {0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/"}
_PLUS, _MINUS, _BRACKETS, _ATTRIBUTE, _WHOLE, _NUMBER = 0x12, 0x13, 0x15, 0x19, 0x1E, 0x1F
_CELL, _AREA, _FUNCTION = {0x24, 0x44, 0x64}, {0x25, 0x45, 0x65}, {0x22, 0x42, 0x62}
_SUM, _SUM_ATTRIBUTE, _BLANKS, _VOLATILE = 4, 0x10, 0x40, 0x01
_COLUMN = 0x3FFF


class _Unfollowed(Exception):
    """The formula says more than plain arithmetic."""


def formula_text(record: bytes) -> str:
    """The formula of a cell, `SUM(A1:A3)`; "" where it is not followed."""
    try:
        size = unpack_from("<H", record, _HEAD)[0]
        return _text(record[_HEAD + 2 : _HEAD + 2 + size])
    except (_Unfollowed, StructError, IndexError):
        return ""


def _text(tokens: bytes) -> str:
    stack: list[str] = []
    at = count = 0
    while at < len(tokens):
        kind = tokens[at]
        at, count = at + 1, count + 1
        if count > MOST_TOKENS:
            raise _Unfollowed
        if kind in _SIGNS:
            second, first = stack.pop(), stack.pop()
            stack.append(f"({first}{_SIGNS[kind]}{second})")
        elif kind in (_PLUS, _MINUS):
            stack.append(f"({'-' if kind == _MINUS else ''}{stack.pop()})")
        elif kind == _WHOLE:
            stack.append(str(unpack_from("<H", tokens, at)[0]))
            at += 2
        elif kind == _NUMBER:
            stack.append(f"{unpack_from('<d', tokens, at)[0]:.15g}")
            at += 8
        elif kind in _CELL:
            stack.append(_cell(*unpack_from("<2H", tokens, at)))
            at += 4
        elif kind in _AREA:
            top, bottom, left, right = unpack_from("<4H", tokens, at)
            stack.append(f"{_cell(top, left)}:{_cell(bottom, right)}")
            at += 8
        elif kind in _FUNCTION or kind == _ATTRIBUTE:
            at += _function(kind, tokens, at, stack)
        elif kind != _BRACKETS:
            raise _Unfollowed
    (text,) = stack or [""]
    return text


def _function(kind: int, tokens: bytes, at: int, stack: list[str]) -> int:
    """Apply a sum, or an attribute that changes nothing; how many bytes it has."""
    if kind == _ATTRIBUTE:
        attribute, number, function = tokens[at], 1, _SUM
    else:
        attribute = _SUM_ATTRIBUTE
        number, function = unpack_from("<BH", tokens, at)
    if attribute == _SUM_ATTRIBUTE and function == _SUM and 0 < number <= len(stack):
        stack[-number:] = [f"SUM({','.join(stack[-number:])})"]
    elif attribute not in (_BLANKS, _VOLATILE):
        raise _Unfollowed
    return 3


def _cell(row: int, column: int) -> str:
    """`B7` from its row and column."""
    column &= _COLUMN
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"
