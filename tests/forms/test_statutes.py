import subprocess
import sys
from datetime import date

import pytest
from opencc import OpenCC

from forms.law import Statute, chinese_number
from forms.statutes import CREDIT_CODE, HUBEI_2016, RULES, STATUTES, places, statute


def test_the_rules_are_at_hand_article_by_article():
    articles = [key for key in RULES.words if key.endswith("条")]
    assert articles == [f"第{chinese_number(n)}条" for n in range(1, 41)]


@pytest.mark.parametrize("number", range(1, 41))
def test_every_article_has_words_and_ends_as_a_sentence(number):
    words = RULES.art(number).words
    assert words.endswith("。")
    assert OpenCC("tw2s").convert(words) == words


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (RULES.art(8), "试点单位原则上应当是具有社会管理、公共服务职能的机构或者组织。"),
        (RULES.art(9, item=1), "具有明确的社会管理、公共服务职能，能够独立承担法律责任；"),
        (RULES.art(9, paragraph=1, item=4), "所在地政府重视标准化工作，能够为试点创建提供政策、资金及其他支持。"),
        (RULES.art(10), "自愿申请试点的单位应当填写《社会管理和公共服务综合标准化试点申请书》（见附件1）。"),
        (RULES.art(15, item=8), "实施记录归档。"),
        (RULES.art(16), "试点单位应当成立由主要负责人任组长的试点工作领导小组"),
        (RULES.art(18), "试点创建工作期限一般为2至3年。"),
        (RULES.art(18, paragraph=2), "试点单位标准体系创建并运行未满半年的不得提出评估申请。"),
        (RULES.art(40), "本细则自发布之日起实施。"),
        (
            HUBEI_2016.part("第三部分"),
            "试点项目申请的必要条件是：试点承担单位应为具有社会管理或公共服务职能的机构或社会组织",
        ),
        (HUBEI_2016.part("第四部分第1项"), "试点项目申报按照“政府引导、自愿申报、逐级推荐、择优选取”的办法进行。"),
        (HUBEI_2016.part("第四部分第2项"), "试点项目推荐单位要严格掌握条件"),
    ],
)
def test_a_citation_quotes_its_own_words(citation, words):
    assert citation.words.startswith(words)


def test_an_article_is_printed_bare_and_a_notice_with_its_number():
    assert str(RULES.art(9, item=3)) == "第九条第（三）项"
    assert str(HUBEI_2016.part("第三部分")) == "鄂质监标函〔2016〕76号第三部分"
    assert CREDIT_CODE.title == "法人和其他组织统一社会信用代码编码规则"


def test_places_counts_paragraphs_and_the_items_within_them():
    found = dict(places("第三条", "总则：\n（一）甲；\n（二）乙。\n另一款。\n（一）丙。"))
    assert found["第三条第一款"] == "总则："
    assert found["第三条第二款"] == "另一款。"
    assert found["第三条第一款第（二）项"] == "乙。"
    assert found["第三条第二款第（一）项"] == "丙。"


def test_places_gives_items_before_any_paragraph_to_the_first():
    assert dict(places("第三条", "（一）甲。"))["第三条第一款第（一）项"] == "甲。"


def test_places_names_items_with_arabic_numbers_as_they_are_counted():
    assert dict(places("第四部分", "1.甲。\n2.乙。"))["第四部分第2项"] == "乙。"


def test_a_statute_without_its_text_at_hand_quotes_nothing():
    assert Statute("x", "某办法", "某发〔2020〕1号", date(2020, 1, 1)).art(1).words == ""


def test_every_statute_is_found_by_its_id_and_no_other_is():
    assert [statute(s.id) for s in STATUTES] == list(STATUTES)
    assert len({s.id for s in STATUTES}) == len(STATUTES)
    with pytest.raises(KeyError, match=r"no-such.*pilot-rules"):
        statute("no-such")


def test_the_words_are_read_only_when_asked_for():
    code = "import sys, forms.statutes as s; s.RULES.art(9); print('tomllib' in sys.modules); len(s.RULES.words)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_statutes_bear_their_official_titles_and_numbers():
    assert [(s.number, s.title) for s in STATUTES] == [
        ("国标委服务联〔2013〕61号", "社会管理和公共服务综合标准化试点细则（试行）"),
        ("鄂质监标函〔2016〕76号", "省质监局关于湖北省社会管理和公共服务综合标准化第二批试点项目申报工作的通知"),
        ("GB 32100-2015", "法人和其他组织统一社会信用代码编码规则"),
        ("GB 11714-1997", "全国组织机构代码编制规则"),
        ("GB/T 9704-2012", "党政机关公文格式"),
        ("GB/T 4754-2017", "国民经济行业分类"),
        ("GB/T 12402-2000", "经济类型分类与代码"),
    ]
    assert HUBEI_2016.in_force_from == date(2016, 3, 15)
    assert CREDIT_CODE.in_force_from == date(2015, 10, 1)
