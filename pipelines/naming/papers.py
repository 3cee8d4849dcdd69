"""A paragraph -> the same without the papers that it cites, their numbers and who gave them: a
notice says nothing of who follows it, and 〔2021〕30号 is no year."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.catalogue.identity import identity_words

_NUMBER = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,10})?[(〔\[【﹝]?20\d\d[)〕\]】﹞]\d{1,4}号|[(〔\[﹝]20\d{3,6}号"
    r"|\((?:国务院|国家|主席|国)?令?第?\d+号(?:令)?(?:公布|修订)?\)|国务院令第?\d+号|第\d+号令?"
)


@lru_cache(maxsize=1)
def _cited() -> re.Pattern[str]:
    papers = "|".join(identity_words().papers)
    title = rf"[《〈<](?:[^《》]|《[^《》]{{0,100}}》){{0,200}}?(?:{papers})(?:\([^()]*\))?[》〉>]"
    giver = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{0,60}"
    bare = rf"{giver}关于(?:[^《》,。;]|《[^《》]*》){{2,80}}?的?(?:通知|意见|函|办法|规定|解释|通报|批复)"
    return re.compile(rf"(?P<giver>{giver}){title}|(?P<bare>{bare})")


_LEAD = re.compile(r"^.*?(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|以及)(?!.*(?:根据|按照|依据|依照|遵照))")


def without_papers(folded: str) -> str:
    """Folded text without them. What is in front of 根据 in the same clause stays: that is who
    follows the paper."""

    def kept(match: re.Match[str]) -> str:
        text = match["giver"] if match["giver"] is not None else match["bare"]
        lead = _LEAD.match(text)
        return f"{lead[0]};" if lead else ";"

    if any(mark in folded for mark in "《〈<") or "关于" in folded:
        folded = _cited().sub(kept, folded)
    return _NUMBER.sub(";", folded) if "号" in folded else folded
