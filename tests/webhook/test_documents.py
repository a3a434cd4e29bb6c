"""Pictures of pages, the standard form and the original, document by document."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from extract.errors import DocumentError
from tests.webhook.conftest import PDF, Office, complete, record
from tests.webhook.test_review import patch
from webhook.service.cases.lookup import Cases
from webhook.service.problems import NotFound
from webhook.service.review.pages import Pages
from webhook.store.blobs import Blobs

WORD = b"PK\x03\x04 a Word file"


class FakeDrawer:
    """Two pages, each drawn as its number; remembers which files it was asked to draw."""

    def __init__(self, error: DocumentError | None = None) -> None:
        self.error = error
        self.asked: list[tuple[bytes, int, int]] = []

    def page_png(self, file: Path, number: int, dpi: int) -> bytes:
        self.asked.append((file.read_bytes(), number, dpi))
        if self.error:
            raise self.error
        if number > 2:
            raise LookupError(number)
        return f"page {number}".encode()


def convert(sources: Sequence[Path], folder: Path) -> Sequence[Path]:
    made = folder / "made.pdf"
    made.write_bytes(b"%PDF-1.4 of " + sources[0].read_bytes())
    return [made]


def no_office(sources: Sequence[Path], folder: Path) -> Sequence[Path]:
    raise DocumentError("tool-missing", "本机没有安装 LibreOffice。", "请联系管理员安装。")


def pages_of(office: Office, drawer: FakeDrawer, conversion: object = convert) -> Pages:
    blobs, cases = Blobs(office.data / "blobs"), Cases(office.store)
    return Pages(cases, blobs, drawer, office.data / "cache", conversion)  # type: ignore[arg-type]


def document(office: Office, submission: str) -> str:
    return str(office.request("GET", f"/submissions/{submission}").json["documents"][0]["id"])


def test_a_page_is_drawn_once_and_then_kept(office: Office) -> None:
    drawer = FakeDrawer()
    pages, held = pages_of(office, drawer), document(office, office.submit(PDF))
    assert pages.png(held, 1) == pages.png(held, 1) == b"page 1"
    assert pages.png(held, 2, dpi=72) == b"page 2"
    assert drawer.asked == [(PDF, 1, 110), (PDF, 2, 72)]


def test_a_word_file_is_drawn_from_what_libreoffice_makes_of_it(office: Office) -> None:
    drawer = FakeDrawer()
    pages, held = pages_of(office, drawer), document(office, office.submit(WORD))
    pages.png(held, 1)
    pages.png(held, 2)
    assert [asked[0] for asked in drawer.asked] == [b"%PDF-1.4 of " + WORD] * 2


def test_a_word_file_without_libreoffice_has_no_picture_but_advice(office: Office) -> None:
    pages, held = pages_of(office, FakeDrawer(), no_office), document(office, office.submit(WORD))
    with pytest.raises(NotFound) as missing:
        pages.png(held, 1)
    assert missing.value.code == "no-page-image"
    assert "LibreOffice" in missing.value.message
    assert "请联系管理员安装" in missing.value.advice
    assert "读到的文字" in missing.value.advice


@pytest.mark.parametrize(
    ("drawer", "number", "code"),
    [
        (FakeDrawer(), 3, "no-such-page"),
        (FakeDrawer(DocumentError("damaged-document", "第1页已损坏。")), 1, "no-page-image"),
    ],
)
def test_a_page_that_cannot_be_shown_is_not_found(office: Office, drawer: FakeDrawer, number: int, code: str) -> None:
    pages, held = pages_of(office, drawer), document(office, office.submit(PDF))
    with pytest.raises(NotFound) as missing:
        pages.png(held, number)
    assert missing.value.code == code


def test_pages_of_an_unknown_document_are_not_found_through_the_api(office: Office) -> None:
    answer = office.request("GET", "/documents/0000/pages/1.png")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no-such-document")
    assert office.request("GET", "/documents/0000/pages/first.png").status_code == 404


def test_the_standard_form_holds_the_newest_values(office: Office) -> None:
    submission = office.paper(complete())
    patch(office, f"/submissions/{submission}/record", {"where": "fields.pilot_name", "value": "社区养老服务试点"})
    answer = office.request("GET", f"/documents/{document(office, submission)}/standard.docx")
    assert answer.status_code == 200
    assert answer.mimetype.endswith("wordprocessingml.document")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.data)).paragraphs)
    assert "社区养老服务试点" in text


def test_a_document_without_a_form_has_no_standard_form(office: Office) -> None:
    office.reader.errors[WORD] = DocumentError("damaged-document", "文件已损坏。")
    lost, other = document(office, office.submit(WORD)), document(office, office.submit(PDF))
    assert office.request("GET", f"/documents/{lost}/standard.docx").status_code == 422
    assert office.request("GET", f"/documents/{other}/standard.docx").status_code == 404


def test_the_original_comes_back_byte_by_byte_under_its_own_name(office: Office) -> None:
    made = office.post(("申请书.pdf", PDF)).json
    answer = office.request("GET", f"/documents/{made['documents'][0]['id']}/original")
    assert answer.data == PDF
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "%E7%94%B3%E8%AF%B7%E4%B9%A6.pdf" in answer.headers["Content-Disposition"]


def test_a_form_of_another_document_is_not_printed_under_this_one(office: Office) -> None:
    office.reader.records[PDF] = record()
    made = office.post(PDF, WORD).json
    office.work()
    found = office.request("GET", f"/submissions/{made['id']}").json["documents"]
    form = found[0]["forms"][0]["id"]
    assert office.request("GET", f"/documents/{found[0]['id']}/standard.docx?form={form}").status_code == 200
    assert office.request("GET", f"/documents/{found[1]['id']}/standard.docx?form={form}").status_code == 404


def test_pages_asked_for_at_once_are_converted_once(office: Office) -> None:
    conversions: list[Path] = []

    def slow(sources: Sequence[Path], folder: Path) -> Sequence[Path]:
        conversions.extend(sources)
        time.sleep(0.1)
        return convert(sources, folder)

    pages, held = pages_of(office, FakeDrawer(), slow), document(office, office.submit(WORD))
    threads = [threading.Thread(target=pages.png, args=(held, number)) for number in (1, 2, 1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(conversions) == 1
    assert pages.png(held, 2) == b"page 2"
