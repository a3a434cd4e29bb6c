"""``/api/v1/documents``: pictures, standard forms, originals."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, send_file

from webhook.routes.api.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import submissions as schemas_submissions
from webhook.routes.wiring import services

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

documents = ApiBlueprint(
    "documents",
    __name__,
    url_prefix=f"{PREFIX}/documents",
    description="Documents as handed in, their pages and the standard form",
)


@operation(
    documents,
    "GET",
    "/<document_id>/pages/<int:number>.png",
    {
        200: Says("The page as a picture", content_type="image/png"),
        404: Says("No such page, or none that can be drawn (Word files need LibreOffice)"),
    },
    Takes(schemas_submissions.PageQuery),
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
    Takes(schemas_submissions.PageQuery),
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
    Takes(schemas_submissions.EvidenceQuery),
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
    Takes(schemas_submissions.StandardQuery),
)
def get_standard_docx(query: dict[str, Any], document_id: str) -> Response:
    """Get the standard form

    The newest record, printed on the form and edition that were read.
    """
    return docx_file(services().pages.standard_form(document_id, query["form"], query["script"]), "standard.docx")


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


def docx_file(data: bytes, name: str) -> Response:
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name, etag=False)
