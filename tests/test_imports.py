"""The rooms keep to their import directions; the contracts themselves stand in pyproject.toml."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
CLOCK_CALLS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime"}
# The command line takes today when no --on is given.
MAY_ASK_THE_CLOCK = {Path("extract/__main__.py"), Path("forms/outgoing_command.py")}


def test_every_import_contract_is_kept() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_imports_one_that_needs_it_itself() -> None:
    rooms = grimp.build_graph("forms", "extract", "render", "webhook", cache_dir=None)
    needs = {module: rooms.find_modules_directly_imported_by(module) for module in rooms.modules}
    assert circle_in(needs) == []


@pytest.mark.parametrize("house", ["forms", "extract", "render", "webhook", "webhook.service", "webhook.routes"])
def test_no_room_of_a_house_imports_one_that_needs_it_itself(house: str) -> None:
    modules = grimp.build_graph(house.partition(".")[0], cache_dir=None, exclude_type_checking_imports=True)
    needs = needs_of_rooms(
        {module: modules.find_modules_directly_imported_by(module) for module in modules.modules}, house
    )
    assert len(needs) > 2
    assert circle_in(needs) == []


def test_two_rooms_that_need_each_other_are_a_circle_though_no_two_modules_are() -> None:
    needs = {"a.x.one": {"a.y.one"}, "a.y.two": {"a.x.two"}, "a.x.two": {"b"}, "a.y.one": {"a"}}
    assert circle_in(needs) == []
    assert circle_in(needs_of_rooms(needs, "a")) in (["x", "y", "x"], ["y", "x", "y"])


def test_a_circle_of_imports_is_named() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) in (["b", "c", "b"], ["c", "b", "c"])


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("forms/check.py", "extract.fill.record", "webhook → (extract | render) → forms"),
        ("forms/registry.py", "extract.draft.blank", "webhook → (extract | render) → forms"),
        ("forms/__main__.py", "extract.fill.record", "webhook → (extract | render) → forms"),
        ("extract/fill/record.py", "render.letter", "webhook → (extract | render) → forms"),
        ("render/letter.py", "extract.tools", "webhook → (extract | render) → forms"),
        ("webhook/store/jobs.py", "webhook.service.intake.receiving", "cli → app →"),
        ("webhook/service/intake/receiving.py", "webhook.routes.api.submissions", "cli → app →"),
        ("forms/types/number.py", "numpy", "forms knows no web"),
        ("webhook/service/letters/writing.py", "flask", "know Flask"),
        ("webhook/routes/api/submissions.py", "sqlalchemy", "says SQL"),
        ("render/letter.py", "docxtpl", "calls docxtpl"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(tmp_path: Path, module: str, imports: str, contract: str) -> None:
    run = lint_tree(tmp_path, {module: imports})
    assert run.returncode == 1, run.stdout + run.stderr
    assert any(contract in line and line.endswith("BROKEN") for line in run.stdout.splitlines()), run.stdout


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("render/pdf.py", "extract.tools"),
        ("render/conformance.py", "extract.readers.pdf.reader"),
        ("forms/__main__.py", "extract.draft.blank"),
        ("webhook/routes/api/submissions.py", "flask_smorest"),
        ("webhook/store/jobs.py", "sqlalchemy"),
        ("render/template.py", "docxtpl"),
    ],
)
def test_a_named_crossing_is_allowed(tmp_path: Path, module: str, imports: str) -> None:
    run = lint_tree(tmp_path, {module: imports})
    assert run.returncode == 0, run.stdout + run.stderr


def lint_tree(root: Path, imports: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The contracts' verdict on a tree of the four packages where each module imports the one it is given."""
    shutil.copy(ROOT / "pyproject.toml", root)
    ours = [name.replace(".", "/") + ".py" for name in imports.values() if "." in name]
    packages = ("forms/__init__.py", "extract/__init__.py", "render/__init__.py", "webhook/__init__.py")
    for name in (*packages, *ours, *imports):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        for folder in file.relative_to(root).parents:
            if folder.name:
                (root / folder / "__init__.py").touch()
        file.write_text(f"import {imports[name]}\n" if name in imports else "", encoding="utf-8")
    return lint(root)


def needs_of_rooms(needs: Mapping[str, Set[str]], house: str) -> dict[str, set[str]]:
    """Which rooms of ``house`` (its modules and folders) each of them imports; what stands outside it is left out."""

    def room_of(module: str) -> str:
        return module[len(house) + 1 :].partition(".")[0] if module.startswith(house + ".") else ""

    rooms: dict[str, set[str]] = {}
    for module, imported in needs.items():
        if room := room_of(module):
            rooms.setdefault(room, set()).update(filter(None, map(room_of, imported)))
    return {room: others - {room} for room, others in rooms.items()}


def circle_in(needs: Mapping[str, Set[str]]) -> list[str]:
    """The modules of one circle, the first again at its end; none where there is no circle."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """The contracts' verdict, from a process of its own: the linter silences every logger it did not make."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )


def clock_calls(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each call in ``source`` that asks for the day or the time: ``date.today()`` and its like."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = ".".join(ast.unparse(node.func).split(".")[-2:])
            if name in CLOCK_CALLS:
                yield node.lineno, name


def test_a_call_to_the_clock_is_seen_however_it_is_imported() -> None:
    source = "import datetime\nfrom datetime import date\ndate.today()\ndatetime.datetime.now()\ndate(2016, 5, 1)\n"
    assert list(clock_calls(source)) == [(3, "date.today"), (4, "datetime.now")]


@pytest.mark.parametrize("package", ["forms", "extract", "render"])
def test_the_day_is_an_argument_and_never_asked_of_the_clock(package: str) -> None:
    found = [
        f"{path}:{line} {call}"
        for path in (file.relative_to(ROOT) for file in sorted((ROOT / package).rglob("*.py")))
        if path not in MAY_ASK_THE_CLOCK
        for line, call in clock_calls((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert found == []
