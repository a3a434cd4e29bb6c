"""A value is in doubt where its lines leave room for one that nobody read."""

from __future__ import annotations

import pytest

from extract.document import Document, ReadText
from extract.doubt.skipped_lines import doubted_where_lines_lack
from forms.evidence import BBox, Evidence
from forms.record import Answer, Record

CELL = BBox(130, 90, 156, 125)
LINES = ("黄石市下陆", "区城市管理", "委员会、黄", "石市质量技", "术监督局")
PITCH = 4.5
TEXT = tuple("负责本辖区城市管理事项的受理与办理承担组织协调")


def line(text: str, y: float, x: float = 132) -> ReadText:
    return ReadText(2, BBox(x, y, x + 4 * len(text), y + 4.4), text, (1.0,) * len(text), 4.0)


def prose() -> list[ReadText]:
    """A text elsewhere on the page, set as close."""
    return [line("".join(TEXT[n : n + 15]), 30 + PITCH * n, 30) for n in range(5)]


def needs_look(*numbers: int, among: tuple[ReadText, ...] = (), pitch: float = PITCH) -> bool:
    """Whether the value of those of ``LINES`` is marked that were read."""
    read = [line(LINES[n], 92 + pitch * n) for n in numbers]
    raw = "\n".join(one.text for one in read)
    answer = Answer(raw, raw, 0.99, False, Evidence("scan", 2, CELL))
    record = Record("annex1-application", "national", fields={"unit_name": answer})
    document = Document("scan", (), read=(*read, *among))
    return doubted_where_lines_lack(record, document).fields["unit_name"].needs_review


@pytest.mark.parametrize("read", [(0, 2, 3, 4), (0, 1, 3, 4), (0, 3), (0, 1, 4)])
def test_a_value_whose_lines_stand_further_apart_in_one_place_is_marked(read: tuple[int, ...]) -> None:
    assert needs_look(*read, among=tuple(prose()))


@pytest.mark.parametrize("read", [(0, 1, 2, 3, 4), (1, 2), (0,), (3, 4)])
def test_a_value_of_lines_set_evenly_is_not(read: tuple[int, ...]) -> None:
    assert not needs_look(*read, among=tuple(prose()))


def test_two_lines_set_as_wide_as_all_lines_of_the_page_leave_none_out() -> None:
    wide = tuple(line("".join(TEXT[n : n + 15]), 30 + 8 * n, 30) for n in range(5))
    assert not needs_look(0, 1, among=wide, pitch=8)
    assert needs_look(0, 1, among=tuple(prose()), pitch=8)


def test_words_beside_each_other_and_lines_of_other_values_say_nothing() -> None:
    below = line("黄石市", 92 + 3 * PITCH)
    assert not needs_look(0, 1, among=(*prose(), below))
    assert not needs_look(0, 1, among=(*prose(), line("委员会", 92, 152)))


@pytest.mark.parametrize(("apart", "marked"), [(1.7, False), (2.1, True)])
def test_a_paragraphs_end_has_some_room_below_it_and_less_than_a_line(apart: float, marked: bool) -> None:
    said = ("承担组织协调受理与办理", "的事项。", "负责本辖区城市管理事项。")
    read = [line(said[0], 92), line(said[1], 92 + PITCH), line(said[2], 92 + PITCH * (1 + apart))]
    raw = "\n".join(said)
    answer = Answer(raw, raw, 0.99, False, Evidence("scan", 2, BBox(130, 90, 180, 125)))
    record = Record("annex3-evaluation-report", "national", fields={"problems": answer})
    document = Document("scan", (), read=(*read, *prose()))
    assert doubted_where_lines_lack(record, document).fields["problems"].needs_review is marked
