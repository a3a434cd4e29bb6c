"""The pages around letters: the heaps they lie in, how they are numbered, and the registers of papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.programme import PROGRAMMES
from webhook import auth, errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.letters.numbers import FORMATS, NewSeries
from webhook.service.letters.stages import BY_WAITING, CERTAIN, CHECKED, DEVIATIONS, Rules
from webhook.service.problems import Invalid, NotFound, Problem, Refused
from webhook.service.registers.lines import Days

PAGE = 50
_NO_FIELDS: Mapping[str, str] = {}


def show_letters() -> AnyResponse:
    """The letters that wait for one step, newest first."""
    life = services().life
    heaps = life.heaps()
    asked = request.args.get("waiting", "")
    heap = asked if asked in BY_WAITING else next((name for name in BY_WAITING if heaps[name]), CHECKED)
    page = min(max(request.args.get("page", 1, type=int), 1), 100_000)
    found = life.waiting(heap, PAGE + 1, (page - 1) * PAGE)
    keep_as_written(tuple(sorted({name for one in found for name in (one.title, one.issuer, *one.addressees) if name})))
    body = render_template(
        "letters.html", heaps=heaps, heap=heap, letters=found[:PAGE], page=page, has_more=len(found) > PAGE
    )
    return make_response(body)


def show_numbers() -> AnyResponse:
    return _numbers()


def set_number_series() -> AnyResponse:
    """Set a series; where that is refused, the page keeps what was typed and says why."""
    try:
        services().numbers.set(_series(), auth.signed_in().name)
    except (Invalid, Refused) as problem:
        return _numbers(problem, request.form.to_dict())
    flash(t("numbers.was_set"), "done")
    return redirect(url_for("show_numbers"), 303)


def remove_number_series(series_id: int) -> AnyResponse:
    try:
        services().numbers.remove(series_id, auth.signed_in().name)
    except NotFound as problem:
        return _numbers(problem)
    flash(t("numbers.was_removed"), "done")
    return redirect(url_for("show_numbers"), 303)


def set_letter_rules() -> AnyResponse:
    chosen = request.form.get("deviations", CERTAIN)
    issuers = {one.id: request.form.get(f"issuer.{one.id}", "") for one in PROGRAMMES}
    rules = Rules("separate_persons" in request.form, "unsealed_mail" in request.form, chosen, issuers)
    try:
        services().life.set_rules(rules, auth.signed_in().name)
    except Invalid as problem:
        return _numbers(problem)
    flash(t("numbers.rules_set"), "done")
    return redirect(url_for("show_numbers"), 303)


def show_registers() -> AnyResponse:
    """The registers of a range of days, to be looked through and downloaded."""
    registers = services().registers
    days, issuer = registers.lately(), request.args.get("issuer") or None
    fault = None
    try:
        days = Days(_day("first") or days.first, _day("last") or days.last)
        days.check()
    except Invalid as problem:
        days, fault = registers.lately(), problem
    outgoing, incoming = registers.outgoing(days, issuer), registers.incoming(days)
    known = registers.issuers()
    written = {text for line in outgoing for text in (line.title, line.addressees, line.copies_to) if text}
    written |= {text for line in incoming for text in (line.title, line.sender) if text}
    keep_as_written(tuple(sorted(written | set(known))))
    body = render_template(
        "registers.html", days=days, issuer=issuer, issuers=known, outgoing=outgoing, incoming=incoming, fault=fault
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _day(name: str) -> date | None:
    given = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Invalid("bad-date", t("letters.bad_date"), "") from None


def _series() -> NewSeries:
    return NewSeries(
        request.form.get("issuer", ""),
        request.form.get("code_word", ""),
        request.form.get("format", ""),
        _number("first"),
        _number("year"),
    )


def _number(name: str) -> int | None:
    given = request.form.get(name, "").strip()
    if given and not (given.isascii() and given.isdecimal() and len(given) <= 6):
        raise Invalid("bad-number", t("numbers.bad_number"), t("numbers.bad_number_advice"))
    return int(given) if given else None


def _numbers(fault: Problem | None = None, typed: Mapping[str, str] = _NO_FIELDS) -> Response:
    found = services().numbers.all()
    keep_as_written(tuple(sorted({one.series.issuer for one in found} | {one.series.code_word for one in found})))
    body = render_template(
        "numbers.html",
        series=found,
        formats=FORMATS,
        rules=services().life.rules(),
        deviations=DEVIATIONS,
        programmes=PROGRAMMES,
        issuers=services().registers.issuers(),
        fault=fault,
        typed=typed,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def register(app: Flask) -> None:
    add_page(app, "/letters", show_letters)
    add_page(app, "/registers", show_registers)
    add_page(app, "/numbers", show_numbers)
    add_page(app, "/numbers", set_number_series, "POST")
    add_page(app, "/numbers/<int:series_id>/remove", remove_number_series, "POST")
    add_page(app, "/letter-rules", set_letter_rules, "POST")
