"""``/api/v1/dispatches``: packages of accepted originals that are sent up under a covering letter."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, send_file, url_for

from webhook import auth
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import base as schemas_base
from webhook.routes.schemas import dispatches as schemas_dispatches
from webhook.routes.wiring import services
from webhook.service.dispatches.dispatching import DispatchNow
from webhook.service.dispatches.kinds import enclosure_name
from webhook.service.dispatches.originals import Enclosing, Original, PilotSet
from webhook.service.dispatches.plan import DispatchOrder, DispatchPlan
from webhook.store.dispatches import ARCHIVE, DispatchFile

dispatches = ApiBlueprint(
    "dispatches", __name__, url_prefix=f"{PREFIX}/dispatches", description="Packages of originals that are sent up"
)
WRONG = Says("No such kind of package, no pilot, or a number of copies that makes no sense")
REFUSED = Says(
    "Something is missing (details names all of it), the papers were sent before and no reason is given, or a file "
    "cannot be printed"
)


@operation(
    dispatches,
    "GET",
    "/candidates",
    {200: Says("The pilots, with what each lacks", schemas_dispatches.DispatchPilots), 422: WRONG},
    Takes(schemas_dispatches.CandidatesQuery),
)
def list_dispatch_candidates(query: dict[str, Any]) -> Response:
    """List the pilots whose papers are there

    Those of the newest submissions that hold a form of this kind of package.
    """
    found = services().dispatches.candidates(query["kind"], query["limit"], query["offset"])
    return jsonify({"pilots": [_pilot(one) for one in found]})


@operation(
    dispatches,
    "POST",
    "/preview",
    {200: Says("What it would hold", schemas_dispatches.DispatchPreview), 404: NOT_FOUND, 422: WRONG},
    Takes(body=schemas_dispatches.DispatchBody),
)
def preview_dispatch(body: dict[str, Any]) -> Response:
    """Look through a package

    Its originals and everything that is missing. Nothing is made.
    """
    return jsonify(_preview(services().dispatches.plan(_order(body))))


@operation(
    dispatches,
    "POST",
    "",
    {
        200: Says("The same package was made before", schemas_dispatches.Dispatch),
        201: Says("The package", schemas_dispatches.Dispatch, headers=("Location",)),
        404: NOT_FOUND,
        409: REFUSED,
        422: WRONG,
    },
    Takes(body=schemas_dispatches.DispatchBody),
)
def post_dispatch(body: dict[str, Any]) -> Response:
    """Make a package

    The print of every copy and a zip of the originals with a manifest, frozen by their hashes. The same package is
    made once.
    """
    now = services().dispatches.make(_order(body), auth.signed_in().name)
    response = jsonify(_body(now))
    response.status_code = 200 if now.again else 201
    response.headers["Location"] = url_for("dispatches.get_dispatch", dispatch_id=now.dispatch.id)
    return response


@operation(
    dispatches,
    "GET",
    "",
    {200: Says("The packages, newest first", schemas_dispatches.DispatchList)},
    Takes(schemas_base.ListQuery),
)
def list_dispatches(query: dict[str, Any]) -> Response:
    """List packages"""
    found = services().dispatches.newest(query["limit"], query["offset"])
    return jsonify({"dispatches": [_body(now) for now in found]})


@operation(
    dispatches,
    "GET",
    "/<dispatch_id>",
    {200: Says("The package", schemas_dispatches.Dispatch), 404: NOT_FOUND},
)
def get_dispatch(dispatch_id: str) -> Response:
    """Get a package"""
    return jsonify(_body(services().dispatches.get(dispatch_id)))


@operation(
    dispatches,
    "POST",
    "/<dispatch_id>/reprint",
    {
        200: Says("Whether each file made anew is the one that was sent", schemas_dispatches.Reprinted),
        404: NOT_FOUND,
        409: REFUSED,
    },
)
def reprint_dispatch(dispatch_id: str) -> Response:
    """Prove that a package prints as it was

    Every print and the zip are made anew of what was frozen and held against the files that were sent.
    """
    found = services().dispatches.reprint(dispatch_id)
    files = [
        {"id": one.file.id, "role": one.file.role, "name": one.file.name, "sha256": one.file.sha256}
        | {"identical": one.identical}
        for one in found
    ]
    return jsonify({"identical": all(one.identical for one in found), "files": files})


@operation(
    dispatches,
    "GET",
    "/files/<file_id>",
    {200: Says("The file's bytes", content_type="application/octet-stream"), 404: NOT_FOUND},
)
def get_dispatch_file(file_id: str) -> Response:
    """Download a file of a package"""
    return sent_file(*services().dispatches.file(file_id))


def sent_file(file: DispatchFile, path: Any) -> Response:
    """A file of a package as a download."""
    kind = "application/zip" if file.role == ARCHIVE else None
    kind = kind or ("application/pdf" if file.name.endswith(".pdf") else "application/octet-stream")
    return send_file(path, kind, as_attachment=True, download_name=file.name, etag=False)


def _order(body: dict[str, Any]) -> DispatchOrder:
    return DispatchOrder(**{**body, "pilots": tuple(body["pilots"])})


def _preview(plan: DispatchPlan) -> dict[str, Any]:
    return {
        "kind": plan.kind.id,
        "title": plan.kind.title,
        "letter": plan.letter.id if plan.letter else None,
        "number": plan.number,
        "copies": plan.copies,
        "complete": not plan.lacking,
        "lacking": list(plan.lacking),
        "notes": list(plan.notes),
        "sent": [one.id for one in plan.sent],
        "pilots": [_pilot(one) for one in plan.pilots],
    }


def _pilot(pilot: PilotSet) -> dict[str, Any]:
    about = {"form": pilot.form, "name": pilot.name, "unit": pilot.unit, "complete": not pilot.faults}
    return {**about, "papers": [_paper(one) for one in pilot.papers]}


def _paper(one: Enclosing) -> dict[str, Any]:
    original = _original(one.original) if one.original else None
    about = {"paper": one.paper, "name": enclosure_name(one.paper), "original": original}
    return {**about, "faults": list(one.faults), "notes": list(one.notes)}


def _original(one: Original) -> dict[str, Any]:
    shown = {name: getattr(one, name) for name in ("name", "sha256", "size", "format", "source")}
    about = {"form": one.result_id, "submission": one.submission_id, "received_at": one.received_at.isoformat()}
    return {**shown, **about, "first_page": one.first, "last_page": one.last}


def _body(now: DispatchNow) -> dict[str, Any]:
    held = now.dispatch
    shown = ("id", "kind", "programme", "copies", "digest", "manifest", "reason", "by")
    return {
        **{name: getattr(held, name) for name in shown},
        "letter": held.letter_id,
        "replaces": held.replaces_id,
        "replaced_by": now.replaced_by.id if now.replaced_by else None,
        "again": now.again,
        "at": held.at.isoformat(),
        "files": [_file(file) for file in now.files],
    }


def _file(file: DispatchFile) -> dict[str, Any]:
    shown = {name: getattr(file, name) for name in ("id", "role", "name", "sha256", "size", "pages")}
    content = url_for("dispatches.get_dispatch_file", file_id=file.id)
    return {**shown, "form": file.result_id, "content": content}
