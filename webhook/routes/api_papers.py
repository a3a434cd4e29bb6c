"""``/api/v1/documents`` and ``/api/v1/letters``: pictures, standard forms, originals, letters."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, send_file, url_for
from flask_smorest import Blueprint

from webhook import auth
from webhook.routes import schemas
from webhook.routes.bodies import letter_body
from webhook.routes.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.wiring import services
from webhook.service.letters import Particulars

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

documents = Blueprint("documents", __name__, url_prefix=f"{PREFIX}/documents", description="文件")
letters = Blueprint("letters", __name__, url_prefix=f"{PREFIX}/letters", description="文书")


@operation(
    documents,
    "GET",
    "/<document_id>/pages/<int:number>.png",
    {
        200: Says("页面图片", content_type="image/png"),
        404: Says("没有这一页，或者不能显示（Word 文件须有 LibreOffice）"),
    },
    Takes(schemas.PageQuery),
)
def get_page(query: dict[str, Any], document_id: str, number: int) -> Response:
    """页面图片"""
    response = Response(services().pages.png(document_id, number, query["dpi"]), mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@operation(
    documents,
    "GET",
    "/<document_id>/standard.docx",
    {200: Says("按标准表样重新打印的申报表", content_type=DOCX), 404: NOT_FOUND, 422: UNREADABLE},
    Takes(schemas.StandardQuery),
)
def get_standard_docx(query: dict[str, Any], document_id: str) -> Response:
    """标准表

    最新版次的内容，填入该表该版的标准样式。
    """
    return _docx(services().pages.standard_form(document_id, query["form"], query["script"]), "standard.docx")


@operation(
    documents,
    "GET",
    "/<document_id>/original",
    {200: Says("报送的原件", content_type="application/octet-stream"), 404: NOT_FOUND},
)
def get_original(document_id: str) -> Response:
    """原件"""
    document, data = services().pages.original(document_id)
    return send_file(
        io.BytesIO(data), "application/octet-stream", as_attachment=True, download_name=document.name, etag=False
    )


@operation(
    letters,
    "POST",
    "",
    {
        201: Says("文书", schemas.Letter, headers=("Location",)),
        404: NOT_FOUND,
        409: Says("问题尚未处理完、内容尚未核对、尚未作出决定，或者文书缺少要素；message 指明位置"),
        422: Says("没有这种文书"),
    },
    Takes(body=schemas.LetterBody),
)
def post_letter(body: dict[str, Any]) -> Response:
    """生成文书

    只列已认定的问题。同样内容的文书只生成一次。
    """
    about = {name: body.pop(name) for name in ("submission", "form", "kind")}
    letter = services().letters.create(
        about["submission"],
        auth.signed_in().name,
        kind=about["kind"],
        form=about["form"],
        particulars=Particulars(**body),
    )
    response = jsonify(letter_body(letter))
    response.status_code = 201
    response.headers["Location"] = url_for("letters.get_letter", letter_id=letter.id)
    return response


@operation(letters, "GET", "/<letter_id>", {200: Says("文书信息", schemas.Letter), 404: NOT_FOUND})
def get_letter(letter_id: str) -> Response:
    """文书信息"""
    return jsonify(letter_body(services().letters.get(letter_id)[0]))


@operation(letters, "GET", "/<letter_id>.docx", {200: Says("文书", content_type=DOCX), 404: NOT_FOUND})
def get_letter_docx(letter_id: str) -> Response:
    """下载文书"""
    letter, data = services().letters.get(letter_id)
    return _docx(data, f"{letter.kind}-{letter.id}.docx")


def _docx(data: bytes, name: str) -> Response:
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name, etag=False)
