"""``/api/v1/letters/{id}/…``: a letter's PDF, and whether it keeps to the standard's format."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, send_file

from webhook.routes.api.letter_steps import letters
from webhook.routes.api.operation import NOT_FOUND, Says, operation
from webhook.routes.schemas import conformance as schemas_conformance
from webhook.routes.wiring import services
from webhook.service.letters.pdf import PdfNow

__all__ = ["letters"]
PDF = "application/pdf"


@operation(
    letters,
    "GET",
    "/<letter_id>.pdf",
    {200: Says("The PDF", content_type=PDF), 404: Says("No such letter, or no PDF of it; message says why")},
)
def get_letter_pdf(letter_id: str) -> Response:
    """Download a letter as PDF

    Made once, when the letter is final.
    """
    return _pdf(services().pdfs.data(letter_id), f"{letter_id}.pdf")


@operation(
    letters,
    "POST",
    "/<letter_id>/pdf",
    {
        202: Says("How it stands", schemas_conformance.LetterPdf),
        404: NOT_FOUND,
        409: Says("No LibreOffice, not final yet, or withdrawn"),
    },
)
def post_letter_pdf(letter_id: str) -> Response:
    """Make the PDF of a letter

    Where LibreOffice came later, or the making failed. A PDF that was made stays as it is.
    """
    response = jsonify(_state(services().pdfs.order(letter_id)))
    response.status_code = 202
    return response


@operation(
    letters,
    "GET",
    "/<letter_id>/draft.pdf",
    {200: Says("The PDF", content_type=PDF), 404: NOT_FOUND, 409: Says("The letter is final, or no PDF can be made")},
)
def get_letter_draft_pdf(letter_id: str) -> Response:
    """Look at a draft as PDF

    Every page is marked as a draft. Nothing of it is kept.
    """
    return _pdf(services().pdfs.draft(letter_id), f"draft-{letter_id}.pdf")


@operation(
    letters,
    "GET",
    "/<letter_id>/conformance",
    {200: Says("What deviates", schemas_conformance.LetterConformance), 404: NOT_FOUND},
)
def get_letter_conformance(letter_id: str) -> Response:
    """Get the format checks of a letter

    Of its Word file, made with it, and of its PDF.
    """
    pdfs = services().pdfs
    docx, note = pdfs.check(letter_id)
    return jsonify(
        {
            "docx": docx.to_json() if docx else None,
            "pdf": _state(pdfs.now(letter_id)),
            "pdf_check": note.check.to_json() if note and note.check else None,
        }
    )


def _state(now: PdfNow) -> dict[str, Any]:
    file, note = now.file, now.note
    return {
        "state": now.state,
        "file": file.id if file else None,
        "sha256": file.sha256 if file else None,
        "pages": note.pages if note and file else None,
        "stand_ins": list(note.stand_ins) if note else [],
        "missing": list(note.missing) if note else [],
        "problem": note.problem if note else None,
    }


def _pdf(data: bytes, name: str) -> Response:
    return send_file(io.BytesIO(data), PDF, as_attachment=True, download_name=name, etag=False)
