"""A page that was fetched as a report, or as the file of one -> why it is none after all.

Excuses have no end of words, so a page is kept for what it shows: the tables, or its title and some
words of its own. What shows nothing of a report is asked for again another night, and what was had
before stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.crawl.titles import holds_form, is_shell, judge, shown, speaks_of_report, tells_in_prose

DRAWN = "只能由浏览器画出 / only a browser can draw it"
"""What is said of a page that shows nothing before its scripts have run."""
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[)")  # RTF begins with a bracket, too
_FEW = 150  # characters that are no links: a heading and the foot of a page


def why_none(text: str, said: Mapping[str, str]) -> str | None:
    """Why a page without files for download is no report; None if it may be one, or is no page.
    `said` is what it says about itself (`Look`)."""
    if _JSON.match(text):
        return None if "words" in said else "没有网页的答复 / an answer without a page in it"
    if said and is_shell(text):
        return DRAWN
    if not text.lstrip().startswith("<") or holds_form(text):
        return None
    head, visible, parsed = shown(text)
    titles = (said.get("title", ""), head)
    speaks = any(judge(t) in ("report", "doubtful") for t in titles if t)
    if not (speaks or speaks_of_report("", visible)):
        return "页面上没有年报 / the page shows nothing of a report"
    links = sum(len(re.sub(r"\s", "", node.text())) for node in parsed.css("a"))
    if len(visible) - links >= _FEW or tells_in_prose(parsed):
        return None
    if parsed.css_first("img"):
        return "年报只有图片 / there are only pictures of the report"
    return "页面上没有年报的正文 / the page has a title and no text"
