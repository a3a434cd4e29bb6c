"""Records of a definition's own sample answers."""

from __future__ import annotations

from collections.abc import Callable

from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.spec import FilledBy, Form, Needs
from forms.types import Date, Org, Person, Text
from forms.types.kind import Composite, Kind


def own_samples(form: Form, number: int, convert: Callable[[str], str]) -> Record:
    """A record of the definition's own sample answers, one of each kind's in every slot."""

    def answer(kind: Kind | Composite) -> Answer:
        assert isinstance(kind, Kind)
        value = kind.samples()[number % len(kind.samples())]
        return Answer(value, kind.show(value) if isinstance(kind, Person) else convert(kind.show(value)))

    blocks = tuple(
        BlockRecord(
            block.id,
            Answer(None) if block.filled_by is FilledBy.GROUP else answer(Org()),
            answer(Text()) if Needs.OPINION in block.needs else Answer(None),
            answer(Date()),
            SignatureMark(False),
            SealMark(False),
        )
        for block in form.blocks
    )
    row = {rows.id: ({str(c.id): answer(c.kind) for c in rows.columns},) for rows in form.rows()}
    fields = {slot: answer(kind) for slot, kind in form.kinds().items()}
    return Record(form.id, form.edition, "hans", fields, row, blocks)
