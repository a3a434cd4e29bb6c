"""What a change was made from, as HTTP says it: If-Match on the way in, ETag on the way out."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from webhook.routes.api.bodies import submission_body
from webhook.routes.api.operation import Says
from webhook.service.cases.case import Case

IF_MATCH = {"If-Match": "The ETag as it was read; 428 without it, 409 where it is no longer current"}
STALE = Says("Changed meanwhile, or not allowed in this state")
NO_MATCH = Says("If-Match is missing")
TAGGED = ("ETag",)


def if_match() -> str | None:
    """The ETag of If-Match without its quotes; ``None`` where the header is missing."""
    given = request.headers.get("If-Match")
    return given.strip().removeprefix("W/").strip('"') if given else None


def tagged(body: dict[str, Any], tag: str) -> Response:
    response = jsonify(body)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def tagged_case(case: Case) -> Response:
    return tagged(submission_body(case), str(case.submission.version))
