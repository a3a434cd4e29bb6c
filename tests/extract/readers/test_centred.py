"""A label that stands halfway down the lines of its answer is read before the answer's first line."""

from __future__ import annotations

from extract.layout.chars import Char
from extract.layout.lines import lines_of

EM = 5.0


def words(text: str, x: float, middle: float) -> list[Char]:
    """The characters of one line from ``x`` on, in millimetres."""
    boxes = ((x + n * EM, char) for n, char in enumerate(text))
    return [Char(x0, middle - EM / 2, x0 + EM, middle + EM / 2, char) for x0, char in boxes]


def read(*placed: tuple[str, float, float]) -> list[str]:
    chars = [char for one in placed for char in words(*one)]
    return [" ".join(line.text.split()) for line in lines_of(chars, labelled=True)]


FIRST, SECOND = "贵州省社会管理和公共服务标准化", "联席会议办公室"


def test_an_answer_of_two_lines_begins_in_the_line_of_its_label() -> None:
    assert read((FIRST, 90, 100), ("组织单位", 40, 104), (SECOND, 90, 108)) == [f"组织单位 {FIRST}", SECOND]


def test_lines_set_in_the_middle_of_their_column_make_one_answer_too() -> None:
    middle = 90 + (len(FIRST) - len(SECOND)) / 2 * EM
    assert read((FIRST, 90, 100), ("组织单位", 40, 104), (SECOND, middle, 108)) == [f"组织单位 {FIRST}", SECOND]


def test_each_of_two_answers_beside_one_another_goes_with_its_own_label() -> None:
    found = read(
        ("遵义市解放", 60, 100), ("有限责任公司", 140, 100),
        ("地址", 40, 104), ("性质", 115, 104),
        ("路三十号", 60, 108), ("（国有）", 140, 108),
    )  # fmt: skip
    assert found == ["地址 遵义市解放 性质 有限责任公司", "路三十号 （国有）"]


def test_a_short_answer_beside_one_of_two_lines_stays_in_its_own_line() -> None:
    found = read(("遵义市解放", 60, 100), ("地址", 40, 104), ("邮编", 110, 104), ("路三十号", 60, 108))
    assert found == ["地址 遵义市解放 邮编", "路三十号"]


def test_the_label_of_an_answer_of_three_lines_is_read_with_the_first() -> None:
    found = read(
        ("试点名称", 40, 80), ("养老服务试点", 90, 80),
        (FIRST, 90, 100), ("指导单位", 40, 108), ("联席会议办公室、贵州省民政厅、", 90, 108), ("贵州省财政厅", 90, 116),
        ("试点时间", 40, 136), ("二〇一六年", 90, 136),
    )  # fmt: skip
    lines = ["联席会议办公室、贵州省民政厅、", "贵州省财政厅"]
    assert found == ["试点名称 养老服务试点", f"指导单位 {FIRST}", *lines, "试点时间 二〇一六年"]


def test_lines_that_nothing_sets_off_stay_where_they_are() -> None:
    placed = [
        ("试点名称", 40, 92), ("养老服务试点", 90, 92), (FIRST, 90, 100),
        ("指导单位", 40, 108), ("贵州省民政厅", 90, 108), ("贵州省财政厅", 90, 116),
    ]  # fmt: skip
    assert read(*placed) == ["试点名称 养老服务试点", FIRST, "指导单位 贵州省民政厅", "贵州省财政厅"]


def test_a_unit_above_its_date_is_no_answer_to_the_prompt_between_them() -> None:
    placed = [("贵州省民政厅", 110, 100), ("负责人签字：", 30, 104), ("二〇一六年三月五日", 110, 108)]
    assert read(*placed) == ["贵州省民政厅", "负责人签字：", "二〇一六年三月五日"]


def test_a_line_with_a_character_under_the_answer_is_no_label_beside_it() -> None:
    placed = [(FIRST, 60, 100), ("组织单位联席会议", 40, 104), (SECOND, 60, 108)]
    assert read(*placed)[0] == FIRST


def test_spaces_that_a_producer_wrote_stay() -> None:
    spaced = [*words("张", 40, 100), Char(45, 97.5, 47.5, 102.5, " "), *words("三", 49, 100)]
    assert [line.text for line in lines_of(spaced, labelled=True)] == ["张 三"]


def test_the_end_of_a_tightly_set_line_below_an_indented_one_is_no_label() -> None:
    """Each paragraph's first line is indented by two characters; the one between ends in its first two."""
    found = read((FIRST, 50.2, 100), ("次。", 40, 105.2), ("另一段", 50.2, 110.4))
    assert found == [FIRST, "次。", "另一段"]
