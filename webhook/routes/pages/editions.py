"""The pages of the editions: what there is, a draft from an official blank, finishing, trying and putting it in force."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, Response, flash, make_response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.defined import FILES, defined
from forms.programme import PROGRAMMES
from forms.record import Record
from forms.types.named import KIND_NAMES
from webhook import auth, errors
from webhook.routes.api.papers import DOCX
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import t
from webhook.routes.wiring import services
from webhook.service.editions.labels import OPEN, Choice
from webhook.service.editions.proof import Lost
from webhook.service.editions.sheet import FILLED_BY, NEEDS, TOP, dating, groups, own_options, parts, top
from webhook.service.editions.state import Edition
from webhook.service.editions.toml_text import written
from webhook.service.ports import TrialReading
from webhook.service.problems import BadUpload, Invalid, NotFound, Problem, Refused, Stale, TooLarge
from webhook.service.review.sheet import Sheet, sheet_of

ENUM = "enum"
KINDS = ("text", *(kind for kind in KIND_NAMES if kind != "text"))
"""What may be written beside a new label; the first is taken where nothing is chosen."""
MET = (BadUpload, Invalid, Refused, Stale, TooLarge)


@dataclass(frozen=True)
class Shown:
    """What a page of one edition says besides its file: a refusal, a proof, what was read on trial."""

    fault: Problem | None = None
    lost: tuple[Lost, ...] | None = None
    trial: TrialReading | None = None
    typed: str | None = None
    """The text of a change that was not saved."""


def show_editions() -> AnyResponse:
    return _list()


def draft_edition() -> AnyResponse:
    """Draft an edition from the blank, and go on to finishing it; what is refused is said beside the fields."""
    try:
        made = services().editions.draft(
            _file(), request.form.get("edition", "").strip(), request.form.get("form") or None, auth.signed_in().name
        )
    except MET as problem:
        return _list(problem)
    flash(t("editions.drafted", n=made.open), "done")
    return redirect(url_for("show_edition", name=made.name), 303)


def show_edition(name: str) -> AnyResponse:
    return _page(name)


def save_labels(name: str) -> AnyResponse:
    """Match the labels as the form says; what is typed stays on the page where it cannot be saved."""
    edition = services().editions.get(name)
    base = _base(edition)
    labels = base.labels()
    if labels is None:
        raise NotFound("no-labels", t("editions.no_labels"), "")
    labels.settle(dict(_choices()))
    said = {key: request.form[key].strip() for key in TOP if key in request.form}
    labels.tables.update({key: value for key, value in said.items() if value or key in ("source", "edition")})
    for key in said.keys() - {"source", "edition"}:
        if not said[key]:
            labels.tables.pop(key, None)
    return _saved(name, written(labels.tables))


def save_text(name: str) -> AnyResponse:
    return _saved(name, request.form.get("text", ""))


def try_edition(name: str) -> AnyResponse:
    """Show what a filled form says under the edition; nothing of it is kept."""
    try:
        found = services().editions.trial(name, _file(), request.form.get("programme") or PROGRAMMES[0].id)
    except MET as problem:
        return _page(name, Shown(problem))
    return _page(name, Shown(trial=found))


def prove_edition(name: str) -> AnyResponse:
    try:
        return _page(name, Shown(lost=services().editions.proof(name)))
    except MET as problem:
        return _page(name, Shown(problem))


def put_edition_in_force(name: str) -> AnyResponse:
    try:
        begins, ends = _day("from"), _day("until")
        if begins is None:
            raise Invalid("day-missing", t("editions.day_missing"), "")
        _, lost = services().editions.put_in_force(name, begins, ends, _tag(), auth.signed_in().name)
    except MET as problem:
        return _page(name, Shown(problem))
    flash(t("editions.forced"), "done")
    if lost:
        flash(t("editions.forced_marks", labels="、".join(dict.fromkeys(one.label for one in lost))), "warn")
    return redirect(url_for("show_edition", name=name), 303)


def withdraw_edition(name: str) -> AnyResponse:
    return _changed(name, lambda by: services().editions.withdraw(name, _tag(), by), "editions.withdrawn")


def discard_edition(name: str) -> AnyResponse:
    try:
        services().editions.discard(name, _tag(), auth.signed_in().name)
    except MET as problem:
        return _page(name, Shown(problem))
    flash(t("editions.discarded"), "done")
    return redirect(url_for("show_editions"), 303)


def edition_blank(name: str) -> AnyResponse:
    """The official Word file as it was handed in, or the blank of an edition of the product."""
    data = services().editions.blank(services().editions.get(name))
    if data is None:
        raise NotFound("no-blank", t("editions.no_blank"), "")
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=f"{name}.docx", etag=False)


def edition_version(name: str, digest: str) -> AnyResponse:
    return Response(services().editions.kept(name, digest), mimetype="text/plain")


# -- what a request says ---------------------------------------------------------------


def _file() -> tuple[str, Any]:
    given = request.files.get("file")
    if given is None or not given.filename:
        raise BadUpload("no-file", t("editions.no_file"), "")
    return given.filename, given.stream


def _tag() -> str | None:
    return request.form.get("tag") or None


def _day(name: str) -> date | None:
    given = request.form.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Invalid("bad-date", t("register.bad_date"), "") from None


def _choices() -> Iterator[tuple[str, Choice]]:
    """What the form says of each label, by the label's key."""
    form = request.form
    for name in form:
        if name.startswith("to."):
            key = name.removeprefix("to.")
            kind = form.get(f"kind.{key}", "")
            if kind == ENUM:
                options = form.get(f"options.{key}", "").replace("、", "|").replace("｜", "|")
                kind = f"{ENUM}:{options}"
            yield (
                key,
                Choice(
                    form.get(name, OPEN),
                    form.get(f"label.{key}", "").strip(),
                    form.get(f"into.{key}", ""),
                    form.get(f"slot.{key}", "").strip(),
                    kind,
                    f"required.{key}" in form,
                    tuple(form.getlist(f"needs.{key}")) if f"asked.{key}" in form else None,
                    form.get(f"filled.{key}", ""),
                ),
            )


def _base(edition: Edition) -> Edition:
    """The text that the form was filled in on: the newest, or the one that it was then."""
    tag = _tag()
    if tag is None or tag == edition.tag:
        return edition
    try:
        return services().editions.preview(edition.name, services().editions.kept(edition.name, tag))
    except NotFound:
        return edition


# -- answers ---------------------------------------------------------------------------


def _saved(name: str, text: str) -> AnyResponse:
    try:
        after = services().editions.save(name, text, _tag(), auth.signed_in().name)
    except MET as problem:
        return _page(name, Shown(problem, typed=text))
    flash(t("editions.saved_with_faults") if after.faults else t("editions.saved", n=after.open), "done")
    return redirect(url_for("show_edition", name=after.name), 303)


def _changed(name: str, change: Callable[[str], Edition], said: str) -> AnyResponse:
    try:
        change(auth.signed_in().name)
    except MET as problem:
        return _page(name, Shown(problem))
    flash(t(said), "done")
    return redirect(url_for("show_edition", name=name), 303)


def _list(fault: Problem | None = None) -> Response:
    body = render_template(
        "editions.html",
        editions=services().editions.all(),
        forms=[(form_id, defined(form_id)[0].title) for form_id in FILES],
        annexes={form_id: defined(form_id)[0].annex for form_id in FILES},
        fault=fault,
        typed=request.form,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _page(name: str, shown: Shown | None = None) -> Response:
    shown = shown or Shown()
    kept = services().editions.get(name)
    edition = kept if shown.typed is None else services().editions.preview(name, shown.typed)
    labels = edition.labels() if edition.own else None
    known = groups(edition.form) if labels else ()
    body = render_template(
        "edition.html",
        edition=edition,
        tag=kept.tag,
        form_title=defined(edition.form)[0].title if defined(edition.form) else edition.form,
        labels=labels.ordered() if labels else [],
        groups=known,
        own=own_options(labels, known) if labels else (),
        parts=parts(edition),
        dating=dating(edition),
        top=top(edition),
        kinds=KINDS,
        needs=NEEDS,
        filled_by=FILLED_BY,
        programmes=PROGRAMMES,
        versions=services().editions.versions(name) if edition.own else (),
        papers=services().editions.papers(edition),
        shown=shown,
        sheet=_sheet(edition, shown.trial),
    )
    return make_response(body, errors.STATUS[type(shown.fault)] if shown.fault else 200)


def _sheet(edition: Edition, trial: TrialReading | None) -> Sheet | None:
    """What was read on trial, laid out as the edition prints it."""
    return sheet_of(Record.from_json(trial.record), edition.overlay.form) if trial and edition.overlay else None


def register(app: Flask) -> None:
    add_page(app, "/editions", show_editions)
    add_page(app, "/editions", draft_edition, "POST")
    add_page(app, "/editions/<name>", show_edition)
    add_page(app, "/editions/<name>/labels", save_labels, "POST")
    add_page(app, "/editions/<name>/text", save_text, "POST")
    add_page(app, "/editions/<name>/trial", try_edition, "POST")
    add_page(app, "/editions/<name>/proof", prove_edition, "POST")
    add_page(app, "/editions/<name>/in-force", put_edition_in_force, "POST")
    add_page(app, "/editions/<name>/withdraw", withdraw_edition, "POST")
    add_page(app, "/editions/<name>/discard", discard_edition, "POST")
    add_page(app, "/editions/<name>/blank.docx", edition_blank)
    add_page(app, "/editions/<name>/versions/<digest>.toml", edition_version)
