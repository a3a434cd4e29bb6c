"""``/api/v1/inbound-mail``: the door for the office's mail server, which signs instead of signing in."""

from __future__ import annotations

from flask import Response, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from webhook.routes.api.operation import PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import submissions as schemas_submissions
from webhook.routes.wiring import services

MAIL = "message/rfc822"
SIGNATURE = "X-Signature"

inbound_mail = ApiBlueprint(
    "inbound_mail", __name__, url_prefix=f"{PREFIX}/inbound-mail", description="Mails from the office's mail server"
)


@operation(
    inbound_mail,
    "POST",
    "",
    {
        200: Says("Known: the mail had been received before", schemas_submissions.MailReceipt),
        202: Says("Received and kept; being read", schemas_submissions.MailReceipt),
        400: Says("An empty body, or one that is no mail"),
        401: Says("The signature is missing, malformed, wrong, or more than five minutes old"),
        413: Says("The mail is too large"),
        415: Says("The content is not called message/rfc822"),
        503: Says("No secret is set: PILOT_MAIL_SECRET"),
    },
    Takes(
        raw=MAIL,
        headers={SIGNATURE: "t=SECONDS,v1=HEX: HMAC-SHA256 with the secret over the seconds, a full stop and the body"},
        signed=True,
    ),
)
def post_inbound_mail() -> Response:
    """Deliver a mail

    The raw mail, kept before it is answered, and exactly once by its Message-ID and content. The moment of receipt is
    the server's, whatever the mail's Date says. Its attachments become the submission's documents.
    """
    if request.mimetype != MAIL:
        raise UnsupportedMediaType
    receipt = services().mail.deliver(request.headers.get(SIGNATURE), request.stream)
    case = services().cases.get(receipt.submission_id)
    received = {"id": case.id, "received_at": case.submission.received_at.isoformat(), "created": receipt.created}
    response = jsonify(received)
    response.status_code = 202 if receipt.created else 200
    return response
