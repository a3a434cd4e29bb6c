"""A mutation run over forms/types and forms/rules: small wrong changes, and whether the tests notice.

Mutants are drawn evenly over all places where one can be made: comparisons, arithmetic, boolean operators,
constants and returned values. A mutant that no test kills is printed with its place.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {"forms/types": "tests/forms/types", "forms/rules": "tests/forms/rules"}
"""Each package with the tests that are its own; what those let live is tried against all tests of forms."""
ALL_TESTS = "tests/forms"
DRAWN = int(os.environ.get("MUTANTS", "200"))
SECONDS = 240

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


def run(folder: Path) -> tuple[int, int]:
    """How many of the drawn mutants the tests killed, and how many were drawn."""
    work = folder / "mutants"
    shutil.copytree(ROOT, work, ignore=shutil.ignore_patterns(".git", ".venv", ".tools", "__pycache__", ".*_cache"))
    assert not _tests_fail(work, ALL_TESTS), "the tests must pass before anything is changed"
    places = [(path, number) for path in _sources() for number in range(_count(path))]
    drawn = random.Random(20161).sample(places, min(DRAWN, len(places)))
    killed = 0
    for path, number in drawn:
        source = (ROOT / path).read_text(encoding="utf-8")
        mutant, line = _mutate(source, number)
        (work / path).write_text(mutant, encoding="utf-8")
        dead = _tests_fail(work, TARGETS[str(Path(path).parent)]) or _tests_fail(work, ALL_TESTS)
        (work / path).write_text(source, encoding="utf-8")
        killed += dead
        if not dead:
            print(f"  alive: {path}:{line}", flush=True)
    return killed, len(drawn)


def _sources() -> Iterator[str]:
    for target in TARGETS:
        for path in sorted((ROOT / target).glob("*.py")):
            if path.name != "__init__.py":
                yield str(path.relative_to(ROOT))


def _places(tree: ast.Module) -> list[ast.AST]:
    """The nodes that can be changed, in source order; docstrings and type hints are left alone."""
    return [node for node in ast.walk(tree) if _changeable(node)]


def _changeable(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in _SWAPS
    if isinstance(node, ast.BoolOp | ast.BinOp):
        return type(node.op) in _SWAPS and not _is_typing(node)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool) or (isinstance(node.value, int) and node.value < 1000)
    return isinstance(node, ast.Return) and node.value is not None


def _is_typing(node: ast.BoolOp | ast.BinOp) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _count(path: str) -> int:
    return len(_places(ast.parse((ROOT / path).read_text(encoding="utf-8"))))


def _mutate(source: str, number: int) -> tuple[str, int]:
    tree = copy.deepcopy(ast.parse(source))
    node = _places(tree)[number]
    if isinstance(node, ast.Compare):
        node.ops[0] = _SWAPS[type(node.ops[0])]()  # type: ignore[call-overload]
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        node.op = _SWAPS[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator]
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    return ast.unparse(ast.fix_missing_locations(tree)), getattr(node, "lineno", 0)


def _tests_fail(work: Path, tests: str) -> bool:
    """Whether the tests notice; a run that hangs has noticed too."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider", tests]
    environment = {**os.environ, "PYTHONPATH": str(work), "HYPOTHESIS_PROFILE": "ci"}
    try:
        done = subprocess.run(command, cwd=work, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        print(run(Path(scratch)))
