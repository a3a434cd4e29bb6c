"""Letters are checked as they are made; those that surely deviate are not signed; the final one is kept as PDF, once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest

from extract.errors import DocumentError
from render.errors import RenderError
from render.fonts import MissingGlyph, StandIn
from render.pdf import Pdf
from tests.render.conformance.drawing import drawn, edge, letter, paged, spoilt
from tests.webhook.conftest import Office, OfficeMaker
from tests.webhook.test_letter_life import code, drafted, now_of, numbered_office, take, withdraw
from tests.webhook.test_reply import mailed, read, release
from webhook.service.letters.keeping import NewLetter
from webhook.service.letters.pdf import JOB

BLACK = drawn(spoilt(letter(), edge("head", color="000000")))
RECOMMENDED = drawn(spoilt(letter(), edge("head", font="黑体")))
"""Its mark is in a typeface that the standard only recommends against."""


class Printer:
    """Prints a page that says which letter it is of; fails as often as it is told."""

    def __init__(self) -> None:
        self.printed: list[bytes] = []
        self.there = True
        self.fails: list[Exception] = []

    def is_there(self) -> bool:
        return self.there

    def pdfs(self, letters: Sequence[bytes]) -> Sequence[Pdf]:
        if self.fails:
            raise self.fails.pop()
        self.printed += letters
        missing = (MissingGlyph("镕", "仿宋_GB2312", "Noto Serif CJK SC"),)
        return [Pdf(page(one), (StandIn("仿宋_GB2312", "FandolFang"),), missing, 1) for one in letters]


def page(docx: bytes) -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    text = f"BT /F1 16 Tf 80 700 Td ({hashlib.sha256(docx).hexdigest()[:20]}) Tj ET".encode()
    made.pages[0].Contents = made.make_stream(text)
    stream = io.BytesIO()
    made.save(stream, deterministic_id=True)
    return stream.getvalue()


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def office(make_office: OfficeMaker, printer: Printer) -> Office:
    return make_office(printer=printer)


def keep(office: Office, docx: bytes, **changed: Any) -> str:
    given: dict[str, Any] = {
        "paper": "D05", "genre": "函", "format": "信函", "title": "关于上报试点项目的函", "issuer": "湖北省质量技术监督局",
        "addressees": ("国家标准委",), "template": "list", "template_digest": "0" * 64, "maker": "test",
        "request": {"of": hashlib.sha256(docx).hexdigest()},
    }  # fmt: skip
    return office.services.keeping.keep(NewLetter(**{**given, **changed}), docx, "王芳").id


def checks(office: Office, letter_id: str) -> Any:
    return office.request("GET", f"/letters/{letter_id}/conformance").json


def state(office: Office, letter_id: str) -> str:
    return str(checks(office, letter_id)["pdf"]["state"])


# -- the check of a letter ------------------------------------------------------------------------------------------


def test_a_letter_of_the_service_is_checked_when_it_is_made(office: Office) -> None:
    made = drafted(office)
    told = checks(office, made)["docx"]
    assert told["of"] == now_of(office, made).letter.sha256
    assert told["report"]["conforms"] is True


def test_what_surely_deviates_keeps_a_letter_from_being_signed(office: Office) -> None:
    made = keep(office, BLACK)
    assert take(office, made, "checked").status_code == 200
    refused = take(office, made, "signed")
    assert code(refused) == (409, "format-deviates")
    assert "发文机关标志" in refused.json["error"]["message"]
    assert now_of(office, made).letter.state == "checked"


def test_what_is_only_recommended_is_a_warning(office: Office) -> None:
    made = keep(office, RECOMMENDED)
    assert [one["id"] for one in checks(office, made)["docx"]["report"]["deviations"]] == ["title-typeface"]
    assert take(office, made, "signed").json["state"] == "signed"


def test_a_rule_decides_what_keeps_a_letter_from_being_signed(office: Office) -> None:
    assert office.request("GET", "/letter-rules").json["deviations"] == "certain"
    office.request("PUT", "/letter-rules", json={"deviations": "any"})
    assert code(take(office, keep(office, RECOMMENDED), "signed")) == (409, "format-deviates")
    office.request("PUT", "/letter-rules", json={"deviations": "never"})
    assert take(office, keep(office, BLACK), "signed").json["state"] == "signed"
    assert office.request("PUT", "/letter-rules", json={"deviations": "most"}).status_code == 422


def test_a_letter_that_could_not_be_checked_is_not_signed(office: Office) -> None:
    made = keep(office, b"no word file")
    assert checks(office, made)["docx"]["problem"]["code"] == "unsupported-format"
    assert code(take(office, made, "signed")) == (409, "not-checked")


def test_a_letter_from_before_is_checked_when_it_is_to_be_signed(office: Office) -> None:
    made = keep(office, BLACK, format="表")
    with office.store.write() as tx:
        assert tx.letters.change(made, 1, format="信函")
    assert checks(office, made)["docx"] is None
    assert code(take(office, made, "signed")) == (409, "format-deviates")
    assert checks(office, made)["docx"]["report"]["conforms"] is False


def test_a_printed_form_is_not_held_against_the_standard(office: Office) -> None:
    made = keep(office, BLACK, format="表")
    assert checks(office, made)["docx"] is None
    assert take(office, made, "signed").json["state"] == "signed"


def test_the_checks_are_not_among_the_files_of_a_letter(office: Office) -> None:
    files = office.request("GET", f"/letters/{drafted(office)}").json["files"]
    assert [file["role"] for file in files] == ["enclosure"]


# -- the PDF --------------------------------------------------------------------------------------------------------


def test_the_pdf_is_made_of_the_numbered_bytes_and_kept_with_its_hash(office: Office, printer: Printer) -> None:
    numbered_office(office)
    made = drafted(office)
    take(office, made, "signed")
    assert state(office, made) == "draft"
    take(office, made, "numbered")
    assert state(office, made) == "making"
    assert office.request("GET", f"/letters/{made}.pdf").status_code == 404
    office.work()
    told = checks(office, made)["pdf"]
    data = office.request("GET", f"/letters/{made}.pdf").data
    final = office.request("GET", f"/letters/{made}.docx").data
    assert (told["state"], told["sha256"]) == ("made", hashlib.sha256(data).hexdigest())
    assert printer.printed == [final]
    assert data == page(final)
    [file] = [one for one in office.request("GET", f"/letters/{made}").json["files"] if one["role"] == "pdf"]
    assert (file["sha256"], file["id"]) == (told["sha256"], told["file"])


def test_a_letter_without_a_series_is_printed_once_it_is_signed(office: Office, printer: Printer) -> None:
    made = drafted(office)
    take(office, made, "checked")
    office.work()
    assert printer.printed == []
    take(office, made, "signed")
    office.work()
    assert state(office, made) == "made"


def test_a_letter_numbered_after_it_was_printed_is_printed_anew(office: Office, printer: Printer) -> None:
    made = drafted(office)
    take(office, made, "signed")
    office.work()
    first = checks(office, made)["pdf"]["sha256"]
    numbered_office(office)
    take(office, made, "numbered")
    office.work()
    assert checks(office, made)["pdf"]["sha256"] not in (None, first)


def test_a_pdf_is_never_made_twice(office: Office, printer: Printer) -> None:
    made = drafted(office)
    take(office, made, "signed")
    office.work()
    for _ in range(2):
        assert office.request("POST", f"/letters/{made}/pdf").status_code == 202
        office.work()
    with office.store.write() as tx:
        tx.jobs.again(JOB, made, office.clock())
    office.work()
    assert len(printer.printed) == 1


def test_the_pdf_is_checked_and_its_fonts_are_told(office: Office) -> None:
    made = drafted(office)
    take(office, made, "signed")
    office.work()
    told = checks(office, made)
    assert told["pdf_check"]["of"] == told["pdf"]["sha256"]
    assert "mark-present" in [one["id"] for one in told["pdf_check"]["report"]["deviations"]]
    assert told["pdf"]["stand_ins"] == [str(StandIn("仿宋_GB2312", "FandolFang"))]
    assert "镕" in told["pdf"]["missing"][0]


@pytest.mark.parametrize(
    "failure", [DocumentError("reader-timeout", "超过 120 秒没有完成。"), RenderError("glyph-missing", "没有字形。")]
)
def test_a_pdf_that_could_not_be_made_says_why_and_can_be_ordered_again(
    office: Office, printer: Printer, failure: Exception
) -> None:
    printer.fails.append(failure)
    made = drafted(office)
    take(office, made, "signed")
    office.work()
    told = checks(office, made)["pdf"]
    assert (told["state"], told["problem"]["code"]) == ("failed", failure.code)  # type: ignore[attr-defined]
    assert told["problem"]["message"] in office.request("GET", f"/letters/{made}.pdf").json["error"]["message"]
    office.request("POST", f"/letters/{made}/pdf")
    office.work()
    assert state(office, made) == "made"


def test_without_libreoffice_there_is_word_only_until_it_is_installed(office: Office, printer: Printer) -> None:
    printer.there = False
    made = drafted(office)
    take(office, made, "signed")
    office.work()
    assert state(office, made) == "word-only"
    assert code(office.request("POST", f"/letters/{made}/pdf")) == (409, "tool-missing")
    assert code(office.request("GET", f"/letters/{made}/draft.pdf"))[0] == 409
    printer.there = True
    assert state(office, made) == "none"
    office.request("POST", f"/letters/{made}/pdf")
    office.work()
    assert state(office, made) == "made"


def test_no_pdf_is_ordered_of_a_draft_or_of_a_letter_taken_back(office: Office) -> None:
    made = drafted(office)
    assert code(office.request("POST", f"/letters/{made}/pdf")) == (409, "letter-not-final")
    withdraw(office, made)
    assert code(office.request("POST", f"/letters/{made}/pdf")) == (409, "withdrawn")
    assert office.request("POST", "/letters/none/pdf").status_code == 404


def test_a_letter_taken_back_before_its_pdf_was_made_gets_none(office: Office, printer: Printer) -> None:
    made = drafted(office)
    take(office, made, "signed")
    withdraw(office, made)
    office.work()
    assert printer.printed == []


def test_the_pdf_of_bytes_that_changed_meanwhile_is_dropped(office: Office) -> None:
    numbered_office(office)
    made = drafted(office)
    take(office, made, "signed")
    write = office.services.pdfs.work(made)
    take(office, made, "numbered")
    with office.store.write() as tx:
        write(tx)
    assert [file.role for file in now_of(office, made).files if file.role == "pdf"] == []


def test_the_mail_takes_the_pdf_along(office: Office) -> None:
    _, made = mailed(office)
    release(office, made)
    office.work()
    sent = read(office.request("GET", f"/letters/{made}.eml").data)
    pdf = next(part for part in sent.iter_attachments() if part.get_filename("").endswith(".pdf"))
    assert pdf.get_content() == office.request("GET", f"/letters/{made}.pdf").data


def test_the_making_is_on_the_audit_trail(office: Office) -> None:
    made = drafted(office)
    take(office, made, "signed")
    office.work()
    with office.store.read() as tx:
        events = [event for event in tx.audit.about("letter", made) if event.action == "letter-printed"]
    assert [event.actor for event in events] == ["王芳"]
    assert events[0].detail["file"] == checks(office, made)["pdf"]["sha256"]


# -- a draft --------------------------------------------------------------------------------------------------------


def test_a_draft_is_shown_as_pdf_and_nothing_is_kept_of_it(office: Office, printer: Printer) -> None:
    made = drafted(office)
    before = [path for path in (office.data / "blobs").rglob("*") if path.is_file()]
    answer = office.request("GET", f"/letters/{made}/draft.pdf")
    assert answer.data.startswith(b"%PDF-")
    assert [path for path in (office.data / "blobs").rglob("*") if path.is_file()] == before
    text, mark = printer.printed
    assert text == office.request("GET", f"/letters/{made}.docx").data
    assert mark != text
    assert now_of(office, made).files == office.services.life.get(made).files


def test_a_final_letter_has_no_draft_any_more(office: Office) -> None:
    made = drafted(office)
    take(office, made, "signed")
    assert code(office.request("GET", f"/letters/{made}/draft.pdf")) == (409, "letter-final")


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_a_real_letter_is_printed_keeps_to_the_standard_and_its_draft_is_marked_on_every_page(
    make_office: OfficeMaker,
) -> None:
    import pypdfium2

    from webhook.runners.printing import OfficePrinter

    office = make_office(printer=OfficePrinter())
    made = drafted(office)
    draft = pypdfium2.PdfDocument(office.request("GET", f"/letters/{made}/draft.pdf").data)
    said = [draft[number].get_textpage().get_text_range() for number in range(len(draft))]
    draft.close()
    assert {"草稿" in one for one in said} == {True}
    take(office, made, "signed")
    office.work()
    told = checks(office, made)
    assert (told["pdf"]["state"], told["pdf_check"]["report"]["deviations"]) == ("made", [])
    final = pypdfium2.PdfDocument(office.request("GET", f"/letters/{made}.pdf").data)
    assert "草稿" not in final[0].get_textpage().get_text_range()
    final.close()


def test_left_and_right_edges_that_are_off_are_both_told(office: Office) -> None:
    made = keep(office, drawn(spoilt(letter(), paged(margins=(37, 22, 35, 32)))))
    message = take(office, made, "signed").json["error"]["message"]
    assert "左" in message
