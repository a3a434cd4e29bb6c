"""The official phrases of the letters, in simplified script; what varies is filled in by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import groupby, pairwise

from forms.law import Citation, chinese_number
from forms.periods import chinese_date, is_date
from forms.programme import Level
from render.page import CHARACTERS_PER_LINE, MARK_STEPS

LEVELS = {Level.NATIONAL: "国家级", Level.PROVINCIAL: "省级"}
"""Whose pilots, as conditions in templates ask; the same in both scripts."""

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Deadlines and receipt moments are told in this zone, which has known no summer time since 1991."""
RULES_SHORT = "《细则》"
"""How a letter calls the 细则 once it has given its full title."""
SPACE = "　"


def day(on: date) -> str:
    """2026年3月5日: Arabic digits, full year, no leading zeros (GB/T 9704 7.3.5.5)."""
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime | date) -> str:
    """A day, or a day and the time of day by the clock of China."""
    if not isinstance(at, datetime):
        return day(at)
    local = at.astimezone(CHINA)
    return f"{day(local.date())}{local.hour}时{local.minute:02d}分"


def day_in_china(at: datetime | date) -> date:
    """The calendar day of a moment, as an office in China counts it."""
    return at.astimezone(CHINA).date() if isinstance(at, datetime) else at


def number_line(number: str | None, year: int) -> str:
    """发文字号 with its brackets as 〔〕; without a number, a draft's blank one."""
    if not number or not number.strip():
        return f"〔{year}〕{SPACE}号"
    text = number.strip()
    for pair in ("﹝﹞", "[]", "［］", "()", "（）", "【】"):
        text = text.replace(pair[0], "〔").replace(pair[1], "〕")
    return text


def listed(names: Sequence[str]) -> str:
    """甲、乙和丙; names that hold a 、 themselves are parted by ，."""
    told = [name for name in names if name]
    if len(told) < 2:
        return "".join(told)
    if any("、" in name for name in told):
        return "，".join(told)
    return f"{'、'.join(told[:-1])}和{told[-1]}"


def parties(names: Sequence[str]) -> str:
    """Those a paper is addressed to: 甲、乙, or with ， where a name holds a 、 itself."""
    told = [name.strip() for name in names if name.strip()]
    return ("，" if any("、" in name for name in told) else "、").join(told)


def span(start: str, end: str) -> str:
    """2026年3月—2028年3月; the year or the month is said once where both ends share it (2026年3月5日—6日)."""
    first, last = chinese_date(start), chinese_date(end)
    if start == end:
        return first
    if len(start) == len(end) == 10:
        if start[:7] == end[:7]:
            last = last[last.index("月") + 1 :]
        elif start[:4] == end[:4]:
            last = last[last.index("年") + 1 :]
    return f"{first}—{last}"


def whole_span(period: tuple[str, str] | None) -> str:
    """The span of a pilot's term, each end as far as it is known; ``""`` where either is no date."""
    if period is None or not all(is_date(side) for side in period):
        return ""
    return f"{chinese_date(period[0])}—{chinese_date(period[1])}"


def cited(citations: Sequence[Citation], full: bool = True) -> str:
    """The statutes and their places: 《…》（文号，以下简称《细则》）第十二条、第十三条和《…》（文号）第三部分.

    ``full`` gives the 细则's own title and number, as at its first mention; otherwise its short name stands.
    """
    told = []
    for statute, group in groupby(citations, key=lambda citation: citation.statute):
        places = "、".join(citation.key for citation in group)
        rules = statute.id == "pilot-rules"
        also = "，以下简称《细则》" if rules else ""
        name = f"《{statute.title}》（{statute.number}{also}）" if full or not rules else "《细则》"
        told.append(name + places)
    return "和".join(told)


def ourselves(signatory: str) -> str:
    """How a signatory speaks of itself: 我办, 我局, 我委; 我单位 where its name does not tell."""
    for ending, word in (("办公室", "我办"), ("局", "我局"), ("委员会", "我委"), ("厅", "我厅"), ("部", "我部")):
        if signatory.strip().endswith(ending):
            return word
    return "我单位"


def width(text: str) -> float:
    """How many full-width characters ``text`` takes up: digits and Latin letters are half as wide."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def set_width(text: str) -> float:
    """The width on the page: a quarter of a character more wherever digits or Latin letters meet Chinese."""
    meetings = sum(one.isascii() != other.isascii() for one, other in pairwise(text))
    return width(text) + meetings / 4


def signed(signatory: str, sealed_by: str, on: str) -> tuple[str, str, str]:
    """署名, the line below it that names a lent seal, and 成文日期, pushed to their places.

    As without a seal (GB/T 9704 7.3.5.3): the name ends two characters before the right edge and the date begins two
    characters after the name does; a longer date ends two before the edge instead, and the name moves left with it.
    The lent seal's line is centred on the name.
    """
    name_starts = round(CHARACTERS_PER_LINE - 2 - set_width(signatory))
    date_starts = min(name_starts + 2, round(CHARACTERS_PER_LINE - 2 - set_width(on)))
    name_starts = min(name_starts, date_starts - 2)
    seal_starts = name_starts + (set_width(signatory) - set_width(sealed_by)) / 2
    return _pushed(signatory, name_starts), _pushed(sealed_by, seal_starts), _pushed(on, date_starts)


def _pushed(text: str, columns: float) -> str:
    return SPACE * max(round(columns), 0) + text if text else ""


def deadline_words(words: str) -> str:
    """The sentences of an article that speak of being late; the whole article where none does."""
    sentences = [sentence + "。" for sentence in words.replace("\n", "").split("。") if sentence]
    return "".join(sentence for sentence in sentences if "逾期" in sentence) or words


def copies(count: int) -> str:
    """一式四份, 一式两份."""
    return f"一式{'两' if count == 2 else chinese_number(count)}份"


def material_of(recommends: bool, unit: str, pilot: str) -> str:
    """What came in: 你单位推荐的甲“乙”试点申报材料; a name that the form does not give is left out."""
    whose = f"你单位推荐的{unit}" if recommends else "你单位报送的"
    return f"{whose}“{pilot}”试点申报材料" if pilot else f"{whose}试点申报材料"


CORRECTION_FOUND = "依据《{rules}》（{number}，以下简称《细则》）审核，尚有下列内容需要补正，现一次告知如下。"
CORRECTION_DUE = "请按上述要求补正，于{due}前将补正后的材料报送{office}。"
CORRECTION_COPIES = "纸质材料{copies}，并附电子文本。"
RECEIVED = "{material}已于{at}收到{receipt}。"
RECEIVED_LIST = "{material}已于{at}收到{receipt}，材料清单如下："
RECEIPT_NUMBER = "，收件编号为{number}"
RECEIPT_ONLY = "本回执不表示受理或者审核通过。按照《{rules}》第十三条，试点申请由部级联席办公室统一受理。"
ACCEPTED = "上述材料予以受理。受理不表示审核通过。"
LATE_ARRIVED = "{material}于{at}送达。"
LATE_GROUND = "《{title}》（{number}）{place}规定：“{words}”"
LATE_GROUND_BARE = "依据《{title}》（{number}）{place}。"
LATE_DEADLINE = "申报截止日期为{deadline}{inclusive}，上述材料逾期送达，不予受理。"
ELECTRONIC_ONLY = "仅收到电子稿，未见签字盖章。请{units}在意见栏签字、盖章后重新报送。"
CLOSING = "特此通知。"
CLOSING_RECEIPT = "特此回执。"


def mark_size(mark: str) -> str:
    """Which of the styles for the issuer's mark fits ``mark`` into one line."""
    return next((name for name, most in MARK_STEPS if width(mark) <= most), MARK_STEPS[-1][0])
