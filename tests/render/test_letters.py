"""Letters: who is written to, every fault once and in the form's order, and what may not be sent at all."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from docx import Document

from forms.evidence import Evidence
from forms.finding import Finding, Severity
from forms.law import FormInstruction, Practice
from forms.programme import HUBEI, NATIONAL
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import form
from forms.statutes import HUBEI_2016, RULES
from render.catalogue import KINDS, letter_kind
from render.errors import RenderError
from render.letter import Letter, LetterRequest, Material, addressed, compose, used_slots
from render.letters.build import templates
from render.template import LETTERS, Template, placeholders
from tests.render.words import all_text, cells_of, paragraphs_of

FORM = form("annex1-application", "hubei-2016")
CHINA = timezone(timedelta(hours=8))
UNIT = "武汉市江汉区行政审批局"
CITY = "武汉市质量技术监督局"


def block(block_id: str, unit: str, sealed: bool | None = True) -> BlockRecord:
    empty = Answer(None)
    return BlockRecord(block_id, Answer(unit, unit), empty, empty, SignatureMark(sealed), SealMark(sealed))


def record(sealed: bool | None = True) -> Record:
    return Record(
        FORM.id,
        FORM.edition,
        fields={"pilot_name": Answer("政务服务综合标准化试点"), "unit_name": Answer(UNIT, "武漢市江漢區行政審批局")},
        blocks=(block("lead_unit", UNIT, sealed), block("guarantor_unit", "江汉区人民政府", sealed)),
    )


def finding(where: str | None, message: str, code: str = "field-missing", **more: object) -> Finding:
    return Finding(code, Severity.BLOCK, message, where=where, **more)  # type: ignore[arg-type]


def request(kind: str = "correction", **changes: object) -> LetterRequest:
    asked = LetterRequest(
        kind=kind,
        programme=HUBEI,
        form=FORM,
        record=record(),
        issued_on=date(2016, 4, 5),
        issuer="湖北省质量技术监督局",
        signatory="湖北省社会管理和公共服务标准化联席会议办公室",
        addressee=CITY,
        findings=(finding("fields.email", "“电子邮箱”未填写，请补填。"),),
        received_at=datetime(2016, 3, 20, 6, 5, tzinfo=UTC),
        receipt_number="2016-0012",
        materials=(Material("申请书", 4, "纸质"), Material("推荐函", 1), Material("电子文档")),
        ground=HUBEI_2016.part("第四部分第3项"),
    )
    return replace(asked, **changes)  # type: ignore[arg-type]


def late(**changes: object) -> LetterRequest:
    return request("late-refusal", **{"received_at": datetime(2016, 5, 21, 9, tzinfo=CHINA), **changes})


def lines(letter: Letter) -> list[str]:
    return [line.strip("　 ") for line in paragraphs_of(letter.docx) if line.strip("　 ")]


def refused(asked: LetterRequest) -> RenderError:
    with pytest.raises(RenderError) as caught:
        compose(asked)
    return caught.value


# --- 补正通知书 ---------------------------------------------------------------------------------------------------


def numbered(letter: Letter) -> list[str]:
    return [line for line in lines(letter) if line[0].isdigit() and "." in line[:3]]


def test_every_finding_stands_once_in_the_order_of_the_form() -> None:
    out_of_order = (
        finding("blocks[1].date", "“保证单位”意见栏未填写日期。"),
        finding("rows.plan[1].work", "第2行“阶段性工作内容”未填写。"),
        finding("blocks.managing_unit", "未见“管理单位”意见栏。"),
        finding("fields.postcode", "“邮编”应为6位。"),
        finding("rows.plan[0].period", "第1行“时间”未填写。"),
        finding("blocks[0].opinion", "“承担单位”未签署意见。"),
        finding("fields.pilot_period", "“试点时间”未填写。"),
        finding(None, "未见推荐函。"),
        finding("fields.unit_name", "“单位名称”未填写。"),
        finding("fields.postcode", "“邮编”应为6位。"),
    )
    assert numbered(compose(request(findings=out_of_order))) == [
        "1.未见推荐函。",
        "2.“试点时间”未填写。",
        "3.“单位名称”未填写。",
        "4.“邮编”应为6位。",
        "5.第1行“时间”未填写。",
        "6.第2行“阶段性工作内容”未填写。",
        "7.“承担单位”未签署意见。",
        "8.“保证单位”意见栏未填写日期。",
        "9.未见“管理单位”意见栏。",
    ]


def test_two_faults_of_one_place_are_both_told() -> None:
    both = (finding("fields.email", "“电子邮箱”甲。"), finding("fields.email", "“电子邮箱”乙。"))
    assert numbered(compose(request(findings=both))) == ["1.“电子邮箱”甲。", "2.“电子邮箱”乙。"]


def test_faults_stand_under_the_headings_of_their_parts() -> None:
    found = (finding("fields.email", "“电子邮箱”未填写。"), finding("fields.pilot_name", "“试点名称”未填写。"))
    text = lines(compose(request(findings=found)))
    headings = [line for line in text if line.startswith("（") and "联系人" not in line]
    assert headings == ["（一）封面", "（二）试点承担单位基本信息"]


def test_place_page_and_basis_are_added_where_the_message_lacks_them() -> None:
    page = Evidence("pdf", 4)
    found = (
        finding("fields.email", "请补填。", basis="第十条", evidence=page),
        finding("rows.plan[1].work", "未填写。", evidence=page),
        finding("blocks[1].seal", "“保证单位”未盖章（第4页）。", "seal-missing", basis="第十条", evidence=page),
    )
    assert numbered(compose(request(findings=found))) == [
        "1.第4页“电子邮箱”栏：请补填。（依据：《细则》第十条）",
        "2.第4页第2行“阶段性工作内容”栏：未填写。",
        "3.“保证单位”未盖章（第4页）。（依据：《细则》第十条）",
    ]


def test_the_second_of_two_like_blocks_is_told_apart() -> None:
    twice = replace(record(), blocks=(block("guarantor_unit", "甲"), block("guarantor_unit", "乙")))
    found = (finding("blocks[1].date", "未填写日期。"),)
    assert numbered(compose(request(findings=found, record=twice))) == ["1.“保证单位”意见栏（第2个）日期：未填写日期。"]


def test_a_paper_without_any_mark_is_told_once_and_not_for_every_block() -> None:
    found = tuple(
        finding(f"blocks[{i}].{slot}", f"未{slot}", f"{slot}-missing", basis=basis)
        for i in (0, 1)
        for slot, basis in (("signature", "第十条"), ("seal", "第十条、鄂质监标函〔2016〕76号第四部分第1项"))
    )
    (told,) = numbered(compose(request(findings=found, record=record(sealed=False))))
    assert told == (
        "1.仅收到电子稿，未见签字盖章。请“承担单位”（武汉市江汉区行政审批局）、“保证单位”（江汉区人民政府）"
        "在意见栏签字、盖章后重新报送。（依据：《细则》第十条、鄂质监标函〔2016〕76号第四部分第1项）"
    )


@pytest.mark.parametrize("sealed", [True, None])
def test_where_a_mark_is_or_may_be_each_missing_one_is_told(sealed: bool | None) -> None:
    found = tuple(finding(f"blocks[{i}].seal", f"缺章{i}", "seal-missing") for i in (0, 1))
    assert len(numbered(compose(request(findings=found, record=record(sealed))))) == 2


def test_the_letter_says_what_came_when_and_until_when_to_correct() -> None:
    text = "\n".join(lines(compose(request())))
    assert "你单位推荐的武汉市江汉区行政审批局“政务服务综合标准化试点”试点申报材料" in text
    assert "已于2016年3月20日14时05分收到，收件编号为2016-0012。" in text
    assert "于2016年4月20日前" in text  # 15 days, the programme's setting
    assert "一式四份" in text
    assert "特此通知。" in text


def test_the_unit_itself_is_addressed_as_such() -> None:
    text = all_text(compose(request(addressee=UNIT)).docx)
    assert "你单位报送的“政务服务综合标准化试点”" in text
    assert "推荐的" not in text


def test_a_form_without_names_still_gets_its_letter() -> None:
    bare = Record(FORM.id, FORM.edition)
    assert "你单位报送的试点申报材料已于" in all_text(compose(request(record=bare)).docx)


def test_a_due_date_may_be_given_but_not_before_the_letter() -> None:
    assert "于2016年5月1日前" in all_text(compose(request(due_on=date(2016, 5, 1))).docx)
    assert refused(request(due_on=date(2016, 4, 4))).code == "detail-wrong"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"findings": ()}, "nothing-to-say"),
        ({"findings": (finding("fields.email", "  "),)}, "finding-without-message"),
        ({"findings": (finding("fields.fax", "未填"),)}, "slot-unknown"),
        ({"findings": (finding("blocks[7].seal", "未盖章"),)}, "slot-unknown"),
        ({"findings": (finding("blocks[0].colour", "未盖章"),)}, "slot-unknown"),
        ({"findings": (finding("anywhere", "未填"),)}, "slot-unknown"),
        ({"received_at": None}, "detail-missing"),
        ({"received_at": datetime(2016, 3, 20, 6, 5)}, "detail-missing"),
        ({"issuer": " "}, "detail-missing"),
        ({"signatory": ""}, "detail-missing"),
        ({"addressee": ""}, "detail-missing"),
        ({"kind": "praise"}, "kind-unknown"),
    ],
)
def test_a_letter_that_cannot_be_right_is_refused(changes: dict[str, object], code: str) -> None:
    assert refused(request(**changes)).code == code  # type: ignore[arg-type]


# --- head and foot ------------------------------------------------------------------------------------------------


def test_recommended_applications_are_answered_to_the_recommender_with_a_copy_to_the_unit() -> None:
    assert addressed(CITY, UNIT) == (CITY, (UNIT,))
    assert addressed(None, UNIT) == addressed(" ", UNIT) == (UNIT, ())


def test_copies_stand_at_the_bottom_only_where_there_are_any() -> None:
    assert f"抄送：{UNIT}，江汉区人民政府。" in lines(compose(request(copies_to=(UNIT, "江汉区人民政府"))))
    assert "抄送" not in all_text(compose(request()).docx)


def test_issuer_signatory_and_seal_owner_are_three() -> None:
    letter = compose(request(seal_owner="省质监局"))
    header = all_text(letter.docx)
    assert "湖北省质量技术监督局" in header
    assert lines(letter)[-3:] == [
        "湖北省社会管理和公共服务标准化联席会议办公室",
        "（省质监局代章）",
        "2016年4月5日",
    ]


@pytest.mark.parametrize("owner", [None, "", "湖北省社会管理和公共服务标准化联席会议办公室"])
def test_whoever_seals_for_itself_has_no_line_of_its_own(owner: str | None) -> None:
    assert "代章" not in all_text(compose(request(seal_owner=owner)).docx)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("鄂质监标函[2016]88号", "鄂质监标函〔2016〕88号"),
        ("鄂质监标函（2016）88号", "鄂质监标函〔2016〕88号"),
        ("鄂质监标函〔2016〕88号", "鄂质监标函〔2016〕88号"),
        (None, "〔2016〕　号"),
        (" ", "〔2016〕　号"),
    ],
)
def test_the_number_has_its_brackets_or_stays_open_in_a_draft(given: str | None, printed: str) -> None:
    assert paragraphs_of(compose(request(number=given)).docx)[0] == printed


@pytest.mark.parametrize(
    ("signatory", "name_at", "date_at"),
    [
        ("浙江省市场监督管理局", 16, 18),
        ("某某局", 17, 19),
        ("湖北省民政厅", 17, 19),
        ("湖北省社会管理和公共服务标准化联席会议办公室", 4, 6),
    ],
)
def test_signature_and_date_keep_their_places(signatory: str, name_at: int, date_at: int) -> None:
    written = paragraphs_of(compose(request(signatory=signatory)).docx)
    name = next(line for line in written if line.strip("　") == signatory)
    day = next(line for line in written if line.strip("　") == "2016年4月5日")
    assert (name.count("　"), day.count("　")) == (name_at, date_at)


def test_the_contact_stands_in_brackets_below_the_date() -> None:
    assert lines(compose(request(contact="许钦祥，电话：027-87710317")))[-2:] == [
        "2016年4月5日",
        "（联系人：许钦祥，电话：027-87710317）",
    ]


def test_names_with_markup_in_them_stay_names() -> None:
    letter = compose(request(addressee="甲 & <乙> {{ 局 }}", contact='"丙"\n电话'))
    assert "甲 & <乙> {{ 局 }}：" in lines(letter)
    assert '（联系人："丙"\n电话）' in lines(letter)


# --- 收件 ---------------------------------------------------------------------------------------------------------


def test_a_province_accepts_and_the_national_programme_only_confirms_receipt() -> None:
    provincial = compose(request("receipt"))
    national = compose(request("receipt", programme=NATIONAL))
    assert provincial.title == "试点申报受理通知书"
    assert "予以受理" in all_text(provincial.docx)
    assert national.title == "试点申报材料收件回执"
    assert "不表示受理" in all_text(national.docx)
    assert "第十三条" in all_text(national.docx)


def test_the_receipt_lists_what_came() -> None:
    assert cells_of(compose(request("receipt")).docx) == [
        ["序号", "材料名称", "份数", "备注"],
        ["1", "申请书", "4", "纸质"],
        ["2", "推荐函", "1", ""],
        ["3", "电子文档", "", ""],
    ]


@pytest.mark.parametrize("changes", [{"receipt_number": " "}, {"materials": ()}, {"received_at": None}])
def test_a_receipt_needs_its_number_its_list_and_its_moment(changes: dict[str, object]) -> None:
    assert refused(request("receipt", **changes)).code == "detail-missing"


# --- 不予受理 -----------------------------------------------------------------------------------------------------


def test_a_late_application_is_told_the_moment_the_deadline_and_the_words_of_the_call() -> None:
    text = all_text(compose(late()).docx)
    assert "于2016年5月21日9时00分送达" in text
    assert "鄂质监标函〔2016〕76号" in text
    assert "逾期不再受理。" in text
    assert "推荐函须附" not in text  # only the sentence that speaks of being late
    assert "截止日期为2016年5月20日（含当日）" in text


@pytest.mark.parametrize("ground", [None, Practice("一贯做法"), FormInstruction("申请书", "请按时报送", 1)])
def test_only_an_article_may_stand_as_ground_of_a_refusal(ground: object) -> None:
    error = refused(late(ground=ground))
    assert error.code == "ground-missing"
    assert "条文" in error.message


def test_an_article_whose_words_are_not_at_hand_is_cited_without_them() -> None:
    text = all_text(compose(late(ground=HUBEI_2016.part("第九部分"))).docx)
    assert "依据《" in text
    assert "第九部分。" in text


@pytest.mark.parametrize(
    ("received", "inclusive", "is_late"),
    [
        (datetime(2016, 5, 20, 15, 59, tzinfo=UTC), True, False),  # 23:59 in China
        (datetime(2016, 5, 20, 16, 0, tzinfo=UTC), True, True),
        (date(2016, 5, 20), True, False),
        (date(2016, 5, 20), False, True),
        (date(2016, 5, 19), False, False),
        (date(2016, 5, 21), True, True),
    ],
)
def test_nobody_is_refused_as_late_who_was_in_time(received: date, inclusive: bool, is_late: bool) -> None:
    programme = replace(HUBEI, deadline_inclusive=inclusive)
    asked = late(received_at=received, programme=programme)
    if is_late:
        assert "不予受理" in all_text(compose(asked).docx)
    else:
        assert refused(asked).code == "ground-missing"


def test_without_a_deadline_nothing_is_late() -> None:
    assert refused(late(programme=NATIONAL)).code == "detail-missing"
    assert "2015年1月1日" in all_text(compose(late(programme=NATIONAL, deadline=date(2015, 1, 1))).docx)


# --- all kinds ----------------------------------------------------------------------------------------------------


def every_kind() -> list[LetterRequest]:
    return [request(), request("receipt"), late()]


@pytest.mark.parametrize("asked", every_kind(), ids=lambda asked: asked.kind)
def test_a_letter_opens_in_word_and_is_the_same_each_time(asked: LetterRequest) -> None:
    letter = compose(asked)
    assert compose(asked) == letter
    document = Document(io.BytesIO(letter.docx))
    assert letter.title in [paragraph.text for paragraph in document.paragraphs]
    assert document.core_properties.author == ""
    assert "{{" not in all_text(letter.docx)
    assert "{%" not in all_text(letter.docx)


@pytest.mark.parametrize("asked", every_kind(), ids=lambda asked: asked.kind)
def test_the_page_is_that_of_the_standard(asked: LetterRequest) -> None:
    section = Document(io.BytesIO(compose(asked).docx)).sections[0]
    measures = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(length.mm) for length in measures if length is not None] == [37, 28, 26, 35]
    grid = section._sectPr.find("{*}docGrid")
    assert grid is not None
    assert list(grid.attrib.values()) == ["lines", "579"]


@pytest.mark.parametrize("asked", every_kind(), ids=lambda asked: asked.kind)
def test_a_traditional_letter_converts_our_words_and_shows_names_as_written(asked: LetterRequest) -> None:
    text = all_text(compose(replace(asked, script="hant")).docx)
    assert "武漢市江漢區行政審批局" in text  # raw, not the value
    assert "湖北省社会管理和公共服务标准化联席会议办公室" in text  # as the office writes itself
    assert "試點申報" in text
    assert "政务服务综合标准化试点" in text  # a quoted title has no original in traditional script


def test_the_letters_quote_the_pilot_and_the_unit_and_say_so() -> None:
    assert compose(request()).used_slots == used_slots("correction", FORM) == ("fields.pilot_name", "fields.unit_name")


def test_a_form_that_prints_the_unit_only_on_its_cover_is_asked_there() -> None:
    cover_only = replace(FORM, sections=())
    assert used_slots("receipt", cover_only) == ("fields.pilot_name", "fields.lead_unit")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_shipped_template_is_what_its_builder_makes(kind: object) -> None:
    name = letter_kind(kind.id).template  # type: ignore[attr-defined]
    assert (LETTERS / f"{name}.docx").read_bytes() == templates()[name], "run python -m render.letters.build"


def test_placeholders_are_in_chinese_so_that_an_officer_can_read_them() -> None:
    for kind in KINDS:
        names = placeholders(Template.letter(kind.template))
        assert {"标题", "主送机关", "署名", "成文日期", "发文机关", "发文字号"} <= names
        assert not [name for name in names if name.isascii()]


def test_an_office_may_bring_its_own_template() -> None:
    document = Document()
    document.add_paragraph("{{ 标题 }}致{{ 主送机关 }}")
    out = io.BytesIO()
    document.save(out)
    letter = compose(request(), Template("本局", out.getvalue()))
    assert paragraphs_of(letter.docx) == [f"试点申报材料补正通知书致{CITY}"]


def test_the_rules_are_named_in_full_before_they_are_called_short() -> None:
    opening = next(line for line in lines(compose(request())) if "以下简称" in line)
    assert f"《{RULES.title}》（{RULES.number}，以下简称《细则》）" in opening
