"""Names held against readings of a rim, character by character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extract.seals.fitting import fit_of
from extract.seals.given import given_of
from extract.seals.inks import inks_of
from extract.seals.look import Words
from extract.seals.rim import Rim
from extract.seals.traced import UNSEEN, traced
from extract.seals.whose import judged

UNIT = "宜昌市西陵区人民政府"


def rim(text: str, pitch: int = 3, score: float = 0.99, **doubts: float) -> Rim:
    """A rim read as ``text``, a character every ``pitch`` steps; ``doubts`` tell what else the first ``？`` may be."""
    steps: list[dict[str, float]] = [{"": -0.01}]
    for character in text:
        steps.append({"样": -0.2, "": -6.0, **doubts} if character == "？" else {character: -0.01, "": -6.0})
        steps += [{"": -0.01}] * (pitch - 1)
    return Rim(text.replace("？", "样"), tuple(score for _ in text), tuple(steps))


def stands(name: str, *texts: str) -> bool:
    fit = fit_of([rim(text) for text in texts], name)
    return fit is not None and fit.stands


def test_a_name_is_traced_with_each_characters_loss_and_place() -> None:
    trace = traced(rim("宜昌市？陵区", 西=-1.0).steps, "宜昌市西陵区")
    assert [round(loss, 2) for loss in trace.losses] == [0, 0, 0, 0.8, 0, 0]
    assert np.diff(trace.places) == pytest.approx([3] * 5)
    assert (trace.before, trace.within, trace.behind) == (0, 0, 0)


def test_a_misread_character_costs_its_neighbours_nothing() -> None:
    trace = traced(rim("宜昌市西陆区").steps, "宜昌市西陵区")
    assert [loss > 1 for loss in trace.losses] == [False] * 4 + [True, False]
    assert trace.losses[4] == pytest.approx(UNSEEN, abs=0.1)
    assert trace.rivals[4] == pytest.approx(0.99, abs=0.01)


def test_a_name_is_traced_in_either_script() -> None:
    assert traced(rim("宜昌市西陵區").steps, "宜昌市西陵区").seen(0.1) == 6


def test_a_character_less_likely_in_every_reading_than_one_that_is_surely_read_is_not_the_names() -> None:
    below = rim("黄石市政？审批中心", 样=-9.0, 各=-0.3, 务=-1.35)
    for name, expected in (("黄石市政务审批中心", False), ("黄石市政各审批中心", True)):
        fit = fit_of([below], name)
        assert fit is not None
        assert fit.stands is expected


def test_characters_beside_the_name_are_counted_where_they_stand() -> None:
    trace = traced(rim("湖北宜昌市老西陵区办公室").steps, "宜昌市西陵区")
    assert (trace.before, trace.within, trace.behind) == (2, 1, 3)


def test_a_lost_end_is_not_looked_for_on_the_characters_that_are_left() -> None:
    trace = traced(rim("西陵区人民政府").steps, UNIT)
    assert trace.seen(0.1) == 7
    assert all(loss > 6 for loss in trace.losses[:3])


def test_nothing_is_seen_of_a_name_where_nothing_was_read() -> None:
    assert traced((), "宜昌市").losses == (UNSEEN,) * 3 or traced((), "宜昌市").seen(1.2) == 0
    assert fit_of([], UNIT) is None
    assert fit_of([rim("湖北省民政厅")], UNIT) is None


def test_readings_vouch_together_for_a_name_that_none_has_whole() -> None:
    one, other = "宜昌市西陆区人民政府", "宣昌市西陵区人民政府"
    assert not stands(UNIT, one)
    assert not stands(UNIT, other)
    assert stands(UNIT, one, other)


def test_readings_that_lay_a_name_out_differently_do_not_vouch_for_it_together() -> None:
    name = "宜昌市西陵区政务中心"
    sound, crowded = rim(name), hidden(name + "中心", 8, 9)
    assert fit_of([crowded], name + "中心") is not None
    assert not stands(name + "中心", name)
    fit = fit_of([sound, crowded], name + "中心")
    assert fit is None or not fit.stands


def test_one_character_may_be_merely_likely() -> None:
    fit = fit_of([rim("宜昌市城？管理中心", 样=-0.7, 市=-4.0)], "宜昌市城市管理中心")
    assert fit is not None
    assert fit.stands
    assert not stands("宜昌市城市管理中心", "宜昌市城？管理中心")


def test_one_in_whose_place_a_reading_shows_another_is_not() -> None:
    unsure, sure = rim("宜昌市城？管理中心", 样=-0.7, 市=-4.0), rim("宜昌市城？管理中心", 样=-0.2, 市=-4.0)
    fit = fit_of([unsure, sure], "宜昌市城市管理中心")
    assert fit is not None
    assert not fit.stands


@pytest.mark.parametrize(
    "text",
    [
        "宜昌市西陵区人民政府办公室",
        "宜昌市人民政府",
        "宜昌市夷陵区人民政府",
        "宜昌市西陵县人民政府",
        "襄阳市西陵区人民政府",
        "宜昌市西陵新区人民政府",
        "宜昌市西陵人民政府",
    ],
    ids=["department", "superior", "another district", "another rank", "another city", "one more", "one less"],
)
def test_a_rim_of_another_name_is_never_the_units(text: str) -> None:
    assert not stands(UNIT, text, text)


def test_a_shorter_name_does_not_stand_in_a_longer_ones_place() -> None:
    assert not stands("宜昌市人民政府", UNIT)
    assert not stands("宜昌市西陵区", UNIT)
    assert not stands(UNIT + "办公室", UNIT)


def test_characters_for_which_there_is_no_room_surely_lack() -> None:
    fit = fit_of([rim("宜昌市人民政府")], UNIT)
    assert fit is not None
    assert fit.lacking >= 3


def test_characters_that_are_covered_leave_their_room_and_are_no_difference() -> None:
    hidden = rim(UNIT)
    steps = list(hidden.steps)
    for place in range(10, 19):
        steps[place] = {"": -0.01}
    fit = fit_of([Rim("宜昌市人民政府", (0.99,) * 7, tuple(steps))], UNIT)
    assert fit is not None
    assert (fit.stands, fit.differences) == (False, 0)


def hidden(name: str, *places: int) -> Rim:
    """``name`` read with nothing in the rooms of the characters at ``places``."""
    steps = list(rim(name).steps)
    for place in places:
        steps[1 + 3 * place : 4 + 3 * place] = [{"": -0.01}] * 3
    left = "".join(character for place, character in enumerate(name) if place not in places)
    return Rim(left, (0.99,) * len(left), tuple(steps))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((7,), True),
        ((9,), False),
        ((7, 8), False),
        ((4,), True),
        ((0,), True),
        ((0, 1), True),
        ((0, 4), False),
        ((0, 1, 4), False),
    ],
    ids=[
        "given",
        "last",
        "two of three given",
        "of the place",
        "first",
        "two of the place",
        "南昌市西湖区",
        "three of the place",
    ],
)
def test_a_character_that_tells_a_name_from_others_may_not_lie_under_a_signature(
    places: tuple[int, ...], expected: bool
) -> None:
    fit = fit_of([hidden(UNIT, *places)], UNIT)
    assert fit is not None
    assert fit.stands is expected


# -- given -----------------------------------------------------------------------

OFFICE = "湖北省社会管理和公共服务标准化联席会议办公室"


def given(name: str, *unread: int) -> str:
    """The characters of ``name`` that the others give where those at ``unread`` cannot be read."""
    flags = given_of(name, [at not in unread for at in range(len(name))])
    return "".join(character for character, is_given in zip(name, flags, strict=True) if is_given)


def test_characters_within_the_words_of_every_such_organ_are_given_but_for_the_last() -> None:
    assert given("宜昌市质量技术监督局", 0, 1, 2) == "质量技术监督"
    assert given("宜昌市質量技術監督局", 0, 1, 2) == "質量技術監督"
    assert given("甲乙丙民政局") == ""


@pytest.mark.parametrize(
    ("name", "unread", "expected"),
    [
        ("襄阳市民政局", (1,), True),
        ("襄陽市民政局", (1,), True),
        ("襄阳市民政局", (0,), False),
        ("襄阳市樊城区民政局", (0,), True),
        ("湖北省民政厅", (2,), True),
        ("湖北省民政厅", (0,), False),
        ("湖北省民政厅", (1,), False),
        ("平湖市民政局", (1,), False),
        ("宜昌市夷陵区民政局", (3,), False),
        ("烟台市芝罘区民政局", (3, 4), False),
        ("恩施州民政局", (1,), True),
        ("甲乙市民政局", (1,), False),
    ],
    ids=[
        "one city of it",
        "traditional",
        "cities alike",
        "by its district",
        "rank",
        "河北",
        "湖南",
        "平度",
        "西陵",
        "its districts",
        "short name",
        "no such place",
    ],
)  # fmt: skip
def test_a_character_of_a_place_is_given_where_no_other_place_differs_just_there(
    name: str, unread: tuple[int, ...], expected: bool
) -> None:
    assert all(name[at] in given(name, *unread) for at in unread) is expected


@pytest.mark.parametrize(
    ("doubts", "expected"),
    [
        ({"官": -0.75, "宜": -4.0}, True),
        ({"官": -0.75, "宜": -4.0, "南": -5.0}, False),
        ({"官": -0.25, "宜": -4.0}, False),
    ],
    ids=["no place but its own", "南昌市", "another character"],
)
def test_a_character_of_a_place_may_be_merely_likely_where_no_other_place_is(
    doubts: dict[str, float], expected: bool
) -> None:
    fit = fit_of([rim("？昌市标准化研究院", 样=-9.0, **doubts)], "宜昌市标准化研究院")
    assert fit is not None
    assert fit.stands is expected


def test_a_place_shown_by_one_reading_is_not_while_another_reading_thinks_of_the_next_places_character() -> None:
    sure = rim("？南省质量技术监督局", 样=-9.0, 海=-0.1)
    fit = fit_of([sure, rim("？南省质量技术监督局", 超=-0.3, 样=-9.0, 海=-2.5, 河=-2.6)], "海南省质量技术监督局")
    assert fit is not None
    assert not fit.stands
    assert stands("海南省质量技术监督局", "海南省质量技术监督局", "超南省质量技术监督局")


def test_a_place_of_which_two_of_three_characters_are_hidden_may_be_any() -> None:
    fit = fit_of([hidden("河南省质量技术监督局", 0, 1)], "河南省质量技术监督局")
    assert fit is not None
    assert not fit.stands


def test_another_character_clearly_read_is_not_filled_in_by_what_places_there_are() -> None:
    assert not stands("襄阳市樊城区图书馆", "襄月市樊城区图书馆")
    assert not stands("黄石市下陆区图书馆", "美石市下陆区图书馆")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((4, 8), True),
        ((3, 4, 6, 13, 17), True),
        ((3, 4, 5, 6, 13, 17), False),
        ((0, 1), False),
        ((0,), False),
        ((21,), False),
    ],
    ids=["two", "five of twenty-two", "six", "its place", "its place's first", "the last"],
)
def test_characters_that_the_others_give_may_lie_under_a_signature(places: tuple[int, ...], expected: bool) -> None:
    fit = fit_of([hidden(OFFICE, *places)], OFFICE)
    assert fit is not None
    assert fit.stands is expected


@pytest.mark.parametrize(
    ("stamped", "own"),
    [
        ("宜昌市质量技术监督所", "宜昌市质量技术监督局"),
        ("宣昌市质量技术监督局", "宜昌市质量技术监督局"),
        ("南昌市质量技术监督局", "宜昌市质量技术监督局"),
        ("湖南省质量技术监督局", "湖北省质量技术监督局"),
        ("平潮市人民政府", "平湖市人民政府"),
        ("平湖市人民法院", "平湖市人民政府"),
        ("平湖县人民政府", "平湖市人民政府"),
        ("襄阳市襄城区政务服务中心", "襄阳市樊城区政务服务中心"),
        ("襄阳市樊城区便民服务中心", "襄阳市樊城区政务服务中心"),
        ("湖北省社会管理和公共服务标准化工作领导小组", OFFICE),
    ],
)
def test_a_rim_that_differs_where_the_others_do_not_give_it_is_never_the_units(stamped: str, own: str) -> None:
    assert not stands(own, stamped, stamped)


def test_another_character_surely_in_a_given_ones_place_is_a_difference() -> None:
    assert not stands("宜昌市质量技术监督局", "宜昌市质量检术监督局")


# -- whose -----------------------------------------------------------------------


def said(texts: Sequence[str], own: str = UNIT, others: Sequence[str] = (), *, red: bool = True) -> bool | None:
    return judged(Words(tuple(rim(text) for text in texts), None, red), [own], others).matches


def test_a_seal_read_with_a_slip_in_each_reading_is_the_units_and_named_so() -> None:
    words = Words((rim("宜昌市西陆区人民政府"), rim("宣昌市西陵区人民政府")))
    verdict = judged(words, [UNIT], ["湖北省质量技术监督局"])
    assert (verdict.matches, verdict.text) == (True, UNIT)


def test_a_former_name_read_with_slips_is_the_organs_own() -> None:
    slips = ("宜昌市质量技木监督局", "宜昌帀质量技术监督局")
    assert said(slips, "宜昌市市场监督管理局") is True


def test_one_character_surely_another_leaves_it_to_a_person() -> None:
    assert said(["宜昌市西陵县人民政府"]) is None


def test_a_rim_with_a_part_covered_and_a_slip_is_not_told_as_anothers() -> None:
    read = hidden("赣州市于属县城市管理委员会", 8)
    assert read.text == "赣州市于属县城市理委员会"
    assert judged(Words((read, read)), ["赣州市于都县城市管理委员会"], []).matches is None


def test_on_a_copy_one_clear_reading_is_too_little_to_say_another() -> None:
    department = UNIT + "办公室"
    assert said([department], red=False) is None
    assert said([department, department], red=False) is False
    assert said([department]) is False


def test_characters_of_a_seal_that_lies_over_it_before_the_units_name_make_it_not_anothers() -> None:
    assert said(["罗曹宜昌市西陵区人民政府", "罗曹宜昌市西陵区人政府"]) is None
    assert said(["罗曹宜昌市西陵区民政局"]) is False
    assert said(["罗曹昌宜昌市西陵区人民政府"]) is False, "more than a slip"


def test_another_units_seal_is_not_told_where_the_units_own_name_goes_on_behind_a_lost_end() -> None:
    assert said([UNIT], UNIT + "办公室", [UNIT]) is None


def test_a_former_name_with_a_character_in_doubt_is_not_told_as_anothers() -> None:
    read = [rim("？昌市市场监督管理局", 样=-9.0, 官=-0.1, 宜=-3.3), rim("样昌市市场监督管理局")]
    assert judged(Words(tuple(read)), ["宜昌市质量技术监督局"], []).matches is None
    assert said(["官昌市市场监督管理局"], "宜昌市民政局") is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("质量技术监督情样襄阳市", None),
        ("质量技术监督局襄阳市樊城区", False),
        ("襄阳市质量技术监督局办公室", False),
        ("湖北省质量技术监督局", False),
    ],
    ids=["its own, opened in its middle", "a district's", "a department's", "another's"],
)
def test_a_rim_that_was_opened_in_the_middle_of_the_units_name_is_not_told_as_anothers(
    text: str, expected: bool | None
) -> None:
    assert said([text], "襄阳市质量技术监督局") is expected


def test_a_rim_that_was_opened_in_the_middle_and_read_in_part_is_not_told_as_anothers() -> None:
    assert said(["区不动产登记中心宁波"], "宁波市鄞州区不动产登记中心") is None
    assert said(["区不动产登记中心宁波"], "宁波市鄞州区市场监督管理局") is False


# -- ink -------------------------------------------------------------------------


def stamped() -> np.ndarray:
    """A picture with a red stroke, pressed half as hard on its right, and a black one across it."""
    pixels = np.full((400, 400, 3), 250, np.uint8)
    pixels[188:213, 40:280] = (60, 60, 220)
    pixels[188:213, 280:380] = (160, 160, 235)
    pixels[100:300, 80:86] = 10
    return pixels


def test_the_fine_ink_holds_the_stamp_and_not_the_print_over_it() -> None:
    inks = inks_of(stamped())
    assert inks.fine is not None
    assert inks.fine[200, 140] > 0.9
    assert inks.fine[150, 83] < 0.1
    assert inks.fine[200, 83] < 0.5


def test_the_even_ink_makes_a_weak_side_as_dark_as_the_strong_one() -> None:
    inks = inks_of(stamped())
    assert inks.soft[200, 340] < 0.6 < inks.even[200, 340]


def test_what_a_pen_hides_of_a_stroke_is_filled_in_from_both_sides_of_it() -> None:
    inks = inks_of(stamped())
    assert inks.fine is not None
    assert inks.fine[200, 78:88].min() < 0.3
    mended = inks.mended(inks.fine)
    assert mended[200, 78:88].min() > 0.8
    assert mended[150, 70:100].max() < 0.1, "beside the stroke nothing is made up"
    assert np.abs(mended - inks.fine)[:, 120:].max() < 0.01


def test_the_smooth_ink_closes_the_specks_of_a_dry_stamp() -> None:
    pixels = stamped()
    pixels[190:210:3, 100:260:3] = 250
    inks = inks_of(pixels)
    assert inks.fine is not None
    assert inks.smooth is not None
    stroke = slice(195, 206), slice(110, 250)
    assert inks.fine[stroke].min() < 0.5 < inks.smooth[stroke].min()
    assert inks.smooth[170, 140] == 0


def test_the_sharp_ink_parts_strokes_that_have_run_together() -> None:
    pixels = stamped()
    pixels[198:202, 100:260] = (150, 150, 235)
    inks = inks_of(pixels)
    assert inks.fine is not None
    assert inks.sharp is not None
    assert inks.sharp[200, 180] < inks.fine[200, 180] - 0.1
    assert inks.sharp[192, 180] > 0.9


def test_a_copy_without_colours_has_no_fine_ink() -> None:
    inks = inks_of(np.repeat(stamped().min(axis=2)[:, :, None], 3, axis=2), red=False)
    assert (inks.fine, inks.fine_even, inks.smooth, inks.sharp) == (None, None, None, None)
    assert inks.mended(inks.strong) is inks.strong
    assert inks.strong[200, 140] > 0.5
