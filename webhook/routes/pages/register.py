"""The page of the office's register: what stands in it, entering, striking out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth, errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written, t, words
from webhook.routes.wiring import services
from webhook.service.cases.facts import ENDINGS
from webhook.service.problems import Invalid, NotFound, Problem, Refused
from webhook.service.registers.passes import NewEntry

_NO_FIELDS: Mapping[str, str] = {}


def show_register() -> AnyResponse:
    return _page()


def enter() -> AnyResponse:
    """Enter what was filled in; where that is refused, the page keeps it and says why."""
    try:
        services().register.add(_entry(), auth.signed_in().name)
    except (Invalid, Refused) as problem:
        return _page(problem, request.form.to_dict())
    flash(t("register.entered"), "done")
    return redirect(url_for("show_register"), 303)


def strike(entry_id: str) -> AnyResponse:
    try:
        services().register.strike(entry_id, request.form.get("reason", ""), auth.signed_in().name)
    except (Invalid, Refused, NotFound) as problem:
        return _page(problem)
    flash(t("register.was_struck"), "done")
    return redirect(url_for("show_register"), 303)


def _entry() -> NewEntry:
    return NewEntry(
        request.form.get("kind", ""),
        request.form.get("unit", "").strip(),
        code=_given("code"),
        pilot=_given("pilot"),
        how=_given("how"),
        ended_on=_day("ended_on"),
        published_on=_day("published_on"),
        valid_until=_day("valid_until"),
        source=_given("source") or "",
    )


def _given(name: str) -> str | None:
    return request.form.get(name, "").strip() or None


def _day(name: str) -> date | None:
    given = _given(name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Invalid("bad-date", t("register.bad_date"), "") from None


def _page(fault: Problem | None = None, typed: Mapping[str, str] = _NO_FIELDS) -> Response:
    entries = services().register.all()
    texts = (text for entry in entries for text in (entry.unit, entry.pilot, entry.source) if text)
    keep_as_written(tuple(sorted(set(texts))))
    body = render_template(
        "register.html",
        entries=entries,
        endings=[(name, words(how.value)) for name, how in ENDINGS.items()],
        ending_words={name: words(how.value) for name, how in ENDINGS.items()},
        fault=fault,
        typed=typed,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def register(app: Flask) -> None:
    add_page(app, "/register", show_register)
    add_page(app, "/register", enter, "POST")
    add_page(app, "/register/<entry_id>/strike", strike, "POST")
