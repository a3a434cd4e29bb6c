"""The whole way with the real reader in its own process: a filled form in, a letter out; bad files told by their code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import docx
import pytest

from forms.registry import form
from render.forms_out import filled
from tests.webhook.conftest import Office, StandingClock, complete
from tests.webhook.test_decisions import decide
from tests.webhook.test_letters import words, write
from tests.webhook.test_review import patch
from webhook.app import Parts, create_app, machinery
from webhook.config import Config
from webhook.runners.embedded import Pace


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data: Path = tmp_path_factory.mktemp("whole") / "data"
    clock = StandingClock()
    parts = Parts(clock=clock, pace=Pace(poll=timedelta(seconds=0.05)))
    app = create_app(Config(data, programme="hubei-2016", secret_key="a test's key"), parts)
    machinery(app).start()
    yield Office(app, None, clock, app.extensions["pilot"].users.add("王芳"), data)  # type: ignore[arg-type]
    machinery(app).stop()


def paper() -> bytes:
    held = complete()
    return filled(form(held.form, held.edition), held)


def test_an_unsigned_form_comes_back_as_a_letter_that_names_its_faults(real: Office) -> None:
    made = real.post(("申请书.docx", paper()), query="?wait=30").json
    assert made["status"] == "complete"
    assert made["record"]["fields"]["pilot_name"]["value"] == complete().value("pilot_name")
    path = f"/submissions/{made['id']}"
    patch(
        real, f"{path}/record", *({"where": where, "confirm": True} for where in made["record"]["needs_review"] or [])
    )
    faults = [f for f in real.request("GET", f"{path}/findings").json["findings"] if f["severity"] == "block"]
    assert {"signature-missing", "seal-missing"} <= {fault["code"] for fault in faults}
    patch(real, f"{path}/findings", *({"key": fault["key"], "disposition": "upheld"} for fault in faults))
    assert decide(real, made["id"], "correction").status_code == 200
    letter = write(real, made["id"])
    assert letter.status_code == 201
    said = words(real, letter.json)
    assert str(complete().value("unit_name")) in said
    assert said.count("签字") >= 1


def with_entity() -> bytes:
    """A Word file whose text asks for a file of the machine that reads it."""
    document = io.BytesIO()
    docx.Document().save(document)
    out = io.BytesIO()
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (paper()[:4000], "failed", "damaged-document"),
        (with_entity(), "failed", "unsafe-xml"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "failed", None),
        (b"%PDF-1.4 and then nothing", "failed", "damaged-document"),
        (b"{\\rtf1 hello}", "failed", "unsupported-format"),
    ],
    ids=["cut short", "external entity", "picture", "broken PDF", "RTF"],
)
def test_a_bad_file_is_kept_and_told_by_its_code(real: Office, data: bytes, status: str, code: str | None) -> None:
    answer = real.post(("坏文件.docx", data), query="?wait=30")
    assert (answer.status_code, answer.json["status"]) == (200, status)
    error = answer.json["error"]
    assert code in (None, error["code"])
    assert error["message"]
    assert error["advice"]
    kept = real.request("GET", f"/documents/{answer.json['documents'][0]['id']}/original")
    assert kept.data == data


def test_a_word_file_of_something_else_is_unrecognised(real: Office) -> None:
    document, data = docx.Document(), io.BytesIO()
    document.add_paragraph("关于召开会议的通知")
    document.save(data)
    assert real.post(("通知.docx", data.getvalue()), query="?wait=30").json["status"] == "unrecognised"


def test_another_name_for_the_pilot_is_another_revision_and_nothing_else(real: Office) -> None:
    held = replace(complete(), script="hans")
    made = real.post(("b.docx", filled(form(held.form, held.edition), held) + b" "), query="?wait=30").json
    change = {"where": "fields.pilot_name", "value": "社区养老服务综合标准化试点"}
    after = patch(real, f"/submissions/{made['id']}/record", change).json
    assert after["revision"] == 2
    assert after["fields"] | {"pilot_name": None} == made["record"]["fields"] | {"pilot_name": None}
    assert after["blocks"] == made["record"]["blocks"]
