"""A standard form filled from a record: in the official Word file where the office holds it, else in our own layout."""

from __future__ import annotations

from forms.record import Record
from forms.spec import Form
from render.official.filled import filled_in, official_blank
from render.standard.sheet import draw
from render.standard.texts import NO_CELL_MARKS, NO_MARKS, CellMarks, Marks, content_of

__all__ = ["NO_CELL_MARKS", "NO_MARKS", "CellMarks", "Marks", "filled"]


def filled(
    form: Form,
    record: Record,
    script: str = "hans",
    marks: Marks = NO_MARKS,
    cell_marks: CellMarks = NO_CELL_MARKS,
    pilot: str = "",
) -> bytes:
    """The form filled from ``record`` as .docx bytes.

    Simplified forms show values; traditional ones prefer what the applicant wrote (``raw``), for a name is never
    converted. What was written but could not be read is shown as written. ``marks`` are pictures by the index of
    their block in ``record.blocks``, ``cell_marks`` those in cells to be signed; ``pilot`` is the code of the pilot that
    a form of our own prints at its foot. An edition whose official Word file the office holds is written into that file,
    whose own words stay in their script. Raises :class:`RenderError` for an answer whose slot the form does not have,
    and for an official file that cannot be filled in.
    """
    if official := official_blank(form):
        data, overlay = official
        return filled_in(data, overlay, record, script, marks, cell_marks)
    return draw(form, content_of(form, record, script, marks, cell_marks, pilot), script)
