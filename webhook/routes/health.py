"""Whether the service can work: for whoever watches it, without a token and without anybody's data."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from webhook.routes.wiring import services


def health() -> Response:
    """200 with the condition of database, runner and storage, 503 where one of them fails."""
    condition = services().health.condition()
    response = jsonify(condition.to_json())
    response.status_code = 200 if condition.good else 503
    return response


def register(app: Flask) -> None:
    app.add_url_rule("/health", "health", health)
