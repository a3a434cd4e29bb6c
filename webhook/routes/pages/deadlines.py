"""The page of terms: what is over, what ends soon, what runs for longer, and what an officer set aside."""

from __future__ import annotations

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth, errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.problems import Invalid, NotFound, Problem, Refused
from webhook.service.registers.deadlines import STATES


def show_deadlines() -> AnyResponse:
    return _page()


def set_term_aside(deadline_id: str) -> AnyResponse:
    """Set a term aside with the reason given; where that is refused, the page says why."""
    try:
        services().deadlines.set_aside(deadline_id, request.form.get("reason", ""), auth.signed_in().name)
    except (Invalid, Refused, NotFound) as problem:
        return _page(problem)
    flash(t("deadlines.was_set_aside"), "done")
    return redirect(url_for("show_deadlines"), 303)


def reopen_term(deadline_id: str) -> AnyResponse:
    try:
        services().deadlines.reopen(deadline_id, auth.signed_in().name)
    except (Refused, NotFound) as problem:
        return _page(problem)
    flash(t("deadlines.was_reopened"), "done")
    return redirect(url_for("show_deadlines"), 303)


def _page(fault: Problem | None = None) -> Response:
    today, found = services().deadlines.today(), services().deadlines.every()
    endless = services().deadlines.without_end()
    about = (*(one.who for one in found), *(one.who for one in endless))
    written = {name for who in about for name in (who.pilot, who.unit) if name}
    written |= {one.aside.reason for one in found if one.aside}
    keep_as_written(tuple(sorted(written)))
    groups = {state: [one for one in found if one.state(today) == state and not one.aside] for state in STATES}
    groups["aside"] = [one for one in found if one.aside]
    body = render_template("deadlines.html", groups=groups, endless=endless, today=today, fault=fault)
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def register(app: Flask) -> None:
    add_page(app, "/deadlines", show_deadlines)
    add_page(app, "/deadlines/<deadline_id>/set-aside", set_term_aside, "POST")
    add_page(app, "/deadlines/<deadline_id>/reopen", reopen_term, "POST")
