"""Letters in running text that may be a person's own, where simplifying them would make another name of it.

王丙乾 is not 王丙干 and 李昇 is not 李升, but 乾淨 is 干净 and 提昇 is 提升: only the words around a letter tell.
"""

from __future__ import annotations

import re

from forms.patterns import late

_WORDS = {
    "乾": (
        "乾(?=[淨净燥旱果電电貨货洗糧粮脆枯杯涸衣粉冰預预涉等部警擾]|[係系])",
        "(?<=[餅饼曬晒烘風风晾擦吹肉若葡萄筍笋豆])乾",
        "乾(?=[坤隆縣县陵安元])",
    ),
    "昇": ("昇(?=[級级華华格學学降旗溫温遷迁值空騰腾任])", "(?<=[提上晉晋躍跃回攀爬飆飙直抬擢高])昇"),
    "陞": ("陞(?=[任職职級级遷迁])", "(?<=[晉晋提擢高])陞"),
    "徵": (
        "徵(?=[求集收用詢询稅税地兵文信得召兆候管稿遷迁調调聘選选訂订繳缴費费象])",
        "(?<=[特象表應应開开免減减綜综])徵",
    ),
    "瞭": ("瞭(?=[解望如然亮])", "(?<=[明一])瞭"),
    "藉": ("藉(?=[由此以助著着機机口故])", "(?<=[憑凭慰狼])藉"),
    "麴": ("(?<=[酒大紅红])麴",),
}
_SURE = {letter: late("|".join(words)) for letter, words in _WORDS.items() if words}
NAME_LETTERS_WITHIN = "乾昇陞徵瞭藉甯麴於"
_LETTER = late("[乾昇陞徵瞭藉甯麴]")
_SURNAME = late(
    r"(?:^|[、，；：（(\s])於[\u3400-\u9fff]{1,2}(?=[、，；）)\s]|$|同志|先生|女士|主任|局[長长]|[科處处所院][長长])",
    re.M,
)


def may_name(text: str) -> bool:
    """Whether a traditional ``text`` holds a letter that may be part of a name, and that its simplified form loses."""
    if _SURNAME.search(text):
        return True
    return any(not _ordinary(text, match) for match in _LETTER.finditer(text))


def _ordinary(text: str, letter: re.Match[str]) -> bool:
    """Whether the words around ``letter`` are such as everyone writes."""
    sure = _SURE.get(letter.group())
    return sure is not None and any(m.start() <= letter.start() < m.end() for m in sure.finditer(text))
