"""Source text -> every small change that is tried on it (a mutant each), as spans to replace.

Left alone, since no test of behaviour could or should notice: annotations, decorators (caches,
frozen dataclasses), docstrings, texts, the `strict` of `zip`, which guards what holds anyway, and
the first assignment to a name, without which nothing runs.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

SWAPPED: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
BOUNDARY: dict[type, type] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
REMOVABLE = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a file. `start` and `end` are bytes of it; `change` names it for people and,
    with `function`, in known.yml: neither moves when lines above do."""

    line: int
    function: str
    start: int
    end: int
    text: str
    change: str

    def applied(self, source: bytes) -> bytes:
        """The file with this change."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def mutants(source: bytes) -> list[Mutant]:
    """Every mutant of a Python file, in the order of its lines; the second of one name in one
    function is called `#2`."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    counted: Counter[tuple[str, str]] = Counter()
    out = []
    for node, new, function in _walk(tree, "", frozenset()):
        start, end = (starts[n - 1] + c for n, c in _ends(node))
        text = new if isinstance(new, str) else f"({ast.unparse(new)})"
        after = new if isinstance(new, str) else ast.unparse(new)
        change = f"{_short(source[start:end].decode())} → {_short(after)}"
        counted[function, change] += 1
        if (number := counted[function, change]) > 1:
            change += f" #{number}"
        out.append(Mutant(node.lineno, function, start, end, text, change))
    return sorted(out, key=lambda m: (m.start, m.end))


def valid(mutant: Mutant, source: bytes) -> bool:
    """Whether it is Python, and another program than before."""
    try:
        changed = ast.parse(mutant.applied(source))
    except SyntaxError:
        return False
    return ast.dump(changed) != ast.dump(ast.parse(source))


def _ends(node: ast.expr | ast.stmt) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 90 else line[:60] + " … " + line[-25:]


Change = tuple["ast.expr | ast.stmt", "ast.expr | str", str]


def _walk(node: ast.AST, function: str, again: frozenset[str]) -> Iterator[Change]:
    """The changes below a node; `again`: the names that this function assigns more than once."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
        again = _assigned_again(node)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_ignores"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr) or _docstring(child):
                continue
            if isinstance(child, ast.keyword) and child.arg in ("strict", "autojunk"):
                continue
            if name == "test" or (name == "ifs" and isinstance(node, ast.comprehension)):
                yield from ((child, value, function) for value in _conditions(node, child))
            if isinstance(child, ast.expr):
                yield from ((child, new, function) for new in _expressions(child))
            elif isinstance(child, ast.stmt) and function:
                yield from ((child, new, function) for new in _statements(child, again))
            yield from _walk(child, function, again)


def _assigned_again(function: ast.AST) -> frozenset[str]:
    stored = Counter(
        n.id for n in ast.walk(function) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)
    )
    stored.update(n.arg for n in ast.walk(function) if isinstance(n, ast.arg))
    return frozenset(name for name, times in stored.items() if times > 1)


def _docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _conditions(node: ast.AST, test: ast.expr) -> Iterator[str]:
    if isinstance(test, ast.Constant) or (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"):
        return
    yield "False"
    if not isinstance(node, ast.While):
        yield "True"


def _expressions(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for table in (SWAPPED, BOUNDARY):
            for i, operator in enumerate(node.ops):
                if type(operator) in table:
                    changed = copy.deepcopy(node)
                    changed.ops[i] = table[type(operator)]()
                    yield changed
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(SWAPPED[type(node.op)](), node.values)
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif (
        isinstance(node, ast.BinOp)
        and type(node.op) in SWAPPED
        and not (_text(node.left) or _text(node.right))
    ):
        yield ast.BinOp(node.left, SWAPPED[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield ast.Call(ast.Name(CALLS[node.func.id]), node.args, node.keywords)


def _text(node: ast.expr) -> bool:
    """Whether it is written out as a text or a list, of which nothing can be subtracted."""
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _statements(node: ast.stmt, again: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        yield "return None"
    elif isinstance(node, REMOVABLE) and not isinstance(node, ast.Assign):
        yield "pass"
        if isinstance(node, ast.AugAssign) and type(node.op) in SWAPPED:
            yield ast.unparse(ast.AugAssign(node.target, SWAPPED[type(node.op)](), node.value))
    elif isinstance(node, ast.Assign):
        targets = [
            n
            for target in node.targets
            for n in ([target] if not isinstance(target, ast.Tuple) else target.elts)
        ]
        if all(not isinstance(t, ast.Name) or t.id in again for t in targets):
            yield "pass"
