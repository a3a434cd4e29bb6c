"""发文字号: the number under which a paper was issued, with or without the paper's title beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.script import simplified
from forms.types.cleaning import Left, clean, left_over, tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

_OPEN, _CLOSE = "〔﹝[［(（【", "〕﹞]］)）】"
_YEARED = re.compile(
    rf"[{re.escape(_OPEN)}]\s*(?P<year>[12][0-9]{{3}})\s*年?\s*[{re.escape(_CLOSE)}]\s*第?\s*0*(?P<number>[1-9][0-9]{{0,4}})\s*[号號]"
)
_NOTICE = re.compile(r"(?P<year>(?<![0-9])[12][0-9]{3})\s*年\s*第\s*0*(?P<number>[1-9][0-9]{0,4})\s*[号號]")
"""The number of a 公告, which has no 机关代字: 2021年第5号."""
_BLANK = re.compile(
    rf"[\u3400-\u9fff]{{0,14}}\s*[{re.escape(_OPEN)}][\s_]*(?:20)?[\s_]*年?[{re.escape(_CLOSE)}]\s*第?[\s_]*[号號]"
)
"""The places for year and number as a blank prints them, perhaps with the 机关代字."""
_SAMPLE = re.compile(rf"[{re.escape(_OPEN)}][0-9\s]*[Xx×]+[0-9\s]*[{re.escape(_CLOSE)}]|[Xx×]+\s*[号號]")
_CUT = re.compile(
    r".*(?:[，。、；：:,;.!?！？《》<>“”\"'（）()〔〕［］\[\]【】〈〉]|[号號](?!牌)|通知|批[复復覆]|决定|決定|意见|意見|名单|名單|的函|公告|通告|文[号號]|文件(?!局))",
    re.DOTALL,
)
"""Everything up to the end of the title that may stand before the number."""
_BESIDE = re.compile(r"^(?:根据|根據|依据|依據|按照|按|以|即|见|見)(?=[\u3400-\u9fff]{2})")
_CODE = re.compile(r"[\u3400-\u9fff]{2,14}")
_NO_CODE = re.compile("关于|關於|的|试点|試點|[年月日]")
_SHORTEST_CODE = 2


def _code_before(text: str) -> tuple[str, bool]:
    """The 机关代字 at the end of ``text``, and whether it is beyond doubt that it begins there."""
    words = _BESIDE.sub("", _CUT.sub("", text)).split()
    code = ""
    while words and (len(code) < _SHORTEST_CODE or len(words[-1]) == 1):
        code = words.pop() + code
    broken = bool(words) and "\n" in text.rstrip()[-len(code) - 2 :]
    return code, not broken and _CODE.fullmatch(code) is not None and _NO_CODE.search(code) is None


@dataclass(frozen=True)
class DocumentNumber(Kind):
    """``国标委发〔2021〕5号``: the number alone, its brackets made 〔〕; a title beside it stays in what was written."""

    name: ClassVar[str] = "doc_no"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        left = left_over(clean(raw))
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        if _BLANK.fullmatch(tidy(raw)):
            return Reading()
        if _SAMPLE.search(raw):
            return Reading(None, ("placeholder-left",))
        found = _numbers(simplified(tidy(raw), hint.script))
        if not found:
            return Reading(None, ("unreadable-value",))
        if len(found) > 1:
            return Reading(None, ("several-values",))
        value, sure = found.popitem()
        return Reading(value, () if sure else ("unreadable-value",))

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def samples(self) -> tuple[Value, ...]:
        return ("国标委发〔2021〕5号", "国标委服务联〔2013〕61号", "鄂质监标函〔2016〕76号")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        return text_field(
            "发文字号，如国标委发〔2021〕5号",
            lambda v: bool(_WHOLE.fullmatch(v)),
            "发文字号应由机关代字、〔年份〕和序号组成，如国标委发〔2021〕5号。",
        )


_WHOLE = re.compile(r"[\u3400-\u9fff]{0,14}〔[12][0-9]{3}〕[1-9][0-9]{0,4}号|[12][0-9]{3}年第[1-9][0-9]{0,4}号")


def _numbers(text: str) -> dict[str, bool]:
    """Every number in ``text``, and whether it was read beyond doubt; the same one twice counts once."""
    found: dict[str, bool] = {}
    start = 0
    for match in _YEARED.finditer(text):
        code, sure = _code_before(text[start : match.start()])
        code = code if len(code) <= 14 and _CODE.fullmatch(code) else ""
        found.setdefault(f"{code}〔{match['year']}〕{match['number']}号", sure)
        start = match.end()
    if not found:
        found = {f"{match['year']}年第{match['number']}号": True for match in _NOTICE.finditer(text)}
    return found
