"""What stamps leave in an opinion read from a picture is left out of it, is kept as raw text, and is always marked."""

from __future__ import annotations

import pytest

from extract.doubt.strays import without_strays
from forms.evidence import BBox, Evidence
from forms.record import Answer

PLACE = BBox(20, 20, 120, 60)


def opinion(said: str, reader: str = "scan") -> Answer:
    return Answer(said, said, 0.99, False, Evidence(reader, 1, PLACE))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("同意推荐。\nJ", "同意推荐。"),
        ("同意推荐。H", "同意推荐。"),
        ("同意。\nET2\n2015", "同意。"),
        ("同意。\n业务专用", "同意。"),
        ("自愿申报，\n所填内容属实。\n报告专用章12", "自愿申报，\n所填内容属实。"),
        ("1739345944979\n同意推荐。", "同意推荐。"),
        ("6790084430046", None),
        ("★\n4日", None),
        ("同意\nA", "同意"),
        ("同意报送\n负责人签字何华海", "同意报送"),
        ("潘志艳陆海平", None),
        ("意见", None),
        ("单位意见", None),
        ("2018年11月22蔡静梅", None),
        ("同意。\n2019年5月2环勇", "同意。"),
        ("位名称：黄石市图书馆", None),
        ("单位名称.：黄石市图书馆", None),
        ("具级标化主管部门意见：\n同意。", "同意。"),
        ("(签署意见并签宁盖章)\n同意。", "同意。"),
    ],
)
def test_figures_letters_and_a_seals_words_are_no_part_of_an_opinion(said: str, kept: str | None) -> None:
    found = without_strays(opinion(said))
    assert (found.value, found.raw) == (kept, said)
    assert (found.needs_review, found.doubts) == (True, ("reading-unsure",))


@pytest.mark.parametrize(
    "said",
    [
        "同意推荐。",
        "同意推荐。）",
        "同意",
        "该项目自\n2015\n年起实施，同意。",
        "同意推荐。\n请省局审批为盼",
        "1.情况属实；\n2.同意推荐。",
        "经费50万元，同意推荐\n为省级试点",
        "2018年11月同意申报",
        "2019年5月起实施，按期验收",
        "项目名称：社区服务，同意。",
        "专家意见：符合要求",
    ],
)
def test_what_may_be_said_stays(said: str) -> None:
    assert without_strays(opinion(said)) == opinion(said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("负责人", None), ("同意推荐。\n负责人（", "同意推荐。"), ("同意\n单位负责人(签", "同意"), ("（盖\n同意", "同意")],
)
def test_half_a_prompt_to_sign_is_no_opinion_and_needs_no_look(said: str, kept: str | None) -> None:
    found = without_strays(opinion(said))
    assert (found.value, found.raw, found.needs_review) == (kept, said, False)


def test_what_begins_like_a_prompt_is_an_opinion() -> None:
    for said in ("负责人已审核，同意。", "单位同意推荐"):
        assert without_strays(opinion(said)) == opinion(said)


def test_a_text_layer_says_what_it_says() -> None:
    assert without_strays(opinion("同意。\nA", "pdf")) == opinion("同意。\nA", "pdf")


def test_a_blank_opinion_stays_blank() -> None:
    blank = Answer(None, "", 0.99, False, Evidence("scan", 1, PLACE))
    assert without_strays(blank) == blank
