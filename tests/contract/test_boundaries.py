"""Who may import what, and how large a file may be. The table is that of docs/architecture.md."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pipelines", "expectations", "warehouse", "findings", "export", "dashboard", "assets", "terminal")
MAX_LINES = 250

# library -> the only folders that may import it
HEAVY = {
    "dagster": ("assets",),
    "great_expectations": ("expectations",),
    "duckdb_engine": ("expectations",),
    "sqlalchemy": ("expectations",),
    "duckdb": ("warehouse", "findings", "export", "dashboard"),
    "pypdfium2": ("pipelines/read",),
    "pdfplumber": ("pipelines/read",),
    "lxml": ("pipelines/read",),
    "olefile": ("pipelines/read",),
    "selectolax": ("pipelines/read", "pipelines/crawl"),
    "tinycss2": ("pipelines/read/web",),
    "scrapy": ("pipelines/crawl",),
    "twisted": ("pipelines/crawl",),
    "warcio": ("pipelines/intake",),
    "python_calamine": ("pipelines/read",),
    "xlsxwriter": ("export",),
    "cv2": ("pipelines/read",),
    "onnxruntime": ("pipelines/read",),
    "pebble": ("pipelines/batch",),
    "pypinyin": ("pipelines/offices",),
    "typer": ("terminal/commands",),
    "rich": ("terminal",),
    "starlette": ("dashboard",),
    "jinja2": ("dashboard",),
    "uvicorn": ("dashboard",),
    "resvg_py": ("dashboard",),
}
OUTSIDE = {
    "bench": {
        *("duckdb", "great_expectations", "lxml", "olefile", "pdfplumber", "pypdfium2", "python_calamine"),
        "selectolax",
    },
    "tools": {"duckdb", "pypdfium2"},
    "docs": {"duckdb"},
}
"""What is not the product and what it may import of these: libraries that are measured side by
side, pages that are drawn, a database that is opened as a user would. Tests may import any."""
PAGES = ("docs/architecture.md", "CONTRIBUTING.md")
"""Both have a table of the rooms, from the ground up; the first is the order that is held here."""


def _rows(page: str) -> list[list[str]]:
    """The rooms of each row of the table: `pipelines/fold.py`, `numerals.py` are both in
    pipelines/."""
    text = (ROOT / page).read_text(encoding="utf-8").split("| room |")[1].split("\n\n")[0]
    rows = []
    for line in text.splitlines()[2:]:
        names = [name.rstrip("/") for name in re.findall(r"`([^`]+)`", line.split("|")[1])]
        rows.append([name if (ROOT / name).exists() else f"pipelines/{name}" for name in names])
    return rows


INSIDE = {"pipelines/read": ("pipelines/read/marks.py", "pipelines/read/layout")}
"""Floors inside a room, below the rest of it."""
ROOMS = [
    floor
    for row in _rows(PAGES[0])
    for floor in (*([below] for room in row for below in INSIDE.get(room, ())), row)
]
"""A room may import what is above it here, and itself; the first whose path fits is that of a
file."""
# imported only inside functions: their import takes seconds, and most commands do without them
LAZY = (
    *("great_expectations", "dagster", "pandas", "pyarrow", "duckdb", "pdfplumber", "pypdfium2", "pebble"),
    "pypinyin",
    *("cv2", "numpy", "onnxruntime", "PIL", "resvg_py", "scrapy", "twisted", "warcio", "xlsxwriter"),
)

FILES = sorted([ROOT / "gongkai.py", *(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))])
BESIDE = sorted(p for name in (*OUTSIDE, "tests") for p in (ROOT / name).rglob("*.py"))
"""What measures, writes pages and proves. Found in the folders, as a copy without git has them,
too."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(tree: ast.AST, top_only: bool = False) -> list[str]:
    found = []
    nodes = ast.iter_child_nodes(tree) if top_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_heavy_libraries_stay_where_they_belong(path: Path) -> None:
    for module in _imports(_parse(path)):
        library = module.split(".")[0]
        if library in HEAVY:
            assert _name(path).startswith(HEAVY[library]), f"{library} belongs to {HEAVY[library]}"


@pytest.mark.parametrize("path", [p for p in BESIDE if _name(p).split("/")[0] in OUTSIDE], ids=_name)
def test_what_is_beside_the_product_imports_few_heavy_libraries(path: Path) -> None:
    heavy = {module.split(".")[0] for module in _imports(_parse(path))} & set(HEAVY)
    assert heavy <= OUTSIDE[_name(path).split("/")[0]]


def test_both_maps_list_the_same_rooms_in_the_same_order() -> None:
    first, other = (_rows(page) for page in PAGES)
    assert other[: len(first)] == first
    for row in first:
        assert [room for room in row if not (ROOT / room).exists()] == []


def _room(name: str) -> tuple[int, str]:
    """The floor of a file, from the ground up, and its room on that floor."""
    if name == "pipelines/__init__.py":
        return 0, name
    fitting = [
        (len(room), floor, room)
        for floor, rooms in enumerate(ROOMS)
        for room in rooms
        if name == room or name.startswith(f"{room}/")
    ]
    return max(fitting)[1:] if fitting else (-1, "")


def _file(module: str) -> str:
    """The file of a module of ours, or nothing."""
    path = ROOT / module.replace(".", "/")
    found = next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)
    return _name(found) if found else ""


def _targets(path: Path) -> set[str]:
    """The files of ours that a file imports, within functions and for types too."""
    targets = set()
    for node in ast.walk(_parse(path)):
        if isinstance(node, ast.Import):
            targets |= {_file(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {_file(f"{node.module}.{alias.name}") for alias in node.names}
            targets |= inside if "" not in inside else {*inside, _file(node.module)}
    return targets - {"", _name(path)}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_nothing_imports_from_a_higher_room_or_from_one_beside(path: Path) -> None:
    floor, room = _room(_name(path))
    assert room, f"{_name(path)} is in no room of ROOMS"
    for target in sorted(_targets(path)):
        below, other = _room(target)
        assert other == room or below < floor, f"{room} may not use {target}"


def test_no_file_imports_itself_by_way_of_others() -> None:
    graph = {_name(path): _targets(path) for path in (*FILES, *BESIDE)}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise AssertionError("a circle: " + " -> ".join(error.args[1])) from None


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_is_slow_to_import_waits_until_it_is_used(path: Path) -> None:
    if _name(path).startswith("assets/"):
        return  # imported by Dagster itself
    slow = {m.split(".")[0] for m in _imports(_parse(path), top_only=True)} & set(LAZY)
    if _name(path).startswith("pipelines/read/"):
        slow -= {"pdfplumber", "pypdfium2"}  # the door imports these files when a PDF comes
    if _name(path).startswith("pipelines/crawl/"):
        slow -= {"scrapy", "twisted"}  # process.py imports these files in a process of their own
    assert not slow


NOT_YET_SPLIT = {
    "tests/data/bad_files.py",
    "tests/data/costly_parts.py",
    "tests/data/forms_pdf.py",
    "tests/data/html_tricks.py",
    "tests/data/seen/in_pdf.py",
    "tests/unit/batch/test_run.py",
    "tests/unit/offices/test_identify.py",
    "tests/unit/read/layout/test_lattice.py",
    "tests/unit/read/layout/test_page_columns.py",
    "tests/unit/read/layout/test_text_lines.py",
    "tests/unit/read/web/test_html.py",
    "tests/unit/recognise/test_fields.py",
    "tests/unit/recognise/test_identity.py",
    "tests/unit/recognise/test_places.py",
    "tests/unit/recognise/test_statement.py",
    "tests/unit/test_command.py",
    "tests/unit/test_values.py",
    "tests/unit/warehouse/test_publish.py",
}
"""Files that are longer; none is added, and one that has been split is taken out."""


@pytest.mark.parametrize("path", (*FILES, *BESIDE), ids=_name)
def test_files_are_short_and_say_what_they_are(path: Path) -> None:
    longer = len(path.read_text(encoding="utf-8").splitlines()) > MAX_LINES
    assert longer == (_name(path) in NOT_YET_SPLIT)
    empty = path.name == "__init__.py" and not path.read_text(encoding="utf-8")
    assert empty or ast.get_docstring(_parse(path)), "a module says what it turns into what"


def test_every_public_function_of_the_core_says_what_it_gives() -> None:
    silent = []
    for path in FILES:
        for node in _parse(path).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            described = any(
                isinstance(d, ast.Call) for d in node.decorator_list
            )  # assets and commands say it there
            if not described and not ast.get_docstring(node):
                silent.append(f"{_name(path)}: {node.name}")
    assert not silent


def test_our_folders_are_the_ones_imported() -> None:
    """Other distributions ship packages of these names; ours must win."""
    import importlib

    for name in PACKAGES:
        found = importlib.import_module(name).__file__ or ""
        assert Path(found).is_relative_to(ROOT)
