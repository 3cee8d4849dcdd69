"""Every word that a reader of RTF compares with is one that is handed to it."""

from __future__ import annotations

import ast
import inspect

import pytest

from pipelines.read.word import rtf_objects, rtf_rows
from pipelines.read.word.rtf_body import Body
from pipelines.read.word.rtf_words import HEEDED


def compared(function: object) -> set[str]:
    """The texts with which a function compares the name of a word."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(function)))  # type: ignore[arg-type]
    compares = (node for node in ast.walk(tree) if isinstance(node, ast.Compare))
    named = (node for node in compares if isinstance(node.left, ast.Name) and node.left.id == "name")
    texts = (leaf for node in named for leaf in ast.walk(node) if isinstance(leaf, ast.Constant))
    return {leaf.value for leaf in texts if isinstance(leaf.value, str)}


@pytest.mark.parametrize(
    "function",
    [Body._characters, Body._styled, Body._line, rtf_rows.Row.word, rtf_objects.Things.word],
    ids=["characters", "styles", "lines", "rows", "things"],
)
def test_a_word_that_is_compared_is_heeded(function: object) -> None:
    words = compared(function)
    assert words
    assert words <= HEEDED


def test_words_of_merged_cells_and_floating_things_are_heeded() -> None:
    assert (rtf_rows._ACROSS.keys() | rtf_rows._DOWN.keys() | rtf_objects._FLOATING) <= HEEDED
