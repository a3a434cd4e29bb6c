"""The documentation names everything a user can meet, and its generated pages are current."""

import re
import subprocess
from pathlib import Path

import pytest

from extract.doubt.distrust import DOUBTFUL
from extract.errors import ADVICE
from extract.reading import NOTES
from forms.finding import CODES
from forms.programme import programme
from forms.registry import forms
from tests.write_docs import PAGES

ROOT = Path(__file__).parent.parent


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_follows_from_the_code_is_current(name: str) -> None:
    assert page(name) == PAGES[name](), "python -m tests.write_docs writes it anew"


@pytest.mark.parametrize("code", [*CODES, *ADVICE])
def test_every_code_is_documented(code: str) -> None:
    assert f"`{code}`" in page("codes.md")


def test_every_problem_of_a_page_or_part_is_described() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "extract").rglob("*.py"))
    told = set(re.findall(r'(?:PageProblem|\.problem)\(\s*"([a-z-]+)"', source))
    described = set(re.findall(r"`([a-z-]+)`", page("contract.md")))
    assert told | NOTES | DOUBTFUL <= described


def test_every_form_and_edition_has_a_page() -> None:
    assert {p.stem for p in (ROOT / "docs" / "forms").glob("*.md")} >= {f"{f.id}-{f.edition}" for f in forms()}


def test_every_key_of_a_result_is_described() -> None:
    from datetime import date

    from extract.reading import read

    result = read(b"", "empty.docx", programme=programme("national"), on=date(2026, 1, 1))[0].to_json()
    described = set(re.findall(r"`(\w+)`", page("contract.md")))
    assert set(result) <= described


def test_every_word_of_run_is_in_the_readme_or_its_help() -> None:
    said = subprocess.run(["bash", str(ROOT / "run"), "help"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r"^  (\w+) ", said, re.MULTILINE)
    assert {"demo", "test", "check", "bench", "help"} <= set(words)
    assert all(f"./run {word}" in (ROOT / "README.md").read_text(encoding="utf-8") for word in ("demo", "test"))
