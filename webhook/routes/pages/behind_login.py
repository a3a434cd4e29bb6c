"""Pages for signed-in users alone: strangers are sent to sign in and come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from werkzeug.wrappers import Response

from webhook import auth
from webhook.routes.pages.way_back import to_sign_in

View = Callable[..., Response]


def add_page(app: Flask, rule: str, view: View, method: str = "GET") -> None:
    """Serve ``view`` at ``rule``, under its own name as endpoint, to whoever is signed in."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        return to_sign_in() if auth.current_user() is None else view(*args, **kwargs)

    app.add_url_rule(rule, view.__name__, guarded, methods=[method])
