"""The page on which a report is drafted: one field for each slot of its form, refusals beside the fields they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from forms.finding import Finding
from forms.spec import Field, Form, Rows
from forms.types import DateRange, DoneText, LongText, Options, SignatureCell
from forms.types.kind import Kind
from render.reports.needs import example
from webhook import auth, errors
from webhook.routes.api.papers import docx_file
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.review_context import head
from webhook.routes.pages.script import chosen_script, keep_as_written
from webhook.routes.wiring import services
from webhook.service.cases.case import Case
from webhook.service.papers.reports import Basis, ReportOrder
from webhook.service.problems import Invalid, Problem, Refused
from webhook.service.review.case_lines import written_names

ROOM = 7
MOST_ROWS = 30
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Ask:
    """One slot on the page: how it is asked for, and what the applications say for it."""

    slot: str
    label: str
    how: str
    required: bool
    choices: tuple[str, ...] = ()
    hint: str = ""
    known: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the form: its heading and its slots, or the columns of a table."""

    title: str
    asks: tuple[Ask, ...]
    rows: str = ""


def show_report(submission_id: str, form_id: str) -> AnyResponse:
    return _page(submission_id, _order(form_id, {}))


def draft_report(submission_id: str, form_id: str) -> AnyResponse:
    """The report as a file; where it is refused, or only to be checked, the page with what was typed."""
    shape = services().reports.form(form_id)
    order = _order(form_id, facts_typed(shape, request.form))
    try:
        if request.form.get("do") == "check":
            return _page(submission_id, order, found=services().reports.judge(submission_id, order))
        made = services().reports.make(submission_id, order, auth.signed_in().name)
    except (Invalid, Refused) as problem:
        return _page(submission_id, order, problem)
    return docx_file(made.docx, made.name)


def facts_typed(form: Form, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, as the facts of a report; what was left empty is not said."""
    facts = dict(_slots(form.fields(), typed, ""))
    for rows in form.rows():
        numbers = range(MOST_ROWS)
        held = [dict(_slots(rows.columns, typed, f"{rows.id}-{number}-")) for number in numbers]
        facts[rows.id] = [row for row in held if row]
    return facts


def _slots(fields: Any, typed: Mapping[str, str], before: str) -> Iterator[tuple[str, Any]]:
    for field in fields:
        for slot, kind in field.parts:
            if not isinstance(kind, SignatureCell) and (given := _given(kind, before + slot, typed)):
                yield slot, given


def _given(kind: Kind, name: str, typed: Mapping[str, str]) -> Any:
    said = typed.get(name, "").replace("\r\n", "\n").strip()
    if isinstance(kind, DateRange):
        ends = {end: typed.get(f"{name}.{end}", "").strip() or None for end in ("start", "end")}
        return ends if any(ends.values()) else None
    if isinstance(kind, DoneText):
        more = typed.get(f"{name}.text", "").strip()
        return "，".join(text for text in (said, more) if text)
    return said


def _order(form_id: str, facts: Mapping[str, Any]) -> ReportOrder:
    chosen = request.values.get("application") or None
    return ReportOrder(form_id, facts, script=chosen_script(), application=chosen)


def _page(
    submission_id: str, order: ReportOrder, fault: Problem | None = None, found: tuple[Finding, ...] | None = None
) -> Response:
    case = services().cases.get(submission_id)
    choice: Basis | None = None
    unclear: Problem | None = None
    try:
        choice = services().reports.basis(submission_id, order)
    except Refused as problem:
        unclear = problem
    form = services().reports.form(order.form)
    keep_as_written((*written_names(case), *(text for text in request.form.values() if len(text) > 1)))
    body = render_template(
        "report.html",
        **{**head(case), "here_is": "report"},
        form=form,
        basis=choice,
        chosen=order.application or "",
        several=_several(case, form),
        parts=tuple(_parts(form, choice)),
        typed=request.form if request.method == "POST" else _NOTHING,
        room=min(max(ROOM, len(order.facts.get("group", ())) + 1), MOST_ROWS),
        fault=fault or unclear,
        places=_by_name(form, fault.details if fault else {}, request.form),
        found=found,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _several(case: Case, form: Form) -> list[tuple[str, str]]:
    """The applications to choose from, where the submission holds several of one kind."""
    own = services().reports.applications(case, form.id)
    kinds = [paper.record.form for paper in own]
    return [(paper.id, paper.document.file_name) for paper in own] if len(set(kinds)) < len(kinds) else []


def _by_name(form: Form, places: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """The messages by the names of the page's fields; rows left empty before a filled one move them down."""
    named = dict(places)
    for rows in form.rows():
        filled = [n for n in range(MOST_ROWS) if any(_slots(rows.columns, typed, f"{rows.id}-{n}-"))]
        for at, number in enumerate(filled):
            for place in [place for place in places if place.startswith(f"{rows.id}[{at}].")]:
                named[f"{rows.id}-{number}-{place.partition('.')[2]}"] = places[place]
    return named


def _parts(form: Form, basis: Basis | None) -> Iterator[Part]:
    yield Part("", tuple(_asks(form.cover, basis)))
    for section in form.sections:
        if isinstance(section, Rows):
            yield Part(section.title, tuple(_asks(section.columns, None)), section.id)
        else:
            yield Part(section.title, tuple(_asks(section.fields, basis)))


def _asks(fields: tuple[Field, ...], basis: Basis | None) -> Iterator[Ask]:
    for field in fields:
        for slot, kind in field.parts:
            if not isinstance(kind, SignatureCell) and slot != "sequence":
                known = basis.known.get(slot) if basis else None
                said = str(known.value) if known else ""
                choices = (
                    kind.choices if isinstance(kind, Options) else kind.words if isinstance(kind, DoneText) else ()
                )
                yield Ask(slot, field.label, _how(kind), field.required is True, choices, example(kind), said)


def _how(kind: Kind) -> str:
    """By which kind of field a slot is asked for."""
    shown = ((DateRange, "range"), (DoneText, "done"), (Options, "choice"), (LongText, "long"))
    return next((how for known, how in shown if isinstance(kind, known)), kind.name)


def _reports_of(case: Case) -> tuple[Form, ...]:
    return services().reports.possible(case)


def register(app: Flask) -> None:
    app.jinja_env.globals.update(reports_of=_reports_of)
    add_page(app, "/submissions/<submission_id>/reports/<form_id>", show_report)
    add_page(app, "/submissions/<submission_id>/reports/<form_id>", draft_report, "POST")
