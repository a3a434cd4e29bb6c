"""``/api/v1/numbers`` and ``/api/v1/letter-rules``: how the office numbers its letters and parts their steps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify

from webhook import auth
from webhook.routes.api.letter_bodies import series_body
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import letters as schemas_letters
from webhook.routes.wiring import services
from webhook.service.letters.numbers import NewSeries, SeriesNow
from webhook.service.letters.stages import Rules

numbers = ApiBlueprint("numbers", __name__, url_prefix=f"{PREFIX}/numbers", description="Series of document numbers")
letter_rules = ApiBlueprint(
    "letter_rules", __name__, url_prefix=f"{PREFIX}/letter-rules", description="How the steps of letters are parted"
)
SERIES = Says("Every series", schemas_letters.AllSeries)


@operation(numbers, "GET", "", {200: SERIES})
def list_series() -> Response:
    """List the series of document numbers"""
    return _all(services().numbers.all())


@operation(
    numbers,
    "POST",
    "",
    {200: SERIES, 409: Says("Numbers of that year were given already"), 422: Says("The series makes no sense")},
    Takes(body=schemas_letters.SeriesBody),
)
def set_series(body: dict[str, Any]) -> Response:
    """Set the series of an issuing office

    Offices with the same code word share its numbers. A series begins anew with each year.
    """
    return _all(services().numbers.set(NewSeries(**body), auth.signed_in().name))


@operation(numbers, "DELETE", "/<int:series_id>", {200: SERIES, 404: NOT_FOUND})
def delete_series(series_id: int) -> Response:
    """Remove a series of document numbers

    Numbers that were given stay.
    """
    return _all(services().numbers.remove(series_id, auth.signed_in().name))


@operation(letter_rules, "GET", "", {200: Says("The rules", schemas_letters.RulesBody)})
def get_letter_rules() -> Response:
    """Get the rules for the steps of letters"""
    return jsonify(asdict(services().life.rules()))


@operation(
    letter_rules,
    "PUT",
    "",
    {200: Says("The rules", schemas_letters.RulesBody)},
    Takes(body=schemas_letters.RulesBody),
)
def put_letter_rules(body: dict[str, Any]) -> Response:
    """Set the rules for the steps of letters"""
    return jsonify(asdict(services().life.set_rules(Rules(**body), auth.signed_in().name)))


def _all(found: tuple[SeriesNow, ...]) -> Response:
    return jsonify({"series": [series_body(one) for one in found]})
