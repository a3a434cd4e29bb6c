"""Labels with their values, in lines and in tables: 试点名称：…, 总得分 | 95."""

from __future__ import annotations

from collections.abc import Iterable

from extract.companions.answers import Found
from extract.companions.lines import Line
from extract.companions.sheet import Sheet
from extract.companions.table_rows import cells_in_pairs
from extract.document import Cell
from extract.words.labels import keys
from extract.words.pairs import split_pairs
from forms.script import fold

_LONGEST = 200


class Labels:
    """The labels of a paper's own slots and, so that no label is taken for a value, those of its columns."""

    def __init__(self, sheet: Sheet) -> None:
        self.slots = {fold(label): str(field.id) for field in sheet.form.cover for label in field.labels}
        columns = {fold(label) for rows in sheet.form.rows() for column in rows.columns for label in column.labels}
        self.every = columns | self.slots.keys()

    def slot(self, text: str) -> str | None:
        """The slot that ``text`` is the label of."""
        return next((self.slots[key] for key in keys(text) if key in self.slots), None)

    def is_label(self, text: str) -> bool:
        return any(key in self.every for key in keys(text))


def labelled(sheet: Sheet, lines: Iterable[Line], cells: Iterable[list[Cell]] = ()) -> dict[str, list[Found]]:
    """What stands behind the label of each slot, in lines and in rows of cells that no header governs."""
    labels = Labels(sheet)
    found: dict[str, list[Found]] = {}
    for line in lines:
        if len(line.text) <= _LONGEST:
            for pair in split_pairs(line.text, labels.is_label):
                if pair.value and (slot := labels.slot(pair.label)):
                    found.setdefault(slot, []).append(Found(pair.value, line.at))
    rows = list(cells)
    for cell, beside in cells_in_pairs(rows):
        slot = labels.slot(cell.text)
        if slot and beside.text.strip() and not labels.is_label(beside.text):
            found.setdefault(slot, []).append(Found(beside.text.strip(), beside.at))
    for row in rows:
        for cell in row:
            for pair in split_pairs(cell.text.strip(), labels.is_label) if "\n" not in cell.text.strip() else ():
                if pair.value and ("：" in cell.text or ":" in cell.text) and (slot := labels.slot(pair.label)):
                    found.setdefault(slot, []).append(Found(pair.value, cell.at))
    return found
