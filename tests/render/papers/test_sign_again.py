"""The page to sign again: the faulty blocks alone, blank, with the names of pilot and unit."""

from __future__ import annotations

import pytest

from forms.finding import Finding, Severity
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import form, forms
from forms.spec import Form
from render.papers.sign_again import signing_pages
from tests.render.words import all_text
from tests.samples_of import own_samples

FORM = form("annex1-application", "hubei-2016")


def block(block_id: str, unit: str) -> BlockRecord:
    said = Answer("同意", "同意")
    return BlockRecord(block_id, Answer(unit, unit), said, Answer(None), SignatureMark(False), SealMark(True))


RECORD = Record(
    FORM.id,
    FORM.edition,
    fields={"pilot_name": Answer("政务服务试点", "政务服务试点"), "lead_unit": Answer("某局", "某局")},
    blocks=(
        block("lead_unit", "某局"),
        block("guarantor_unit", "甲县人民政府"),
        block("guarantor_unit", "乙县人民政府"),
    ),
)


def finding(where: str | None) -> Finding:
    return Finding("signature-missing", Severity.BLOCK, "未签字", where=where)


def test_only_the_blocks_with_a_fault_are_there_to_sign_each_with_its_unit() -> None:
    made = signing_pages(
        FORM, RECORD, [finding("blocks[2].signature"), finding("blocks[2].date"), finding("fields.email")]
    )
    assert made is not None
    text = all_text(made)
    assert "政务服务试点" in text
    assert "乙县人民政府" in text
    assert "甲县人民政府" not in text
    assert "同意" not in text
    assert text.count("（签署意见并签字盖章）") == 1


def test_a_block_that_the_paper_lacks_altogether_is_there_without_a_unit() -> None:
    made = signing_pages(FORM, RECORD, [finding("blocks.managing_unit"), finding("blocks[0].seal")])
    assert made is not None
    text = all_text(made)
    assert "管理单位" in text
    assert text.index("承担单位") < text.index("管理单位")


@pytest.mark.parametrize("shape", forms(), ids=lambda shape: f"{shape.id}-{shape.edition}")
def test_every_block_of_every_form_can_be_signed_again(shape: Form) -> None:
    """Also one that stands for somebody only where a slot of the form, which is not on this page, says so."""
    held = own_samples(shape, 0, str)
    for index, read in enumerate(held.blocks):
        made = signing_pages(shape, held, [finding(f"blocks[{index}].seal")])
        assert made is not None, read.id


def test_faults_outside_the_blocks_need_no_page_to_sign() -> None:
    assert signing_pages(FORM, RECORD, [finding("fields.email"), finding(None)]) is None


def test_the_same_faults_give_the_same_bytes() -> None:
    faults = [finding("blocks[1].seal")]
    assert signing_pages(FORM, RECORD, faults) == signing_pages(FORM, RECORD, faults)


def test_the_letter_names_the_pages_as_its_enclosure() -> None:
    from render.letter import compose
    from render.request import SIGN_AGAIN
    from tests.render.test_letters import request
    from tests.render.words import paragraphs_of

    assert f"附件：{SIGN_AGAIN}" in paragraphs_of(compose(request(enclosures=(SIGN_AGAIN,))).docx)
    both = paragraphs_of(compose(request(enclosures=(SIGN_AGAIN, "申请书样表"))).docx)
    assert both[both.index(f"附件：1.{SIGN_AGAIN}") + 1] == "2.申请书样表"
