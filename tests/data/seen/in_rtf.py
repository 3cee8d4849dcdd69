r"""Cells of RTF that show something other than the text in them."""

from __future__ import annotations

import random
from collections.abc import Mapping

from tests.data.forms import Filled
from tests.data.forms_rtf import REST, rtf
from tests.data.seen.trick import Put, Trick, chooser

_TABLES = (
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red255\green0\blue0;\red255\green255\blue0;\red242\green242\blue242;}"
    r"{\stylesheet{\s0 Normal 99;}{\*\cs11 \additive \v Gone;}{\*\cs12 \additive \cf2 Pale;}{\*\cs13 \additive"
    r" \strike Out;}{\*\cs14 \additive \super Mark;}{\*\cs15 \additive \sbasedon11 GoneToo;}{\s16 \strike OutLine;}}"
)
_TABLES_END = r"{\*\generator x 7;}{\info{\title 88}}"


def _beside(kind: str, name: str, words: str) -> list[Trick]:
    """Digits after these words behind the figure, before it, and within it."""
    e = "{" + words + " @E}"
    where = {"behind": f"@F{e}", "before": f"{e}@F", "within": f"@A{e}@B"}
    return [Trick(kind, f"{name} {at}", content, "@F") for at, content in where.items()]  # type: ignore[arg-type]


TRICKS: tuple[Trick, ...] = (
    *_beside("hidden", "hidden", r"\v"),
    *_beside("hidden", "by a style", r"\cs11"),
    *_beside("hidden", "by what a style is based on", r"\cs15"),
    *_beside("hidden", "white", r"\cf2"),
    *_beside("hidden", "white by a style", r"\cs12"),
    *_beside("hidden", "tiny", r"\fs1"),
    *_beside("hidden", "scaled to nothing", r"\charscalex1"),
    *_beside("hidden", "deleted", r"\deleted"),
    *_beside("hidden", "an unknown group", r"\*\nobodyknows"),
    *_beside("hidden", "a field's instruction", r"\field{\*\fldinst QUOTE 5}{\fldrslt }\v"),
    Trick("hidden", "yellow on yellow", r"@F{\cf4\chcbpat4 @E}", "@F"),
    Trick("hidden", "a bookmark", r"@F{\*\bkmkstart n@E}{\*\bkmkend n@E}", "@F"),
    Trick("hidden", "an index entry", r"@F{\xe{\v @E}}", "@F"),
    Trick("shown", "hidden switched off", r"{\v @E{\v0 @F}}", "@F"),
    Trick("shown", "plain again", r"{\v\plain\f1 @F}", "@F"),
    Trick("shown", "white on dark", r"{\cf2\chcbpat3 @F}", "@F"),
    Trick("shown", "bold in part", r"{\b @A}@B", "@F"),
    Trick("shown", "underlined", r"{\ul @F}", "@F"),
    Trick("shown", "inserted", r"{\revised @F}", "@F"),
    Trick("shown", "the result of a field", r"{\field{\*\fldinst =SUM(LEFT)}{\fldrslt @F}}", "@F"),
    Trick("shown", "by numbers", r"{\uc1\u49?@F}", "1@F"),
    Trick("shown", "with a substitute of two", r"{\uc2\u49??@F}", "1@F"),
    Trick("shown", "by bytes", r"{\'31@F}", "1@F"),
    *_beside("struck", "strike", r"\strike"),
    *_beside("struck", "twice", r"\striked1"),
    *_beside("struck", "by a style", r"\cs13"),
    Trick("struck", "alone", r"{\strike @F}", None),
    Trick("struck", "alone by a style", r"{\cs13 @F}", None),
    *(Trick("raised", name, "@F{" + words + " @E}", "@F") for name, words in (
        ("super", r"\super"), ("sub", r"\sub"), ("up", r"\up6"), ("up without a number", r"\up"), ("down", r"\dn6"),
        ("by a style", r"\cs14"), ("up and small", r"\up6\fs12"),
    )),
    Trick("raised", "a note", r"@F{\super\chftn}{\footnote {\super\chftn} @E}", "@F"),
    Trick("raised", "super ended", r"{\super @E\nosupersub @F}", "@F"),
    Trick("object", "picture", r"{\pict\pngblip\picw900\pich300 89504e47}", None),
    Trick("object", "picture beside", r"@F{\pict\pngblip\picw900\pich300 89504e47}", None),
    Trick("object", "object", r"{\object\objemb{\*\objdata 0105}{\result }}", None),
    Trick("object", "object with its result", r"{\object\objemb{\*\objdata 0105}{\result @F}}", "@F"),
    Trick("object", "drop-down", r"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl @E}{\*\ffl @F}}}}{\fldrslt }}", "@F"),
    Trick("object", "form text", r"{\field{\*\fldinst FORMTEXT }{\fldrslt @F}}", "@F"),
    Trick("object", "an equation field", r"@F{\field{\*\fldinst EQ \\s\\up5(@E)}{\fldrslt }}", None),
    Trick("generated", "list number", r"{\listtext\f1 @F}\pard\intbl\ls1 ", "@F"),
    Trick("generated", "number before", r"{\pntext\f1 @F}", "@F"),
    Trick("moved", "tabbed", r"@A\tab @B", None),
    Trick("moved", "in two lines", r"@A\line @B", None),
    Trick("moved", "in two paragraphs", r"@A\par @B", None),
    Trick("moved", "optional hyphen", r"@A\-@B", "@F"),
    Trick("moved", "hard blank", r"@A\~@B", "@F"),
    Trick("blank", "hidden", r"{\v @E}", ""),
    Trick("blank", "white", r"{\cf2 @E}", ""),
    Trick("blank", "deleted", r"{\deleted @E}", ""),
    Trick("doubt", "nearly white", r"@F{\cf5 @E}", None),
)  # fmt: skip

any_trick = chooser(TRICKS)


def write(filled: Filled, put: Mapping[str, Put], marks: Mapping[str, str], chance: random.Random) -> bytes:
    """The document with these cells in the place of their marks."""
    ways = {"letters": chance.choice(("escaped", "raw", "numbers")), "across": chance.random() < 0.3}
    data = rtf(filled, defined=chance.choice(("before", "behind", "both")), **ways)  # type: ignore[arg-type]
    data = data.replace(REST.encode(), (_TABLES + _TABLES_END).encode(), 1)
    for code, trick in put.items():
        cell = b"{" + marks[code].encode() + b"}"
        assert data.count(cell) == 1, code
        data = data.replace(cell, b"{" + trick.content.encode() + b"}", 1)
    return data
