"""What a scan may hide in a block, or at the end of prose, is asked for; what was read there stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Document, Paragraph, Picture, ReadText
from extract.doubt.hidden_places import doubted_where_hidden
from extract.seals.seen import SealSeen
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Extra, Record, SealMark, SignatureMark
from forms.registry import form

ANNEX1, ANNEX4 = form("annex1-application", "national"), form("annex4-recheck-self-inspection", "national")
CELL, NAME = BBox(70, 100, 180, 150), BBox(30, 100, 120, 105)
UNIT = "宜昌市养老服务中心"


def line(text: str, x: float, y: float, page: int = 2) -> ReadText:
    return ReadText(page, BBox(x, y, x + 4 * max(len(text), 2), y + 4), text, (1.0,) * len(text), 4.0)


def seal(x: float, y: float, *, red: bool = False, cut: bool = False, page: int = 2) -> Paragraph:
    at = Evidence("scan", page, BBox(x, y, x + 40, y + 40))
    seen = SealSeen("round", 1.0, red=red, slice=cut)
    return Paragraph("", at, (Picture(at, None, 40, 40, "seal", seal=seen),))


def block(place: BBox = CELL, *, name: str = "lead_unit", reader: str = "scan", opinion: str = "同意。") -> BlockRecord:
    at = Evidence(reader, 2, place)
    said, nothing = Answer(opinion or None, opinion, 0.99, False, at), Answer(None, "", 0.99, False, at)
    lent = Answer(UNIT, "", 0.99, False, Evidence(reader, 1, BBox(30, 30, 90, 36)))
    return BlockRecord(name, lent, said, nothing, SignatureMark(False), SealMark(False), at)


def judged(*blocks: BlockRecord, lines: tuple[ReadText, ...] = (), flow: tuple[Paragraph, ...] = ()) -> list[str]:
    """What of the first of ``blocks`` is marked."""
    spec = ANNEX4 if blocks[0].id == "unit" else ANNEX1
    record = Record(spec.id, spec.edition, blocks=blocks)
    found = doubted_where_hidden(record, spec, Document("scan", flow, read=lines)).blocks[0]
    answers = {"unit": found.unit, "opinion": found.opinion, "date": found.date}
    assert [one.value for one in answers.values()] == [
        one.value for one in (blocks[0].unit, blocks[0].opinion, blocks[0].date)
    ]
    return [name for name, one in answers.items() if one.needs_review]


INK = line("", 120, 120)


def test_what_was_not_found_where_ink_gave_no_words_is_marked_and_what_was_is_not() -> None:
    assert judged(block(), lines=(INK,)) == ["unit", "date"]
    assert judged(block(opinion=""), lines=(INK,)) == ["unit", "opinion", "date"]
    read = replace(block(), unit=Answer(UNIT, UNIT, 0.99, False, Evidence("scan", 2, CELL)))
    assert judged(read, lines=(INK,)) == ["date"]


def test_a_date_without_its_day_is_marked() -> None:
    dated = replace(block(), date=Answer("2020-05", "2020年5月", 0.99, False, Evidence("scan", 2, CELL)))
    assert judged(dated) == ["date"]
    assert judged(replace(dated, date=replace(dated.date, value="2020-05-05", raw="2020年5月5日"))) == []


def test_a_seal_without_colours_hides_what_lies_below_it() -> None:
    assert judged(block(), flow=(seal(100, 105),)) == ["unit", "date"]


@pytest.mark.parametrize(
    ("lines", "flow"),
    [
        ((), ()),
        ((line("", 120, 160),), ()),
        ((line("", 120, 120, page=1),), ()),
        ((line("日期", 120, 120),), ()),
        ((), (seal(100, 105, red=True),)),
        ((), (seal(100, 105, cut=True),)),
        ((), (seal(100, 140),)),
    ],
    ids=["nothing", "below the cell", "another page", "words", "a red seal", "part of a 骑缝章", "a seal below"],
)
def test_nothing_is_marked_where_nothing_is_hidden(lines: tuple[ReadText, ...], flow: tuple[Paragraph, ...]) -> None:
    assert judged(block(), lines=lines, flow=flow) == []


def test_a_text_layer_hides_nothing() -> None:
    assert judged(block(reader="pdf"), lines=(INK,)) == []


def test_a_block_without_a_cell_goes_on_below_its_name_up_to_the_next_one() -> None:
    below = block(BBox(30, 140, 120, 145), name="managing_unit")
    assert judged(block(NAME), below, lines=(INK,)) == ["unit", "date"]
    assert judged(block(NAME), below, lines=(line("", 120, 150),)) == []
    assert judged(block(NAME), lines=(line("", 120, 190),)) == []


def test_words_in_a_block_that_asks_for_none_put_all_of_it_in_doubt() -> None:
    assert judged(block(NAME, name="unit", opinion="宜昌市西陵区人力")) == ["unit", "opinion", "date"]
    assert judged(block(NAME, name="unit", opinion="")) == []


@pytest.mark.parametrize(
    ("prompt", "reader", "marked"),
    [("单位（盖章）：", "scan", True), ("负责人（签字）：", "scan", False), ("单位（盖章）：", "docx", False)],
)
def test_a_unit_from_elsewhere_is_marked_where_other_words_stand_behind_the_prompt_for_a_seal(
    prompt: str, reader: str, marked: bool
) -> None:
    one = block(reader=reader)
    extra = (Extra(prompt, "宜昌市养老服", one.evidence),)
    record = Record(ANNEX1.id, ANNEX1.edition, blocks=(one,), extra=extra)
    (found,) = doubted_where_hidden(record, ANNEX1, Document("scan", ())).blocks
    assert (found.unit.value, found.unit.needs_review) == (UNIT, marked)


FULL = "同意参加试点创建，积极配合承担单位开展标准制定与实施工"


@pytest.mark.parametrize(
    ("said", "marked"),
    [(FULL, True), (FULL[:-1] + "。", False), (FULL[:-5], False), ("同意" * 3 + "\n" + FULL, True)],
    ids=["full and open", "a sentence's end", "room left", "the last of two lines"],
)
def test_an_opinion_that_breaks_off_at_its_cells_edge_is_marked(said: str, marked: bool) -> None:
    lines = tuple(line(part, 70, 104 + 5 * number) for number, part in enumerate(said.split("\n")))
    assert judged(block(BBox(70, 100, 182, 150), opinion=said), lines=lines) == ["opinion"] * marked


def test_what_breaks_off_is_known_in_either_script() -> None:
    one = block(BBox(70, 100, 182, 150), opinion=FULL)
    assert judged(one, lines=(line("同意參加試點創建，積極配合承擔單位開展標準製定與實施工", 70, 104),)) == ["opinion"]


def test_prose_that_breaks_off_at_its_cells_edge_is_marked() -> None:
    at = Evidence("scan", 2, BBox(70, 100, 182, 150))
    record = Record("annex1-application", "national", fields={"conditions": Answer(FULL, FULL, 0.99, False, at)})
    for text, marked in ((FULL, True), (FULL + "。", False)):
        given = replace(record, fields={"conditions": Answer(text, text, 0.99, False, at)})
        read = Document("scan", (), read=(line(text, 70, 104),))
        assert doubted_where_hidden(given, ANNEX1, read).fields["conditions"].needs_review is marked
