"""Labels whose lines touch the answer beside them, in text pages without rulings, are told by the form's own words."""

from __future__ import annotations

from extract.document import Cell, Document, Paragraph, Table
from extract.fill.record import Filler
from extract.locate.filled_labels import filled_labels
from extract.locate.walk import locate
from extract.words.labels import LabelIndex
from forms.evidence import SCAN, BBox, Evidence
from forms.record import Record
from forms.registry import form

REPORT = form("annex3-evaluation-report", "national")
RECHECK = form("annex5-recheck-application", "national")
ASSESSED = "annex4-recheck-self-inspection"


def lines(*texts: str, reader: str = "pdf") -> tuple[Paragraph, ...]:
    """A paragraph a line, one right below another, characters 3.6 mm wide."""
    places = (BBox(20, 40 + 6.5 * n, 20 + 3.6 * len(text), 44 + 6.5 * n) for n, text in enumerate(texts))
    return tuple(Paragraph(text, Evidence(reader, 1, box)) for text, box in zip(texts, places, strict=True))


def read(*flow: Paragraph | Table, of: str = "annex2-evaluation-application") -> Record:
    own = form(of, "national")
    document = Document("pdf", flow)
    return Filler(own, locate(document, own), document.text).record("")


def test_a_label_that_touches_its_answer_and_ends_in_the_next_line_is_found() -> None:
    record = read(*lines("有效期内单位名称、职能未发生变更", "等变更情况", "邮政编码    430021"), of=RECHECK.id)
    assert record.fields["changes"].value == "未发生变更"
    assert not record.fields["changes"].needs_review


def test_an_answer_that_begins_with_a_ticked_box_gives_none_of_it_to_the_label() -> None:
    record = read(*lines("宣布评估组成员、评估程☑是□否召开了首次会议。", "序及有关事宜"), of=REPORT.id)
    assert record.fields["procedure_announcement"].value == {"answer": True, "text": "召开了首次会议。"}


def test_what_stands_beside_all_lines_of_a_label_is_one_answer() -> None:
    own = form("annex1-application", "national")
    label = "标准化工作现状及试点创建具备的条件(包括经费等保障条件)"
    flow = lines(
        f"{label[:11]}完善了标准实施记录和档案管理制度，编制了服务提",
        f"{label[11:22]}供标准、服务保障标准和服务通用基础标准，在《工",
        f"{label[22:]}：         作简报》上刊登了有关经验。",
    )
    (whole,) = filled_labels(flow, LabelIndex.of(own), {1: 20 + 3.6 * 34})
    assert isinstance(whole, Paragraph)
    said = "完善了标准实施记录和档案管理制度，编制了服务提供标准、服务保障标准和服务通用基础标准，在《工作简报》上刊登了有关经验。"
    assert whole.text == f"{label}    {said}"


def test_lines_that_a_reader_took_for_one_paragraph_are_told_apart() -> None:
    printed = ("有效期内单位名称、职能单位名称由原质量技术监督局变更", "等变更情况      为市场监督管理局")
    at = Evidence("pdf", 1, BBox(20, 40, 118, 51))
    record = read(Paragraph("".join(printed), at, set_in=printed), of=RECHECK.id)
    assert record.fields["changes"].value == "单位名称由原质量技术监督局变更为市场监督管理局"


def test_a_whole_label_above_the_end_of_its_answer_is_not_parted() -> None:
    flow = lines("合格公布文件及文号：关于公布试点评估合格名单的通知 浙市监标〔2021〕55", "号")
    assert list(filled_labels(flow, LabelIndex.of(form(ASSESSED, "national")), {1: 180.0})) == list(flow)
    touching = lines("合格公布文件及文号浙市监标〔2021〕55", "号")
    assert list(filled_labels(touching, LabelIndex.of(form(ASSESSED, "national")), {1: 180.0})) == list(touching)


def test_a_heading_above_a_block_whose_name_it_holds_is_no_label_of_two_lines() -> None:
    flow = lines("三、试点承担单位、参加单位、保证单位意见", "承担单位（签署意见并签字盖章）：", "同意申报。")
    assert list(filled_labels(flow, LabelIndex.of(form("annex1-application", "national")), {1: 180.0})) == list(flow)


def test_lines_of_a_scan_are_left_as_they_are() -> None:
    flow = lines("有效期内单位名称、职能未发生变更", "等变更情况", reader=SCAN)
    assert list(filled_labels(flow, LabelIndex.of(RECHECK), {1: 180.0})) == list(flow)


def test_a_sentence_that_begins_like_a_label_is_left_as_it_is() -> None:
    flow = lines("有效期内单位名称、职能均无变化，也没有其他需要报告的", "变更情况。", "邮政编码    430021")
    assert list(filled_labels(flow, LabelIndex.of(RECHECK), {1: 180.0})) == list(flow)


def in_cell(*flow: Paragraph) -> Table:
    at = Evidence("pdf", 1, BBox(15, 38, 195, 60))
    return Table((Cell(0, 0, flow, at),), at)


def test_a_label_and_its_answer_in_one_cell_without_a_line_between_are_told_apart() -> None:
    flow = lines("听取试点单位工作 ☑是□否召开了汇报会。", "汇报:")
    record = read(in_cell(*flow), of=REPORT.id)
    assert record.fields["procedure_briefing"].value == {"answer": True, "text": "召开了汇报会。"}


def test_a_cell_that_holds_a_label_alone_is_left_as_it_is() -> None:
    table = in_cell(*lines("标准体系的有效运行实", "施和持续改进情况"))
    assert list(filled_labels((table,), LabelIndex.of(form(ASSESSED, "national")), {})) == [table]
