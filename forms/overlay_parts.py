"""The printed parts of an overlay: cover, sections, tables and opinion blocks, each entry over its slot of the base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from forms.defined import defined
from forms.law import Basis, Citation, FormInstruction, Practice
from forms.overlay_entry import Entry
from forms.script import fold
from forms.spec import Block, Field, FilledBy, Form, Needs, Rows, Section, When
from forms.types.kind import Composite, Kind

_SLOT = re.compile(r"[a-z][a-z0-9_]*")
_NEEDS = {
    "opinion": Needs.OPINION,
    "signature": Needs.SIGNATURE,
    "seal": Needs.SEAL,
    "date": Needs.DATE,
}
_FILLED_BY = {kind.value: kind for kind in FilledBy}
_CONDITION = " required"
"""Stands among the stated names of an entry that states its own condition; no folded name holds a space."""
_ONE_PATH = r"[a-z][a-z ]* \d+(?:, [a-z][a-z ]* \d+)*"
_PATH = re.compile(rf"{_ONE_PATH}(?:; {_ONE_PATH})*")
"""Several places stand for the parts of a composite printed apart, and for a block printed several times."""
_Named = TypeVar("_Named", Field, Block)
_Find = Callable[[tuple[str, ...]], Field | None]


@dataclass(frozen=True)
class Part:
    """Everything that an overlay says of its form's print, and where in the official file each answer goes."""

    title: str
    title_prefix: str
    blocks_title: str
    dated_by: str
    specimen: bool
    cover: tuple[Field, ...]
    sections: tuple[Section | Rows, ...]
    blocks: tuple[Block, ...]
    places: Mapping[str, str]


class Parts:
    """Reads the parts over ``base``; slots that only another edition of the form knows are taken from there."""

    def __init__(self, base: Form, source: str, specimen: bool) -> None:
        self._base = base
        self._source = source
        self._specimen = specimen
        self._known = _Known((base, *(form for form in defined(base.id) if form is not base)))
        self._places: dict[str, str] = {}
        self._own: set[tuple[object, str]] = set()

    def read(self, top: Entry) -> Part:
        """The parts as ``top`` states them; what is wrong with them stands in its faults."""
        cover = tuple(self._fields(top.tables("cover")))
        sections = tuple(s for entry in top.tables("section") if (s := self._section(entry)))
        blocks = tuple(b for n, entry in enumerate(top.tables("block")) if (b := self._block(entry, n)))
        if not cover and not sections:
            top.fault("没有任何栏目，请写出 [[cover]] 或者 [[section]]")
        headings = {fold(section.title) for section in sections} | {fold(top.text("blocks_title"))}
        settled = _Settled(headings, frozenset(self._own), _slots(cover, sections))
        return Part(
            top.text("title") or self._base.title,
            top.text("title_prefix"),
            top.text("blocks_title"),
            self._dated_by(top, cover, sections),
            self._specimen,
            settled.entries(cover),
            tuple(map(settled.section, sections)),
            settled.entries(blocks),
            self._places,
        )

    def _dated_by(self, top: Entry, cover: tuple[Field, ...], sections: tuple[Section | Rows, ...]) -> str:
        if "dated_by" in top:
            return top.text("dated_by")
        return self._base.dated_by if self._base.dated_by in _slots(cover, sections) else ""

    def _fields(self, entries: Iterable[Entry]) -> Iterator[Field]:
        for entry in entries:
            found = self._field(entry, self._known.field)
            for slot in found.ids if found else ():
                self._place(entry, f"fields.{slot}")
            if found:
                yield found

    def _section(self, entry: Entry) -> Section | Rows | None:
        section_id, title = entry.text("id", required=True), entry.text("title", required=True)
        inherited = self._known.sections.get(section_id)
        fields = tuple(self._fields(entry.tables("field", "section.field")))
        columns = tuple(c for e in entry.tables("column", "section.column") if (c := self._column(e, section_id)))
        headed = entry.flag("headed", isinstance(inherited, Section) and inherited.headed)
        synonyms = _names(entry, title, inherited.title if inherited else "", inherited.synonyms if inherited else ())
        if not _SLOT.fullmatch(section_id) and section_id:
            entry.fault(f"id “{section_id}” 只能用小写英文字母、数字和下划线")
        if bool(fields) == bool(columns):
            entry.fault("应有 [[section.field]]（逐栏填写）或者 [[section.column]]（表格各列），二者取一")
        self._place(entry, f"rows.{section_id}" if columns else "")
        entry.end()
        if not columns:
            return Section(section_id, title, fields, synonyms, headed)
        known = inherited if isinstance(inherited, Rows) else None
        basis = self._basis(known.basis if known else None, title)
        return Rows(section_id, title, columns, known.at_least if known else 0, basis, synonyms)

    def _column(self, entry: Entry, section_id: str) -> Field | None:
        found = self._field(entry, lambda slots: self._known.columns.get((section_id, slots)))
        if found and len(found.ids) > 1:
            entry.fault("表格的一列只能是一个 slot")
            return None
        return found

    def _field(self, entry: Entry, known: _Find) -> Field | None:
        slots, label = entry.text_or_texts("slot"), entry.text("label", required=True)
        base = known(slots)
        kind = self._kind(entry, slots, base)
        stated = _Stated(entry, label, base)
        for slot in slots:
            if not _SLOT.fullmatch(slot):
                entry.fault(f"slot “{slot}” 只能用小写英文字母、数字和下划线")
        repeated = entry.flag("repeated", bool(base and base.repeated))
        unlabelled = entry.flag("unlabelled")
        entry.raw("at")
        entry.end()
        if kind is None or not slots:
            return None
        field_id: str | tuple[str, ...] = slots[0] if len(slots) == 1 else slots
        self._own |= stated.own(field_id)
        count = len(kind.kinds) if isinstance(kind, Composite) else 1
        if count != len(slots):
            entry.fault(f"kind “{kind.name}” 有{count}项内容，slot 却列出{len(slots)}个")
            return None
        return Field(
            field_id,
            label,
            kind,
            self._basis(base.basis if base else None, label),
            stated.synonyms,
            stated.required,
            repeated,
            stated.hints,
            unlabelled,
            stated.part_labels(count),
        )

    def _kind(self, entry: Entry, slots: tuple[str, ...], base: Field | None) -> Kind | Composite | None:
        name = entry.text("kind")
        if not name:
            if base is None and slots:
                entry.fault(f"slot “{'、'.join(slots)}” 是新的，请写明 kind（填写内容的种类）")
            return base.kind if base else None
        from forms.types.named import kind_named

        try:
            return kind_named(name)
        except KeyError as unknown:
            entry.fault(f"没有“{name}”这种 kind，可用：{str(unknown.args[0]).partition('known: ')[2]}")
            return None

    def _block(self, entry: Entry, number: int) -> Block | None:
        block_id, label = entry.text("id", required=True), entry.text("label", required=True)
        base = self._known.blocks.get(block_id)
        needs = entry.choices("needs", _NEEDS)
        filled_by = entry.text("filled_by") or (base.filled_by.value if base else FilledBy.UNIT.value)
        stated = _Stated(entry, label, base)
        unit_from = entry.text("unit_from") or (base.unit_from if base else None)
        repeated = entry.flag("repeated", bool(base and base.repeated))
        if filled_by not in _FILLED_BY:
            entry.fault(f"filled_by 没有“{filled_by}”，可用：{'、'.join(_FILLED_BY)}")
        if base is None and block_id:
            entry.fault(f"没有“{block_id}”这种意见栏，可用：{'、'.join(self._known.blocks)}")
        self._place(entry, f"blocks[{number}]")
        entry.end()
        if base is None or filled_by not in _FILLED_BY:
            return None
        asked = base.needs if needs is None else _together(needs)
        self._own |= stated.own(block_id)
        return Block(
            block_id,
            label,
            self._basis(base.basis, label),
            asked,
            stated.required,
            repeated,
            _FILLED_BY[filled_by],
            stated.synonyms,
            stated.hints,
            unit_from,
        )

    def _basis(self, inherited: Basis | None, words: str) -> Basis:
        """An article stays the basis; else it is what this edition's own print says."""
        if isinstance(inherited, Citation):
            return inherited
        return Practice(self._source) if self._specimen else FormInstruction(self._source, words)

    def _place(self, entry: Entry, key: str) -> None:
        """Keep the path that ``at`` names under ``key``."""
        path = entry.text("at")
        if path and not _PATH.fullmatch(path):
            entry.fault(f"at “{path}” 不是位置，写法如 table 1, row 2, cell 2 或者 paragraph 5")
        elif path and key:
            self._places[key] = path


class _Known:
    """Slots, columns, sections and blocks by id, the first edition's before the others'."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        newest_last = forms[::-1]
        self._fields = {field.ids: field for form in newest_last for field in form.fields()}
        self._parts = {slot: part for form in newest_last for field in form.fields() for slot, part in _parts(field)}
        self.columns = {
            (rows.id, column.ids): column for form in newest_last for rows in form.rows() for column in rows.columns
        }
        self.sections = {section.id: section for form in newest_last for section in form.sections}
        self.blocks = {block.id: block for form in newest_last for block in form.blocks[::-1]}

    def field(self, slots: tuple[str, ...]) -> Field | None:
        """The field of exactly these slots, or the part of a composite that an edition prints by itself."""
        if slots in self._fields:
            return self._fields[slots]
        return self._parts.get(slots[0]) if len(slots) == 1 else None


def _parts(field: Field) -> Iterator[tuple[str, Field]]:
    """Each part of a composite as a field of its own, under the labels of the part."""
    if isinstance(field.kind, Composite):
        names = field.part_labels or tuple((field.label,) for _ in field.ids)
        for (slot, kind), labels in zip(field.parts, names, strict=True):
            yield slot, Field(slot, labels[0], kind, field.basis, labels[1:], field.required)


class _Stated:
    """What an entry states of a slot or block, or what it takes from ``base``."""

    def __init__(self, entry: Entry, label: str, base: Field | Block | None) -> None:
        self._entry = entry
        self._base = base
        self.synonyms = _names(entry, label, base.label if base else "", base.synonyms if base else ())
        self._own_names = frozenset(map(fold, entry.texts("synonyms") or ()))
        hints = entry.texts("hints")
        self.hints = hints if hints is not None else ()
        self.required = self._required()
        self._part_labels = entry.raw("part_labels")

    def own(self, entry_id: object) -> set[tuple[object, str]]:
        """What the entry states itself, under its id."""
        condition = {(entry_id, _CONDITION)} if "required" in self._entry else set()
        return {(entry_id, name) for name in self._own_names} | condition

    def _required(self) -> bool | When:
        stated = self._entry.raw("required")
        if stated is None:
            return self._base.required if self._base else True
        if isinstance(stated, bool):
            return stated
        if isinstance(stated, str) and stated:
            return When(stated)
        self._entry.fault("required 应为 true、false，或者所依据的 slot（加引号）")
        return True

    def part_labels(self, count: int) -> tuple[tuple[str, ...], ...]:
        """The labels of each of ``count`` parts."""
        stated = self._part_labels
        if stated is None:
            inherited = self._base.part_labels if isinstance(self._base, Field) else ()
            return inherited if count > 1 else ()
        lists = isinstance(stated, list) and all(isinstance(part, list) for part in stated)
        if not lists or len(stated) != count or not all(isinstance(n, str) for part in stated for n in part):
            self._entry.fault(f'part_labels 应为{count}组名称，写法如 [["联系人"], ["联系电话"]]')
            return ()
        return tuple(map(tuple, stated))


def _names(entry: Entry, label: str, base_label: str, inherited: tuple[str, ...]) -> tuple[str, ...]:
    """The other names of what is printed as ``label``: those stated, then those that the base knows."""
    names = dict.fromkeys((*(entry.texts("synonyms") or ()), base_label, *inherited))
    return tuple(name for name in names if name and fold(name) != fold(label))


def _together(needs: tuple[Needs, ...]) -> Needs:
    asked = Needs.NOTHING
    for need in needs:
        asked |= need
    return asked


def _slots(cover: tuple[Field, ...], sections: tuple[Section | Rows, ...]) -> frozenset[str]:
    fields = (*cover, *(field for s in sections if isinstance(s, Section) for field in s.fields))
    return frozenset(slot for field in fields for slot in field.ids)


@dataclass(frozen=True)
class _Settled:
    """Makes what was taken from the base fit this print; what an entry states itself stays, right or wrong.

    ``stated`` are the other names that entries state, by their id; ``slots`` all that the print has.
    """

    headings: set[str]
    stated: frozenset[tuple[object, str]]
    slots: frozenset[str]

    def entries(self, entries: tuple[_Named, ...]) -> tuple[_Named, ...]:
        """The entries of one part without inherited names that another of them, or a heading, is printed as.

        An inherited name that two of them claim tells neither. A condition on a slot that is not printed never holds.
        """
        taken = self.headings | {fold(entry.label) for entry in entries}
        owners: dict[str, set[object]] = {}
        for entry in entries:
            for name in entry.synonyms:
                owners.setdefault(fold(name), set()).add(entry.id)
        return tuple(
            replace(entry, synonyms=tuple(self._kept(entry, taken, owners)), required=self._required(entry))
            for entry in entries
        )

    def section(self, section: Section | Rows) -> Section | Rows:
        if isinstance(section, Section):
            return replace(section, fields=self.entries(section.fields))
        return replace(section, columns=self.entries(section.columns))

    def _kept(self, entry: Field | Block, taken: set[str], owners: Mapping[str, set[object]]) -> Iterator[str]:
        for name in entry.synonyms:
            key = fold(name)
            if (entry.id, key) in self.stated or (key not in taken and len(owners[key]) == 1):
                yield name

    def _required(self, entry: Field | Block) -> bool | When:
        required = entry.required
        if isinstance(required, When) and required.answered not in self.slots:
            return required if (entry.id, _CONDITION) in self.stated else False
        return required
