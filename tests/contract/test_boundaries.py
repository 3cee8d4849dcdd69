"""Who may import what, and how large a file may be. The table is that of docs/architecture.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pipelines", "expectations", "warehouse", "assets", "terminal")
MAX_LINES = 250

# library -> the only folders that may import it
HEAVY = {
    "dagster": ("assets",),
    "great_expectations": ("expectations",),
    "duckdb_engine": ("expectations",),
    "sqlalchemy": ("expectations",),
    "duckdb": ("warehouse",),
    "pypdfium2": ("pipelines/read",),
    "pdfplumber": ("pipelines/read",),
    "lxml": ("pipelines/read",),
    "olefile": ("pipelines/read",),
    "selectolax": ("pipelines/read", "pipelines/crawl"),
    "scrapy": ("pipelines/crawl", "pipelines/crawling.py"),
    "twisted": ("pipelines/crawl",),
    "warcio": ("pipelines/archive",),
    "python_calamine": ("pipelines/read",),
    "xlsxwriter": ("warehouse",),
    "cv2": ("pipelines/read",),
    "onnxruntime": ("pipelines/read",),
    "pebble": ("pipelines/spread.py",),
    "typer": ("gongkai.py", "terminal/commands"),
    "rich": ("terminal",),
    "streamlit": ("warehouse/dashboards",),
    "altair": ("warehouse/dashboards",),
}
# stage -> the parts of this project that it may import, besides itself
CORE = (
    "pipelines.handwritten",
    "pipelines.model",
    "pipelines.catalogue",
    "pipelines.fold",
    "pipelines.values",
    "pipelines.version",
)
STAGES = {
    "pipelines/catalogue": (),
    "pipelines/archive": CORE,
    "pipelines/crawl": (*CORE, "pipelines.archive"),
    "pipelines/read": CORE,
    "pipelines/recognise": CORE,
    "pipelines/normalise": CORE,
    "pipelines/offices": CORE,
    "expectations": CORE,
    # pages show what the terminal shows, and check a file as it does
    "warehouse/dashboards": ("pipelines", "expectations", "warehouse", "terminal"),
    "warehouse": CORE,
    "terminal": ("pipelines", "expectations", "warehouse"),
    "assets": ("pipelines", "expectations", "warehouse"),
}
# imported only inside functions: their import takes seconds, and most commands do without them
LAZY = (
    *("great_expectations", "dagster", "pandas", "pyarrow", "duckdb", "pdfplumber", "pypdfium2", "pebble"),
    *("cv2", "numpy", "onnxruntime", "PIL", "scrapy", "twisted", "warcio", "xlsxwriter"),
)

FILES = sorted([ROOT / "gongkai.py", *(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))])


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


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_stages_meet_only_in_the_core(path: Path) -> None:
    stage = next((s for s in STAGES if _name(path).startswith(s + "/")), None)
    if stage is None:
        return
    own = stage.replace("/", ".")
    for module in _imports(_parse(path)):
        if module.split(".")[0] in PACKAGES:
            assert f"{module}.".startswith(tuple(f"{m}." for m in (own, *STAGES[stage]))), (
                f"{stage} may not use {module}"
            )


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_is_slow_to_import_waits_until_it_is_used(path: Path) -> None:
    if _name(path).startswith("assets/"):
        return  # imported by Dagster itself
    slow = {m.split(".")[0] for m in _imports(_parse(path), top_only=True)} & set(LAZY)
    if _name(path).startswith("pipelines/read/"):
        slow -= {"pdfplumber", "pypdfium2"}  # the door imports these files when a PDF comes
    if _name(path).startswith("pipelines/crawl/"):
        slow -= {"scrapy", "twisted"}  # crawling.py imports these files in a process of their own
    assert not slow


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_files_are_short_and_say_what_they_are(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
    assert ast.get_docstring(_parse(path)), "a module says what it turns into what"


def test_every_public_function_of_the_core_says_what_it_gives() -> None:
    silent = []
    for path in FILES:
        for node in _parse(path).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            described = any(isinstance(d, ast.Call) for d in node.decorator_list)  # assets and commands say it there
            if not described and not ast.get_docstring(node):
                silent.append(f"{_name(path)}: {node.name}")
    assert not silent


def test_our_folders_are_the_ones_imported() -> None:
    """Other distributions ship packages of these names; ours must win."""
    import importlib

    for name in PACKAGES:
        found = importlib.import_module(name).__file__ or ""
        assert Path(found).is_relative_to(ROOT)
