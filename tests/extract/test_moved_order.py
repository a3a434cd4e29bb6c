"""Where words alone put one page behind another, what goes on over the two is marked, and what stands on one is not."""

from __future__ import annotations

from dataclasses import replace

from extract.document import ReadText
from extract.doubt.moved_order import doubted_over_joints
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark

JOINT = ((2, 4),)
CELL, FOOT = BBox(57, 200, 183, 260), BBox(24, 230, 183, 270)


def line(page: int, text: str, y: float, x: float = 60) -> ReadText:
    return ReadText(page, BBox(x, y, x + 4 * len(text), y + 4), text, (0.99,) * len(text), 4.0)


READ = (
    line(2, "负责本辖区政务服务事项", 205),
    line(2, "同意申报。", 240),
    line(4, "的受理与办理。", 30),
    line(4, "2019年3月2日", 40),
    line(4, "启动阶段", 60),
)


def answer(raw: str, page: int = 2, box: BBox = CELL) -> Answer:
    return Answer(raw or None, raw, 0.99, False, Evidence("scan", page, box))


def weighed(record: Record, joints: tuple[tuple[int, int], ...] = JOINT) -> Record:
    return doubted_over_joints(record, joints, READ)


def fields(**found: Answer) -> Record:
    return Record("annex1-application", "national", fields=found)


def test_prose_that_goes_on_on_the_page_moved_behind_is_marked() -> None:
    record = fields(business_scope=answer("负责本辖区政务服务事项的受理与办理。"))
    found = weighed(record).fields["business_scope"]
    assert (found.value, found.needs_review) == (record.fields["business_scope"].value, True)
    assert weighed(record, ()) is record
    assert not weighed(record, ((1, 2),)).fields["business_scope"].needs_review


def test_an_answer_whole_on_its_page_is_not_marked() -> None:
    found = weighed(fields(one=answer("负责本辖区政务服务事项"), two=answer("启动阶段", 4, BBox(57, 55, 183, 66))))
    assert not any(one.needs_review for one in found.fields.values())


def test_rows_on_the_page_behind_other_rows_are_marked_and_a_table_on_one_page_is_not() -> None:
    first, second = {"step": answer("同意申报。")}, {"step": answer("启动阶段", 4, BBox(57, 55, 183, 66))}
    record = Record("a", "b", rows={"plan": (first, second), "group": (second,)})
    found = weighed(record).rows
    assert [row["step"].needs_review for row in found["plan"]] == [False, True]
    assert not found["group"][0]["step"].needs_review


def test_a_row_cut_by_the_joint_is_marked_whole_but_for_a_cell_to_be_signed() -> None:
    signed = Answer({"present": True, "needs_review": False}, "", 0.99, False, Evidence("scan", 2, CELL))
    row = {"work": answer("负责本辖区政务服务事项的受理与办理。"), "step": answer("同意申报。"), "signature": signed}
    (found,) = weighed(Record("a", "b", rows={"plan": (row,)})).rows["plan"]
    assert {slot: one.needs_review for slot, one in found.items()} == {"work": True, "step": True, "signature": False}


def block(date: str, page: int = 2, signed_on: int = 2, box: BBox = FOOT) -> BlockRecord:
    here = Evidence("scan", page, box)
    seen = SignatureMark(True, 0.99, False, Evidence("scan", signed_on, box))
    said = answer("同意申报。", page, box), answer(date, page, box)
    return BlockRecord("unit", answer("", page, box), *said, seen, SealMark(False, score=0.99, evidence=here), here)


def marked(*blocks: BlockRecord) -> list[tuple[bool, bool, bool]]:
    found = weighed(Record("a", "b", blocks=blocks)).blocks
    return [(one.opinion.needs_review, one.date.needs_review, one.signature.needs_review) for one in found]


def test_a_block_whose_date_stands_overleaf_is_marked_whole() -> None:
    assert marked(block("2019年3月2日")) == [(True, True, True)]


def test_a_page_s_last_block_without_a_date_or_with_a_mark_overleaf_is_marked() -> None:
    assert marked(block("")) == [(False, True, True)]
    assert marked(block("同意申报。", signed_on=4)) == [(False, False, True)]


def test_a_block_whole_on_its_page_and_one_before_another_are_not_marked() -> None:
    whole = block("同意申报。")
    assert marked(whole) == [(False, False, False)]
    assert marked(replace(block(""), id="lead_unit"), whole) == [(False, False, False)] * 2
