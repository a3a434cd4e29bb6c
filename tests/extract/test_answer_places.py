"""The place of an answer below its label holds the answer."""

from __future__ import annotations

from extract.locate.open_parts import OpenField
from extract.words.labels import FieldTarget
from forms.evidence import BBox, Evidence
from forms.registry import form

SLOT = FieldTarget(next(form("annex4-recheck-self-inspection", "national").fields()))
LABEL = Evidence("scan", 1, BBox(24, 40, 80, 45))


def opened(lines: list[str], *places: Evidence) -> Evidence:
    return OpenField(SLOT, "（一）", lines, LABEL, LABEL, headed=True, places=list(places)).candidate().at


def test_prose_below_its_heading_stands_with_it() -> None:
    below, next_below = (Evidence("scan", 1, BBox(24, y, 186, y + 5)) for y in (48, 55))
    assert opened([], below, next_below).box == BBox(24, 40, 186, 60)


def test_prose_that_goes_on_overleaf_stands_where_it_begins() -> None:
    assert opened([], Evidence("scan", 1, BBox(24, 48, 186, 53)), Evidence("scan", 2, BBox(24, 30, 186, 35))).page == 1


def test_prose_that_is_all_overleaf_stands_there() -> None:
    overleaf = Evidence("scan", 2, BBox(24, 30, 186, 35))
    assert opened([], overleaf) == overleaf


def test_an_answer_that_begins_beside_its_label_stands_there_though_it_goes_on_overleaf() -> None:
    at = OpenField(SLOT, "（一）", ["建立了"], LABEL, LABEL, headed=True)
    at.places.append(Evidence("scan", 2, BBox(24, 30, 186, 35)))
    assert at.candidate().at == LABEL


def test_an_answer_without_a_page_keeps_the_path_of_its_label() -> None:
    at = Evidence("docx", path="paragraph 3")
    other = Evidence("docx", path="paragraph 4")
    assert OpenField(SLOT, "（一）", [], at, at, headed=True, places=[other]).candidate().at == at
