"""HTTP statuses of everything that can go wrong, and the one shape in which it is said.

``{"error": {"code", "message", "advice"}}`` for programs; people see the same words on a page.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from jinja2 import TemplateNotFound
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from extract.errors import DocumentError
from forms.registry import UnknownEdition
from webhook.service import problems
from webhook.service.problems import Problem
from webhook.store.trouble import Trouble, trouble

LOG = logging.getLogger(__name__)

STATUS: dict[type[Problem], int] = {
    problems.BadUpload: 400,
    problems.NotSigned: 401,
    problems.NotFound: 404,
    problems.StillReading: 409,
    problems.Stale: 409,
    problems.Refused: 409,
    problems.TooLarge: 413,
    problems.UnknownBytes: 415,
    problems.Invalid: 422,
    problems.Unreadable: 422,
    problems.NoPrecondition: 428,
    problems.NotSetUp: 503,
}

HTTP_WORDS: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "请求有误。", "请核对请求的格式。"),
    401: ("not-signed-in", "需要登录。", "请登录，或者在 Authorization 中附上 Bearer 令牌。"),
    403: ("forbidden", "不允许这样操作。", "请换用有权限的用户登录。"),
    404: ("not-found", "没有这个地址。", "请核对链接。"),
    405: ("method-not-allowed", "此地址不支持这种操作。", "可用的方法见 Allow。"),
    413: ("file-too-large", "上传内容超过上限。", "请压缩图片或者拆分文件后重新上传。"),
    415: ("unsupported-media-type", "不支持这种内容类型。", "请核对 Content-Type。"),
    422: ("invalid-request", "请求内容不合要求。", "请按 details 逐项更正。"),
}
TROUBLE: dict[Trouble, tuple[int, str, str, str]] = {
    Trouble.BUSY: (503, "database-busy", "数据库正被占用，未作任何更改。", "请稍后重试。"),
    Trouble.FULL: (507, "storage-full", "存储空间不足，未保存任何内容。", "请联系管理员清理磁盘，然后重新提交。"),
    Trouble.LOST: (
        500,
        "content-missing",
        "存储中缺少这份文件的内容。",
        "请联系管理员从备份恢复，或者重新上传同一份文件。",
    ),
}
REFUSED = ("请求未能完成。", "请核对请求后重试。")
OUR_FAULT = ("internal-error", "系统内部出错，未作任何更改。", "请稍后重试；仍出错时请联系管理员。")


def is_for_programs() -> bool:
    """Whether the request asked the API, and not for a page."""
    return request.path.startswith("/api/") or request.path == "/health"


def answer(status: int, error: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    """The error as JSON or as a page, by who asked."""
    page = None if is_for_programs() else _page(status, error)
    response = jsonify({"error": error}) if page is None else Response(page, mimetype="text/html")
    response.status_code = status
    response.headers.update(headers or {})
    return response


def _page(status: int, error: dict[str, Any]) -> str:
    try:
        return render_template("error.html", status=status, error=error)
    except TemplateNotFound:
        return f"<!doctype html><meta charset=utf-8><title>{status}</title><p>{escape(error['message'])}</p>"


def on_problem(problem: Problem) -> Response:
    status = next(code for kind, code in STATUS.items() if isinstance(problem, kind))
    headers = {"Retry-After": "1"} if isinstance(problem, problems.StillReading) else None
    return answer(status, problem.to_json(), headers)


def on_unknown_edition(error: UnknownEdition) -> Response:
    """A record read under an edition of the office's own whose file is gone; the record itself is kept."""
    message = f"这份表按表样版本“{error.edition}”读取，现在找不到该版本的定义，不能显示或者处理；内容和原件仍然保存。"
    advice = f"请管理员把 {error.form}--{error.edition}.toml 放回数据文件夹的 editions 中，或者重新上传原件。"
    return answer(409, {"code": "edition-unknown", "message": message, "advice": advice})


def on_document_error(error: DocumentError) -> Response:
    return answer(422, error.to_json())


def on_http_error(error: HTTPException) -> Response:
    """Werkzeug's and webargs' own errors in our words; headers such as Allow are kept."""
    status = error.code or 500
    code, message, advice = _words(status)
    body: dict[str, Any] = {"code": code, "message": message, "advice": advice}
    if details := getattr(error, "data", {}).get("messages"):
        body["details"] = details
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    return answer(status, body, headers)


def _words(status: int) -> tuple[str, str, str]:
    return HTTP_WORDS.get(status) or (OUR_FAULT if status >= 500 else (f"http-{status}", *REFUSED))


def on_unforeseen(error: Exception) -> Response:
    """A fault of ours: the log gets its type and place, never its message or the request's content."""
    LOG.error("%s %s: %s", request.method, request.url_rule, describe(error))
    if met := trouble(error):
        status, code, message, advice = TROUBLE[met]
        headers = {"Retry-After": "5"} if met is Trouble.BUSY else None
        return answer(status, {"code": code, "message": message, "advice": advice}, headers)
    code, message, advice = OUR_FAULT
    return answer(500, {"code": code, "message": message, "advice": advice})


def describe(error: BaseException) -> str:
    """Type and places of an exception, innermost last, without its message."""
    places = []
    trace = error.__traceback__
    while trace:
        frame = trace.tb_frame
        places.append(f"{frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(places[-6:])}"


def register(app: Flask) -> None:
    app.register_error_handler(Problem, on_problem)
    app.register_error_handler(UnknownEdition, on_unknown_edition)
    app.register_error_handler(DocumentError, on_document_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_unforeseen)
