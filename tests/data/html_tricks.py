"""Ways in which a cell of a web page shows something other than the text in it: what the page says,
and what a person sees.

A trick is a rule of style and the content of a cell. In both `@` is a name of its own, so that any
number of tricks can be on one page; in the content `F` is the figure that is seen, `E` are digits
that are no part of it, `A` and `B` the halves of the figure, `R` the figure backwards.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["hidden", "shown", "struck", "raised", "object", "generated", "moved", "blank", "doubt"]


@dataclass(frozen=True)
class Trick:
    """`seen`: what a person reads in the cell, in the terms above; None if no figure can be told.
    `read`: it has to be read, not left open. `browser`: a browser shows it so; Word's own marks are
    none of its business, and what it puts in by itself cannot be asked for."""

    kind: Kind
    css: str
    cell: str
    seen: str | None
    read: bool = True
    browser: bool = True


_HIDES = (
    *("display:none", "visibility:hidden", "opacity:0", "font-size:0", "color:transparent", "color:#ffffff"),
    *("color:white;background-color:#FFF", "color:rgba(0,0,0,0)", "color:hsl(0 0% 100%)", "font:0/0 serif"),
    *("position:absolute;left:-9999px", "position:absolute;left:-200em", "position:absolute;top:-9999px"),
    *("position:fixed;left:-5000px", "display:inline-block;width:0;overflow:hidden", "position:absolute;margin-left:-3000px"),
    *("display:inline-block;height:0;overflow:hidden", "position:absolute;clip:rect(0,0,0,0)", "float:left;max-height:0;overflow:clip"),
    *("position:absolute;clip:rect(1px 1px 1px 1px)", "display:inline-block;clip-path:inset(50%)", "display:inline-block;clip-path:circle(0)"),
    *("display:inline-block;transform:scale(0)", "display:inline-block;scale:0", "-webkit-text-fill-color:transparent"),
    *("display:inline-block;max-width:0;overflow:hidden", "display:inline-block;transform:translateX(-9999px)"),
    *("filter:opacity(0)", "display:inline-block;content-visibility:hidden;height:1em", "visibility:collapse"),
    *("display:inline-block;text-indent:-9999px;width:1px", "opacity:0%", "display:block;height:0;overflow:hidden"),
    *("all:unset;display:none", "position:relative;left:-4000px", "display:inline-block;transform:matrix(0,0,0,0,0,0)"),
)  # fmt: skip
_STRIKES = (
    *("text-decoration:line-through", "text-decoration:underline line-through", "text-decoration:line-through red double"),
    *("text-decoration-line:line-through", "display:inline-block;text-decoration:line-through"),
)  # fmt: skip
_RAISES = (
    *("vertical-align:super;font-size:60%", "vertical-align:6px;font-size:8px", "position:relative;top:-.5em;font-size:.7em"),
    *("vertical-align:text-top;font-size:xx-small", "display:inline-block;transform:translateY(-6px);font-size:9px"),
    *("vertical-align:super", "vertical-align:40%;font-size:70%", "vertical-align:sub;font-size:65%"),
    *("position:relative;bottom:6px;font-size:8px", "vertical-align:-.4em;font-size:.6em", "vertical-align:top;font-size:8px"),
    *("position:relative;top:.5em;font-size:8px",),
)  # fmt: skip
# how a declaration reaches a span: style rules and attributes; `D` is the declaration
_REACHES = (
    ("", 'style="D"'),
    (".@{D}", 'class="@"'),
    ("#@{D}", 'id="@"'),
    ("td p .@{D}", 'class="x @"'),
    ("td > p > span.@{D}", 'class="@"'),
    ("[data-@]{D}", "data-@"),
    ("@media screen{.@{D}}", 'class="@"'),
    ("@media only screen and (min-width:600px){.@{D}}", 'class="@"'),
    ("@media not print{.@{D}}", 'class="@"'),
    ("@supports (display:grid){.@{D}}", 'class="@"'),
    ("@layer n@{.@{D}}", 'class="@"'),
    (".@:not(.y){D}", 'class="@"'),
    (":is(.@,.q@){D}", 'class="@"'),
    ("p>.@:last-child{D}", 'class="@"'),
    (".o@{color:red} .@{D}", 'class="@"'),
    ("/* } */ .@{/* ; */D}", 'class="@"'),
    (".o@{.@{D}}", 'class="o@"><i class="@"'),
    (".a@{content:'}';}.@{D}", 'class="@"'),
    (".\\@{D}", 'class="@"'),
)  # fmt: skip


def _through(kind: Kind, declarations: tuple[str, ...], seen: str, read: bool = True) -> list[Trick]:
    out = []
    for declaration in declarations:
        for css, attribute in _REACHES:
            rule = css.replace("D", declaration)
            close = "</i></span>" if "<i " in attribute else "</span>"
            span = f"<span {attribute.replace('D', declaration)}>E{close}"
            out.append(Trick(kind, rule, f"<p>F{span}</p>", seen, read))
    return out


_FURTHER = (
    Trick("hidden", "", "<p>F<span hidden>E</span></p>", "F"),
    Trick("hidden", "", "<p>F<font color=white>E</font></p>", "F"),
    Trick("hidden", "", "<p>F<font color='#ffffff'><b>E</b></font></p>", "F"),
    Trick("hidden", "", "<p bgcolor=x>F<span style='mso-hide:all'>E</span></p>", "F", browser=False),
    Trick("hidden", ".@{display:none!important}", "<p>F<span class=@ style='display:inline'>E</span></p>", "F"),
    Trick("hidden", "@media print{.@{display:inline}} .@{display:none}", "<p>F<span class=@>E</span></p>", "F"),
    Trick("hidden", ":root{--@:none}.@{display:var(--@)}", "<p>F<span class=@>E</span></p>", "F"),
    Trick("hidden", ".@{color:var(--no@,white)}", "<p>F<span class=@>E</span></p>", "F"),
    Trick("hidden", "p.@ i{display:none}", "<p class=@>F<i>E</i></p>", "F"),
    Trick("hidden", "p.@ i:nth-child(2n){display:none}", "<p class=@><i>A</i><i>E</i><i>B</i></p>", "F"),
    Trick("hidden", "p.@ i + i{display:none}", "<p class=@><i>F</i><i>E</i></p>", "F"),
    Trick("hidden", "p:has(.@) i{display:none}", "<p>F<i>E</i><b class=@></b></p>", "F"),
    Trick("hidden", ".@{color:black;background:#000}", "<p>F<span class=@>E</span></p>", "F"),
    Trick("hidden", "td.@{background:#123456}.@ i{color:#123456}.@ b{color:#fff}", "TD class=@><p><b>F</b><i>E</i></p>", "F"),
    Trick("hidden", "", "<p>F<details><summary></summary>E</details></p>", "F", read=False),
    Trick("hidden", "", "<p>F<template>E</template></p>", "F"),
    Trick("hidden", "", "<p>F<span style='display:none'><b style='display:inline;visibility:visible'>E</b></span></p>", "F"),
    Trick("hidden", "", "<p>F<span style='OPACITY : 0 ;'>E</span></p>", "F"),
    Trick("hidden", "", "<p>F<span style='d\\69splay:none'>E</span></p>", "F"),
    Trick("hidden", "", "<p>F<span style='&#100;isplay:none'>E</span></p>", "F"),
    Trick("hidden", "", "<p>F<dialog>E</dialog></p>", "F"),
    Trick("hidden", "", "<p>F<noscript>E</noscript></p>", "F"),
    Trick("hidden", "", "<p>F<span style='font-size:10%'><span style='font-size:1%'>E</span></span></p>", "F"),
    Trick("shown", ".@{display:none}.@.@{display:inline}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@{display:none}", "<p>A<span class=@ style='display:inline'>B</span></p>", "F"),
    Trick("shown", "@media print{.@{display:none}}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", "@media (max-width:500px){.@{display:none}}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@:hover{display:none}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@{display:none\\9;*visibility:hidden}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@{visibility:hidden}.@ b{visibility:visible}", "<p><i class=@>E<b>F</b></i></p>", "F"),
    Trick("shown", ".@{font-size:0}.@ b{font-size:16px}", "<p class=@>E<b>F</b></p>", "F"),
    Trick("shown", "td.@{background:#000;color:#fff}", "TD class=@><p><b>A</b>B</p>", "F"),
    Trick("shown", ".@{text-decoration:underline}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@{text-indent:-9999px}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@{width:0;height:0;overflow:hidden}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", ".@{transform:scale(0)}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", "@layer z@{.@{display:none}} .@{display:inline}", "<p>A<span class=@>B</span></p>", "F"),
    Trick("shown", "", "<p>A<sup style='vertical-align:baseline;font-size:inherit'>B</sup></p>", "F"),
    Trick("shown", "", "<p>A<s style='text-decoration:none'>B</s></p>", "F"),
    Trick("shown", "", "<p><sup>F</sup></p>", "F"),
    Trick("shown", "", "<p style='color:#333;font-size:9pt'>A<span lang=EN-US>B</span></p>", "F"),
    Trick("shown", ".@::before{content:'';display:none}", "<p class=@>F</p>", "F"),
    Trick("shown", ".@{opacity:.9;position:relative;letter-spacing:1px}", "<p><span class=@>F</span></p>", "F"),
    Trick("shown", "", "<p>F<img width=1 height=1 src=x.gif></p>", "F"),
    Trick("shown", "", "<select><option>E<option selected>F<option>E</select>", "F", browser=False),
    Trick("shown", "", "<textarea>F</textarea>", "F", browser=False),
    Trick("shown", "", "<input value=F><input type=hidden value=E>", "F", browser=False),
    Trick("shown", "", "<ul style='list-style:none'><li>F</ul>", "F"),
    Trick("struck", "", "<p><s>E</s>F</p>", "F"),
    Trick("struck", "", "<p><del>E</del><ins>F</ins></p>", "F"),
    Trick("struck", "", "<p>F<strike>E</strike></p>", "F"),
    Trick("struck", "s.@ b{text-decoration:none}", "<p><s class=@><b>E</b></s>F</p>", "F"),
    Trick("struck", "", "<p><s>F</s></p>", None),
    Trick("struck", ".@{text-decoration:line-through}", "TD class=@><p>F</p>", None),
    Trick("raised", "", "<p>F<sup>E</sup></p>", "F"),
    Trick("raised", "", "<p>F<sub>[E]</sub></p>", "F"),
    Trick("raised", "", "<p>F<sup><a href='#n'>E</a></sup></p>", "F"),
    Trick("raised", "", "<p>F<a href='#n' style='vertical-align:super;font-size:9px'>E</a></p>", "F"),
    Trick("raised", "", "<p>F<span style='mso-text-raise:4pt'>E</span></p>", "F", browser=False),
    Trick("raised", "", "<p>F<span style='position:relative;top:-5pt;mso-text-raise:5pt'>E</span></p>", "F"),
    Trick("raised", "", "<p>10<sup>3</sup></p>", None),
    Trick("doubt", "", "<p>A<small style='font-size:50%'>B</small></p>", "F", read=False),
    Trick("doubt", "", "<p>F<span style='opacity:.15'>E</span></p>", None, browser=False),
    Trick("doubt", "", "<p>F<span style='color:#ddd'>E</span></p>", None, browser=False),
    Trick("doubt", "", "<p>F<span style='display:inline-block;transform:rotate(180deg)'>E</span></p>", None, browser=False),
    Trick("doubt", "", "<p>F<span style='filter:blur(9px)'>E</span></p>", None, browser=False),
    Trick("doubt", "@keyframes k@{to{opacity:0}}.@{animation:k@ 1s forwards}", "<p>F<i class=@>E</i></p>", None, browser=False),
    Trick("doubt", ".@::first-letter{font-size:0}", "<p class=@>F</p>", None, browser=False),
    Trick("doubt", ".@{position:relative}.@::after{content:'';position:absolute;left:0;right:0;top:50%;border-top:1px solid}",
          "<p><span class=@>F</span></p>", None, browser=False),
    Trick("doubt", ".@{background:linear-gradient(#000,#000)}", "<p>F<span class=@>E</span></p>", "F", read=False),
    Trick("shown", "", "<p><span style='display:contents;opacity:0'>F</span></p>", "F"),
    Trick("shown", "", "<p>A<span hidden=until-found>B</span></p>", "F"),
    Trick("shown", "", "<p>A<span style='left:-9999px;z-index:-1'>B</span></p>", "F"),
    Trick("shown", "", "<p style='text-indent:-2em;padding-left:2em'>F</p>", "F"),
    Trick("shown", "", "<p style='margin-left:-4px;margin-right:-4px'>F</p>", "F"),
    Trick("hidden", ".@{--x@:none}.@ i{display:var(--x@)}", "<p class=@>F<i>E</i></p>", "F"),
    Trick("hidden", "@layer a@,b@;@layer b@{.@{display:none}}@layer a@{.@{display:inline}}", "<p>F<i class=@>E</i></p>", "F"),
    Trick("hidden", "@layer c@{.@{display:none!important}}.@{display:inline!important}", "<p>F<i class=@>E</i></p>", "F"),
    Trick("hidden", ".@{display:none}", "<p>F<span class='a @ b'><b style='display:inline'>E</b></span></p>", "F"),
    Trick("doubt", "", "<p>F<span style='font-size:calc(1px - 1px)'>E</span></p>", "F", read=False),
    Trick("doubt", "", "<p>F<span style='color:color-mix(in srgb,white,white)'>E</span></p>", "F", read=False),
    Trick("doubt", ".@{display:if(style(--a):block;else:none)}", "<p>F<i class=@>E</i></p>", "F", read=False),
    Trick("doubt", "@container (min-width:1px){.@{display:none}}", "<p style='container-type:inline-size'>F<i class=@>E</i></p>",
          "F", read=False),
    Trick("doubt", "@media (min-width:1500px){.@{display:none}}", "<p>F<i class=@>E</i></p>", None, browser=False),
    Trick("doubt", "", "<p style='width:20px;overflow:hidden;white-space:nowrap'>F<b>E</b></p>", None, browser=False),
    Trick("doubt", "", "<p style='position:relative'>F<i style='position:absolute;left:0;top:0;width:20px;height:20px;"
          "background:#fff'></i></p>", None, browser=False),
    Trick("doubt", "", "<div><b>F</b><div style='background:#fff;height:20px;margin-top:-20px;position:relative'></div></div>",
          None, browser=False),
    Trick("doubt", "", "<p style='letter-spacing:-9px'>F</p>", None, browser=False),
    Trick("doubt", "", "<p style='text-indent:-3em'>F</p>", None, browser=False),
    Trick("doubt", "", "<p style='margin-left:-20px'>F</p>", None, browser=False),
    Trick("moved", "", "<p style='display:inline-grid'><i style='grid-column:2;grid-row:1'>B</i><i style='grid-column:1;"
          "grid-row:1'>A</i></p>", "F", read=False),
    Trick("moved", "", "<p>B<span style='float:left'>A</span></p>", "F", read=False),
    Trick("moved", "", "<p style='display:flex;flex-direction:row-reverse;justify-content:flex-end'><i>B</i><i>A</i></p>", "F", read=False),
    Trick("moved", "", "<p style='display:inline-flex'><i style='order:2'>B</i><i>A</i></p>", "F", read=False),
    Trick("moved", "", "<p><bdo dir=rtl>R</bdo></p>", "F"),
    Trick("moved", ".@{direction:rtl;unicode-bidi:bidi-override}", "<p><span class=@>R</span></p>", "F"),
    Trick("moved", "", "<p>&#8238;R&#8236;</p>", "F", read=False),
    Trick("moved", "", "<p dir=rtl>F</p>", "F"),
    Trick("moved", "", "<p><span style='position:relative;left:2em'>B</span><span style='position:relative;left:-2em'>A</span></p>",
          None, browser=False),
    Trick("object", "", "<p><img src=a.png alt=F></p>", None),
    Trick("object", "", "<p><img src=a.png></p>", None),
    Trick("object", "", "<canvas width=60 height=20>E</canvas>", None),
    Trick("object", "", "<object data=a.svg>E</object>", None),
    Trick("object", "", "<iframe srcdoc='F'></iframe>", None),
    Trick("object", "", "<progress value=3 max=9>E</progress>", None),
    Trick("object", "", "<meter value=3 max=9>E</meter>", None),
    Trick("object", "", "<svg width=90 height=24><text x=2 y=16>F</text></svg>", "F", browser=False),
    Trick("object", "", "<svg width=90 height=24><path d='M0 0L9 9'/></svg>", None),
    Trick("object", "", "<svg width=90 height=24><text x=2 y=16>A</text><text x=1 y=16>B</text></svg>", None, browser=False),
    Trick("object", "", "<math><msup><mn>F</mn><mn>E</mn></msup></math>", None, browser=False),
    Trick("object", "", "<math><mn>F</mn></math>", "F", browser=False),
    Trick("object", ".@{background:url(a.png) no-repeat;width:40px;height:20px;display:inline-block}", "<i class=@></i>", None),
    Trick("object", "", "<p><script>document.write('F')</script></p>", None, browser=False),
    Trick("object", "", "<i id=@></i><script>document.getElementById('@').textContent='F'</script>", None, browser=False),
    Trick("object", "", "<i class=@>E</i><script>document.querySelector('.@').innerHTML='F'</script>", None, browser=False),
    Trick("object", "", "<select multiple><option>F<option>E</select>", None, browser=False),
    Trick("object", "", "<input placeholder=F>", None, browser=False),
    Trick("object", "", "<div><template shadowrootmode=open>F</template></div>", None, browser=False),
    Trick("generated", ".@::before{content:'F'}", "<p class=@></p>", "F", browser=False),
    Trick("generated", ".@:after{content:\"B\"}", "<p><span class=@>A</span></p>", "F", browser=False),
    Trick("generated", ".@::before{content:attr(data-n)}", "<p class=@ data-n=F></p>", "F", browser=False),
    Trick("generated", ".@::before{counter-increment:c@ 7;content:counter(c@)}", "<p class=@></p>", None, browser=False),
    Trick("generated", ".@::before{content:url(a.png)}", "<p class=@></p>", None, browser=False),
    Trick("generated", "", "<ol start=7><li></li></ol>", None, browser=False),
    Trick("generated", "", "<ol start=7><li>F</li></ol>", None, browser=False),
    Trick("blank", ".@{display:none}", "<p><span class=@>E</span></p>", ""),
    Trick("blank", ".@ p{visibility:hidden}", "TD class=@><p>E</p>", ""),
    Trick("blank", "", "<p><font color=#ffffff>E</font></p>", ""),
    Trick("doubt", "", "<p>F<font face=Wingdings>E</font></p>", None, browser=False),
    Trick("doubt", "", "<p><font face='Webdings, serif'>E</font></p>", None, browser=False),
    Trick("shown", "", "<p><font face=宋体>F</font></p>", "F"),
    Trick("blank", "", "<p><img src=a.gif width=1 height=1></p>", "", browser=False),
)  # fmt: skip

_RULES = re.compile(r"@(?=(?:media|supports|layer|keyframes|container)\b)")

TRICKS: tuple[Trick, ...] = (
    *_through("hidden", _HIDES, "F"),
    *_through("struck", _STRIKES, "F"),
    *_through("raised", _RAISES, "F"),
    *_FURTHER,
)


@dataclass(frozen=True)
class Set:
    """A trick with its figures: the rule, the cell with its tag, and what is seen in it."""

    trick: Trick
    css: str
    cell: str
    seen: str | None


def laid(trick: Trick, name: str, figure: int, other: int) -> Set:
    """The trick with these figures; the name becomes part of the page."""
    text = str(figure)
    half = len(text) // 2
    put = {"F": text, "E": str(other), "A": text[:half], "B": text[half:], "R": text[::-1]}

    def fill(pattern: str) -> str:
        quiet = _RULES.sub("\1", pattern).replace("@", name).replace("\1", "@")
        return "".join(put.get(c, c) if _alone(quiet, at) else c for at, c in enumerate(quiet))

    cell = fill(trick.cell)
    cell = f"<td {cell[3:]}</td>" if cell.startswith("TD ") else f"<td>{cell}</td>"
    seen = None if trick.seen is None else fill(trick.seen)
    return Set(trick, fill(trick.css), cell, seen)


def _alone(text: str, at: int) -> bool:
    """Whether a capital letter is a place for a figure and no letter of a word."""
    before, behind = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    return not (before.isalpha() or before in "-#" or behind.isalpha() or behind == "-")


def any_trick(chance: random.Random, name: str) -> Set:
    """A trick by chance, of each kind alike."""
    kinds = sorted({trick.kind for trick in TRICKS})
    kind = chance.choice(kinds)
    trick = chance.choice([trick for trick in TRICKS if trick.kind == kind])
    return laid(trick, name, chance.randint(1000, 89999), chance.randint(1, 9))
