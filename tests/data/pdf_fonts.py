"""Small PDFs whose fonts draw other characters than their tables say: written as bytes, object by object,
since no program that makes PDFs would do so. Each shows a row of two cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.data.moved_font import moved_font

Text = tuple[str, str]
"""The name of a font on its page, and the codes of a text as a string of PDF."""
WIDTHS = f"/FirstChar 48/LastChar 57/Widths[{'500 ' * 10}]"
OTHERS = "/Encoding<</Type/Encoding/Differences[49/four/five/six]>>"
"""Names of glyphs other than those that the codes of 1, 2 and 3 have."""


def page(fonts: Mapping[str, str], parts: Sequence[bytes], cells: Sequence[Text], below: Text) -> bytes:
    """A page with these texts in two cells, and one text below the table. `{n}` in the source of a
    font, or of a part, is a reference to the part of this number."""
    first = 5
    references = {f"{{{n}}}".encode(): b"%d 0 R" % (first + n) for n in range(len(parts))}
    at = first + len(parts)
    listed = "".join(f"/{name} {at + n} 0 R" for n, name in enumerate(fonts))
    lines = ["20 200 m 220 200 l S", "20 180 m 220 180 l S"]
    lines += [f"{x} 180 m {x} 200 l S" for x in (20, 120, 220)]
    places = ((30, 185), (130, 185), (30, 120))
    lines += [
        f"BT /{font} 10 Tf {x} {y} Td {codes} Tj ET"
        for (font, codes), (x, y) in zip((*cells, below), places, strict=True)
    ]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
        f"/Resources<</Font<<{listed}>>>>>>".encode(),
        stream("\n".join(lines).encode()),
        *parts,
        *(source.encode() for source in fonts.values()),
    ]
    data, places_of = b"%PDF-1.5\n", []
    for number, source in enumerate(objects, 1):
        if b"stream" not in source:
            for name, reference in references.items():
                source = source.replace(name, reference)
        places_of.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, source)
    table = b"".join(b"%010d 00000 n \n" % place for place in places_of)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    )


def stream(content: bytes, head: str = "") -> bytes:
    return f"<<{head}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def to_unicode(characters: str, first: int = 0x30) -> bytes:
    """A table that says these characters for the codes from `first` on."""
    said = "".join(f"<{code:02X}> <{ord(c):04X}>\n" for code, c in enumerate(characters, first))
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Said def /CMapType 2 def"
        b" 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar\n%sendbfchar endcmap end end"
        % (len(characters), said.encode())
    )


def described(name: str, file: str = "") -> bytes:
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 32/FontBBox[-100 -200 1000 900]/ItalicAngle 0"
        f"/Ascent 800/Descent -200/CapHeight 700/StemV 80{file}>>"
    ).encode()


def not_embedded(
    name: str,
    said: str = "0123456789",
    encoding: str = OTHERS,
    kind: str = "TrueType",
    description: bool = True,
) -> bytes:
    """12 and 123 in a font that the viewer has to have."""
    own = "/FontDescriptor {1}" + WIDTHS if description else ""
    font = f"<</Type/Font/Subtype/{kind}/BaseFont/{name}{own}{encoding}/ToUnicode {{0}}>>"
    return page(
        {"F": font}, [to_unicode(said), described(name)], [("F", "(12)"), ("F", "(123)")], ("F", "(3)")
    )


def two_dictionaries(second: str) -> bytes:
    """123 in two fonts with one file, of which the second says these digits."""
    file = moved_font()
    font = (
        "<</Type/Font/Subtype/TrueType/BaseFont/Vera/FontDescriptor {2}/Encoding/WinAnsiEncoding"
        f"{WIDTHS}/ToUnicode {{%d}}>>"
    )
    return page(
        {"F": font % 0, "G": font % 1},
        [
            to_unicode("0123456789"),
            to_unicode(second),
            described("Vera", "/FontFile2 {3}"),
            stream(file, f"/Length1 {len(file)}"),
        ],
        [("F", "(123)"), ("G", "(123)")],
        ("F", "(0123456789)"),
    )


def two_codes_of_one_digit() -> bytes:
    """123 and 128 in a font that says 3 of the code of 8, too."""
    file = moved_font()
    font = (
        "<</Type/Font/Subtype/TrueType/BaseFont/Vera/FontDescriptor {1}/Encoding/WinAnsiEncoding"
        f"{WIDTHS}/ToUnicode {{0}}>>"
    )
    return page(
        {"F": font},
        [
            to_unicode("0123456739"),
            described("Vera", "/FontFile2 {2}"),
            stream(file, f"/Length1 {len(file)}"),
        ],
        [("F", "(123)"), ("F", "(128)")],
        ("F", "(1233)"),
    )
