"""A clerk's whole job in a real browser: upload → correct → decide → letter, its clicks counted.

A click is a press of the mouse on the product's own pages. The count begins on the first page, signed in; choosing
the file happens in the system's dialogue and is not the product's. It ends when the letter is made (a complete form)
or downloaded (a faulty one).
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from forms.registry import form
from tests.applications import truth
from tests.browser.conftest import Clerk, sample

pytestmark = pytest.mark.needs("chromium")

CLICKS_COMPLETE, CLICKS_FAULTY = 2, 4


def test_a_complete_form_is_done_in_two_clicks(clerk: Clerk) -> None:
    clerk.hand_in("申请书.docx", sample("complete.docx"))  # 1: upload
    clerk.click("[data-decide]")  # 2: accept, which writes the receipt
    clerk.wait_for(".letter")
    assert clerk.page.inner_text(".head-title .chip") == "收件"
    assert "予以受理" in clerk.page.inner_text(".letter .sheet")
    assert clerk.clicks == CLICKS_COMPLETE


def test_a_faulty_form_is_corrected_and_its_letter_downloaded_in_four_clicks(clerk: Clerk, tmp_path: Path) -> None:
    clerk.hand_in("申请书.pdf", sample("missing-seal.pdf"))  # 1: upload
    clerk.click("[data-uphold-all]")  # 2
    clerk.click("[data-decide]")  # 3: 补正, which writes the letter
    with clerk.page.expect_download() as download:
        clerk.click("[data-download]")  # 4
    assert clerk.clicks == CLICKS_FAULTY
    download.value.save_as(tmp_path / "letter.docx")
    said = "\n".join(p.text for p in docx.Document(io.BytesIO((tmp_path / "letter.docx").read_bytes())).paragraphs)
    assert "补正通知书" in said
    assert "未加盖公章" in said


def test_a_value_is_corrected_in_place_and_the_form_judged_anew(clerk: Clerk) -> None:
    right = truth(form("annex1-application", "national"), 32).fields["organization_code"]
    clerk.hand_in("代码有误.docx", sample("wrong-code.docx"))
    page = clerk.page
    expect(page.locator("#fields-organization_code .doubt")).to_have_count(1)
    page.click("#fields-organization_code summary")
    expect(page.locator("#edit-fields-organization_code")).to_be_focused()
    page.fill("#edit-fields-organization_code", "不是代码")
    page.keyboard.press("Enter")
    clerk.wait_for("#wrong-fields-organization_code")
    assert page.input_value("#edit-fields-organization_code") == "不是代码", "what was typed is not lost"
    page.fill("#edit-fields-organization_code", right)
    page.keyboard.press("Enter")
    expect(page.locator("#fields-organization_code .value")).to_have_text(right)
    expect(page.locator("#fields-organization_code .doubt, #fields-organization_code .tie")).to_have_count(0)
    assert page.url.endswith("#fields-organization_code")


def test_marked_values_are_gone_through_and_confirmed_by_keys_alone(clerk: Clerk) -> None:
    clerk.hand_in("有待核对.pdf", sample("to-check.pdf"))
    page = clerk.page
    waiting = page.locator("[data-confirm]").count()
    assert waiting > 1
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.closest('.marked').id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.marked').id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('.marked').id") == first
    assert page.locator("rect.shown").get_attribute("id") == f"at-{first}", "its place is shown on the page's picture"
    for left in range(waiting - 1, -1, -1):
        page.keyboard.press("Enter")
        expect(page.locator("[data-confirm]")).to_have_count(left)
        page.wait_for_load_state("load")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.inner_text(".head-title .chip") == "待核对", "one press too many decides nothing"
    assert clerk.clicks == 1, "only the upload was a click"


def test_the_box_on_the_page_lies_over_what_was_read(clerk: Clerk) -> None:
    """The overlay counts in millimetres: its size follows from the picture's, whatever the page's size."""
    clerk.hand_in("申请书.pdf", sample("missing-seal.pdf"))
    page = clerk.page
    expect(page.locator(".pages svg").first).to_have_attribute("viewBox", re.compile(r"\."), timeout=10_000)
    size = page.evaluate("(b => [b.width, b.height])(document.querySelector('.pages svg').viewBox.baseVal)")
    assert size == pytest.approx([210, 297], abs=0.5)
    picture = page.locator(".pages .paper").first.bounding_box()
    box = page.locator("#at-fields-pilot_name").bounding_box()
    assert picture
    assert box
    assert picture["x"] < box["x"] < box["x"] + box["width"] < picture["x"] + picture["width"]


def test_a_file_dropped_on_the_page_is_chosen(clerk: Clerk) -> None:
    page = clerk.page
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "拖入.docx"));
            const drop = document.querySelector("[data-drop]");
            drop.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert page.inner_text("[data-chosen]").strip().endswith("拖入.docx")
    assert page.evaluate("document.querySelector('#files').files.length") == 1


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_no_page_is_wider_than_the_screen_and_every_field_has_a_name(clerk: Clerk, script: str) -> None:
    page = clerk.page
    page.click(f"button[name=script][value={script}]")
    clerk.wait_for("#files")
    for name in ("complete.docx", "several-units.pdf", "placeholders-left.docx"):
        clerk.open()
        page.click(f"form[action='/samples/{name}'] button")
        clerk.wait_for("[data-review]")
        for path in (page.url, f"{page.url.partition('#')[0]}/papers", f"{clerk.service.url}/"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 1366, path
            assert page.evaluate(UNNAMED) == [], path


UNNAMED = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a, img")]
    .filter(e => !(e.labels && e.labels.length) && !e.textContent.trim() && !e.getAttribute("aria-label")
                 && e.getAttribute("alt") === null)
    .map(e => e.outerHTML)"""
"""Fields, buttons, links and pictures that a screen reader could not name."""


def test_a_damaged_file_is_told_with_its_advice_and_the_original_is_there(clerk: Clerk) -> None:
    page = clerk.page
    damaged = sample("complete.docx")[:3000]
    page.set_input_files("#files", {"name": "残缺.docx", "mimeType": "application/octet-stream", "buffer": damaged})
    page.click("form[data-upload] button")
    page.wait_for_selector(".trouble")
    assert "damaged-document" in page.inner_text(".trouble")
    with page.expect_download() as download:
        page.click(".list a")
    assert Path(download.value.path()).read_bytes() == damaged
