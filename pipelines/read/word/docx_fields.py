"""Fields of a Word file (page numbers, sums, conditions, forms): which of their text is printed.

A field has an instruction and a result; only the result is printed. Two kinds have none and are
printed all the same: a list of a form prints the entry that is chosen, an equation what its
instruction draws, which is no text in a line. Fields nest, also inside an instruction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.model import NOT_TEXT

_DRAWN = frozenset(["EQ", "SYMBOL", "FORMDROPDOWN", "FORMCHECKBOX", "QUOTE", "PAGE", "NUMPAGES", "SEQ"])


@dataclass
class _Field:
    """An open field: whether its result has begun, its instruction, the chosen entry of its
    list."""

    result: bool = False
    instruction: str = ""
    chosen: str = ""


class Fields:
    """Where the reading is among the marks `begin`, `separate`, `end`."""

    def __init__(self) -> None:
        self._open: list[_Field] = []  # the outermost first

    @property
    def printed(self) -> bool:
        """Whether text at this point is printed: it is in no instruction."""
        return all(field.result for field in self._open)

    def mark(self, kind: str, mark: Any = None) -> str:
        """Takes in a mark (the element `fldChar` where there is one) and gives what a field without
        a result prints at its end; a mark that fits nothing is ignored."""
        if kind == "begin":
            self._open.append(_Field(chosen="" if mark is None else _chosen(mark)))
        elif kind == "separate" and self._open:
            self._open[-1].result = not self._open[-1].chosen  # what is chosen is shown, whatever is kept
        elif kind == "end" and self._open:
            field = self._open.pop()
            if not field.result or _name(field.instruction) == "EQ":
                return field.chosen or (NOT_TEXT if draws(field.instruction) else "")
        return ""

    def choose(self, text: str) -> None:
        """Takes in what the innermost field shows in place of any result, if it is one of a form;
        links keep data in the same way."""
        if self._open and self._open[-1].instruction.strip().upper().startswith("FORM"):
            self._open[-1].chosen = text

    def instruct(self, text: str) -> None:
        """Takes in a piece of the instruction of the innermost field."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction += text

    def end_paragraph(self) -> None:
        """Instructions do not go on for paragraphs: an unfinished one is damage, which must not
        swallow the rest."""
        self._open = [field for field in self._open if field.result]


def draws(instruction: str) -> bool:
    r"""Whether an instruction prints something that is not known here: an equation (`EQ \s\up5(6)`),
    a character (`SYMBOL 49`), a field of a form, what is computed while the page is laid out."""
    name = _name(instruction)
    return name.startswith("=") or name in _DRAWN


def _name(instruction: str) -> str:
    return instruction.strip().split(" ")[0].split("\\")[0].upper()


def _chosen(mark: Any) -> str:
    """The entry of a drop-down list (`w:ddList`) that is chosen, its first one where nothing is."""
    for listed in mark.iter("{*}ddList"):
        entries = [_value(e) for e in listed.iter("{*}listEntry")]
        stated = next((_value(e) for name in ("result", "default") for e in listed.iter(f"{{*}}{name}")), "0")
        place = int(stated) if stated.isdecimal() else 0
        return entries[place] if place < len(entries) else ""
    return ""


def _value(element: Any) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == "val"), "")
