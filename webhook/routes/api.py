"""``/api/v1/submissions``: submissions, their records, findings and decisions; and the API as a whole."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, request, url_for
from flask_smorest import Api, Blueprint

from webhook import auth
from webhook.routes import docs, schemas
from webhook.routes.api_papers import documents, letters
from webhook.routes.bodies import read_body, submission_body
from webhook.routes.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.wiring import services
from webhook.service.cases import Case, Paper
from webhook.service.corrections import Change
from webhook.service.intake import Sender, Upload
from webhook.service.problems import BadUpload
from webhook.service.review import Expected, Ruling

IF_MATCH = {"If-Match": "读取时所得的 ETag；缺少时428，已过时409"}
KEY_LENGTH = 200

submissions = Blueprint("submissions", __name__, url_prefix=f"{PREFIX}/submissions", description="申报")

READING = Says("文件尚在读取")
STALE = Says("内容已被更改，或者状态不允许")
NO_MATCH = Says("缺少 If-Match")
TAGGED = ("ETag",)

UPLOAD = {
    "file": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "一份或者多份文件"},
    "programme": {"type": "string", "description": "申报项目编号；省略时取系统设置"},
    "form": {"type": "string", "description": "指定表的编号；省略时自动识别"},
}


@operation(
    submissions,
    "POST",
    "",
    {
        200: Says("已读完（用了 wait）", schemas.ReadSubmission),
        202: Says("已收到，正在读取", schemas.Submission, headers=("Location",)),
        400: Says("没有文件，或者文件是空的"),
        409: Says("Idempotency-Key 已用于另一批文件"),
        413: Says("文件超过上限"),
        415: Says("认不出的文件格式"),
        422: Says("没有这个申报项目"),
    },
    Takes(schemas.WaitQuery, multipart=UPLOAD, headers={"Idempotency-Key": "重复提交时附同一个键，只收一次"}),
)
def post_submission(query: dict[str, Any]) -> Response:
    """报送文件

    收下即返回；同样的文件重复报送，得到同一次申报。
    """
    given = [file for _, files in request.files.lists() for file in files if file.filename]
    uploads = [Upload(file.filename or "", file.stream) for file in given]
    receipt = services().intake.submit(
        uploads, _sender(), programme=request.form.get("programme") or None, form=request.form.get("form") or None
    )
    read = query["wait"] > 0 and services().intake.wait(receipt.submission_id, query["wait"])
    case = services().cases.get(receipt.submission_id)
    response = jsonify(read_body(case) if read else submission_body(case))
    response.status_code = 200 if read else 202
    response.headers["Location"] = url_for("submissions.get_submission", submission_id=case.id)
    return response


def _sender() -> Sender:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= KEY_LENGTH:
        raise BadUpload("bad-idempotency-key", f"Idempotency-Key 应为1至{KEY_LENGTH}个字符。")
    return Sender(auth.signed_in().name, "api", key)


@operation(submissions, "GET", "", {200: Says("最近的申报，新的在前", schemas.Submissions)}, Takes(schemas.ListQuery))
def list_submissions(query: dict[str, Any]) -> Response:
    """申报列表"""
    found = services().cases.newest(query["limit"], query["offset"])
    return jsonify({"submissions": [submission_body(case) for case in found]})


@operation(
    submissions,
    "GET",
    "/<submission_id>",
    {200: Says("申报现状", schemas.Submission, headers=TAGGED), 404: NOT_FOUND},
)
def get_submission(submission_id: str) -> Response:
    """申报信息"""
    return _tagged_case(services().cases.get(submission_id))


@operation(
    submissions,
    "GET",
    "/<submission_id>/record",
    {200: Says("申报表内容", schemas.Record, headers=TAGGED), 404: NOT_FOUND, 409: READING, 422: UNREADABLE},
    Takes(schemas.FormQuery),
)
def get_record(query: dict[str, Any], submission_id: str) -> Response:
    """申报表内容

    各项的值、原文、得分和出处；最新版次。
    """
    return _tagged_record(services().cases.get(submission_id).paper(query["form"]))


@operation(
    submissions,
    "PATCH",
    "/<submission_id>/record",
    {
        200: Says("更正后的内容", schemas.Record, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: Says("位置或者内容不合要求，均未保存"),
        428: NO_MATCH,
    },
    Takes(schemas.FormQuery, schemas.RecordChanges, headers=IF_MATCH),
)
def patch_record(query: dict[str, Any], body: dict[str, Any], submission_id: str) -> Response:
    """更正或者确认

    每次更正为新的版次，并重新检查。
    """
    changes = [Change.from_json(change) for change in body["changes"]]
    expected = Expected(_if_match(), query["form"])
    return _tagged_record(services().review.correct(submission_id, changes, expected, auth.signed_in().name))


@operation(
    submissions,
    "GET",
    "/<submission_id>/findings",
    {200: Says("问题清单", schemas.Findings, headers=TAGGED), 404: NOT_FOUND, 409: READING, 422: UNREADABLE},
    Takes(schemas.FormQuery),
)
def get_findings(query: dict[str, Any], submission_id: str) -> Response:
    """问题清单"""
    return _tagged_findings(services().cases.get(submission_id).paper(query["form"]))


@operation(
    submissions,
    "PATCH",
    "/<submission_id>/findings",
    {
        200: Says("处理后的清单", schemas.Findings, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: Says("没有这个问题，或者缺少理由；均未保存"),
        428: NO_MATCH,
    },
    Takes(schemas.FormQuery, schemas.FindingChanges, headers=IF_MATCH),
)
def patch_findings(query: dict[str, Any], body: dict[str, Any], submission_id: str) -> Response:
    """处理问题

    认定、不予采信（附理由）或者恢复待处理；只增不改。
    """
    rulings = [Ruling(**change) for change in body["changes"]]
    expected = Expected(_if_match(), query["form"])
    return _tagged_findings(services().review.rule(submission_id, rulings, expected, auth.signed_in().name))


@operation(
    submissions,
    "PUT",
    "/<submission_id>/decision",
    {
        200: Says("作出决定后的申报", schemas.Submission, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: Says("没有这种决定"),
        428: NO_MATCH,
    },
    Takes(body=schemas.DecisionBody, headers=IF_MATCH),
)
def put_decision(body: dict[str, Any], submission_id: str) -> Response:
    """作出决定

    If-Match 为申报信息的 ETag。
    """
    expected = Expected(_if_match())
    by = auth.signed_in().name
    case = services().decisions.decide(submission_id, body["decision"], expected, by, body["reason"])
    return _tagged_case(case)


def _if_match() -> str | None:
    """The ETag of If-Match without its quotes; ``None`` where the header is missing."""
    given = request.headers.get("If-Match")
    return given.strip().removeprefix("W/").strip('"') if given else None


def _tagged(body: dict[str, Any], tag: str) -> Response:
    response = jsonify(body)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _tagged_case(case: Case) -> Response:
    return _tagged(submission_body(case), str(case.submission.version))


def _tagged_record(paper: Paper) -> Response:
    return _tagged(paper.record_json(), paper.record_tag)


def _tagged_findings(paper: Paper) -> Response:
    return _tagged(paper.findings_json(), paper.findings_tag)


class OurApi(Api):  # type: ignore[misc]
    """The library's description of the API, with our shape of errors and without its error handler."""

    ERROR_SCHEMA = schemas.Error

    def _register_error_handlers(self) -> None:
        """Errors are answered by :mod:`webhook.errors`, for pages too."""


def register(app: Flask) -> None:
    """Hang the API and its description into ``app``; every operation asks who is there."""
    app.config.update(
        API_TITLE="综合标准化试点申报",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "security": [{"token": []}],
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    )
    api = OurApi(app)
    for blueprint in (submissions, documents, letters):
        api.register_blueprint(blueprint)
        auth.CSRF.exempt(blueprint)
    app.before_request(_ask_who)
    docs.register(app, PREFIX, api.spec.to_dict)


def _ask_who() -> Any:
    return auth.require_user() if request.blueprint in ("submissions", "documents", "letters") else None
