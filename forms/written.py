"""What the form itself asks of every slot: that it is there, filled in, readable and well formed.

These faults belong to no rule of the list; they rest on the slot's own basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.deliveries import DIFFER, NAMES, on_paper
from forms.evidence import Evidence
from forms.finding import CODES, Severity
from forms.law import Basis, Practice
from forms.record import Answer, Beside
from forms.rules.blocks import lacks, not_printed, pending
from forms.rules.facts import Facts, PlacedBlock, Standing, may_say, page_note, quote, standing, unfit
from forms.rules.rule import Breach
from forms.spec import Field, Rows
from forms.types import SignatureCell
from forms.types.kind import Kind

_EMPTY_PRINT = re.compile(r"[\s年月日_＿()（）\[\]［］【】〔〕]+")
"""What a blank prints where nothing is to be read: a bare date, a pair of brackets, a line to write on."""

BY_ARTICLE_10 = "annex1-application"
"""The form whose blocks an article asks for; there the rules say what is missing."""

_OUR_LAYOUT = Practice("本系统样表所列意见栏")
"""The ground of what no article and no official blank asks for."""

Charge = tuple[Breach, Basis]


@dataclass(frozen=True)
class _Slot:
    """One slot with what is said of it: its place, the name people know it by, and its answer."""

    where: str
    name: str
    answer: Answer
    basis: Basis

    def charge(self, code: str, severity: Severity, message: str) -> Charge:
        return Breach(code, severity, self.where, message, evidence=on_paper(self.answer)), self.basis

    @property
    def note(self) -> str:
        return page_note(self.answer.evidence)


def written_faults(facts: Facts) -> Iterator[Charge]:
    """Every such fault of the record, in the form's order."""
    for field in facts.form.fields():
        for slot, kind in field.parts:
            yield from _field(facts, field, slot, kind)
    for rows in facts.form.rows():
        yield from _rows(facts, rows)
    for placed in facts.blocks:
        yield from _block(placed)
    if facts.form.id != BY_ARTICLE_10:
        yield from _marks(facts)


def _marks(facts: Facts) -> Iterator[Charge]:
    """What the blocks lack where no article asks for them: as grave as the programme says of a layout of our own."""
    ceiling = facts.programme.specimen_marks if facts.form.specimen else Severity.BLOCK
    if facts.record.blocks or facts.record.printed.parts or facts.record.fields:
        for breach in not_printed(facts, ceiling):
            yield breach, _OUR_LAYOUT if facts.form.specimen else facts.form.cites
    for placed in facts.blocks:
        if facts.pending(placed):
            yield pending(placed), placed.spec.basis
            continue
        duty = facts.duty(placed)
        severity = ceiling if duty is Severity.BLOCK else duty
        for found in lacks(placed, severity, placed.spec.needs):
            said = found if isinstance(found, Breach) else found.ask
            if said is not None:
                ours = facts.form.specimen and said.severity is not Severity.BLOCK
                yield said, _OUR_LAYOUT if ours else placed.spec.basis


def _field(facts: Facts, field: Field, slot: str, kind: Kind) -> Iterator[Charge]:
    answer = facts.answer(slot)
    if answer is not None:
        place = _Slot(f"fields.{slot}", f"“{facts.label(slot)}”栏{_part(field, slot)}", answer, field.basis)
        yield from _answer(place, kind, Severity.BLOCK if facts.asked(field.required) else None)
    elif facts.asked(field.required) and not _part_lost(facts, field):
        message = f"未读到“{field.label}”栏。请核对原件：表中确无此栏的，按所用表样处理。"
        yield Breach("slot-not-found", Severity.INFO, f"fields.{slot}", message), field.basis


def _part(field: Field, slot: str) -> str:
    """（联系电话）: which part of a composite label is meant."""
    return f"（{field.part_labels[field.ids.index(slot)][0]}）" if field.part_labels else ""


def _part_lost(facts: Facts, field: Field) -> bool:
    """Whether the whole part that holds the field is missing, which is said once for the part."""
    if field in facts.form.cover:
        return False
    for section in facts.form.sections:
        if not isinstance(section, Rows) and field in section.fields:
            found = any(slot in facts.record.fields for other in section.fields for slot in other.ids)
            return not found and section.id not in facts.record.printed.parts
    return False


def _answer(place: _Slot, kind: Kind | None, when_blank: Severity | None) -> Iterator[Charge]:
    """The faults of one printed slot; ``when_blank`` is how grave it is to leave it empty, ``None`` if allowed."""
    answer, state = place.answer, standing(place.answer)
    if state is Standing.BLANK:
        if when_blank is not None:
            severity = Severity.WARN if may_say(answer) else when_blank
            yield place.charge("field-missing", severity, _blank_message(place, kind))
        return
    if state is Standing.GIVEN and kind is not None:
        for fault in kind.check(answer.value):
            severity = Severity.BLOCK if fault.severe else Severity.WARN
            yield place.charge(fault.code, severity, f"{place.name}{place.note}：{fault.message}")
    doubts = list(dict.fromkeys(answer.doubts))
    if "placeholder-left" in doubts and _lacks_an_end(answer):
        yield place.charge("field-missing", when_blank or Severity.WARN, _blank_message(place, kind))
        doubts = [doubt for doubt in doubts if doubt not in {"placeholder-left", "range-end-missing"}]
    if state is Standing.UNREADABLE and not doubts:
        doubts = ["unreadable-value"]
    for doubt in doubts:
        yield place.charge(doubt, Severity.WARN, _doubt_message(place, doubt))


def _lacks_an_end(answer: Answer) -> bool:
    return isinstance(answer.value, dict) and None in answer.value.values()


def _blank_message(place: _Slot, kind: Kind | None) -> str:
    if may_say(place.answer):
        quoted = f"{quote(place.answer.raw)}{place.note}"
        return f"{place.name}只有括号内的文字{quoted}，不能判断是样表提示还是所填内容。请核对原件。"
    if kind is not None and (why := unfit(place.answer, kind)):
        return f"{place.name}写为{quote(place.answer.raw)}{place.note}：{why}。请更正后重新报送。"
    if _EMPTY_PRINT.sub("", place.answer.raw):
        return f"{place.name}仍为样表占位内容{quote(place.answer.raw)}{place.note}。请填写实际内容后重新报送。"
    return f"{place.name}未填写{place.note}。请填写后重新报送。"


def _doubt_message(place: _Slot, doubt: str) -> str:
    if doubt == DIFFER and place.answer.beside is not None:
        return _differing(place, place.answer.beside)
    read = f"写为{quote(place.answer.raw)}" if place.answer.raw.strip() else "未读出内容"
    return f"{place.name}{read}{place.note}：{CODES[doubt]}。请对照原件核对后确认或者更正。"


def _differing(place: _Slot, beside: Beside) -> str:
    """What both deliveries of the form say, each by what it is called."""
    said = "；".join(
        f"{_delivery(evidence, n)}{f'为{quote(raw)}' if raw.strip() else '此处空白'}{page_note(evidence)}"
        for n, (raw, evidence) in enumerate(((place.answer.raw, place.answer.evidence), (beside.raw, beside.evidence)))
    )
    return f"{place.name}{said}。两种报送件应当一致，请对照原件确认或者更正。"


def _delivery(evidence: Evidence | None, number: int) -> str:
    """What a delivery is called; where nothing tells, the one that the value is taken from or the other one."""
    return NAMES.get(evidence.reader if evidence else "", ("此件", "另一件")[number])


def _rows(facts: Facts, rows: Rows) -> Iterator[Charge]:
    found = facts.rows(rows.id)
    if found is None:
        return
    basis = rows.basis or facts.form.cites
    if len(found) < rows.at_least:
        lacks = "没有填写任何内容" if not found else f"只填写了{len(found)}行，应不少于{rows.at_least}行"
        message = f"“{rows.title}”{lacks}。请填写后重新报送。"
        yield Breach("rows-missing", Severity.BLOCK, f"rows.{rows.id}[{len(found)}]", message), basis
    for index, row in enumerate(found):
        yield from _row(rows, index, row)


def _row(rows: Rows, index: int, row: Mapping[str, Answer]) -> Iterator[Charge]:
    for column in rows.columns:
        for slot, kind in column.parts:
            answer = row.get(slot)
            if answer is not None:
                name = f"“{rows.title}”第{index + 1}行“{column.label}”"
                place = _Slot(f"rows.{rows.id}[{index}].{slot}", name, answer, column.basis)
                if isinstance(kind, SignatureCell):
                    yield from _signature(place, required=column.required is True)
                else:
                    yield from _answer(place, kind, Severity.WARN if column.required else None)


def _signature(place: _Slot, *, required: bool) -> Iterator[Charge]:
    """An empty cell of a list of signatures is a warning: the block of the members' signatures decides."""
    value = place.answer.value
    present = value.get("present") if isinstance(value, dict) else False
    if present is None:
        message = f"{place.name}有无签字无法判断{place.note}。请核对原件。"
        yield place.charge("signature-uncertain", Severity.WARN, message)
    elif not present and required:
        message = f"{place.name}未签字{place.note}。请由本人签字后重新报送。"
        yield place.charge("signature-missing", Severity.WARN, message)


def _block(placed: PlacedBlock) -> Iterator[Charge]:
    """Doubts of a block's unit, opinion and date; what is missing there is for the rules to say."""
    read = placed.read
    for slot, noun, answer in (
        ("unit", "单位", read.unit),
        ("opinion", "意见", read.opinion),
        ("date", "日期", read.date),
    ):
        yield from _answer(_Slot(placed.where(slot), f"{placed.name}{noun}", answer, placed.spec.basis), None, None)
