"""What the figures of scans count: shares with bounds, what is a silent error, and which wrong seal slipped through."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from forms.evidence import BBox, Evidence
from forms.record import Answer, Record, SealMark, SignatureMark
from tests.benchmarks.scan_figures import COLUMNS, Share, by_column, figures, presence
from tests.benchmarks.scan_outcomes import Outcome, SealRead, folded, lies_free, outcome, with_file
from tests.benchmarks.scans import Results, planned
from tests.scans import CONDITIONS, TEST, Drawn, Truths
from tests.scans.draft import draft
from tests.scans.printed import Printed
from tests.scans.truths import BlockTruth, SealTruth

PAGE = (10.0, 10.0, 60.0, 60.0)


def paper(seed: int = TEST[0]) -> Drawn:
    """A form of no pages, with the truth of its draft; its first block is signed, with another unit's seal."""
    one = draft(seed)
    seal = SealTruth("other", "round", "某市某局", "", 0, 30, 30, 42, 42, 0, 1, 0)
    blocks = tuple(
        BlockTruth(n, block.id, None, 0, PAGE, n == 0, sign_page=0, seal=seal if n == 0 else None)
        for n, block in enumerate(one.record.blocks)
    )
    truths = Truths(one.record.form, one.record.edition, one.script, one.record, blocks)
    empty = io.BytesIO()
    pikepdf.new().save(empty)
    return Drawn(one, Printed(empty.getvalue(), {}), truths, ())


def named(seen: Outcome, where: str) -> list[tuple[bool, bool]]:
    return [(value.right, value.marked) for value in seen.values if value.where == where]


def read_as(drawn: Drawn, **fields: Answer) -> Record:
    record = drawn.truths.record
    return replace(record, fields={**record.fields, **fields})


def test_a_record_that_says_what_the_paper_says_is_right_in_every_value() -> None:
    drawn = paper()
    seen = outcome(drawn, "scan", drawn.truths.record, 1.0)
    assert seen.identified
    assert len(seen.values) > 20
    assert all(value.right for value in seen.values)


def test_script_width_spaces_and_punctuation_are_no_difference() -> None:
    assert folded("範縣人民政府（辦公室） 2016") == folded("范县人民政府(办公室)２０１６")
    assert folded("范县") != folded("苑县")
    assert folded({"start": "2016-05"}) != folded({"start": "2016-06"})


def test_a_wrong_value_is_silent_unless_it_is_marked_and_a_lost_one_is_silent() -> None:
    drawn = paper()
    silent = outcome(drawn, "scan", read_as(drawn, pilot_name=Answer("别的")), 1.0)
    marked = outcome(drawn, "scan", read_as(drawn, pilot_name=Answer("别的", needs_review=True)), 1.0)
    assert named(silent, "fields.pilot_name") == [(False, False)]
    assert named(marked, "fields.pilot_name") == [(False, True)]
    lost = {slot: answer for slot, answer in drawn.truths.record.fields.items() if slot != "pilot_name"}
    missing = outcome(drawn, "scan", replace(drawn.truths.record, fields=lost), 1.0)
    assert named(missing, "fields.pilot_name") == [(False, False)]


def test_a_value_that_nobody_wrote_counts_as_wrong_and_an_empty_slot_does_not_count() -> None:
    drawn = paper()
    seen = outcome(drawn, "scan", read_as(drawn, invented=Answer("甲"), empty=Answer(None)), 1.0)
    assert named(seen, "fields.invented") == [(False, False)]
    assert named(seen, "fields.empty") == []


def test_a_form_taken_for_none_or_another_loses_all_its_values() -> None:
    drawn = paper()
    for record in (None, replace(drawn.truths.record, form="annex6-recheck-report")):
        seen = outcome(drawn, "scan", record, 1.0)
        assert not seen.identified
        assert seen.values
        assert not any(value.right for value in seen.values)


def test_a_block_that_was_missed_does_not_shift_the_others() -> None:
    drawn = paper()
    record = replace(drawn.truths.record, blocks=drawn.truths.record.blocks[1:])
    seen = outcome(drawn, "scan", record, 1.0)
    assert named(seen, "blocks[1].unit") == [(True, False)]
    assert {value.where.partition(".")[0] for value in seen.values if not value.right} == {"blocks[0]"}


def test_another_units_seal_taken_for_the_units_own_without_a_mark_slips_through() -> None:
    drawn = paper()

    def first_seal(mark: SealMark) -> SealRead:
        first, *others = drawn.truths.record.blocks
        changed = replace(first, seal=mark, signature=SignatureMark(True))
        return outcome(drawn, "scan", replace(drawn.truths.record, blocks=(changed, *others)), 1.0).seals[0]

    assert first_seal(SealMark(True, matches_unit=True)).slip
    assert not first_seal(SealMark(True, matches_unit=True, needs_review=True)).slip
    assert not first_seal(SealMark(True, matches_unit=False)).slip


def test_a_seal_lies_free_that_is_wholly_on_the_paper_and_under_no_other() -> None:
    seal = SealTruth("own", "round", "某市某局", "", 0, 50, 50, 42, 42, 0, 1, 0)
    over, beside, overleaf = replace(seal, x=80), replace(seal, x=95), replace(seal, page=1)
    assert lies_free(seal, (seal, beside, overleaf))
    assert not lies_free(seal, (seal, over))
    assert not lies_free(replace(seal, visible=0.8), ())


def test_own_seals_known_are_told_apart_by_how_they_lie_and_by_who_confirms_them() -> None:
    ways = ((True, False, True), (True, True, True), (None, True, False))
    own = [SealRead(f"blocks[{n}]", "own", True, known, marked, free) for n, (known, marked, free) in enumerate(ways)]
    wrong = SealRead("blocks[3]", "other", True, True, True)
    rows = dict(figures([Outcome(1, "scan", 1, 1.0, True, seals=(*own, wrong))]))
    assert rows["own seal known for the unit's"].startswith("66.67% (2/3,")
    assert rows["own seal known for the unit's"].endswith("1 of them marked")
    assert "(2/2," in rows["own seal known, of those wholly on the paper and under no other seal"]
    assert rows["wrong seals taken for the unit's and marked"] == "1"


@pytest.mark.parametrize(("part", "whole", "worst"), [(0, 1000, 0.0027), (2, 1000, 0.0060), (10, 10, 1.0)])
def test_the_bound_of_a_bad_share_lies_above_it(part: int, whole: int, worst: float) -> None:
    assert Share(part, whole, high_is_good=False).worst == pytest.approx(worst, abs=2e-4)


def test_the_bound_of_a_good_share_lies_below_it_and_no_cases_give_no_share() -> None:
    assert 0.97 < Share(995, 1000).worst < 0.995
    assert str(Share(0, 0)) == "none"


def test_what_was_left_open_counts_against_the_answered_and_not_against_f1() -> None:
    seen = presence([(True, True), (True, True), (False, False), (True, False), (False, None)])
    assert (seen.answered.part, seen.answered.whole) == (4, 5)
    assert seen.f1.share == pytest.approx(2 * 2 / (2 * 2 + 1))


def test_every_condition_stands_in_one_column_and_each_seed_comes_once_in_each() -> None:
    assert sorted(c for conditions in COLUMNS.values() for c in conditions) == sorted(CONDITIONS)
    plan = list(planned(TEST[:3]))
    assert [column for column, _ in plan] == [*COLUMNS] * 3
    assert all(seed in TEST and condition in COLUMNS[column] for column, (seed, condition) in plan)


def test_results_are_found_again_by_the_next_run(tmp_path: Path) -> None:
    drawn = paper()
    one = outcome(drawn, "bw", drawn.truths.record, 1.0)
    Results(tmp_path / "kept.jsonl").add(one)
    again = Results(tmp_path / "kept.jsonl")
    assert again.values("black-and-white") == len(one.values)
    assert again.outcomes[drawn.seed, "bw"] == one
    assert by_column(again.outcomes.values())["grey"] == []
    assert dict(figures([one]))["silent errors"].startswith("0.00%")


def test_a_pair_tells_what_is_left_to_look_at_and_two_that_are_no_pair_leave_all() -> None:
    drawn = paper()
    file = drawn.truths.record
    doubted = {slot: replace(answer, needs_review=True) for slot, answer in file.fields.items()}
    scan = replace(file, fields=doubted)
    told = {slot: replace(a, evidence=Evidence("scan", 1, BBox(*PAGE))) for slot, a in scan.fields.items()}
    pair = with_file(drawn, replace(scan, fields=told), file)
    assert (pair.joined, pair.silent) == (True, 0)
    assert pair.alone - pair.together >= len([a for a in doubted.values() if a.value not in (None, "")])
    other = with_file(drawn, replace(scan, fields=told), replace(file, edition="another"))
    assert (other.joined, other.together) == (False, other.alone)
    kept = replace(outcome(drawn, "scan", file, 1.0), pair=pair)
    assert Outcome.from_json(kept.to_json()).pair == pair
    assert dict(figures([kept]))["scan and Word file joined"].startswith("100.00%")
