"""The printed labels of a blank that no slot claims for certain: what each may be, and how it is settled."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document import Cell
from extract.draft.blocks import asked_for, needs_names
from extract.draft.parts import UnmatchedLabel
from extract.draft.places import Places
from extract.draft.toml_text import quoted
from extract.locate.located import Candidate
from extract.locate.row_numbers import COUNTERS
from extract.words.labels import LONGEST_LABEL, SIGN_WORDS, LabelIndex
from forms.record import Extra
from forms.script import fold
from forms.spec import Field, Form, Rows

_NOTES = re.compile(r"^(?:(?:填[表报写]|编写|填表的?)?(?:说明|须知|注意事项)|注意?|备注)$")
_SENTENCE = re.compile(r"[。；;！？]")
_LIKELY = 0.5
"""How like a known label another one must be to be named as what it may be."""


class Unmatched:
    """Gathers what one blank leaves open."""

    def __init__(self, form: Form, index: LabelIndex, places: Places) -> None:
        self.form, self.index, self.places = form, index, places
        self._printed: set[str] = set()
        self._found: list[UnmatchedLabel] = []
        self._loose: list[str] = []

    def of(self, extras: Iterable[Extra], printed: set[str]) -> tuple[list[UnmatchedLabel], list[str]]:
        """Everything left open in printed order, ``extras`` among it, and the words that are no label.

        ``printed`` are the slots that stand elsewhere in the blank: no other label is likely theirs.
        """
        self._printed = printed
        for extra in extras:
            self._extra(extra)
        return sorted(self._found, key=lambda label: label.order), self._loose

    def doubtful(self, candidate: Candidate) -> None:
        """A label that is only like a known one."""
        field = candidate.target.field
        note = f"与“{field.label}”（{' + '.join(candidate.target.slots)}）相近，请确认是不是同一栏。"
        label, at = candidate.label or field.label, candidate.at.path or ""
        self._add(label, at, (note,), (*_field_lines(field), _label_line(label), f'at = "{at}"'))

    def again(self, candidate: Candidate) -> None:
        """A further label of a slot that stands elsewhere already."""
        slots = " + ".join(candidate.target.slots)
        note = f"栏目 {slots} 在前面已经对应过；这里再印一次，通常写 ignore = true，或者另取一个栏目名。"
        self._add(candidate.label, candidate.at.path or "", (note,))

    def column(self, cell: Cell, rows: Rows, named: list[Field]) -> None:
        """A header that no column of ``rows`` is known by, nor any of ``named``, which other cells head."""
        at = cell.at.path or ""
        if is_counter(cell.text):
            self._add(cell.text, at, ("只是序号，已略过。",), ignore=True)
            return
        note = f"“{rows.title}”表中的一列；要读取时在该表下加 [[section.column]]。"
        near = self.index.near_columns([cell.text.strip()], rows, named)
        likely = f'slot = "{near[0].ids[0]}"  # {near[0].label}' if near else 'slot = "…"'
        self._add(cell.text, at, (note,), ("[[section.column]]", likely, _label_line(cell.text)))

    def _extra(self, extra: Extra) -> None:
        at = (extra.evidence.path if extra.evidence else None) or ""
        text = extra.label or extra.raw
        if any(heading.order == self.places.order(at) for heading in self.places.headings):
            return
        if not extra.label and (len(text) > LONGEST_LABEL or _SENTENCE.search(text) or "table" not in at):
            self._loose.append(f"{' '.join(text.split())}（{at}）")
        elif _NOTES.match(fold(text)):
            self._add(text, at, ("填表说明，不是栏目，已略过。",), ignore=True)
        elif SIGN_WORDS.search(f"{extra.label}\n{extra.raw}") or self.index.foreign_block(text):
            self._block(text, extra.raw if extra.label else "", self.places.answer_place(extra.evidence))
        else:
            self._field(text, self.places.answer_place(extra.evidence))

    def _block(self, label: str, inside: str, at: str) -> None:
        needs = ", ".join(f'"{need}"' for need in needs_names(asked_for(label, inside.split("\n"))))
        printed = "、".join(f"{block.id}（{block.label}）" for block in self.form.blocks)
        lines = ("[[block]]", 'id = "…"', _label_line(label), f"needs = [{needs}]", f'at = "{at}"')
        self._add(label, at, (f"像是意见栏；现有的意见栏：{printed}。",), lines)

    def _field(self, label: str, at: str) -> None:
        likely = sorted(self.index.near_fields(label), key=lambda pair: -pair[0])
        open_ = [t for score, t in likely if score >= _LIKELY and not self._printed & set(t.slots)]
        near = {" + ".join(target.slots): target.field for target in open_}
        note = "；".join(f"{slots}（{field.label}）" for slots, field in list(near.items())[:3])
        field = next(iter(near.values()), None)
        lines = _field_lines(field) if field else ("[[section.field]]", 'slot = "…"', 'kind = "text"')
        self._add(label, at, (f"可能是：{note}。",) if note else (), (*lines, _label_line(label), f'at = "{at}"'))

    def _add(
        self, label: str, at: str, notes: tuple[str, ...] = (), settles: tuple[str, ...] = (), ignore: bool = False
    ) -> None:
        words = " ".join(label.split()).rstrip(":：").strip()
        if words:
            self._found.append(UnmatchedLabel(words, at, self.places.order(at), notes, settles, ignore))


def is_counter(text: str) -> bool:
    """Whether a column headed ``text`` only counts."""
    return fold(text) in COUNTERS


def _field_lines(field: Field) -> tuple[str, ...]:
    slots = f'"{field.ids[0]}"' if len(field.ids) == 1 else "[" + ", ".join(f'"{slot}"' for slot in field.ids) + "]"
    return ("[[section.field]]", f"slot = {slots}")


def _label_line(label: str) -> str:
    return f"label = {quoted(' '.join(label.split()).rstrip(':：').strip())}"
