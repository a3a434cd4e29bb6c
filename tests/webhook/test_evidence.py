"""What proves a value or a mark is shown as the piece of the page it stands on; pages are shown as they were read."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_document
from docx.document import Document
from werkzeug.test import TestResponse

from extract.errors import DocumentError
from forms.evidence import BBox, Evidence
from forms.record import Answer, Record, SealMark, SignatureMark
from tests.webhook.conftest import PDF, Office, OfficeMaker, answer, block, complete, record
from tests.webhook.test_decisions import decide
from tests.webhook.test_letters import write
from tests.webhook.test_review import patch
from webhook.app import Parts, create_app, machinery
from webhook.config import Config
from webhook.service.ports import Shown
from webhook.service.review.crops import crop_of, evidence_at
from webhook.store.pictures import Pictures

AT = Evidence("scan", 1, BBox(60, 40, 120, 46))
SHEET: dict[str, Any] = {
    "page": 1,
    "size_mm": [210.0, 297.0],
    "picture": {"to_pixels": [8, 0, 0, 0, 8, 0, 0, 0, 1], "size_px": [1680, 2376], "dpi": 203.2, "size_known": True},
}


class FakeDrawer:
    """Draws everything as a JPEG that says what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, Shown]] = []

    def page_png(self, file: Path, number: int, dpi: int) -> bytes:
        return b"\x89PNG page"

    def view(self, file: Path, number: int, shown: Shown) -> bytes:
        self.asked.append((number, shown))
        if shown.box and shown.box[0] > 100:
            raise DocumentError("damaged-document", "第1页已损坏，无法显示。")
        return b"\x89PNG view" if shown.lossless else b"\xff\xd8\xff view"

    def sizes(self, file: Path) -> tuple[tuple[float, float], ...]:
        return ((210.0, 297.0), (297.0, 210.0))


@pytest.fixture
def drawn(office: Office) -> tuple[Office, FakeDrawer]:
    """An office whose pages are drawn by :class:`FakeDrawer`, and whose reader tells of one scanned page."""
    drawer = FakeDrawer()
    office.services.pages._drawer = drawer
    office.reader.sheets = (SHEET,)
    return office, drawer


def scanned() -> Record:
    unsigned = SignatureMark(False, evidence=replace(AT, box=BBox(20, 200, 190, 260)))
    sealed = SealMark(True, "round", needs_review=True, evidence=replace(AT, box=BBox(140, 210, 180, 250)))
    held = record(postcode=replace(answer("430000", needs_review=True), evidence=AT))
    return replace(held, blocks=(block(signature=unsigned, seal=sealed),))


def handed_in(office: Office) -> str:
    submission = office.paper(scanned())
    return str(office.request("GET", f"/submissions/{submission}").json["documents"][0]["id"])


def test_the_piece_of_a_page_that_proves_a_value_is_drawn_as_its_reader_saw_the_page(
    drawn: tuple[Office, FakeDrawer],
) -> None:
    office, drawer = drawn
    path = f"/documents/{handed_in(office)}/evidence?where=fields.postcode"
    first, second = office.request("GET", path), office.request("GET", path)
    assert (first.status_code, first.mimetype, first.data) == (200, "image/jpeg", second.data)
    [(number, shown)] = drawer.asked
    assert (number, shown.sheet, shown.lossless) == (1, SHEET, False)
    assert shown.box == (57.5, 37.5, 122.5, 48.5), "with a margin of 2.5 mm"


def test_a_missing_signature_is_proved_by_the_place_where_it_was_looked_for(drawn: tuple[Office, FakeDrawer]) -> None:
    office, drawer = drawn
    assert (
        office.request("GET", f"/documents/{handed_in(office)}/evidence?where=blocks[0].signature").status_code == 200
    )
    assert drawer.asked[0][1].box == (17.5, 197.5, 192.5, 262.5)


@pytest.mark.parametrize(
    "where", ["fields.pilot_name", "fields.nothing", "blocks[9].seal", "blocks[x].seal", "rubbish"]
)
def test_a_place_on_no_page_has_no_picture(drawn: tuple[Office, FakeDrawer], where: str) -> None:
    office, _ = drawn
    answer = office.request("GET", f"/documents/{handed_in(office)}/evidence?where={where}")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no-evidence-picture")


def test_a_piece_that_cannot_be_drawn_is_not_found_and_says_why(drawn: tuple[Office, FakeDrawer]) -> None:
    office, _ = drawn
    answer = office.request("GET", f"/documents/{handed_in(office)}/evidence?where=blocks[0].seal")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no-page-image")
    assert "已损坏" in answer.json["error"]["message"]


def test_a_scanned_page_is_a_small_picture_for_the_page_and_a_lossless_one_under_its_png_address(
    drawn: tuple[Office, FakeDrawer],
) -> None:
    office, _ = drawn
    document = handed_in(office)
    small, png = (office.request("GET", f"/documents/{document}/pages/1{suffix}") for suffix in ("", ".png"))
    assert (small.mimetype, small.data) == ("image/jpeg", b"\xff\xd8\xff view")
    assert (png.mimetype, png.data) == ("image/png", b"\x89PNG view")


def test_the_api_tells_each_page_with_its_size_and_the_way_to_its_pixels(drawn: tuple[Office, FakeDrawer]) -> None:
    office, _ = drawn
    submission = office.paper(scanned())
    assert office.request("GET", f"/submissions/{submission}").json["documents"][0]["forms"][0]["sheets"] == [SHEET]


def test_the_api_tells_which_page_is_read_now(office: Office) -> None:
    submission = office.post(PDF).get_json()["id"]

    def document() -> dict[str, Any]:
        return dict(office.request("GET", f"/submissions/{submission}").json["documents"][0])

    held = document()
    assert held["reading"] is None
    with office.services.under_way.reading(held["id"]) as begun:
        begun(3, 20)
        assert document()["reading"] == {"page": 3, "pages": 20}
    assert document()["reading"] is None


def test_a_reader_tells_the_service_of_each_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    office.reader.sheets = (SHEET, {**SHEET, "page": 2})
    monkeypatch.setattr("webhook.service.intake.under_way.PageUnderWay", lambda page, pages: told.append((page, pages)))
    office.paper(scanned())
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        (BBox(60, 40, 120, 46), (57.5, 37.5, 122.5, 48.5)),
        (BBox(60, 40, 64, 44), (50, 37.5, 74, 46.5)),
        (BBox(1, 1, 30, 20), (0, 0, 32.5, 22.5)),
        (BBox(180, 280, 209, 296), (177.5, 277.5, 210, 297)),
    ],
)
def test_a_piece_has_a_margin_a_least_size_and_ends_at_the_paper(box: BBox, wanted: tuple[float, ...]) -> None:
    crop = crop_of(Evidence("scan", 1, box), [SHEET])
    assert crop is not None
    assert (crop.box.x0, crop.box.y0, crop.box.x1, crop.box.y1) == pytest.approx(wanted)


def test_a_large_piece_is_drawn_no_larger_than_it_is_useful() -> None:
    crop = crop_of(Evidence("scan", 1, BBox(0, 0, 180, 297)), [SHEET])
    assert crop is not None
    assert crop.box.height * crop.dpi / 25.4 == pytest.approx(1000)


def test_a_whole_page_is_no_piece_of_it() -> None:
    assert crop_of(Evidence("scan", 1, BBox(0, 0, 210, 297)), [SHEET]) is None


def test_words_of_a_format_without_pages_are_on_no_piece_of_a_page() -> None:
    assert crop_of(Evidence("docx", path="table 1"), []) is None
    assert crop_of(None, []) is None


def test_a_mark_without_a_place_of_its_own_is_looked_for_in_its_block() -> None:
    held = scanned()
    bare = replace(held.blocks[0], seal=SealMark(False), evidence=AT)
    assert evidence_at(replace(held, blocks=(bare,)), "blocks[0].seal") == AT


def test_a_mark_that_is_missing_is_shown_with_what_is_written_in_its_block() -> None:
    """A block below its bare name: the name alone would not show where somebody should have signed."""
    name, opinion = Evidence("scan", 1, BBox(20, 100, 50, 104)), Evidence("scan", 1, BBox(20, 110, 150, 114))
    date, cover = Evidence("scan", 1, BBox(100, 140, 150, 145)), Evidence("scan", 1, BBox(20, 30, 80, 34))
    bare = replace(
        scanned().blocks[0],
        unit=Answer("江汉区政府", "", evidence=cover),
        opinion=Answer("同意。", "同意。", evidence=opinion),
        date=Answer("2016-05-10", "2016年5月10日", evidence=date),
        signature=SignatureMark(False, evidence=name),
        seal=SealMark(False, evidence=name),
        evidence=name,
    )
    seen = evidence_at(replace(scanned(), blocks=(bare,)), "blocks[0].signature")
    assert seen == Evidence("scan", 1, BBox(20, 100, 150, 145))
    overleaf = replace(bare, date=replace(bare.date, evidence=replace(date, page=2, box=BBox(100, 40, 150, 45))))
    seen = evidence_at(replace(scanned(), blocks=(overleaf,)), "blocks[0].signature")
    assert seen == Evidence("scan", 2, BBox(100, 40, 150, 45)), "it is signed where it is dated"


def test_the_oldest_pictures_go_when_there_are_too_many(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, most_bytes=100)
    for number in range(12):
        pictures.keep(f"a/{number}", bytes(10))
    assert pictures.get("a/0") is None
    assert pictures.get("a/11") == bytes(10)
    assert sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()) <= 100


def test_health_says_whether_scans_can_be_read(make_office: OfficeMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_office().client.get("/health").json["recognition"] == "ok"


def test_without_the_models_the_service_works_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.ocr.rapid.RECOGNISER", "gone.onnx")
    app = create_app(Config(tmp_path / "data", secret_key="a test's key"), Parts())
    health = app.test_client().get("/health").get_json()
    machinery(app).stop()
    assert health["recognition"] == "missing"
    assert "gone.onnx" in health["missing"]
    assert health["database"] == "ok"


def test_a_scan_that_cannot_be_read_without_the_models_is_kept_and_says_so(office: Office) -> None:
    office.reader.errors[PDF] = DocumentError("tool-missing", "缺少识别扫描件所需的组件：rapidocr。")
    submission = office.submit(PDF)
    told = office.request("GET", f"/submissions/{submission}").json
    assert (told["status"], told["error"]["code"]) == ("failed", "tool-missing")
    assert office.request("GET", f"/documents/{told['documents'][0]['id']}/original").data == PDF


def corrected(office: Office, **asked: Any) -> tuple[Document, TestResponse]:
    """The letter of correction on a scanned form that lacks one signature."""
    submission = office.paper(complete(signature=SignatureMark(False, evidence=AT)))
    found = office.request("GET", f"/submissions/{submission}/findings").get_json()["findings"]
    blocking = [finding["key"] for finding in found if finding["severity"] == "block"]
    patch(office, f"/submissions/{submission}/findings", *({"key": key, "disposition": "upheld"} for key in blocking))
    assert decide(office, submission, "correction").status_code == 200
    made = write(office, submission, **asked)
    assert made.status_code == 201, made.get_json()
    data = office.request("GET", f"/letters/{made.get_json()['id']}.docx").data
    return open_document(io.BytesIO(data)), made


def test_a_letter_shows_the_place_where_a_signature_is_missing(drawn: tuple[Office, FakeDrawer]) -> None:
    office, _ = drawn
    letter, _ = corrected(office)
    assert len(letter.inline_shapes) == 1
    captions = [paragraph.text for paragraph in letter.paragraphs if paragraph.style.style_id == "LetterCaption"]
    assert len(captions) == 1
    assert captions[0].startswith("原件第1页")


def test_a_letter_shows_the_whole_block_whose_signature_is_missing(
    drawn: tuple[Office, FakeDrawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, drawer = drawn
    name, opinion = Evidence("scan", 1, BBox(20, 100, 50, 104)), Evidence("scan", 1, BBox(20, 110, 150, 140))
    said = Answer("同意。", "同意。", evidence=opinion)
    monkeypatch.setattr(f"{__name__}.complete", partial(complete, opinion=said, evidence=name))
    monkeypatch.setattr(f"{__name__}.AT", name)
    corrected(office)
    assert drawer.asked[-1][1].box == (17.5, 97.5, 152.5, 142.5)


def test_an_officer_may_leave_the_pictures_out(drawn: tuple[Office, FakeDrawer]) -> None:
    office, _ = drawn
    letter, _ = corrected(office, pictures=False)
    assert len(letter.inline_shapes) == 0


def test_a_page_that_cannot_be_drawn_does_not_hold_up_the_letter(
    drawn: tuple[Office, FakeDrawer], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office, drawer = drawn

    def fail(file: Path, number: int, shown: Shown) -> bytes:
        raise DocumentError("damaged-document", "第1页已损坏，无法显示。")

    monkeypatch.setattr(drawer, "view", fail)
    letter, _ = corrected(office)
    assert len(letter.inline_shapes) == 0
    assert "no-page-image" in caplog.text
