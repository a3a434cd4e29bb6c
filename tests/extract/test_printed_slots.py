"""A slot whose label a text prints and whose answer nothing tells is open and marked, never left out without a word."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph
from extract.doubt.printed_slots import with_printed_slots
from extract.fill.record import Filler
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Answer, Record
from forms.registry import form

FORM = form("annex5-recheck-application", "national")


def at(n: int, page: int = 1) -> Evidence:
    return Evidence("pdf", page, BBox(20, 40 + 7 * n, 180, 44 + 7 * n))


def added(*lines: str, found: tuple[str, ...] = ("pilot_name",)) -> dict[str, Answer]:
    """The fields that such lines of a document add to a record in which those slots were ``found``."""
    flow = tuple(Paragraph(line, at(n)) for n, line in enumerate(lines))
    record = Record(FORM.id, FORM.edition, "hans", {slot: Answer("一", "一", 1.0, False, at(0)) for slot in found})
    fields = with_printed_slots(record, Document("pdf", flow), FORM).fields
    return {slot: answer for slot, answer in fields.items() if slot not in found}


@pytest.mark.parametrize(
    "lines",
    [
        ("组织机构代码",),
        ("组织机构代码：52420103574011542X",),
        ("3.组织机构代码    无",),
        ("一、申请信息", "组织机构代码"),
    ],
)
def test_a_label_in_its_own_line_or_before_its_answer_opens_its_slot(lines: tuple[str, ...]) -> None:
    (code,) = added(*lines).values()
    assert (code.value, code.raw, code.needs_review) == (None, "", True)
    assert code.evidence == at(len(lines) - 1)


def test_a_label_over_several_lines_opens_its_slot() -> None:
    assert list(added("有效期内单位名称、职    未发生", "能等变更情况    变更。")) == ["changes"]


def test_words_of_a_sentence_open_nothing() -> None:
    assert not added("单位的组织机构代码有误，请核对。", "组织机构代码证书一份。")


def test_a_slot_that_was_found_stays_as_it_was() -> None:
    assert not added("组织机构代码：52420103574011542X", found=("pilot_name", "organization_code"))


def test_a_short_word_opens_its_slot_only_where_other_labels_were_lost_too() -> None:
    assert not added("邮编")
    assert {"postcode", "unit_address"} <= added("单位地址", "邮编", "组织机构代码").keys()


def test_a_page_of_labels_in_one_column_and_answers_in_another_is_asked_for() -> None:
    texts = ("试点名称：西陵区政务服务综合标准化试点", "组织机构代码", "单位地址", "法人代表",
             "西陵区政务服务中心", "91320506001500285N")  # fmt: skip
    document = Document("pdf", tuple(Paragraph(text, at(n)) for n, text in enumerate(texts)))
    record = Filler(FORM, locate(document, FORM), document.text).record("")
    fields = with_printed_slots(record, document, FORM).fields
    assert {"organization_code", "unit_address", "legal_representative"} <= fields.keys()
