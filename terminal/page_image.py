"""A report -> pictures of its pages in a folder, recognised cells outlined, those in doubt or in
findings marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from findings.finding import Finding
from pipelines.batch.drawing import page_drawn
from pipelines.model import DOUBTFUL, Issue, Place, Report
from pipelines.read.layout.page_transform import Box
from pipelines.read.page_image import Mark

LEGEND = "蓝 blue：已读 read　橙 orange：存疑 in doubt　红 red：有核对发现 in a finding"
"""What the colours of the outlines mean."""
NO_PAGES = "{path}：此格式没有可绘制的页面，未生成图片 / no pages that could be drawn, no picture written"
"""The message for a file without pages."""


def marked(report: Report, findings: Iterable[Finding]) -> dict[int, list[tuple[Box, Mark]]]:
    """The boxes of all cells by page, each with its mark. Cells without a place on a page are left
    out."""
    faulty = {cell for finding in findings for cell in finding.cells}
    pages: dict[int, list[tuple[Box, Mark]]] = defaultdict(list)
    for fact in report.facts:
        if fact.spot.page and fact.spot.box:
            mark: Mark = "finding" if fact.code in faulty else "doubt" if fact.status in DOUBTFUL else "read"
            pages[fact.spot.page].append((fact.spot.box, mark))
    return dict(sorted(pages.items()))


def draw(
    report: Report, data: bytes, findings: Iterable[Finding], folder: Path
) -> tuple[list[Path], list[Issue]]:
    """Write a PNG for each page that holds recognised cells; its name is made of the content's hash
    and the page. A page that cannot be drawn is an issue."""
    written, undrawn = [], []
    for page, outlines in marked(report, findings).items():
        if (picture := page_drawn(data, page, outlines, report.part_pages)) is not None:
            path = folder / f"{report.filing.sha256[:16]}-p{page:03}.png"
            path.write_bytes(picture)
            written.append(path)
        else:
            undrawn.append(Issue("read", "read.page_undrawn", "warning", Place(page=page)))
    return written, undrawn
