"""Bad input through the HTTP API and the real reader: what is refused, what is kept and says why it failed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from extract.limits import DEFAULT_LIMITS
from tests.hostile import REFUSED, pdf, word
from tests.webhook.conftest import Office

CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEPT = [
    *(case for case in REFUSED if case[0] not in ("an empty file", "a text file named .docx")),
    ("an RTF file", "申请书.rtf", lambda: b"{\\rtf1 hello}", "unsupported-format"),
    ("an archive of a kind nobody opens", "材料.rar", lambda: b"Rar!\x1a\x07\x00" + bytes(64), "unsupported-format"),
]
TURNED_AWAY: list[tuple[str, str, Callable[[], bytes], int, str]] = [
    ("nothing", "空.docx", lambda: b"", 400, "empty-file"),
    ("101 MB", "大.docx", lambda: b"PK\x03\x04" + bytes(DEFAULT_LIMITS.file_bytes + 2**20), 413, "file-too-large"),
    ("text named .docx", "改名.docx", lambda: "试点名称：养老服务".encode(), 415, "unsupported-format"),
    ("a program", "安装.exe", lambda: b"MZ\x90\x00" + bytes(200), 415, "unsupported-format"),
    ("a text file", "说明.txt", lambda: "申请书在附件中。".encode("gb18030"), 415, "unsupported-format"),
    ("rubbish", "乱.pdf", lambda: bytes(range(256)), 415, "unsupported-format"),
]
LABELS = ("试点名称", "试点时间", "承担单位", "保证单位", "指导单位", "单位名称", "组织机构代码", "法人代表", "邮编")
NONE_OF_OURS = [
    ("an empty Word file", "空白.docx", word),
    ("blank pages", "空白.pdf", lambda: pdf(pages=2)),
    ("a letter", "通知.docx", lambda: word("关于召开会议的通知", "各有关单位：", "定于5月20日召开会议。")),
    (
        "another programme's form",
        "服务业.docx",
        lambda: word("服务业标准化试点申请书", *(f"{label}：某某" for label in LABELS)),
    ),
]


def assert_it_is_said(error: dict[str, Any], code: str) -> None:
    assert error["code"] == code
    assert CHINESE.search(error["message"])
    assert CHINESE.search(error["advice"])


def read(office: Office, name: str, data: bytes) -> dict[str, Any]:
    """The submission of one file, taken with 202 and then read."""
    taken = office.post((name, data))
    assert (taken.status_code, taken.json["status"]) in [(202, "reading"), (202, "failed"), (202, "unrecognised")]
    assert office.services.intake.wait(taken.json["id"], 60)
    return dict(office.request("GET", f"/submissions/{taken.json['id']}").json)


def assert_it_is_kept(office: Office, found: dict[str, Any], data: bytes) -> None:
    original = office.request("GET", f"/documents/{found['documents'][0]['id']}/original")
    assert original.data == data


@pytest.mark.parametrize(
    ("name", "draw", "status", "code"), [c[1:] for c in TURNED_AWAY], ids=[c[0] for c in TURNED_AWAY]
)
def test_what_cannot_be_a_paper_is_turned_away(
    real: Office, name: str, draw: Callable[[], bytes], status: int, code: str
) -> None:
    before = real.request("GET", "/submissions").json
    refused = real.post((name, draw()))
    assert refused.status_code == status
    assert_it_is_said(refused.json["error"], code)
    assert real.request("GET", "/submissions").json == before


@pytest.mark.parametrize(("name", "draw", "code"), [c[1:] for c in KEPT], ids=[c[0] for c in KEPT])
def test_what_cannot_be_read_is_kept_and_says_why(
    real: Office, name: str, draw: Callable[[], bytes], code: str
) -> None:
    data = draw()
    found = read(real, name, data)
    assert found["status"] == "failed"
    assert_it_is_said(found["error"], code)
    for part in ("record", "findings"):
        answer = real.request("GET", f"/submissions/{found['id']}/{part}")
        assert (answer.status_code, answer.json["error"]) == (422, found["error"])
    assert_it_is_kept(real, found, data)


@pytest.mark.parametrize(("name", "draw"), [c[1:] for c in NONE_OF_OURS], ids=[c[0] for c in NONE_OF_OURS])
def test_a_paper_that_is_none_of_our_forms_is_kept_and_unrecognised(
    real: Office, name: str, draw: Callable[[], bytes]
) -> None:
    data = draw()
    found = read(real, name, data)
    assert (found["status"], found["error"]) == ("unrecognised", None)
    answer = real.request("GET", f"/submissions/{found['id']}/record")
    assert answer.status_code == 422
    assert_it_is_said(answer.json["error"], "unrecognised")
    assert_it_is_kept(real, found, data)


def test_no_bad_file_has_hurt_the_service(real: Office) -> None:
    """The last of this module: after all of them it reads what is good."""
    health = real.client.get("/health")
    assert (health.status_code, health.json["jobs"].keys() - {"done", "failed"}) == (200, set())
    found = read(real, "会议.docx", word("关于会议改期的通知"))
    assert found["status"] == "unrecognised"
