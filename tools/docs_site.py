"""The pages of the project as a site of files: `python -m tools.docs_site DIR`. Links between pages
lead to pages, what they show or name is copied beside them, and nothing is fetched from elsewhere."""

from __future__ import annotations

import re
import shutil
import sys
from html import escape
from os.path import relpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
SECTIONS = {
    "开始 Begin": ("README.md", "README.zh.md", "docs/windows.md"),
    "教程 Tutorials": ("docs/tutorial-clerk.md", "docs/tutorial-analyst.md", "docs/tutorial-operator.md"),
    "数据 Data": ("docs/queries.md", "docs/reading-values.md", "docs/data-dictionary.md", "docs/rules.md"),
    "运行 Operation": ("raw/README.md", "docs/operations.md", "docs/scaling.md", "docs/security.md"),
}
"""What is beside every page, by reader; all other pages come below."""
OTHERS = "更多 More"
STYLE = """body{margin:0;font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;color:#1f2937;background:#fff}
.all{display:grid;grid-template-columns:16rem minmax(0,1fr);gap:2rem;max-width:80rem;margin:auto;padding:1rem}
nav{font-size:.9rem}nav h2{font-size:.8rem;color:#6b7280;margin:1rem 0 .2rem}
nav a{display:block;padding:.1rem 0}
a{color:#1d4ed8}nav a[aria-current]{font-weight:600;color:inherit;text-decoration:none}main{min-width:0}
pre{background:#f3f5f8;padding:.7rem;overflow:auto;font-size:.85rem}code{background:#f3f5f8}img{max-width:100%}
table{border-collapse:collapse;display:block;overflow:auto}
th,td{border:1px solid #d1d5db;padding:.25rem .5rem}
@media(max-width:50rem){.all{display:block}}
@media(prefers-color-scheme:dark){
body{background:#111827;color:#e5e7eb}a{color:#93c5fd}pre,code{background:#1f2937}}"""
"""The look of all pages."""
_ELSEWHERE = re.compile(r"[a-z]+:|#|//")


def pages() -> list[str]:
    """The pages of the project, by their paths: those of its root, of docs/ and of raw/."""
    named = [path for pattern in ("*.md", "docs/**/*.md", "raw/*.md") for path in ROOT.glob(pattern)]
    return sorted(path.relative_to(ROOT).as_posix() for path in named)


def address(page: str) -> str:
    """Where the site has a page."""
    return "index.html" if page == "README.md" else str(PurePosixPath(page).with_suffix(".html"))


def anchor(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def write(folder: Path) -> int:
    """Write the site into an empty folder; returns the number of pages. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=False)
    listed = pages()
    titles = {page: _title(page) for page in listed}
    for page in listed:
        body, files = _rendered(page, frozenset(listed))
        target = folder / address(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_whole(page, body, titles), encoding="utf-8")
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, folder / file)
    return len(listed)


def _title(page: str) -> str:
    if page == "README.zh.md":  # its heading is that of the English one
        return "中文说明"
    return next(
        line[2:] for line in (ROOT / page).read_text(encoding="utf-8").splitlines() if line[:2] == "# "
    )


def _rendered(page: str, known: frozenset[str]) -> tuple[str, list[str]]:
    """The page as HTML, and the files that it shows or leads to."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    text = re.sub(r"<!--.*?-->\n?", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    tokens, files = parser.parse(text), []
    for before, token in zip([None, *tokens], tokens):
        if token.type != "inline":
            continue
        if before is not None and before.type == "heading_open":
            before.attrSet("id", anchor("".join(c.content for c in token.children or ())))
        for child in token.children or ():
            files += _led(child, page, known)
    return parser.renderer.render(tokens, parser.options, {}), files


def _led(token: Token, page: str, known: frozenset[str]) -> list[str]:
    """Turn the address of a link or a picture into one of the site; the file that has to be there."""
    name = {"link_open": "href", "image": "src"}.get(token.type, "")
    given = str(token.attrs.get(name, ""))
    if not given or _ELSEWHERE.match(given):
        return []
    path, _, part = given.partition("#")
    at = (ROOT / page).parent / path
    target = at.resolve().relative_to(ROOT).as_posix()
    if at.is_dir():
        target = f"{target}/README.md"
    is_page = target in known
    there = address(target) if is_page else target
    relative = relpath(there, str(PurePosixPath(address(page)).parent))
    token.attrSet(name, relative + (f"#{part}" if part else ""))
    return [] if is_page else [target]


def _whole(page: str, body: str, titles: dict[str, str]) -> str:
    first = [name for names in SECTIONS.values() for name in names]
    sections = {**SECTIONS, OTHERS: tuple(name for name in titles if name not in first)}
    here = str(PurePosixPath(address(page)).parent)
    beside = []
    for section, names in sections.items():
        links = "".join(
            f'<a href="{escape(relpath(address(name), here))}"{" aria-current=page" if name == page else ""}>'
            f"{escape(titles[name])}</a>"
            for name in names
        )
        beside.append(f"<h2>{escape(section)}</h2>{links}")
    language = "zh" if page.endswith(".zh.md") else "en"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(titles[page])} · gongkai 公开</title><style>{STYLE}</style>"
        f'<div class="all"><nav>{"".join(beside)}</nav><main>{body}</main></div></html>\n'
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.docs_site DIR")
    try:
        print(f"{sys.argv[1]}: {write(Path(sys.argv[1]))} pages")
    except OSError as error:
        sys.exit(str(error))
