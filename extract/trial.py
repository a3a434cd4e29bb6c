"""One document read under one edition, whatever else is in force: a filled form tried before the edition is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from extract.document import Document
from extract.doubt.certainty import weighed
from extract.doubt.distrust import distrust, doubtful_pages
from extract.identify.form import identify
from extract.identify.several import several
from extract.limits import DEFAULT_LIMITS, Limits
from extract.readers import read_document
from extract.reading import NOTES, Result, fill
from forms.check import check
from forms.programme import Programme
from forms.spec import Form


@dataclass(frozen=True)
class Trial:
    """What was read under the edition, and the edition in which the reader would take the document by itself.

    ``taken_for`` is ``None`` for a document that is none of the forms by its own title and labels.
    """

    result: Result
    taken_for: Form | None


def read_under(
    form: Form, data: bytes, name: str, *, programme: Programme, on: date, limits: Limits = DEFAULT_LIMITS
) -> Trial:
    """The first form in ``data`` that may be ``form``, read as that edition.

    The registry holds the edition, as if it were in force on the day ``on``. Raises
    :class:`extract.errors.DocumentError` for bytes that cannot be read, zips and mails among them.
    """
    document = _of_form(several(read_document(data, name, limits)), form, on)
    taken_for = identify(document, None, on).form
    identity = replace(identify(document, form.id, on), kind="form", form=form)
    record = distrust(weighed(fill(document, identity), document), doubtful_pages(document.problems))
    whole = all(problem.code in NOTES for problem in document.problems)
    result = Result(
        name,
        hashlib.sha256(data).hexdigest(),
        "complete" if whole else "partial",
        "form",
        pages=(document.pages[0].number, document.pages[-1].number) if document.pages else None,
        record=record,
        findings=check(record, programme, on),
        problems=document.problems,
    )
    return Trial(result, taken_for)


def _of_form(parts: tuple[Document, ...], form: Form, on: date) -> Document:
    """The first part that is taken for ``form`` in any edition, else the first of all."""
    for part in parts:
        found = identify(part, None, on).form
        if found is not None and found.id == form.id:
            return part
    return parts[0]
