from dataclasses import replace

import pytest

from forms.programme import HUBEI, NATIONAL
from forms.record import SealMark
from forms.rules.rule import Verdict
from tests.forms.records import (
    GUARANTOR,
    NOT_PRINTED,
    UNIT,
    at,
    blank,
    block,
    blocks,
    finding,
    findings,
    record,
    unread,
    verdict,
)

OTHER = "宜昌市西陵区行政审批局"


def sealed(block_id, **seal):
    mark = SealMark(True, "round", evidence=at(3), **seal)
    return record(blocks=blocks(block(block_id, seal=mark)))


def test_x1_holds_when_a_unit_bears_one_name_everywhere():
    assert verdict("X1", record()) is Verdict.HOLDS


@pytest.mark.parametrize(
    "name", ["宜昌市西陵區政務服務中心", "宜昌市 西陵区\n政务服务中心", "宜昌市西陵区政务服务中心　"]
)
def test_x1_sees_through_script_spaces_and_line_ends(name):
    assert findings(record(unit_name=name)) == []


def test_x1_warns_of_another_name_in_the_table_than_on_the_cover():
    paper = record(unit_name=OTHER)
    assert findings(paper) == [("unit-mismatch", "warn", "fields.unit_name")]
    found = finding("unit-mismatch", paper)
    assert (found.rule, found.basis) == ("X1", "第十条")
    assert OTHER in found.message
    assert UNIT in found.message


@pytest.mark.parametrize("name", [NOT_PRINTED, blank(), unread()])
def test_x1_cannot_tell_without_one_of_the_names(name):
    assert verdict("X1", record(unit_name=name)) is Verdict.CANNOT_TELL
    assert verdict("X1", record(lead_unit=name)) is Verdict.CANNOT_TELL


def test_x1_warns_of_a_block_of_a_unit_that_the_cover_does_not_name():
    paper = record(blocks=blocks(block("guarantor_unit", unit=OTHER)))
    assert findings(paper) == [("unit-mismatch", "warn", "blocks[1].unit")]
    assert GUARANTOR in finding("unit-mismatch", paper).message


def test_x1_accepts_each_of_several_units_that_the_cover_names():
    paper = record(
        guarantor_units=[GUARANTOR, OTHER],
        blocks=blocks(block("guarantor_unit"), block("guarantor_unit", unit=OTHER)),
    )
    assert findings(paper) == []


def test_x1_does_not_repeat_at_the_block_that_cover_and_table_differ():
    paper = record(unit_name=OTHER, blocks=blocks(block("lead_unit", unit=OTHER)))
    assert findings(paper) == [("unit-mismatch", "warn", "fields.unit_name")]


def test_x1_warns_at_the_lead_unit_s_block():
    paper = record(blocks=blocks(block("lead_unit", unit=OTHER)))
    assert findings(paper) == [("unit-mismatch", "warn", "blocks[0].unit")]


def test_x1_has_nothing_to_hold_a_block_against_that_the_cover_does_not_print():
    paper = record(blocks=blocks(block("managing_unit", unit=OTHER)))
    assert findings(paper) == []


def test_x1_takes_an_organ_s_old_and_new_name_for_one():
    paper = record(blocks=blocks(block("guiding_unit", unit="宜昌市市场监督管理局")))
    assert findings(paper) == []


def test_x1_takes_a_recorded_rename_for_one_name():
    paper = record(blocks=blocks(block("guarantor_unit", unit=OTHER)))
    renamed = replace(NATIONAL, renames=((OTHER, GUARANTOR),))
    assert findings(paper, renamed) == []


def test_x1_blocks_another_unit_s_seal_and_says_whose_it_is():
    paper = sealed("guiding_unit", text="湖北省标准化学会", matches_unit=False)
    assert findings(paper) == [("seal-mismatch", "block", "blocks[2].seal")]
    found = finding("seal-mismatch", paper)
    assert (found.rule, found.basis) == ("X1", "第十条")
    assert found.message.startswith(
        "业务指导单位意见栏所盖印章为“湖北省标准化学会”（第3页），与宜昌市质量技术监督局不一致"
    )


def test_x1_blocks_a_foreign_seal_whose_text_was_not_read():
    assert "其他单位印章" in finding("seal-mismatch", sealed("guiding_unit", matches_unit=False)).message


def test_x1_names_the_line_in_the_middle_of_a_seal_for_some_business_only():
    paper = sealed("guarantor_unit", text=GUARANTOR, center="财务专用章", matches_unit=False)
    assert f"“{GUARANTOR}（财务专用章）”" in finding("seal-mismatch", paper).message


def test_x1_says_that_a_seal_for_some_business_only_cannot_stand_for_the_units():
    paper = sealed("guarantor_unit", text=GUARANTOR, center="合同专用章", matches_unit=False)
    found = finding("seal-mismatch", paper)
    assert found.subject == "special"
    assert f"系专用章，不能代替{GUARANTOR}公章" in found.message


def test_x1_says_that_an_inner_departments_seal_cannot_stand_for_the_units():
    found = finding("seal-mismatch", sealed("guarantor_unit", text=f"{GUARANTOR}办公室", matches_unit=False))
    assert found.subject == "department"
    assert f"系内设机构印章，不能代替{GUARANTOR}公章" in found.message


def test_x1_says_in_whose_block_a_seal_belongs_that_stands_in_anothers():
    paper = sealed("guiding_unit", text=GUARANTOR, matches_unit=False)
    found = finding("seal-mismatch", replace(paper, blocks=(*paper.blocks, block("guarantor_unit", unit=GUARANTOR))))
    assert found.subject == "other-block"
    assert "系本表保证单位的印章，可能盖错栏" in found.message


def test_x1_only_warns_of_a_foreign_seal_that_a_person_has_to_look_at():
    paper = sealed("guiding_unit", text="湖北省标准化学会", matches_unit=False, needs_review=True)
    assert findings(paper) == [("seal-mismatch", "warn", "blocks[2].seal")]


@pytest.mark.parametrize(("text", "said"), [(OTHER, f"“{OTHER}”"), ("", "另一枚印章（印文未能读出）")])
def test_x1_asks_about_another_seal_beside_the_unit_s_own(text, said):
    paper = sealed("guarantor_unit", text=GUARANTOR, matches_unit=True, needs_review=True, beside=text)
    assert findings(paper) == [("seal-beside", "warn", "blocks[1].seal")]
    assert f"除{GUARANTOR}公章外，似还盖有{said}" in finding("seal-beside", paper).message
    assert verdict("X1", paper) is Verdict.CANNOT_TELL


def test_x1_says_no_more_of_a_seal_beside_once_a_person_has_looked():
    assert findings(sealed("guarantor_unit", text=GUARANTOR, matches_unit=True, beside=OTHER)) == []


def test_x1_takes_a_seal_under_a_recorded_other_name_for_the_unit_s_own():
    paper = sealed("guarantor_unit", text=OTHER, matches_unit=False)
    assert findings(paper) == [("seal-mismatch", "block", "blocks[1].seal")]
    renamed = replace(NATIONAL, renames=((OTHER, GUARANTOR),))
    assert findings(paper, renamed) == []
    special = sealed("guarantor_unit", text=OTHER, center="业务专用章", matches_unit=False)
    assert findings(special, renamed) == [("seal-mismatch", "block", "blocks[1].seal")]


def test_x1_cannot_tell_whose_a_seal_is_that_was_not_held_against_the_unit():
    paper = sealed("guiding_unit", matches_unit=None)
    assert verdict("X1", paper) is Verdict.CANNOT_TELL
    assert findings(paper, HUBEI) == []


def test_x1_does_not_hold_until_a_person_has_confirmed_a_seal_that_seems_the_unit_s_own():
    for needs_review, said in ((True, Verdict.CANNOT_TELL), (False, Verdict.HOLDS)):
        paper = sealed("guarantor_unit", text=GUARANTOR, matches_unit=True, needs_review=needs_review)
        assert verdict("X1", paper) is said


@pytest.mark.parametrize("present", [False, None])
def test_x1_says_nothing_of_a_seal_that_is_not_surely_there(present):
    paper = record(blocks=blocks(block("guiding_unit", seal=SealMark(present, matches_unit=False))))
    assert "seal-mismatch" not in [f[0] for f in findings(paper)]
