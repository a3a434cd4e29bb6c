"""What is said of the seal and the signature of a block, by the pictures that stand in it."""

import pytest

from extract.document import Picture
from extract.fill.record import Filler
from extract.fill.signing import has_seal, judge_all, seal_mark, signature_mark
from extract.locate.located import CellText, Located, RowCandidate
from forms.evidence import BBox, Evidence
from forms.registry import forms
from tests.extract import mark_drawing as drawn
from tests.stamps import SEAL_MM, SIGNATURE_MM, seal, signature

PLACE = Evidence("docx", path="table 3, row 1, cell 2")
SEAL = Picture(PLACE, seal("宜昌市西陵区人民政府"), SEAL_MM, SEAL_MM)
SIGNATURE = Picture(PLACE, signature(3), SIGNATURE_MM, SIGNATURE_MM / 2)
UNREADABLE = Picture(PLACE, None, 40, 40)


def said(*pictures: Picture, stray: bool = False) -> tuple[bool | None, bool | None]:
    """Signature and seal present?"""
    marks = judge_all(pictures)
    return signature_mark(marks, PLACE).present, seal_mark(marks, PLACE, stray).present


def test_a_block_without_pictures_is_surely_unsigned_and_unsealed() -> None:
    assert said() == (False, False)
    marks = judge_all(())
    assert not signature_mark(marks, PLACE).needs_review
    assert not seal_mark(marks, PLACE, False).needs_review


def test_a_seal_and_a_signature_are_each_seen() -> None:
    assert said(SEAL, SIGNATURE) == (True, True)
    assert said(SEAL) == (False, True)
    assert said(SIGNATURE) == (True, False)


def test_whose_seal_it_is_is_left_to_a_person() -> None:
    mark = seal_mark(judge_all((SEAL,)), PLACE, False)
    assert (mark.present, mark.kind, mark.matches_unit, mark.needs_review) == (True, "round", None, True)


def test_a_picture_nobody_can_look_at_leaves_both_open() -> None:
    assert said(UNREADABLE) == (None, None)
    mark = signature_mark(judge_all((UNREADABLE,)), PLACE)
    assert mark.needs_review
    assert mark.score == 0.5


def test_a_seal_in_no_block_leaves_every_empty_block_open() -> None:
    assert said(stray=True) == (False, None)
    assert said(SEAL, stray=True) == (False, True)
    assert has_seal(judge_all((SEAL,)))
    assert not has_seal(judge_all((SIGNATURE,)))


@pytest.mark.parametrize("width_mm", [20.0, 120.0])
def test_a_large_picture_of_something_else_may_hold_a_mark(width_mm: float) -> None:
    other = drawn.picture(drawn.table_screenshot(), width_mm)
    expected = None if width_mm > 60 else False
    assert said(other) == (expected, expected)


def test_a_seal_over_a_signature_is_never_surely_unsigned() -> None:
    both = drawn.picture(drawn.seal_over_signature())
    signed, sealed = said(both)
    assert sealed is not False
    assert signed is not False


def test_ornaments_and_lines_to_sign_on_are_no_marks() -> None:
    assert said(Picture(PLACE, SEAL.data, 3, 3)) == (False, False)
    assert said(drawn.picture(drawn.signing_line(), 40)) == (False, False)


def test_a_member_whose_cell_to_be_signed_was_not_found_is_never_silently_unsigned() -> None:
    whole = {"name": CellText("朱明", PLACE), "signature": CellText("", PLACE, pictures=(SIGNATURE,))}
    located = Located(rows={"group": [RowCandidate(whole), RowCandidate({"name": CellText("张志远", PLACE)})]})
    form = next(form for form in forms() if form.id == "annex3-evaluation-report")
    signed, lost = Filler(form, located, "").record("").rows["group"]
    assert isinstance(signed["signature"].value, dict)
    assert isinstance(lost["signature"].value, dict)
    assert (signed["signature"].value["present"], signed["signature"].needs_review) == (True, False)
    assert (lost["signature"].value["present"], lost["signature"].needs_review) == (None, True)


def test_a_table_that_prints_no_column_to_be_signed_gets_none() -> None:
    located = Located(rows={"group": [RowCandidate({"name": CellText("朱明", PLACE)})]})
    form = next(form for form in forms() if form.id == "annex3-evaluation-report")
    (row,) = Filler(form, located, "").record("").rows["group"]
    assert list(row) == ["name"]


@pytest.mark.parametrize(("below_mm", "present"), [(8.0, None), (60.0, False)])
def test_a_signature_in_no_block_leaves_the_block_near_it_open(below_mm: float, present: bool | None) -> None:
    place = Evidence("scan", 1, BBox(30, 40, 170, 44))
    stray = Picture(Evidence("scan", 1, BBox(120, 44 + below_mm, 150, 56 + below_mm)), None, 30, 12, signature=0.97)
    mark = signature_mark((), place, judge_all((stray,)))
    assert (mark.present, mark.needs_review) == (present, present is None)
    elsewhere = Evidence("scan", 2, place.box)
    assert signature_mark((), elsewhere, judge_all((stray,))).present is False


@pytest.mark.parametrize(("left", "present"), [(165, None), (175, False)])
def test_strokes_that_run_over_the_edge_of_a_block_may_be_its_signature(left: float, present: bool | None) -> None:
    place = Evidence("scan", 1, BBox(30, 40, 170, 80))
    strokes = Picture(Evidence("scan", 1, BBox(left, 60, left + 20, 70)), None, 20, 10, signature=0.6)
    mark = signature_mark((), place, judge_all((strokes,)))
    assert (mark.present, mark.needs_review) == (present, present is None)
