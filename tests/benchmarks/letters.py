"""The letter that is timed: a 补正通知书 with the faults of one application, and its bare docxtpl twin."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extract.reading import read
from forms.programme import programme
from forms.registry import form
from render.catalogue import letter_kind
from render.context import context_of as letter_context
from render.letter import LetterRequest
from render.template import Template

KIND = "correction"


def correction_request(path: str, on: date) -> LetterRequest:
    """A request for the letter on every fault of the application in ``path``."""
    hubei = programme("hubei-2016")
    result = read(Path(path).read_bytes(), path, programme=hubei, on=on)[0]
    assert result.record is not None
    return LetterRequest(
        kind=KIND,
        programme=hubei,
        form=form(result.record.form, result.record.edition),
        record=result.record,
        findings=result.findings,
        issued_on=on,
        received_at=on,
        issuer="湖北省市场监督管理局",
        signatory="湖北省社会管理和公共服务标准化联席会议办公室",
        addressee="襄阳市市场监督管理局",
        contact="张三，027-87654321",
    )


def context_of(request: LetterRequest) -> dict[str, object]:
    """The plain values that the template is filled with."""
    return letter_context(request)


def template_bytes() -> bytes:
    """The Word template of the letter as it is shipped."""
    return Template.letter(letter_kind(KIND).template).data
