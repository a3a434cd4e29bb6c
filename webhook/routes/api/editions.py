"""``/api/v1/editions``: the editions of the forms, those of the office drafted, finished, tried and put in force."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, request, send_file, url_for

from webhook import auth
from webhook.routes.api.etags import IF_MATCH, NO_MATCH, STALE, TAGGED, if_match, tagged
from webhook.routes.api.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.api.papers import DOCX
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import editions as schemas_editions
from webhook.routes.wiring import services
from webhook.service.editions.proof import Lost
from webhook.service.editions.state import Edition
from webhook.service.problems import BadUpload, NotFound

editions = ApiBlueprint("editions", __name__, url_prefix=f"{PREFIX}/editions", description="Editions of the forms")

FILE = {"type": "string", "format": "binary"}
BLANK = {
    "file": {**FILE, "description": "The official Word blank"},
    "edition": {"type": "string", "description": "Id of the new edition: letters, digits and hyphens"},
    "form": {"type": "string", "description": "Id of the form; told by the title by default"},
}
TRIAL = {
    "file": {**FILE, "description": "A filled form"},
    "programme": {"type": "string", "description": "Id of the programme; national by default"},
}
NOT_PROVED = Says("Labels are open, faults stand, or answers do not come back; the message names them")
FAULTY = Says("The text is no TOML, states days, or names another form; nothing was saved")


@operation(editions, "GET", "", {200: Says("Every edition, form by form", schemas_editions.Editions)})
def list_editions() -> Response:
    """List the editions"""
    return jsonify({"editions": [_body(edition) for edition in services().editions.all()]})


@operation(
    editions,
    "POST",
    "",
    {
        201: Says("The draft", schemas_editions.OneEdition, headers=(*TAGGED, "Location")),
        400: Says("No file, or an empty one"),
        409: Says("There is an edition of that id"),
        413: Says("The file is too large"),
        422: Says("The id cannot be, or the file is no blank of a form"),
    },
    Takes(multipart=BLANK),
)
def post_edition() -> Response:
    """Draft an edition from an official blank

    Nothing is read under a draft.
    """
    given, form = request.form.get("edition", ""), request.form.get("form") or None
    made = services().editions.draft(_file(), given, form, auth.signed_in().name)
    response = _one(made)
    response.status_code = 201
    response.headers["Location"] = url_for("editions.get_edition", name=made.name)
    return response


@operation(
    editions,
    "GET",
    "/<name>",
    {200: Says("The edition with its text", schemas_editions.OneEdition, headers=TAGGED), 404: NOT_FOUND},
)
def get_edition(name: str) -> Response:
    """Get an edition"""
    return _one(services().editions.get(name))


@operation(
    editions,
    "PUT",
    "/<name>",
    {
        200: Says("The edition as saved, faults and all", schemas_editions.OneEdition, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: FAULTY,
        428: NO_MATCH,
    },
    Takes(body=schemas_editions.TextBody, headers=IF_MATCH),
)
def put_edition(body: dict[str, Any], name: str) -> Response:
    """Change a draft

    A text with faults is kept, and says them all. One that names another id moves the edition there.
    """
    return _one(services().editions.save(name, body["text"], if_match(), auth.signed_in().name))


@operation(
    editions,
    "DELETE",
    "/<name>",
    {
        204: Says("It is gone from the folder; its texts and its blank are kept"),
        404: NOT_FOUND,
        409: STALE,
        428: NO_MATCH,
    },
    Takes(headers=IF_MATCH),
)
def delete_edition(name: str) -> Response:
    """Discard a draft"""
    services().editions.discard(name, if_match(), auth.signed_in().name)
    return Response(status=204)


@operation(
    editions,
    "GET",
    "/<name>/blank.docx",
    {200: Says("The official Word file, or the product's blank", content_type=DOCX), 404: NOT_FOUND},
)
def get_edition_blank(name: str) -> Response:
    """Get the blank"""
    data = services().editions.blank(services().editions.get(name))
    if data is None:
        raise NotFound("no-blank", "没有保存这个版本的官方空白表。", "请把空白表放入数据文件夹的 editions 中。")
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=f"{name}.docx", etag=False)


@operation(
    editions,
    "GET",
    "/<name>/versions",
    {200: Says("Every text it had", schemas_editions.Versions), 404: NOT_FOUND},
)
def list_edition_versions(name: str) -> Response:
    """List the texts that an edition had"""
    shown = ("action", "sha256", "blank_sha256", "by")
    found = services().editions.versions(name)
    return jsonify({"versions": [{**{key: getattr(v, key) for key in shown}, "at": v.at.isoformat()} for v in found]})


@operation(
    editions,
    "GET",
    "/<name>/versions/<sha256>",
    {200: Says("That text", content_type="text/plain"), 404: NOT_FOUND},
)
def get_edition_version(name: str, sha256: str) -> Response:
    """Get a text that an edition had"""
    return Response(services().editions.kept(name, sha256), mimetype="text/plain")


@operation(
    editions,
    "POST",
    "/<name>/trial",
    {
        200: Says("What was read", schemas_editions.Trial),
        400: Says("No file, or an empty one"),
        404: NOT_FOUND,
        413: Says("The file is too large"),
        422: UNREADABLE,
    },
    Takes(multipart=TRIAL),
)
def try_edition_on(name: str) -> Response:
    """Read a filled form under an edition

    In force or not; nothing is kept.
    """
    found = services().editions.trial(name, _file(), request.form.get("programme") or "national")
    taken = {"form": found.taken_for[0], "edition": found.taken_for[1]} if found.taken_for else None
    return jsonify({"result": found.body, "taken_for": taken})


@operation(
    editions,
    "POST",
    "/<name>/proof",
    {200: Says("What did not come back, or not surely", schemas_editions.Proof), 404: NOT_FOUND, 409: NOT_PROVED},
)
def prove_edition_of(name: str) -> Response:
    """Prove an edition

    Its blank is filled with sample answers and read again.
    """
    return jsonify({"lost": [_lost(one) for one in services().editions.proof(name)]})


@operation(
    editions,
    "PUT",
    "/<name>/in-force",
    {
        200: Says("The edition with its days", schemas_editions.OneEdition, headers=TAGGED),
        404: NOT_FOUND,
        409: NOT_PROVED,
        422: Says("The last day lies before the first"),
        428: NO_MATCH,
    },
    Takes(body=schemas_editions.DaysBody, headers=IF_MATCH),
)
def put_in_force(body: dict[str, Any], name: str) -> Response:
    """Put an edition in force from a day

    Later also: change its last day. Several editions of a form may be in force at once.
    """
    by = auth.signed_in().name
    edition, _ = services().editions.put_in_force(name, body["begins"], body["ends"], if_match(), by)
    return _one(edition)


@operation(
    editions,
    "DELETE",
    "/<name>/in-force",
    {200: Says("The draft", schemas_editions.OneEdition, headers=TAGGED), 404: NOT_FOUND, 409: STALE, 428: NO_MATCH},
    Takes(headers=IF_MATCH),
)
def withdraw_edition_of(name: str) -> Response:
    """Take an edition back to a draft

    Only while nothing was read under it.
    """
    return _one(services().editions.withdraw(name, if_match(), auth.signed_in().name))


def _file() -> tuple[str, Any]:
    given = request.files.get("file")
    if given is None:
        raise BadUpload("no-file", "没有收到文件。", "请在 file 字段中附上一份文件。")
    return given.filename or "", given.stream


def _body(edition: Edition) -> dict[str, Any]:
    shown = ("name", "form", "edition", "own", "state", "source", "open")
    days = {name: day.isoformat() if (day := getattr(edition, name)) else None for name in ("begins", "ends")}
    return {**{name: getattr(edition, name) for name in shown}, **days, "faults": list(edition.faults)}


def _one(edition: Edition) -> Response:
    body = {**_body(edition), "text": edition.text, "papers": services().editions.papers(edition)}
    return tagged(body, edition.tag or "shipped")


def _lost(one: Lost) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("where", "label", "written", "read", "marked", "wrong")}
