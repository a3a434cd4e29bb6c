"""Forms printed otherwise than ours give the same record: nothing silently wrong, next to nothing marked."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.registry import forms
from forms.spec import Form
from tests.variants.drawing import drawn
from tests.variants.layout import WAYS, Layout, layout, told
from tests.variants.measure import Tally, outcome, printed, tally

LAYOUTS = 100
"""Layouts of each form and edition; ``./run bench variants`` reads twenty thousand values of each."""
ALL_FORMS = pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.id}-{form.edition}")
ANY_LAYOUT = st.builds(
    Layout,
    seed=st.integers(0, 10_000),
    **{name: st.sampled_from(tuple(dict.fromkeys(ways))) for name, ways in WAYS.items()},
)


@ALL_FORMS
def test_no_layout_makes_a_silent_error_or_much_to_review(form: Form) -> None:
    read = tally(form, map(layout, range(LAYOUTS)))
    assert read.silent == []
    assert len(read.marked) <= max(read.values, 4_000) / 100, read.marked[:5]
    assert read.values > 15 * LAYOUTS


@ALL_FORMS
@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(how=ANY_LAYOUT)
def test_a_layout_reads_as_it_was_written_or_asks_a_person(form: Form, how: Layout) -> None:
    read = Tally()
    data, sheet = drawn(form, how)
    read.add(told(how), outcome(data, "variant.docx", sheet))
    assert read.silent == []


def test_a_layout_draws_the_same_paper_each_time() -> None:
    form = forms()[0]
    assert drawn(form, layout(7))[0] == drawn(form, layout(7))[0]
    assert drawn(form, layout(7))[0] != drawn(form, layout(8))[0]


def test_a_value_that_was_changed_after_drawing_is_counted_as_a_silent_error() -> None:
    form = forms()[0]
    data, sheet = drawn(form, Layout(3))
    slot = next(slot for slot, said in sheet.fields.items() if said.value is not None)
    sheet.fields[slot] = type(sheet.fields[slot])("改过的", "")
    read = Tally()
    read.add("", outcome(data, "variant.docx", sheet))
    assert [line for line in read.silent if f"fields.{slot}" in line]


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_layouts_printed_to_pdf_make_no_silent_error(tmp_path: Path) -> None:
    read = printed(tmp_path, (0, 1, 4, 5))
    assert read.silent == []
    assert read.values > 1_000
    assert len(read.marked) <= read.values / 50, read.marked[:8]
