"""Texts, units, persons, options and answers of yes or no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from forms.types import (
    Address,
    EconomicType,
    Hint,
    Industry,
    LongText,
    Options,
    Org,
    OrgList,
    Person,
    Reading,
    Text,
    YesNoText,
    ticked,
)
from forms.types.cleaning import Left, left_over


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("ＩＳＯ　９００１：２０１５", "ISO 9001：2015"),
        ("（一）①〇％，／－．“”《》", "（一）①〇％，／－．“”《》"),
        ("武 汉　市 ， 江 汉 区", "武汉市，江汉区"),
        ("质量 2016 年 ISO 9001", "质量 2016 年 ISO 9001"),
        ("第一段\r\n\r\n  第二段 \v第三段", "第一段\n第二段\n第三段"),
        ("a\t\tb", "a b"),
        ("标\u200b准\ufeff化\u00ad", "标准化"),
        ("⽂件⼯作", "文件工作"),
        ("車\uf902", "车车"),
        ("標準化", "标准化"),
        ("无", "无"),
        ("/", "/"),
        ("二○○四年起", "二○○四年起"),
        ("型号AB-XX", "型号AB-XX"),
        ("XML格式", "XML格式"),
    ],
)
def test_a_text_is_half_width_tight_and_simplified_and_keeps_its_signs(raw: str, value: str) -> None:
    assert LongText().read(raw) == Reading(value)


@pytest.mark.parametrize(
    "raw",
    [
        "XXXX管理(服务)综合标准化试点",
        "XXXX管理（服務）綜合標準化試點",
        "ＸＸＸＸ",
        "××市政务服务中心",
        "某某单位",
        "2016年X月-201X年X月",
        "（XXXX）",
        "○○○",
        "XX",
    ],
)
def test_a_sample_left_standing_is_no_answer_and_is_marked(raw: str) -> None:
    assert Text().read(raw) == Reading(None, ("placeholder-left",))


def test_a_sample_inside_a_written_text_marks_it() -> None:
    assert Text().read("武汉市XX区政务服务") == Reading("武汉市XX区政务服务", ("placeholder-left",))
    long = "XX科负责标准化工作。" + "建立制度，" * 20
    assert LongText().read(long) == Reading(long, ("placeholder-left",))


def test_a_text_over_its_limit_is_a_slight_fault_that_counts() -> None:
    assert Text(max=5).check("政务服务中") == ()
    fault = Text(max=5).check("政务服务中心")[0]
    assert (fault.code, fault.severe) == ("too-long", False)
    assert fault.message == "此栏最多5字，现有6字。请精简。"
    assert all(len(str(sample)) <= 5 for sample in Text(max=5).samples())


def test_place_names_are_simplified_by_context() -> None:
    assert Address().read("陝西省乾縣城關鎮") == Reading("陕西省乾县城关镇")
    assert Org().read("範縣人民政府") == Reading("范县人民政府")
    assert Text().read("沿著", Hint(script="hant")) == Reading("沿着")


ORG_LISTS = {
    "甲局、乙局": ["甲局", "乙局"],
    "甲局，乙局,丙局；丁局;戊局\n己局": ["甲局", "乙局", "丙局", "丁局", "戊局", "己局"],
    "襄阳市人力资源和社会保障局、市发展和改革委员会": ["襄阳市人力资源和社会保障局", "市发展和改革委员会"],
    "业务科（大厅、分厅）、综合科": ["业务科（大厅、分厅）", "综合科"],
    "1.甲局\n2.乙局": ["甲局", "乙局"],
    "（1）甲局；（2）乙局。": ["甲局", "乙局"],
    "①甲局②乙局": ["甲局", "乙局"],
    "甲局、乙局、甲局": ["甲局", "乙局", "甲局"],
    "業務科（大廳\n分廳）": ["业务科（大厅分厅）"],
    "市 场 监 管 局": ["市场监管局"],
    "甲局、（ ）": ["甲局"],
}


@pytest.mark.parametrize(("raw", "value"), ORG_LISTS.items())
def test_several_units_of_one_cell_are_told_apart_but_never_at_和(raw: str, value: list[str]) -> None:
    assert OrgList().read(raw) == Reading(list(value))


@pytest.mark.parametrize(
    ("raw", "value", "doubt"),
    [
        ("市质监局 市人社局", ["市质监局", "市人社局"], "several-values"),
        ("市质监局和市人社局", ["市质监局和市人社局"], "several-values"),
        ("信息科/综合科", ["信息科/综合科"], "several-values"),
        ("市政务服\n务中心", ["市政务服", "务中心"], "several-values"),
        ("市人力资源和社会\n保障局", ["市人力资源和社会", "保障局"], "several-values"),
        ("宜昌市\n质量技术监督局", ["宜昌市", "质量技术监督局"], "several-values"),
        ("甲局（一、乙局", ["甲局（一、乙局"], "several-values"),
        ("甲局、12", ["甲局"], "unreadable-value"),
        ("☑甲局 □乙局", ["☑甲局 □乙局"], "choice-unclear"),
        ("甲局、XX局", ["甲局"], "placeholder-left"),
    ],
)
def test_a_doubtful_parting_of_units_is_marked(raw: str, value: list[str], doubt: str) -> None:
    assert OrgList().read(raw) == Reading(value, (doubt,))


@pytest.mark.parametrize("raw", ["甲局、乙局", "甲局\n乙局", "市质监局 市人社局", "甲局和乙局办公室"])
def test_two_units_where_one_is_asked_for_are_kept_and_marked(raw: str) -> None:
    reading = Org().read(raw)
    assert reading.value
    assert reading.doubts == ("several-values",)


UNITS = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["襄阳市", "武汉市江汉区", "省"]),
            st.sampled_from(["人力资源和社会保障", "卫生和计划生育", "质监"]),
            st.sampled_from(["局", "委员会", "厅（处）"]),
        ),
    ),
    min_size=1,
    unique=True,
)


@given(names=UNITS)
def test_any_units_shown_read_back(names: list[str]) -> None:
    assert OrgList().read(OrgList().show(names)) == Reading(names)  # type: ignore[arg-type]


PERSONS = {
    "王晓梅": Reading("王晓梅"),
    "張 三": Reading("张三"),
    "张　三": Reading("张三"),
    "张 晓明": Reading("张晓明"),
    "欧阳 明": Reading("欧阳明"),
    "歐陽 志遠": Reading("欧阳志远"),
    "王晓梅 主任": Reading("王晓梅主任"),
    "王晓梅 副局长": Reading("王晓梅副局长"),
    "王晓梅（主任）": Reading("王晓梅（主任）"),
    "John  Smith": Reading("John Smith"),
    "於崇文": Reading("於崇文"),
    "於慧": Reading("於慧", ("name-script",)),
    "张三 李四": Reading("张三李四", ("several-values",)),
    "张三、李四": Reading("张三、李四", ("several-values",)),
    "张三\n李四": Reading("张三\n李四", ("several-values",)),
    "XX某": Reading(None, ("placeholder-left",)),
    "张XX": Reading("张XX", ("placeholder-left",)),
}


@pytest.mark.parametrize(("raw", "reading"), PERSONS.items())
def test_a_name_keeps_its_letters_and_loses_only_spreading_spaces(raw: str, reading: Reading) -> None:
    assert Person().read(raw) == reading


def test_the_documents_script_settles_a_doubtful_name() -> None:
    assert Person().read("於慧", Hint(script="hans")) == Reading("於慧")
    assert Person().read("王東昇", Hint(script="hant")) == Reading("王东昇", ("name-script",))


TICKS = {
    "☑有 ☐无": "有",
    "☐有 ☑无": "无",
    "☒有 ☐无": "有",
    "□有 √无": "无",
    "√有 □无": "有",
    "□√有 □无": "有",
    "有√ 无": "有",
    "有 √无": "无",
    "有□ 无☑": "无",
    "有☑无☐": "有",
    "☑有☐无": "有",
    "有 ■ 无 □": "有",
    "●有 ○无": "有",
    "[x]是 [ ]否": "是",
    "（√）有 （ ）无": "有",
    "( ) 有 ( √ ) 无": "无",
    "类型：☑机关 □事业单位": "机关",
    "類型：□機關\n☑ 事業單位": "事业单位",
    "单位类型☑ 机关 □企业": "机关",
    "☑其他 组织 ☐ 企业": "其他组织",
    "无 √": "无",
    "机关 √、企业 □": "机关",
}


@pytest.mark.parametrize(("raw", "option"), TICKS.items())
def test_the_ticked_option_is_the_answer_wherever_its_box_stands(raw: str, option: str) -> None:
    assert ticked(raw) == Reading(option)
    assert Text().read(raw) == Reading(option)


@pytest.mark.parametrize("raw", ["□有 □无", "☑甲 ☑乙", "☐", "☑", "√", "○有 ○无", "☑有 ☑无 ☐不详"])
def test_none_or_several_ticks_are_unclear(raw: str) -> None:
    assert ticked(raw) == Reading(None, ("choice-unclear",))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "普通文本",
        "二○一六年",
        "（ ）",
        "■ 完善标准体系建设工作\n■ 开展培训",
        "● 一\n● 二",
        "√ 已经建立覆盖全部服务事项的标准体系并组织实施和持续改进，群众满意度达到九成以上",
        "□ 建立覆盖全部主要服务事项的标准体系并组织实施和持续改进工作的领导小组及办公室\n□ 培训",
    ],
)
def test_a_running_text_has_no_options(raw: str) -> None:
    assert ticked(raw) is None


def test_an_enumeration_knows_its_choices_in_both_scripts() -> None:
    kind = Options(("合格", "不合格", "停止复查"))
    assert kind.read("不合格") == Reading("不合格")
    assert kind.read("停止覆查") == Reading("停止复查")
    assert kind.read("□合格 ☑不合格（见附件）") == Reading("不合格")
    assert kind.read("合格☑不合格□（盖章）") == Reading("合格")
    for unclear in ("基本合格", "合格 不合格", "合格√不合格", "☑优秀 □合格", "□合格 □不合格", "☑合格 ☑不合格"):
        assert kind.read(unclear) == Reading(None, ("choice-unclear",))


def _answer(answer: bool, text: str = "") -> Reading:
    return Reading({"answer": answer, "text": text})


YES_NO = {
    "无": _answer(False),
    "無": _answer(False),
    "没有": _answer(False),
    "未发生": _answer(False),
    "否": _answer(False),
    "无。": _answer(False),
    "有": _answer(True),
    "是": _answer(True),
    "无。近3年来未发生质量事故。": _answer(False, "近3年来未发生质量事故。"),
    "無，近3年來未發生事故": _answer(False, "近3年来未发生事故"),
    "无（近三年未发生事故）": _answer(False, "近三年未发生事故"),
    "近3年未发生任何事故": _answer(False, "近3年未发生任何事故"),
    "无任何事故": _answer(False, "无任何事故"),
    "近三年无事故，未受处罚": _answer(False, "近三年无事故，未受处罚"),
    "近3年来有无质量、安全、环保事故：无": _answer(False),
    "有，2015年发生一起投诉": _answer(True, "2015年发生一起投诉"),
    "有。2015年电梯故障，未造成人员伤亡": _answer(True, "2015年电梯故障，未造成人员伤亡"),
    "发生过一起安全事故": _answer(True, "发生过一起安全事故"),
    "2015年受到行政处罚": _answer(True, "2015年受到行政处罚"),
    "未发生因服务质量引发的投诉": _answer(False, "未发生因服务质量引发的投诉"),
    "所有服务事项均未受到通报批评": _answer(False, "所有服务事项均未受到通报批评"),
    "质量、安全、环保方面均无": _answer(False, "质量、安全、环保方面均无"),
    "实现零投诉、零事故": _answer(False, "实现零投诉、零事故"),
    "2015年投诉2起": _answer(True, "2015年投诉2起"),
    "事故：无；通报批评：无": _answer(False, "事故：无；通报批评：无"),
    "☑有 ☐无": _answer(True),
    "□有 ☑无 说明：近三年无事故": _answer(False, "近三年无事故"),
    "☑有，2015年一起投诉 □无": _answer(True, "2015年一起投诉"),
    "☑有 ☐无 说明：2015年发生一起投诉": _answer(True, "2015年发生一起投诉"),
    "☐有（请说明：____） ☑无": _answer(False),
    "☑有（请说明：2015年8月停电）  □无": _answer(True, "2015年8月停电"),
    "有（√）无（ ）：2015年停电": _answer(True, "2015年停电"),
    "有☑无□2015年停电": _answer(True, "2015年停电"),
    "有 √无": _answer(False),
    "√无   有": _answer(False),
    "有√ 无": _answer(True),
    "☐有 ☑无。近3年来未发生事故。": _answer(False, "近3年来未发生事故。"),
    "有√ 无□ 2015年一起": _answer(True, "2015年一起"),
    "□是 √否": _answer(False),
    "无此类情况": _answer(False),
    "未发生上述事故。": _answer(False),
    "不存在该类问题，服务对象满意": _answer(False, "服务对象满意"),
}


@pytest.mark.parametrize(("raw", "reading"), YES_NO.items())
def test_yes_and_no_are_told_with_what_is_said_besides(raw: str, reading: Reading) -> None:
    assert YesNoText().read(raw) == reading


@pytest.mark.parametrize(
    "raw",
    [
        "无重大事故，有一次轻微投诉",
        "无，但2015年发生一起投诉",
        "有未处理的投诉2起",
        "存在未整改的问题",
        "发生火灾未造成伤亡",
        "无证经营被处罚",
        "因未及时处理投诉，被通报批评",
        "未发生事故但受到通报批评",
        "设有投诉电话",
        "无。有",
        "有。无",
        "并非没有",
        "除一起投诉外无其他事故",
        "不详",
        "可能有",
        "基本没有",
        "/",
        "建立了完善的安全制度",
        "有关部门制定了事故应急预案",
        "所有窗口设有投诉电话",
        "□有 □无",
        "☑有 ☑无",
        "☑不详 □无",
        "有 / 无",
        "事故：无；通报批评：有；行政处分：无",
        "事故：有（2017年）；通报批评：无",
        "有无",
        "是/否",
        "有√无",
        "有（　）无（　）",
        "是(  )  否(  )",
    ],
)
def test_contradictory_twisted_or_missing_answers_are_unclear(raw: str) -> None:
    assert YesNoText().read(raw) == Reading(None, ("choice-unclear",))


def test_yes_and_no_are_shown_with_their_explanation() -> None:
    assert YesNoText().show({"answer": False, "text": ""}) == "无"
    assert YesNoText().show({"answer": True, "text": "一起"}) == "有。一起"


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("政务服务", "S"),
        ("公共管理、社会保障和社会组织", "S"),
        ("S", "S"),
        ("教育", "P"),
        ("公共交通", "G"),
        ("養老服務", "Q"),
        ("农、林、牧、渔业", "A"),
        ("教育文化", None),
        ("综合", None),
    ],
)
def test_an_industry_suggests_a_letter_and_never_rejects(text: str, letter: str | None) -> None:
    suggestion = Industry().suggest(text)
    assert (suggestion[0] if suggestion else None) == letter
    assert Industry().check(text) == ()
    assert Industry().suggest(None) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("国有企业", "110"),
        ("全民所有制", "110"),
        ("國有", "110"),
        ("159 其他有限责任（公司）", "159"),
        ("有限责任公司", "150"),
        ("股份有限公司", "160"),
        ("999", None),
        ("1590", None),
        ("事业单位", None),
        ("无", None),
        ("/", None),
    ],
)
def test_an_economic_type_maps_to_its_code_where_it_has_one(text: str, code: str | None) -> None:
    suggestion = EconomicType().suggest(text)
    assert (suggestion[:3] if suggestion else None) == code
    assert EconomicType().read(text).value is not None
    assert EconomicType().suggest(None) is None


@pytest.mark.parametrize("raw", ["自查结论 合格√", "经 专家评估 合格☑", "结论：合格 √"])
def test_the_word_of_a_lone_tick_behind_it_begins_at_the_last_space(raw: str) -> None:
    assert Options(("合格", "不合格")).read(raw) == Reading("合格")


@pytest.mark.parametrize("wrong", [{"answer": True}, {"text": ""}, {"answer": "有", "text": 3}, "有"])
def test_an_answer_of_yes_or_no_has_both_its_parts(wrong: object) -> None:
    with pytest.raises(ValidationError):
        YesNoText().field().deserialize(wrong)


@pytest.mark.parametrize("raw", ["二○○", "○○二", "二○○四年", "一九○○"])
def test_circles_beside_numerals_are_zeros_wherever_they_stand(raw: str) -> None:
    assert left_over(raw) is Left.NOTHING


def test_circles_alone_are_a_sample() -> None:
    assert left_over("○○") is Left.SAMPLE
    assert left_over("○○市人民政府") is Left.SAMPLE


@pytest.mark.parametrize(
    "raw",
    [
        "宜昌市人民政府办\n公室、宜昌市图书馆",
        "宜昌市行\n政审批局、图书馆",
        "宜昌市妇幼保健院赣州市图书馆",
        "民政局（老龄办）范县图书馆",
        "领导小组办公室各成员单位",
        "泉州市丰泽区公共交通集团有限公司各有关部门",
        "武漢市江漢區公共交通集團有限公司領導小組辦公室",
    ],
)
def test_units_that_a_full_line_runs_together_or_breaks_are_marked(raw: str) -> None:
    assert "several-values" in OrgList().read(raw).doubts


@pytest.mark.parametrize(
    "raw", ["国家税务总局武汉市税务局", "宜昌市公安局高新区分局", "武汉市江汉区社会福利院、综合科\n业务科"]
)
def test_units_with_a_place_in_their_own_name_are_not_marked(raw: str) -> None:
    assert OrgList().read(raw).doubts == ()


def test_a_name_with_a_post_in_brackets_keeps_no_spaces() -> None:
    assert Person().read("李 建 国（院长）") == Reading("李建国（院长）")
    assert Person().read("李建国 （副 院长）") == Reading("李建国（副院长）")
    assert Person().read("张三 李四（副）").doubts == ("several-values",)


@pytest.mark.parametrize(
    ("raw", "value"), [("事业单位（□全额 ☑差额）", "差额"), ("☑其他（社团） □机关", "其他（社团）")]
)
def test_brackets_round_all_options_are_no_part_of_the_ticked_one(raw: str, value: str) -> None:
    assert Text().read(raw) == Reading(value)


@pytest.mark.parametrize("raw", ["****", "（＊＊＊）"])
def test_stars_alone_are_a_sample_left_standing(raw: str) -> None:
    assert Text().read(raw) == Reading(None, ("placeholder-left",))


def test_a_box_behind_its_word_may_stand_on_the_next_line() -> None:
    kind = Options(("标准化", "行业", "管理"))
    assert kind.read("标准化■行业\n□\n管理\n□") == Reading("标准化")
    assert kind.read("标准化☐行业\n☑\n管理\n☐") == Reading("行业")
