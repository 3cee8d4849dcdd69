"""The tool that tries the tests: it kills what a test notices, and lists what none does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants.changes import Mutant, mutants, valid
from tools.mutants.report import Run, Tried, known, page
from tools.mutants.trial import Outcome

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("a == b", {"a == b → a != b"}),
        ("a < b", {"a < b → a >= b", "a < b → a <= b"}),
        (
            "a < b <= c",
            {f"a < b <= c → {c}" for c in ("a >= b <= c", "a < b > c", "a <= b <= c", "a < b < c")},
        ),
        ("a and b", {"a and b → a or b", "a and b → a", "a and b → b"}),
        ("not a", {"not a → a"}),
        ("a in b", {"a in b → a not in b"}),
        ("a + b", {"a + b → a - b"}),
        ("a + 'text'", set()),
        ("f(7)", {"7 → 8", "7 → 6"}),
        ("f(x=True)", {"True → False"}),
        ("zip(a, b, strict=True)", set()),
        ("min(a, b)", {"min(a, b) → max(a, b)"}),
        ("[x for x in a if x]", {"x → True", "x → False"}),
        ("a if b else c", {"b → True", "b → False"}),
        ("f'{a + 1}'", set()),
    ],
)
def test_changes_of_an_expression(code: str, changes: set[str]) -> None:
    assert {m.change for m in mutants(f"name = {code}\n".encode())} == changes


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ("return a", {"return a → return None"}),
        ("return None", set()),
        ("a()", {"a() → pass"}),
        ("raise a", {"raise a → pass"}),
        ("x = a", set()),
        ("x = a; x = b", {"x = a → pass", "x = b → pass"}),
        ("a.x = b", {"a.x = b → pass"}),
        ("a -= b", {"a -= b → pass", "a -= b → a += b"}),
        ("while a: pass", {"a → False"}),
        ("if TYPE_CHECKING: pass", set()),
        ('"""A docstring."""', set()),
        ("x: int | None = f()", set()),
    ],
)
def test_changes_of_a_statement(body: str, changes: set[str]) -> None:
    assert {m.change for m in mutants(f"def f(a: 'int | None') -> int:\n    {body}\n".encode())} == changes


def test_a_change_is_made_where_it_stands_though_its_line_holds_chinese() -> None:
    source = 'x = "结果" if "维持" in names else len(names) > 3\n'.encode()
    changed = {m.applied(source).decode() for m in mutants(source) if valid(m, source)}
    assert 'x = "结果" if "维持" in names else (len(names) >= 3)\n' in changed
    assert """x = "结果" if ('维持' not in names) else len(names) > 3\n""" in changed


def test_the_second_of_one_name_in_one_function_has_a_number() -> None:
    source = b"def f(a):\n    return a > 1 or a + 1\n\ndef g(a):\n    return a * 1\n"
    assert [(m.function, m.change) for m in mutants(source) if m.change.startswith("1 → 2")] == [
        ("f", "1 → 2"),
        ("f", "1 → 2 #2"),
        ("g", "1 → 2"),
    ]


MODULE = """def least(numbers):
    best = None
    left = len(numbers)
    while left:
        left -= 1
        if best is None or numbers[left] < best:
            best = numbers[left]
    return best
"""
TEST = "from pipelines.small import least\n\n\ndef test_least():\n    assert least([3, 1, 2]) == 1\n"
PLAN = "{threshold: %s, sample: 99, least: 1, seconds: 1, rooms: {small: [pipelines/*.py]}, also: {}}\n"
BOUNDARY = "numbers[left] < best → numbers[left] <= best"
LOOP = "left -= 1 → pass"


def _tried(
    tree: Path, threshold: int, looked_at: str = "", test: str = TEST
) -> subprocess.CompletedProcess[str]:
    files = {
        "pipelines/small.py": MODULE,
        "tests/unit/test_small.py": test,
        "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['.']\n",
        "tools/mutants/plan.yml": PLAN % threshold,
        "tools/mutants/known.yml": looked_at or "{equivalent: [], accepted: []}\n",
    }
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "tools.mutants", "--processes", "1", "--root", str(tree)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def _known(
    change: str, kind: str = "equivalent", why: str = "the smaller of two equal ones is either"
) -> str:
    entry = (
        f'{{file: pipelines/small.py, function: least, change: "{change}", why: of two equal ones either}}'
    )
    other = "accepted" if kind == "equivalent" else "equivalent"
    return f"{{{kind}: [{entry}], {other}: []}}\n"


def test_what_a_test_notices_is_killed_and_what_none_does_is_listed(tmp_path: Path) -> None:
    done = _tried(tmp_path, threshold=100)
    assert done.returncode == 1, done.stderr
    assert f"pipelines/small.py:6 least: {BOUNDARY} (survived)" in done.stdout
    assert "below 100 %: all, small" in done.stdout
    assert LOOP not in done.stdout, "a loop without end is noticed"
    assert "return best → return None" not in done.stdout
    assert (tmp_path / "pipelines/small.py").read_text() == MODULE, "the checkout is left alone"


def test_a_known_survivor_is_not_listed_again_and_an_equivalent_one_not_counted(tmp_path: Path) -> None:
    done = _tried(tmp_path, threshold=100, looked_at=_known(BOUNDARY))
    assert done.returncode == 0, done.stdout + done.stderr
    assert BOUNDARY not in done.stdout
    accepted = _tried(tmp_path, threshold=100, looked_at=_known(BOUNDARY, "accepted"))
    assert accepted.returncode == 1
    assert BOUNDARY not in accepted.stdout


def test_a_test_that_notices_an_equivalent_one_refutes_it(tmp_path: Path) -> None:
    done = _tried(tmp_path, threshold=50, looked_at=_known("return best → return None"))
    assert done.returncode == 2
    assert "a test notices pipelines/small.py least: return best → return None" in done.stdout


@pytest.mark.parametrize(
    ("change", "why", "complaint"),
    [
        ("a < b → a <= b", "same", "is no mutant any more"),
        (BOUNDARY, " ", "has no reason"),
        (BOUNDARY, "same", None),
    ],
)
def test_an_entry_of_the_known_ones_names_a_change_and_a_reason(
    tmp_path: Path, change: str, why: str, complaint: str | None
) -> None:
    (tmp_path / "small.py").write_text(MODULE, encoding="utf-8")
    entry = {"file": "small.py", "function": "least", "change": change, "why": why}
    names, wrong = known(tmp_path, {"equivalent": [entry], "accepted": []})
    assert names == {f"small.py least: {change}": ("equivalent", why)}
    assert [complaint in line for line in wrong] == ([True] if complaint else [])


def test_tests_that_fail_on_the_unchanged_code_prove_nothing(tmp_path: Path) -> None:
    done = _tried(tmp_path, threshold=50, test=TEST.replace("== 1", "== 2"))
    assert done.returncode == 2
    assert "fail on the unchanged tree" in done.stderr


def test_the_page_has_each_run_with_its_rooms_and_all_of_them_together() -> None:
    def tried(file: str, *outcomes: Outcome) -> list[Tried]:
        return [Tried(file, Mutant(n, "f", 0, 1, "x", f"{n} → x"), o) for n, o in enumerate(outcomes)]

    plan = {"threshold": 90, "rooms": {"upper": ["a/*.py"], "lower": ["b/*.py"]}}
    known_ones = {"a/one.py f: 2 → x": ("equivalent", "alike"), "a/one.py f: 3 → x": ("accepted", "rare")}
    first = [*tried("a/one.py", "killed", "loops", "survived", "survived"), *tried("b/two.py", "killed")]
    text = page([Run(1, 2.25, 1.0, first), Run(7, 3.0, 1.5, tried("b/two.py", "survived"))], plan, known_ones)
    assert "## Seed 1, 5 mutants, 2.2 minutes (1.0 of processor time)" in text
    assert "| **all** | 3 | 4 | 75 |\n| **upper** | 2 | 3 | 66 |\n| `a/one.py` | 2 | 3 | 66 |" in text
    assert "## Seed 7, 1 mutants, 3.0 minutes (1.5 of processor time)" in text
    assert "Survivors of this run:\n\n- `b/two.py:0 f: 0 → x (survived)`" in text
    assert "- `a/one.py f: 2 → x`: alike" in text and "- `a/one.py f: 3 → x`: rare" in text
