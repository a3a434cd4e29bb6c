"""The original beside the values: looked at closely, turned, gone through by keys, and loaded page by page."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Clerk, sample
from tests.extract.readers.pdfdraw import Drawing, pdf
from tests.webhook.running import until
from tests.webhook.test_scans import application, saved

pytestmark = pytest.mark.needs("chromium")


def zoom(page: Page) -> str:
    return page.inner_text("[data-zoom-said]")


def unsigned() -> Drawing:
    """An application dated by a day that does not exist, with two blocks that nobody has signed or sealed."""
    drawing = (
        application().text(40, 75, "填报日期：2016年2月30日").text(25, 140, "三、试点承担单位、参加单位、保证单位意见")
    )
    drawing.grid([25, 65, 185], [147, 187, 227])
    for label, y in (("承担单位", 150), ("保证单位", 190)):
        drawing.text(28, y + 15, label).text(68, y + 3, "同意申报。").text(68, y + 15, "负责人（签字）：")
        drawing.text(140, y + 15, "（盖章）").text(140, y + 28, "2016年3月5日")
    return drawing


def wait_until_drawn(page: Page, selector: str) -> None:
    assert until(lambda: bool(page.evaluate(f"document.querySelector('{selector}').naturalWidth > 0")), 60)


def width(page: Page) -> float:
    box = page.locator(".pages .paper").first.bounding_box()
    assert box
    return box["width"]


def test_a_page_is_made_larger_by_button_key_and_wheel_and_fits_again(clerk: Clerk) -> None:
    clerk.hand_in("申请书.pdf", sample("missing-seal.pdf"))
    page = clerk.page
    before = width(page)
    page.click("[data-zoom='1']")
    assert zoom(page) == "125%"
    page.locator("body").press("+")
    assert zoom(page) == "150%"
    page.hover(".pages .paper")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(page.locator("[data-zoom-said]")).to_have_text("200%")
    assert width(page) == pytest.approx(2 * before, rel=0.06)
    expect(page.locator(".pages img").first).to_have_attribute("src", re.compile("dpi=200"))
    page.keyboard.press("0")
    assert (zoom(page), width(page)) == ("100%", pytest.approx(before, abs=1))


def test_a_page_is_turned_in_its_place(clerk: Clerk) -> None:
    clerk.hand_in("申请书.pdf", sample("missing-seal.pdf"))
    page = clerk.page
    upright = page.locator(".pages .paper").first.bounding_box()
    page.locator("body").press("r")
    lying = page.locator(".pages .paper").first.bounding_box()
    assert upright
    assert lying
    assert lying["width"] == pytest.approx(upright["width"], abs=2)
    assert lying["height"] == pytest.approx(upright["width"] ** 2 / upright["height"], abs=3)
    assert lying["x"] == pytest.approx(upright["x"], abs=2)
    for _ in range(3):
        page.locator("body").press("r")
    assert page.locator(".pages .paper").first.bounding_box() == upright


def test_keys_go_through_what_is_doubtful_and_then_to_where_a_mark_is_missing(clerk: Clerk) -> None:
    clerk.hand_in("申请书.pdf", pdf(unsigned()))
    page = clerk.page
    doubtful, missing = page.locator(".values .marked").count(), page.locator("[data-missing]:not(.marked)").count()
    assert doubtful > 0
    assert missing > 0
    seen = []
    for _ in range(doubtful + missing + 1):
        page.keyboard.press("j")
        seen.append(page.evaluate("document.activeElement.closest('.slot, .markline, td').id"))
    assert seen[0] == seen[-1], "round and round"
    assert len(set(seen)) == doubtful + missing
    kinds = [page.evaluate("id => document.getElementById(id).matches('.marked')", one) for one in seen[:-1]]
    assert kinds == [True] * doubtful + [False] * missing


def test_the_place_of_a_missing_mark_is_shown_on_the_page(clerk: Clerk) -> None:
    clerk.hand_in("申请书.pdf", sample("missing-seal.pdf"))
    page = clerk.page
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "blocks-2-seal"
    expect(page.locator("rect.shown")).to_have_class("missing shown")


def test_a_box_on_the_page_leads_to_its_value(clerk: Clerk) -> None:
    clerk.hand_in("申请书.pdf", sample("missing-seal.pdf"))
    clerk.page.locator("#at-fields-pilot_name").click()
    expect(clerk.page.locator("#fields-pilot_name")).to_be_in_viewport()
    assert clerk.page.url.endswith("#fields-pilot_name")


def test_a_long_document_opens_at_its_first_page_and_loads_others_as_they_are_reached(clerk: Clerk) -> None:
    asked: list[str] = []
    clerk.page.on("request", lambda request: asked.append(request.url) if "/pages/" in request.url else None)
    blank = [Drawing().text(40, 40, f"附页{number}") for number in range(19)]
    clerk.hand_in("长.pdf", pdf(application(), *blank))
    page = clerk.page
    wait_until_drawn(page, ".pages img")
    assert page.locator(".pages figure").count() == 20
    assert len(asked) < 10, "most pages wait"
    height = page.evaluate("document.querySelector('.pages').scrollHeight")
    page.evaluate("document.querySelector('#page-20').scrollIntoView()")
    wait_until_drawn(page, "#page-20 img")
    assert page.evaluate("document.querySelector('.pages').scrollHeight") == pytest.approx(height, abs=5), (
        "nothing jumps"
    )


def test_a_scan_is_reviewed_beside_its_picture_and_the_pieces_that_prove_it(clerk: Clerk) -> None:
    page = clerk.page
    page.set_default_timeout(120_000)
    clerk.hand_in("扫描.jpg", saved("JPEG"))
    wait_until_drawn(page, ".pages img")
    picture, box = page.locator(".pages .paper").bounding_box(), page.locator("#at-fields-lead_unit").bounding_box()
    assert picture
    assert box
    scale = picture["width"] / 210
    place = [round((box[side] - picture[side]) / scale) for side in ("x", "y")]
    assert place == pytest.approx([40, 53], abs=2), "where the unit was drawn, in millimetres"
    shown = page.locator(".pages").screenshot()
    assert Image.open(io.BytesIO(shown)).convert("L").getextrema()[0] < 120


def test_pages_of_a_word_file_are_shown_when_they_are_asked_for(clerk: Clerk) -> None:
    clerk.hand_in("申请书.docx", sample("complete.docx"))
    page = clerk.page
    assert page.locator(".pages").count() == 0
    page.set_default_timeout(120_000)
    page.click("a[href*='pages=1']")
    clerk.wait_for(".pages figure")
    wait_until_drawn(page, ".pages img")
    page.goto(page.url.partition("?")[0])
    assert page.locator(".pages figure").count() > 1, "they are kept"
