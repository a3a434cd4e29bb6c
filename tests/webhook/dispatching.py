"""An office in which pilots' papers came in, were accepted, and a covering letter was signed: what packages need."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import docx
import pikepdf
from werkzeug.test import TestResponse

from forms.evidence import BBox, Evidence
from forms.paper import PaperReading
from forms.programme import MINISTRY_OFFICES
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import forms
from forms.spec import Needs
from tests.webhook.conftest import NO_PRINTER, CheckedHere, FakeReader, Office, StandingClock, answer
from webhook.app import Parts, create_app, machinery
from webhook.config import Config
from webhook.service.dispatches.making import ToPdf
from webhook.service.letters.keeping import NewLetter
from webhook.service.letters.order import Attached, Order
from webhook.service.ports import office_day
from webhook.service.review.hand import Expected
from webhook.store.decisions import Decision
from webhook.store.letters import DRAFTED

PILOT, UNIT = "荆州市养老服务标准化试点", "荆州市民政局"
OFFICE = "湖北省社会管理和公共服务标准化联席会议办公室"
ANNEX2, ANNEX3 = "annex2-evaluation-application", "annex3-evaluation-report"
RESULT = "evaluation-result"
NUMBER = "鄂联席函〔2016〕3号"
A4 = (595, 842)


@contextmanager
def national_office(folder: Path, to_pdf: ToPdf | None = None) -> Iterator[Office]:
    """An office of a national programme; ``to_pdf`` stands in for LibreOffice."""
    reader, clock = FakeReader(), StandingClock()
    app = create_app(
        Config(data=folder / "data", programme="national", secret_key="a test's key"),
        Parts(reader, clock=clock, checker=CheckedHere(), printer=NO_PRINTER, to_pdf=to_pdf),
    )
    try:
        yield Office(app, reader, clock, app.extensions["pilot"].users.add("王芳"), folder / "data")
    finally:
        machinery(app).stop()


@dataclass(frozen=True)
class FakePdf:
    data: bytes


def fake_pdf(documents: Sequence[bytes]) -> list[FakePdf]:
    """A page for each Word file, which tells what was said in it by a hash."""
    return [
        FakePdf(pdf(b"word " + hashlib.sha256("".join(said(one)).encode()).hexdigest().encode())) for one in documents
    ]


def said(word: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(word))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return [*lines, *(" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)]


def pdf(says: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages say something."""
    made, stream = pikepdf.new(), io.BytesIO()
    for number in range(1, pages + 1):
        made.add_blank_page(page_size=A4)
        made.pages[-1].Contents = made.make_stream(b"%% %s %d" % (says, number))
    made.save(stream)
    made.close()
    return stream.getvalue()


def word(*lines: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def form_record(
    form_id: str, pilot: str = PILOT, unit: str = UNIT, marked: bool | None = True, by: str = "scan"
) -> Record:
    """A form whose blocks of units are all signed and sealed (``marked``), as it was read by the reader ``by``."""
    form = next(one for one in forms() if one.id == form_id)
    there = Evidence(by, 1, BBox(20, 20, 60, 60)) if by != "docx" else Evidence(by, path="table 1")

    def said(value: str, raw: str = "") -> Answer:
        return replace(answer(value, raw or value), evidence=there)

    blocks = tuple(
        BlockRecord(
            spec.id,
            said(unit),
            said("同意。"),
            said("2016-05-10", "2016年5月10日"),
            SignatureMark(marked if Needs.SIGNATURE in spec.needs else False, evidence=there),
            SealMark(marked if Needs.SEAL in spec.needs else False, "round", matches_unit=marked, evidence=there),
        )
        for spec in form.blocks
    )
    held = {"pilot_name": said(pilot), "unit_name": said(unit), "lead_unit": said(unit)}
    known = {slot for field in form.fields() for slot in field.ids}
    return Record(form_id, form.edition, fields={k: v for k, v in held.items() if k in known}, blocks=blocks)


def report(pilot: str = PILOT, unit: str = UNIT) -> dict[str, Any]:
    """What a 总结报告 says."""
    fields = {"pilot_name": answer(pilot), "unit_name": answer(unit)}
    return PaperReading("summary-report", "总结报告", fields=fields).to_json()


def handed_in(office: Office, *files: tuple[str, bytes]) -> str:
    made = office.post(*files).get_json()
    office.work()
    return str(made["id"])


def accept(office: Office, submission: str) -> None:
    """The decision alone; what an acceptance asks for is tested where it is taken."""
    with office.store.write() as tx:
        tx.decisions.add(Decision(submission, "accepted", "accepted", "", "王芳", office.clock()))


def evaluated(office: Office, pilot: str = PILOT, unit: str = UNIT, **files: bytes | None) -> str:
    """A pilot's evaluation papers, handed in at once and accepted; ``files`` changes one, or leaves it out (None)."""
    given: dict[str, bytes | None] = {
        "application": pdf(f"application {pilot}".encode(), 2),
        "summary": pdf(f"summary {pilot}".encode(), 3),
        "report": pdf(f"report {pilot}".encode(), 2),
        **files,
    }
    kinds = {"application": ANNEX2, "report": ANNEX3}
    named = []
    for name, data in given.items():
        if data is None:
            continue
        if name in kinds:
            office.reader.records.setdefault(data, form_record(kinds[name], pilot, unit))
        else:
            office.reader.companions[data] = ("summary-report", report(pilot, unit))
        named.append((f"{name}.{'docx' if data.startswith(b'PK') else 'pdf'}", data))
    submission = handed_in(office, *named)
    accept(office, submission)
    return submission


def form_of(office: Office, submission: str) -> str:
    return office.services.cases.get(submission).papers[0].id


def letter(office: Office, *pilots: str, number: str | None = NUMBER, **changed: Any) -> str:
    """The covering letter that names the pilots, numbered and final but for its bytes."""
    given: dict[str, Any] = {
        "paper": "D12", "genre": "函", "format": "信函", "title": "关于报送试点评估结果的函", "issuer": OFFICE,
        "addressees": (MINISTRY_OFFICES[0],), "template": "list-report", "template_digest": "0" * 64, "maker": "test",
        "request": {"facts": {"reviewed_on": "2016-05-18"}}, "copies": 2, **changed,
    }  # fmt: skip
    kept = office.services.keeping.keep(NewLetter(**given), word("报送函", *(pilots or (PILOT,))), "王芳")
    if number is not None and kept.state == DRAFTED:
        final = {"state": "numbered", "number": number, "issued_on": office_day(office.clock())}
        with office.store.write() as tx:
            tx.letters.change(kept.id, kept.version, **final)
    return kept.id


def seal(office: Office, letter_id: str, scan: bytes) -> None:
    now = office.services.life.get(letter_id)
    order = Order("sealed", on=office_day(office.clock()))
    office.services.life.take(letter_id, order, Expected(now.tag), "王芳", Attached("盖章.pdf", io.BytesIO(scan)))


def send(office: Office, *submissions: str, under: str | None = None, **more: Any) -> TestResponse:
    """Ask for the package of these pilots."""
    body = {"kind": RESULT, "pilots": [form_of(office, one) for one in submissions], **more}
    return office.request("POST", "/dispatches", json=body | ({"letter": under} if under else {}))
