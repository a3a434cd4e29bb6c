"""What is ordered of a paper: its parties, its facts, and the pilots it is about, each by its record or as stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from forms.periods import earliest, is_date, latest
from render.papers.kinds import Party
from render.papers.paper import Paper
from render.papers.request import PilotFacts
from webhook.service.plain_text import demand_text
from webhook.service.problems import Invalid

UNIT, PILOT, RECOMMENDER = "〈承担单位〉", "〈试点名称〉", "〈推荐单位〉"
"""What stands among addressees, copies and enclosures for something of each pilot."""
MARKS = {
    UNIT: "unit", PILOT: "name", RECOMMENDER: "recommended_by",
    "〈承擔單位〉": "unit", "〈試點名稱〉": "name", "〈推薦單位〉": "recommended_by",
    "{unit}": "unit", "{pilot}": "name", "{recommender}": "recommended_by",
}  # fmt: skip
_SAID = {"unit": "承担单位", "name": "试点名称", "recommended_by": "推荐单位"}
MOST_PILOTS = 500
TEXT_LENGTH = 5_000
_SHORT = ("issuer", "signatory", "seal_owner", "number", "contact")
SHORT_LENGTH = 200


@dataclass(frozen=True)
class PilotChoice:
    """One pilot: that of a paper of ``submission`` (the first recognised one unless ``form`` names it), or as stated.

    What is stated beside a record adds what the record does not hold. ``facts`` hold for this pilot's letter alone.
    """

    submission: str | None = None
    form: str | None = None
    name: str = ""
    unit: str = ""
    guarantors: tuple[str, ...] = ()
    code: str = ""
    period: tuple[str, str] | None = None
    recommended_by: str = ""
    result: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def stated(self) -> PilotFacts:
        """What was stated, for a pilot without a record."""
        texts = {name: getattr(self, name).strip() for name in ("name", "unit", "code", "recommended_by", "result")}
        return PilotFacts(**texts, guarantors=tuple(self.guarantors), period=self.period)

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "guarantors": list(self.guarantors),
            "period": list(self.period) if self.period else None,
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> PilotChoice:
        period = data.get("period")
        told = {**data, "guarantors": tuple(data.get("guarantors") or ()), "period": tuple(period) if period else None}
        return PilotChoice(**told)


@dataclass(frozen=True)
class PaperOrder:
    """One paper as an officer asks for it. ``None`` takes what is usual: the issuer signs, the paper's own layout and
    kind, the programme of the pilots.

    Addressees, copies and enclosures may hold :data:`MARKS`.
    """

    paper: str
    issuer: str = ""
    addressees: tuple[str, ...] = ()
    programme: str | None = None
    signatory: str | None = None
    seal_owner: str | None = None
    layout: str | None = None
    type: str | None = None
    number: str | None = None
    copies_to: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    contact: str = ""
    script: str = "hans"
    facts: Mapping[str, Any] = field(default_factory=dict)
    pilots: tuple[PilotChoice, ...] = ()

    def check(self) -> None:
        """Raise :class:`Invalid` for a text that cannot be kept, too long a text, too many pilots, or no such script."""
        told = self.to_json()
        demand_text(told)
        faults = {name: f"最多{SHORT_LENGTH}字。" for name in _SHORT if len(getattr(self, name) or "") > SHORT_LENGTH}
        for name in ("addressees", "copies_to", "enclosures"):
            if any(len(text) > SHORT_LENGTH for text in getattr(self, name)) or len(getattr(self, name)) > MOST_PILOTS:
                faults[name] = f"每项最多{SHORT_LENGTH}字，最多{MOST_PILOTS}项。"
        if len(self.pilots) > MOST_PILOTS:
            faults["pilots"] = f"一次最多{MOST_PILOTS}个试点，所选的有{len(self.pilots)}个。"
        if not all(pilot.period is None or _is_period(pilot.period) for pilot in self.pilots):
            faults["pilots"] = "试点期限应当写明起止年月，止不早于起，例如 2016-05 至 2018-05。"
        if self.script not in ("hans", "hant"):
            faults["script"] = "应为 hans（简体）或者 hant（繁体）。"
        if faults:
            said = "".join(f"{_LABELS.get(name, name)}{message}" for name, message in faults.items())
            raise Invalid("order-wrong", said, "请更正后重新提交；此次内容未保存。", faults)

    def of(self, pilot: PilotChoice) -> PaperOrder:
        """The order of one pilot's letter in a batch."""
        return replace(self, facts={**self.facts, **pilot.facts}, pilots=(replace(pilot, facts={}),))

    def to_json(self) -> dict[str, Any]:
        lists = {name: list(getattr(self, name)) for name in ("addressees", "copies_to", "enclosures")}
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**plain, **lists, "facts": dict(self.facts), "pilots": [pilot.to_json() for pilot in self.pilots]}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> PaperOrder:
        lists = {name: tuple(data.get(name) or ()) for name in ("addressees", "copies_to", "enclosures")}
        pilots = tuple(PilotChoice.from_json(one) for one in data.get("pilots") or ())
        return PaperOrder(**{**data, **lists, "pilots": pilots})


_LABELS = {
    "issuer": "发文机关", "signatory": "署名单位", "seal_owner": "用印机关", "number": "发文字号", "contact": "联系人",
    "addressees": "主送机关", "copies_to": "抄送机关", "enclosures": "附件", "pilots": "", "script": "字体",
}  # fmt: skip


def asked_of_pilots(paper: Paper) -> tuple[str, ...]:
    """What is to be said of each pilot beside its record, because no record holds it."""
    recommended = Party.DEPARTMENT in (*paper.to, *paper.copies_usual) or "推荐单位" in paper.columns
    concluded = "结论" in paper.columns
    return (*(["recommended_by"] if recommended else []), *(["result"] if concluded else []))


def _is_period(period: Sequence[object]) -> bool:
    """Whether a stated period is a beginning and an end no earlier."""
    if len(period) != 2:
        return False
    start, end = period
    return is_date(start) and is_date(end) and earliest(start) <= latest(end)


def for_pilots(texts: Sequence[str], pilots: Sequence[PilotFacts], paper: str) -> tuple[str, ...]:
    """``texts`` with what they say of each pilot in its place, each once.

    Raises :class:`Invalid` where a pilot's record does not hold it.
    """
    made: list[str] = []
    for text in texts:
        used = [mark for mark in MARKS if mark in text]
        for pilot in pilots if used else ():
            told = text
            for mark in used:
                if not getattr(pilot, MARKS[mark]):
                    raise Invalid(
                        "detail-missing",
                        f"{paper}：“{pilot.name}”没有写明{_SAID[MARKS[mark]]}。",
                        "请直接填写单位名称。",
                    )
                told = told.replace(mark, getattr(pilot, MARKS[mark]))
            made.append(told)
        made += [] if used else [text]
    return tuple(dict.fromkeys(text.strip() for text in made if text.strip()))
