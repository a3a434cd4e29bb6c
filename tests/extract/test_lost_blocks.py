"""A block of a scan whose cell was not found is never empty and unmarked where words or ink stand beside its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import ReadText
from extract.doubt.lost_blocks import doubted_lost_blocks, with_hidden_blocks
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Extra, Record, SealMark, SignatureMark
from forms.registry import forms
from forms.spec import Form

NAME = BBox(27, 142, 61, 194)
CELL = BBox(61, 142, 183, 194)


def line(text: str, x: float, y: float, page: int = 2) -> ReadText:
    return ReadText(page, BBox(x, y, x + 4 * max(len(text), 3), y + 5), text, (1.0,) * len(text), 4.0)


LABEL = (line("省级联席办公室", 29, 162), line("意见", 38, 168))
SAID = line("经研究，同意。", 62, 143)
INK = line("", 130, 171)
PROMPTS = (line("负责人（签字）：", 92, 175), line("年月日", 134, 185))


@pytest.fixture
def form() -> Form:
    return next(form for form in forms() if form.id == "annex2-evaluation-application")


def block(place: BBox, opinion: str = "", reader: str = "scan") -> BlockRecord:
    at = Evidence(reader, 2, place)
    said, nothing = Answer(opinion or None, opinion, 0.99, False, at), Answer(None, "", 0.99, False, at)
    return BlockRecord("province_office", nothing, said, nothing, SignatureMark(False), SealMark(False), at)


def judged(form: Form, one: BlockRecord, *read: ReadText) -> BlockRecord:
    (found,) = doubted_lost_blocks(Record(form.id, form.edition, blocks=(one,)), form, read).blocks
    return found


@pytest.mark.parametrize("beside", [SAID, INK])
def test_a_block_without_a_cell_is_marked_where_words_or_ink_stand_beside_its_name(
    form: Form, beside: ReadText
) -> None:
    found = judged(form, block(NAME), *LABEL, beside)
    for answer in (found.unit, found.opinion, found.date):
        assert (answer.value, answer.needs_review, answer.score, answer.doubts) == (
            None,
            True,
            0.5,
            ("reading-unsure",),
        )
    assert (found.signature.present, found.signature.needs_review) == (None, True)
    assert (found.seal.present, found.seal.needs_review) == (None, True)


def test_a_scrap_of_a_stroke_that_no_value_was_made_of_says_nothing(form: Form) -> None:
    lost = block(NAME)
    scrap = replace(lost, unit=Answer(None, "(E", 0.5, True, lost.evidence))
    found = judged(form, scrap, *LABEL, SAID)
    assert (found.signature.present, found.seal.present, found.opinion.needs_review) == (None, None, True)


def test_marks_that_were_seen_stand(form: Form) -> None:
    signed = replace(block(NAME), signature=SignatureMark(True), seal=SealMark(True))
    found = judged(form, signed, *LABEL, SAID)
    assert (found.signature, found.seal) == (SignatureMark(True), SealMark(True))


@pytest.mark.parametrize(
    ("one", "read"),
    [
        (block(CELL), (*LABEL, *PROMPTS)),
        (block(CELL), LABEL),
        (block(NAME), LABEL),
        (block(NAME), (*LABEL, replace(SAID, page=3), line("管理单位意见", 62, 200))),
        (block(CELL, "同意。"), (line("同意。", 62, 143), line("附注", 190, 150))),
        (block(NAME, reader="pdf"), (*LABEL, SAID)),
    ],
    ids=["blank, with prompts", "blank", "nothing beside", "elsewhere", "says something", "text layer"],
)
def test_a_block_that_stands_empty_or_says_something_is_left_alone(
    form: Form, one: BlockRecord, read: tuple[ReadText, ...]
) -> None:
    assert judged(form, one, *read) == one


@pytest.mark.parametrize(("top", "marked"), [(200.0, True), (180.0, False)])
def test_what_a_block_does_not_say_is_marked_where_something_of_it_stands_below_its_cell(
    form: Form, top: float, marked: bool
) -> None:
    unit = Answer("某市民政局", "某市民政局", 0.99, False, Evidence("scan", 2, BBox(70, top, 130, top + 4)))
    found = judged(form, replace(block(CELL, "同意。"), unit=unit), *LABEL, *PROMPTS)
    assert (found.date.needs_review, found.unit.needs_review, found.opinion.needs_review) == (marked, False, False)


# -- blocks whose name was not found --------------------------------------------------------------------------------


@pytest.fixture
def application() -> Form:
    return next(form for form in forms() if form.id == "annex1-application")


def named(form: Form) -> list[str]:
    """The ids of the blocks that ``form`` always prints."""
    return [one.id for one in form.blocks if one.required is True]


def test_a_block_that_a_form_always_prints_and_no_scan_showed_stands_in_its_place_open_and_marked(
    application: Form,
) -> None:
    first, _, *others = (replace(block(CELL, "同意。"), id=one) for one in named(application))
    read = (first, *others)
    found = with_hidden_blocks(Record(application.id, application.edition, blocks=read), application)
    assert [one.id for one in found] == named(application)
    hidden = found[1]
    held = (hidden.unit, hidden.opinion, hidden.date, hidden.signature, hidden.seal)
    assert all(one.needs_review for one in held)
    assert (hidden.seal.present, hidden.signature.present, hidden.unit.value) == (None, None, None)
    assert (found[0], *found[2:]) == read


@pytest.mark.parametrize("reader", ["pdf", "docx"])
def test_a_block_that_a_file_does_not_print_is_not_made_up(application: Form, reader: str) -> None:
    read = (replace(block(CELL, "同意。", reader), id=named(application)[0]),)
    assert with_hidden_blocks(Record(application.id, application.edition, blocks=read), application) == read


def test_where_a_scan_shows_no_block_at_all_every_one_is_open_and_marked(application: Form) -> None:
    name = Answer("养老服务试点", "养老服务试点", 0.99, False, Evidence("scan", 1, CELL))
    read = Record(application.id, application.edition, fields={"pilot_name": name})
    found = with_hidden_blocks(read, application)
    assert [one.id for one in found] == [one.id for one in application.blocks]
    assert all(one.seal.present is None and one.signature.needs_review for one in found)
    assert with_hidden_blocks(Record(application.id, application.edition), application) == ()


def test_a_block_that_the_forms_own_answers_ask_for_is_open_where_no_scan_showed_it(application: Form) -> None:
    at = Evidence("scan", 1, CELL)
    asked = {"participating_units": Answer(["宜昌市标准化研究院"], "宜昌市标准化研究院", 0.99, False, at)}
    first = (replace(block(CELL, "同意。"), id="lead_unit"),)
    for fields, expected in ((asked, True), ({"unit_name": asked["participating_units"]}, False)):
        given = Record(application.id, application.edition, fields=fields, blocks=first)
        found = with_hidden_blocks(given, application)
        assert ("participating_unit" in [one.id for one in found]) is expected


@pytest.mark.parametrize(
    ("below_mm", "page", "sure", "expected"),
    [(0.5, 2, True, False), (40.0, 2, True, True), (0.5, 3, True, True), (0.5, 2, False, True)],
    ids=["no room", "room", "overleaf", "the block above in doubt"],
)
def test_a_block_that_answers_ask_for_is_not_made_up_where_there_is_no_room_for_it(
    application: Form, below_mm: float, page: int, sure: bool, expected: bool
) -> None:
    units = Answer(["宜昌市标准化研究院"], "宜昌市标准化研究院", 0.99, False, Evidence("scan", 1, CELL))
    top = CELL.y1 + below_mm
    above = replace(block(CELL, "同意。"), id="lead_unit")
    below = replace(block(BBox(CELL.x0, top, CELL.x1, top + 40), "同意保证。"), id="guarantor_unit")
    above = replace(above, date=replace(above.date, needs_review=not sure))
    assert below.evidence is not None
    below = replace(below, evidence=replace(below.evidence, page=page))
    given = Record(application.id, application.edition, fields={"participating_units": units}, blocks=(above, below))
    ids = [one.id for one in with_hidden_blocks(given, application)]
    assert ("participating_unit" in ids) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("行业主管部门（推荐单位）意见", True),
        ("行业主管部门及推荐单位签字", True),
        ("推荐单位", False),
        ("行业主管部门意见如下", False),
    ],
)
def test_a_block_that_may_be_left_out_is_open_where_its_name_was_read(form: Form, name: str, expected: bool) -> None:
    blocks = (replace(block(CELL, "同意。"), id="unit"), replace(block(CELL, "同意。"), id="province_office"))
    given = Record(form.id, form.edition, blocks=blocks)
    found = with_hidden_blocks(given, form, (line(name, 30, 200, page=3),))
    assert [one.id for one in found] == ["unit", *["recommender"] * expected, "province_office"]
    if expected:
        assert found[1].evidence is not None
        assert (found[1].evidence.page, found[1].unit.needs_review) == (3, True)


@pytest.mark.parametrize(("beside", "expected"), [(200, True), (210, False)])
def test_a_block_is_named_by_a_line_beside_which_it_asks_to_be_signed(
    form: Form, beside: float, expected: bool
) -> None:
    blocks = (replace(block(CELL, "同意。"), id="unit"), replace(block(CELL, "同意。"), id="province_office"))
    read = (line("推荐单位", 30, 200, page=3), line("签字盖章）", 130, beside, page=3))
    found = with_hidden_blocks(Record(form.id, form.edition, blocks=blocks), form, read)
    assert ("recommender" in [one.id for one in found]) is expected


@pytest.mark.parametrize(("label", "expected"), [("加單位意見", True), ("單位意見", False), ("加單位", False)])
def test_a_block_the_beginning_of_whose_name_lies_under_a_seal_is_open(
    application: Form, label: str, expected: bool
) -> None:
    left = Extra(label, "同意参加\n2018年3月15日", Evidence("scan", 2, CELL))
    blocks = tuple(replace(block(CELL, "同意。"), id=one) for one in named(application))
    found = with_hidden_blocks(Record(application.id, application.edition, blocks=blocks, extra=(left,)), application)
    assert ("participating_unit" in [one.id for one in found]) is expected


@pytest.mark.parametrize(("sure", "marked"), [(True, False), (False, True)])
def test_a_block_in_doubt_above_one_that_was_not_found_may_hold_what_belongs_there(
    application: Form, sure: bool, marked: bool
) -> None:
    first = replace(block(CELL, "同意。"), id=named(application)[0])
    first = replace(first, date=replace(first.date, needs_review=not sure), signature=SignatureMark(True))
    (found, *_) = with_hidden_blocks(Record(application.id, application.edition, blocks=(first,)), application)
    assert (found.unit.needs_review, found.opinion.needs_review) == (marked, marked)
    assert (found.signature.needs_review, found.seal.needs_review) == (marked, False)


@pytest.mark.parametrize(("top", "marked"), [(200.0, True), (180.0, False)])
def test_a_block_whose_unit_stands_below_it_may_hold_what_belongs_to_one_that_was_not_found(
    application: Form, top: float, marked: bool
) -> None:
    first = replace(block(CELL, "同意。"), id=named(application)[0])
    unit = Answer("某市民政局", "某市民政局", 0.99, False, Evidence("scan", 2, BBox(70, top, 130, top + 4)))
    given = Record(application.id, application.edition, blocks=(replace(first, unit=unit),))
    (found, *_) = with_hidden_blocks(given, application)
    assert (found.unit.needs_review, found.opinion.needs_review) == (marked, marked)


@pytest.mark.parametrize(("height", "marked"), [(83.0, True), (60.0, False)])
def test_a_block_as_high_as_two_above_one_that_was_not_found_may_hold_what_belongs_there(
    application: Form, height: float, marked: bool
) -> None:
    one, other, *_ = named(application)
    above = replace(block(BBox(27, 20, 183, 66), "同意。"), id=one)
    high = replace(block(BBox(27, 66, 183, 66 + height), "同意。"), id=other)
    record = Record(application.id, application.edition, blocks=(above, high))
    found = with_hidden_blocks(record, application)
    assert found[2].unit.needs_review
    assert [block.date.needs_review for block in found[:2]] == [False, marked]


@pytest.mark.parametrize("seen", [False, True])
def test_where_a_scan_shows_no_block_of_a_role_each_unit_named_for_it_has_one(application: Form, seen: bool) -> None:
    named_units = Answer(["宜昌市标准化研究院", "宜昌市图书馆"], "", 0.99, False, Evidence("scan", 1, CELL))
    blocks = (replace(block(CELL, "同意。"), id="lead_unit"),) * seen
    given = Record(application.id, application.edition, fields={"participating_units": named_units}, blocks=blocks)
    ids = [one.id for one in with_hidden_blocks(given, application)]
    assert ids.count("participating_unit") == 2
    assert ids.index("participating_unit") > ids.index("lead_unit")


@pytest.mark.parametrize(
    ("said", "y", "listed"),
    [
        ("同意推荐。\n负责人（签字）：\n2022年6月6日", 200, True),
        ("负责人（签字）：", 200, False),
        ("同意推荐。\n2022年6月6日", 200, False),
        ("同意推荐。\n负责人（签字）：", 260, False),
    ],
    ids=["signed", "a prompt alone", "unsigned", "below the last block"],
)
def test_words_that_are_signed_between_two_blocks_are_an_open_block_whose_name_was_misread(
    form: Form, said: str, y: float, listed: bool
) -> None:
    above, below = (replace(block(BBox(61, top, 183, top + 40)), id=name) for name, top in (("unit", 150), ("x", 245)))
    extra = Extra('推薦部"', said, Evidence("scan", 2, BBox(61, y, 183, y + 40)))
    blocks = (above, replace(below, id="province_office"))
    found = with_hidden_blocks(Record(form.id, form.edition, blocks=blocks, extra=(extra,)), form)
    opened = [one for one in found if one.id == "recommender"]
    assert [(one.unit.value, one.unit.needs_review, one.seal.present) for one in opened] == [
        (None, True, None)
    ] * listed
