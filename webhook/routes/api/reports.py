"""``/api/v1/reports`` and ``/api/v1/summaries``: papers made of what was recorded, to be signed by hand or enclosed."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, send_file

from render.reports.needs import schema
from render.reports.sources import SOURCES
from webhook import auth
from webhook.routes.api.operation import PREFIX, Says, Takes, operation
from webhook.routes.api.papers import DOCX, docx_file
from webhook.routes.api.registers import XLSX
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import reports as schemas_reports
from webhook.routes.wiring import services
from webhook.service.papers.reports import ReportOrder
from webhook.service.papers.summaries import Row, SummaryOrder

reports = ApiBlueprint(
    "reports",
    __name__,
    url_prefix=f"{PREFIX}/reports",
    description="Reports of evaluations and rechecks, drawn from what was recorded",
)
summaries = ApiBlueprint(
    "summaries", __name__, url_prefix=f"{PREFIX}/summaries", description="The table of recommended pilots"
)
_REFUSED = {
    404: Says("No such submission, form or edition"),
    409: Says("A value that it needs has not been confirmed, or several applications could be meant"),
    422: Says("Facts are missing or wrong; details names every place"),
}


@operation(
    reports,
    "GET",
    "/<form>",
    {200: Says("What it needs", schemas_reports.ReportNeeds), 404: Says("No such report or edition")},
    Takes(schemas_reports.EditionQuery),
)
def get_report_needs(query: dict[str, Any], form: str) -> Response:
    """Get what a report needs to be told"""
    shape = services().reports.form(form, query["edition"])
    about = {"form": shape.id, "edition": shape.edition, "title": shape.title}
    return jsonify({**about, "applications": list(SOURCES[form]), "facts": schema(shape)})


@operation(
    reports,
    "POST",
    "/of/<submission_id>",
    {200: Says("The report, its marks left empty", content_type=DOCX), **_REFUSED},
    Takes(body=schemas_reports.ReportBody),
)
def make_report(body: dict[str, Any], submission_id: str) -> Response:
    """Draft a report

    From the applications of the submission's pilot and the facts of the visit. It is not kept: signed and sealed it
    comes back as a paper.
    """
    made = services().reports.make(submission_id, ReportOrder(**body), auth.signed_in().name)
    return docx_file(made.docx, made.name)


@operation(
    reports,
    "POST",
    "/of/<submission_id>/findings",
    {200: Says("What the rules say of it", schemas_reports.ReportFindings), **_REFUSED},
    Takes(body=schemas_reports.ReportBody),
)
def check_report(body: dict[str, Any], submission_id: str) -> Response:
    """Check a report before it is signed"""
    found = services().reports.judge(submission_id, ReportOrder(**body))
    return jsonify({"findings": [finding.to_json() for finding in found]})


@operation(
    summaries,
    "POST",
    "",
    {
        200: Says("The table as .docx or .xlsx", content_type="application/octet-stream"),
        404: Says("No such submission"),
        409: Says("A value that it needs has not been confirmed; details names the rows"),
        422: Says("A submission without application, or a row without name or unit"),
    },
    Takes(body=schemas_reports.SummaryBody),
)
def make_summary(body: dict[str, Any]) -> Response:
    """Make the table of recommended pilots

    A row for each application of the submissions named, in that order.
    """
    rows = tuple(Row(**row) for row in body["rows"])
    order = SummaryOrder(rows, body["format"], body["title"], body["annex"], body["script"])
    return summary_file(*services().summaries.make(order, auth.signed_in().name))


def summary_file(name: str, data: bytes) -> Response:
    kind = XLSX if name.endswith(".xlsx") else DOCX
    return send_file(io.BytesIO(data), kind, as_attachment=True, download_name=name, etag=False)
