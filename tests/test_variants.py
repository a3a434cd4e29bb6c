"""Forms printed otherwise than ours give the same record: nothing silently wrong, next to nothing marked."""

from collections.abc import Iterator
from datetime import date

from opencc import OpenCC

from extract.reading import read
from forms.programme import programme
from forms.registry import editions
from tests.applications import truth
from tests.drawing import Drawing, layout
from tests.truth import Compared, compare

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


def test_no_layout_makes_a_silent_error_or_much_to_review() -> None:
    read_values = list(variants(SEEDS))
    silent = [(where, c) for where, c in read_values if c.silently_wrong]
    marked = [(where, c) for where, c in read_values if c.marked]
    assert silent == []
    assert len(marked) <= len(read_values) / 100, marked[:5]
    assert len(read_values) > 5_000
