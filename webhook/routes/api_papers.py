"""``/api/v1/documents`` and ``/api/v1/letters``: pictures, standard forms, originals, letters."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, send_file, url_for

from webhook import auth
from webhook.routes import schemas
from webhook.routes.bodies import letter_body
from webhook.routes.inbound_mail import MAIL
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.wiring import services
from webhook.service.letters import Particulars

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

documents = ApiBlueprint(
    "documents",
    __name__,
    url_prefix=f"{PREFIX}/documents",
    description="Documents as handed in, their pages and the standard form",
)
letters = ApiBlueprint("letters", __name__, url_prefix=f"{PREFIX}/letters", description="Letters to the applicant")


@operation(
    documents,
    "GET",
    "/<document_id>/pages/<int:number>.png",
    {
        200: Says("The page as a picture", content_type="image/png"),
        404: Says("No such page, or none that can be drawn (Word files need LibreOffice)"),
    },
    Takes(schemas.PageQuery),
)
def get_page(query: dict[str, Any], document_id: str, number: int) -> Response:
    """Get a page as a picture"""
    response = Response(services().pages.png(document_id, number, query["dpi"]), mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@operation(
    documents,
    "GET",
    "/<document_id>/pages/<int:number>",
    {
        200: Says("The page as PNG, or as JPEG where it is a scan or a photograph", content_type="image/*"),
        404: Says("No such page, or none that can be drawn (Word files need LibreOffice)"),
    },
    Takes(schemas.PageQuery),
)
def get_page_view(query: dict[str, Any], document_id: str, number: int) -> Response:
    """Get a page as it is reviewed

    Upright and level, as the boxes of the values are measured.
    """
    return _picture(services().pages.view(document_id, number, query["dpi"]))


@operation(
    documents,
    "GET",
    "/<document_id>/evidence",
    {
        200: Says("The piece of the page as PNG or JPEG", content_type="image/*"),
        404: Says("No such place, or none that can be shown: a format without pages, a value stated by hand"),
    },
    Takes(schemas.EvidenceQuery),
)
def get_evidence(query: dict[str, Any], document_id: str) -> Response:
    """Get the piece of a page that proves a value or a mark

    For a missing mark the place where it was looked for.
    """
    return _picture(services().evidence.picture(document_id, query["where"], query["form"]))


def _picture(data: bytes) -> Response:
    kind = "image/jpeg" if data.startswith(b"\xff\xd8") else "image/png"
    response = Response(data, mimetype=kind)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@operation(
    documents,
    "GET",
    "/<document_id>/standard.docx",
    {200: Says("The record on the standard form", content_type=DOCX), 404: NOT_FOUND, 422: UNREADABLE},
    Takes(schemas.StandardQuery),
)
def get_standard_docx(query: dict[str, Any], document_id: str) -> Response:
    """Get the standard form

    The newest record, printed on the form and edition that were read.
    """
    return _docx(services().pages.standard_form(document_id, query["form"], query["script"]), "standard.docx")


@operation(
    documents,
    "GET",
    "/<document_id>/original",
    {200: Says("The bytes as handed in", content_type="application/octet-stream"), 404: NOT_FOUND},
)
def get_original(document_id: str) -> Response:
    """Get the original"""
    document, data = services().pages.original(document_id)
    return send_file(
        io.BytesIO(data), "application/octet-stream", as_attachment=True, download_name=document.file_name, etag=False
    )


@operation(
    letters,
    "POST",
    "",
    {
        201: Says("The letter", schemas.Letter, headers=("Location",)),
        404: NOT_FOUND,
        409: Says(
            "Findings are open, a value is unconfirmed, nothing is decided, or a detail is missing; message says where"
        ),
        422: Says("No such kind of letter"),
    },
    Takes(body=schemas.LetterBody),
)
def post_letter(body: dict[str, Any]) -> Response:
    """Write a letter

    It lists upheld findings only. The same letter is made once.
    """
    about = {name: body.pop(name) for name in ("submission", "form", "kind")}
    letter = services().letters.create(
        about["submission"],
        auth.signed_in().name,
        kind=about["kind"],
        form=about["form"],
        particulars=Particulars(**body),
    )
    response = jsonify(letter_body(letter))
    response.status_code = 201
    response.headers["Location"] = url_for("letters.get_letter", letter_id=letter.id)
    return response


@operation(letters, "GET", "/<letter_id>", {200: Says("What is known of the letter", schemas.Letter), 404: NOT_FOUND})
def get_letter(letter_id: str) -> Response:
    """Get a letter"""
    return jsonify(letter_body(services().letters.find(letter_id)))


@operation(letters, "GET", "/<letter_id>.docx", {200: Says("The letter", content_type=DOCX), 404: NOT_FOUND})
def get_letter_docx(letter_id: str) -> Response:
    """Download a letter"""
    letter, data = services().letters.get(letter_id)
    return _docx(data, f"{letter.kind}-{letter.id}.docx")


@operation(
    letters,
    "POST",
    "/<letter_id>/release",
    {
        200: Says("The letter as released", schemas.Letter),
        404: NOT_FOUND,
        409: Says("No mail brought the submission, or the letter no longer says what was decided and read"),
    },
)
def post_letter_release(letter_id: str) -> Response:
    """Release a letter as a reply

    To the mail that brought the submission. Nothing is sent: the draft of the reply can be downloaded from then on.
    """
    return jsonify(letter_body(services().letters.release(letter_id, auth.signed_in().name)))


@operation(
    letters,
    "GET",
    "/<letter_id>.eml",
    {
        200: Says("The draft, for the office's own mail program to send", content_type=MAIL),
        404: NOT_FOUND,
        409: Says("Not released, or the mail names nobody who could be answered"),
    },
)
def get_letter_eml(letter_id: str) -> Response:
    """Download the draft of a reply

    In the thread of the mail, to its sender, with the letter attached.
    """
    data = services().letters.reply(letter_id)
    return send_file(io.BytesIO(data), MAIL, as_attachment=True, download_name=f"reply-{letter_id}.eml", etag=False)


def _docx(data: bytes, name: str) -> Response:
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name, etag=False)
