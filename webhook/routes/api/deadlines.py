"""``/api/v1/deadlines``: 期限, the terms that letters, articles and the register set."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, jsonify

from forms.programme import Programme
from webhook import auth
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import deadlines as schemas_deadlines
from webhook.routes.wiring import services
from webhook.service.registers.deadlines import Deadline
from webhook.service.registers.sightings import Named, Who

deadlines = ApiBlueprint(
    "deadlines", __name__, url_prefix=f"{PREFIX}/deadlines", description="Terms that letters, articles or passes set"
)


@operation(
    deadlines,
    "GET",
    "",
    {200: Says("The terms, the first to end first; those that are over before all", schemas_deadlines.Deadlines)},
    Takes(schemas_deadlines.DeadlinesQuery),
)
def list_deadlines(query: dict[str, Any]) -> Response:
    """List the terms that run

    A term goes from the list when a paper that came in, a letter that was signed or the register ends it. Beside the
    terms stand, whole on every page, the tasks that none can be reckoned of because their letter says no period.
    """
    known, first = services().deadlines, query["offset"]
    today, found = known.today(), known.asides() if query["set_aside"] else known.running()
    shown = [_body(one, today) for one in found[first : first + query["limit"]]]
    endless = [_without_end(one) for one in known.without_end()]
    return jsonify({"on": today.isoformat(), "deadlines": shown, "without_end": endless})


@operation(
    deadlines,
    "POST",
    "/<deadline_id>/set-aside",
    {
        200: Says("The term as set aside", schemas_deadlines.Deadline),
        404: NOT_FOUND,
        409: Says("It is set aside already"),
        422: Says("No reason given, or one that is too long"),
    },
    Takes(body=schemas_deadlines.SetAsideBody),
)
def set_deadline_aside(body: dict[str, Any], deadline_id: str) -> Response:
    """Set a term aside

    One that no paper will end, as when a unit was renamed. It stays on view with the reason, and may run again.
    """
    known = services().deadlines
    return jsonify(_body(known.set_aside(deadline_id, body["reason"], auth.signed_in().name), known.today()))


@operation(
    deadlines,
    "POST",
    "/<deadline_id>/reopen",
    {200: Says("The term as it runs", schemas_deadlines.Deadline), 404: NOT_FOUND, 409: Says("It is not set aside")},
)
def reopen_deadline(deadline_id: str) -> Response:
    """Let a term run again"""
    known = services().deadlines
    return jsonify(_body(known.reopen(deadline_id, auth.signed_in().name), known.today()))


def _body(one: Deadline, today: date) -> dict[str, Any]:
    aside = one.aside
    return {
        "id": one.id,
        "kind": one.kind,
        "due": one.due.isoformat(),
        "opens": one.opens.isoformat() if one.opens else None,
        "state": one.state(today),
        **_about(one.who, one.programme, one.submission),
        "letter": one.letter.id if one.letter else None,
        "answer": one.answer(today),
        "set_aside": {"reason": aside.reason, "by": aside.by, "at": aside.at.isoformat()} if aside else None,
    }


def _without_end(one: Named) -> dict[str, Any]:
    return {**_about(one.who, one.programme, one.submission), "letter": one.letter.id}


def _about(who: Who, rules: Programme, submission: str | None) -> dict[str, Any]:
    return {"unit": who.unit, "pilot": who.pilot, "programme": rules.id, "submission": submission}
