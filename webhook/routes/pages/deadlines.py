"""The page of terms: what is over, what ends soon, and what runs for longer, each with its paper and its letter."""

from __future__ import annotations

from flask import Flask, make_response, render_template
from werkzeug.wrappers import Response

from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written
from webhook.routes.wiring import services


def show_deadlines() -> Response:
    today, found = services().deadlines.today(), services().deadlines.running()
    keep_as_written(tuple(sorted({name for one in found for name in (one.who.pilot, one.who.unit) if name})))
    groups = {
        "over": [one for one in found if one.is_over(today)],
        "soon": [one for one in found if one.is_soon(today)],
        "later": [one for one in found if not one.is_over(today) and not one.is_soon(today)],
    }
    return make_response(render_template("deadlines.html", groups=groups, today=today))


def register(app: Flask) -> None:
    add_page(app, "/deadlines", show_deadlines)
