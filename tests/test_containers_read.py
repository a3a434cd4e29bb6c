"""A zip and a mail handed to the reader: one result for each document inside, and one for a container without any."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from extract.reading import Result, read
from forms.programme import programme
from tests.mail_drawing import attached, mail, text
from tests.make_samples import FOLDER
from tests.zip_drawing import LOCKED, File, drawn, packed

ROOT = Path(__file__).parent.parent
FORM = (FOLDER / "complete.docx").read_bytes()


def results(data: bytes, name: str) -> tuple[Result, ...]:
    return read(data, name, programme=programme("national"), on=date(2026, 1, 1))


def test_a_form_inside_a_zip_inside_a_mail_reads_as_it_does_alone() -> None:
    (alone,) = results(FORM, "申请书.docx")
    data = mail(text(), attached("材料.zip", packed(("甲/申请书.docx", FORM), ("说明.txt", "说明".encode()))))
    inside, note = results(data, "邮件.eml")
    assert inside.member == "材料.zip!/甲/申请书.docx"
    assert inside.to_json() == {**alone.to_json(), "file": "邮件.eml", "member": inside.member}
    assert inside.sha256 == hashlib.sha256(FORM).hexdigest()
    assert (note.member, note.status, note.error and note.error.code) == (
        "材料.zip!/说明.txt",
        "failed",
        "unsupported-format",
    )


def test_a_mail_without_attachments_is_another_paper() -> None:
    data = mail(text())
    (result,) = results(data, "邮件.eml")
    assert (result.member, result.kind, result.status, result.error) == (None, "other", "unrecognised", None)
    assert result.sha256 == hashlib.sha256(data).hexdigest()


def test_a_refused_archive_is_one_failed_result() -> None:
    (result,) = results(drawn(File(b"a.docx", b"x", LOCKED)), "a.zip")
    assert (result.member, result.status, result.error and result.error.code) == (None, "failed", "encrypted-document")


def test_the_command_prints_a_line_for_each_document(tmp_path: Path) -> None:
    file = tmp_path / "材料.zip"
    file.write_bytes(drawn(File("申请书.docx".encode("gbk"), FORM), File("空.pdf".encode("gbk"))))
    done = subprocess.run(
        [sys.executable, "-m", "extract", "--on", "2026-01-01", str(file)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["file"], line["member"], line["status"]) for line in lines] == [
        (str(file), "申请书.docx", "complete"),
        (str(file), "空.pdf", "failed"),
    ]
    assert done.returncode == 1
