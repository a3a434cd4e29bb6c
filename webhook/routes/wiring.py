"""The services of the application that a request came to."""

from __future__ import annotations

from flask import current_app

from webhook.service.services import Services


def services() -> Services:
    found = current_app.extensions["pilot"]
    assert isinstance(found, Services)
    return found
