"""Corrections to a record: one change at one place, judged by the kind of answer that stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError

from forms.deliveries import BY_HAND, on_paper
from forms.evidence import Evidence
from forms.finding import CODES
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark, Value
from forms.spec import Form
from forms.types import Date, LongText, Org, SignatureCell
from forms.types.kind import Kind
from webhook.service.problems import Invalid

PLACE = re.compile(
    r"fields\.(?P<field>\w+)"
    r"|rows\.(?P<rows>\w+)\[(?P<row>\d{1,5})\]\.(?P<column>\w+)"
    r"|blocks\[(?P<block>\d{1,4})\]\.(?P<part>unit|opinion|date|signature|seal)",
    re.ASCII,
)
"""Where a change may be made; ``where`` of the contract."""

BLOCK_KINDS: Mapping[str, Kind] = {"unit": Org(), "opinion": LongText(), "date": Date()}
Held = Answer | SignatureMark | SealMark


@dataclass(frozen=True)
class Change:
    """One change. Exactly one of these is asked for: a new text ``raw``, a new ``value``, or ``confirm`` as read."""

    where: str
    raw: str | None = None
    value: Any = None
    has_value: bool = False
    confirm: bool = False

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Change:
        change = Change(
            data["where"], data.get("raw"), data.get("value"), "value" in data, bool(data.get("confirm", False))
        )
        if [change.raw is not None, change.has_value, change.confirm].count(True) != 1:
            raise _invalid(change.where, "应当且只能给出 raw、value、confirm 之一")
        return change

    def to_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"where": self.where}
        if self.raw is not None:
            out["raw"] = self.raw
        if self.has_value:
            out["value"] = self.value
        if self.confirm:
            out["confirm"] = True
        return out


def _invalid(where: str, why: str) -> Invalid:
    return Invalid("invalid-change", f"{where}：{why}。", "请更正后重新提交；此次提交的更改均未保存。")


def corrected(record: Record, form: Form, change: Change) -> Record:
    """The record with one change made; :class:`Invalid` names the place where it cannot be made."""
    place = PLACE.fullmatch(change.where)
    if place is None:
        raise _invalid(change.where, "没有这个位置")
    if place["field"]:
        return _in_fields(record, form, change, place["field"])
    if place["rows"]:
        return _in_rows(record, form, change, place)
    return _in_blocks(record, change, int(place["block"]), place["part"])


def _in_fields(record: Record, form: Form, change: Change, slot: str) -> Record:
    kind = form.kinds().get(slot)
    if kind is None:
        raise _invalid(change.where, "表样没有此栏")
    answer = _answered(record.fields.get(slot), kind, change)
    return replace(record, fields={**record.fields, slot: answer})


def _in_rows(record: Record, form: Form, change: Change, place: re.Match[str]) -> Record:
    """A change in a row; the row after the last one may be begun."""
    section, column, index = place["rows"], place["column"], int(place["row"])
    kinds = {slot: kind for rows in form.rows() if rows.id == section for c in rows.columns for slot, kind in c.parts}
    rows = record.rows.get(section, ())
    if column not in kinds or index > len(rows):
        raise _invalid(change.where, "表中没有此格")
    row = dict(rows[index]) if index < len(rows) else {}
    row[column] = _answered(row.get(column), kinds[column], change)
    return replace(record, rows={**record.rows, section: (*rows[:index], row, *rows[index + 1 :])})


def _in_blocks(record: Record, change: Change, index: int, part: str) -> Record:
    if index >= len(record.blocks):
        raise _invalid(change.where, "没有这个意见栏")
    block = record.blocks[index]
    if part == "signature":
        block = replace(block, signature=_signed(block.signature, change))
    elif part == "seal":
        block = replace(block, seal=_sealed(block.seal, change))
    else:
        block = _in_block(block, part, change)
    return replace(record, blocks=(*record.blocks[:index], block, *record.blocks[index + 1 :]))


def _in_block(block: BlockRecord, part: str, change: Change) -> BlockRecord:
    answers = {name: getattr(block, name) for name in BLOCK_KINDS}
    answers[part] = _answered(answers[part], BLOCK_KINDS[part], change)
    return replace(block, unit=answers["unit"], opinion=answers["opinion"], date=answers["date"])


def _answered(held: Answer | None, kind: Kind, change: Change) -> Answer:
    """The answer as the officer states or confirms it: sure, without doubts, still beside its place."""
    if isinstance(kind, SignatureCell):
        return _signed_cell(held, change)
    if change.confirm:
        if held is None:
            raise _invalid(change.where, "没有可以确认的内容")
        return replace(held, score=1.0, needs_review=False, doubts=())
    value, raw = _stated(kind, change)
    return Answer(value, raw, 1.0, False, _by_hand(held), beside=held.beside if held else None)


def _signed_cell(held: Answer | None, change: Change) -> Answer:
    """A cell that is signed, as the officer saw it; what is typed or written there stays as it was read."""
    told = held.value if held is not None and isinstance(held.value, dict) else {"present": False}
    mark = _signed(SignatureMark(told.get("present"), evidence=on_paper(held) if held else None), change)
    raw = held.raw if held is not None else ""
    return Answer(mark.to_json(), raw, 1.0, False, mark.evidence, beside=held.beside if held else None)


def _stated(kind: Kind, change: Change) -> tuple[Value, str]:
    """Value and text of a change; what a kind cannot read for sure is refused, never guessed.

    A code whose check digit fails is taken as it is typed: it is what the paper says, and a finding tells its fault.
    """
    if change.raw is None:
        value = _validated(kind, change)
        return value, "" if value is None else kind.show(value)
    reading = kind.read(change.raw)
    unsure = [doubt for doubt in reading.doubts if doubt != "code-invalid"]
    if unsure:
        titles = "、".join(CODES[doubt] for doubt in unsure)
        raise _invalid(change.where, f"填写的内容无法确定（{titles}），请写得更完整")
    if reading.value is None and change.raw.strip():
        raise _invalid(change.where, "填写的内容等于空白，要清空请改用“清空”（value: null）")
    return reading.value, change.raw


def _validated(kind: Kind, change: Change) -> Value:
    if change.value is None:
        return None
    try:
        loaded: Value = kind.field().deserialize(change.value)
    except ValidationError as error:
        raise _invalid(change.where, _said(error.messages)) from None
    return loaded


def _said(messages: Any) -> str:
    """Marshmallow's messages as one phrase."""
    if isinstance(messages, Mapping):
        return "；".join(_said(inner) for inner in messages.values())
    if isinstance(messages, list):
        return "；".join(_said(inner) for inner in messages)
    return str(messages).rstrip("。")


def _by_hand(held: Held | None) -> Evidence:
    at = on_paper(held) if isinstance(held, Answer) else held.evidence if held else None
    return replace(at, reader=BY_HAND) if at else Evidence(BY_HAND)


def _signed(held: SignatureMark, change: Change) -> SignatureMark:
    if change.confirm:
        if held.present is None:
            raise _invalid(change.where, "有无签字尚无法判断，请用 value 说明 present")
        return replace(held, score=1.0, needs_review=False)
    return SignatureMark(_mark(change, {"present"})["present"], 1.0, False, _by_hand(held))


def _sealed(held: SealMark, change: Change) -> SealMark:
    """A seal as the officer states it. Confirming one that is there says that it is the unit's own."""
    if change.confirm:
        if held.present is None:
            raise _invalid(change.where, "有无印章尚无法判断，请用 value 说明 present")
        matches = True if held.present and held.matches_unit is None else held.matches_unit
        return replace(held, matches_unit=matches, score=1.0, needs_review=False)
    stated = _mark(change, {"present", "matches_unit", "text"})
    if not stated["present"]:
        return SealMark(False, score=1.0, evidence=_by_hand(held))
    known = replace(held, present=True, kind=held.kind or "round", score=1.0, needs_review=False)
    return replace(
        known,
        matches_unit=stated.get("matches_unit", True),
        text=stated.get("text", held.text),
        evidence=_by_hand(held),
    )


def _mark(change: Change, allowed: set[str]) -> dict[str, Any]:
    """The stated mark: an object with ``present``, or true or false alone."""
    stated = {"present": change.value} if isinstance(change.value, bool) else change.value
    if not isinstance(stated, dict) or not isinstance(stated.get("present"), bool) or set(stated) - allowed:
        raise _invalid(
            change.where, f"value 应为对象，可含 {'、'.join(sorted(allowed))}，其中 present 为 true 或者 false"
        )
    if not isinstance(stated.get("matches_unit", True), bool) or not isinstance(stated.get("text", ""), str):
        raise _invalid(change.where, "matches_unit 应为 true 或者 false，text 应为文字")
    return stated
