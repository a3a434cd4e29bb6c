"""Mails that came back undelivered: what they enclose is the office's own, handed in by nobody."""

from __future__ import annotations

import re
from typing import Any

from extract.page_problem import PageProblem
from extract.reading import Result
from webhook.service.intake.mail_head import FOLD
from webhook.service.ports import ReadResult
from webhook.store.submissions import Document

RETURNED = "mail-returned"
"""The problem's code in the result of such a mail."""
_REPORT = re.compile(
    rb"^Content-Type[ \t]*:[ \t]*multipart/report\b[^\r\n]*;[ \t]*report-type[ \t]*=[ \t]*\"?delivery-status\b",
    re.IGNORECASE | re.MULTILINE,
)
_MESSAGE = "这是邮件系统的退信，所附的是被退回的邮件，其中的表格没有作为来件读取。"


def is_returned(head: bytes) -> bool:
    """Whether a mail with these header lines is a mail system's report on another (RFC 6522 3, RFC 3464 2).

    A person who passes such a report on writes a mail of another kind round it.
    """
    return _REPORT.search(FOLD.sub(b" ", head)) is not None


def came_back(body: dict[str, Any]) -> bool:
    """Whether the contract's object is one of :func:`returned`."""
    return any(problem["code"] == RETURNED for problem in body["problems"])


def returned(document: Document) -> ReadResult:
    """The contract's object for such a mail: none of our forms, and why."""
    problem = PageProblem(RETURNED, _MESSAGE)
    read = Result(document.name, document.sha256, "unrecognised", "other", problems=(problem,))
    return ReadResult(read.to_json())
