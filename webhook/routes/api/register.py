"""``/api/v1/register`` and ``/api/v1/checks``: what the office keeps, and judging a paper before it goes out."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from forms.outgoing import OutgoingPaper
from forms.strict_json import schema_of
from webhook import auth
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import packages as schemas_packages
from webhook.routes.wiring import services
from webhook.service.registers.passes import NewEntry, entry_json

register_entries = ApiBlueprint(
    "register_entries", __name__, url_prefix=f"{PREFIX}/register", description="Passes, and pilots and passes ended"
)
checks = ApiBlueprint("checks", __name__, url_prefix=f"{PREFIX}/checks", description="Judging without keeping")


@operation(
    register_entries, "GET", "", {200: Says("Every entry, newest first, struck ones too", schemas_packages.Entries)}
)
def list_register() -> Response:
    """List the register"""
    return jsonify({"entries": [entry_json(entry) for entry in services().register.all()]})


@operation(
    register_entries,
    "POST",
    "",
    {
        201: Says("The entry", schemas_packages.Entry),
        409: Says("The same entry stands in the register"),
        422: Says("The entry is incomplete or makes no sense; nothing was saved"),
    },
    Takes(body=schemas_packages.EntryBody),
)
def post_entry(body: dict[str, Any]) -> Response:
    """Enter into the register

    Every submission that is not decided is judged by it at once.
    """
    response = jsonify(entry_json(services().register.add(NewEntry(**body), auth.signed_in().name)))
    response.status_code = 201
    return response


@operation(
    register_entries,
    "POST",
    "/<entry_id>/strike",
    {
        200: Says("The entry as struck out", schemas_packages.Entry),
        404: NOT_FOUND,
        409: Says("It is struck out already"),
        422: Says("No reason given"),
    },
    Takes(body=schemas_packages.StrikeBody),
)
def strike_entry(body: dict[str, Any], entry_id: str) -> Response:
    """Strike an entry out

    It stays on view and no longer counts.
    """
    return jsonify(entry_json(services().register.strike(entry_id, body["reason"], auth.signed_in().name)))


@operation(
    checks,
    "POST",
    "/outgoing",
    {
        200: Says("What is wrong with it", schemas_packages.OutgoingFindings),
        422: Says("It describes no outgoing paper, or there is no such programme; details name each fault"),
    },
    Takes(schemas_packages.OutgoingQuery, schema_of(OutgoingPaper)),
)
def check_outgoing_paper(query: dict[str, Any], paper: OutgoingPaper) -> Response:
    """Check an outgoing paper

    Nothing is kept.
    """
    found = services().checks.outgoing(paper, query["programme"], query["on"])
    return jsonify({"findings": [finding.to_json() for finding in found]})
