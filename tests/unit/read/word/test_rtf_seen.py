"""What is to be seen in a cell of an RTF file, whatever its text holds."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT, Cell
from pipelines.read.word.rtf import read_rtf

OPEN = NOT_TEXT
HEAD = (
    r"\ansi\ansicpg936\uc1{\colortbl;\red255\green255\blue255;\red0\green0\blue128;\red250\green250\blue250;}"
    r"{\stylesheet{\fs21 Normal;}{\s1\strike Struck;}{\s2\sbasedon1 Too;}{\s3\ls4 Listed;}"
    r"{\*\cs10\additive\v Base;}{\*\cs11\sbasedon10 Hidden;}{\*\cs12\sbasedon10\v0 Shown;}"
    r"{\*\cs13\super Note;}{\*\cs14\sbasedon14\strike Round;}{\*\cs15\cf1 White;}}"
)


def seen(content: str, cell: str = "", line: str = "", head: str = "") -> Cell:
    """The cell with this content, between two others."""
    row = rf"\trowd\cellx600{cell}\cellx1200\cellx1800"
    body = rf"{head}{row}\pard\intbl 1\cell\pard\intbl{line} {{{content}}}\cell\pard\intbl 2\cell\row"
    ((before, middle, behind),) = read_rtf(f"{{\\rtf1{HEAD}{body}}}".encode("latin-1")).blocks[0].rows
    assert (before.text, behind.text) == ("1", "2")
    return middle


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(r"12{\v 9}", "12", id="hidden"),
        pytest.param(r"{\cs10 9}12", "12", id="hidden-by-style"),
        pytest.param(r"{\cs11 9}12", "12", id="hidden-by-base-of-style"),
        pytest.param(r"{\cs12 9}12", "912", id="shown-by-style-on-hidden-base"),
        pytest.param(r"{\cs11\v0 9}12", "912", id="shown-by-word-over-style"),
        pytest.param(r"\cs10 9\plain 12", "12", id="style-ends-with-plain"),
        pytest.param(r"{\cf1 9}12", "12", id="white"),
        pytest.param(r"{\cs15 9}12", "12", id="white-by-style"),
        pytest.param(r"{\cf3 9}12", "12", id="nearly-white"),
        pytest.param(r"\cf1 9\cf0 12", "12", id="white-until-automatic"),
        pytest.param(r"{\cf2 9}12", "912", id="blue"),
        pytest.param(r"{\cf7 9}12", "912", id="colour-that-is-not-there"),
        pytest.param(r"{\chcbpat2\cf1 9}12", "912", id="white-on-blue-letters"),
        pytest.param(r"{\chcbpat2\cf2 9}12", "12", id="blue-on-blue-letters"),
        pytest.param(r"{\fonttbl{\f7\fcharset0 Wingdings;}}{\f7 12}", f"{OPEN}12", id="typeface-of-pictures"),
        pytest.param(
            r"{\fonttbl{\f7\fcharset0 Symbol;}{\f8 Marlett;}}{\f7 12}", "12", id="typeface-of-signs"
        ),
        pytest.param(r"{\fs2 9}12", f"{OPEN}912", id="tiny"),
        pytest.param(r"{\charscalex1 9}12", f"{OPEN}912", id="narrow"),
        pytest.param(r"\sl-20\slmult0 12", f"{OPEN}12", id="cut-off-by-its-line"),
        pytest.param(r"\sl-20\plain 12", f"{OPEN}12", id="cut-off-whatever-its-letters"),
        pytest.param(r"\sl-20\pard\intbl 12", "12", id="another-paragraph"),
        pytest.param(r"\sl-240 12", "12", id="line-high-enough"),
        pytest.param(r"\sl20\slmult0 12", "12", id="line-as-high-as-it-needs"),
        pytest.param(r"{\mmath{\*\moMath{\mr 12}}}", OPEN, id="equation-of-word"),
        pytest.param(r"{\strike 9}12", "12", id="struck"),
        pytest.param(r"{\striked1 9}12", "12", id="struck-twice"),
        pytest.param(r"{\cs14 9}12", "12", id="struck-by-style-based-on-itself"),
        pytest.param(r"{\strike 12}", f"{OPEN}12", id="struck-alone"),
        pytest.param(r"12{\super 3}", "12", id="superscript"),
        pytest.param(r"12{\sub 3}", "12", id="subscript"),
        pytest.param(r"12\super 3\nosupersub 4", "124", id="superscript-ends"),
        pytest.param(r"12{\up10\fs12 3}", "12", id="raised"),
        pytest.param(r"12{\up 3}", "12", id="raised-as-usual"),
        pytest.param(r"12{\dn8 3}", "12", id="lowered"),
        pytest.param(r"12{\up1 3}", "123", id="evened-out"),
        pytest.param(r"12{\cs13 3}", "12", id="raised-by-style"),
        pytest.param(r"{\cf2\highlight2 9}12", "12", id="under-a-pen-of-its-own-colour"),
        pytest.param(r"{\cf1\highlight2 9}12", "912", id="white-under-a-blue-pen"),
        pytest.param(r"12{\fs8 3}", f"{OPEN}123", id="far-smaller"),
        pytest.param(r"{\fs8 123}", "123", id="small-as-a-whole"),
        pytest.param(r"{\expndtw-400 9}12", f"{OPEN}912", id="one-digit-over-the-other"),
        pytest.param(r"{\expnd-80 9}12", f"{OPEN}912", id="one-digit-over-the-other-in-quarters"),
        pytest.param(r"{\expndtw-10 9}12", "912", id="a-little-nearer"),
        pytest.param(r"{\pntext 9}12", "9\t12", id="number-before-the-paragraph"),
        pytest.param(r"12{\cs13\chftn}{\footnote 3}", "12", id="note"),
    ],
)
def test_marks_of_text(content: str, text: str) -> None:
    assert seen(content).text == text


@pytest.mark.parametrize(
    ("cell", "line", "content", "text"),
    [
        pytest.param("", r"\s1", "12", f"{OPEN}12", id="struck-by-style-of-paragraph"),
        pytest.param("", r"\s2", "12", f"{OPEN}12", id="struck-by-its-base"),
        pytest.param("", r"\s2", r"{\strike0 12}", "12", id="not-struck-by-word"),
        pytest.param(r"\clcbpat2", "", r"\cf1 12", "12", id="white-on-blue-cell"),
        pytest.param(r"\clcbpat2", "", r"{\cf2 9}\cf1 12", "12", id="blue-on-blue-cell"),
        pytest.param(r"\clcfpat2\clshdng10000", "", r"{\cf2 9}\cf1 12", "12", id="cell-of-solid-colour"),
        pytest.param(r"\clcbpat2\clshdng3000", "", r"\cf1 12", f"{OPEN}12", id="white-on-mixed-cell"),
        pytest.param("", r"\cbpat2", r"{\cf2 9}\cf1 12", "12", id="white-on-blue-paragraph"),
        pytest.param("", r"\ls1", "12", f"{OPEN}12", id="number-of-list-before-figure"),
        pytest.param("", r"\ls1", "", OPEN, id="number-of-list-alone"),
        pytest.param("", r"\s3", "", OPEN, id="number-by-style-of-paragraph"),
        pytest.param("", r"\ls1", r"{\listtext 12\tab}", "12\t", id="number-of-list-printed"),
        pytest.param("", "", r"{\pntext 12\tab}{\*\pn\pnlvlbody\pndec{\pntxta .}}", "12\t", id="old-list"),
        pytest.param("", r"\ls1", "an item", "an item", id="label-in-list"),
    ],
)
def test_marks_of_paragraphs_and_cells(cell: str, line: str, content: str, text: str) -> None:
    assert seen(content, cell, line).text == text


def field(instruction: str, result: str = "") -> str:
    return rf"{{\field{{\*\fldinst {instruction}}}{{\fldrslt {result}}}}}"


def form_field(content: str) -> str:
    return rf" FORM {{\*\formfield{{{content}}}}}"


LIST = r"{\*\ffl 7}{\*\ffl \'31\u50?}{\*\ffl 9}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(field(form_field(rf"\fftype2\ffres1{LIST}")), "12", id="list-with-choice"),
        pytest.param(field(form_field(rf"\fftype2\ffres25\ffdefres2{LIST}")), "9", id="list-by-default"),
        pytest.param(field(form_field(rf"\fftype2{LIST}")), "7", id="list-without-choice"),
        pytest.param(field(form_field(rf"\fftype2\ffres1{LIST}"), "5"), "12", id="list-with-old-result"),
        pytest.param(field(form_field(rf"\fftype2\ffres8{LIST}")), OPEN, id="choice-that-is-not-there"),
        pytest.param(field(form_field(r"\fftype1\ffres1")), OPEN, id="box-to-tick"),
        pytest.param(field(form_field(r"\fftype0"), "12"), "12", id="text"),
        pytest.param(field(form_field(r"\fftype0{\*\ffdeftext 5}")), OPEN, id="text-by-default"),
        pytest.param(field(form_field(r"\fftype0")), "", id="text-not-filled-in"),
        pytest.param(field(r"EQ \\s\\up5(6)"), OPEN, id="equation"),
        pytest.param("1" + field(r"eq \\s\\up5(6)"), f"1{OPEN}", id="figure-and-equation"),
        pytest.param(field("SYMBOL 49"), OPEN, id="symbol"),
        pytest.param(field("=SUM(LEFT)", "12"), "12", id="sum"),
        pytest.param(field("PAGE"), OPEN, id="field-of-the-layout"),
        pytest.param(field("=1+2"), OPEN, id="sum-without-result"),
        pytest.param(field("XE 12"), "", id="field-that-prints-nothing"),
        pytest.param(r"{\upr{7}{\*\ud{501}}}", "501", id="text-in-two-codes"),
        pytest.param(r"{\upr{7}{\*\ud{\u53?\u49?}}}", "51", id="text-in-two-codes-by-numbers"),
        pytest.param(
            r"{\*\shppict{\pict\pngblip{\*\picprop 1}89}}{\nonshppict{\pict 8}}", OPEN, id="picture"
        ),
        pytest.param(r"12{\pict\picwgoal15\pichgoal15 89}", "12", id="picture-too-small"),
        pytest.param(r"{\v{\pict 89}}12", "12", id="picture-hidden"),
        pytest.param(r"{\object\objemb{\*\objdata 01}}", OPEN, id="object-without-picture"),
        pytest.param(r"{\object\objemb{\*\objdata 01}{\result{\pict 8}}}", OPEN, id="object"),
        pytest.param(r"12{\shp{\*\shpinst\shpleft9{\sp{\sn a}{\sv 5}}}}", f"{OPEN}12", id="floating-shape"),
        pytest.param(
            r"12{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt\pard\plain 3}}}", "12", id="shape-not-shown"
        ),
    ],
)
def test_what_is_no_text(content: str, text: str) -> None:
    assert seen(content).text.replace("\n", "") == text


def test_a_floating_shape_opens_blank_cells_near_by() -> None:
    row = r"\trowd\cellx600\cellx1200\pard\intbl "
    shape = r"{\shp{\*\shpinst\shpleft9{\shptxt\pard 5\par}}}"
    body = rf"{row}1{shape}\cell\cell\row{row}\cell 2\cell\row"
    rows = read_rtf(f"{{\\rtf1{HEAD}{body}}}".encode()).blocks[0].rows
    assert [[cell.text for cell in row] for row in rows] == [[f"{OPEN}1\n5", OPEN], [OPEN, "2"]]


def test_digits_of_a_typeface_of_pictures_are_open() -> None:
    fonts = r"{\fonttbl{\f5 Arial;}{\f6\fcharset2 Wingdings;}}"
    assert seen(r"{\f6 12}", head=fonts).text == f"{OPEN}12"
    assert seen(r"{\f5 12}", head=fonts).text == "12"
