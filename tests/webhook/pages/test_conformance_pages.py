"""The page 公文格式检查, and on a letter's page its format and its PDF; both scripts."""

from __future__ import annotations

from tests.render.conformance.drawing import drawn, edge, letter, paged, spoilt
from tests.webhook.conftest import Office, OfficeMaker
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_letter_life import drafted, take
from tests.webhook.test_letter_pdf import BLACK, RECOMMENDED, Printer, keep

NARROW = drawn(spoilt(letter(), paged(margins=(37, 22, 35, 32)), edge("head", color="000000")))


def check(clerk: Clerk, data: bytes, **typed: str) -> Clerk:
    return clerk.open("/conformance").press("检查", inside="#check", files=(("关于试点的函.docx", data),), **typed)


def test_a_paper_is_shown_with_its_deviations_by_element(clerk: Clerk) -> None:
    check(clerk, NARROW)
    assert clerk.response.status_code == 200
    assert clerk.said(".deviations .element") == ["页边", "发文机关标志", "信函红色双线"]
    left = " ".join(clerk.said("#left-edge td"))
    assert "5.2.1" in left
    assert "标准原文" in left
    assert "容差" not in left
    assert "关于试点的函.docx" in clerk.text


def test_a_paper_that_keeps_to_the_standard_is_said_to_do_so(clerk: Clerk) -> None:
    check(clerk, drawn(letter()))
    assert "没有发现不符合之处" in clerk.text
    assert clerk.select(".deviations") == []
    assert "说明" in " ".join(clerk.said("summary"))


def test_what_was_chosen_stays_chosen(clerk: Clerk) -> None:
    check(clerk, drawn(letter()), format="document", lines="20")
    assert next(option.get("value") for option in clerk.select("option[selected]")) == "document"
    assert clerk.select("input[name=lines]")[0].get("value") == "20"


def test_a_file_or_setting_that_is_refused_is_said_on_the_page(clerk: Clerk) -> None:
    check(clerk, b"%PDF-1.7 broken")
    assert clerk.response.status_code == 422
    assert clerk.said(".notice.fault")
    check(clerk, drawn(letter()), lines="many")
    assert "每面行数" in clerk.said(".notice.fault")[0]


def test_the_page_is_told_in_traditional_script_and_the_paper_as_written(clerk: Clerk) -> None:
    clerk.open("/conformance").press("繁")
    clerk.open("/conformance").press("檢查", inside="#check", files=(("关于试点的函.docx", NARROW),))
    assert "發文機關標誌" in " ".join(clerk.said(".deviations .element"))
    assert "关于试点的函.docx" in clerk.said("h2")


def test_the_letters_page_leads_to_it(clerk: Clerk) -> None:
    assert clerk.open("/letters").link("公文格式检查") == "/conformance"


def test_a_letter_that_keeps_to_the_standard_says_so(office: Office, clerk: Clerk) -> None:
    clerk.open(f"/letters/{drafted(office)}")
    assert "符合Word文书没有不符合之处" in clerk.text
    assert clerk.said(".notice.fault") == []


def test_a_letter_that_deviates_shows_it_and_is_refused_at_signing(office: Office, clerk: Clerk) -> None:
    clerk.open(f"/letters/{keep(office, BLACK)}")
    assert "确定不符合 1 处" in " ".join(clerk.said(".notice.fault"))
    assert clerk.said("#format .element") == ["发文机关标志"]
    clerk.press("核稿并签发")
    assert clerk.response.status_code == 409
    assert "不符合公文格式" in clerk.text


def test_what_is_only_recommended_is_a_warning_on_the_page(office: Office, clerk: Clerk) -> None:
    clerk.open(f"/letters/{keep(office, RECOMMENDED)}")
    assert clerk.said(".notice.fault") == []
    assert "存疑 1 处" in " ".join(clerk.said(".notice.warn"))
    clerk.press("核稿并签发")
    assert clerk.response.status_code == 200


def test_the_rule_is_set_on_the_page(office: Office, clerk: Clerk) -> None:
    clerk.open("/numbers").press("保存规则", deviations="never")
    assert office.services.life.rules().deviations == "never"
    clerk.open(f"/letters/{keep(office, BLACK)}").press("核稿并签发")
    assert clerk.response.status_code == 200
    clerk.open("/numbers").press("保存规则", deviations="most")
    assert clerk.response.status_code == 422


def test_without_libreoffice_the_page_says_that_there_is_word_only(office: Office, clerk: Clerk) -> None:
    clerk.open(f"/letters/{drafted(office)}")
    assert "没有安装LibreOffice，只有Word文书" in clerk.text
    assert not any("PDF" in said for said in clerk.said(".files a"))


def test_the_page_goes_from_a_marked_draft_to_the_pdf_that_is_kept(make_office: OfficeMaker) -> None:
    office = make_office(printer=Printer())
    clerk, made = Clerk(office).sign_in(), drafted(office)
    clerk.open(f"/letters/{made}")
    assert clerk.link("草稿 PDF") == f"/api/v1/letters/{made}/draft.pdf"
    take(office, made, "signed")
    assert "正在生成" in clerk.open(f"/letters/{made}").text
    office.work()
    clerk.open(f"/letters/{made}")
    assert clerk.link("PDF") == f"/api/v1/letters/{made}.pdf"
    assert "“镕”" in " ".join(clerk.said("#pdf li"))
    assert clerk.said("#format .element")


def test_a_pdf_that_failed_is_ordered_again_on_the_page(make_office: OfficeMaker) -> None:
    from extract.errors import DocumentError

    printer = Printer()
    printer.fails.append(DocumentError("reader-timeout", "超过 120 秒没有完成。"))
    office = make_office(printer=printer)
    clerk, made = Clerk(office).sign_in(), drafted(office)
    take(office, made, "signed")
    office.work()
    assert "超过120秒没有完成" in clerk.open(f"/letters/{made}").text
    clerk.press("再次生成", inside="#pdf")
    office.work()
    assert "正式PDF已生成" in clerk.open(f"/letters/{made}").text
