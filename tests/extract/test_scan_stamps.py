"""What a stamp says is no text of the block, and what it hides or cuts is in doubt."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from extract.document import Document, ReadText
from extract.doubt.certainty import weighed
from extract.doubt.confirmed import confirmed
from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.missed import doubted_beside_ink, doubted_beside_seals
from extract.readers.scan.stamped import cut_behind_dates, without_red_glyphs, without_slices, without_stamps
from extract.vision.ink import has_colours
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark

EM = 4.0
MM_PER_PIXEL = 0.1
Ink = npt.NDArray[np.uint8]
SEAL = BBox(60, 20, 102, 62)


def line(text: str, x: float, y: float, *, red: bool = False, gap_after: int | None = None) -> PlacedLine:
    """A line of characters 4 mm wide; behind character ``gap_after`` there is room for one more."""
    starts = [n + (1 if gap_after is not None and n > gap_after else 0) for n in range(len(text))]
    width = starts[-1] + 1
    glyphs = tuple(Glyph(c, (start + 0.5) / width, 0.99) for c, start in zip(text, starts, strict=True))
    box = BBox(x, y, x + width * EM, y + EM)
    corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
    a, b, c, d = ((cx / MM_PER_PIXEL, cy / MM_PER_PIXEL) for cx, cy in corners)
    return PlacedLine((a, b, c, d), ReadLine(glyphs), box, EM, red)


def kept(*lines: PlacedLine, coloured: bool) -> list[str]:
    return [one.read.text for one in without_stamps(lines, [SEAL], coloured=coloured).text]


def ink_at(*boxes: BBox) -> Ink:
    ink = np.zeros((1000, 1500), np.uint8)
    for box in boxes:
        ink[round(box.y0 * 10) : round(box.y1 * 10), round(box.x0 * 10) : round(box.x1 * 10)] = 255
    return ink


def scores(one: PlacedLine, *ink: BBox, rulings: tuple[Ruling, ...] = ()) -> list[float]:
    (found,) = doubted_beside_ink([one], ink_at(*ink), rulings, MM_PER_PIXEL)
    return [glyph.score for glyph in found.read.glyphs]


RULE_AT_120 = Ruling(False, 120, 10, 90)


@pytest.mark.parametrize(
    ("ink", "ruling", "weakest"),
    [
        (BBox(118.0, 20, 118.4, 90), RULE_AT_120, 0.99),
        (BBox(118.0, 20, 118.4, 90), RULE_AT_120._replace(at=140), 0.3),
        (BBox(116.6, 20, 118.6, 90), RULE_AT_120, 0.3),
        (BBox(118.0, 40, 118.4, 44), RULE_AT_120, 0.3),
    ],
    ids=["the ruling's own ink", "no ruling near", "too broad", "no higher than the line"],
)
def test_the_ink_of_a_ruling_that_stands_off_its_place_puts_no_character_in_doubt(
    ink: BBox, ruling: Ruling, weakest: float
) -> None:
    assert min(scores(line("劳动就业", 100, 40), ink, rulings=(ruling,))) == weakest


@pytest.mark.parametrize(("y", "weakest"), [(42.5, 0.3), (39.0, 0.99)], ids=["touches it from below", "stands in it"])
def test_ink_in_a_gap_is_accounted_for_by_a_line_that_stands_there_and_by_none_that_touches_it(
    y: float, weakest: float
) -> None:
    gapped = line("湖省质量", 40, 40, gap_after=0)
    found, _ = doubted_beside_ink([gapped, line("写", 44, y)], ink_at(BBox(44.5, 40.5, 47.5, 43.5)), (), MM_PER_PIXEL)
    assert min(glyph.score for glyph in found.read.glyphs) == weakest


def test_red_words_inside_a_seal_are_the_seals_and_black_ones_are_the_blocks() -> None:
    assert kept(line("业务专用章", 72, 45, red=True), line("情况属实", 72, 30), coloured=True) == ["情况属实"]


def test_characters_of_one_line_that_a_seal_made_are_taken_out_of_it() -> None:
    both = line("专用2015年", 70, 40)
    inked, red = ink_at(BBox(70, 40, 98, 44)), ink_at(BBox(70, 40, 78, 44))

    def black(seal: BBox, ink: Ink, stained: Ink) -> str:
        (found,) = without_red_glyphs([both], [seal], ink, stained, MM_PER_PIXEL)
        return found.read.text

    assert black(SEAL, inked, red) == "2015年"
    assert black(SEAL, ink_at(BBox(78, 40, 98, 44)), ink_at()) == "2015年", "pale remains leave no ink"
    assert black(SEAL, inked, inked) == "2015年", "a date that a seal stains stays"
    assert black(BBox(10, 100, 52, 142), inked, red) == "专用2015年", "what no seal touches stays, whatever its colour"


def test_a_stamps_number_right_behind_a_date_is_cut_off_and_its_place_is_told() -> None:
    parted = cut_behind_dates([line("2018年1月9日71004259", 20, 40), line("2018年1月9日开工", 20, 50)], MM_PER_PIXEL)
    assert [one.read.text for one in parted.text] == ["2018年1月9日", "2018年1月9日开工"]
    assert [(round(box.x0), round(box.x1)) for box in parted.stamps] == [(56, 88)]


def test_red_words_outside_every_seal_stay() -> None:
    assert kept(line("某市人民政府文件", 60, 5, red=True), coloured=True) == ["某市人民政府文件"]


def test_on_a_grey_copy_short_words_inside_a_ring_are_the_seals_and_their_place_is_told() -> None:
    parted = without_stamps([line("业务专用", 72, 45)], [SEAL], coloured=False)
    assert parted.text == []
    assert parted.stamps == [BBox(72, 45, 88, 49)]


def test_on_a_grey_copy_a_date_an_opinion_and_a_long_line_inside_a_ring_stay() -> None:
    said = [line("2016年3月5日", 66, 45), line("同意推荐", 72, 30), line("所填内容真实有效请批", 62, 38)]
    assert kept(*said, coloured=False) == [one.read.text for one in said]


@pytest.mark.parametrize("said", ["参加單位意見：", "单位名称：某局", "情况属实。"])
def test_on_a_grey_copy_the_name_of_a_block_and_short_opinions_inside_a_ring_stay(said: str) -> None:
    assert kept(line(said, 66, 40), coloured=False) == [said]


@pytest.mark.parametrize(
    ("said", "x", "em", "stays"),
    [("公共", 196, 8.0, False), ("公共", 196, EM, True), ("公共", 180, 8.0, True), ("公共服务标准", 186, 8.0, True)],
    ids=["a slice", "as small as print", "clear of the edge", "too long"],
)
def test_large_words_that_the_papers_edge_cuts_off_are_a_slice_of_a_seal(
    said: str, x: float, em: float, stays: bool
) -> None:
    body = line("办理时限由五十五个工作日压缩到二十一个工作日", 30, 60)
    flat = line(said, x, 60)
    one = PlacedLine(flat.quad, flat.read, BBox(x, 58, x + len(said) * 7.0, 66), em)
    parted = without_slices([body, one], 210.0)
    assert (one in parted.text) is stays
    assert parted.stamps == ([] if stays else [one.box])


def on_rim(text: str, x: float, y: float, score: float, *, rise: float = 0.0, em: float = EM) -> PlacedLine:
    """A line beside the seal's rim, read so badly, that rises by so many millimetres."""
    flat = line(text, x, y)
    glyphs = tuple(Glyph(glyph.text, glyph.middle, score) for glyph in flat.read.glyphs)
    a, b, c, d = flat.quad
    up = rise / MM_PER_PIXEL
    box = BBox(flat.box.x0, flat.box.y0 - rise, flat.box.x1, flat.box.y1)
    return PlacedLine((a, (b[0], b[1] - up), (c[0], c[1] - up), d), ReadLine(glyphs), box, em)


def test_on_a_grey_copy_words_along_a_rings_rim_are_the_seals() -> None:
    body = line("所填内容真实有效同意申报", 20, 10)
    across_the_top = on_rim("社会管理和公共服务", 63, 22, 0.6)
    slanting = on_rim("下陆区公共", 58, 34, 0.5, rise=12, em=11)
    parted = without_stamps([body, across_the_top, slanting], [SEAL], coloured=False)
    assert [one.read.text for one in parted.text] == [body.read.text]
    assert parted.stamps == [across_the_top.box, slanting.box], "something else may stand there, too"
    assert len(kept(body, across_the_top, slanting, coloured=True)) == 3, "where colours tell, places do not"


def test_on_a_grey_copy_a_name_under_a_ring_that_reads_well_or_goes_beyond_it_stays() -> None:
    body = line("所填内容真实有效同意申报", 20, 10)
    assert kept(body, line("黄石市下陆区图书馆", 63, 24), coloured=False)[1:] == ["黄石市下陆区图书馆"]
    assert kept(body, on_rim("单位名称黄石市图书馆", 40, 24, 0.6), coloured=False)[1:] == ["单位名称黄石市图书馆"]


def test_on_a_grey_copy_the_end_of_a_paragraph_inside_a_ring_stays() -> None:
    assert kept(line("同意申报我单位将在组织经费人员等方面给予", 68, 24), line("保障", 68, 30), coloured=False)[1:] == [
        "保障"
    ]


def test_a_character_passed_over_inside_a_line_puts_its_neighbours_in_doubt() -> None:
    cut = line("湖北省质技术监督局", 20, 20, gap_after=3)
    assert [n for n, score in enumerate(scores(cut, BBox(36.5, 20.5, 39.5, 23.5))) if score < 0.9] == [3, 4]
    assert min(scores(cut)) > 0.9, "an empty gap is a space"


def test_ink_right_behind_a_line_puts_its_last_character_in_doubt() -> None:
    cut = line("妇幼保", 20, 20)
    assert scores(cut, BBox(33.5, 20.5, 40, 23.5))[1:] == [0.99, 0.3]
    assert min(scores(cut, BBox(50, 20.5, 60, 23.5))) > 0.9, "far enough away to be something else"


def test_ink_beyond_a_ruling_is_another_cells() -> None:
    wall = Ruling(False, 33.2, 10, 40)
    assert min(scores(line("妇幼保", 20, 20), BBox(34, 20.5, 40, 23.5), rulings=(wall,))) > 0.9


def test_a_grey_copy_has_no_colours_and_a_page_with_a_seal_has() -> None:
    page = np.full((400, 400, 3), 240, np.uint8)
    page[50:60, :] = 20
    assert not has_colours(page)
    page[100:140, 100:140] = (60, 50, 210)
    assert has_colours(page)


def said_at(text: str, y: float, *low: tuple[int, float]) -> ReadText:
    given = [0.99] * len(text)
    for place, score in low:
        given[place] = score
    return ReadText(1, BBox(20, y, 20 + 4 * len(text), y + 4), text, tuple(given), 4.0)


def test_a_doubtful_character_is_confirmed_where_the_paper_says_the_same_words_elsewhere() -> None:
    first, again = said_at("黄石市妇幼保健院", 20, (0, 0.6)), said_at("单位名称黄石市妇幼保健院", 30)
    assert confirmed([first, again])[0].scores[0] == 0.95
    assert confirmed([first])[0].scores[0] == 0.6


def test_other_words_numbers_and_guesses_confirm_nothing() -> None:
    assert confirmed([said_at("黄石市图", 20, (0, 0.6)), said_at("鄂石市图", 30)])[0].scores[0] == 0.6
    assert confirmed([said_at("2016年", 20, (3, 0.6)), said_at("2016年", 30)])[0].scores[3] == 0.6
    assert confirmed([said_at("黄石市图", 20, (0, 0.3)), said_at("黄石市图", 30)])[0].scores[0] == 0.3


def test_both_scripts_confirm_one_another() -> None:
    assert confirmed([said_at("質量監督", 20, (1, 0.6)), said_at("质量监督", 30)])[0].scores[1] == 0.95


def test_an_empty_date_beside_a_misread_opinion_is_marked() -> None:
    at = Evidence("scan", 1, BBox(10, 10, 150, 60))
    empty, mark = Answer(None, "", 0.99, False, at), SignatureMark(False)
    for weak, marked in ((0.2, True), (0.99, False)):
        opinion = Answer("同意推荐", "同意推荐", 0.99, False, at)
        block = BlockRecord("recommender", empty, opinion, empty, mark, SealMark(False), at)
        document = Document("scan", (), read=(said_at("同意推荐", 20, (3, weak)),))
        (found,) = weighed(Record("annex1-application", "national", blocks=(block,)), document).blocks
        assert found.date.needs_review is marked


def test_lines_behind_an_opinions_last_sentence_that_are_no_sentence_mark_it() -> None:
    at = Evidence("scan", 1, BBox(10, 10, 150, 60))
    empty, mark = Answer(None, "", 0.99, False, at), SignatureMark(False)
    for said, marked in (
        ("同意推荐。\n9502512329844", True),
        ("同意。\n报告专用", True),
        ("同意推荐。 5540", True),
        ("153421212", True),
        ("同意。\n材料齐全。", False),
        ("同意推荐", False),
    ):
        opinion = Answer(said, said, 0.99, False, at)
        block = BlockRecord("recommender", empty, opinion, empty, mark, SealMark(False), at)
        document = Document("scan", (), read=(said_at("".join(said.split()), 20),))
        (found,) = weighed(Record("annex1-application", "national", blocks=(block,)), document).blocks
        assert found.opinion.needs_review is marked, said


def test_what_stands_beside_a_character_taken_out_of_a_lines_middle_is_in_doubt() -> None:
    faint = line("烟台市局", 70, 40)
    inked, red = ink_at(BBox(70, 40, 74, 44), BBox(78, 40, 86, 44)), ink_at()
    (found,) = without_red_glyphs([faint], [SEAL], inked, red, MM_PER_PIXEL)
    assert [(glyph.text, glyph.score) for glyph in found.read.glyphs] == [("烟", 0.3), ("市", 0.3), ("局", 0.99)]


def test_what_is_taken_off_a_lines_end_doubts_nothing() -> None:
    stamped = line("烟台市局", 70, 40)
    (found,) = without_red_glyphs([stamped], [SEAL], ink_at(BBox(74, 40, 82, 44)), ink_at(), MM_PER_PIXEL)
    assert [(glyph.text, glyph.score) for glyph in found.read.glyphs] == [("台", 0.99), ("市", 0.99)]


def test_brackets_are_as_black_as_the_words_beside_them_however_little_ink_they_have() -> None:
    prompt = line("单位（盖章）专用", 70, 40)
    inked = ink_at(BBox(70, 40, 78, 44), BBox(82, 40, 90, 44))
    (found,) = without_red_glyphs([prompt], [SEAL], inked, ink_at(), MM_PER_PIXEL)
    assert (found.read.text, found.read.weakest) == ("单位（盖章）", 0.99)


def date_under_a_seal(*starts: float, inked: tuple[float, ...] = ()) -> list[tuple[str, float]]:
    """2015年2月2日 read with its characters at ``starts``, in half characters; their ink is there, or at ``inked``."""
    text = "2015年2月2日"
    glyphs = tuple(
        Glyph(c, (start + (1 if c in "年月日" else 0.5)) / 15, 0.99) for c, start in zip(text, starts, strict=True)
    )
    box = BBox(70, 40, 70 + 15 * EM / 2, 40 + EM)
    corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
    a, b, c, d = ((x / MM_PER_PIXEL, y / MM_PER_PIXEL) for x, y in corners)
    given = PlacedLine((a, b, c, d), ReadLine(glyphs), box, EM)
    half = EM / 2
    black = [
        BBox(70 + (start + 0.1) * half, 40, 70 + (start + (1.9 if c in "年月日" else 0.9)) * half, 40 + EM)
        for c, start in zip(text, inked or starts, strict=True)
    ]
    (found,) = without_red_glyphs([given], [SEAL], ink_at(*black), ink_at(), MM_PER_PIXEL)
    return [(glyph.text, glyph.score) for glyph in found.read.glyphs if glyph.score < 0.9]


def test_the_lone_figure_of_a_date_under_a_seal_is_in_doubt_where_there_is_room_for_another() -> None:
    assert date_under_a_seal(0, 1, 2, 3, 4, 6, 7, 9, 11) == [("2", 0.3)]
    assert date_under_a_seal(0, 1, 2, 3, 4, 6, 7, 9, 10) == []


def test_a_figure_read_off_the_middle_is_not_in_doubt_where_its_ink_leaves_no_room_for_another() -> None:
    off = (0, 1, 2, 3, 4, 6, 7, 9, 11)
    assert date_under_a_seal(*off, inked=(0, 1, 2, 3, 4, 6, 7, 9.8, 11.4)) == []
    assert date_under_a_seal(*off, inked=(0, 1, 2, 3, 4, 6, 7, 10.4, 11.4)) == [("2", 0.3)], "room before it"


def test_a_character_that_stands_on_a_ruling_is_in_doubt() -> None:
    assert [score < 0.5 for score in scores(line("中邮编", 20, 40), rulings=(Ruling(False, 21.2, 0, 90),))] == [1, 0, 0]
    assert min(scores(line("邮编", 20, 40), rulings=(Ruling(False, 19.5, 0, 90), Ruling(False, 28.4, 0, 90)))) > 0.9
    assert min(scores(line("中邮编", 20, 40), rulings=(Ruling(False, 21.2, 50, 90),))) > 0.9, "it ends below"


def at_seal(one: PlacedLine, *others: PlacedLine, ink: BBox) -> list[float]:
    """The scores of a line that ends at ``SEAL``, where the page is inked in one place."""
    found, *_ = doubted_beside_seals([one, *others], [SEAL], ink_at(ink), (), MM_PER_PIXEL)
    return [glyph.score for glyph in found.read.glyphs]


def test_a_name_that_ends_at_a_seal_is_in_doubt_where_ink_stands_behind_it_that_was_the_rims_words() -> None:
    name, hidden = line("湖北省质量技术监", 40, 38), BBox(72, 38, 80, 42)
    assert at_seal(name, ink=hidden)[-2:] == [0.99, 0.3]
    assert min(at_seal(name, ink=BBox(10, 10, 12, 12))) > 0.9, "nothing is hidden where no ink is"
    assert at_seal(name, line("章", 73, 41), ink=hidden)[-1] == 0.3, (
        "words that only touch it from below account for none"
    )
    assert min(at_seal(name, line("局", 72, 38), ink=hidden)) > 0.9
    assert min(at_seal(line("湖北省质量技术监", 10, 38), ink=BBox(42, 38, 50, 42))) > 0.9, "no seal is near"


def test_a_date_and_a_prompt_at_a_seal_are_whole() -> None:
    for said in ("2024年5月12日", "（盖章）"):
        one = line(said, 60, 38)
        assert min(at_seal(one, ink=BBox(one.box.x1, 38, one.box.x1 + 8, 42))) > 0.9
