"""From what was located in a blank to the pieces of an edition, in printed order; what is not certain stays unmatched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.draft.blocks import SHORTEST_HINT, asked_for, block_hints, needs_names
from extract.draft.parts import DraftBlock, DraftRows, DraftSection, DraftSlot, Section
from extract.draft.places import HeaderRow, Places, PrintedHeading
from extract.draft.unmatched import Unmatched, is_counter
from extract.locate.located import DATE_LINE, Candidate, Located
from extract.words.hints import Hints, in_brackets_only, without_lines
from extract.words.labels import BLOCKS, COVER, SIGN_WORDS, LabelIndex
from forms.script import fold
from forms.spec import Field, Form, Rows
from forms.spec import Section as FormSection
from forms.types.kind import Composite
from forms.types.options import BOX

_DATE_PROMPT = re.compile(r"^\D*年\D*月\D*[日号號]?\D*$")
_FILLED_FROM, _FILLED_SHARE = 3, 0.2
"""So many slots, and such a share of them, that hold readable answers make a blank look filled in."""


class Matcher:
    """Sorts what was located in one blank into cover, sections, rows, blocks and what is left."""

    def __init__(self, form: Form, index: LabelIndex, places: Places, located: Located) -> None:
        self.form, self.index, self.places, self.located = form, index, places, located
        self.hints = Hints(form)
        self.left = Unmatched(form, index, places)
        self._homes = {slot: part for part, fields in _parts(form) for f in fields for slot in f.ids}
        self._headings: dict[int, DraftSection] = {}
        self.cover: list[DraftSlot] = []
        self._made: list[tuple[int, Section]] = []
        self._filled = 0
        slots = self._slots()
        for slot in slots:
            self._place(slot)
        self._rows()
        self.blocks = self._blocks()
        self._name_sections()
        self.unmatched, self.loose = self.left.of(located.extras, self._printed())
        self.warnings = self._warnings(len(slots))

    @property
    def any_label(self) -> bool:
        return bool(self.cover or self._made or self.blocks)

    @property
    def sections(self) -> list[Section]:
        return [section for _, section in sorted(self._made, key=lambda pair: pair[0])]

    @property
    def blocks_title(self) -> str:
        found = next((h.title for h in self.places.headings if h.part == BLOCKS), "")
        return found if self.blocks else ""

    @property
    def dated_by(self) -> str:
        """The slot that dates the form, where the base names one and the blank prints it."""
        return self.form.dated_by if self.form.dated_by in self._printed() else ""

    @property
    def missing(self) -> list[str]:
        """The labels of the base that the blank does not print."""
        printed = self._printed()
        lacking = [f.label for f in self.form.fields() if not printed & set(f.ids)]
        rows = {section.id for section in self.sections if isinstance(section, DraftRows)}
        lacking += [f"{rows_.title}（表）" for rows_ in self.form.rows() if rows_.id not in rows]
        found = {block.block.id for block in self.blocks}
        return lacking + [f"{block.label}（意见栏）" for block in self.form.blocks if block.id not in found]

    def _printed(self) -> set[str]:
        sections = [s for s in self.sections if isinstance(s, DraftSection)]
        return {slot for one in (*self.cover, *(s for sec in sections for s in sec.slots)) for slot in one.slots}

    # -- slots -----------------------------------------------------------------

    def _slots(self) -> list[DraftSlot]:
        """A slot for each label known by its very words, the parts of a composite together."""
        found: dict[tuple[str, ...], DraftSlot] = {}
        apart: dict[tuple[str, ...], dict[int, Candidate]] = {}
        for candidate in self.located.fields:
            target = candidate.target
            if not self._certain(candidate):
                self.left.doubtful(candidate)
            elif target.part is not None and target.field.ids not in found:
                if target.part in apart.setdefault(target.field.ids, {}):
                    self.left.again(candidate)
                apart[target.field.ids].setdefault(target.part, candidate)
            elif target.field.ids in found or target.field.ids in apart:
                self.left.again(candidate)
            else:
                found[target.field.ids] = self._slot(candidate)
        return sorted((*found.values(), *map(self._together, apart.values())), key=lambda slot: slot.order)

    def _certain(self, candidate: Candidate) -> bool:
        """Whether the label is known by its very words, as that of this field and of nobody else's row."""
        if not candidate.label:
            return candidate.target.field.kind.name == "date"
        targets = self.index.field_targets(candidate.label, self._homes[candidate.target.slots[0]])
        return any(t.field is candidate.target.field and t.part == candidate.target.part for t in targets)

    def _slot(self, candidate: Candidate) -> DraftSlot:
        field = candidate.target.field
        hints, notes = self._hints(candidate)
        return DraftSlot(
            field,
            _words(candidate.label) or field.label,
            (candidate.at.path or "",),
            self.places.order(candidate.at),
            field.ids,
            hints=hints,
            unlabelled=not candidate.label,
            notes=notes,
        )

    def _together(self, parts: dict[int, Candidate]) -> DraftSlot:
        """One slot for the parts of a composite that the blank prints apart."""
        ordered = [parts[n] for n in sorted(parts)]
        field = ordered[0].target.field
        kept = [self._slot(candidate) for candidate in ordered]
        labels = tuple(slot.label for slot in kept)
        whole = len(parts) == len(field.ids)
        return DraftSlot(
            field,
            "/".join(labels),
            tuple(slot.at[0] for slot in kept),
            kept[0].order,
            tuple(candidate.target.slots[0] for candidate in ordered),
            tuple((label,) for label in labels) if whole else (),
            tuple(hint for slot in kept for hint in slot.hints),
            notes=tuple(note for slot in kept for note in slot.notes),
        )

    def _hints(self, candidate: Candidate) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The printed words in the answer's place, and a note where they may be an answer after all."""
        kept: list[str] = []
        notes: list[str] = []
        for line in (line for text in candidate.lines for line in text.split("\n")):
            words = without_lines(line).strip()
            if not words or BOX.search(words) or DATE_LINE.match(words) or _DATE_PROMPT.match(words):
                continue
            if not fold(words) or (SIGN_WORDS.search(words) and len(fold(words)) < SHORTEST_HINT):
                continue
            kept.append(words)
            if not in_brackets_only(words) and self._reads(candidate.target.field, words):
                notes.append(f"请核对：“{words}”是印好的提示，还是已经填写的内容？")
        self._filled += bool(notes)
        return tuple(dict.fromkeys(kept)), tuple(notes)

    def _reads(self, field: Field, words: str) -> bool:
        text = self.hints.strip(words)
        if isinstance(field.kind, Composite):
            return any(part.strip() for part in field.kind.split(text)[0])
        return bool(text) and field.kind.read(text).value is not None

    # -- sections ----------------------------------------------------------------

    def _place(self, slot: DraftSlot) -> None:
        """Put a slot under the last heading printed above it; where none is, under the part it has in the base."""
        heading = self.places.heading_before(slot.order)
        home = self._homes[slot.slots[0]]
        if heading is None and home not in self.index.headed and (home == COVER or "table" not in slot.at[0]):
            self.cover.append(slot)
        elif heading is None or heading.part == BLOCKS:
            self._section_of_base(home, slot)
        else:
            self._section_under(heading).slots.append(slot)

    def _section_of_base(self, home: str, slot: DraftSlot) -> None:
        base = next((s for s in self.form.sections if s.id == home), None)
        if base is None:
            self.cover.append(slot)
            return
        made = next((s for _, s in self._made if isinstance(s, DraftSection) and s.id == home), None)
        if made is None:
            made = DraftSection(home, base.title, printed=False)
            self._made.append((slot.order, made))
        made.slots.append(slot)

    def _section_under(self, heading: PrintedHeading) -> DraftSection:
        if heading.order not in self._headings:
            made = DraftSection(heading.part or "", heading.title)
            self._headings[heading.order] = made
            self._made.append((heading.order, made))
        return self._headings[heading.order]

    def _name_sections(self) -> None:
        """Give each section the id of the part that its heading is known for, else that most of its slots have."""
        taken = {s.id for _, s in self._made if isinstance(s, DraftRows)}
        for number, (_, section) in enumerate(sorted(self._made, key=lambda pair: pair[0]), 1):
            if isinstance(section, DraftRows):
                continue
            homes = [self._homes[slot.slots[0]] for slot in section.slots]
            wanted = section.id or max(sorted(set(homes)), key=homes.count)
            section.id = wanted if wanted not in (*taken, COVER) else f"part_{number}"
            taken.add(section.id)
            headed = {s.id for s in self.form.sections if isinstance(s, FormSection) and s.headed}
            section.headed = bool(headed) and all(home in headed for home in homes)

    # -- rows --------------------------------------------------------------------

    def _rows(self) -> None:
        for header in self.places.header_rows():
            order = self.places.order(header.cells[0].at)
            above = self.places.heading_before(order)
            own = above is not None and self._heads_rows(above, header.rows)
            title = above.title if above is not None and own else header.rows.title
            made = DraftRows(header.rows.id, title, header.at, order, printed=own)
            made.columns = list(self._columns(header.rows, header, order))
            self._made.append((order, made))

    def _heads_rows(self, heading: PrintedHeading, rows: Rows) -> bool:
        """Whether ``heading`` is that of a rows table: the known one, or an unknown one with nothing else below it."""
        return heading.part == rows.id or (heading.part is None and heading.order not in self._headings)

    def _columns(self, rows: Rows, header: HeaderRow, order: int) -> Iterable[DraftSlot]:
        """A slot for each column; a mere counter names none where another cell names the same."""
        named = {id(cell): column for cell in header.cells if (column := self.index.column(cell.text, rows))}
        met: dict[tuple[str, ...], Field] = {}
        for cell in header.cells:
            column = named.get(id(cell))
            others = [c for c in header.cells if c is not cell and named.get(id(c)) is column]
            if column and column.ids not in met and not (is_counter(cell.text) and others):
                met[column.ids] = column
                yield DraftSlot(column, _words(cell.text), (), order, column.ids)
            elif cell.text.strip():
                self.left.column(cell, rows, list(named.values()))

    # -- blocks ------------------------------------------------------------------

    def _blocks(self) -> list[DraftBlock]:
        """The blocks in printed order; one printed several times under one label has several places."""
        found: dict[tuple[str, str], DraftBlock] = {}
        for region in self.located.blocks:
            at = region.at.path or ""
            label = _words(region.label)
            key = region.block.id, fold(label)
            if key in found:
                found[key].at.append(at)
                continue
            texts = [paragraph.text for paragraph in region.paragraphs]
            needs = needs_names(asked_for(label, texts))
            hints = block_hints(region.paragraphs, self.hints)
            order = self.places.order(region.at)
            found[key] = DraftBlock(region.block, label, needs, [at], order, hints)
        return list(found.values())

    def _warnings(self, slots: int) -> tuple[str, ...]:
        if self._filled >= _FILLED_FROM and self._filled >= _FILLED_SHARE * max(slots, 1):
            return (f"有{self._filled}个栏目像是已经填写了内容；起草应当用未填写的空白表，请核对 hints。",)
        return ()


def _parts(form: Form) -> list[tuple[str, tuple[Field, ...]]]:
    sections = [(s.id, s.fields) for s in form.sections if isinstance(s, FormSection)]
    return [(COVER, form.cover), *sections]


def _words(label: str) -> str:
    """A label as printed, in one line and without the colon behind it."""
    return " ".join(label.split()).rstrip(":：").strip()
