"""Folding, simplifying and showing in traditional script, and what is never converted."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from forms.script import Script, fold, script_of, simplified, simplified_name, traditional
from tests.forms.types.kinds import hard_texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("復查", "复查"),
        ("複查", "复查"),
        ("覆查", "复查"),
        ("聯系人／電話", "联系人/电话"),
        ("聯繫人 / 電話：", "联系人/电话"),
        ("規范", "规范"),
        ("發揮著", "发挥着"),
        ("单 位\n地　址", "单位地址"),
        ("其它", "其他"),
        ("衞生局", "卫生局"),
        ("Ｅ－ｍａｉｌ", "e-mail"),
        ("佔用", "占用"),
        ("﹝2016﹞", "〔2016〕"),
    ],
)
def test_fold_makes_spellings_of_one_label_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_different_labels_apart() -> None:
    assert len({fold(label) for label in ("复查", "复核", "联系人", "联系电话", "")}) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("範縣", "范县"),
        ("乾縣", "乾县"),
        ("乾县", "乾县"),
        ("乾安縣人民政府", "乾安县人民政府"),
        ("乾燥設備", "干燥设备"),
        ("於崇文", "於崇文"),
        ("於潛鎮", "於潜镇"),
        ("位於武漢", "位于武汉"),
        ("由於", "由于"),
        ("其後", "其后"),
        ("顯著提高", "显著提高"),
        ("显著提高", "显著提高"),
        ("編著", "编著"),
        ("發揮著作用", "发挥着作用"),
        ("什么", "什么"),
        ("甚麼", "甚么"),
        ("瞭解", "了解"),
        ("瞭望塔", "瞭望塔"),
        ("規范", "规范"),
        ("徵集標準", "征集标准"),
        ("衞生", "卫生"),
        ("敍述", "叙述"),
        ("座標", "坐标"),
        ("批覆", "批复"),
        ("標準化①〇：，（）％", "标准化①〇：，（）％"),
        ("鍾祥市", "钟祥市"),
        ("濬縣", "浚县"),
        ("瀋陽", "沈阳"),
        ("沈阳", "沈阳"),
        ("", ""),
        ("ISO 9001", "ISO 9001"),
    ],
)
def test_simplified_by_word_and_place(text: str, expected: str) -> None:
    assert simplified(text) == expected


def test_a_word_both_scripts_have_follows_the_script_of_the_document() -> None:
    assert simplified("沿著", "hant") == "沿着"
    assert simplified("原著", "hant") == "原著"
    assert simplified("乾燥", "hant") == "干燥"
    assert simplified("乾州街道", "hant") == "乾州街道"
    assert simplified("执著", "hans") == "执著"


@pytest.mark.parametrize("configuration", ["s2tw", "s2t", "s2hk"])
@pytest.mark.parametrize(
    "text",
    [
        "开展社会管理和公共服务综合标准化试点，规范管理服务行为，提升群众满意度。",
        "经复查合格，予以公布；对批复有异议的，请联系标准化处，并于5月20日前答复。",
        "采用ISO 9001，征集意见，制定制度，布置任务，游览台州、于都、范县、里水镇，了解余姚。",
        "建立了家政、养老、卫生监督等系列标准，发挥着显著作用；干部分批参加培训，松弛有度。",
        "其后，只要自愿，就可以注册；签字盖章后一式四份，由后勤处汇总。",
    ],
)
def test_official_sentences_come_back_from_each_traditional_spelling(configuration: str, text: str) -> None:
    assert simplified(OpenCC(configuration).convert(text)) == text


def test_a_simplified_text_is_left_as_it_is() -> None:
    text = "著名的编著者显著地沿着乾隆年间的瞭望台，慰藉着什么；余下的由萧乾负责。"
    assert simplified(text) == text


@given(text=hard_texts)
def test_simplifying_twice_changes_nothing_more(text: str) -> None:
    once = simplified(text)
    assert simplified(once) == once


@given(text=st.text(alphabet=st.characters(), max_size=20))
def test_no_character_at_all_stops_a_conversion(text: str) -> None:
    turned = [fold(text), simplified(text, "hant"), traditional(text), simplified_name(text)[0]]
    assert all(isinstance(one, str) for one in turned)
    assert script_of(text) in get_args(Script)


def test_a_lone_surrogate_and_nul_become_the_replacement_character() -> None:
    assert simplified("標\ud800準\0", "hant") == "标\ufffd准\ufffd"


@pytest.mark.parametrize(
    ("name", "expected", "doubtful"),
    [
        ("王曉梅", "王晓梅", False),
        ("範志強", "范志强", False),
        ("鍾楚紅", "钟楚红", False),
        ("鐘楚紅", "钟楚红", False),
        ("於崇文", "於崇文", False),
        ("於慧", "於慧", True),
        ("于洋", "于洋", False),
        ("魏徵", "魏徵", False),
        ("李徵", "李徵", True),
        ("張昇", "张昇", False),
        ("王東昇", "王东昇", True),
        ("甯靜", "甯静", False),
        ("趙乾", "赵乾", False),
        ("陳鍾", "陈钟", True),
        ("錢鍾書", "钱锺书", False),
        ("余秋雨", "余秋雨", False),
        ("餘秋雨", "余秋雨", False),
        ("張大鉅", "张大钜", False),
        ("周喆", "周喆", False),
        ("胡暐", "胡暐", False),
    ],
)
def test_a_name_is_simplified_letter_by_letter(name: str, expected: str, doubtful: bool) -> None:
    assert simplified_name(name, "hant") == (expected, doubtful)


def test_a_name_in_a_simplified_document_is_beyond_doubt() -> None:
    for name in ("於慧", "李徵", "王东昇", "陈锺"):
        assert simplified_name(name, "hans") == (name, False)


def test_without_a_document_only_what_the_name_itself_leaves_open_is_doubtful() -> None:
    assert simplified_name("於慧") == ("於慧", True)
    assert simplified_name("於慧敏霞", "mixed") == ("於慧敏霞", True)
    assert simplified_name("赵徵") == ("赵徵", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("复查合格", "復查合格"),
        ("复审", "復審"),
        ("批复", "批復"),
        ("函复", "函復"),
        ("答复", "答復"),
        ("公布", "公布"),
        ("发布", "發布"),
        ("汇报", "匯報"),
        ("核准", "核准"),
        ("联系电话", "聯繫電話"),
        ("注册地址", "註冊地址"),
        ("规范化", "規範化"),
        ("签字盖章", "簽字蓋章"),
        ("审核文件项目", "審核文件項目"),
        ("范县", "范縣"),
        ("台州市", "台州市"),
    ],
)
def test_traditional_as_official_papers_print_it(text: str, expected: str) -> None:
    assert traditional(text) == expected


def test_names_kept_are_not_touched_in_traditional_text() -> None:
    text = "请范志强、于洋、钟楚红到里水镇政务服务中心复查。"
    kept = traditional(text, keep=("范志强", "于洋", "钟楚红", ""))
    assert kept == "請范志强、于洋、钟楚红到里水鎮政務服務中心復查。"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("单位名称", "hans"),
        ("單位名稱", "hant"),
        ("2016-03-15 ISO", "hans"),
        ("", "hans"),
        ("后里于制中心", "hans"),
        ("经济发展標準規範", "mixed"),
        ("標準化試點申請書，規范管理，後續由單位负責實施並總結評價經驗", "hant"),
        ("标准化试点申请书，规范管理，后续由单位負责实施并总结评价经验，於慧签字，钟甯、昇、喆", "hans"),
        ("昇喆堃甯", "hans"),
    ],
)
def test_script_is_judged_by_characters_only_one_script_has(text: str, script: str) -> None:
    assert script_of(text) == script
