"""The proof of an edition: its official blank, filled with sample answers and read, gives those answers back.

Extract and render do not know each other; what one writes and the other reads is compared here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.identify.form import identify
from extract.readers import read_document
from extract.reading import fill
from forms.overlay import Overlay
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark, Value
from forms.spec import Field, FilledBy, Form, Needs
from forms.types import Date, LongText, Org
from forms.types.kind import Composite, Kind
from render.forms_out import filled
from render.official.filled import filled_in

SAMPLES = 3
"""How many fillings are tried, each with other sample answers."""
_ROWS = 2


@dataclass(frozen=True)
class Lost:
    """A slot whose sample answer did not come back: its place in the record, its label, what was written and read.

    A ``marked`` answer asks for a look. Where it is right all the same, papers of this layout will ask for many looks, but
    nothing is read wrongly; a ``wrong`` one should keep the edition from being put in force, and a ``silent`` one must.
    """

    where: str
    label: str
    written: Value
    read: Value
    marked: bool

    @property
    def wrong(self) -> bool:
        return self.written != self.read

    @property
    def silent(self) -> bool:
        """Whether a wrong value would be taken without anybody looking."""
        return self.wrong and not self.marked


def verify(overlay: Overlay, blank: bytes | None) -> tuple[Lost, ...]:
    """The slots of ``overlay`` whose sample answers do not come back from ``blank``, or not surely; each once.

    Without an official ``blank`` the edition is proved on our own layout. The edition need not be in force. Raises :class:`render.errors.RenderError` for a blank that cannot be filled in, with
    every slot that has no place, and :class:`extract.errors.DocumentError` for one that cannot be read.
    """
    found: dict[str, Lost] = {}
    for number in range(SAMPLES):
        written = samples(overlay.form, number)
        data = filled(overlay.form, written) if blank is None else filled_in(blank, overlay, written)
        read = _read(data, overlay.form)
        for lost in _differences(overlay.form, written, read):
            found.setdefault(lost.where, lost)
    return tuple(found.values())


def _read(data: bytes, form: Form) -> Record:
    """What is read from ``data``, taken for ``form`` whatever else is in force."""
    document = read_document(data, "sample.docx")
    return fill(document, replace(identify(document, form.id), kind="form", form=form))


def samples(form: Form, number: int) -> Record:
    """A record of ``form`` with its own kinds' sample answers in every slot; ``number`` says which of them."""
    fields = {slot: _sample(kind, number) for slot, kind in form.kinds().items()}
    rows = {
        rows.id: tuple({str(c.id): _sample(_kind(c), number + at) for c in rows.columns} for at in range(_ROWS))
        for rows in form.rows()
    }
    blocks = tuple(
        BlockRecord(
            block.id,
            Answer(None) if block.filled_by is FilledBy.GROUP else _sample(Org(), number),
            _sample(LongText(), number) if Needs.OPINION in block.needs else Answer(None),
            _sample(Date(), number) if Needs.DATE in block.needs else Answer(None),
            SignatureMark(False),
            SealMark(False),
        )
        for block in form.blocks
    )
    return Record(form.id, form.edition, "hans", fields, rows, blocks)


def _kind(column: Field) -> Kind:
    assert not isinstance(column.kind, Composite), "a column is one slot"
    return column.kind


def _sample(kind: Kind, number: int) -> Answer:
    """The sample of ``kind``; in a cell to be signed nothing, for no program signs."""
    if kind.name == "signature":
        return Answer({"present": False})
    value = kind.samples()[number % len(kind.samples())]
    return Answer(value, kind.show(value))


def _differences(form: Form, written: Record, read: Record) -> Iterator[Lost]:
    for slot, answer in written.fields.items():
        yield from _differs(f"fields.{slot}", form.field_of(slot).label, answer, read.fields.get(slot))
    for rows in form.rows():
        lines = read.rows.get(rows.id, ())
        for at, row in enumerate(written.rows[rows.id]):
            for column in rows.columns:
                slot = str(column.id)
                found = lines[at].get(slot) if at < len(lines) else None
                if column.kind.name != "signature":
                    yield from _differs(f"rows.{rows.id}.{slot}", column.label, row[slot], found)
    for at, block in enumerate(written.blocks):
        label = form.blocks[at].label
        same = [b for b in read.blocks if b.id == block.id]
        before = sum(earlier.id == block.id for earlier in written.blocks[:at])
        one = same[before] if before < len(same) else None
        for part in ("unit", "opinion", "date"):
            said, found = getattr(block, part), getattr(one, part) if one else None
            if said.value is not None or one is None:
                yield from _differs(f"blocks[{at}].{part}", label, said, found)


def _differs(where: str, label: str, written: Answer, read: Answer | None) -> Iterator[Lost]:
    value, marked = (read.value, read.needs_review) if read else (None, False)
    if value != written.value or marked:
        yield Lost(where, label, written.value, value, marked)
