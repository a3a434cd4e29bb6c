"""The page 公文格式检查: a paper handed in, what it has otherwise than GB/T 9704-2012 demands; nothing is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from flask import Flask, Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from render.conformance.report import Deviation, Report
from webhook import errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written
from webhook.routes.wiring import services
from webhook.service.conformance.settings import CHOICES, NUMBERS
from webhook.service.problems import BadUpload, Invalid, Problem, TooLarge, UnknownBytes

_NOTHING: Mapping[str, str] = {}


def show_conformance() -> AnyResponse:
    return _page()


def check_conformance() -> AnyResponse:
    """The report on the paper that was handed in; where that is refused, the page says why."""
    given = request.files.get("file")
    try:
        upload = (given.filename or "", given.stream) if given else ("", io.BytesIO())
        report = services().conformance.check(upload, request.form)
    except (BadUpload, Invalid, TooLarge, UnknownBytes) as problem:
        return _page(fault=problem, typed=request.form.to_dict())
    return _page(report, typed=request.form.to_dict())


def by_element(report: Report) -> dict[str, list[Deviation]]:
    """The deviations under the element that they are of, in the order of the standard."""
    found: dict[str, list[Deviation]] = {}
    for one in report.deviations:
        found.setdefault(one.element, []).append(one)
    return found


def as_written(report: Report) -> Iterator[str]:
    """What the paper itself says and the report quotes."""
    yield report.name
    for one in report.deviations:
        if one.place.words:
            yield one.place.words
    yield from (one.character for one in report.missing_glyphs)


def _page(report: Report | None = None, fault: Problem | None = None, typed: Mapping[str, str] = _NOTHING) -> Response:
    keep_as_written(tuple(as_written(report)) if report else ())
    body = render_template(
        "conformance.html", report=report, fault=fault, typed=typed, choices=CHOICES, numbers=NUMBERS,
        by_element=by_element,
    )  # fmt: skip
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def register(app: Flask) -> None:
    add_page(app, "/conformance", show_conformance)
    add_page(app, "/conformance", check_conformance, "POST")
