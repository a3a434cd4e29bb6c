"""Packages that are sent up: complete or not made, originals as received, frozen by hashes, printed again the same."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from forms.programme import MINISTRY_OFFICES
from tests.webhook.conftest import Office
from tests.webhook.dispatching import (
    ANNEX2,
    ANNEX3,
    OFFICE,
    PILOT,
    RESULT,
    UNIT,
    accept,
    evaluated,
    fake_pdf,
    form_of,
    form_record,
    handed_in,
    letter,
    national_office,
    pdf,
    report,
    seal,
    send,
    word,
)
from webhook.service.dispatches.plan import DispatchOrder
from webhook.service.letters.numbers import NewSeries
from webhook.service.letters.order import Order
from webhook.service.problems import Invalid, Refused
from webhook.service.review.hand import Expected
from webhook.store.dispatches import AS_PDF, SHEET


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office of a national programme, with a stand-in for LibreOffice."""
    with national_office(tmp_path, fake_pdf) as made:
        yield made


def lacking(office: Office, *submissions: str, under: str | None = None, **more: Any) -> list[str]:
    """Everything that the refusal names."""
    answered = send(office, *submissions, under=under, **more)
    assert (answered.status_code, answered.json["error"]["code"]) == (409, "dispatch-incomplete")
    return list(answered.json["error"]["details"].values())


def refused(office: Office, *submissions: str, under: str | None = None, **more: Any) -> str:
    answered = send(office, *submissions, under=under, **more)
    assert answered.status_code == 409, answered.json
    return str(answered.json["error"]["code"])


def made(office: Office, *submissions: str, under: str | None = None, **more: Any) -> dict[str, Any]:
    answered = send(office, *submissions, under=under or letter(office), **more)
    assert answered.status_code == 201, answered.json
    found: dict[str, Any] = answered.json
    return found


def content(office: Office, told: dict[str, Any], role: str, place: int = 0) -> bytes:
    file = [one for one in told["files"] if one["role"] == role][place]
    with closing(office.request("GET", f"/dispatches/files/{file['id']}")) as answered:
        data = bytes(answered.data)
    assert hashlib.sha256(data).hexdigest() == file["sha256"]
    return data


def pages(data: bytes) -> list[str]:
    """What the pages say, in their order."""
    with pikepdf.open(io.BytesIO(data)) as read:
        return [page.Contents.read_bytes().decode()[2:] for page in read.pages]


# -- what a package holds -------------------------------------------------------------------------------------------


def test_every_copy_holds_the_letter_and_each_pilot_s_originals_in_their_order(office: Office) -> None:
    told = made(office, evaluated(office))
    first, second = (pages(content(office, told, "print", copy)) for copy in (0, 1))
    assert [page for page in first if not page.startswith("word")] == [
        f"application {PILOT} 1",
        f"application {PILOT} 2",
        *(f"summary {PILOT} {n}" for n in (1, 2, 3)),
        f"report {PILOT} 1",
        f"report {PILOT} 2",
    ]
    assert [page.split()[0] for page in first[:3]] == ["word"] * 3  # contents, letter, divider
    assert [a == b for a, b in zip(first, second, strict=True)] == [False] + [True] * 9


def test_the_bookmarks_name_the_letter_the_pilots_and_their_papers(office: Office) -> None:
    told = made(office, evaluated(office))
    with pikepdf.open(io.BytesIO(content(office, told, "print"))) as read, read.open_outline() as outline:
        assert [(one.title, [below.title for below in one.children]) for one in outline.root] == [
            ("目录", []),
            ("关于报送试点评估结果的函", []),
            (f"一、{PILOT}", ["评估申请表（附件2）", "总结报告", "评估报告（附件3）"]),
        ]


def test_the_zip_holds_the_originals_byte_for_byte_and_a_manifest(office: Office) -> None:
    original = pdf(b"a summary", 3)
    submission = evaluated(office, summary=original)
    archive = zipfile.ZipFile(io.BytesIO(content(office, made(office, submission), "zip")))
    assert archive.testzip() is None
    told = json.loads(archive.read("清单.json"))
    (pilot,) = told["pilots"]
    assert (pilot["name"], pilot["unit"]) == (PILOT, UNIT)
    assert [(one["name"], one["pages"]) for one in pilot["papers"]] == [
        ("评估申请表（附件2）", 2),
        ("总结报告", 3),
        ("评估报告（附件3）", 2),
    ]
    summary = pilot["papers"][1]
    assert archive.read(summary["file"]) == original
    assert summary["sha256"] == hashlib.sha256(original).hexdigest()
    assert (summary["received_at"], summary["source"], summary["as_received"]) == (
        "2016-05-20 23:30",
        "接口（王芳）",
        "summary.pdf",
    )
    said = archive.read("清单.txt").decode("utf-8-sig")
    assert summary["sha256"] in said
    assert "鄂联席函〔2016〕3号" in said


def test_several_pilots_follow_each_other_as_they_were_chosen(office: Office) -> None:
    one, two = evaluated(office, "甲试点", "甲局"), evaluated(office, "乙试点", "乙局")
    told = made(office, two, one, under=letter(office, "甲试点", "乙试点"))
    assert [pilot["name"] for pilot in told["manifest"]["pilots"]] == ["乙试点", "甲试点"]


def test_the_signed_and_sealed_scan_of_the_letter_goes_before_its_word_file(office: Office) -> None:
    cover = letter(office)
    seal(office, cover, pdf(b"sealed letter", 2))
    said = pages(content(office, made(office, evaluated(office), under=cover), "print"))
    assert said[1:3] == ["sealed letter 1", "sealed letter 2"]


def test_of_a_folder_scanned_as_one_each_paper_is_its_own_pages(office: Office) -> None:
    whole = pdf(b"folder", 7)
    submission = evaluated(office, application=whole)
    with office.store.write() as tx:
        from webhook.store.tables import RESULTS

        result = tx.results.get(form_of(office, submission))
        assert result is not None
        tx.results._db.execute(
            RESULTS.update().where(RESULTS.c.id == result.id).values(body={**result.body, "pages": [2, 3]})
        )
    said = pages(content(office, made(office, submission), "print"))
    assert [page for page in said if page.startswith("folder")] == ["folder 2", "folder 3"]


def test_a_photographed_paper_becomes_a_page(office: Office) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(photo, "JPEG", dpi=(150, 150))
    told = made(office, evaluated(office, report=photo.getvalue()))
    with pikepdf.open(io.BytesIO(content(office, told, "print"))) as read:
        assert bytes(read.pages[-1].Resources.XObject.P.read_raw_bytes()) == photo.getvalue()


# -- what may be enclosed -------------------------------------------------------------------------------------------


def test_everything_that_is_missing_is_named_at_once(office: Office) -> None:
    one = evaluated(office, "甲试点", "甲局", summary=None)
    two = evaluated(office, "乙试点", "乙局", report=None, summary=None)
    said = lacking(office, one, two, copies=1)
    assert said == [
        "缺少评估结果报送公函",
        "“甲试点”：缺少总结报告",
        "“乙试点”：缺少总结报告",
        "“乙试点”：缺少评估报告（附件3）",
    ]


def test_fewer_sets_than_the_article_asks_for_are_refused(office: Office) -> None:
    (said,) = lacking(office, evaluated(office), under=letter(office), copies=1)
    assert "应为一式2份" in said


def test_what_was_not_accepted_is_not_sent_up(office: Office) -> None:
    data = pdf(b"a report", 2)
    office.reader.records[data] = form_record(ANNEX3)
    submission = evaluated(office, report=None)
    late = handed_in(office, ("report.pdf", data))
    tag = office.request("GET", f"/submissions/{submission}").headers["ETag"]
    for one in (submission, late):
        tag = office.request("GET", f"/submissions/{one}").headers["ETag"]
        office.request("PUT", f"/submissions/{one}/package", json={"package": submission}, headers={"If-Match": tag})
    assert lacking(office, submission, under=letter(office)) == [
        f"“{PILOT}”：评估报告（附件3）：“report.pdf”所在的申报尚未收件"
    ]
    accept(office, late)
    assert send(office, submission, under=letter(office)).status_code == 201


def test_an_unsigned_word_file_is_no_enclosure(office: Office) -> None:
    data = word("评估报告")
    office.reader.records[data] = form_record(ANNEX3, marked=False, by="docx")
    (said,) = lacking(office, evaluated(office, report=data), under=letter(office))
    assert said.startswith(f"“{PILOT}”：评估报告（附件3）：“report.docx”是未签字盖章的 Word 文件，不能作为附件")


def test_a_word_file_stays_unsigned_when_an_officer_has_seen_the_paper(office: Office) -> None:
    data = word("评估报告")
    office.reader.records[data] = form_record(ANNEX3, marked=False, by="docx")
    submission = evaluated(office, report=data)
    paper = office.services.cases.get(submission).papers[1]
    with office.store.write() as tx:
        from webhook.store.results import Revision

        corrected = form_record(ANNEX3).to_json()
        tx.results.add_revision(Revision(paper.id, 2, corrected, [], "王芳", office.clock()), [])
    assert "未签字盖章的 Word 文件" in lacking(office, submission, under=letter(office))[0]


def test_a_word_file_that_bears_its_seals_is_printed_and_said_to_be(office: Office) -> None:
    data = word("评估报告")
    office.reader.records[data] = form_record(ANNEX3, by="docx")
    told = made(office, evaluated(office, report=data))
    assert [one["pages"] for one in told["manifest"]["pilots"][0]["papers"]] == [2, 3, 1]
    with zipfile.ZipFile(io.BytesIO(content(office, told, "zip"))) as archive:
        assert archive.read(told["manifest"]["pilots"][0]["papers"][2]["file"]) == data
    assert [file["role"] for file in told["files"]].count(AS_PDF) == 2  # the letter, and this


def test_a_text_pdf_without_marks_is_no_enclosure(office: Office) -> None:
    data = pdf(b"from word")
    office.reader.records[data] = form_record(ANNEX3, marked=False, by="pdf")
    assert "未见签字盖章的电子文件" in lacking(office, evaluated(office, report=data), under=letter(office))[0]


def test_an_unsigned_word_summary_is_no_enclosure(office: Office) -> None:
    data = word("总结报告")
    office.reader.companions[data] = ("summary-report", report())
    assert (
        "总结报告：“summary.docx”是未签字盖章的 Word 文件"
        in lacking(office, evaluated(office, summary=data), under=letter(office))[0]
    )


def test_a_scan_without_a_seal_is_refused_with_what_was_found(office: Office) -> None:
    data = pdf(b"unsealed scan")
    office.reader.records[data] = form_record(ANNEX2, marked=False)
    said = lacking(office, evaluated(office, application=data), under=letter(office))
    assert said
    assert all("签字盖章不齐" in one for one in said)


def test_the_scan_of_a_pair_is_enclosed_and_not_the_word_file_beside_it(office: Office) -> None:
    file, scan = word("评估报告"), pdf(b"the signed scan", 2)
    office.reader.records[file] = form_record(ANNEX3, marked=False, by="docx")
    office.reader.records[scan] = form_record(ANNEX3, by="scan")
    base = {"application": pdf(b"x", 1), "summary": pdf(b"y", 1)}
    office.reader.records[base["application"]] = form_record(ANNEX2)
    office.reader.companions[base["summary"]] = ("summary-report", report())
    submission = handed_in(
        office, ("a.pdf", base["application"]), ("s.pdf", base["summary"]), ("r.docx", file), ("r.pdf", scan)
    )
    accept(office, submission)
    assert any(paper.pair for paper in office.services.cases.get(submission).papers)
    told = made(office, submission)
    assert told["manifest"]["pilots"][0]["papers"][2]["as_received"] == "r.pdf"


def test_an_empty_block_of_the_office_s_own_is_noted_and_blocks_nothing(office: Office) -> None:
    data = pdf(b"no office seal yet")
    held = form_record(ANNEX2)
    unsealed = form_record(ANNEX2, marked=False).blocks
    blocks = tuple(n if b.id == "province_office" else b for b, n in zip(held.blocks, unsealed, strict=True))
    office.reader.records[data] = replace(held, blocks=blocks)
    order = DispatchOrder(RESULT, (form_of(office, evaluated(office, application=data)),), letter(office))
    planned = office.services.dispatches.plan(order)
    assert planned.lacking == ()
    assert [note for note in planned.notes if "尚未签字盖章" in note] != []


def test_the_letter_must_be_of_the_kind_signed_and_name_every_pilot(office: Office) -> None:
    submission = evaluated(office)
    (said,) = lacking(office, submission, under=letter(office, "另一试点"))
    assert said == f"评估结果报送公函没有写明“{PILOT}”"
    (said,) = lacking(office, submission, under=letter(office, number=None, title="草稿"))
    assert said == "“草稿”尚未签发编号（现为拟稿）"
    assert "“复查函”不是评估结果报送公函" in lacking(
        office, submission, under=letter(office, paper="D26", title="复查函", number="鄂联席函〔2016〕9号")
    )


def test_a_pilot_that_the_letter_was_made_about_cannot_be_left_out(office: Office) -> None:
    about = {"facts": {"reviewed_on": "2016-05-18"}, "pilots": [{"name": PILOT}, {"name": "乙试点"}]}
    cover = letter(office, PILOT, "乙试点", request=about)
    assert lacking(office, evaluated(office), under=cover) == ["评估结果报送公函写明的“乙试点”没有选入"]


def test_a_letter_of_the_catalogue_covers_the_package(office: Office) -> None:
    submission = evaluated(office)
    facts = {"reviewed_on": "2016-05-18", "reviewers": "省民政厅、省教育厅等成员单位"}
    about = {"programme": "national", "issuer": OFFICE, "addressees": [MINISTRY_OFFICES[0]], "facts": facts}
    drafted = office.request(
        "POST", "/papers/D12/letters", json={**about, "pilots": [{"submission": submission, "result": "合格"}]}
    )
    assert drafted.status_code == 201, drafted.json
    office.services.numbers.set(NewSeries(OFFICE, "鄂标联函"), "王芳")
    office.services.life.set_rules(replace(office.services.life.rules(), deviations="never"), "王芳")
    cover = drafted.json["id"]
    office.services.life.take(cover, Order("numbered"), Expected("1"), "王芳")
    told = made(office, submission, under=cover)
    assert told["manifest"]["letter"]["number"] == "鄂标联函〔2016〕1号"
    assert told["copies"] == 2


def test_a_letter_to_another_office_is_refused(office: Office) -> None:
    (said,) = lacking(office, evaluated(office), under=letter(office, addressees=("湖北省民政厅",)))
    assert "部级联席办公室" in said


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (DispatchOrder(RESULT, ()), "没有选择试点"),
        (DispatchOrder(RESULT, ("a",) * 100), "试点最多99个"),
        (DispatchOrder(RESULT, ("a",), copies=21), "份数应为1至20"),
        (DispatchOrder(RESULT, ("a",), replaces="x"), "重新报送须写明"),
        (DispatchOrder(RESULT, ("a",), reason="更正"), "重新报送须写明"),
        (DispatchOrder("nothing", ("a",)), "没有“nothing”这种报送材料"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(office: Office, order: DispatchOrder, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        office.services.dispatches.plan(order)
    assert said in caught.value.message


# -- frozen ---------------------------------------------------------------------------------------------------------


def test_the_same_package_is_made_once(office: Office) -> None:
    submission, cover = evaluated(office), letter(office)
    first = made(office, submission, under=cover)
    office.clock.now += timedelta(days=1)
    again = send(office, submission, under=cover)
    assert (again.status_code, again.json["again"]) == (200, True)
    assert again.json["id"] == first["id"]
    assert again.json["files"] == first["files"]


def test_a_reprint_is_the_same_byte_for_byte_and_says_so(office: Office) -> None:
    told = made(office, evaluated(office))
    answered = office.request("POST", f"/dispatches/{told['id']}/reprint").json
    assert answered["identical"] is True
    assert [file["role"] for file in answered["files"]] == ["print", "print", "zip"]


def test_a_later_correction_changes_nothing_of_what_was_sent(office: Office) -> None:
    submission = evaluated(office)
    told = made(office, submission)
    before = content(office, told, "zip")
    with office.store.write() as tx:
        from webhook.store.results import Revision

        form = form_of(office, submission)
        changed = form_record(ANNEX2, "改名试点").to_json()
        tx.results.add_revision(Revision(form, 2, changed, [], "王芳", office.clock()), [])
    now = office.request("GET", f"/dispatches/{told['id']}").json
    assert now["manifest"] == told["manifest"]
    assert content(office, now, "zip") == before
    assert office.request("POST", f"/dispatches/{told['id']}/reprint").json["identical"] is True


def test_sending_again_must_say_which_it_replaces_and_why(office: Office) -> None:
    submission = evaluated(office)
    first = made(office, submission)
    other = letter(office, number="鄂联席函〔2016〕4号", title="关于重新报送试点评估结果的函")
    assert refused(office, submission, under=other) == "dispatch-sent"
    second = made(office, submission, under=other, replaces=first["id"], reason="公函有误")
    assert (second["replaces"], second["reason"]) == (first["id"], "公函有误")
    assert office.request("GET", f"/dispatches/{first['id']}").json["replaced_by"] == second["id"]
    third = letter(office, number="鄂联席函〔2016〕5号", title="再次报送")
    assert refused(office, submission, under=third, replaces=first["id"], reason="又错") == "dispatch-replaced"


def test_what_was_replaced_is_not_made_again_in_silence(office: Office) -> None:
    submission, cover = evaluated(office), letter(office)
    first = made(office, submission, under=cover)
    other = letter(office, number="鄂联席函〔2016〕4号", title="重新报送")
    second = made(office, submission, under=other, replaces=first["id"], reason="公函有误")
    assert refused(office, submission, under=cover) == "dispatch-sent"
    third = made(office, submission, under=cover, replaces=second["id"], reason="仍以第一次为准")
    assert third["id"] not in (first["id"], second["id"])


def test_who_sent_what_is_on_the_audit_trail(office: Office) -> None:
    submission = evaluated(office)
    told = made(office, submission)
    (event,) = [one for one in office.services.cases.trail(submission) if one.action == "dispatch-made"]
    assert (event.actor, event.detail["dispatch"], event.detail["letter"]) == (
        "王芳",
        told["id"],
        "鄂联席函〔2016〕3号",
    )


def test_sheets_are_kept_so_that_nothing_is_drawn_again(office: Office) -> None:
    told = made(office, evaluated(office))
    assert [file["name"] for file in told["files"] if file["role"] == SHEET] == [
        "隔页1.pdf",
        "目录 第1份.pdf",
        "目录 第2份.pdf",
    ]


def test_a_damaged_original_refuses_the_package_by_its_name(office: Office) -> None:
    answered = send(office, evaluated(office, report=b"%PDF-1.7 broken"), under=letter(office))
    assert (answered.status_code, answered.json["error"]["code"]) == (409, "enclosure-unreadable")
    assert "“report.pdf”" in answered.json["error"]["message"]


# -- looking through ------------------------------------------------------------------------------------------------


def test_a_preview_says_what_would_be_sent_and_takes_nothing(office: Office) -> None:
    submission = evaluated(office, summary=None)
    body = {"kind": RESULT, "pilots": [form_of(office, submission)], "letter": letter(office)}
    told = office.request("POST", "/dispatches/preview", json=body).json
    assert (told["complete"], told["copies"]) == (False, 2)
    assert told["lacking"] == [f"“{PILOT}”：缺少总结报告"]
    assert [(one["paper"], one["original"] and one["original"]["name"]) for one in told["pilots"][0]["papers"]] == [
        (ANNEX2, "application.pdf"),
        ("summary-report", None),
        (ANNEX3, "report.pdf"),
    ]
    assert office.request("GET", "/dispatches").json["dispatches"] == []


def test_the_pilots_whose_papers_are_there_can_be_listed(office: Office) -> None:
    evaluated(office, "甲试点", "甲局")
    evaluated(office, "乙试点", "乙局", report=None)
    told = office.request("GET", f"/dispatches/candidates?kind={RESULT}").json["pilots"]
    assert {(one["name"], one["complete"]) for one in told} == {("甲试点", True), ("乙试点", False)}


def test_an_older_filing_of_a_paper_is_left_out_and_said(office: Office) -> None:
    submission = evaluated(office)
    data = pdf(b"a newer report", 1)
    office.reader.records[data] = form_record(ANNEX3)
    office.clock.now += timedelta(days=1)
    newer = handed_in(office, ("newer.pdf", data))
    accept(office, newer)
    with office.store.write() as tx:
        tx.submissions.set_package(newer, tx.submissions.get(submission).package_id)  # type: ignore[union-attr]
    order = DispatchOrder(RESULT, (form_of(office, submission),), letter(office))
    planned = office.services.dispatches.plan(order)
    assert planned.lacking == ()
    assert [one.name for one in planned.originals] == ["application.pdf", "summary.pdf", "newer.pdf"]
    assert f"“{PILOT}”：评估报告（附件3）另有1份较早收到的，未附" in planned.notes


def test_nothing_is_kept_where_the_papers_change_while_it_is_made(office: Office) -> None:
    submission = evaluated(office)
    order = DispatchOrder(RESULT, (form_of(office, submission),), letter(office))
    making = office.services.dispatches._maker

    class Meddling:
        def make(self, *args: Any) -> Any:
            with office.store.write() as tx:
                from webhook.store.decisions import Decision

                tx.decisions.add(Decision(submission, "pending", "pending", "", "李强", office.clock()))
            return making.make(*args)

    office.services.dispatches._maker = Meddling()  # type: ignore[assignment]
    with pytest.raises(Refused) as caught:
        office.services.dispatches.make(order, "王芳")
    assert caught.value.code == "changed-meanwhile"
    assert office.services.dispatches.newest(10) == ()


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
@pytest.mark.slow
def test_the_contents_say_on_which_page_of_the_print_each_paper_begins(tmp_path: Path) -> None:
    """With LibreOffice: what the contents name is looked up in the print itself, and a reprint needs it no more."""
    import pdfplumber

    with national_office(tmp_path) as office:
        told = made(office, evaluated(office))
        whole = content(office, told, "print", 1)
        with pdfplumber.open(io.BytesIO(whole)) as read:
            text = "".join((read.pages[0].extract_text() or "").split())
            assert "第2份（共2份）" in text
            assert "鄂联席函〔2016〕3号" in text
            rows = [row for table in read.pages[0].extract_tables() for row in table]
        begins = {str(row[1]): int(str(row[4])) for row in rows if row[1] and str(row[4]).isdecimal()}
        with pikepdf.open(io.BytesIO(whole)) as print_:
            shown = {
                name: print_.pages[page - 1].Contents.read_bytes().decode()
                for name, page in begins.items()
                if "附件" in name or "总结" in name
            }
        assert shown == {
            "评估申请表（附件2）": f"% application {PILOT} 1",
            "总结报告": f"% summary {PILOT} 1",
            "评估报告（附件3）": f"% report {PILOT} 1",
        }
        assert all(one.identical for one in office.services.dispatches.reprint(told["id"]))
