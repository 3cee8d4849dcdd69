"""Selectors of a style sheet -> what they ask of an element, and their weight. How a page is asked
is for `matching`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

_NEVER_NAMES = (
    "hover active focus focus-visible focus-within visited target target-within playing paused seeking"
    " fullscreen modal popover-open autofill -webkit-autofill user-valid user-invalid current past"
    " future picture-in-picture host host-context buffering stalled muted volume-locked open-popover"
    " local-link active-view-transition -moz-focusring -moz-first-node -ms-fullscreen"
    " -webkit-full-screen state"
)
NEVER = frozenset(_NEVER_NAMES.split())
"""What no element is while a page is only looked at."""
_ELEMENTS = {"before", "after", "first-line", "first-letter"}  # may be written with one colon
_LISTS = {"not", "is", "where", "matches", "-webkit-any", "has"}
_COUNTED = {"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"}
_PLAIN_NAMES = (
    "root scope first-child last-child only-child first-of-type last-of-type only-of-type empty link"
    " any-link checked disabled enabled required optional read-only read-write default indeterminate"
    " placeholder-shown defined valid invalid in-range out-of-range blank open"
)
_PLAIN = frozenset(_PLAIN_NAMES.split())
_STEP = re.compile(r"([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+)|(odd)|(even)", re.IGNORECASE)
MAX_DEPTH = 4  # lists inside lists
MAX_PARTS = 24  # compounds of one selector


class Unreadable(ValueError):
    """No selector; a browser passes over the whole rule."""


@dataclass(slots=True)
class Test:
    """One condition: `kind` is `attribute`, `list`, `nth` or the name of a pseudo-class."""

    kind: str
    name: str = ""
    operator: str = ""
    value: str = ""
    folded: bool = False
    inside: tuple[Selector, ...] = ()
    step: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Compound:
    """What is asked of one element. `link` is how it is reached from the one to its right."""

    tag: str = ""
    ids: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    link: str = ""


@dataclass(slots=True)
class Selector:
    """`compounds` from right to left, the subject first. `sure`: every part of it is understood."""

    compounds: list[Compound] = field(default_factory=list)
    pseudo: str = ""
    weight: tuple[int, int, int] = (0, 0, 0)
    sure: bool = True


def selectors(prelude: Sequence[Any], depth: int = 0) -> tuple[Selector, ...]:
    """The selectors of a rule, from its tokens. Raises Unreadable."""
    if depth > MAX_DEPTH:
        raise Unreadable("lists inside lists")
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return tuple(_Reader(part, depth).read() for part in parts)


class _Reader:
    """Reads one selector from its tokens, left to right."""

    def __init__(self, tokens: list[Any], depth: int) -> None:
        while tokens and tokens[0].type == "whitespace":
            tokens = tokens[1:]
        while tokens and tokens[-1].type == "whitespace":
            tokens = tokens[:-1]
        self.tokens, self.depth, self.at = tokens, depth, 0
        self.out = Selector()
        self.weight = [0, 0, 0]
        self.current = Compound()
        self.filled = False

    def read(self) -> Selector:
        links: list[str] = []
        compounds: list[Compound] = []
        if not self.tokens:
            raise Unreadable("empty")
        pending = self._leading() if self.depth else ""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            link = self._link(token)
            if link is None:
                self._part(token)
                continue
            if not self.filled or self.out.pseudo:
                raise Unreadable("a combinator without an element")
            compounds.append(self.current)
            links.append(link)
            self.current, self.filled = Compound(), False
        if not self.filled or len(compounds) >= MAX_PARTS:
            raise Unreadable("no element, or too many")
        compounds.append(self.current)
        for compound, link in zip(compounds, links):
            compound.link = link
        self.out.compounds = compounds[::-1]
        if pending:
            self.out.compounds.append(Compound(tests=[Test("scope")], link=pending))
        self.out.weight = (self.weight[0], self.weight[1], self.weight[2])
        return self.out

    def _leading(self) -> str:
        """A combinator at the start, as `:has(> a)` may have one."""
        token = self.tokens[0]
        if token.type == "literal" and token.value in ">+~":
            self.at = 1
            while self.at < len(self.tokens) and self.tokens[self.at].type == "whitespace":
                self.at += 1
            return str(token.value)
        return ""

    def _link(self, token: Any) -> str | None:
        """The combinator that begins here, if one does; passes over it."""
        if token.type != "whitespace" and not (token.type == "literal" and token.value in ">+~"):
            return None
        link = " "
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.type == "literal" and token.value in ">+~":
                if link != " ":
                    raise Unreadable("two combinators")
                link = token.value
            elif token.type != "whitespace":
                break
            self.at += 1
        return link

    def _part(self, token: Any) -> None:
        self.at += 1
        following = self.tokens[self.at] if self.at < len(self.tokens) else None
        self.filled = True
        if token.type == "ident":
            self.current.tag = token.lower_value
            self.weight[2] += 1
        elif token.type == "hash":
            self.current.ids.append(token.value)
            self.weight[0] += 1
        elif token.type == "[] block":
            self.current.tests.append(_attribute(token.content))
            self.weight[1] += 1
        elif token.type == "literal" and token.value == "." and following and following.type == "ident":
            self.current.classes.append(following.value)
            self.weight[1] += 1
            self.at += 1
        elif token.type == "literal" and token.value == "|":
            self.current.tag = ""  # what stood before it names a kind of document, and all are HTML here
        elif token.type == "literal" and token.value == ":" and following:
            self._pseudo(following)
        elif not (token.type == "literal" and token.value == "*"):
            raise Unreadable(token.type)

    def _pseudo(self, token: Any) -> None:
        self.at += 1
        element = token.type == "literal" and token.value == ":"
        if element:
            if self.at >= len(self.tokens):
                raise Unreadable("::")
            token = self.tokens[self.at]
            self.at += 1
        if token.type not in ("ident", "function"):
            raise Unreadable("a colon")
        name = token.lower_name if token.type == "function" else token.lower_value
        if element or name in _ELEMENTS:
            self.out.pseudo = name
            self.weight[2] += 1
        elif token.type == "function":
            self._function(name, token.arguments)
        else:
            self.weight[1] += 1
            self.current.tests.append(Test(name))
            self.out.sure &= name in _PLAIN or name in NEVER

    def _function(self, name: str, arguments: list[Any]) -> None:
        if name in _LISTS:
            inside = selectors(arguments, self.depth + 1)
            self.current.tests.append(Test("list", name, inside=inside))
            if name != "where":
                heaviest = max(one.weight for one in inside)
                self.weight = [a + b for a, b in zip(self.weight, heaviest)]
            self.out.sure &= all(one.sure for one in inside)
            return
        self.weight[1] += 1
        text = tinycss2.serialize(arguments).replace("/**/", "").strip().lower()
        if name in _COUNTED:
            match = _STEP.fullmatch(text)
            self.out.sure &= bool(match)
            self.current.tests.append(Test("nth", name, step=_step(match)) if match else Test(name))
        elif name in ("lang", "dir"):
            self.current.tests.append(Test(name, value=text.strip("\"'")))
        else:
            self.current.tests.append(Test(name))
            self.out.sure &= name in NEVER


def _step(match: re.Match[str]) -> tuple[int, int]:
    """`2n+1` -> (2, 1)."""
    if match[5] or match[6]:
        return 2, 1 if match[5] else 0
    if match[4]:
        return 0, int(match[4][:9])
    times = match[1] if match[1] not in ("", "+", "-") else match[1] + "1"
    return int(times[:9]), int((match[2] or "+") + (match[3] or "0")[:9])


def _attribute(content: list[Any]) -> Test:
    tokens = [token for token in content if token.type not in ("whitespace", "comment")]
    if not tokens or tokens[0].type != "ident":
        raise Unreadable("[")
    name = tokens[0].lower_value
    if len(tokens) == 1:
        return Test("attribute", name)
    folded = (
        len(tokens) > 2 and tokens[-1].type == "ident" and tokens[-1].lower_value == "i" and len(tokens) == 4
    )
    value = tokens[2] if len(tokens) > 2 else None
    if tokens[1].type != "literal" or value is None or value.type not in ("string", "ident"):
        raise Unreadable("[")
    return Test("attribute", name, tokens[1].value, value.value, folded or name in _FOLDED)


_FOLDED = {"type", "dir", "lang", "align", "valign", "color", "bgcolor", "method", "rel", "media"}
"""Attributes whose values HTML compares without regard to case."""
