"""Seals that the paper's edge cuts: known where their names lie on it wholly, likely where they begin so, never another's."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extract.seals.cut import Cut, cut_of, star_axis
from extract.seals.look import Words, words_of
from extract.seals.rim import Rim
from extract.seals.ring import ANGLES
from extract.seals.seal import Ellipse
from extract.seals.strip import Arc
from extract.seals.whose import judged

UNIT = "黄石市质量技术监督局"
PITCH, UP = 24.0, 270.0


def cut(axis: float | None = UP, hidden: tuple[float, float] = (320, 400)) -> Cut:
    degrees = [place * 360 / ANGLES for place in range(ANGLES)]
    return Cut(tuple(not any(hidden[0] < one + turn < hidden[1] for turn in (0, 360)) for one in degrees), axis)


def rim(read: str, size: int = len(UNIT), axis: float = UP) -> Rim:
    """``read`` as the beginning of a name of ``size`` characters set evenly around ``axis``."""
    begin = axis - PITCH * size / 2
    arc = Arc(begin % 360, PITCH * len(read))
    places = tuple((number + 0.5) / len(read) for number in range(len(read)))
    return Rim(read, tuple(0.99 for _ in read), tuple({one: -0.01, "": -6.0} for one in read), places, arc)


def words(read: str, size: int = len(UNIT), axis: float | None = UP, line: str | None = None) -> Words:
    center = None if line is None else Rim(line, tuple(0.99 for _ in line), tuple({one: -0.01} for one in line))
    return Words((rim(read, size),), center, cut=cut(axis))


def test_a_name_wholly_on_the_paper_is_known_on_a_seal_that_its_edge_cuts() -> None:
    for axis in (UP, None):
        whole = replace(words(UNIT), cut=cut(axis, hidden=(45, 110)))
        assert judged(whole, [UNIT], ["湖北省质量技术监督局"]).matches is True


def test_a_name_of_which_a_character_lies_off_the_paper_is_for_a_person_to_confirm() -> None:
    for name, seen in (("黄石市财政局", 5), ("黄石市市场监督管理局", 9), (UNIT, 7), (UNIT, 10)):
        verdict = judged(words(name[:seen], len(name)), [name], ["湖北省质量技术监督局"])
        hidden = replace(words(name[:seen], len(name)), cut=cut(hidden=(270 + PITCH * (seen - 1 - len(name) / 2), 400)))
        assert judged(hidden, [name], []).matches is None, name
        assert verdict.matches is None


def test_a_department_is_not_denied_behind_a_name_where_no_star_stands_and_the_rim_goes_off_the_paper() -> None:
    office = "黄石市人民政府"
    for before, behind in ((0, 3), (3, 0)):
        begin = UP - PITCH * (len(office) + 3) / 2 + PITCH * before
        end = begin + PITCH * len(office)
        read = replace(rim(office), arc=Arc(begin % 360, PITCH * len(office)))
        gone = (end, 400.0) if behind else (110.0, begin)
        verdict = judged(Words((read,), cut=cut(None, hidden=gone)), [office], [])
        assert (verdict.matches, verdict.likely) == (None, True)


def test_a_departments_seal_of_which_only_the_units_name_is_seen_is_not_the_units() -> None:
    for read in ("黄石市质量技术", UNIT):
        assert judged(words(read, len(UNIT) + 3), [UNIT], []).matches is not True


@pytest.mark.parametrize(
    ("name", "seen"), [("黄石市城市管理委员会", 7), ("黄石市标准化研究院", 6), ("黄石市公共交通有限公司", 7)]
)
def test_a_name_that_may_end_otherwise_is_the_likely_one_for_a_person_to_confirm(name: str, seen: int) -> None:
    verdict = judged(words(name[:seen], len(name)), [name], [])
    assert (verdict.matches, verdict.likely) == (None, True)


def test_a_cut_seal_without_a_star_tells_not_how_long_its_name_is() -> None:
    verdict = judged(words("黄石市质量技术", axis=None), [UNIT], [])
    assert (verdict.matches, verdict.likely) == (None, False)


def test_a_cut_name_that_another_of_the_forms_names_begins_like_is_left_open() -> None:
    verdict = judged(words("黄石市质量技术"), [UNIT], ["黄石市质量技术检验所"])
    assert (verdict.matches, verdict.likely) == (None, False)


def test_a_cut_seal_with_words_in_the_middle_that_say_what_it_is_for_is_not_the_units() -> None:
    assert judged(words("黄石市质量技术", line="财务专用章"), [UNIT], []).matches is False


@pytest.mark.parametrize("read", ["黄石市质贯技术", "荆州市质量技术"])
def test_a_cut_name_of_which_a_character_is_another_is_not_known(read: str) -> None:
    assert judged(words(read), [UNIT], []).matches is not True


@pytest.mark.parametrize("read", ["黄石市质量技", "监督局黄石市", "术监督局"])
def test_a_cut_seal_of_which_one_end_or_both_are_left_is_not_called_anothers(read: str) -> None:
    assert judged(words(read, 3), [UNIT], []).matches is None


def star(turn: float, side: int = 240) -> np.ndarray:
    plane = np.zeros((side, side), np.float32)
    corners = [(np.radians(270 + turn + 36 * n), (0.31, 0.12)[n % 2] * side / 2) for n in range(10)]
    points = [(side / 2 + reach * np.cos(angle), side / 2 + reach * np.sin(angle)) for angle, reach in corners]
    cv2.fillPoly(plane, [np.round(np.array(points)).astype(np.int32)], (1.0,))
    return plane


@pytest.mark.parametrize("turn", [-25.0, 0.0, 13.0])
def test_a_stars_arm_tells_which_way_is_up_on_half_a_seal_too(turn: float) -> None:
    whole, at = star(turn), Ellipse(120, 120, 119, 119)
    assert star_axis(whole, at) == pytest.approx(270 + turn, abs=2)
    left = cut_of(np.ascontiguousarray(whole[:, :150]), at)
    assert left is not None
    assert left.axis == pytest.approx(270 + turn, abs=3)
    assert (left.shows(350, 370), left.shows(170, 190)) == (False, True)
    assert cut_of(np.zeros((240, 240), np.float32), Ellipse(120, 120, 110, 110)) is None


class _Mute:
    """A recogniser that reads nothing."""

    characters = ("", "章")

    def chances(self, crop: np.ndarray) -> np.ndarray:
        return np.tile(np.array([[1.0, 0.0]]), (max(1, crop.shape[1] // 8), 1))

    def decoded(self, chances: np.ndarray):  # type: ignore[no-untyped-def]
        from extract.ocr.engine import ReadLine

        return ReadLine(())


def test_nobody_knows_what_a_seal_is_for_whose_lower_half_lies_off_the_paper() -> None:
    page = np.full((260, 480, 3), 255, np.uint8)
    cv2.circle(page, (240, 240), 200, (40, 30, 200), 10)
    for x in range(-100, 101, 40):
        cv2.circle(page, (240 + x, 100 + x * x // 250), 14, (40, 30, 200), -1)
    seen = words_of(page, Ellipse(240, 240, 205, 205), _Mute())  # type: ignore[arg-type]
    assert None not in (seen.cut, seen.center)
