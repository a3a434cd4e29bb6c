"""``/api/v1/letters``: letters, and the mails that they go out with."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, send_file, url_for

from webhook import auth
from webhook.routes.api.bodies import letter_body
from webhook.routes.api.etags import TAGGED
from webhook.routes.api.inbound_mail import MAIL
from webhook.routes.api.letter_bodies import tagged_letter
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.api.papers import DOCX, docx_file
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import letters as schemas_letters
from webhook.routes.wiring import services
from webhook.service.letters.writing import Particulars

letters = ApiBlueprint("letters", __name__, url_prefix=f"{PREFIX}/letters", description="Letters to the applicant")


@operation(
    letters,
    "POST",
    "",
    {
        201: Says("The letter", schemas_letters.Letter, headers=("Location",)),
        404: NOT_FOUND,
        409: Says(
            "Findings are open, a value is unconfirmed, nothing is decided, or a detail is missing; message says where"
        ),
        422: Says("No such kind of letter"),
    },
    Takes(body=schemas_letters.LetterBody),
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


@operation(
    letters,
    "GET",
    "",
    {200: Says("The letters, newest first, and how many wait for each step", schemas_letters.Letters)},
    Takes(schemas_letters.LettersQuery),
)
def list_letters(query: dict[str, Any]) -> Response:
    """List letters by the step that they wait for"""
    life = services().life
    found = life.waiting(query["waiting"], query["limit"], query["offset"])
    return jsonify({"letters": [letter_body(letter) for letter in found], "waiting": life.heaps()})


@operation(
    letters,
    "GET",
    "/<letter_id>",
    {200: Says("The letter with its steps and files", schemas_letters.LetterNow, headers=TAGGED), 404: NOT_FOUND},
)
def get_letter(letter_id: str) -> Response:
    """Get a letter"""
    return tagged_letter(services().life.get(letter_id))


@operation(letters, "GET", "/<letter_id>.docx", {200: Says("The letter", content_type=DOCX), 404: NOT_FOUND})
def get_letter_docx(letter_id: str) -> Response:
    """Download a letter"""
    letter, data = services().letters.get(letter_id)
    return docx_file(data, f"{letter.kind}-{letter.id}.docx")


@operation(
    letters,
    "POST",
    "/<letter_id>/release",
    {
        200: Says("The letter as released", schemas_letters.LetterNow, headers=TAGGED),
        404: NOT_FOUND,
        409: Says(
            "No mail brought the submission, the letter no longer says what was decided and read, or a step demands "
            "what is not there"
        ),
    },
)
def post_letter_release(letter_id: str) -> Response:
    """Release a letter as a reply

    To the mail that brought the submission. Whatever step is missing is taken with it, and a number where the issuer
    has a series. Nothing is sent: the draft of the reply can be downloaded from then on.
    """
    return tagged_letter(services().life.release(letter_id, auth.signed_in().name))


@operation(
    letters,
    "GET",
    "/<letter_id>.eml",
    {
        200: Says("The draft, for the office's own mail program to send", content_type=MAIL),
        404: NOT_FOUND,
        409: Says("Not sent as a mail, withdrawn, or the mail names nobody who could be answered"),
    },
)
def get_letter_eml(letter_id: str) -> Response:
    """Download the draft of a mail

    Of a reply in the thread of the mail, to its sender; else of a mail of the office's own. The letter is attached,
    and so are its PDF and its signed and sealed scan where there are any.
    """
    data = services().sending.mail(letter_id)
    return send_file(io.BytesIO(data), MAIL, as_attachment=True, download_name=f"mail-{letter_id}.eml", etag=False)
