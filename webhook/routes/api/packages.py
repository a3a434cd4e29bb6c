"""``/api/v1/submissions/…/facts|programme|package``: what stands beside and between the papers."""

from __future__ import annotations

from typing import Any

from flask import Response

from forms.outside import OutsideFacts
from forms.strict_json import to_json
from webhook import auth
from webhook.routes.api.etags import IF_MATCH, NO_MATCH, STALE, TAGGED, if_match, tagged, tagged_case
from webhook.routes.api.operation import NOT_FOUND, PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import base as schemas_base
from webhook.routes.schemas import packages as schemas_packages
from webhook.routes.schemas import record as schemas_record
from webhook.routes.schemas import submissions as schemas_submissions
from webhook.routes.wiring import services
from webhook.service.cases.case import Case
from webhook.service.review.hand import Expected, Ruling
from webhook.service.review.packages import demand_package

packages = ApiBlueprint(
    "packages",
    __name__,
    url_prefix=f"{PREFIX}/submissions",
    description="Facts beside the papers, and papers judged together",
)

CHANGED = {404: NOT_FOUND, 409: STALE, 428: NO_MATCH}


@operation(
    packages,
    "GET",
    "/<submission_id>/facts",
    {200: Says("What people stated", schemas_packages.StatedFacts, headers=TAGGED), 404: NOT_FOUND},
)
def get_facts(submission_id: str) -> Response:
    """Get the facts beside the papers

    What people stated; the day of receipt and the register are not among them.
    """
    return _tagged_facts(services().cases.get(submission_id))


@operation(
    packages,
    "PUT",
    "/<submission_id>/facts",
    {
        200: Says("What people stated", schemas_packages.StatedFacts, headers=TAGGED),
        422: Says("A fact makes no sense; nothing was saved"),
        **CHANGED,
    },
    Takes(body=schemas_packages.Facts, headers=IF_MATCH),
)
def put_facts(body: OutsideFacts, submission_id: str) -> Response:
    """State the facts beside the papers

    All of them, in place of those stated before. If-Match takes the ETag of the submission. The papers are judged anew.
    """
    return _tagged_facts(services().packages.state(submission_id, body, Expected(if_match()), auth.signed_in().name))


def _tagged_facts(case: Case) -> Response:
    body = {"submission": case.id, "stated": to_json(services().packages.facts(case.id))}
    return tagged(body, str(case.submission.version))


@operation(
    packages,
    "PUT",
    "/<submission_id>/programme",
    {
        200: Says("The submission as judged now", schemas_submissions.Submission, headers=TAGGED),
        422: Says("No such programme"),
        **CHANGED,
    },
    Takes(body=schemas_packages.ProgrammeBody, headers=IF_MATCH),
)
def put_programme(body: dict[str, Any], submission_id: str) -> Response:
    """Change the programme

    Before the decision, with all submissions whose papers belong together. If-Match takes the ETag of the submission.
    """
    by = auth.signed_in().name
    case = services().packages.change_programme(submission_id, body["programme"], Expected(if_match()), by)
    return tagged_case(case)


@operation(
    packages,
    "GET",
    "/<submission_id>/package",
    {200: Says("The papers and what is wrong across them", schemas_packages.Package, headers=TAGGED), 404: NOT_FOUND},
)
def get_package(submission_id: str) -> Response:
    """Get the papers judged together

    404 where each paper of the submission stands for itself.
    """
    return _tagged_package(services().cases.get(submission_id))


@operation(
    packages,
    "PUT",
    "/<submission_id>/package",
    {200: Says("The submission as judged now", schemas_submissions.Submission, headers=TAGGED), **CHANGED},
    Takes(body=schemas_packages.PackageBody, headers=IF_MATCH),
)
def put_package(body: dict[str, Any], submission_id: str) -> Response:
    """Say which papers belong together

    Before the decision. If-Match takes the ETag of the submission.
    """
    by = auth.signed_in().name
    return tagged_case(services().packages.group(submission_id, body["package"], Expected(if_match()), by))


@operation(
    packages,
    "PATCH",
    "/<submission_id>/package/findings",
    {
        200: Says("The papers and what is wrong across them", schemas_packages.Package, headers=TAGGED),
        422: Says("No such finding, or no reason given; nothing was saved"),
        **CHANGED,
    },
    Takes(body=schemas_record.FindingChanges, headers=IF_MATCH),
)
def patch_package_findings(body: dict[str, Any], submission_id: str) -> Response:
    """Dispose of findings across the papers

    As with the findings of a form; If-Match takes the ETag of the package.
    """
    rulings = [Ruling(**change) for change in body["changes"]]
    case = services().packages.rule(submission_id, rulings, Expected(if_match()), auth.signed_in().name)
    return _tagged_package(case)


@operation(
    packages,
    "DELETE",
    "/<submission_id>/deliveries",
    {
        200: Says("The submission with both as papers of their own", schemas_submissions.Submission, headers=TAGGED),
        **CHANGED,
    },
    Takes(schemas_base.FormQuery, headers=IF_MATCH),
)
def part_deliveries(query: dict[str, Any], submission_id: str) -> Response:
    """Part the two deliveries of a form

    Where they are not one form after all. Both are again as they were before they were joined, and are not joined
    once more. Before the decision; If-Match takes the ETag of the record.
    """
    expected = Expected(if_match(), query["form"])
    return tagged_case(services().deliveries.part(submission_id, expected, auth.signed_in().name))


def _tagged_package(case: Case) -> Response:
    package = demand_package(case)
    return tagged(package.to_json(), package.tag)
