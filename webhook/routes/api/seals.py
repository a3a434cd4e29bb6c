"""``/api/v1/seals``: pictures of the office's seals, and copies of letters that bear one. Off unless allowed."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from marshmallow import fields

from webhook import auth
from webhook.routes.api.etags import IF_MATCH, NO_MATCH, TAGGED, if_match
from webhook.routes.api.letter_bodies import tagged_letter
from webhook.routes.api.letters import letters
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas.base import Given, Strict, text
from webhook.routes.schemas.letters import LetterNow
from webhook.routes.wiring import services
from webhook.service.letters.seal_pictures import PICTURE_BYTES
from webhook.service.problems import BadUpload, Invalid
from webhook.service.review.hand import Expected

seals = ApiBlueprint("seals", __name__, url_prefix=f"{PREFIX}/seals", description="Pictures of the office's seals")


class SealPicture(Given):
    owner = text("The office whose name the seal bears")
    diameter_mm = fields.Float()
    sha256 = text("Of the picture")
    by = fields.String()
    at = fields.DateTime()


class AllSealPictures(Given):
    allowed = fields.Boolean(metadata={"description": "Whether the service was started to allow pictures of seals"})
    seals = fields.List(fields.Nested(SealPicture))


class SealCopyBody(Strict):
    owner = text("Whose seal", required=True)


KEPT = Says("Every picture", AllSealPictures)
NOT_ALLOWED = Says("Pictures of seals are not allowed")
_MULTIPART = {
    "file": {"type": "string", "format": "binary", "description": "PNG or JPEG of the seal's imprint"},
    "owner": {"type": "string", "description": "The office whose name the seal bears"},
    "diameter_mm": {"type": "number", "description": "The seal's diameter, an oval one's longer side, in millimetres"},
}


@operation(seals, "GET", "", {200: KEPT})
def list_seals() -> Response:
    """List the pictures of seals"""
    return _all()


@operation(
    seals,
    "PUT",
    "",
    {
        200: KEPT,
        400: Says("No file"),
        409: NOT_ALLOWED,
        413: Says("The picture is too large"),
        422: Says("No picture of a seal; message says why"),
    },
    Takes(multipart=_MULTIPART),
)
def put_seal() -> Response:
    """Keep the picture of a seal

    In the place of an earlier one. Red, round or oval, on transparent or white ground, of at least 300 dpi.
    """
    given = request.files.get("file")
    if given is None or not given.filename:
        raise BadUpload("no-file", "没有收到文件。", "请在 file 字段附上印章图样。")
    data = given.stream.read(PICTURE_BYTES + 1)
    services().seals.keep(request.form.get("owner", ""), data, _diameter(), auth.signed_in().name)
    return _all()


@operation(seals, "DELETE", "/<owner>", {200: KEPT, 404: NOT_FOUND})
def delete_seal(owner: str) -> Response:
    """Remove the picture of a seal

    Copies that bear it stay.
    """
    services().seals.remove(owner, auth.signed_in().name)
    return _all()


@operation(
    letters,
    "POST",
    "/<letter_id>/seal-copy",
    {
        200: Says("The letter with its files", LetterNow, headers=TAGGED),
        404: NOT_FOUND,
        409: Says("Not allowed, changed meanwhile, not signed or numbered yet, or no place for a seal"),
        428: NO_MATCH,
    },
    Takes(body=SealCopyBody, headers=IF_MATCH),
)
def post_seal_copy(body: dict[str, Any], letter_id: str) -> Response:
    """Place the picture of a seal on a copy of a letter

    The letter itself stays as it is; the copy is a file of the letter and no step of it.
    """
    services().seals.place(letter_id, body["owner"], Expected(if_match()), auth.signed_in().name)
    return tagged_letter(services().life.get(letter_id))


def _diameter() -> float:
    given = request.form.get("diameter_mm", "").strip()
    try:
        return float(given)
    except ValueError:
        raise Invalid("seal-diameter", f"直径“{given[:20]}”不是数。", "请填写印章直径的毫米数，如 42。") from None


def _all() -> Response:
    kept = services().seals
    return jsonify(AllSealPictures().dump({"allowed": kept.allowed, "seals": kept.all()}))
