"""Blanks in many layouts: what is drafted from each and filled in comes back, or asks for a look; never silently wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.draft.blank import draft
from extract.draft.toml_text import toml_text
from forms.overlay import parse
from forms.registry import form
from tests.applications import Truth, truth
from tests.drawing import Drawing, layout
from webhook.service.editions.proof import verify


@pytest.mark.parametrize("edition", ["national", "hubei-2016"])
@pytest.mark.parametrize("seed", range(10))
def test_what_is_written_into_a_drafted_blank_comes_back(edition: str, seed: int) -> None:
    own = form("annex1-application", edition)
    said = truth(own, seed)
    empty = Truth(
        dict.fromkeys(said.fields),
        [dict.fromkeys(row) for row in said.plan],
        [{**block, "opinion": "", "unit": "", "date": None} for block in said.blocks],
    )
    data = Drawing(own, empty, replace(layout(seed), foreign_block=False)).bytes()
    made = draft(data, "空白表.docx", "test-1", base=edition)
    overlay = parse(toml_text(made), "annex1-application--test-1.toml")
    # an empty drawing prints nothing at all of a date that has no label
    printed = {slot for field in own.fields() if not field.unlabelled for slot in field.ids}
    assert set(overlay.form.kinds()) == printed
    assert verify(overlay, data) == ()
