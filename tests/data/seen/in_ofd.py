"""Cells of OFD pages whose file holds other figures than the page shows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.data.forms import Filled
from tests.data.forms_ofd import ofd
from tests.data.seen.ofd_pen import Pen
from tests.data.seen.trick import Put

WHITE, GREY, RED, DARK, LIGHT = "255 255 255", "115 115 115", "200 0 0", "30 30 30", "230 230 230"
RESOURCES = (
    '<{p}DrawParams><{p}DrawParam ID="31" LineWidth="0.3"><{p}FillColor Value="255 255 255"/></{p}DrawParam>'
    '<{p}DrawParam ID="32" Relative="31"/>'
    '<{p}DrawParam ID="33" Relative="31"><{p}FillColor Value="0 0 0"/></{p}DrawParam></{p}DrawParams>'
)
"""Sets of drawing parameters: white, white by another, black over another."""
GLYPHS = '<{p}CGTransform CodePosition="0" CodeCount="3"><{p}Glyphs>22 19 25</{p}Glyphs></{p}CGTransform>'
PARAMS = 'DrawParam="{}"'
CLEAR = '<{p}FillColor Alpha="0"/>'


def _changed(digits: str) -> str:
    return "".join(str((int(digit) + 5) % 10) for digit in digits)


def _apart(p: Pen) -> str:
    return "".join(p.text(digit, p.x + n * p.digit * 1.06) for n, digit in enumerate(p.f))


def _dot(p: Pen) -> str:
    half = len(p.f) // 2
    at = p.x + p.width(p.f[:half])
    return (
        p.text(p.f[:half], p.x)
        + p.box(at + 0.1, 0.35, "0 0 0", p.y - 0.35, 0.35)
        + p.text(p.f[half:], at + 0.8)
    )


def _drawn(p: Pen) -> str:
    return "".join(
        p.box(p.x + 1.8 * n, 0.4, "0 0 0", p.y - 2, 2)
        + p.box(p.x + 1.8 * n + 0.5, 0.7, "0 0 0", p.y - 1.2, 0.4)
        for n in range(3)
    )


Draw = Callable[[Pen], str]
Seen = Callable[[str, str], str | None]


@dataclass(frozen=True)
class _Way:
    kind: str
    name: str
    draw: Draw
    seen: Seen = lambda f, _: f


def _none(*_: str) -> None:
    return None


def _blank(*_: str) -> str:
    return ""


WAYS: tuple[_Way, ...] = (
    _Way("shown", "plain", lambda p: p.figure()),
    _Way("shown", "grey", lambda p: p.figure(colour=GREY)),
    _Way("shown", "red", lambda p: p.figure(colour=RED)),
    _Way("shown", "half transparent", lambda p: p.figure(attributes='Alpha="128"')),
    _Way("shown", "white on dark", lambda p: p.box(p.x - 0.5, p.width(p.f) + 1, DARK) + p.figure(colour=WHITE)),
    _Way("shown", "on a light ground", lambda p: p.box(p.x - 0.5, p.width(p.f) + 1, LIGHT) + p.figure()),
    _Way("shown", "set apart", lambda p: p.text(p.f, p.x, apart=1.06)),
    _Way("shown", "digit by digit", _apart),
    _Way("shown", "underlined", lambda p: p.figure() + p.across(p.x, p.width(p.f), -0.18)),
    _Way("shown", "twice the same", lambda p: p.figure() + p.text(p.f, p.x + 0.06)),
    _Way("shown", "black by its drawing parameters", lambda p: p.figure(attributes=PARAMS.format(33))),
    _Way("shown", "black of its own", lambda p: p.figure(attributes=PARAMS.format(31), colour="0 0 0")),
    _Way("shown", "clipped in full", lambda p: p.figure(inside=p.clip(p.width(p.f) + 1))),
    _Way("shown", "stroked letters", lambda p: p.figure(attributes='Fill="false" Stroke="true"')),
    _Way("shown", "off the page", lambda p: p.figure() + p.text(p.e, -60)),
    _Way("shown", "a watermark", lambda p: p.text("2024", p.x - 2, p.y + 3, size=9, colour="225 225 225") + p.figure()),
    _Way("hidden", "white behind", lambda p: p.figure() + p.other(colour=WHITE)),
    _Way("hidden", "white before", lambda p: p.text(p.e, p.x - p.digit, colour=WHITE) + p.figure()),
    *(_Way("hidden", f"white by its drawing parameters{how}", lambda p, n=n: p.figure() + p.other(attributes=PARAMS.format(n)))
      for n, how in ((31, ""), (32, " and theirs"))),
    _Way("hidden", "like its ground", lambda p: p.box(p.behind, p.digit, "80 80 80") + p.figure() + p.other(colour="80 80 80")),
    _Way("hidden", "transparent", lambda p: p.figure() + p.other(attributes='Alpha="0"')),
    _Way("hidden", "of a transparent colour", lambda p: p.figure() + p.other(inside=CLEAR)),
    _Way("hidden", "not visible", lambda p: p.figure() + p.other(attributes='Visible="false"')),
    _Way("hidden", "neither filled nor stroked", lambda p: p.figure() + p.other(attributes='Fill="false"')),
    _Way("hidden", "covered", lambda p: p.figure() + p.other() + p.box(p.behind, p.digit + 0.2, WHITE)),
    _Way("hidden", "covered by a picture", lambda p: p.figure() + p.other() + p.picture(p.behind, p.digit + 0.2)),
    _Way("hidden", "covered and written again", lambda p: p.text(_changed(p.f), p.x) + p.box(p.x - 0.2, p.width(p.f) + 0.4, WHITE) + p.figure()),
    _Way("hidden", "clipped", lambda p: p.text(p.f + p.e, p.x, inside=p.clip(p.width(p.f)))),
    _Way("hidden", "beyond its own box", lambda p: p.text(p.f + p.e, p.x, box=p.width(p.f))),
    _Way("hidden", "tiny", lambda p: p.figure() + p.text(p.e, p.behind, size=0.25)),
    _Way("hidden", "an annotation that is not visible", lambda p: p.figure() + Pen.annotated(p, "false")),
    _Way("blank", "white", lambda p: p.figure(colour=WHITE), _blank),
    _Way("blank", "white by its drawing parameters", lambda p: p.figure(attributes=PARAMS.format(32)), _blank),
    _Way("blank", "transparent", lambda p: p.figure(attributes='Alpha="0"'), _blank),
    _Way("blank", "clipped", lambda p: p.figure(inside=p.clip(0.01)), _blank),
    _Way("blank", "covered", lambda p: p.figure() + p.box(p.x - 0.2, p.width(p.f) + 0.4, WHITE), _blank),
    _Way("struck", "before", lambda p: p.text(p.e, p.x - p.digit - 0.6) + p.across(p.x - p.digit - 0.7, p.digit + 0.2, 0.3) + p.figure()),
    _Way("struck", "alone", lambda p: p.figure() + p.across(p.x - 0.3, p.width(p.f) + 0.6, 0.3), _none),
    _Way("struck", "aslant", lambda p: p.figure() + p.line(p.x - 0.3, p.y + 0.3, p.behind + 0.3, p.y - 0.8 * p.size), _none),
    _Way("struck", "by a box", lambda p: p.figure() + p.box(p.x - 0.3, p.width(p.f) + 0.6, "0 0 0", p.y - 0.35 * p.size, 0.25), _none),
    _Way("raised", "raised", lambda p: p.figure() + p.text(p.e, p.behind, p.y - 0.4 * p.size, size=0.6 * p.size)),
    _Way("raised", "lowered", lambda p: p.figure() + p.text(p.e, p.behind, p.y + 0.2 * p.size, size=0.6 * p.size)),
    _Way("twice", "one over another", lambda p: p.figure() + p.text(_changed(p.f[:2]), p.x + 0.15), _none),
    _Way("shape", "a dot drawn", _dot, lambda f, _: f"{f[: len(f) // 2]}.{f[len(f) // 2 :]}"),
    _Way("shape", "a minus drawn", lambda p: p.across(p.x, 1.1, 0.3) + p.text(p.f, p.x + 1.4), lambda f, _: f"-{f}"),
    _Way("object", "drawn digits", _drawn, _none),
    _Way("object", "a picture", lambda p: p.picture(p.x, 6), _none),
    _Way("object", "a composed object", lambda p: p.picture(p.x, 6, "CompositeObject"), _none),
    _Way("object", "an annotation", lambda p: Pen.annotated(p, "true")),
    _Way("doubt", "nearly white", lambda p: p.figure() + p.other(colour="235 235 235"), _none),
    _Way("doubt", "of parameters that are not there", lambda p: p.figure(attributes=PARAMS.format(99)), _none),
    _Way("doubt", "glyphs of a font that is not there", lambda p: p.figure(inside=GLYPHS), _none),
    _Way("doubt", "half clipped", lambda p: p.text(p.f + p.e, p.x, inside=p.clip(p.width(p.f) + p.digit / 2)), _none),
    _Way("doubt", "half covered", lambda p: p.figure() + p.box(p.x, p.digit / 2, WHITE), _none),
)  # fmt: skip


def any_trick(chance: random.Random, _: str) -> Put:
    """One by chance, of each kind alike."""
    kind = chance.choice(sorted({way.kind for way in WAYS}))
    way = chance.choice([way for way in WAYS if way.kind == kind])
    figure, other = str(chance.randint(100, 999)), str(chance.randint(1, 9))

    def inside(middle: float, y: float, size: float) -> tuple[str, str]:
        pen = Pen(middle, y, size, figure, other)
        return way.draw(pen), pen.annotation

    return Put(way.kind, way.name, inside, way.seen(figure, other))


def write(filled: Filled, put: Mapping[str, Put], _: Mapping[str, str], chance: random.Random) -> bytes:
    """The pages with these cells."""
    prefix = chance.choice(("ofd:", ""))

    def inside(trick: Put) -> Callable[[float, float, float], tuple[str, str]]:
        def drawn(middle: float, y: float, size: float) -> tuple[str, str]:
            objects, annotation = trick.content(middle, y, size)
            return objects.replace("{p}", prefix), annotation.replace("{p}", prefix)

        return drawn

    return ofd(
        filled,
        boxes=chance.random() < 0.3,
        scaled=chance.random() < 0.3,
        short=chance.random() < 0.7,
        prefix=prefix,
        inside={code: inside(trick) for code, trick in put.items()},
        resources=RESOURCES.replace("{p}", prefix),
    )
