"""What a paper of one layout says: its answers, which slots it leaves out, and what its blocks hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from forms.spec import Block, Field, FilledBy, Form, Needs
from forms.types import Date, Org
from forms.types.kind import Kind
from tests.variants.answers import Answers
from tests.variants.layout import Layout
from tests.variants.sheet import NOTHING, Said, SaidBlock, Sheet, Told

Convert = Callable[[str], str]
_SHARE_LEFT_OUT, _SHARE_EMPTY = 0.4, 0.1


@cache
def _to_traditional() -> Convert:
    convert: Convert = OpenCC("s2tw").convert
    return convert


def script(how: Layout) -> Convert:
    """What gives a text the script of the paper."""
    return _to_traditional() if how.traditional else str


def tell(form: Form, how: Layout) -> Sheet:
    """The truth of the paper that ``how`` draws of ``form``."""
    return _Telling(form, how).sheet()


class _Telling:
    def __init__(self, form: Form, how: Layout) -> None:
        self.form, self.how = form, how
        self.rng = random.Random(f"answers {how.seed} {form.id} {form.edition}")
        self.answers = Answers(self.rng, script(how), how.traps)

    def sheet(self) -> Sheet:
        fields: Told = {}
        for field in self.form.fields():
            if not self._left_out(field):
                fields |= self._slots(field)
        rows = {rows.id: self._rows(rows.columns) for rows in self.form.rows()}
        return Sheet(self.form, fields, rows, self._blocks(fields))

    def _left_out(self, field: Field) -> bool:
        may = field.required is not True and self.how.left_out and not field.unlabelled
        return may and self.rng.random() < _SHARE_LEFT_OUT

    def _slots(self, field: Field) -> Told:
        empty = self.how.empty and self.rng.random() < _SHARE_EMPTY and not field.unlabelled
        return {slot: NOTHING if empty else self._said(kind, slot) for slot, kind in field.parts}

    def _said(self, kind: Kind, slot: str = "") -> Said:
        return Said(*self.answers.of(kind, slot))

    def _rows(self, columns: tuple[Field, ...]) -> list[Told]:
        printed = [c for c in columns if not self._left_out(c)]
        rows = []
        for number in range(1, self.rng.randint(2, 6)):
            row = {str(c.id): self._said(kind, str(c.id)) for c in printed for _, kind in c.parts}
            if "sequence" in row:
                row["sequence"] = Said(number, str(number))
            rows.append(row)
        return rows

    # -- blocks ------------------------------------------------------------------

    def _blocks(self, fields: Told) -> list[SaidBlock]:
        told: list[SaidBlock] = []
        for block in self.form.blocks:
            if block.required is not True and self.how.left_out and self.rng.random() < _SHARE_LEFT_OUT:
                continue
            several = block.repeated and block.filled_by is not FilledBy.GROUP and self.rng.random() < 0.3
            told += [self._block(block, fields, sole=not several) for _ in range(2 if several else 1)]
        return told

    def _block(self, block: Block, fields: Told, sole: bool) -> SaidBlock:
        opinion = Needs.OPINION in block.needs
        said = Said(*self._opinion()) if opinion else NOTHING
        empty = self.how.empty and self.rng.random() < _SHARE_EMPTY
        day = self._said(Date())
        if block.filled_by is FilledBy.GROUP:
            return SaidBlock(block, NOTHING, NOTHING, NOTHING if empty else day)
        elsewhere = _named_elsewhere(block, fields)
        if empty:
            return SaidBlock(block, elsewhere, NOTHING, NOTHING, named=False)
        named = not sole or self.rng.random() < 0.8
        return SaidBlock(block, self._said(Org()) if named else elsewhere, said, day, named)

    def _opinion(self) -> tuple[str, str]:
        text = self.answers.opinion()
        return text, self.answers.convert(text)


def _named_elsewhere(block: Block, fields: Told) -> Said:
    """The unit that the form names for the role of a block whose own unit is not written."""
    slots = [block.unit_from, "unit_name"] if block.unit_from == "lead_unit" else [block.unit_from]
    for slot in slots:
        value = fields[slot].value if slot in fields else None
        if value is not None:
            names = value if isinstance(value, list) else [value]
            return Said(names[0], "") if len(names) == 1 else NOTHING
    return NOTHING
