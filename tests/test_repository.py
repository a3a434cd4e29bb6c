"""What holds for the repository as a whole: nothing in it names a machine, and its lock, script and README agree."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TOOLS

ROOT = Path(__file__).resolve().parent.parent
WORDS = {"demo", "test", "check", "bench", "lock", "help"}

# Each pattern is spelt so that it does not match its own source.
UNWANTED = {
    "the host of a package registry": re.compile(
        r"\b(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com|io)|\b(?:deb|security|ftp|mirrors?|snapshot)\.debian\b"
        r"|index[-_]url\b|registry\s*=\s*\"http|\"resolved\":\s*\"http",
        re.IGNORECASE,
    ),
    "a path of one machine": re.compile(r"(?<![\w.$}-])/(?:work|root)/|\.pyen[v]\b"),
    "a marker of unfinished work": re.compile(r"\b(?:TO[D]O|FIX[M]E|HAC[K]|XX[X](?!X)|NotImplemented[E]rror)\b"),
}


def tracked_files() -> list[Path]:
    """The files git tracks, relative to the root; skips the test in a tree that is no git checkout."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this tree is no git checkout")
    return [Path(name) for name in os.fsdecode(listed.stdout).split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a tracked file; ``""`` for one that is no UTF-8 text, such as a picture or a Word file."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked_versions() -> dict[str, str]:
    """Name → version of each package in requirements.lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ \\]+)", lock, re.MULTILINE))


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "run", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


@pytest.mark.needs("git")
@pytest.mark.parametrize("what", UNWANTED)
def test_no_tracked_file_holds(what: str) -> None:
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if UNWANTED[what].search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("the host of a package registry", "https://" + "files.python" + "hosted.org/packages"),
        ("the host of a package registry", "--index-" + "url"),
        ("a path of one machine", "see /" + "root/notes"),
        ("a marker of unfinished work", "# TO" + "DO later"),
    ],
)
def test_an_unwanted_line_would_be_seen(what: str, line: str) -> None:
    assert UNWANTED[what].search(line)


def test_placeholders_of_a_form_are_no_markers() -> None:
    assert not UNWANTED["a marker of unfinished work"].search("单位名称 XXXX 201X年X月")


def test_every_requirement_is_pinned_and_the_lock_holds_that_very_version() -> None:
    project = pyproject()["project"]
    locked = locked_versions()
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name, pinned, version = requirement.partition("==")
        assert pinned, f"{requirement} names no exact version"
        assert locked.get(name) == version, (
            f"{requirement} is not what requirements.lock holds; ./run lock refreshes it"
        )


def test_the_build_backend_is_locked_since_the_editable_install_builds_without_isolation() -> None:
    config = pyproject()
    assert set(config["build-system"]["requires"]) <= set(config["project"]["optional-dependencies"]["dev"])


def test_every_locked_package_carries_a_hash_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked_versions())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_run_is_executable_and_so_is_the_ci_script() -> None:
    assert os.access(ROOT / "run", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_help_names_every_word_from_any_folder(tmp_path: Path) -> None:
    shown = run("help", cwd=tmp_path)
    assert shown.returncode == 0
    assert set(re.findall(r"^  ([a-z]+) {2,}\S", shown.stdout, re.MULTILINE)) == WORDS


def test_the_script_has_no_word_that_help_hides() -> None:
    script = (ROOT / "run").read_text(encoding="utf-8")
    assert set(re.findall(r"^  ([a-z]+)(?: \| -h \| --help)?\) ", script, re.MULTILINE)) == WORDS


def test_an_unknown_word_is_refused_with_the_help_page() -> None:
    refused = run("dmeo")
    assert refused.returncode == 2
    assert "there is no word 'dmeo'" in refused.stderr
    assert refused.stdout == ""


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_pages_name_only_words_that_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"\./run ([a-z]+)", text)) <= WORDS


def test_the_readme_starts_with_the_two_commands() -> None:
    commands = re.findall(r"^\./run \w+", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands[:2] == ["./run demo", "./run test"]


def test_ci_installs_every_program_that_a_test_may_need() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    installed = set(re.findall(r"^  ([a-z0-9-]+)$", script, re.MULTILINE))
    assert {tool.package for tool in TOOLS.values()} <= installed


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_the_architecture_page_lists_every_decision() -> None:
    listed = set(re.findall(r"\(adr/([^)]+\.md)\)", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in (ROOT / "docs" / "adr").glob("*.md")}
