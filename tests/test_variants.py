"""Forms printed otherwise than ours give the same record: nothing silently wrong, next to nothing marked."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from opencc import OpenCC

from extract.reading import read
from forms.programme import programme
from forms.registry import editions, forms
from tests.applications import truth
from tests.drawing import Drawing, layout
from tests.report_drawing import ReportDrawing, report_layout
from tests.samples_of import own_samples
from tests.truth import Compared, compare, compare_records

SEEDS = range(40)
TO_TRADITIONAL = OpenCC("s2tw").convert


def variants(seeds: range) -> Iterator[tuple[str, Compared]]:
    """Every value read from the drawings of ``seeds`` beside its truth; a third of them in traditional script."""
    for seed in seeds:
        for form in editions("annex1-application"):
            said = truth(form, seed)
            for block in said.blocks:
                block["signed"] = block["sealed"] = False
            data = Drawing(form, said, layout(seed), TO_TRADITIONAL if seed % 3 == 0 else str).bytes()
            record = read(data, "variant.docx", programme=programme("national"), on=date(2026, 1, 1))[0].record
            assert record is not None, f"seed {seed}, {form.edition}"
            for compared in compare(record, said):
                yield f"seed {seed}, {form.edition}", compared


def report_variants(seeds: range) -> Iterator[tuple[str, Compared]]:
    """Every value read from 附件2 to 附件6 drawn otherwise than ours, beside its truth."""
    for seed in seeds:
        convert = TO_TRADITIONAL if seed % 3 == 0 else str
        for form in (form for form in forms() if form.annex > 1):
            written = own_samples(form, seed // 3, convert)
            data = ReportDrawing(form, written, report_layout(seed), convert).bytes()
            record = read(data, "variant.docx", programme=programme("national"), on=date(2026, 1, 1))[0].record
            assert record is not None, f"seed {seed}, {form.id}"
            assert record.form == form.id, f"seed {seed}"
            for compared in compare_records(record, written):
                yield f"seed {seed}, {form.id}", compared


@pytest.mark.parametrize("drawn", [variants, report_variants])
def test_no_layout_makes_a_silent_error_or_much_to_review(
    drawn: Callable[[range], Iterator[tuple[str, Compared]]],
) -> None:
    read_values = list(drawn(SEEDS))
    silent = [(where, c) for where, c in read_values if c.silently_wrong]
    marked = [(where, c) for where, c in read_values if c.marked]
    assert silent == []
    assert len(marked) <= len(read_values) / 100, marked[:5]
    assert len(read_values) > 5_000
