"""The answers of one report, slot by slot: taken from the applications, or stated with the request, or named as missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.spec import Block, Field, Form, Rows, When
from forms.types import SignatureCell
from forms.types.kind import Kind
from render.errors import RenderError
from render.reports.sources import Taken, agree, taken_from
from render.reports.typed import Wrong, printed, typed

LEADER = "组长"
_ROLE, _NUMBER = "group_role", "sequence"
_BLANK = Answer(None)


class Answers:
    """Everything said for one report; what is wrong or missing is noted on the way and told at once."""

    def __init__(self, form: Form, applications: Sequence[Record], facts: Mapping[str, Any], script: str) -> None:
        self._form, self._facts, self._script = form, facts, script
        self._taken: dict[str, list[Taken]] = {}
        for taken in taken_from(form, applications):
            self._taken.setdefault(taken.slot, []).append(taken)
        self._missing: dict[str, str] = {}
        self._wrong: dict[str, str] = {}
        self._unconfirmed: dict[str, str] = {}

    def record(self) -> Record:
        """The record of the report; raises :class:`RenderError` for all faults at once."""
        self._refuse_unknown()
        fields = {slot: answer for field in self._form.fields() for slot, answer in self._field(field)}
        rows = {rows.id: self._rows(rows) for rows in self._form.rows()}
        self._tell()
        blocks = tuple(_unsigned(block, fields) for block in self._form.blocks)
        return Record(self._form.id, self._form.edition, self._script, fields, rows, blocks)

    def used(self) -> tuple[str, ...]:
        """The places of the applications that the report quotes."""
        return tuple(f"{one.form}:{one.place}" for taken in self._taken.values() for one in taken)

    def as_printed(self, record: Record) -> Record:
        """``record`` with what was stated here letter by letter, as the form is to show it."""
        kinds = self._form.kinds()
        fields = {
            slot: answer if slot in self._taken else printed(kinds[slot], answer)
            for slot, answer in record.fields.items()
        }
        rows = {rows.id: tuple(_printed_row(rows, row) for row in record.rows[rows.id]) for rows in self._form.rows()}
        return replace(record, fields=fields, rows=rows)

    def _refuse_unknown(self) -> None:
        known = {*self._form.kinds(), *(rows.id for rows in self._form.rows())}
        for name in sorted(set(self._facts) - known):
            self._wrong[name] = f"表中没有“{name}”这一栏。"

    def _field(self, field: Field) -> Iterator[tuple[str, Answer]]:
        for slot, kind in field.parts:
            stated = self._typed(slot, field.label, kind, self._facts.get(slot))
            answer = self._agreed(slot, field.label, stated)
            self._note_missing(slot, field, answer)
            yield slot, answer or _BLANK

    def _typed(self, place: str, label: str, kind: Kind, given: Any) -> Answer | None:
        try:
            return typed(kind, given, self._script)
        except Wrong as wrong:
            self._wrong[place] = f"“{label}”：{wrong}"
            return None

    def _agreed(self, slot: str, label: str, stated: Answer | None) -> Answer | None:
        """What the applications say; the officer's word decides between them, and stands alone where they say nothing."""
        said = [taken.answer for taken in self._taken.get(slot, ())]
        if not said:
            return stated
        if any(answer.needs_review for answer in said):
            self._unconfirmed[slot] = label
        meant = [answer for answer in said if stated is None or agree([answer, stated])]
        if stated is not None and not meant:
            self._wrong[slot] = (
                f"“{label}”写作“{stated.value}”，与申请材料的“{said[0].value}”不一致，请先更正其中之一。"
            )
        elif stated is None and not agree(said):
            both = "”与“".join(dict.fromkeys(str(answer.value) for answer in said))
            self._wrong[slot] = f"“{label}”在各份申请材料中不一致（“{both}”），请写明以哪一个为准。"
        return (meant or said)[0]

    def _note_missing(self, place: str, field: Field, answer: Answer | None) -> None:
        if answer is None and place not in self._wrong and self._required(field):
            self._missing[place] = field.label

    def _required(self, field: Field) -> bool:
        if isinstance(field.required, When):
            return self._facts.get(field.required.answered) not in (None, "", [])
        return field.required

    def _rows(self, rows: Rows) -> tuple[dict[str, Answer], ...]:
        given = self._facts.get(rows.id) or []
        if not isinstance(given, Sequence) or isinstance(given, str) or not all(isinstance(r, Mapping) for r in given):
            self._wrong[rows.id] = f"“{rows.title}”应为若干行，每行写明各栏。"
            return ()
        if len(given) < rows.at_least:
            self._missing[rows.id] = rows.title
        made = tuple(self._row(rows, number, row) for number, row in enumerate(given))
        self._check_leader(rows, made)
        return made

    def _row(self, rows: Rows, number: int, given: Mapping[str, Any]) -> dict[str, Answer]:
        known = {slot for column in rows.columns for slot, kind in column.parts if not isinstance(kind, SignatureCell)}
        for name in sorted(set(given) - known):
            self._wrong[f"{rows.id}[{number}].{name}"] = f"第{number + 1}行没有可以填写的“{name}”栏，签名由本人手写。"
        return {slot: answer for column in rows.columns for slot, answer in self._cells(rows, number, column, given)}

    def _cells(self, rows: Rows, number: int, column: Field, given: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
        for slot, kind in column.parts:
            if isinstance(kind, SignatureCell):
                yield slot, Answer(SignatureMark(False).to_json())
                continue
            place, label = f"{rows.id}[{number}].{slot}", f"第{number + 1}行{column.label}"
            counted = number + 1 if slot == _NUMBER else None
            stated = self._typed(place, label, kind, given.get(slot, counted))
            if stated is None and place not in self._wrong and self._required(column):
                self._missing[place] = label
            yield slot, stated or _BLANK

    def _check_leader(self, rows: Rows, made: Sequence[Mapping[str, Answer]]) -> None:
        """A group has one leader, who signs for it."""
        if not made or not all(_ROLE in row for row in made):
            return
        leaders = sum(row[_ROLE].value == LEADER for row in made)
        if leaders > 1:
            self._wrong[rows.id] = f"“{rows.title}”中有{leaders}名组长，应为1名。"
        elif not leaders and all(row[_ROLE].value for row in made):
            self._missing[rows.id] = LEADER

    def _tell(self) -> None:
        title = f"《{self._form.title}》"
        wrong = "".join(self._wrong.values())
        if self._missing:
            lacking = "、".join(f"“{label}”" for label in self._missing.values())
            places = {place: f"请填写“{label}”。" for place, label in self._missing.items()}
            message = f"{title}缺少{lacking}，请补充后再生成。" + (f"另外，{wrong}" if wrong else "")
            raise RenderError("detail-missing", message, places | self._wrong)
        if self._wrong:
            raise RenderError("detail-wrong", f"{title}：{wrong}", self._wrong)
        if unsure := self._unconfirmed:
            labels = "、".join(f"“{label}”" for label in unsure.values())
            raise RenderError(
                "value-unconfirmed",
                f"{title}要用到的{labels}在申请材料中尚未核对，请对照原件确认后再生成。",
                {slot: f"“{label}”尚未核对。" for slot, label in unsure.items()},
            )


def _printed_row(rows: Rows, row: Mapping[str, Answer]) -> dict[str, Answer]:
    return {slot: printed(kind, row[slot]) for column in rows.columns for slot, kind in column.parts}


def _unsigned(block: Block, fields: Mapping[str, Answer]) -> BlockRecord:
    """A block as printed, with the unit whose it is: opinion, signature, seal and date are given by hand."""
    owner = fields.get(block.unit_from) if block.unit_from else None
    unit = Answer(owner.value) if owner else _BLANK
    return BlockRecord(block.id, unit, _BLANK, _BLANK, SignatureMark(False), SealMark(False))
