"""The pages of packages that are sent up: choose pilots and letter, look through, make, download, look back."""

from __future__ import annotations

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth, errors
from webhook.routes.api.dispatches import sent_file
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.dispatches.kinds import KINDS, DispatchKind, enclosure_name
from webhook.service.dispatches.plan import DispatchOrder, DispatchPlan
from webhook.service.problems import Invalid, NotFound, Problem, Refused

PAGE = 50
HISTORY = 20
_SHOWN = (Invalid, NotFound, Refused)


def show_dispatches() -> AnyResponse:
    return _page(_kind(request.args.get("kind", "")), _Chosen())


def make_dispatch() -> AnyResponse:
    """Make the package; where that is refused, or it is only looked through, the page says everything missing."""
    order = _order()
    try:
        if "look" in request.form:
            return _page(_kind(order.kind), _Chosen(order, services().dispatches.plan(order)))
        now = services().dispatches.make(order, auth.signed_in().name)
    except _SHOWN as problem:
        return _page(_kind(order.kind), _Chosen(order, _planned(order)), problem)
    flash(t("dispatches.same") if now.again else t("dispatches.was_made"), "done")
    return redirect(url_for("show_dispatch", dispatch_id=now.dispatch.id), 303)


def show_dispatch(dispatch_id: str) -> AnyResponse:
    return _one(dispatch_id)


def check_reprint(dispatch_id: str) -> AnyResponse:
    """Make everything anew of what was frozen, and say whether it is the same."""
    try:
        found = services().dispatches.reprint(dispatch_id)
    except Refused as problem:
        return _one(dispatch_id, problem)
    same = all(one.identical for one in found)
    flash(t("dispatches.identical", n=len(found)) if same else t("dispatches.differs"), "done" if same else "fault")
    return redirect(url_for("show_dispatch", dispatch_id=dispatch_id), 303)


def download_dispatch_file(file_id: str) -> AnyResponse:
    return sent_file(*services().dispatches.file(file_id))


class _Chosen:
    """What was ticked and typed, and what came of looking through it."""

    def __init__(self, order: DispatchOrder | None = None, plan: DispatchPlan | None = None) -> None:
        self.pilots = order.pilots if order else ()
        self.letter = order.letter if order else None
        self.copies = order.copies if order else None
        self.replaces = order.replaces if order else None
        self.reason = order.reason if order else ""
        self.plan = plan


def _planned(order: DispatchOrder) -> DispatchPlan | None:
    try:
        return services().dispatches.plan(order)
    except _SHOWN:
        return None  # the page says already why nothing was made


def _kind(asked: str) -> DispatchKind:
    return KINDS.get(asked) or next(iter(KINDS.values()))


def _order() -> DispatchOrder:
    copies = request.form.get("copies", "").strip()
    known = copies.isascii() and copies.isdecimal() and len(copies) <= 3
    return DispatchOrder(
        request.form.get("kind", ""),
        tuple(dict.fromkeys(request.form.getlist("pilots"))),
        request.form.get("letter") or None,
        (int(copies) if known else 0) if copies else None,
        request.form.get("replaces") or None,
        request.form.get("reason", "").strip(),
    )


def _page(kind: DispatchKind, chosen: _Chosen, fault: Problem | None = None) -> Response:
    found = services().dispatches
    page = min(max(request.args.get("page", 1, type=int), 1), 10_000)
    pilots = found.candidates(kind.id, PAGE, (page - 1) * PAGE)
    letters, history = found.letters(kind.id), found.newest(HISTORY)
    written = {text for pilot in pilots for text in (pilot.name, pilot.unit) if text}
    written |= {text for letter in letters for text in (letter.title, letter.number) if text}
    keep_as_written(tuple(sorted(written)))
    body = render_template(
        "dispatches.html",
        kinds=KINDS.values(),
        kind=kind,
        pilots=pilots,
        letters=letters,
        chosen=chosen,
        history=history,
        enclosure_name=enclosure_name,
        page=page,
        has_more=bool(found.candidates(kind.id, 1, page * PAGE)),
        fault=fault,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _one(dispatch_id: str, fault: Problem | None = None) -> Response:
    now = services().dispatches.get(dispatch_id)
    told = now.dispatch.manifest
    names = [text for pilot in told["pilots"] for text in (pilot["name"], pilot["unit"]) if text]
    names += [paper["as_received"] for pilot in told["pilots"] for paper in pilot["papers"]]
    keep_as_written((told["letter"]["title"], told["letter"]["issuer"], *names))
    body = render_template("dispatch.html", now=now, dispatch=now.dispatch, told=told, fault=fault)
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def register(app: Flask) -> None:
    add_page(app, "/dispatches", show_dispatches)
    add_page(app, "/dispatches", make_dispatch, "POST")
    add_page(app, "/dispatches/<dispatch_id>", show_dispatch)
    add_page(app, "/dispatches/<dispatch_id>/reprint", check_reprint, "POST")
    add_page(app, "/dispatches/files/<file_id>", download_dispatch_file)
