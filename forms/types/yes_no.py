"""有 or 无, with what is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from forms.patterns import late
from forms.record import Value
from forms.script import simplified
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Hint, Kind, Reading
from forms.types.options import BOX, Choice, boxes

if TYPE_CHECKING:
    from marshmallow import Schema
    from marshmallow import fields as ma

_EDGE = r"(?=[\s。，,、；;：:！!.（(]|$)"
_THESE = r"(?:(?:此|该|該|这|這|上述|以上)[类類种種]?(?:情况|情況|情形|事件|事故|问题|問題|现象|現象))?"
"""无此类情况, 未发生上述事故: what was asked about, by a word that points at it."""
_NO = late(rf"^(?:均|都|暂|皆|从)?(?:没有发生过?|未发生过?|不存在|不涉及|没有|未有|无|否){_THESE}{_EDGE}")
_YES = late(rf"^(?:发生过|存在|有|是){_EDGE}")
_ECHO = late(r"^[^：:。\n]*有无[^：:。\n]*[：:]")
_SIGNS = " 。，,、；;：:！!.\n"
_EXPLAINS = late(r"^请?(?:具体|简要|详细)?(?:说明|注明|写明|列明|情况|情况说明|说明情况)[：:]\s*")
_OPTION = "(?:没有|有|无|是|否)"
_OPTIONS = ("没有", "有", "无", "是", "否")
_BOTH = late(r"(?:有|是|存在)[\s/／、或和与]*(?:没有|无|否|不存在)")
"""Both words as a blank prints them, none chosen."""
_OFFERED = late(r"^[（(](?:有[/／、或]无|是[/／、或]否)[)）]\s*(?=\S)")
"""Both words in brackets before the answer, as a blank prints them."""
_EMPTY_BRACKETS = late(r"[（(\[【]\s*[)）\]】]")
_OTHER_OPTION = late(rf"^[\s/／、]*{_OPTION}(?=[\s/／、]|$)|(?<=[\s/／、]){_OPTION}[\s/／、]*$")
_BOX_AND_WORD = late(rf"(?:{BOX.pattern})\s*{_OPTION}")
_WORD_AND_BOX = late(rf"{_OPTION}\s*(?:{BOX.pattern})")
_EXPLAIN_HERE = late(r"[（(]?请?(?:简要)?说明[：:]?[\s_＿]*[)）]|[_＿]{2,}")
_CLAUSE = late(r"[，。；,;！!\n（）()]+|但|却|不过")
_LISTED = late(r"[\u3400-\u9fff][：:]\s*(没有|有|无|是|否)(?=[\s\d。，,；;、（(]|$)")
"""事故：无；通报批评：有: answers one by one, each behind what it answers."""
_TWISTED = late(
    r"并非|不是没|不无|无不|没有不|未尝不|未必|非无|除.*外|基本[无没未]|几乎|不详|待[查核]|不清楚|不能排除|难免|可能"
)
_BAD = "事故|投诉|处罚|处分|通报|曝光|事件|问题|故障|火灾|伤|亡|纠纷|案|违法|违规|污染|泄漏"
_HAPPENED = late(
    rf"(?:有|发生|出现|存在|受到|曾|被|造成|引发|导致).{{0,20}}(?:{_BAD})|(?:{_BAD}).{{0,6}}(?:[一二三四五六七八九\d]+[起次件宗])"
)
_NOT = late("未|无|没|不存在|不曾|零|杜绝|从不|否")
_DENIED = late(
    r"(?:未|没有?|不曾)(?:曾|再|有)?(?:发生|出现|受到|受过|收到|存在|造成|引发|被)|(?:未|无|没有?|不存在|零|杜绝)"
    rf"(?:(?!受到|受过|被|造成|导致|引发|出现|发生).){{0,30}}?(?:{_BAD})|(?:未有|没有|无|不存在|不涉及)$"
)
_ASIDE = late(r"预防|防止|避免|防范|应急|如有|若|一旦|制度|机制|预案|[设建配拥具]有|电话|渠道|办法|处理")


def _states(clause: str) -> set[bool]:
    """What a clause says: that something happened, that nothing did, neither, or both where it cannot be told.

    A denial counts only before what it denies (发生火灾未造成伤亡 says both), and only where it governs it.
    """
    clause = re.sub("所有|有关", "", clause)
    denied, happened = _DENIED.search(clause), _HAPPENED.search(clause)
    if denied:
        return {False, True} if happened and happened.start() < denied.start() else {False}
    if happened is None or _ASIDE.search(clause):
        return set()
    return {False, True} if _NOT.search(clause) else {True}


def _said(text: str) -> set[bool]:
    listed = {found[1] in ("有", "是") for found in _LISTED.finditer(text)}
    return listed.union(*map(_states, _CLAUSE.split(text)))


def judge(text: str) -> tuple[bool, str] | None:
    """The answer of a clean simplified text and its explanation; ``None`` where it cannot be decided.

    A leading answer word (无。, 有，) is taken off; a sentence without one is the explanation as a whole, and answers
    only if none of its clauses says the opposite of another.
    """
    text = _ECHO.sub("", text).lstrip(_SIGNS)
    if not text or _TWISTED.search(text) or _BOTH.fullmatch(text.rstrip(_SIGNS)):
        return None
    if lead := _NO.match(text):
        rest = explanation(text[lead.end() :])
        return None if _YES.match(rest) or True in _said(rest) else (False, rest)
    if lead := _YES.match(text):
        rest = explanation(text[lead.end() :])
        return None if _NO.match(rest) else (True, rest)
    said = _said(text)
    return (True in said, text) if len(said) == 1 else None


def _none_chosen(text: str) -> bool:
    """Whether ``text`` is both words as printed, with empty brackets beside them: 是（　）否（　）."""
    return _BOTH.fullmatch(_EMPTY_BRACKETS.sub(" ", text).strip(_SIGNS)) is not None


def explanation(rest: str) -> str:
    """What follows the answer word, as written: only the signs between the two are taken off, and brackets round it."""
    bare = _EXPLAINS.sub("", rest.lstrip(_SIGNS)).lstrip(_SIGNS)
    wrapped = re.fullmatch(r"[（(]([^（）()]*)[）)]", bare.rstrip(_SIGNS))
    return _EXPLAINS.sub("", wrapped[1]).strip(_SIGNS) if wrapped else bare


def _ticked_statement(raw: str, choice: Choice) -> str:
    """The ticked word and whatever is written besides the options; empty where none or several are ticked."""
    if len(choice.ticked) != 1 or not (word := re.match("没有|有|无|是|否", choice.ticked[0])):
        return choice.ticked[0] if len(choice.ticked) == 1 else ""
    text = simplified(clean(raw))
    first = min(
        filter(None, (_BOX_AND_WORD.search(text), _WORD_AND_BOX.search(text))), key=lambda m: m.start(), default=None
    )
    rest = first.re.sub(" ", text) if first else text
    rest = rest if len(choice.offered) > 1 else _OTHER_OPTION.sub(" ", rest)
    rest = _EXPLAINS.sub("", _EXPLAIN_HERE.sub(" ", rest).lstrip(_SIGNS).rstrip())
    return f"{word[0]}。{rest}"


@cache
def _schema() -> type[Schema]:
    """An answer and its explanation."""
    from marshmallow import fields as ma

    from forms.types.validation import TEXT_MESSAGES, YES_NO_MESSAGES, StatedSchema

    class YesNoSchema(StatedSchema):
        """An answer and its explanation."""

        answer = ma.Boolean(
            required=True,
            truthy={True},
            falsy={False},
            error_messages=YES_NO_MESSAGES,
            metadata={"description": "true 为有、是，false 为无、否"},
        )
        text = ma.String(required=True, error_messages=TEXT_MESSAGES, metadata={"description": "说明"})

    return YesNoSchema


@dataclass(frozen=True)
class YesNoText(Kind):
    """``{"answer": bool, "text": str}``: true is 有 or 是; ``text`` is what is said besides the bare answer word."""

    name: ClassVar[str] = "yes_no+text"
    words: ClassVar[tuple[str, str]] = ("有", "无")

    def judge(self, text: str) -> tuple[bool, str] | None:
        """The answer of a clean simplified text and what it says besides; ``None`` where it cannot be decided."""
        return judge(text)

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = clean(raw)
        choice = boxes(raw, _OPTIONS)
        if choice is not None:
            text = _ticked_statement(raw, choice)
        else:
            left = left_over(text)
            if left in (Left.BLANK, Left.SAMPLE):
                return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        text = _OFFERED.sub("", simplified(text, hint.script))
        judged = None if _none_chosen(text) else self.judge(text)
        if judged is None:
            return Reading(None, ("choice-unclear",))
        return Reading({"answer": judged[0], "text": clean(judged[1])})

    def show(self, value: Value) -> str:
        if not isinstance(value, dict):
            return ""
        word = self.words[0 if value["answer"] else 1]
        return f"{word}。{value['text']}" if value["text"] else word

    def samples(self) -> tuple[Value, ...]:
        return (
            {"answer": False, "text": "近3年来未发生质量、安全、环保事故，未受到通报批评和行政处分。"},
            {"answer": True, "text": "2015年6月发生一起服务质量投诉，已于当月整改完毕"},
            {"answer": False, "text": ""},
        )

    def field(self) -> ma.Field[Any]:
        from marshmallow import fields as ma

        from forms.types.validation import OBJECT_MESSAGES

        return ma.Nested(
            _schema(),
            error_messages=OBJECT_MESSAGES,
            metadata={"description": "有无：answer 为 true（有、是）或者 false（无、否），text 为说明"},
        )
