"""Every kind of answer once, and texts that are hard on all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from forms.types import (
    Address,
    Date,
    DateRange,
    DocumentNumber,
    DoneText,
    EconomicType,
    Email,
    Industry,
    Integer,
    IntegerX4,
    Kind,
    LongText,
    MonthRange,
    Number,
    Options,
    Org,
    OrgCode,
    OrgList,
    Percent,
    PercentSample,
    Person,
    Phone,
    Postcode,
    Text,
    YesNoText,
)

KINDS: tuple[Kind, ...] = (
    Text(),
    Text(max=12),
    LongText(),
    Org(),
    OrgList(),
    Person(),
    Address(),
    Date(),
    MonthRange(),
    DateRange(),
    OrgCode(),
    Phone(),
    Postcode(),
    Email(),
    YesNoText(),
    Industry(),
    EconomicType(),
    Options(("合格", "不合格", "停止复查")),
    DocumentNumber(),
    DoneText(),
    Number(),
    Integer(),
    Percent(),
    PercentSample(),
    IntegerX4(),
)
NAMES_OF_PEOPLE = (Person,)

_PIECES = (
    (
        "2016年 201X 年 月 日 3月 15日 X月 XXXX 二〇一六 二六年 廿五 十二月 民國105年 - — ～ 至 到 . / 2016.5 2016-03-15 16.3.15 2月30日 起 止 "
        "( ) （ ） 〔 〕 【 】 、 ， ； 。 : ： \n \t 　 □ ☑ √ ■ ○ ● 〇 [x] 有 无 無 没有 未发生 发生过 事故 投诉 一起 合格 不合格 停止複查 "
        "0717-6251834 （027） 87710317 13800000000 转 传真 +86 4300 430023 a@b.cn * @ ． 91350100M000100Y43 D2143569-X I O "
        "乾縣 範 於 于 後 徵 昇 鍾 甯 著 瞭解 发 發 武汉市 武漢 人力资源和社会保障局 局 张 三 欧阳 主任 ISO 9001 Ａ１ 95分 92.5 九十五 百分之 99.1% 120份 样本 国标 12项 行業標準 5项 地标 内部 满分100分 〔2021〕 [2013] 5号 國標委發 的通知 已宣布 听取了 未能开展 ⽂ 金 ﹝ _ / 1 ."
    )
    .replace(" ", "\0")
    .replace("\0", " ")
    .split(" ")
)

hard_texts = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from([*_PIECES, " ", "\n"]), max_size=9).map("".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=6).map("".join),
)
"""Any text at all, and pieces of what stands on forms put together at random."""
