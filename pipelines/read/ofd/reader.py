"""A file in the national format for fixed layouts (OFD, GB/T 33190) -> blocks, as `pdf.reader` does
it with PDF.

This file finds the pages in the container; what is on them is read by `page` and laid out
by `page_blocks`. Seals are left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.model import Block, Document, Issue, Place
from pipelines.read.container import Container, Unfit
from pipelines.read.layout.glyph import BLANKS, UNKNOWN
from pipelines.read.layout.page_blocks import page_blocks
from pipelines.read.layout.sheet_edge import Sheet
from pipelines.read.ofd.numbers import numbers
from pipelines.read.ofd.page import POINTS, Page
from pipelines.read.ofd.resources import Resources
from pipelines.read.refusal import refuse

READER = "lxml"
MOST_PAGES = 500
PICTURE = 0.6
"""A page covered so far by images is a scan."""
A4 = 210.0 * 297.0  # square millimetres


def read_ofd(data: bytes) -> Document:
    """Every page in reading order. Boxes of spots are points from the upper left corner of the
    page."""
    try:
        container = Container(data)
        pages = list(_pages(container))
    except Unfit as unfit:
        return refuse("ofd", unfit.code, unfit.detail, READER)
    if len(pages) > MOST_PAGES:
        return refuse("ofd", "read.too_large", f"{len(pages)} pages", READER)
    blocks: list[Block] = []
    issues: list[Issue] = []
    characters = unread = 0
    for number, (parts, own, sheet, resources) in enumerate(pages, 1):
        page = Page(resources=resources)
        try:
            for part in parts:
                root = container.tree(part)
                if part == own:
                    page.drawn.sheet = _sheet(root) or sheet
                (page.annotate if root.tag.endswith("PageAnnot") else page.add)(root, _area(root))
        except Unfit as unfit:
            unread += 1
            issues.append(_doubt("read.page_unreadable", number, unfit.detail))
            continue
        characters += sum(glyph.text not in BLANKS for glyph in page.glyphs)
        issues += _doubts(page, number)
        blocks += page_blocks(page.glyphs, page.drawn, number, sum(block.kind == "grid" for block in blocks))
    if not characters:
        return refuse("ofd", "read.damaged" if unread == len(pages) else "read.no_text", reader=READER)
    return Document("ofd", tuple(blocks), pages=len(pages), reader=READER, issues=tuple(issues))


def _pages(container: Container) -> Iterator[tuple[list[str], str, Sheet | None, Resources]]:
    """The parts that make up each page, in the order in which they are painted: its templates, itself,
    its annotations; which of them it is itself; the sheet of those that state none; and what its
    objects share."""
    if any(posixpath.basename(name) == "Encryptions.xml" for name in container.names):
        raise Unfit("read.encrypted")
    for start in _documents(container):
        document = container.tree(start)
        templates = {
            e.get("ID"): _resolved(e.get("BaseLoc", ""), start)
            for e in document.iter("{*}TemplatePage")
            if e.get("ID")
        }
        noted = _annotations(container, document, start)
        resources = _resources(container, document, start)
        sheet = next(map(_sheet, document.iterfind("{*}CommonData")), None)
        for page in document.iterfind("{*}Pages/{*}Page"):
            name = _resolved(page.get("BaseLoc", ""), start)
            below: list[str] = []
            above: list[str] = []
            if templates and name in container.names:
                for used in container.tree(name).iterfind("{*}Template"):
                    if part := templates.get(used.get("TemplateID")):
                        (above if used.get("ZOrder") == "Foreground" else below).append(part)
            over = (part for part in noted.get(page.get("ID"), ()) if part in container.names)
            yield [*below, name, *above, *over], name, sheet, resources


def _documents(container: Container) -> Iterator[str]:
    """The root parts of the documents in the file. Of one with versions it is that of the version that
    is shown unless another is asked for (`Current`, GB/T 33190-2016, 19); one that states none is as it
    was first. Raises Unfit where several are to be shown."""
    for body in container.tree("OFD.xml").iter("{*}DocBody"):
        roots = {_resolved(e.text or "", "") for e in body.iterfind("{*}DocRoot")}
        shown = {
            _resolved(e.text or "", part)
            for version in body.iterfind("{*}Versions/{*}Version")
            if version.get("Current", "false").strip() in ("true", "1")
            for part in [_resolved(version.get("BaseLoc", ""), "")]
            for e in container.tree(part).iterfind("{*}DocRoot")
        }
        if len(shown) > 1:
            raise Unfit("read.damaged", f"{len(shown)} current versions")
        yield from shown or roots


def _resources(container: Container, document: Any, start: str) -> Resources:
    """What the objects of a document share. What a part lists that cannot be read is not known,
    and so in doubt."""
    resources = Resources()
    for listed in document.iter("{*}PublicRes", "{*}DocumentRes"):
        with suppress(Unfit):
            part = _resolved(listed.text or "", start)
            root = container.tree(part)
            base = posixpath.join(posixpath.dirname(part), root.get("BaseLoc", ""), "")
            resources.take(root, partial(_content, container, base))
    return resources


def _content(container: Container, beside: str, location: str) -> bytes | None:
    try:
        return container.read(_resolved(location, beside))
    except Unfit:
        return None


def _annotations(container: Container, document: Any, start: str) -> dict[str, list[str]]:
    """By ID of the page the parts that hold its annotations."""
    parts: dict[str, list[str]] = {}
    for listed in document.iterfind("{*}Annotations"):
        name = _resolved(listed.text or "", start)
        if name in container.names:
            for page in container.tree(name).iter("{*}Page"):
                at = [_resolved(e.text or "", name) for e in page.iterfind("{*}FileLoc")]
                parts.setdefault(page.get("PageID", ""), []).extend(at)
    return parts


def _resolved(location: str, beside: str) -> str:
    """The name of a part: from the root if it begins with a stroke, else from the folder of the
    part that names it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(beside), location.strip())).lstrip("/")


def _sheet(root: Any) -> Sheet | None:
    """Width and height in points of the sheet that a page, or what all pages share, states; None for
    none, and for one whose corner is not where counting begins."""
    for path in ("{*}Area/{*}PhysicalBox", "{*}PageArea/{*}PhysicalBox"):
        for stated in root.iterfind(path):
            box = numbers(stated.text or "", 4)
            if box and not any(box[:2]) and min(box[2:]) > 0:
                return box[2] * POINTS, box[3] * POINTS
    return None


def _area(root: Any) -> float:
    """Of the page in square millimetres, if it says so itself; else of usual paper."""
    width, height = _sheet(root) or (0.0, 0.0)
    return max(1.0, width * height / POINTS**2) if width else A4


def _doubts(page: Page, number: int) -> Iterator[Issue]:
    """Where the text of a page is missing or not to be trusted."""
    unknown = sum(glyph.text == UNKNOWN for glyph in page.glyphs)
    if page.drawn.pictures > PICTURE and not page.glyphs:
        yield _doubt("read.page_unreadable", number, "a picture without text")
    if page.drawn.excessive:
        yield _doubt("read.page_unreadable", number, "too many rulings: tables are read as lines")
    if page.composed:
        yield _doubt("read.page_unreadable", number, f"{page.composed} composed objects")
    if unknown:
        yield _doubt("read.undecodable", number, f"{unknown} characters")


def _doubt(code: str, page: int, detail: str) -> Issue:
    return Issue("read", code, catalogue().issues[code].severity, Place(page), detail)
