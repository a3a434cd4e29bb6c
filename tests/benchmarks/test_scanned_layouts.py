"""The benchmark of scanned layouts counts what it says it counts."""

from __future__ import annotations

import pytest

from forms.evidence import Evidence
from forms.record import Answer
from forms.registry import forms
from tests.benchmarks import scanned_layouts as bench
from tests.truth import Compared
from tests.variants.layout import layout
from tests.variants.telling import tell

PAPER = bench.Page(500_000, "scan", tell(forms()[0], layout(500_000)), b"")
AT = Evidence("scan", 1)


def judged_as(monkeypatch: pytest.MonkeyPatch, *compared: Compared) -> list[str]:
    monkeypatch.setattr(bench, "scanned", lambda page: b"")
    monkeypatch.setattr(bench, "outcome", lambda data, name, sheet: iter(compared))
    return [what for what, _ in bench.judged(PAPER)]


def answer(value: str | None, *, marked: bool = False) -> Answer:
    return Answer(value, str(value), needs_review=marked, evidence=AT)


def test_a_value_is_right_where_it_differs_in_script_and_punctuation_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    same = Compared("fields.unit_name", "宜昌市、民政局", answer("宜昌市民政局"))
    assert judged_as(monkeypatch, same) == [bench.RIGHT]


def test_a_wrong_value_is_silent_unless_it_was_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = Compared("fields.unit_name", "宜昌市", answer("襄阳市"))
    marked = Compared("fields.unit_name", "宜昌市", answer(None, marked=True))
    assert judged_as(monkeypatch, silent, marked) == [bench.SILENT, bench.WRONG_MARKED]


def test_a_mark_left_open_is_counted_apart_and_one_that_nobody_made_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left_open = Compared("blocks[0].seal", False, Answer(None))
    invented = Compared("blocks[0].seal", False, Answer(True))
    lost = Compared("blocks[0].seal", False, None)
    assert judged_as(monkeypatch, left_open, invented, lost) == [bench.OPEN, bench.SILENT, bench.RIGHT]


def test_conditions_and_forms_turn_so_that_each_meets_each() -> None:
    count = len(forms()) * len(bench.CONDITIONS)
    met = {(seed % len(forms()), bench.condition_of(seed)) for seed in range(500_000, 500_000 + count)}
    assert len(met) == count
