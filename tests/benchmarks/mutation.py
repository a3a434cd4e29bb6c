"""A mutation run over forms/types and forms/rules: small wrong changes, and whether the tests notice.

Mutants are drawn evenly over all places where one can be made: comparisons, arithmetic, boolean operators,
constants and returned values. Each is tried against the tests that speak of its module, and only one that those let
live against all others of forms. A mutant that no test kills is printed with its place.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.forked import ForkedTests

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {"forms/types": "tests/forms/types", "forms/rules": "tests/forms/rules"}
"""Each package with the tests that are its own."""
ALL_TESTS = "tests/forms"
DRAWN = int(os.environ.get("MUTANTS", "200"))
SEED = int(os.environ.get("MUTANT_SEED", "20161"))
PART = os.environ.get("MUTANTS_OF", "")
"""Draw only from files whose path holds this."""

_RULE_ID = re.compile(r'"([RHX]\d{1,2}(?:\.\d)?[ab]?)"')
_ON_ANY_INPUT = ("test_any_paper.py", "test_every_kind.py")
"""Tests that draw their inputs: they kill much and late, so they come after the ones that name a case."""

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


def run(folder: Path) -> tuple[int, int]:
    """How many of the drawn mutants the tests killed, and how many were drawn."""
    work = folder / "mutants"
    shutil.copytree(ROOT, work, ignore=shutil.ignore_patterns(".git", ".venv", ".tools", "__pycache__", ".*_cache"))
    sources = {path: (work / path).read_text(encoding="utf-8") for path in _sources() if PART in path}
    places = [(path, number) for path, source in sources.items() for number in range(_count(source))]
    drawn = random.Random(SEED).sample(places, min(DRAWN, len(places)))
    killed = 0
    with ForkedTests(work) as tests:
        assert not tests.fail([ALL_TESTS]), "the tests must pass before anything is changed"
        for tried, (path, number) in enumerate(drawn, start=1):
            killed += _is_killed(work / path, path, sources[path], number, tests)
            if tried % 10 == 0:
                print(f"  {killed} of {tried} killed", file=sys.stderr, flush=True)
    return killed, len(drawn)


def _is_killed(at: Path, path: str, source: str, number: int, tests: ForkedTests) -> bool:
    """Whether the tests kill the mutant at one place; the file is as before afterwards."""
    mutant, line = _mutate(source, number)
    at.write_text(mutant, encoding="utf-8")
    near, far = _tests_of(path, source)
    dead = (bool(near) and tests.fail(near)) or tests.fail(far)
    at.write_text(source, encoding="utf-8")
    if not dead:
        print(f"  alive: {path}:{line} {_changed_line(source, mutant)}", flush=True)
    return dead


def _changed_line(source: str, mutant: str) -> str:
    """The first line of the mutant that the unchanged program does not have."""
    unchanged = ast.unparse(ast.parse(source)).splitlines()
    pairs = zip(unchanged, mutant.splitlines(), strict=False)
    return next((f"{was.strip()}  ->  {now.strip()}" for was, now in pairs if was != now), "")


def _sources() -> Iterator[str]:
    for target in TARGETS:
        for path in sorted((ROOT / target).glob("*.py")):
            if path.name != "__init__.py":
                yield str(path.relative_to(ROOT))


def _tests_of(path: str, source: str) -> tuple[list[str], list[str]]:
    """The test files that speak of a module, the one of its name first; and all others of forms, its package's first."""
    own = ROOT / TARGETS[str(Path(path).parent)]
    words = _words_of(source)
    named = own / f"test_{Path(path).stem}.py"
    every = sorted((ROOT / ALL_TESTS).rglob("test_*.py"), key=lambda test: (own not in test.parents, test))
    near = [test for test in every if own in test.parents and test.name not in _ON_ANY_INPUT and _says(test, words)]
    near.sort(key=lambda test: test != named)
    far = [test for test in every if test not in near]
    far.sort(key=lambda test: test.name in _ON_ANY_INPUT)
    return [str(test.relative_to(ROOT)) for test in near], [str(test.relative_to(ROOT)) for test in far]


def _words_of(source: str) -> set[str]:
    """The names that a module defines for others, and the ids of its rules as tests write them."""
    defined = ast.parse(source).body
    names = {node.name for node in defined if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    rules = set(_RULE_ID.findall(source))
    tests = {f"test_{rule.lower().replace('.', '_')}_" for rule in rules}
    return {name for name in names if not name.startswith("_")} | {f'"{rule}"' for rule in rules} | tests


def _says(test: Path, words: set[str]) -> bool:
    text = test.read_text(encoding="utf-8")
    return any(re.search(rf"(?<!\w){re.escape(word)}", text) for word in words)


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
    if not isinstance(node, ast.Return):
        return False
    nothing = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
    return not nothing


def _is_typing(node: ast.BoolOp | ast.BinOp) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _count(source: str) -> int:
    return len(_places(ast.parse(source)))


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


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        print(run(Path(scratch)))
