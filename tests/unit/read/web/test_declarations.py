"""Declarations as a browser takes them: what is no value is passed over, what is several is taken
apart."""

from __future__ import annotations

import pytest

from pipelines.read.web.declarations import inline


def said(text: str) -> dict[str, str]:
    return {each.name: each.value for each in inline(text)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("display:none", {"display": "none"}),
        ("DISPLAY : None", {"display": "none"}),
        ("display:none;display:nonsense", {"display": "none"}),
        ("display:none\\9;*display:none;_display:none", {}),
        ("d\\69splay:none", {"display": "none"}),
        ("font:0/0 a", {"font-size": "0", "font-family": "a"}),
        ("font:italic bold 12px/30px Georgia, serif", {"font-size": "12px", "font-family": "georgia, serif"}),
        ("background:#fff url(x) no-repeat", {"background-color": "#fff", "background-image": "url(x)"}),
        ("background:url('a;b') white", {"background-color": "white", "background-image": 'url("a;b")'}),
        ("margin:0 -9px", {"margin-top": "0", "margin-right": "-9px", "margin-bottom": "0", "margin-left": "-9px"}),
        ("text-decoration:underline line-through red",
         {"text-decoration-line": "underline line-through", "text-decoration-color": "red"}),
        ("-webkit-transform:scale(0)", {"transform": "scale(0)"}),
        ("overflow-x:hidden", {"overflow": "hidden"}),
        ("inset:1px auto", {"top": "1px", "right": "auto", "bottom": "1px", "left": "auto"}),
        ("color:nocolour;font-size:-3px;font-size:5;width:x", {}),
        ("color:rgb(255 0 0 / 50%)", {"color": "rgb(255 0 0 / 50%)"}),
        ("outline:1px solid;mso-style-name:x;line-break:strict", {}),
        ("--Own:1;color:var(--Own)", {"--Own": "1", "color": "var(--own)"}),
    ],
)  # fmt: skip
def test_what_is_declared(text: str, values: dict[str, str]) -> None:
    assert said(text) == values


def test_what_is_important_is_known() -> None:
    assert [each.important for each in inline("display:none !important;color:red")] == [True, False]


def test_all_sets_what_could_matter() -> None:
    values = said("all:unset")
    assert values["display"] == values["color"] == values["position"] == "unset"
    assert "direction" not in values
