"""The normative papers that slots and rules rest on, with their own words where the text is at hand.

The words stand in ``forms/data/<id>.toml`` and are read on first use only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from forms.law import Statute, chinese_number
from forms.tables import table

_ITEM = re.compile(r"（([一二三四五六七八九十]+)）|(\d+)\.")


class Words(Mapping[str, str]):
    """The words of one statute by :attr:`forms.law.Citation.key`, read from its data file when first asked for."""

    def __init__(self, statute_id: str) -> None:
        self._statute_id = statute_id

    def __getitem__(self, key: str) -> str:
        return _words(self._statute_id)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_words(self._statute_id))

    def __len__(self) -> int:
        return len(_words(self._statute_id))


@cache
def _words(statute_id: str) -> dict[str, str]:
    return {key: words for place, whole in table(statute_id).items() for key, words in places(place, whole)}


def places(place: str, words: str) -> Iterator[tuple[str, str]]:
    """``place`` as a whole, then each 款 and 项 in it with its own words; a line is one of the two.

    An item is counted within the article and also within its paragraph: 第九条第（三）项 and 第九条第一款第（三）项.
    Items that a notice counts with Arabic numbers are named so: 第四部分第1项.
    """
    yield place, words
    paragraph = 0
    for line in words.split("\n"):
        item = _ITEM.match(line)
        if item is None:
            paragraph += 1
            yield f"{place}第{chinese_number(paragraph)}款", line
        elif item[2]:
            yield f"{place}第{item[2]}项", line[item.end() :]
        else:
            yield f"{place}第（{item[1]}）项", line[item.end() :]
            yield f"{place}第{chinese_number(max(paragraph, 1))}款第（{item[1]}）项", line[item.end() :]


RULES = Statute(
    "pilot-rules",
    "社会管理和公共服务综合标准化试点细则（试行）",
    "国标委服务联〔2013〕61号",
    words=Words("pilot-rules"),
)
"""The 细则; in force since it was issued in 2013 (第四十条), its day of issue is not printed in it."""

HUBEI_2016 = Statute(
    "hubei-2016-notice",
    "省质监局关于湖北省社会管理和公共服务综合标准化第二批试点项目申报工作的通知",
    "鄂质监标函〔2016〕76号",
    in_force_from=date(2016, 3, 15),
    words=Words("hubei-2016-notice"),
)

CREDIT_CODE = Statute(
    "gb-32100-2015", "法人和其他组织统一社会信用代码编码规则", "GB 32100-2015", in_force_from=date(2015, 10, 1)
)
ORGANIZATION_CODE = Statute("gb-11714-1997", "全国组织机构代码编制规则", "GB 11714-1997", date(1998, 1, 1))
PAPER_FORMAT = Statute("gbt-9704-2012", "党政机关公文格式", "GB/T 9704-2012", date(2012, 7, 1))
INDUSTRIES = Statute("gbt-4754-2017", "国民经济行业分类", "GB/T 4754-2017", date(2017, 10, 1))
ECONOMIC_TYPES = Statute("gbt-12402-2000", "经济类型分类与代码", "GB/T 12402-2000")

STATUTES: tuple[Statute, ...] = (
    RULES,
    HUBEI_2016,
    CREDIT_CODE,
    ORGANIZATION_CODE,
    PAPER_FORMAT,
    INDUSTRIES,
    ECONOMIC_TYPES,
)


def statute(statute_id: str) -> Statute:
    """The statute of that id; ``KeyError`` naming the known ids where there is none."""
    for known in STATUTES:
        if known.id == statute_id:
            return known
    raise KeyError(f"unknown statute {statute_id!r}; known: {', '.join(s.id for s in STATUTES)}")
