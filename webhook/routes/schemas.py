"""What the API takes and gives, for checking requests and for its description. Answers follow the contract."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, INCLUDE, RAISE, Schema, fields, validate

from webhook.service.decisions import TITLES
from webhook.service.findings import OPEN, REASONS, SET_ASIDE, UPHELD
from webhook.service.letters import FOR_DECISION

MAX_WAIT_SECONDS = 60
MAX_CHANGES = 500


def text(words: str, **options: Any) -> fields.String:
    return fields.String(metadata={"description": words}, **options)


class Strict(Schema):
    """A request body: what it does not know, it refuses."""

    class Meta:
        unknown = RAISE


class Query(Schema):
    class Meta:
        unknown = EXCLUDE


class Given(Schema):
    """An answer's body: it may hold more than is described, for the contract grows."""

    class Meta:
        unknown = INCLUDE


class ErrorDetail(Given):
    code = text("为程序准备的代码", required=True)
    message = text("遇到了什么", required=True)
    advice = text("可以怎样处理", required=True)
    details = fields.Dict(metadata={"description": "逐项的说明，只在请求内容不合要求时给出"})


class Error(Given):
    """Every error of the API."""

    error = fields.Nested(ErrorDetail, required=True)


class WaitQuery(Query):
    wait = fields.Float(
        load_default=0.0,
        validate=validate.Range(min=0, max=MAX_WAIT_SECONDS),
        metadata={"description": f"最多等待的秒数（0至{MAX_WAIT_SECONDS}）；读完即返回内容，否则返回202"},
    )


class FormQuery(Query):
    form = text("表的编号（见申报信息 documents[].forms[].id）；省略时取第一份申报表", load_default=None)


class PageQuery(Query):
    dpi = fields.Integer(load_default=110, validate=validate.Range(min=36, max=200), metadata={"description": "分辨率"})


class StandardQuery(FormQuery):
    script = text("hans 简体，hant 繁体", load_default="hans", validate=validate.OneOf(["hans", "hant"]))


class ListQuery(Query):
    limit = fields.Integer(
        load_default=50, validate=validate.Range(min=1, max=200), metadata={"description": "每页数目"}
    )
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0), metadata={"description": "从第几项起"})


class RecordChange(Strict):
    """One of raw, value and confirm."""

    where = text("位置，例如 fields.postcode、rows.plan[0].step、blocks[1].seal", required=True)
    raw = text("照原件填写的文字，由系统解析")
    value = fields.Raw(allow_none=True, metadata={"description": '规范后的值；签字、印章为 {"present": true}'})
    confirm = fields.Boolean(validate=validate.Equal(True), metadata={"description": "所读无误"})


class RecordChanges(Strict):
    changes = fields.List(fields.Nested(RecordChange), required=True, validate=validate.Length(min=1, max=MAX_CHANGES))


class FindingChange(Strict):
    key = text("问题的编号", required=True)
    disposition = text(
        "open 待处理，upheld 认定，set-aside 不予采信",
        required=True,
        validate=validate.OneOf([OPEN, UPHELD, SET_ASIDE]),
    )
    reason_code = text(
        "不予采信的理由：" + "，".join(f"{code} {title}" for code, title in REASONS.items()),
        allow_none=True,
        load_default=None,
        validate=validate.OneOf(list(REASONS)),
    )
    reason = text("补充说明", load_default="")


class FindingChanges(Strict):
    changes = fields.List(fields.Nested(FindingChange), required=True, validate=validate.Length(min=1, max=MAX_CHANGES))


class DecisionBody(Strict):
    decision = text(
        "，".join(f"{code} {title}" for code, title in TITLES.items()),
        required=True,
        validate=validate.OneOf(list(TITLES)),
    )
    reason = text("说明", load_default="", validate=validate.Length(max=500))


class LetterBody(Strict):
    submission = text("申报编号", required=True)
    form = text("表的编号；省略时取第一份申报表", load_default=None)
    kind = text("文书种类；省略时按已作的决定", load_default=None, validate=validate.OneOf(list(FOR_DECISION.values())))
    issuer = text("发文机关；省略时取申报项目的受理单位", load_default=None)
    signatory = text("署名单位；省略时同发文机关", load_default=None)
    number = text("发文字号；省略时留空", load_default=None)
    contact = text("联系方式", load_default="")
    recommended_by = text("推荐单位；有则主送推荐单位，抄送申报单位", load_default=None)
    due_on = fields.Date(load_default=None, metadata={"description": "补正期限；省略时按申报项目的天数"})
    script = text("hans 简体，hant 繁体", load_default="hans", validate=validate.OneOf(["hans", "hant"]))


class Evidence(Given):
    page = fields.Integer(allow_none=True)
    box_mm = fields.List(fields.Float(), allow_none=True, metadata={"description": "毫米，自直立页面左上角起"})
    reader = fields.String()
    path = fields.String(metadata={"description": "没有页面的格式（docx 正文）中的位置"})


class Answer(Given):
    value = fields.Raw(allow_none=True)
    raw = fields.String()
    score = fields.Float()
    needs_review = fields.Boolean()
    evidence = fields.Nested(Evidence, allow_none=True)


class Mark(Given):
    present = fields.Boolean(allow_none=True)
    score = fields.Float()
    needs_review = fields.Boolean()
    evidence = fields.Nested(Evidence, allow_none=True)


class Seal(Mark):
    kind = fields.String(allow_none=True)
    text = fields.String(allow_none=True)
    center = fields.String(allow_none=True)
    matches_unit = fields.Boolean(allow_none=True)


class OpinionBlock(Given):
    id = fields.String()
    unit = fields.Nested(Answer)
    opinion = fields.Nested(Answer)
    date = fields.Nested(Answer)
    signature = fields.Nested(Mark)
    seal = fields.Nested(Seal)


class Record(Given):
    id = text("表的编号")
    document = text("所在文件的编号")
    revision = fields.Integer(metadata={"description": "版次，1为原始读取；即 ETag"})
    by = text("更正人，原始读取为 system")
    at = fields.DateTime()
    needs_review = fields.List(fields.String(), metadata={"description": "尚待核对的位置"})
    form = fields.String()
    edition = fields.String()
    script = fields.String()
    fields_ = fields.Dict(keys=fields.String(), values=fields.Nested(Answer), data_key="fields")
    rows = fields.Dict(keys=fields.String(), values=fields.List(fields.Dict(values=fields.Nested(Answer))))
    blocks = fields.List(fields.Nested(OpinionBlock))
    extra = fields.List(fields.Dict())
    printed = fields.Dict()


class Finding(Given):
    key = text("编号：同一问题在各版次中不变")
    code = fields.String()
    severity = fields.String(validate=validate.OneOf(["block", "warn", "info"]))
    rule = fields.String(allow_none=True)
    basis = fields.String(allow_none=True)
    also = fields.List(fields.String())
    where = fields.String(allow_none=True)
    message = fields.String()
    evidence = fields.Nested(Evidence, allow_none=True)
    disposition = fields.String(validate=validate.OneOf([OPEN, UPHELD, SET_ASIDE]))
    reason_code = fields.String(allow_none=True)
    reason = fields.String()
    by = fields.String()
    at = fields.DateTime()


class Findings(Given):
    id = text("表的编号")
    document = text("所在文件的编号")
    revision = fields.Integer()
    findings = fields.List(fields.Nested(Finding))


class FoundForm(Given):
    id = text("表的编号，用作 form 参数")
    status = fields.String()
    kind = fields.String(allow_none=True)
    companion = fields.String(allow_none=True)
    form = fields.String(allow_none=True)
    edition = fields.String(allow_none=True)
    member = fields.String(allow_none=True)
    pages = fields.List(fields.Integer(), allow_none=True)
    problems = fields.List(fields.Dict())
    candidates = fields.List(fields.Dict())
    error = fields.Nested(ErrorDetail, allow_none=True)


class Document(Given):
    id = fields.String()
    name = fields.String()
    sha256 = fields.String()
    size = fields.Integer()
    state = fields.String(validate=validate.OneOf(["queued", "read", "failed"]))
    error = fields.Nested(ErrorDetail, allow_none=True)
    forms = fields.List(fields.Nested(FoundForm))


class Decision(Given):
    decision = fields.String(validate=validate.OneOf(list(TITLES)))
    title = fields.String()
    why = text("理由")
    by = fields.String()
    at = fields.DateTime()


class Letter(Given):
    id = fields.String()
    submission = fields.String()
    form = fields.String()
    revision = fields.Integer()
    kind = fields.String()
    sha256 = fields.String()
    findings = fields.List(fields.String(), metadata={"description": "所列问题的编号"})
    by = fields.String()
    at = fields.DateTime()
    docx = text("下载地址")


class Submission(Given):
    id = fields.String()
    status = fields.String(validate=validate.OneOf(["reading", "complete", "partial", "unrecognised", "failed"]))
    received_at = fields.DateTime(metadata={"description": "收到的时刻（UTC）"})
    judged_on = fields.Date(metadata={"description": "按此日判断（北京时间）"})
    programme = fields.String()
    version = fields.Integer(metadata={"description": "每次更改加一；即 ETag"})
    error = fields.Nested(ErrorDetail, allow_none=True)
    documents = fields.List(fields.Nested(Document))
    proposal = fields.Nested(Decision, metadata={"description": "系统的建议"})
    decision = fields.Nested(Decision, allow_none=True, metadata={"description": "经办人的决定"})
    letters = fields.List(fields.Nested(Letter))
    links = fields.Dict(values=fields.String())


class ReadSubmission(Submission):
    record = fields.Nested(Record, allow_none=True)
    findings = fields.List(fields.Nested(Finding), allow_none=True)


class Submissions(Given):
    submissions = fields.List(fields.Nested(Submission))
