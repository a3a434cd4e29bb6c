"""The service over a folder of the test's own, with a fake reader, a clock that stands still, and no threads."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from extract.errors import DocumentError
from forms.check import check
from forms.evidence import Evidence
from forms.paper import PaperReading
from forms.programme import programme as find_programme
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import form as definition
from render.conformance import Report, Settings
from render.conformance import check as check_paper
from render.pdf import Pdf
from tests.applications import record_of, truth
from webhook.app import Parts, create_app, machinery
from webhook.config import Config
from webhook.runners.child import nobody
from webhook.runners.embedded import Pace
from webhook.service.ports import Contents, LetterPrinter, MailClaims, Part, ReadResult
from webhook.service.services import Services
from webhook.store.database import Store

PDF = b"%PDF-1.4 a paper"
RECEIVED = datetime(2016, 5, 20, 15, 30, tzinfo=UTC)  # half past eleven at night in China


def at(path: str) -> Evidence:
    return Evidence("docx", path=path)


def answer(value: Any, raw: str | None = None, needs_review: bool = False, doubts: tuple[str, ...] = ()) -> Answer:
    text = raw if raw is not None else str(value or "")
    return Answer(value, text, 0.5 if needs_review else 0.99, needs_review, at("table 1"), doubts)


def block(id: str = "lead_unit", **changed: Any) -> BlockRecord:
    parts: dict[str, Any] = {
        "unit": answer("武汉市江汉区人民政府"),
        "opinion": answer("同意申报。"),
        "date": answer("2016-05-10", "2016年5月10日"),
        "signature": SignatureMark(True, evidence=at("table 2")),
        "seal": SealMark(True, "round", matches_unit=True, evidence=at("table 2")),
    }
    return BlockRecord(id, **{**parts, **changed})


def record(**fields: Answer) -> Record:
    """A small application of the 2016 Hubei form: what it lacks are its findings."""
    given = {
        "pilot_name": answer("政务服务综合标准化试点"),
        "lead_unit": answer("武汉市江汉区人民政府"),
        "postcode": answer("430000"),
        "contact_name": answer("张伟"),
    }
    return Record("annex1-application", "hubei-2016", fields={**given, **fields}, blocks=(block(),))


def complete(**blocks: Any) -> Record:
    """A complete application in which nothing is wrong; ``blocks`` changes its first block."""
    form = definition("annex1-application", "hubei-2016")
    whole = record_of(form, truth(form, 1))
    return replace(whole, blocks=(replace(whole.blocks[0], **blocks), *whole.blocks[1:]))


@dataclass
class FakeReader:
    """Gives the records it was told to, by the file's bytes; any other file holds none of our forms."""

    records: dict[bytes, Record] = field(default_factory=dict)
    errors: dict[bytes, DocumentError] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    inside: dict[bytes, tuple[tuple[str, bytes], ...]] = field(default_factory=dict)
    """The documents of a file that holds others: their paths and bytes."""
    mails: dict[bytes, MailClaims] = field(default_factory=dict)
    companions: dict[bytes, tuple[str, dict[str, Any] | None]] = field(default_factory=dict)
    """Kind and content of files that read as companion papers."""

    sheets: tuple[dict[str, Any], ...] = ()
    """The pages of every file, as a reader tells of them."""
    besides: dict[str, Any] = field(default_factory=dict)
    """What every result says beside: its status, pages, problems, candidates."""

    def read(
        self,
        file: Path,
        name: str,
        *,
        programme: str,
        form: str | None,
        on: date,
        on_page: Callable[[int, int], None] = nobody,
    ) -> tuple[ReadResult, ...]:
        self.calls.append(name)
        data = file.read_bytes()
        for number in range(1, len(self.sheets) + 1):
            on_page(number, len(self.sheets))
        if data in self.errors:
            raise self.errors[data]
        if data in self.companions:
            kind, paper = self.companions[data]
            return (ReadResult(body(name, "unrecognised", kind="companion", companion=kind, paper=paper)),)
        if data not in self.records:
            return (ReadResult(body(name, "unrecognised") | self.besides),)
        found = check(self.records[data], find_programme(programme), on)
        stored = self.records[data].to_json()
        result = body(name, "complete", kind="form", **stored, findings=[finding.to_json() for finding in found])
        result |= self.besides
        return (ReadResult(result, stored, tuple(finding.subject for finding in found), self.sheets),)

    def unpack(self, file: Path, name: str, into: Path) -> Contents:
        parts = []
        for number, (path, data) in enumerate(self.inside.get(file.read_bytes(), ())):
            target = Path(f"{into}-{number}")
            target.write_bytes(data)
            parts.append(Part(path, target))
        return Contents(tuple(parts), self.mails.get(file.read_bytes()))


def recommendation(*pilots: str) -> dict[str, Any]:
    """What a 推荐函 that lists these pilots says."""
    said = answer(["湖北省民政厅"], "湖北省民政厅")
    rows = {"pilots": tuple({"pilot_name": answer(pilot)} for pilot in pilots)}
    return PaperReading("recommendation-letter", "推荐函", fields={"issuers": said}, rows=rows).to_json()


def body(name: str, status: str, **known: Any) -> dict[str, Any]:
    """A result of the contract."""
    nothing = {"kind": None, "form": None, "edition": None, "script": None, "error": None, "member": None}
    empty: dict[str, Any] = {
        "fields": {},
        "rows": {},
        "blocks": [],
        "extra": [],
        "findings": [],
        "problems": [],
        "candidates": [],
    }
    return {"version": 1, "file": name, "pages": None, "sha256": "0" * 64, **nothing, **empty, "status": status} | known


class CheckedHere:
    """Checks papers in the test's own process."""

    def check(self, file: Path, name: str, settings: Mapping[str, Any]) -> Report:
        return check_paper(file.read_bytes(), name, Settings(**settings))


class NoPrinter:
    """A machine without LibreOffice."""

    def is_there(self) -> bool:
        return False

    def pdfs(self, letters: Sequence[bytes]) -> Sequence[Pdf]:
        raise AssertionError("there is nothing to print with")


NO_PRINTER = NoPrinter()


class StandingClock:
    def __init__(self, now: datetime = RECEIVED) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Office:
    """The service as a test uses it: requests by the first user, jobs done when asked."""

    app: Flask
    reader: FakeReader
    clock: StandingClock
    token: str
    data: Path

    @property
    def services(self) -> Services:
        found: Services = self.app.extensions["pilot"]
        return found

    @property
    def store(self) -> Store:
        return machinery(self.app).store

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def work(self) -> None:
        """Do every job that is due, in this thread."""
        while machinery(self.app).runner.run_one():
            pass

    def request(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **options)

    def post(self, *files: bytes | tuple[str, bytes], query: str = "", **options: Any) -> TestResponse:
        named = [file if isinstance(file, tuple) else (f"{n}.pdf", file) for n, file in enumerate(files)]
        files_given = [FileStorage(io.BytesIO(data), filename=name) for name, data in named]
        form = {"file": files_given, **options.pop("form", {})}
        stream, _, boundary = stream_encode_multipart(form, use_tempfile=False)
        kind = f"multipart/form-data; boundary={boundary}"
        return self.request("POST", f"/submissions{query}", data=stream.read(), content_type=kind, **options)

    def submit(self, data: bytes = PDF) -> str:
        """Hand in one file and have it read; the submission's id."""
        made = self.post(data).get_json()
        self.work()
        return str(made["id"])

    def paper(self, held: Record) -> str:
        """Hand in a file that reads as ``held``; the submission's id."""
        data = PDF + str(len(self.reader.records)).encode()
        self.reader.records[data] = held
        return self.submit(data)


OfficeMaker = Callable[..., Office]


@pytest.fixture
def make_office(tmp_path: Path) -> Iterator[OfficeMaker]:
    made: list[Flask] = []

    def make(user: str = "王芳", printer: LetterPrinter = NO_PRINTER, **settings: Any) -> Office:
        reader, clock = FakeReader(), StandingClock()
        given = {"data": tmp_path / "data", "programme": "hubei-2016", "secret_key": "a test's key", **settings}
        app = create_app(Config(**given), Parts(reader, clock=clock, checker=CheckedHere(), printer=printer))
        made.append(app)
        return Office(app, reader, clock, app.extensions["pilot"].users.add(user), given["data"])

    yield make
    for app in made:
        machinery(app).stop()


@pytest.fixture
def office(make_office: OfficeMaker) -> Office:
    return make_office()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The service with its own reader in child processes, and its runner at work."""
    data: Path = tmp_path_factory.mktemp("whole") / "data"
    clock = StandingClock()
    parts = Parts(clock=clock, pace=Pace(poll=timedelta(seconds=0.05)))
    app = create_app(Config(data, programme="hubei-2016", secret_key="a test's key"), parts)
    machinery(app).start()
    yield Office(app, FakeReader(), clock, app.extensions["pilot"].users.add("王芳"), data)
    machinery(app).stop()
