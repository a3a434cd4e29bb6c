"""``/api/v1/conformance``: whether a paper keeps to GB/T 9704-2012."""

from __future__ import annotations

from flask import Response, jsonify, request

from webhook.routes.api.operation import PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import conformance as schemas_conformance
from webhook.routes.wiring import services
from webhook.service.problems import BadUpload

conformance = ApiBlueprint(
    "conformance", __name__, url_prefix=f"{PREFIX}/conformance", description="Papers held against GB/T 9704-2012"
)


@operation(
    conformance,
    "POST",
    "",
    {
        200: Says("What deviates", schemas_conformance.Report),
        400: Says("No file, or an empty one"),
        413: Says("The file is too large"),
        415: Says("Neither a .docx nor a PDF"),
        422: Says("A setting makes no sense, or the file cannot be read: damaged, locked, unsafe, without text"),
    },
    Takes(multipart=schemas_conformance.PAPER),
)
def post_conformance() -> Response:
    """Check a paper against GB/T 9704-2012

    Nothing of it is kept. Each deviation says the clause, what was measured and what is demanded.
    """
    given = request.files.get("file")
    if given is None:
        raise BadUpload("no-file", "没有收到文件。", "请在 file 字段中附上一份文件。")
    report = services().conformance.check((given.filename or "", given.stream), request.form)
    return jsonify(report.to_json())
