import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.rules.opinions import Stance, stance


@pytest.mark.parametrize(
    "opinion",
    [
        "不同意",
        "不同意。",
        "经研究，不同意申报。",
        "暂不同意推荐该项目",
        "不予推荐",
        "不支持该单位申报",
        "我局支持标准化工作，但不同意申报该项目。",
        "不建议推荐",
        "不宜推荐",
        "暂不推荐",
        "未同意",
        "不符合申报条件。",
        "该单位不具备试点条件",
        "拒绝参加",
        "建议暂缓申报",
        "不 同 意",
        "□同意 ☑不同意",
        "☐同意　■不同意",
        "同意承担，不同意提供经费。",
        "不承担该项目",
        "我单位不愿参加。",
        "未批准",
        "反对",
        "予以退回",
        "不行",
        "否",
        "无法推荐",
        "不符合《细则》规定的条件，退回。",
    ],
)
def test_a_refusal_is_read_as_one_however_it_is_put(opinion):
    assert stance(opinion) is Stance.REFUSES


@pytest.mark.parametrize(
    "opinion",
    [
        "同意。",
        "同意推荐",
        "无不同意见，同意申报。",
        "没有不同意见。",
        "我局无不同意见",
        "未提出不同意见，请予审核",
        "无反对意见",
        "经征求各部门意见，没有任何反对意见。",
        "不存在不同意的情形，同意申报。",
        "不得不同意",
        "对该项目不持异议。",
        "如有不符合要求的，我局将督促整改，同意申报。",
        "未发现不符合条件的情况，同意推荐。",
        "☑同意 □不同意",
        "√同意 □不同意",
        "情况属实。",
        "自愿申报，保证所填内容属实。",
        "愿意作为保证单位。",
        "承诺不参与弄虚作假，自愿申报。",
        "该单位未申报过其他试点，同意推荐。",
        "不反对。",
        "拒绝弄虚作假，保证材料真实。",
        "对弄虚作假的不予姑息，同意申报。",
        "若发现不实，不予支持，我局同意申报。",
        "没有不符合条件的情形，同意推荐。",
        "凡有不符合规定之处,限期整改,同意上报.",
        "如实填报，同意推荐。",
        "解决群众难以办事的问题，同意推荐。",
        "待上级批复后组织实施，同意申报。",
    ],
)
def test_an_agreement_is_no_refusal_for_the_words_around_it(opinion):
    assert stance(opinion) is Stance.AGREES


@pytest.mark.parametrize(
    "opinion",
    [
        "已阅。",
        "见附件",
        "□同意 □不同意",
        "收到",
        "待经费落实后推荐",
        "我单位无法保证经费",
        "需再研究",
        "同意，待经费落实后再定",
        "如无经费，不同意。",
    ],
)
def test_what_neither_agrees_nor_refuses_outright_is_unclear(opinion):
    assert stance(opinion) is Stance.UNCLEAR


@given(st.text("同意不予推荐支持无没有意见如若发现的，。；□☑ \n", max_size=30))
def test_any_text_has_exactly_one_stance_whatever_its_spaces(text):
    assert stance(text) is stance(" ".join(text))
