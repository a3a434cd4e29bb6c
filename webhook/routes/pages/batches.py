"""The pages of batches, and of the templates that papers are made from."""

from __future__ import annotations

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from render.papers.kinds import Format
from webhook import auth, errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.letters.order import Attached
from webhook.service.papers.templates import find_paper
from webhook.service.problems import BadUpload, Invalid, NotFound, Problem, Refused, TooLarge

PAGE = 50


def show_batches() -> AnyResponse:
    page = min(max(request.args.get("page", 1, type=int), 1), 100_000)
    found = services().batches.newest(PAGE + 1, (page - 1) * PAGE)
    names = {one.batch.id: find_paper(one.batch.paper).name for one in found}
    body = render_template("batches.html", batches=found[:PAGE], names=names, page=page, has_more=len(found) > PAGE)
    return make_response(body)


def show_batch(batch_id: str) -> AnyResponse:
    return _batch(batch_id)


def take_batch_step(batch_id: str) -> AnyResponse:
    """Take every letter on; where that is refused, the page says why."""
    try:
        services().batches.order_step(batch_id, request.form.get("to", ""), auth.signed_in().name)
    except (Invalid, Refused) as problem:
        return _batch(batch_id, problem)
    return _to_batch(batch_id)


def retry_batch(batch_id: str) -> AnyResponse:
    try:
        services().batches.retry(batch_id, auth.signed_in().name)
    except Refused as problem:
        return _batch(batch_id, problem)
    return _to_batch(batch_id)


def print_batch(batch_id: str) -> AnyResponse:
    try:
        services().batches.order_print(batch_id)
    except Refused as problem:
        return _batch(batch_id, problem)
    return _to_batch(batch_id)


def _to_batch(batch_id: str) -> AnyResponse:
    return redirect(url_for("show_batch", batch_id=batch_id), 303)


def _batch(batch_id: str, fault: Problem | None = None) -> Response:
    now = services().batches.get(batch_id)
    keep_as_written(tuple(sorted({one.item.name for one in now.items})))
    body = render_template("batch.html", now=now, batch=now.batch, paper=find_paper(now.batch.paper), fault=fault)
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


# -- templates ------------------------------------------------------------------------------------------------------


def show_template(paper_id: str) -> AnyResponse:
    return _template(paper_id, request.args.get("layout") or None)


def change_template(paper_id: str) -> AnyResponse:
    """Put a changed template in force; its faults are shown in place."""
    layout, given = request.form.get("layout") or None, request.files.get("file")
    try:
        if given is None or not given.filename:
            raise BadUpload("no-file", t("templates.no_file"), "")
        attached = Attached(given.filename, given.stream)
        services().templates.accept(paper_id, layout, attached, auth.signed_in().name)
    except (BadUpload, Invalid, TooLarge) as problem:
        return _template(paper_id, layout, problem)
    flash(t("templates.accepted"), "done")
    return redirect(url_for("show_template", paper_id=paper_id, layout=layout), 303)


def restore_template(paper_id: str) -> AnyResponse:
    """Put an earlier version, or the shipped template, in force again."""
    layout, sha256 = request.form.get("layout") or None, request.form.get("sha256") or None
    try:
        services().templates.put_in_force(paper_id, layout, sha256, auth.signed_in().name)
    except (Invalid, NotFound) as problem:
        return _template(paper_id, layout, problem)
    flash(t("templates.restored"), "done")
    return redirect(url_for("show_template", paper_id=paper_id, layout=layout), 303)


def _template(paper_id: str, layout: str | None, fault: Problem | None = None) -> Response:
    paper = find_paper(paper_id)
    if fault is not None and layout not in paper.formats:
        layout = None
    now = services().templates.get(paper_id, layout)
    keep_as_written(tuple(sorted({one.name for one in now.versions if one.name})))
    layouts = [one.value for one in paper.formats if one is not Format.FORM]
    body = render_template("template.html", paper=paper, now=now, layouts=layouts, fault=fault)
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def register(app: Flask) -> None:
    add_page(app, "/batches", show_batches)
    add_page(app, "/batches/<batch_id>", show_batch)
    add_page(app, "/batches/<batch_id>/steps", take_batch_step, "POST")
    add_page(app, "/batches/<batch_id>/retry", retry_batch, "POST")
    add_page(app, "/batches/<batch_id>/print", print_batch, "POST")
    add_page(app, "/papers/<paper_id>/template", show_template)
    add_page(app, "/papers/<paper_id>/template", change_template, "POST")
    add_page(app, "/papers/<paper_id>/template/in-force", restore_template, "POST")
