"""Whether a step was taken, with what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forms.patterns import late
from forms.record import Value
from forms.types.kind import NO_HINT, Hint, Reading
from forms.types.yes_no import YesNoText, explanation

_SIGNS = " 。，,、；;：:！!.\n"
_TICK = late(r"[\s（(\[]*[√✓✔☑☒][\s）)\]]*")
_EDGE = r"(?=[\s。，,、；;：:！!.（(]|$)"
_YES = late(rf"^(?:是|有|完成|已完成|已){_EDGE}")
_NO = late(rf"^(?:否|无|没有|未完成|尚未完成|未){_EDGE}")
_ACT = "宣布|听取|查阅|查看|考核|检查|走访|察看|调查|测评|打分|评分|形成|通报|反馈|提出|召开|进行|开展|完成|实施|组织"
_DONE = late(rf"已经?(?:{_ACT}|按|向|对|于|在|就)|(?:{_ACT})了|(?:{_ACT})完毕")
_NOT_DONE = late(rf"(?:未|没|没有)能?(?:够|按时|按期|如期)?(?:{_ACT})")


@dataclass(frozen=True)
class DoneText(YesNoText):
    """``{"answer": bool, "text": str}``: true is 是, 已宣布 or 听取了; a text that says neither is undecided, in doubt."""

    words: ClassVar[tuple[str, str]] = ("是", "否")

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        if _TICK.fullmatch(raw):
            return Reading({"answer": True, "text": ""})
        return super().read(raw, hint)

    def judge(self, text: str) -> tuple[bool, str] | None:
        """The leading answer word, else what the sentences say was done; ``None`` where one gainsays another."""
        text = text.lstrip(_SIGNS)
        done, not_done = _DONE.search(text) is not None, _NOT_DONE.search(text) is not None
        if lead := _YES.match(text):
            rest = explanation(text[lead.end() :])
            return None if not_done or _NO.match(rest) else (True, rest)
        if lead := _NO.match(text):
            rest = explanation(text[lead.end() :])
            return None if done or _YES.match(rest) else (False, rest)
        return (done, text) if done is not not_done else None

    def samples(self) -> tuple[Value, ...]:
        return (
            {"answer": True, "text": "9月10日上午召开首次会议，宣布评估组成员名单。"},
            {"answer": True, "text": ""},
            {"answer": False, "text": "因当日停业，改日补做"},
        )
