"""The doors: each route parses a request, calls one service and answers. No decisions are taken here."""

from __future__ import annotations

from flask import Flask

import webhook.routes.api as api
import webhook.routes.health as health


def register(app: Flask) -> None:
    """Hang every route into ``app``. Pages are added here, each by its module's ``register(app)``."""
    health.register(app)
    api.register(app)
