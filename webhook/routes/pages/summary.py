"""The page on which submissions are chosen for the table of recommended pilots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth, errors
from webhook.routes.api.reports import summary_file
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import chosen_script, keep_as_written
from webhook.routes.wiring import services
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.marked import marked_slots
from webhook.service.papers.summaries import Row, SummaryOrder, applications
from webhook.service.problems import Invalid, Problem, Refused
from webhook.service.review.case_lines import state_of, written_names

PAGE = 50
_SLOTS = {"name": ("pilot_name",), "unit": ("unit_name", "lead_unit")}
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Offer:
    """One application that can be listed; ``key`` names submission and form."""

    key: str
    submission: str
    name: str
    unit: str
    received_at: datetime
    state: str
    marked: int


def show_summary() -> AnyResponse:
    return _page()


def make_summary_file() -> AnyResponse:
    """The table as a file; where it is refused, the page with the rows chosen and what is wrong with them."""
    keys = request.form.getlist("row")
    rows = tuple(Row(submission, form or None) for submission, _, form in (key.partition("/") for key in keys))
    given = request.form.get
    order = SummaryOrder(
        rows, given("format", ""), given("title", "").strip(), given("annex", "").strip(), chosen_script()
    )
    try:
        return summary_file(*services().summaries.make(order, auth.signed_in().name))
    except (Invalid, Refused) as problem:
        return _page(problem, tuple(keys))


def _page(fault: Problem | None = None, chosen: tuple[str, ...] = ()) -> Response:
    page = min(max(request.values.get("page", 1, type=int), 1), 100_000)
    cases = services().cases.newest(PAGE + 1, (page - 1) * PAGE)
    keep_as_written(tuple(sorted({name for case in cases for name in written_names(case)})))
    body = render_template(
        "summary.html",
        offers=[_offer(case, paper) for case in cases[:PAGE] for paper in applications(case)],
        page=page,
        has_more=len(cases) > PAGE,
        fault=fault,
        chosen=chosen,
        places={key: fault.details.get(f"pilots[{n}]", "") for n, key in enumerate(chosen)} if fault else {},
        typed=request.form if fault else _NOTHING,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _offer(case: Case, paper: Paper) -> Offer:
    said = {
        what: next((str(v) for slot in slots if (v := paper.record.value(slot))), "") for what, slots in _SLOTS.items()
    }
    marked = len(marked_slots(paper.record))
    received = case.submission.received_at
    return Offer(f"{case.id}/{paper.id}", case.id, said["name"], said["unit"], received, state_of(case), marked)


def register(app: Flask) -> None:
    add_page(app, "/summary", show_summary)
    add_page(app, "/summary", make_summary_file, "POST")
