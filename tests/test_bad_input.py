"""Bad input: each kind with its code, a Chinese message and advice, and no form claimed where there is none."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extract.limits import DEFAULT_LIMITS
from extract.reading import Result, read
from forms.programme import programme
from tests.hostile import REFUSED, pdf, word
from tests.make_samples import FOLDER

ROOT = Path(__file__).parent.parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_bytes(data: bytes, name: str) -> Result:
    return read(data, name, programme=programme("national"), on=date(2026, 1, 1))[0]


@pytest.mark.parametrize(("name", "draw", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(name: str, draw: Callable[[], bytes], code: str) -> None:
    result = read_bytes(draw(), name)
    assert (result.status, result.kind) == ("failed", None)
    assert result.error is not None
    assert result.error.code == code
    assert CHINESE.search(result.error.message)
    assert CHINESE.search(result.error.advice)
    assert result.record is None


def test_a_file_over_the_limit_is_refused_before_it_is_opened() -> None:
    result = read_bytes(b"PK\x03\x04" + b"\x00" * DEFAULT_LIMITS.file_bytes, "大.docx")
    assert result.error is not None
    assert result.error.code == "file-too-large"


def test_the_extension_does_not_matter() -> None:
    result = read_bytes((FOLDER / "complete.docx").read_bytes(), "申请书.pdf")
    assert result.status == "complete"


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("an empty Word file", word()),
        ("blank pages", pdf(pages=2)),
        ("a letter", word("关于召开会议的通知", "各有关单位：", "定于5月20日召开会议。", "特此通知。")),
        (
            "a notice that names our form",
            word(
                "关于组织申报社会管理和公共服务综合标准化试点的通知",
                "请填写《社会管理和公共服务综合标准化试点申请书》，写明试点名称、试点时间、承担单位。",
                "附件1：社会管理和公共服务综合标准化试点申请书",
            ),
        ),
        (
            "another programme's form",
            word(
                "服务业标准化试点申请书",
                *(
                    f"{label}：某某"
                    for label in ("试点名称", "试点时间", "承担单位", "保证单位", "指导单位", "单位名称")
                ),
                *(
                    f"{label}：某某"
                    for label in ("组织机构代码", "法人代表", "注册地址", "单位地址", "邮编", "业务范围")
                ),
            ),
        ),
    ],
)
def test_a_paper_that_is_none_of_our_forms_is_unrecognised(what: str, data: bytes) -> None:
    result = read_bytes(data, "other.docx")
    assert (result.status, result.record, result.error) == ("unrecognised", None, None)
    assert result.to_json()["form"] is None


def test_a_bad_file_never_ends_the_run(tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.docx", FOLDER / "placeholders-left.docx"
    bad.write_bytes(b"")
    command = [
        sys.executable,
        "-m",
        "extract",
        "--on",
        "2026-01-01",
        str(bad),
        str(tmp_path / "missing.pdf"),
        str(good),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["file"], line["status"]) for line in lines] == [
        (str(bad), "failed"),
        (str(tmp_path / "missing.pdf"), "failed"),
        (str(good), "complete"),
    ]
    assert done.returncode == 1
