"""The seal's picture: which are fit, and that it comes to lie over 署名 and 成文日期 as the standard has it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from render.conformance import check
from render.errors import RenderError
from render.letter import compose
from render.page import MM_PER_POINT
from render.papers.catalogue import PAPERS
from render.papers.compose import compose as compose_paper
from render.papers.paper import Paper
from render.papers.sample import sample_request
from render.pdf import to_pdf
from render.seal import LINE_MM, NAME, with_seal
from render.seal_picture import SealPicture, printed
from tests.render.seal_drawing import Drawn, seal
from tests.render.test_letters import request

WHITE, GREY = (255, 255, 255, 255), (200, 200, 200, 255)
FIT = SealPicture(seal(), 42)
EMU = 36_000


def letter(signatory: str = "湖北省市场监督管理局", **changes: Any) -> bytes:
    return compose(replace(request(kind="receipt"), signatory=signatory, **changes)).docx


@pytest.mark.parametrize(
    ("drawn", "diameter"),
    [
        (Drawn(), 42),
        (Drawn(ground=WHITE), 42),
        (Drawn(ground=WHITE, format="JPEG"), 42),
        (Drawn(pixels=540, height=360), 45),
        (Drawn(margin=0), 42),
        (Drawn(pixels=1000, margin=300), 50),
    ],
)
def test_a_red_round_or_oval_seal_on_white_or_nothing_is_fit(drawn: Drawn, diameter: float) -> None:
    size = printed(SealPicture(seal(drawn), diameter))
    scale = diameter / drawn.pixels
    assert size.width == pytest.approx((drawn.pixels + 2 * drawn.margin) * scale, abs=0.3)
    assert size.middle_x == pytest.approx(size.width / 2, abs=0.2)
    assert size.middle_y == pytest.approx(size.height / 2, abs=0.2)
    assert size.seal_height == pytest.approx((drawn.height or drawn.pixels) * scale, abs=0.3)


@pytest.mark.parametrize(
    ("data", "diameter", "said"),
    [
        (seal(Drawn(pixels=480)), 42, "290 dpi"),
        (seal(Drawn(shape="square")), 42, "不是圆形、椭圆形"),
        (seal(Drawn(shape="arc")), 42, "没有完整的圆形"),
        (seal(Drawn(pixels=700, height=300)), 42, "不是圆形或者椭圆形"),
        (seal(Drawn(ground=GREY)), 42, "不是"),
        (seal(Drawn(color=(20, 20, 200))), 42, "不是红色"),
        (seal(Drawn(color=(255, 255, 255), ground=WHITE)), 42, "空白"),
        (seal(Drawn(format="BMP")), 42, "不是 PNG 或者 JPEG"),
        (seal()[:500], 42, "损坏"),
        (b"", 42, "不是 PNG 或者 JPEG"),
        (seal(), 80, "直径"),
        (seal(), 10, "直径"),
        (seal(), float("nan"), "直径"),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_a_seal_is_refused_with_the_reason(data: bytes, diameter: float, said: str) -> None:
    with pytest.raises(RenderError) as caught:
        printed(SealPicture(data, diameter))
    assert caught.value.code == "seal-picture-unfit"
    assert said in caught.value.message


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_beginning_of_a_png_are_refused(rest: bytes) -> None:
    with pytest.raises(RenderError, match="seal-picture-unfit"):
        printed(SealPicture(b"\x89PNG\r\n\x1a\n" + rest, 42))


def anchored(docx: bytes) -> Any:
    found = list(Document(io.BytesIO(docx)).element.body.iter(qn("wp:anchor")))
    assert len(found) == 1
    return found[0]


def words(docx: bytes) -> list[str]:
    return [one.text.strip() for one in Document(io.BytesIO(docx)).paragraphs]


def test_the_words_of_the_letter_stay_and_the_seal_lies_behind_them_unturned() -> None:
    plain, sealed = letter(), with_seal(letter(), FIT)
    assert [one for one in words(sealed) if one] == [one for one in words(plain) if one]
    anchor = anchored(sealed)
    assert anchor.get("behindDoc") == "1"
    assert anchor.find(qn("wp:docPr")).get("name") == NAME
    assert all(one.get("rot") is None for one in anchor.iter(qn("a:xfrm")))


def test_the_same_letter_and_picture_give_the_same_bytes() -> None:
    assert with_seal(letter(), FIT) == with_seal(letter(), FIT)


@pytest.mark.parametrize(("diameter", "blank"), [(42, 2), (45, 2), (50, 2), (58, 3)])
def test_a_larger_seal_has_more_room_above_the_name(diameter: float, blank: int) -> None:
    sealed = words(with_seal(letter(), SealPicture(seal(Drawn(pixels=700)), diameter)))
    name = sealed.index("湖北省市场监督管理局")
    assert sealed[name - blank : name] == [""] * blank
    assert sealed[name - blank - 1]
    top = blank * LINE_MM + LINE_MM - 3 - diameter / 2
    assert 0 <= top <= LINE_MM


def test_a_letter_is_sealed_once() -> None:
    with pytest.raises(RenderError, match="已经有印章图样"):
        with_seal(with_seal(letter(), FIT), FIT)


def test_a_letter_without_a_date_of_its_own_line_has_no_place_for_a_seal() -> None:
    document = Document()
    document.add_paragraph("收到于2016年4月5日的材料。")
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(RenderError) as caught:
        with_seal(stream.getvalue(), FIT)
    assert caught.value.code == "seal-place-missing"


def test_a_date_without_a_name_above_it_is_no_place_to_seal() -> None:
    document = Document()
    for text in ("正文。", "", "2016年4月5日"):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(RenderError, match="seal-place-missing"):
        with_seal(stream.getvalue(), FIT)


def test_names_that_a_seal_cannot_cover_are_told() -> None:
    document = Document()
    for text in ("正文。", "", "甲局", "乙局", "丙局", "丁局", "2016年4月5日"):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(RenderError, match="共 5 行，印章压不住"):
        with_seal(stream.getvalue(), FIT)


def test_a_sealed_word_file_passes_the_check() -> None:
    assert check(with_seal(letter(), FIT), "sealed.docx").deviations == ()


SAMPLED = [one for one in PAPERS if not one.form]


@pytest.mark.parametrize("paper", SAMPLED, ids=lambda one: one.id)
def test_every_paper_of_the_catalogue_can_be_sealed_and_passes_the_check(paper: Paper) -> None:
    docx = compose_paper(sample_request(paper, pilots=3)).docx
    assert check(with_seal(docx, FIT), "sealed.docx").deviations == ()


def test_with_a_lent_seal_all_three_lines_lie_under_it() -> None:
    sealed = with_seal(letter(seal_owner="湖北省质量技术监督局"), FIT)
    assert "（湖北省质量技术监督局代章）" in words(sealed)
    assert check(sealed, "sealed.docx").deviations == ()


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_on_paper_the_seal_is_centred_over_name_and_date_which_lie_a_little_below_its_middle() -> None:
    long = "湖北省社会管理和公共服务标准化联席会议办公室"
    made = to_pdf([with_seal(letter(), FIT), with_seal(letter(long), FIT)])
    assert [check(one.data, "sealed.pdf").deviations for one in made] == [(), ()]
    with pdfplumber.open(io.BytesIO(made[0].data)) as document:
        page = next(one for one in document.pages if one.images)
        image = page.images[0]
        lines = page.extract_text_lines()
        date = next(number for number, one in enumerate(lines) if one["text"].replace(" ", "") == "2016年4月5日")
        above, name, day = lines[date - 2 : date + 1]
        assert (image["x0"] + image["x1"]) / 2 == pytest.approx((day["x0"] + day["x1"]) / 2, abs=1 / MM_PER_POINT)
        assert (name["x0"] + name["x1"]) / 2 == pytest.approx((day["x0"] + day["x1"]) / 2, abs=1 / MM_PER_POINT)
        below = ((name["top"] + day["bottom"]) - (image["top"] + image["bottom"])) / 2 * MM_PER_POINT
        assert 1.5 < below < 4.5
        margin = 20 / 500 * 42
        gap = (image["top"] - above["bottom"]) * MM_PER_POINT + margin
        assert 0 < gap < LINE_MM
        assert (image["x1"] - image["x0"]) * MM_PER_POINT == pytest.approx(42 + 2 * margin, abs=0.2)
