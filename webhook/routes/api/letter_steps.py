"""``/api/v1/letters/{id}/…``: the steps of a letter's life and its files."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from flask import Response, request, send_file

from webhook import auth
from webhook.routes.api.etags import IF_MATCH, NO_MATCH, TAGGED, if_match
from webhook.routes.api.letter_bodies import tagged_letter
from webhook.routes.api.letters import letters
from webhook.routes.api.operation import NOT_FOUND, Says, Takes, operation
from webhook.routes.schemas import letters as schemas_letters
from webhook.routes.wiring import services
from webhook.service.letters.order import Attached, Order
from webhook.service.letters.stages import DELIVERED, SEALED
from webhook.service.problems import BadUpload, Invalid
from webhook.service.review.hand import Expected

__all__ = ["letters"]

NOW = Says("The letter as it is now", schemas_letters.LetterNow, headers=TAGGED)
STALE = Says("Changed meanwhile, or a step demands what is not there; no step was taken")
_FILE = {"file": {"type": "string", "format": "binary", "description": "PDF, JPEG, PNG or TIFF"}}
_ON = {"on": {"type": "string", "format": "date", "description": "The day that it happened; today by default"}}
_PROOF = {"proof": {"type": "string", "description": "By what the delivery is known"}}


@operation(
    letters,
    "POST",
    "/<letter_id>/steps",
    {200: NOW, 404: NOT_FOUND, 409: STALE, 422: Says("The step makes no sense; message says why"), 428: NO_MATCH},
    Takes(body=schemas_letters.StepBody, headers=IF_MATCH),
)
def post_letter_step(body: dict[str, Any], letter_id: str) -> Response:
    """Take a letter a step on

    Or several: every step between is taken by the same person. With numbered the letter takes the next number of its
    issuer's series and is made anew with it; from then on its bytes stay as they are.
    """
    return _taken(letter_id, Order(**body))


@operation(
    letters,
    "PUT",
    "/<letter_id>/scan",
    {
        200: NOW,
        400: Says("No file"),
        404: NOT_FOUND,
        409: STALE,
        413: Says("The file is too large"),
        415: Says("Neither PDF nor a picture"),
        422: Says("The step makes no sense; message says why"),
        428: NO_MATCH,
    },
    Takes(multipart={**_FILE, **_ON}, headers=IF_MATCH),
)
def put_letter_scan(letter_id: str) -> Response:
    """Attach the signed and sealed scan

    Which is the step of sealing.
    """
    return _taken(letter_id, Order(SEALED, on=_on()), _attached())


@operation(
    letters,
    "PUT",
    "/<letter_id>/delivery",
    {
        200: NOW,
        404: NOT_FOUND,
        409: STALE,
        413: Says("The file is too large"),
        415: Says("Neither PDF nor a picture"),
        422: Says("The step makes no sense; message says why"),
        428: NO_MATCH,
    },
    Takes(multipart={**_FILE, **_ON, **_PROOF}, headers=IF_MATCH),
)
def put_letter_delivery(letter_id: str) -> Response:
    """Record the delivery

    Its day, by what it is known, and a picture of that where there is one. Terms run from it.
    """
    order = Order(DELIVERED, on=_on(), proof=request.form.get("proof", ""))
    return _taken(letter_id, order, _attached() if request.files else None)


@operation(
    letters,
    "POST",
    "/<letter_id>/withdraw",
    {200: NOW, 404: NOT_FOUND, 409: STALE, 422: Says("No reason given"), 428: NO_MATCH},
    Takes(body=schemas_letters.WithdrawBody, headers=IF_MATCH),
)
def post_letter_withdraw(body: dict[str, Any], letter_id: str) -> Response:
    """Withdraw a letter

    It stays on view, and its number stays used.
    """
    expected = Expected(if_match())
    return tagged_letter(services().life.withdraw(letter_id, body["reason"], expected, auth.signed_in().name))


@operation(
    letters,
    "GET",
    "/files/<file_id>",
    {200: Says("The bytes as they were kept", content_type="application/octet-stream"), 404: NOT_FOUND},
)
def get_letter_file(file_id: str) -> Response:
    """Get a file of a letter"""
    file, data = services().life.file(file_id)
    return send_file(
        io.BytesIO(data), "application/octet-stream", as_attachment=True, download_name=file.name, etag=False
    )


def _taken(letter_id: str, order: Order, attached: Attached | None = None) -> Response:
    now = services().life.take(letter_id, order, Expected(if_match()), auth.signed_in().name, attached)
    return tagged_letter(now)


def _on() -> date | None:
    given = request.form.get("on", "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Invalid("bad-date", f"“{given[:20]}”不是日期。", "日期应写成 2016-05-20 的形式。") from None


def _attached() -> Attached:
    """The file of the request; :class:`BadUpload` without one."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise BadUpload("no-file", "没有收到文件。", "请在 file 字段附上扫描件。")
    return Attached(given.filename, given.stream)
