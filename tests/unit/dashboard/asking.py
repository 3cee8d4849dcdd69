"""Pages asked for as a visitor does, without a server."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, quote

from dashboard.answers import NONE, Reply, answer
from dashboard.asked import Rights
from dashboard.store import Store
from warehouse.publish import publish


def get(store: Store, address: str, language: str = "zh", rights: Rights = NONE) -> Reply:
    """The answer to an address."""
    path, _, query = address.partition("?")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    return answer(store, quote(path, safe="/%"), asked, language, rights)  # type: ignore[arg-type]


def published(store: Store, draft: Path) -> Path:
    """The build that a draft becomes."""
    store.folder.mkdir(exist_ok=True)
    return publish(draft.rename(store.folder / "draft.duckdb"), store.folder)


class Words(HTMLParser):
    """What a page says, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.headings = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.headings += tag == "h1"
        self.links += [value or "" for name, value in attrs if name in ("href", "action", "src")]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def followed(store: Store, alike: re.Pattern[str], passed: re.Pattern[str]) -> set[str]:
    """Every address that a link of the pages leads to, one link after the other from the first page
    on; each is answered. Of addresses that differ only in what `alike` finds one is enough; links that
    `passed` begins are not followed."""
    waiting, known = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        reply = get(store, address)
        assert reply.status == 200, address
        if not reply.kind.startswith("text/html"):
            continue
        for link in Words(reply.body.decode()).links:
            target = link.partition("#")[0]
            bare = alike.sub("", target)
            if target and bare not in known and not passed.match(target):
                known.add(bare)
                waiting.append(target)
    return known


def said(reply: Reply) -> str:
    """The words of a page in one line."""
    return " ".join(" ".join(Words(reply.body.decode()).said).split())
