"""The printed labels of an edition's file as a person matches them: each with what it is matched to, and changed so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.defined import defined
from webhook.service.editions.toml_text import NOTES, Table, entries

OPEN, IGNORE, NEW = "", "ignore", "new"
"""What a label may be besides a slot of the form: still open, no question, a question that no edition has."""
FIELD, COLUMN, BLOCK = "f:", "c:", "b:"
"""What the others begin with: ids parted by spaces, a table's id and a column's, a block's id."""
COVER = "cover"
_SETTLES = "可改写为："
_STEP = re.compile(r"(paragraph|table|row|cell) (\d+)")
_NEW_SLOT = "own_"
_KEPT = ("label", "at", "hints", "synonyms")


@dataclass(frozen=True)
class Choice:
    """What a person says of one label. ``into`` is the part it stands in, ``""`` for the one that its place tells.

    ``slot``, ``kind`` and ``required`` are those of a new question; ``needs`` (``None``: as it is) and ``filled_by``
    those of an opinion block.
    """

    target: str
    label: str
    into: str = ""
    slot: str = ""
    kind: str = ""
    required: bool = False
    needs: tuple[str, ...] | None = None
    filled_by: str = ""


@dataclass
class Label:
    """One printed label: ``key`` names it in its text, ``part`` where it stands, ``target`` what it is matched to.

    ``is_new`` is set for a slot that no edition of the product has.
    """

    key: str
    part: str
    target: str
    table: Table
    is_new: bool = False

    @property
    def label(self) -> str:
        return str(self.table.get("label", ""))

    @property
    def at(self) -> str:
        return str(self.table.get("at", ""))

    @property
    def open(self) -> bool:
        return self.target == OPEN

    @property
    def notes(self) -> tuple[str, ...]:
        """What the draft says of it, without the lines of TOML."""
        said: tuple[str, ...] = self.table.get(NOTES, ())
        return said[: said.index(_SETTLES)] if _SETTLES in said else tuple(n for n in said if not n.startswith("----"))

    @property
    def suggested_block(self) -> Table | None:
        """The block that the draft proposes."""
        found = entries(_suggested(self.table), "block")
        return found[0] if found else None

    @property
    def needs(self) -> tuple[str, ...]:
        stated = self.table.get("needs", (self.suggested_block or {}).get("needs", ()))
        return tuple(need for need in stated if isinstance(need, str)) if isinstance(stated, list) else ()

    @property
    def is_block(self) -> bool:
        return self.target.startswith(BLOCK) or self.suggested_block is not None


def _suggested(table: Table) -> Mapping[str, Any]:
    notes: tuple[str, ...] = table.get(NOTES, ())
    if _SETTLES not in notes:
        return {}
    try:
        return tomllib.loads("\n".join(note.strip() for note in notes[notes.index(_SETTLES) + 1 :]))
    except tomllib.TOMLDecodeError:  # notes that somebody rewrote
        return {}


@dataclass
class Labels:
    """All labels of one file's ``tables``, which :meth:`settle` changes."""

    tables: Table
    form: str
    found: list[Label] = field(init=False)

    def __post_init__(self) -> None:
        self.found = list(self._labels())

    def ordered(self) -> list[Label]:
        """Those still open first, then all others in printed order, ignored ones last."""
        return [label for label in self.found if label.open] + [label for label in self.found if not label.open]

    def _labels(self) -> Iterator[Label]:
        known, columns = known_slots(self.form)
        for n, entry in enumerate(entries(self.tables, COVER)):
            yield _field(f"c{n}", COVER, entry, known)
        for s, section in enumerate(entries(self.tables, "section")):
            part = str(section.get("id", ""))
            for n, entry in enumerate(entries(section, "field")):
                yield _field(f"s{s}f{n}", part, entry, known)
            for n, entry in enumerate(entries(section, "column")):
                slot = _slots(entry)
                yield Label(f"s{s}c{n}", part, f"{COLUMN}{part}.{slot}", entry, (part, slot) not in columns)
        for n, entry in enumerate(entries(self.tables, "block")):
            yield Label(f"b{n}", "block", f"{BLOCK}{entry.get('id', '')}", entry)
        for n, entry in enumerate(entries(self.tables, "unmatched")):
            yield Label(f"u{n}", "unmatched", IGNORE if entry.get("ignore") is True else OPEN, entry)

    # -- changing ----------------------------------------------------------------

    def settle(self, choices: Mapping[str, Choice]) -> None:
        """Change every label that ``choices`` names by its key; others stay as they are."""
        for label in self.found:
            choice = choices.get(label.key)
            if choice is None:
                continue
            label.table["label"] = choice.label
            if choice.target != label.target or choice.into not in ("", label.part):
                self._move(label, choice)
            elif label.target.startswith(BLOCK):
                _state_block(label.table, choice)
            elif label.is_new and choice.kind:
                label.table |= {"kind": choice.kind, "required": choice.required}
        sections = self.tables.get("section")
        if isinstance(sections, list):
            self.tables["section"] = [
                s for s in sections if not isinstance(s, dict) or s.get("field") or s.get("column")
            ]
        for key in (COVER, "section", "block", "unmatched"):
            if self.tables.get(key) == []:
                del self.tables[key]

    def _move(self, label: Label, choice: Choice) -> None:
        self._take_out(label)
        if choice.target in (OPEN, IGNORE):
            notes = {NOTES: label.table[NOTES]} if NOTES in label.table else {}
            ignored = {"ignore": True} if choice.target == IGNORE else {}
            entry = notes | {key: label.table[key] for key in ("label", "at") if key in label.table} | ignored
            self.tables.setdefault("unmatched", []).append(entry)
            return
        entry = {key: label.table[key] for key in _KEPT if key in label.table}
        if choice.target.startswith(BLOCK):
            entry = {"id": choice.target.removeprefix(BLOCK)} | entry
            _state_block(entry, choice)
            _insert(self.tables.setdefault("block", []), entry)
            return
        home, is_column = self._home(label.at, choice)
        entry = self._answer(choice, label) | entry
        _insert(home.setdefault("column" if is_column else COVER if home is self.tables else "field", []), entry)

    def _take_out(self, label: Label) -> None:
        sections = entries(self.tables, "section")
        lists = [self.tables.get(key) for key in (COVER, "block", "unmatched")]
        lists += [section.get(key) for section in sections for key in ("field", "column")]
        for held in lists:
            for n, entry in enumerate(held if isinstance(held, list) else ()):
                if entry is label.table:
                    del held[n]  # type: ignore[union-attr]
                    return

    def _answer(self, choice: Choice, label: Label) -> Table:
        """Slot and kind as the choice states them."""
        if choice.target == NEW:
            slot = choice.slot or self._free_slot()
            return {"slot": slot, "kind": choice.kind, "required": choice.required}
        ids = choice.target.removeprefix(FIELD).split()
        if choice.target.startswith(COLUMN):
            ids = [choice.target.removeprefix(COLUMN).partition(".")[2]]
        kind = {key: label.table[key] for key in ("kind", "required") if label.is_new and key in label.table}
        return {"slot": ids[0] if len(ids) == 1 else ids} | kind

    def _free_slot(self) -> str:
        taken = {slot for label in self.found for slot in _slots(label.table).split()}
        taken |= {slot for entry in _answers(self.tables) for slot in _slots(entry).split()}
        return next(slot for n in range(1, 10_000) if (slot := f"{_NEW_SLOT}{n}") not in taken)

    # -- where a label belongs -----------------------------------------------------

    def _home(self, at: str, choice: Choice) -> tuple[Table, bool]:
        """The cover (the tables themselves) or the section that the label goes into, and whether as a column."""
        sections = entries(self.tables, "section")
        if choice.target.startswith(COLUMN):
            return self._rows(choice.target.removeprefix(COLUMN).partition(".")[0], at), True
        if choice.into == COVER:
            return self.tables, False
        if named := [section for section in sections if choice.into and section.get("id") == choice.into]:
            return named[0], bool(named[0].get("column"))
        here = place(at)
        if choice.target == NEW and here[:1] == ("table",):
            for section in sections:
                if section.get("column") and place(section.get("at", ""))[:2] == here[:2]:
                    return section, True
        return self._nearest(here, sections), False

    def _rows(self, section_id: str, at: str) -> Table:
        """The table of that id, made where the file has none."""
        for section in entries(self.tables, "section"):
            if section.get("id") == section_id:
                return section
        rows = next(rows for form in defined(self.form) for rows in form.rows() if rows.id == section_id)
        made: Table = {"id": section_id, "title": rows.title, "at": ", ".join(at.split(", ")[:1])}
        self.tables.setdefault("section", []).append(made)
        return made

    def _nearest(self, here: tuple[Any, ...], sections: Sequence[Table]) -> Table:
        """The home of the label printed nearest before ``here``, or after it; else the last section, or the cover."""
        homes = [(self.tables, COVER), *((section, "field") for section in sections if section.get("field"))]
        placed = [(place(entry.get("at", "")), home) for home, key in homes for entry in entries(home, key)]
        beside = [(there, home) for there, home in placed if here and there[:1] == here[:1]]
        if here[:1] == ("table",):
            beside = [(there, home) for there, home in beside if there[:2] == here[:2]] or beside
        before = [pair for pair in beside if pair[0] <= here]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        if beside:
            return min(beside, key=lambda pair: pair[0])[1]
        return homes[-1][0]


def place(at: object) -> tuple[Any, ...]:
    """The first place of ``at`` as something that can be put in order among places of its kind; ``()`` for none."""
    steps = _STEP.findall(str(at).partition(";")[0])
    return (steps[0][0], *(int(number) for _, number in steps)) if steps else ()


def _insert(held: list[Table], entry: Table) -> None:
    """Put ``entry`` behind the last one that is printed before it."""
    here = place(entry.get("at", ""))
    places = [place(other.get("at", "")) for other in held]
    before = [n for n, there in enumerate(places, 1) if there and here and there[0] == here[0] and there <= here]
    after = [n for n, there in enumerate(places) if there and here and there[0] == here[0] and there > here]
    held.insert(before[-1] if before else after[0] if after else len(held), entry)


def _state_block(entry: Table, choice: Choice) -> None:
    if choice.needs is not None:
        entry["needs"] = list(choice.needs)
    if choice.filled_by:
        entry["filled_by"] = choice.filled_by


def _answers(tables: Table) -> Iterator[Table]:
    yield from entries(tables, COVER)
    for section in entries(tables, "section"):
        yield from entries(section, "field")
        yield from entries(section, "column")


def _slots(entry: Table) -> str:
    """The ids of an entry, parted by spaces."""
    slot = entry.get("slot", "")
    return " ".join(map(str, slot)) if isinstance(slot, list) else str(slot)


def _field(key: str, part: str, entry: Table, known: frozenset[str]) -> Label:
    slots = _slots(entry)
    return Label(key, part, f"{FIELD}{slots}", entry, slots not in known)


def known_slots(form_id: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The ids of every field that an edition of the product has, parts of composites too, and of every column."""
    fields = {ids for form in defined(form_id) for f in form.fields() for ids in (" ".join(f.ids), *f.ids)}
    columns = {(rows.id, str(c.id)) for form in defined(form_id) for rows in form.rows() for c in rows.columns}
    return frozenset(fields), frozenset(columns)
