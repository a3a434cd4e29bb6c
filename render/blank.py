"""The printed blank of a form: the official Word file where the office holds it, else made from its definition."""

from __future__ import annotations

from forms.record import Record
from forms.spec import Form
from render.forms_out import filled
from render.official.filled import official_blank


def blank(form: Form, script: str = "hans", pilot: str = "") -> bytes:
    """The blank as .docx bytes: every label once, printed hints in place, empty rows, every opinion block.

    A specimen form says 「本系统样表」 on each page, and at its foot which page of which form it is; ``pilot`` is the
    code of the pilot it is made for. ``script`` "hant" prints the wording in traditional characters. An official Word file
    is given as it is, to the byte.
    """
    if official := official_blank(form):
        return official[0]
    return filled(form, Record(form.id, form.edition, script), script, pilot=pilot)
