"""The marks that the benchmark draws: what they mean, where their ink lies, and how a reading of them is judged."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from forms.record import Answer
from forms.registry import forms
from tests.benchmarks.drawn_marks import CANCELLED, Case, cases_of, inks_of, outcome
from tests.benchmarks.marks_by_hand import CONDITIONS, MEASURED, condition_of, sheet
from tests.scans import TEST, TUNING
from tests.scans.answers import written
from tests.scans.printed import Letter, Place, Printed, PrintedPage
from tests.scans.wear import PX

EM = 5.0


class Paper(Printed):
    """A printed page of one line, each character 5 mm wide, from (20, 30) on."""

    def __init__(self, text: str) -> None:
        super().__init__(b"", {})
        shown = [(n, char) for n, char in enumerate(text) if char.strip()]
        self.__dict__["pages"] = (
            PrintedPage(
                210.0, 297.0, tuple(Letter(c, (20 + n * EM, 30.0, 20 + (n + 1) * EM, 35.0)) for n, c in shown), (), ()
            ),
        )

    def picture(self, page: int) -> object:  # type: ignore[override]
        import numpy as np

        pixels = np.full((round(297 * PX), round(210 * PX), 3), 255, np.uint8)
        pixels[round(31 * PX) : round(34 * PX), round(20 * PX) : round(180 * PX)] = 0
        return pixels


def drawn(case: Case) -> list[tuple[float, float]]:
    """Where the ink of a mark begins and ends across the page."""
    import numpy as np

    inks = inks_of(case, Paper(case.printed), Place(0, 20.0, 30.0), random.Random(1))
    spans = []
    for ink in inks:
        columns = np.flatnonzero((ink.mask > 0.5).any(axis=0)) / PX + ink.x
        spans.append((float(columns[0]), float(columns[-1])))
    return spans


@pytest.mark.parametrize("how", ["level stroke", "two strokes", "wavy stroke", "slanting stroke"])
def test_a_stroke_runs_over_the_wrong_words_and_not_over_the_right_ones(how: str) -> None:
    for left, right in drawn(Case("fields.x", how, "李建图　李建国", (0, 3), "李建国")):
        assert 18.5 <= left <= 20.2
        assert 34.8 <= right <= 36.5


def test_a_tick_stands_at_the_box_of_the_word_chosen_and_a_ring_round_that_word() -> None:
    ((left, _),) = drawn(Case("fields.x", "tick in □", "□有　□无", (3, 4), "无"))
    assert 34.0 <= left <= 38.0
    ((left, right),) = drawn(Case("fields.x", "ring round a word", "有　／　无", (4, 5), "无"))
    assert left < 40.0
    assert right > 45.0


def test_a_mark_for_words_that_are_broken_into_lines_is_not_drawn() -> None:
    case = Case("fields.x", "level stroke", "李建图　李建国", (0, 3), "李建国")
    assert inks_of(case, Paper("李建图"), Place(0, 20.0, 30.0), random.Random(1)) == []
    assert inks_of(case, Paper(case.printed), None, random.Random(1)) == []


def test_every_form_has_values_that_can_be_marked_and_each_is_printed_with_what_is_meant() -> None:
    for form in forms():
        record = written(form, 7)
        cases = list(cases_of(form, record, random.Random(7), str))
        assert cases
        for case in cases:
            answer = record.fields[case.where.removeprefix("fields.")]
            assert case.expected in (answer.value, None)
            assert 0 <= case.span[0] < case.span[1] <= len(case.printed)


def test_a_value_is_right_or_marked_or_silent_and_a_cancelled_one_has_to_be_marked() -> None:
    case, answer = Case("fields.x", "level stroke", "", (0, 1), "李"), Answer("李", "李", 0.99, False)
    marked = replace(answer, needs_review=True)
    assert [outcome(case, answer, same=True), outcome(case, marked, same=True)] == ["right", "right, marked"]
    assert [outcome(case, answer, same=False), outcome(case, marked, same=False)] == ["silent", "wrong, marked"]
    assert outcome(case, None, same=False) == "silent"
    cancelled = replace(case, how=CANCELLED)
    assert [outcome(cancelled, answer, same=True), outcome(cancelled, marked, same=True)] == ["silent", "right, marked"]


def test_the_seeds_measured_are_kept_for_measuring_and_every_condition_comes_up() -> None:
    assert MEASURED[0] in TEST
    assert MEASURED[0] not in TUNING
    assert {condition_of(seed) for seed in MEASURED[:48]} == set(CONDITIONS)
    with pytest.raises(ValueError, match="neither for tuning nor for testing"):
        sheet(500_000)
