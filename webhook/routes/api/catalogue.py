"""``/api/v1/papers``: the programme's papers, letters of them, and their templates."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, request, send_file, url_for

from forms.programme import PROGRAMMES, Level
from render.papers.catalogue import PAPERS
from render.papers.kinds import About
from render.papers.paper import Paper
from webhook import auth
from webhook.routes.api.bodies import letter_body
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.api.papers import DOCX
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import letters as schemas_letters
from webhook.routes.schemas import papers as schemas_papers
from webhook.routes.wiring import services
from webhook.service.letters.order import Attached
from webhook.service.letters.preview import letter_lines
from webhook.service.papers.order import PaperOrder, PilotChoice
from webhook.service.papers.templates import PaperTemplate
from webhook.service.problems import BadUpload

catalogue = ApiBlueprint(
    "catalogue", __name__, url_prefix=f"{PREFIX}/papers", description="The papers of the programme and their templates"
)

WRONG = Says("Something is missing or does not fit; details says which")
UNCONFIRMED = Says("A value that it uses is marked and nobody has confirmed it; message names it")
_FILE = {
    "file": {"type": "string", "format": "binary", "description": "The changed Word template"},
    "layout": {"type": "string", "description": "The paper's usual one by default"},
}


@operation(catalogue, "GET", "", {200: Says("Every paper, by its number", schemas_papers.Catalogue)})
def list_papers() -> Response:
    """List the papers

    With what each needs, as JSON Schema.
    """
    changed = services().templates.changed()
    return jsonify({"papers": [_paper(one, changed) for one in PAPERS]})


@operation(
    catalogue,
    "POST",
    "/<paper_id>/preview",
    {200: Says("What the letter would say", schemas_papers.PaperPreview), 404: NOT_FOUND, 409: UNCONFIRMED, 422: WRONG},
    Takes(body=schemas_papers.PaperBody),
)
def preview_paper(body: dict[str, Any], paper_id: str) -> Response:
    """Look at a letter before it is drafted

    Nothing is kept.
    """
    letter = services().papers.preview(order_of(body, paper_id))
    lines = letter_lines(letter.docx)
    return jsonify({"title": letter.title, "lines": list(lines), "template_digest": letter.version})


@operation(
    catalogue,
    "POST",
    "/<paper_id>/letters",
    {
        201: Says("The letter, a draft", schemas_letters.Letter, headers=("Location",)),
        404: NOT_FOUND,
        409: UNCONFIRMED,
        422: WRONG,
    },
    Takes(body=schemas_papers.PaperBody),
)
def post_paper_letter(body: dict[str, Any], paper_id: str) -> Response:
    """Draft a letter of a paper

    On pilots chosen by their submissions or as stated. The same letter is made once a day.
    """
    letter = services().papers.create(order_of(body, paper_id), auth.signed_in().name)
    response = jsonify(letter_body(letter))
    response.status_code = 201
    response.headers["Location"] = url_for("letters.get_letter", letter_id=letter.id)
    return response


@operation(
    catalogue,
    "GET",
    "/<paper_id>/template",
    {200: Says("The template and its versions", schemas_papers.Template), 404: NOT_FOUND, 422: Says("No such layout")},
    Takes(schemas_papers.TemplateQuery),
)
def get_paper_template(query: dict[str, Any], paper_id: str) -> Response:
    """Get which template of a paper is in force"""
    return jsonify(_template(services().templates.get(paper_id, query["layout"])))


@operation(
    catalogue,
    "GET",
    "/<paper_id>/template.docx",
    {200: Says("The template", content_type=DOCX), 404: NOT_FOUND, 422: Says("No such layout")},
    Takes(schemas_papers.TemplateFileQuery),
)
def get_paper_template_docx(query: dict[str, Any], paper_id: str) -> Response:
    """Download a template of a paper

    To be changed in Word.
    """
    name, data = services().templates.file(paper_id, query["layout"], query["sha256"])
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name, etag=False)


@operation(
    catalogue,
    "PUT",
    "/<paper_id>/template",
    {
        200: Says("The template, now in force", schemas_papers.Template),
        400: Says("No file, or an empty one"),
        404: NOT_FOUND,
        413: Says("The file is too large"),
        422: Says("The template has faults, which details lists; nothing was changed"),
    },
    Takes(multipart=_FILE),
)
def put_paper_template(paper_id: str) -> Response:
    """Put a changed template in force

    It is looked through before. Letters drafted before keep theirs.
    """
    given = request.files.get("file")
    if given is None or not given.filename:
        raise BadUpload("no-file", "没有收到文件。", "请在 file 字段附上模板。")
    attached = Attached(given.filename, given.stream)
    layout = request.form.get("layout") or None
    return jsonify(_template(services().templates.accept(paper_id, layout, attached, auth.signed_in().name)))


@operation(
    catalogue,
    "PUT",
    "/<paper_id>/template/in-force",
    {
        200: Says("The template, now in force", schemas_papers.Template),
        404: NOT_FOUND,
        422: Says("The version has faults under this program, or there is no such layout"),
    },
    Takes(body=schemas_papers.InForceBody),
)
def put_paper_template_in_force(body: dict[str, Any], paper_id: str) -> Response:
    """Go back to an accepted or the shipped template"""
    by = auth.signed_in().name
    return jsonify(_template(services().templates.put_in_force(paper_id, body["layout"], body["sha256"], by)))


def order_of(body: dict[str, Any], paper_id: str) -> PaperOrder:
    """The order that a request's body told of."""
    pilots = tuple(_pilot(one) for one in body["pilots"])
    lists = {name: tuple(body[name]) for name in ("addressees", "copies_to", "enclosures")}
    return PaperOrder(paper_id, **{**body, **lists, "pilots": pilots})


def _pilot(told: dict[str, Any]) -> PilotChoice:
    period = told["period"]
    return PilotChoice(**{
        **told,
        "guarantors": tuple(told["guarantors"]),
        "period": (period["start"], period["end"]) if period else None,
    })  # fmt: skip


def programmes_of(paper: Paper) -> tuple[str, ...]:
    """Ids of the programmes that know the paper."""
    unknown = {Level.PROVINCIAL: paper.national_only, Level.NATIONAL: paper.provincial_only}
    return tuple(one.id for one in PROGRAMMES if not unknown[one.level])


def _paper(paper: Paper, changed: frozenset[tuple[str, str]]) -> dict[str, Any]:
    copies = dict.fromkeys(paper.copies_required, True) | {
        party: False for party in paper.copies_usual if party not in paper.copies_required
    }
    return {
        "id": paper.id,
        "name": paper.name,
        "types": [one.value for one in paper.types],
        "layouts": [one.value for one in paper.formats],
        "organs": [one.value for one in paper.organs],
        "addressees": [one.value for one in paper.to],
        "copies_to": [{"who": party.value, "required": required} for party, required in copies.items()],
        "about": {About.ONE: "one", About.MANY: "many", About.NONE: "none"}[paper.about],
        "basis": [str(basis) for basis in paper.basis],
        "enclosures": [*paper.enclosures, *paper.each],
        "form": paper.form or None,
        "facts": paper.schema(),
        "programmes": list(programmes_of(paper)),
        "changed": sorted(layout for paper_id, layout in changed if paper_id == paper.id),
    }


def _template(now: PaperTemplate) -> dict[str, Any]:
    versions = [
        {"sha256": one.sha256, "name": one.name, "by": one.by, "at": one.at.isoformat()} for one in now.versions
    ]
    in_force = now.in_force.sha256 if now.in_force else now.shipped
    about = {"paper": now.paper.id, "layout": now.layout.value, "shipped": now.shipped}
    return {**about, "in_force": in_force, "versions": versions}
