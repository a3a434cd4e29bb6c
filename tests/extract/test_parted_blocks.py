"""A block whose name a seal hides on a scan is no part of the block above: another unit signs and dates there."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Paragraph, Picture
from extract.fill.parted_blocks import Roles, parted
from extract.locate.located import BlockRegion
from extract.seals.seen import SealSeen
from extract.words.labels import LabelIndex
from forms.evidence import BBox, Evidence
from forms.registry import form
from forms.script import fold

FORM = form("annex1-application", "national")
BLOCKS = {str(block.id): block for block in FORM.blocks}
OWN, OTHER = "武汉市江汉区妇幼保健院", "武汉市标准化研究院"
FIRST = ("自愿申报，所填内容属实。", "负责人（签字）：", f"单位名称：{OWN}", "2017年3月12日")
SECOND = ("同意参加试点创建。", "负责人（签字）：", f"{OTHER}（盖章）", "2017年3月14日")


def paragraph(text: str, y: float, reader: str = "scan") -> Paragraph:
    return Paragraph(text, Evidence(reader, 2, BBox(32, y, 90, y + 4)))


def seal(y: float) -> Paragraph:
    at = Evidence("scan", 2, BBox(25, y - 19, 63, y + 19))
    return Paragraph("", at, (Picture(at, None, 38, 38, "seal", seal=SealSeen("round", 1.0, red=False)),))


def told(*paragraphs: Paragraph, participants: frozenset[str] = frozenset({OTHER})) -> list[BlockRegion]:
    """The regions of a page on which only the applicant's block was found, and the guarantor's below it."""
    units = {"lead_unit": frozenset({fold(OWN)}), "participating_unit": frozenset(map(fold, participants))}
    first = BlockRegion(BLOCKS["lead_unit"], "申请单位意见", paragraphs, paragraphs[0].at)
    last = BlockRegion(BLOCKS["guarantor_unit"], "保证单位意见", (paragraph("同意保证。", 270),), Evidence("scan", 3))
    return parted([first, last], Roles(FORM, units, LabelIndex.of(FORM).hints))[:-1]


def page(reader: str = "scan") -> list[Paragraph]:
    return [paragraph(text, 160 + 12 * n, reader) for n, text in enumerate((*FIRST, *SECOND))]


def texts(region: BlockRegion) -> tuple[str, ...]:
    return tuple(one.text for one in region.paragraphs if one.text)


def test_what_another_unit_signs_and_dates_behind_a_blocks_date_is_its_own_block_in_doubt() -> None:
    above, below = told(*page())
    assert (above.block.id, texts(above), above.unsure) == ("lead_unit", FIRST, False)
    assert (below.block.id, texts(below), below.unsure) == ("participating_unit", SECOND, True)


def test_each_seal_goes_with_the_block_on_whose_side_its_middle_lies() -> None:
    lines = page()
    above, below = told(*lines[:3], seal(250), *lines[3:], seal(185))
    assert [one.at.box for one in above.pictures] == [seal(185).at.box]
    assert [one.at.box for one in below.pictures] == [seal(250).at.box]


def test_where_nobody_can_tell_which_block_it_is_the_one_above_is_in_doubt() -> None:
    (whole,) = told(*page(), participants=frozenset())
    assert (texts(whole), whole.unsure) == ((*FIRST, *SECOND), True)


def test_a_second_date_of_the_same_unit_begins_no_block() -> None:
    lines = page()
    lines[6] = replace(lines[6], text=f"{OWN}（盖章）")
    (whole,) = told(*lines)
    assert not whole.unsure
    lines[2] = replace(lines[2], text="经办人（签字）：")
    assert not told(*lines)[0].unsure


def test_what_stands_in_a_file_is_as_it_is() -> None:
    (whole,) = told(*page("docx"))
    assert not whole.unsure


def test_a_form_without_any_block_has_none_to_part() -> None:
    assert parted([], Roles(FORM, {}, LabelIndex.of(FORM).hints)) == []
