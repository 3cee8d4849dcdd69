"""The instruction of a field of an RTF file -> what the field prints if it has no result of its
own.

A list of a form prints the entry that is chosen; a box to tick, an equation or a symbol is seen and
is no text in a line.
"""

from __future__ import annotations

from typing import NamedTuple

from pipelines.model import NOT_TEXT
from pipelines.read.word.doc_text import joined
from pipelines.read.word.docx_fields import draws
from pipelines.read.word.rtf_text import State, Text
from pipelines.read.word.rtf_tokens import Token, Tokens

_TICK_BOX = 1  # types of form fields
_NOTHING_CHOSEN = 25  # as the number of the chosen entry


class StandIn(NamedTuple):
    """`text` is printed where the field has no result, or (`always`) in place of any."""

    text: str = ""
    always: bool = False


def read_instruction(tokens: Tokens, text: Text, state: State) -> StandIn:
    r"""The rest of the group `\fldinst`, the field of a form in it included."""
    aside, state = text.aside(), state.copied()
    instruction = ""
    drawn = StandIn()
    for token in tokens.group():
        if token.kind == "word" and token.name == "formfield":
            instruction += joined(aside.take(state))
            drawn = read_form_field(tokens, text, state)
        else:
            _spell(aside, token, state)
    instruction += joined(aside.take(state))
    return StandIn(NOT_TEXT) if draws(instruction) and not drawn.text else drawn


def read_form_field(tokens: Tokens, text: Text, state: State) -> StandIn:
    r"""The rest of the group `\formfield`."""
    aside, state = text.aside(), state.copied()
    entries: list[str] = []
    numbers: dict[str, int] = {}
    named = ""  # what the text of the innermost group is
    for token in tokens.group():
        if token.kind == "close":
            if named == "ffl":
                entries.append(joined(aside.take(state)).strip())
            elif named == "ffdeftext" and joined(aside.take(state)).strip():
                numbers[named] = 1
            named = ""
        elif token.kind == "word" and token.name in ("fftype", "ffres", "ffdefres"):
            numbers[token.name] = token.number or 0
        elif token.kind == "word" and token.name.startswith("ff"):
            aside.take(state)
            named = token.name
        else:
            _spell(aside, token, state)
    if entries:
        chosen = numbers.get("ffres", _NOTHING_CHOSEN)
        if chosen == _NOTHING_CHOSEN:
            chosen = numbers.get("ffdefres", 0)
        return StandIn(entries[chosen] if 0 <= chosen < len(entries) else NOT_TEXT, always=True)
    seen = numbers.get("fftype") == _TICK_BOX or "ffdeftext" in numbers
    return StandIn(NOT_TEXT if seen else "")


def _spell(aside: Text, token: Token, state: State) -> None:
    """Adds what a token says to a text that is not printed in its place."""
    if token.kind == "text":
        aside.put(token.data)
    elif token.kind == "symbol" and token.name in "\\{}":
        aside.put(token.name.encode("ascii"))
    elif token.kind == "word" and token.name == "u":
        aside.put_character(token.number or 0, state)
    else:
        aside.flush(state)
        aside.end_fallback()
        if token.kind == "word" and token.name == "f":
            state.font = token.number or 0
