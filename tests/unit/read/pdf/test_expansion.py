"""What a PDF would grow to is seen before pdfium opens it; what does not grow is never held to."""

from __future__ import annotations

import zlib

import pytest

from pipelines.read.pdf import expansion
from pipelines.read.pdf.expansion import excess
from tests.data.bad_files import FORM, forms_in_forms, pdf_of
from tests.data.costly_parts import doubling, flated
from tests.data.forms import render


def form(number: int, *inner: int, often: int = 1) -> bytes:
    """The form `number` of a file that draws others by their numbers, so often each."""
    names = b"".join(b"/F%d %d 0 R" % (i, i) for i in inner)
    content = b"".join(b"/F%d Do " % i for i in inner) * often
    head = b"%d 0 obj\n<</Type/XObject/Subtype/Form/Resources<</XObject<<%s>>>>/Length %d>>" % (
        number,
        names,
        len(content),
    )
    return head + b"stream\n" + content + b"\nendstream\nendobj\n"


DRAWS = "a form that draws more than 20000 others"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(render(FORM, "pdf"), "", id="a report"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(doubling(13), "", id="16,382 forms"),
        pytest.param(doubling(25), DRAWS, id="33 million forms"),
        pytest.param(forms_in_forms(), DRAWS, id="a form that draws itself"),
        pytest.param(form(1, 2) + form(2, 3) + form(3, 1), DRAWS, id="forms that draw each other"),
        pytest.param(form(1, 2, 3) + form(2, 3) + form(3), "", id="a form that two others draw"),
        pytest.param(form(3) + form(2, 3, often=200) + form(1, 2, often=200), DRAWS, id="200 times 200"),
        pytest.param(form(3) + form(2, 3, often=100) + form(1, 2, often=100), "", id="100 times 100"),
        pytest.param(b"".join(form(n, 99, often=3) for n in range(1, 60)), "", id="many forms side by side"),
        pytest.param(form(1, 1).replace(b"Form", b"Image"), "", id="no form"),
    ],
)
def test_forms_that_draw_without_end_are_counted(data: bytes, said: str) -> None:
    assert excess(data) == said


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a megabyte is beyond measure."""
    monkeypatch.setattr(expansion, "MOST_UNPACKED", 100_000)
    monkeypatch.setattr(expansion, "LARGE", 100)


PROSE = bytes(range(256)) * 300  # 77 kB, of which no byte can be saved but by repetition
PICTURE = b"<</Subtype/Image/Filter/FlateDecode>>stream\n" + zlib.compress(b" " * 10**6) + b"\nendstream"


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("data", "grows"),
    [
        pytest.param(pdf_of(b" " * 90_000), False, id="90 kB"),
        pytest.param(pdf_of(b" " * 110_000), True, id="110 kB"),
        pytest.param(flated(90_000), False, id="90 kB packed three times"),
        pytest.param(flated(110_000), True, id="110 kB packed three times"),
        pytest.param(pdf_of(PROSE) + pdf_of(PROSE), True, id="twice 77 kB"),
        pytest.param(PICTURE, False, id="a picture"),
        pytest.param(pdf_of(b" " * 110_000)[:200], False, id="cut short"),
        pytest.param(b"stream\nno deflate/FlateDecode\nendstream", False, id="damaged"),
    ],
)
def test_streams_are_unpacked_as_far_as_they_may_be(data: bytes, grows: bool) -> None:
    assert bool(excess(data)) is grows
