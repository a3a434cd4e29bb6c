"""The printed blank of a form, made from its definition."""

from __future__ import annotations

from forms.record import Record
from forms.spec import Form
from render.forms_out import filled


def blank(form: Form, script: str = "hans", pilot: str = "") -> bytes:
    """The blank as .docx bytes: every label once, printed hints in place, empty rows, every opinion block.

    A specimen form says 「本系统样表」 on each page, and at its foot which page of which form it is; ``pilot`` is the
    code of the pilot it is made for. ``script`` "hant" prints the wording in traditional characters.
    """
    return filled(form, Record(form.id, form.edition, script), script, pilot=pilot)
