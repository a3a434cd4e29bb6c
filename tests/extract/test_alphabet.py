"""A reading held to what may stand there: figures and signs of a date, whatever else the ink looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.ocr.alphabet import Grammar, Weighed, weighed

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix

CHARACTERS = ["", *"0123456789年月日OZ目章局", " "]
MONTH_AND_DAY = Grammar(
    (tuple(str(n) for n in range(1, 13)), ("月",), tuple(str(n) for n in range(1, 32)), ("日",)),
)


def chances(*steps: dict[str, float]) -> Matrix:
    """Each of ``steps`` as a row, with a pause behind it; what is left of a row is no character."""
    import numpy as np

    rows = np.zeros((2 * len(steps), len(CHARACTERS)))
    for n, step in enumerate(steps):
        for text, chance in step.items():
            rows[2 * n, CHARACTERS.index(text)] = chance
    rows[:, 0] = 1 - rows.sum(axis=1)
    return rows


def sure(text: str) -> list[dict[str, float]]:
    return [{char: 0.98} for char in text]


def said(found: Weighed) -> str:
    return "".join(min(part, key=lambda word: part[word]) for part in found.parts)


def test_a_date_that_reads_well_falls_short_of_nothing() -> None:
    found = weighed(chances(*sure("4月22日")), CHARACTERS, MONTH_AND_DAY)
    assert (said(found), round(found.shortfall, 2)) == ("4月22日", 0.0)


def test_a_month_that_there_is_not_gives_way_to_the_likeliest_that_there_is() -> None:
    steps = [{"3": 0.9, "1": 0.05}, *sure("1月9日")]
    assert said(weighed(chances(*steps), CHARACTERS, MONTH_AND_DAY)) == "11月9日"


def test_a_letter_that_looks_like_a_figure_is_one() -> None:
    assert said(weighed(chances(*sure("1O月Z日")), CHARACTERS, MONTH_AND_DAY)) == "10月2日"


def test_a_printed_sign_that_is_taken_for_another_word_is_known() -> None:
    assert said(weighed(chances(*sure("5目6日")), CHARACTERS, MONTH_AND_DAY)) == "5月6日"


def test_strokes_of_a_seal_before_a_figure_are_passed_over() -> None:
    found = weighed(chances(*sure("局5月6日")), CHARACTERS, MONTH_AND_DAY)
    assert said(found) == "5月6日"
    assert 2 < found.shortfall < 8


def test_words_that_are_no_date_fall_far_short() -> None:
    assert weighed(chances(*sure("章局章局章局")), CHARACTERS, MONTH_AND_DAY).shortfall > 20


def test_one_figure_held_for_two_steps_is_not_written_twice() -> None:
    import numpy as np

    row = chances(*sure("1"))[:1]
    found = weighed(np.vstack([row, row, chances(*sure("月6日"))]), CHARACTERS, MONTH_AND_DAY)
    assert said(found) == "1月6日"
    assert found.parts[0]["11"] > 5


def test_what_else_may_stand_there_is_told_with_how_much_less_likely_it_is() -> None:
    found = weighed(chances(*sure("4月"), {"7": 0.6, "1": 0.3}, *sure("日")), CHARACTERS, MONTH_AND_DAY)
    assert found.parts[2]["7"] < 1e-9
    assert 0.5 < found.parts[2]["1"] < 1.0 < found.parts[2]["9"]


def test_characters_are_placed_where_their_ink_stands() -> None:
    found = weighed(chances(*sure("4月22日")), CHARACTERS, MONTH_AND_DAY)
    places = [*found.middles[0]["4"], *found.middles[1]["月"], *found.middles[2]["22"], *found.middles[3]["日"]]
    assert [round(place, 2) for place in places] == [0.05, 0.25, 0.45, 0.65, 0.85]


def test_a_line_too_short_for_any_answer_has_none() -> None:
    assert weighed(chances(*sure("日")), CHARACTERS, MONTH_AND_DAY).shortfall > 1000
