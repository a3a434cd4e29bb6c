"""What a document says, slot by slot: answers, rows and sign blocks with their evidence, and JSON both ways.

The JSON shapes are those of the extraction contract (``docs/contract.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.evidence import Evidence

Value = str | int | float | bool | list[Any] | dict[str, Any] | None
"""A typed, normalised answer: whatever JSON can say."""


def _evidence(data: dict[str, Any] | None) -> Evidence | None:
    return Evidence.from_json(data) if data else None


def _evidence_json(evidence: Evidence | None) -> dict[str, Any] | None:
    return evidence.to_json() if evidence else None


@dataclass(frozen=True)
class Beside:
    """What another delivery of the same form says in the slot: its text and place, and whether it says the same."""

    raw: str
    agrees: bool
    evidence: Evidence | None = None

    def to_json(self) -> dict[str, Any]:
        return {"raw": self.raw, "agrees": self.agrees, "evidence": _evidence_json(self.evidence)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Beside:
        return Beside(data["raw"], data["agrees"], _evidence(data.get("evidence")))


@dataclass(frozen=True)
class Answer:
    """One slot's answer. ``raw`` is exactly what stands there; ``score`` is 0–1; ``needs_review`` asks for a look."""

    value: Value
    raw: str = ""
    score: float = 1.0
    needs_review: bool = False
    evidence: Evidence | None = None
    doubts: tuple[str, ...] = ()
    """Codes of :mod:`forms.finding` saying why a look is asked for."""
    beside: Beside | None = None
    """Where the form was delivered twice and both deliveries have the slot: what the other one says."""

    def to_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "value": self.value,
            "raw": self.raw,
            "score": round(self.score, 3),
            "needs_review": self.needs_review,
            "evidence": _evidence_json(self.evidence),
        }
        if self.doubts:
            out["doubts"] = list(self.doubts)
        if self.beside:
            out["beside"] = self.beside.to_json()
        return out

    @staticmethod
    def from_json(data: dict[str, Any]) -> Answer:
        return Answer(
            data["value"],
            data["raw"],
            data["score"],
            data["needs_review"],
            _evidence(data.get("evidence")),
            tuple(data.get("doubts", ())),
            Beside.from_json(data["beside"]) if data.get("beside") else None,
        )


@dataclass(frozen=True)
class SignatureMark:
    """Whether a handwritten signature stands there; ``present`` is ``None`` where it cannot be told."""

    present: bool | None
    score: float = 1.0
    needs_review: bool = False
    evidence: Evidence | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "present": self.present,
            "score": round(self.score, 3),
            "needs_review": self.needs_review,
            "evidence": _evidence_json(self.evidence),
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> SignatureMark:
        return SignatureMark(data["present"], data["score"], data["needs_review"], _evidence(data.get("evidence")))


@dataclass(frozen=True)
class SealMark:
    """Whether an official seal stands there, and whose: ``text`` is the rim, ``center`` the line in the middle."""

    present: bool | None
    kind: str | None = None
    text: str | None = None
    center: str | None = None
    matches_unit: bool | None = None
    score: float = 1.0
    needs_review: bool = False
    evidence: Evidence | None = None
    beside: str | None = None
    """What stands on another seal beside the unit's own (empty: not read); ``None`` where there is none."""

    def to_json(self) -> dict[str, Any]:
        return {
            "present": self.present,
            "kind": self.kind,
            "text": self.text,
            "center": self.center,
            "matches_unit": self.matches_unit,
            "score": round(self.score, 3),
            "needs_review": self.needs_review,
            "evidence": _evidence_json(self.evidence),
            **({} if self.beside is None else {"beside": self.beside}),
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> SealMark:
        return SealMark(
            data["present"],
            data.get("kind"),
            data.get("text"),
            data.get("center"),
            data.get("matches_unit"),
            data["score"],
            data["needs_review"],
            _evidence(data.get("evidence")),
            data.get("beside"),
        )


@dataclass(frozen=True)
class BlockRecord:
    """One opinion block as printed: whose, what it says, when, and the marks on it."""

    id: str
    unit: Answer
    opinion: Answer
    date: Answer
    signature: SignatureMark
    seal: SealMark
    evidence: Evidence | None = None

    @property
    def answers(self) -> tuple[Answer, Answer, Answer]:
        """Its unit, its opinion and its date."""
        return self.unit, self.opinion, self.date

    def each(self, change: Callable[[Answer], Answer]) -> BlockRecord:
        """The block with each of its answers changed."""
        return replace(self, unit=change(self.unit), opinion=change(self.opinion), date=change(self.date))

    @property
    def empty(self) -> bool:
        """No unit written, no opinion, no date and certainly no mark: the block stands as printed."""
        written = any(answer.raw.strip() and answer.value is not None for answer in self.answers)
        return not written and self.signature.present is False and self.seal.present is False

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "unit": self.unit.to_json(),
            "opinion": self.opinion.to_json(),
            "date": self.date.to_json(),
            "signature": self.signature.to_json(),
            "seal": self.seal.to_json(),
            "evidence": _evidence_json(self.evidence),
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> BlockRecord:
        return BlockRecord(
            data["id"],
            Answer.from_json(data["unit"]),
            Answer.from_json(data["opinion"]),
            Answer.from_json(data["date"]),
            SignatureMark.from_json(data["signature"]),
            SealMark.from_json(data["seal"]),
            _evidence(data.get("evidence")),
        )


@dataclass(frozen=True)
class Extra:
    """A label and what stands beside it that no slot claims."""

    label: str
    raw: str
    evidence: Evidence | None = None

    def to_json(self) -> dict[str, Any]:
        return {"label": self.label, "raw": self.raw, "evidence": _evidence_json(self.evidence)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Extra:
        return Extra(data["label"], data["raw"], _evidence(data.get("evidence")))


@dataclass(frozen=True)
class Printed:
    """What the paper itself prints: its title, the parts found (section and rows ids, ``blocks``), the labels by slot."""

    title: str = ""
    parts: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"title": self.title, "parts": list(self.parts), "labels": dict(self.labels)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Printed:
        return Printed(data["title"], tuple(data["parts"]), dict(data["labels"]))


@dataclass(frozen=True)
class Record:
    """One form as read. A slot that the document does not print is absent from ``fields``."""

    form: str
    edition: str
    script: str = "hans"
    fields: Mapping[str, Answer] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, Answer], ...]] = field(default_factory=dict)
    blocks: tuple[BlockRecord, ...] = ()
    extra: tuple[Extra, ...] = ()
    printed: Printed = Printed()

    def each(self, change: Callable[[Answer], Answer]) -> Record:
        """The record with each answer of its fields, rows and blocks changed."""

        def changed(answers: Mapping[str, Answer]) -> dict[str, Answer]:
            return {slot: change(answer) for slot, answer in answers.items()}

        return replace(
            self,
            fields=changed(self.fields),
            rows={name: tuple(map(changed, rows)) for name, rows in self.rows.items()},
            blocks=tuple(block.each(change) for block in self.blocks),
        )

    def value(self, slot: str) -> Value:
        """The value of a field, ``None`` where it is empty or not printed."""
        answer = self.fields.get(slot)
        return answer.value if answer else None

    def to_json(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "edition": self.edition,
            "script": self.script,
            "fields": {name: answer.to_json() for name, answer in self.fields.items()},
            "rows": {
                name: [{column: answer.to_json() for column, answer in row.items()} for row in rows]
                for name, rows in self.rows.items()
            },
            "blocks": [block.to_json() for block in self.blocks],
            "extra": [extra.to_json() for extra in self.extra],
            "printed": self.printed.to_json(),
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> Record:
        return Record(
            data["form"],
            data["edition"],
            data["script"],
            {name: Answer.from_json(answer) for name, answer in data["fields"].items()},
            {
                name: tuple({column: Answer.from_json(answer) for column, answer in row.items()} for row in rows)
                for name, rows in data["rows"].items()
            },
            tuple(BlockRecord.from_json(block) for block in data["blocks"]),
            tuple(Extra.from_json(extra) for extra in data["extra"]),
            Printed.from_json(data["printed"]) if "printed" in data else Printed(),
        )
