"""Page pictures read through the real engine, and the steps around it on lines drawn up by hand."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from extract.document import Document, ReadText, Table, paragraphs
from extract.errors import DocumentError
from extract.layout.chars import Char
from extract.layout.lines import lines_of
from extract.layout.page import PageContent
from extract.layout.tables import Ruling, grids
from extract.limits import Limits
from extract.ocr import rapid
from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.page_problem import PageProblem
from extract.pages.images import page_png
from extract.readers import read_document
from extract.readers.pdf.open import loaded_page, opened
from extract.readers.pdf.render import bgr_of_page
from extract.readers.pdf.scanned import fits, settle
from extract.readers.pdf.space import space_of
from extract.readers.scan.hand import sorted_lines
from extract.readers.scan.lines import PlacedLine, chars_of, cut_at_rulings
from extract.readers.scan.red import red_bands
from extract.readers.scan.second import agreed
from extract.vision.ink import red_mask
from forms.evidence import BBox
from tests.extract.readers.pdfdraw import Drawing, pdf

FRAME = [Ruling(True, y, 20, 120) for y in (30, 60)] + [Ruling(False, x, 30, 60) for x in (20, 120)]


def form() -> Drawing:
    drawing = Drawing().text(60, 25, "试点承担单位基本信息").grid([25, 70, 185], [40, 52, 64, 90])
    drawing.text(28, 47, "单位名称").text(73, 47, "武汉市江汉区图书馆").text(28, 59, "邮政编码").text(73, 59, "430021")
    return drawing.text(28, 72, "业务范围").text(73, 72, "负责本辖区公共文化服务事项的受理与办理。")


@cache
def picture(dpi: int = 150) -> Image.Image:
    with opened(pdf(form()), Limits()) as document, loaded_page(document, 0) as page:
        pixels = bgr_of_page(document, page, space_of(page), dpi)
    return Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))


def read(image: Image.Image, kind: str = "PNG", dpi: int = 150) -> Document:
    stream = io.BytesIO()
    image.save(stream, kind, dpi=(dpi, dpi), resolution=dpi)
    return read_document(stream.getvalue())


def texts(document: Document) -> list[str]:
    (table,) = (item for item in document.flow if isinstance(item, Table))
    return [cell.text for cell in table.cells]


WRITTEN = [
    "单位名称",
    "武汉市江汉区图书馆",
    "邮政编码",
    "430021",
    "业务范围",
    "负责本辖区公共文化服务事项的受理与办理。",
]


# -- through the engine --------------------------------------------------------------------------------------------


def test_a_page_upside_down_and_askew_is_read_into_the_cells_of_its_table() -> None:
    document = read(picture().rotate(180.7, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)), "PDF")
    assert texts(document) == WRITTEN
    assert document.reader == "pdf"
    assert {paragraph.at.reader for paragraph in paragraphs(document.flow)} == {"scan"}
    assert min(min(line.scores) for line in document.read if line.text) > 0.5
    assert document.marks_unseen == frozenset()


def test_a_page_on_its_side_is_shown_upright_and_its_boxes_fit_both_pictures() -> None:
    sideways = picture().transpose(Image.Transpose.ROTATE_90)
    document = read(sideways)
    assert texts(document) == WRITTEN
    (table,) = (item for item in document.flow if isinstance(item, Table))
    box = table.cells[1].at.box
    assert box is not None
    assert box.to_json() == pytest.approx([70, 40, 185, 52], abs=0.6)
    (page,) = document.pages
    assert page.picture is not None
    assert page.picture.size == sideways.size
    per_mm = 150 / 25.4
    assert page.picture.pixel(70, 40) == pytest.approx((40 * per_mm, sideways.height - 70 * per_mm), abs=4)
    stream = io.BytesIO()
    sideways.save(stream, "PNG", dpi=(150, 150))
    shown = Image.open(io.BytesIO(page_png(stream.getvalue(), 1, 100)))
    assert shown.size == pytest.approx((827, 1169), abs=2)


def test_a_page_of_an_image_file_that_is_not_there_is_an_index_error() -> None:
    stream = io.BytesIO()
    Image.new("L", (40, 40), 255).save(stream, "PNG")
    with pytest.raises(IndexError, match="共 1 页"):
        page_png(stream.getvalue(), 2)


@pytest.mark.parametrize(("grey", "codes"), [(0, ["page-dark"]), (255, [])])
def test_a_page_of_one_colour_holds_nothing(grey: int, codes: list[str]) -> None:
    document = read(Image.new("L", (620, 877), grey), dpi=75)
    assert (document.flow, [problem.code for problem in document.problems]) == ((), codes)


def test_a_picture_of_one_pixel_is_an_empty_page() -> None:
    assert read(Image.new("L", (1, 1), 255)).flow == ()


def test_without_the_models_a_clear_error_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "FINDER", "no-such-model.onnx")
    with pytest.raises(DocumentError) as caught:
        rapid.RapidOcr()
    assert (caught.value.code, "no-such-model.onnx" in caught.value.message) == ("tool-missing", True)


@pytest.mark.parametrize(("text", "foreign"), [("試", False), ("A", False), ("√", False), ("く", True), ("한", True)])
def test_scripts_that_no_form_is_written_in_are_never_read(text: str, foreign: bool) -> None:
    assert rapid.is_foreign(text) is foreign


# -- lines ---------------------------------------------------------------------------------------------------------


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def line(text: str, x0: float, y0: float, em: float = 4.0, score: float = 0.99) -> PlacedLine:
    """A line whose characters are set solid, in millimetres that are pixels too."""
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), score) for n, char in enumerate(text))
    corners = quad(x0, y0, x0 + em * len(text), y0 + em)
    return PlacedLine(corners, ReadLine(glyphs), BBox(*corners[0], *corners[2]), em)


def test_a_line_over_a_standing_ruling_is_cut_there() -> None:
    parts = cut_at_rulings([quad(10, 10, 60, 15)], [Ruling(False, 40, 0, 100), Ruling(True, 12, 0, 100)], 1.0)
    assert [(a[0], b[0]) for a, b, _, _ in parts] == [(10, 39.5), (40.5, 60)]


def test_a_ruling_at_the_margin_of_a_line_only_trims_it() -> None:
    (part,) = cut_at_rulings([quad(10, 10, 60, 15)], [Ruling(False, 10.6, 0, 100)], 1.0)
    assert part[0][0] == pytest.approx(11.1)


def test_a_line_that_begins_on_the_ink_of_a_ruling_is_freed_of_it() -> None:
    (part,) = cut_at_rulings([quad(10, 10, 60, 15)], [Ruling(False, 9.8, 0, 100), Ruling(False, 60.4, 0, 100)], 1.0)
    assert (part[0][0], part[1][0]) == pytest.approx((10.3, 59.9))


def test_a_ruling_well_beside_a_line_leaves_it_whole() -> None:
    whole = quad(10, 10, 60, 15)
    assert cut_at_rulings([whole], [Ruling(False, 9.4, 0, 100)], 1.0) == [whole]


def test_a_ruling_that_ends_above_a_line_leaves_it_whole() -> None:
    whole = quad(10, 10, 60, 15)
    assert cut_at_rulings([whole], [Ruling(False, 40, 20, 100)], 1.0) == [whole]


def test_characters_that_stand_a_little_apart_make_one_word_and_those_far_apart_do_not() -> None:
    places = {"联": 0.05, "系": 0.16, "人": 0.27, "李": 0.84, "明": 0.95}
    glyphs = tuple(Glyph(text, middle, 0.9) for text, middle in places.items())
    wide = PlacedLine(quad(0, 0, 40, 4), ReadLine(glyphs), BBox(0, 0, 40, 4), 4.0)
    (found,) = lines_of(chars_of(wide, 1.0))
    assert found.text.split() == ["联系人", "李明"]


def test_a_space_beside_a_chinese_character_is_none_and_one_between_words_is() -> None:
    text = "座 9层 New York"
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), 0.9) for n, char in enumerate(text))
    narrow = PlacedLine(quad(0, 0, 2 * len(text), 4), ReadLine(glyphs), BBox(0, 0, 2 * len(text), 4), 4.0)
    (found,) = lines_of(chars_of(narrow, 1.0))
    assert found.text == "座9层New York"


def test_a_name_written_large_into_a_cell_is_a_signature_and_no_text() -> None:
    printed = [line("负责人签字盖章处", 25, 35), line("我单位自愿承担该试点项目", 25, 41)]
    parted = sorted_lines([*printed, line("王芳", 80, 45, em=9.0)], grids(FRAME))
    assert [found.read.text for found in parted.signatures] == ["王芳"]
    assert parted.text == printed


@pytest.mark.parametrize(("text", "width", "hand"), [("姓名", 8.0, False), ("女", 4.0, False), ("姓名", 16.0, True)])
def test_a_short_label_in_a_high_box_is_print_where_its_characters_stand_close(
    text: str, width: float, hand: bool
) -> None:
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), 0.99) for n, char in enumerate(text))
    short = PlacedLine(quad(40, 40, 40 + width, 46.5), ReadLine(glyphs), BBox(40, 40, 40 + width, 46.5), 6.6)
    parted = sorted_lines([line("我单位自愿承担该试点项目", 25, 35), short], grids(FRAME))
    assert (short in parted.signatures) is hand


def test_an_opinion_written_large_is_read_and_in_doubt() -> None:
    parted = sorted_lines([line("负责人签字盖章处", 25, 35), line("同意", 60, 45, em=9.0)], grids(FRAME))
    assert parted.signatures == []
    assert parted.text[1].read.weakest == 0.5


def test_a_title_outside_all_tables_is_no_handwriting_however_large() -> None:
    title = line("申请书", 60, 5, em=9.0)
    assert sorted_lines([title, line("我单位自愿承担该试点项目", 25, 41)], grids(FRAME)).text[0] is title


def band(height: int, width: int) -> NDArray[np.uint8]:
    pixels = np.full((600, 800, 3), 250, dtype=np.uint8)
    pixels[200 : 200 + height : 3, 100 : 100 + width] = (40, 40, 210)
    return pixels


@pytest.mark.parametrize(("height", "width", "found"), [(40, 400, 1), (200, 200, 0), (4, 400, 0)])
def test_red_as_wide_as_a_line_is_looked_at_and_a_seal_or_a_rule_is_not(height: int, width: int, found: int) -> None:
    assert len(red_bands(red_mask(band(height, width)), 150 / 25.4)) == found


# -- a text layer over a picture -----------------------------------------------------------------------------------


def test_a_text_layer_fits_where_the_picture_says_the_same_in_either_script() -> None:
    assert fits("單位名稱：武漢市圖書館", "单位名称:武汉市图书馆")
    assert not fits("同意推荐该项目", "不予受理")


def test_of_two_readings_the_picture_stands_and_a_layer_that_differs_is_told_of() -> None:
    layer = PageContent(1, 210, 297, problems=[PageProblem("text-layer-over-scan", "…", 1)])
    read_one = PageContent(
        1, 210, 297, reader="scan", read=[ReadText(1, BBox(0, 0, 9, 9), "不予受理", (0.9,) * 4, 4.0)]
    )
    chars = [Char(10.0 * n, 0, 10.0 * n + 4, 4, text) for n, text in enumerate("同意推荐")]
    settled = settle(layer, chars, read_one, scanned=True)
    assert (settled.reader, [problem.code for problem in settled.problems]) == ("scan", ["text-layer-differs"])


def test_a_layer_over_a_picture_that_says_nothing_stays_and_stays_in_doubt() -> None:
    layer = PageContent(1, 210, 297, problems=[PageProblem("text-layer-over-scan", "…", 1)])
    assert settle(layer, [], PageContent(1, 210, 297, reader="scan"), scanned=True) is layer


# -- a second look -------------------------------------------------------------------------------------------------


def said(text: str, *scores: float) -> ReadLine:
    return ReadLine(
        tuple(
            Glyph(char, (n + 0.5) / len(text), score) for n, (char, score) in enumerate(zip(text, scores, strict=True))
        )
    )


def test_a_character_that_both_looks_show_well_enough_is_as_sure_as_the_surer() -> None:
    found = agreed(said("江汉", 0.99, 0.75), said("江汉", 0.97, 0.95))
    assert [glyph.score for glyph in found.glyphs] == [0.99, 0.95]


def test_a_character_that_both_looks_show_badly_stays_in_doubt() -> None:
    assert agreed(said("江汉", 0.99, 0.3), said("江汉", 0.97, 0.95)).weakest < 0.7


def test_where_two_looks_differ_the_surer_stands_and_the_difference_is_in_doubt() -> None:
    found = agreed(said("zwzxl", 0.99, 0.99, 0.99, 0.99, 0.8), said("zwzx1", 0.99, 0.99, 0.99, 0.99, 0.95))
    assert (found.text, found.weakest) == ("zwzx1", 0.5)
    assert found.glyphs[0].score == 0.99


def test_a_second_look_that_shows_nothing_changes_nothing() -> None:
    first = said("江汉", 0.99, 0.75)
    assert agreed(first, ReadLine()) is first
