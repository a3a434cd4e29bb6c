"""The pages under docs/forms say what the definitions say."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.registry import forms
from forms.spec import Form
from render.papers.reference import papers_page
from render.reference import PAGES, PAPERS_PAGE, main, page, page_name


@pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.id}-{form.edition}")
def test_the_reference_page_is_current(form: Form) -> None:
    written = (PAGES / page_name(form)).read_text(encoding="utf-8")
    assert written == page(form), "run python -m render.reference"


def test_the_page_on_papers_is_current() -> None:
    assert (PAGES.parent / PAPERS_PAGE).read_text(encoding="utf-8") == papers_page(), "run python -m render.reference"


def test_no_reference_page_is_left_over_from_a_form_that_is_gone() -> None:
    assert {path.name for path in PAGES.glob("*.md")} - {"README.md"} == {page_name(form) for form in forms()}


@pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.id}-{form.edition}")
def test_the_page_names_every_slot_and_block_with_its_label(form: Form) -> None:
    text = page(form)
    for field in form.fields():
        assert all(f"`{slot}`" in text for slot in field.ids)
        assert field.label in text
    for block in form.blocks:
        assert f"| `{block.id}` | {block.label} |" in text


def test_writing_the_pages_gives_one_file_a_form_and_one_on_papers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(tmp_path / "forms")
    assert len(list((tmp_path / "forms").glob("*.md"))) == len(forms())
    assert (tmp_path / PAPERS_PAGE).exists()
    assert capsys.readouterr().out.count("\n") == len(forms()) + 1
