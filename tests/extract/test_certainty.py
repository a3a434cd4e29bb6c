"""Scores of what was read out of pictures reach the answers, and what nobody could read or look for stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Document, ReadText
from extract.doubt.certainty import SURE_FROM, calibrated, weighed
from extract.doubt.traced import certainty, in_reading_order
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark

CELL = BBox(20, 20, 120, 60)
AT = Evidence("scan", 1, CELL)


def read(text: str, y: float, *weak: float, x: float = 25, page: int = 1) -> ReadText:
    """A line whose last characters score ``weak`` and the others 0.99."""
    scores = (0.99,) * (len(text) - len(weak)) + weak
    return ReadText(page, BBox(x, y, x + 4 * len(text), y + 4), text, scores, 4.0)


def answered(answer: Answer, *lines: ReadText) -> Answer:
    record = Record("annex1-application", "national", fields={"unit_name": answer})
    return weighed(record, Document("scan", (), read=lines)).fields["unit_name"]


@pytest.fixture
def uncalibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.doubt.certainty.CALIBRATED", ())


def test_scores_are_shares_that_never_fall_and_a_read_value_is_never_quite_sure() -> None:
    steps = [calibrated(n / 100) for n in range(101)]
    assert steps == sorted(steps)
    assert 0 < steps[0] < SURE_FROM <= steps[-1] < 1


@pytest.mark.usefixtures("uncalibrated")
def test_a_value_scores_as_its_least_sure_character() -> None:
    found = answered(Answer("图书馆", "图书馆", 0.99, False, AT), read("单位名称图书馆", 25, 0.97, 0.96, 0.98))
    assert (found.score, found.needs_review) == (0.96, False)


@pytest.mark.usefixtures("uncalibrated")
def test_a_value_with_a_doubtful_character_is_marked() -> None:
    found = answered(Answer("图书馆", "图书馆", 0.99, False, AT), read("图书馆", 25, 0.6))
    assert (found.score, found.needs_review, found.doubts) == (0.6, True, ("reading-unsure",))


def test_a_doubtful_character_beside_the_value_does_not_touch_it() -> None:
    found = answered(Answer("图书馆", "图书馆", 0.99, False, AT), read("图书馆", 25), read("电话", 40, 0.2))
    assert not found.needs_review


def test_a_value_over_several_lines_is_followed_through_all_of_them() -> None:
    lines = {1: [read("标准化工作", 30), read("成立以组长", 25, 0.4)]}
    assert certainty("成立以组长 标准化工作", AT, lines) == 0.4


def test_a_value_that_runs_over_the_page_is_followed_there() -> None:
    lines = {1: [read("成立领导小组", 50)], 2: [read("并召开大会", 25, 0.3)]}
    assert certainty("成立领导小组并召开大会", AT, lines) == 0.3


def test_a_doubtful_mark_between_words_does_not_matter_and_one_in_a_number_does() -> None:
    assert certainty("图书馆（总馆）", AT, {1: [read("图书馆（总馆）", 25, 0.4)]}) == 0.99
    assert certainty("99.5", AT, {1: [read("99.5", 25, 0.4, 0.99)]}) == 0.4


def test_characters_that_no_line_says_are_in_doubt() -> None:
    assert certainty("图书馆", AT, {1: [read("图书", 25)]}) == 0.5


def test_an_empty_slot_with_unread_ink_in_it_is_marked_and_one_without_is_not() -> None:
    ink = ReadText(1, BBox(30, 30, 60, 40), "", (), 10.0)
    assert answered(Answer(None, "", 0.99, False, AT), ink).needs_review
    elsewhere = ReadText(1, BBox(130, 30, 160, 40), "", (), 10.0)
    assert not answered(Answer(None, "", 0.99, False, AT), elsewhere).needs_review


def beside_label(*lines: ReadText) -> Answer:
    """An empty slot whose label stands in a line of its own, with ``lines`` on the page."""
    label = read("受理日期", 20, x=20)
    at = Evidence("scan", 1, label.box)
    return answered(Answer(None, "", 0.99, False, at), label, *lines)


def unread(x: float, y: float) -> ReadText:
    return ReadText(1, BBox(x, y, x + 20, y + 4), "", (), 4.0)


def test_an_empty_slot_without_a_cell_is_marked_where_unread_ink_stands_behind_its_label() -> None:
    assert beside_label(unread(45, 20)).needs_review
    assert beside_label(read("己口", 20, 0.3, 0.4, x=45)).needs_review, "what reads like nothing may be anything"


def test_unread_ink_behind_other_words_or_in_another_line_is_none_of_an_empty_slot() -> None:
    assert not beside_label(read("受理编号", 20, x=60), unread(90, 20)).needs_review
    assert not beside_label(unread(45, 30)).needs_review
    assert not beside_label().needs_review


def test_an_answer_from_a_text_layer_is_left_alone() -> None:
    answer = Answer("图书馆", "图书馆", 0.99, False, Evidence("pdf", 1, CELL))
    assert answered(answer, read("图书馆", 25, 0.1)) == answer


def test_a_figure_alone_below_the_last_sentence_is_none_of_it_and_the_whole_is_marked() -> None:
    said = "按照要求构建标准体系。\n0"
    found = answered(Answer(said, said, 0.99, False, AT), read("按照要求构建标准体系。", 25), read("0", 35))
    assert (found.value, found.raw, found.needs_review) == ("按照要求构建标准体系。", said, True)


@pytest.mark.parametrize("said", ["投入如下。\n经费：3万元", "按照要求构建标准体系，共\n12"])
def test_a_last_line_with_words_or_behind_an_open_sentence_stays(said: str) -> None:
    assert answered(Answer(said, said, 0.99, False, AT), read("".join(said.split()), 25)).value == said


def stamped(name: str, weak: float, slot: Answer) -> Answer:
    """The unit of a block whose last two characters lie under a seal, where ``slot`` names a unit, too."""
    at = Evidence("scan", 1, BBox(20, 100, 120, 140))
    nothing = Answer(None, "", 0.99, False, at)
    block = BlockRecord(
        "lead", Answer(name, name, 0.99, False, at), nothing, nothing, SignatureMark(False), SealMark(False), at
    )
    record = Record("annex1-application", "national", fields={"unit_name": slot}, blocks=(block,))
    lines = (read(slot.raw, 25), read(name, 110, weak, weak))
    return weighed(record, Document("scan", (), read=lines)).blocks[0].unit


NAMED = Answer("宜昌市图书馆", "宜昌市图书馆", 0.99, False, AT)


def test_a_name_under_a_seal_is_sure_where_a_slot_says_the_very_same() -> None:
    assert not stamped("宜昌市图书馆", 0.5, NAMED).needs_review


def test_a_name_under_a_seal_that_is_guessed_or_nowhere_else_is_marked() -> None:
    assert stamped("宜昌市图书馆", 0.2, NAMED).needs_review
    assert stamped("宜昌市图书室", 0.5, NAMED).needs_review
    assert stamped("宜昌市图书馆", 0.5, replace(NAMED, needs_review=True)).needs_review


@pytest.mark.parametrize(("weak", "marked"), [(0.99, False), (0.2, True)], ids=["read well", "in doubt"])
def test_a_seal_is_surely_anothers_only_where_the_units_name_is_sure(weak: float, marked: bool) -> None:
    nothing = Answer(None, "", 0.99, False, AT)
    foreign = SealMark(True, "round", "宜昌市博物馆", matches_unit=False, score=0.98)
    unit = Answer("宜昌市图书馆", "宜昌市图书馆", 0.99, False, AT)
    block = BlockRecord("lead", unit, nothing, nothing, SignatureMark(False), foreign, AT)
    record = Record("annex1-application", "national", blocks=(block,))
    seal = weighed(record, Document("scan", (), read=(read("宜昌市图书馆", 25, weak),))).blocks[0].seal
    assert (seal.matches_unit, seal.needs_review) == (False, marked)


@pytest.mark.parametrize(
    ("mark", "weak", "matches"),
    [
        (SealMark(True, "round", "宜昌市图书馆", needs_review=True), 0.2, True),
        (SealMark(True, "round", "宜昌市图书馆", needs_review=True), 0.99, None),
        (SealMark(True, "round", "宜昌市图书馆", "财务专用章", matches_unit=False), 0.2, False),
        (SealMark(None, needs_review=True), 0.2, None),
    ],
    ids=["name in doubt", "name read well", "for money matters", "no seal for sure"],
)
def test_a_seal_that_bears_what_a_name_in_doubt_may_be_is_the_units_and_marked(
    mark: SealMark, weak: float, matches: bool | None
) -> None:
    nothing = Answer(None, "", 0.99, False, AT)
    unit = Answer("宜昌市图节馆", "宜昌市图节馆", 0.99, False, AT)
    block = BlockRecord("lead", unit, nothing, nothing, SignatureMark(False), mark, AT)
    record = Record("annex1-application", "national", blocks=(block,))
    seal = weighed(record, Document("scan", (), read=(read("宜昌市图节馆", 25, weak),))).blocks[0].seal
    assert (seal.matches_unit, seal.needs_review) == (matches, True)


@pytest.mark.parametrize(("said", "matches"), [("宜昌市图", None), ("宜昌市  馆", True), ("宜昌市办公室", False)])
def test_a_scrap_of_a_name_in_doubt_makes_no_seal_anothers(said: str, matches: bool | None) -> None:
    nothing = Answer(None, "", 0.99, False, AT)
    bare = said.replace(" ", "")
    foreign = SealMark(True, "round", "宜昌市图书馆" if matches is None else "宜昌市博馆", matches_unit=False)
    block = BlockRecord(
        "lead", Answer(bare, said, 0.99, False, AT), nothing, nothing, SignatureMark(False), foreign, AT
    )
    record = Record("annex1-application", "national", blocks=(block,))
    seal = weighed(record, Document("scan", (), read=(read(bare, 25, 0.2),))).blocks[0].seal
    assert (seal.matches_unit, seal.needs_review) == (matches, True)


def consenting(said: str) -> Answer:
    nothing = Answer(None, "", 0.99, False, AT)
    opinion = Answer(said, said, 0.99, False, AT)
    block = BlockRecord("lead", nothing, opinion, nothing, SignatureMark(False), SealMark(False), AT)
    record = Record("annex1-application", "national", blocks=(block,))
    return weighed(record, Document("scan", (), read=(read(said, 25),))).blocks[0].opinion


@pytest.mark.parametrize(("said", "meant"), [("司意参加。", "同意参加。"), ("经研究，问意。", "经研究，同意。")])
def test_a_misread_consent_is_set_right_and_marked(said: str, meant: str) -> None:
    opinion = consenting(said)
    assert (opinion.value, opinion.needs_review, opinion.raw) == (meant, True, said)
    assert "repaired" in opinion.doubts


@pytest.mark.parametrize("said", ["同意参加。", "按我公司意见办理。", "符合上司意图。"])
def test_other_words_of_an_opinion_are_left_alone(said: str) -> None:
    opinion = consenting(said)
    assert (opinion.value, opinion.needs_review) == (said, False)


@pytest.mark.parametrize(
    ("said", "sure", "marked"),
    [
        ("位名称：黄石市图书馆", 0.5, True),
        ("同意。\n章）：黄石市图书馆", 0.5, True),
        ("位名称：宜昌市图书馆", 0.5, False),
        ("同意参加。", 0.5, False),
        ("位名称：黄石市图书馆", 0.99, False),
    ],
    ids=["half a prompt", "the end of one", "names the unit", "no prompt", "read beyond doubt"],
)
def test_a_unit_is_in_doubt_where_a_doubtful_opinion_holds_a_prompt_and_another_name(
    said: str, sure: float, marked: bool
) -> None:
    nothing = Answer(None, "", 0.99, False, AT)
    unit, opinion = Answer("宜昌市图书馆", "宜昌市图书馆", 0.99, False, AT), Answer(said, said, sure, sure < 0.9, AT)
    block = BlockRecord("lead", unit, opinion, nothing, SignatureMark(False), SealMark(False), AT)
    record = Record("annex1-application", "national", blocks=(block,))
    lines = (read("宜昌市图书馆", 25), *(read(one, 30 + 6 * n) for n, one in enumerate(said.split("\n"))))
    assert weighed(record, Document("scan", (), read=lines)).blocks[0].unit.needs_review is marked


def test_lines_side_by_side_are_in_the_order_of_reading() -> None:
    lines = [read("丙", 31), read("乙", 25.5, x=60), read("甲", 26, x=20)]
    assert [line.text for line in in_reading_order(lines)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("unseen", "unsealed", "beside", "present"),
    [
        ({1}, set(), True, None),
        (set(), set(), False, False),
        ({1}, {"lead_unit"}, True, False),
        ({1}, {"lead_unit"}, None, False),
        ({1}, {"unit"}, True, None),
    ],
)
def test_a_seal_that_nobody_looked_for_is_unknown_but_where_nobody_seals(
    unseen: set[int], unsealed: set[str], beside: bool | None, present: object
) -> None:
    empty = Answer(None, "", 0.99, False, AT)
    block = BlockRecord("lead_unit", empty, empty, empty, SignatureMark(False), SealMark(False), AT)
    other = replace(block, id="guiding_unit", seal=SealMark(beside, evidence=AT))
    record = Record("annex1-application", "national", blocks=(block, other))
    document = Document("scan", (), read=(read("甲", 200),), marks_unseen=frozenset(unseen))
    found, _ = weighed(record, document, unsealed).blocks
    assert (found.signature.present, found.seal.present) == (False, present)
    assert found.seal.needs_review is (present is None)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("负责人（签字）：", (False, False, False)),
        ("单位（盖章）：", (False, False, False)),
        ("（签署意见并签字盖章）", (False, False, False)),
        ("年月日", (False, False, True)),
        ("负责人（签字）：同意", (True, True, True)),
    ],
)
def test_a_blanks_own_words_read_badly_hide_no_answer_of_an_empty_block(text: str, marked: tuple[bool, ...]) -> None:
    empty = Answer(None, "", 0.99, False, AT)
    block = BlockRecord("lead_unit", empty, empty, empty, SignatureMark(False), SealMark(False), AT)
    document = Document("scan", (), read=(read(text, 25, 0.3),))
    (found,) = weighed(Record("annex1-application", "national", blocks=(block,)), document).blocks
    assert tuple(one.needs_review for one in (found.unit, found.opinion, found.date)) == marked


def test_a_row_that_a_stroke_across_one_cell_made_is_no_row_of_its_own() -> None:
    def row(name: str, y: float) -> dict[str, Answer]:
        return {"name": Answer(name, name, 0.99, False, Evidence("scan", 1, BBox(20, y, 60, y + 10)))}

    lines = tuple(read(name, y + 2) for name, y in (("朱明", 20), ("张志远", 30)))
    given = Record(
        "annex3-evaluation-report", "national", rows={"group": (row("朱明", 20), row("朱明", 20), row("张志远", 30))}
    )
    found = weighed(given, Document("scan", (), read=lines)).rows["group"]
    assert [one["name"].value for one in found] == ["朱明", "张志远"]
    namesakes = replace(given, rows={"group": (row("朱明", 20), row("朱明", 30))})
    assert len(weighed(namesakes, Document("scan", (), read=lines)).rows["group"]) == 2


@pytest.mark.parametrize(
    ("upper", "lower", "together"),
    [(False, True, True), (True, False, True), (None, False, None), (False, False, None)],
)
def test_a_signature_in_either_part_of_a_cell_that_a_stroke_cut_is_kept(
    upper: bool | None, lower: bool | None, together: bool | None
) -> None:
    def row(y: float, present: bool | None) -> dict[str, Answer]:
        name = Answer("朱明", "朱明", 0.99, False, Evidence("scan", 1, BBox(20, 20, 60, 30)))
        place = Evidence("scan", 1, BBox(60, y, 90, y + 5))
        mark = SignatureMark(present, 0.9, present is None, place)
        return {"name": name, "signature": Answer(mark.to_json(), "", 0.9, present is None, place)}

    given = Record("annex3-evaluation-report", "national", rows={"group": (row(20, upper), row(25, lower))})
    (found,) = weighed(given, Document("scan", (), read=(read("朱明", 22),))).rows["group"]
    assert isinstance(found["signature"].value, dict)
    assert found["signature"].value["present"] is together
    assert found["signature"].needs_review is (together is None)


CODE = "12440600MB2C07549J"


def test_a_code_whose_checks_hold_is_as_sure_as_anything_however_it_was_printed() -> None:
    found = answered(Answer(CODE, CODE, 0.99, False, AT), read(CODE, 25, 0.6))
    assert not found.needs_review


@pytest.mark.parametrize(("said", "score"), [("12440600MB2C07548J", 0.6), (CODE, 0.2)])
def test_a_code_that_its_checks_do_not_prove_or_that_was_guessed_is_marked(said: str, score: float) -> None:
    assert answered(Answer(said, said, 0.99, False, AT), read(said, 25, score)).needs_review


def test_a_mended_code_stays_marked() -> None:
    assert answered(Answer(CODE, CODE, 0.5, True, AT, ("repaired",)), read(CODE, 25, 0.6)).needs_review


@pytest.mark.parametrize(
    "said", ["1i_ming52@163.com", "wang0@163.com", "zh1ang@qq.com", "20l6@qq.com", "li_ming_l@qq.com"]
)
def test_an_address_with_a_character_that_its_neighbours_do_not_tell_from_another_is_marked(said: str) -> None:
    assert answered(Answer(said, said, 0.99, False, AT), read(said, 25)).needs_review


@pytest.mark.parametrize("said", ["li_ming52@163.com", "zwzx2016@163.com", "office@l-1.org", "13800001111@qq.com"])
def test_an_address_whose_characters_stand_among_their_like_is_not(said: str) -> None:
    assert not answered(Answer(said, said, 0.99, False, AT), read(said, 25)).needs_review


def test_prose_below_its_heading_is_followed_there_and_no_further_than_it_is_long() -> None:
    heading = Evidence("scan", 1, BBox(20, 20, 120, 26))
    lines = {1: [read("一、情况", 21), read("标准体系已建立，", 30), read("运行有效。", 36, 0.97)]}
    assert certainty("标准体系已建立，\n运行有效。", heading, lines) == 0.99
    twice = {1: [*lines[1], read("标" * 60, 42), read("运行有效果", 48, 0.2)]}
    assert certainty("运行有效果", heading, twice) == 0.5


def test_a_cell_that_goes_on_overleaf_is_followed_down_its_column() -> None:
    cell = Evidence("scan", 1, BBox(100, 250, 140, 280))
    beside = read("收集国家标准", 20, x=20, page=2)
    lines = {
        1: [read("市图书馆、", 260, x=101)],
        2: [beside, read("市人民", 20, x=101, page=2), read("政府", 26, 0.4, x=101, page=2)],
    }
    assert certainty("市图书馆、市人民政府", cell, lines) == 0.4


@pytest.mark.parametrize(("scores", "doubted"), [((0.99,) * 3, False), ((0.99, 0.6, 0.99), True)])
def test_half_a_prompt_to_sign_beside_an_opinion_is_not_what_its_sureness_is_measured_by(
    scores: tuple[float, ...], doubted: bool
) -> None:
    lines = (ReadText(1, BBox(25, 22, 37, 26), "同意。", scores, 4.0), read("負责人", 30, 0.5, 0.5, 0.5))
    opinion = Answer("同意。", "同意。\n負责人", 0.99, False, AT)
    blank = Answer(None, "", 0.99, False, AT)
    block = BlockRecord("lead_unit", blank, opinion, blank, SignatureMark(True), SealMark(True), AT)
    record = Record("annex1-application", "national", blocks=(block,))
    (found,) = weighed(record, Document("scan", (), read=lines)).blocks
    assert (found.opinion.raw, found.opinion.needs_review) == ("同意。\n負责人", doubted)


@pytest.mark.parametrize(
    ("stroke", "doubted"),
    [
        (BBox(120.4, 31, 122, 42), False),
        (BBox(119, 34, 123, 36), False),
        (BBox(124, 31, 126, 42), True),
        (BBox(120.4, 44, 122, 56), True),
    ],
)
@pytest.mark.parametrize("signed", [True, False])
def test_a_signature_that_goes_on_in_the_next_cell_hides_no_answer_there(
    stroke: BBox, doubted: bool, signed: bool
) -> None:
    name = {"present": signed, "needs_review": False}
    mark = Answer(name, "", 0.97, False, Evidence("scan", 1, BBox(60, 32, 120, 41)))
    role = Answer("成员", "成员", 0.99, False, Evidence("scan", 1, BBox(120, 20, 160, 60)))
    lines = (read("成员", 22, x=126), ReadText(1, stroke, "", (), 4.0))
    record = Record("annex6-recheck-report", "national", rows={"group": ({"signature": mark, "group_role": role},)})
    ((row,),) = weighed(record, Document("scan", (), read=lines)).rows.values()
    assert (row["group_role"].needs_review, row["signature"]) == (doubted or not signed, mark)
