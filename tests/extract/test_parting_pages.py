"""Of a file that holds several forms, every page and what is wrong with it goes with one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.document import Cell, Document, Page, Paragraph, ReadText, Table
from extract.identify.form import identify
from extract.identify.several import several
from extract.page_problem import PageProblem
from forms.evidence import BBox, Evidence
from forms.registry import forms
from forms.spec import Form

BOX = BBox(20, 20, 190, 30)


def at(page: int) -> Evidence:
    return Evidence("scan", page, BOX)


def form_of(annex: int) -> Form:
    return next(form for form in forms() if form.annex == annex)


def printed(annex: int, name: str, first: int, last: int) -> tuple[Paragraph | Table, ...]:
    """A form's title on one page and the labels of its fields in a table that goes on to another."""
    labels = [field.label for field in form_of(annex).fields() if not field.unlabelled]
    where = [first if n < len(labels) // 2 else last for n in range(len(labels))]
    cells = [
        Cell(row, 0, (Paragraph(label, at(page)),), at(page))
        for row, (label, page) in enumerate(zip(labels, where, strict=True))
    ]
    return Paragraph(f"社会管理和公共服务综合标准化试点{name}", at(first)), Table(tuple(cells), at(first))


def folder(*problems: PageProblem) -> tuple[Document, ...]:
    """A 评估申请表 on pages 1 and 2, nothing on page 3, a 复查申请表 on pages 4 and 5, nothing on page 6."""
    flow = (*printed(2, "评估申请表", 1, 2), *printed(5, "复查申请表", 4, 5))
    return several(Document("scan", flow, tuple(Page(n, 210, 297) for n in range(1, 7)), problems=problems))


def test_every_page_goes_with_one_form() -> None:
    assert [[page.number for page in piece.pages] for piece in folder()] == [[1, 2, 3], [4, 5, 6]]


def test_a_page_that_gave_nothing_is_told_of_with_the_form_before_it() -> None:
    lost = [PageProblem("page-unreadable", f"第{n}页", n) for n in (2, 3, 6)]
    assert [[problem.page for problem in piece.problems] for piece in folder(*lost)] == [[2, 3], [6]]


@pytest.mark.parametrize(
    ("line", "with_first"),
    [("单位（公章）", True), ("二○一四年十一月十八日", True), ("附件5", False), ("编号：2016-3", False)],
)
def test_what_is_signed_or_dated_above_a_title_ends_the_form_before_in_a_text_pdf(line: str, with_first: bool) -> None:
    above = Paragraph(line, Evidence("pdf", 2, BOX))
    flow = (*printed(2, "评估申请表", 1, 1), above, *printed(5, "复查申请表", 2, 2))
    first, second = several(Document("pdf", flow, tuple(Page(n, 210, 297) for n in (1, 2))))
    assert (above in first.flow, above in second.flow) == (with_first, not with_first)


# -- letters and other papers scanned with the forms ------------------------------------------------------------

LETTER = (
    "关于推荐社会管理和公共服务综合标准化试点项目的函",
    "湖北省质量技术监督局：",
    "经审核，现予推荐。",
    "2018年3月5日",
)


def lines(page: int, texts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Lines in the middle of a page, one below another."""
    boxes = [BBox(60, 30 + 9 * n, 150, 35 + 9 * n) for n in range(len(texts))]
    return tuple(Paragraph(text, Evidence("scan", page, box)) for text, box in zip(texts, boxes, strict=True))


def parted(*flow: Paragraph | Table, pages: int = 4, **more: Any) -> tuple[Document, ...]:
    return several(Document("scan", flow, tuple(Page(n, 210, 297) for n in range(1, pages + 1)), **more))


def numbers(pieces: tuple[Document, ...]) -> list[list[int]]:
    return [[page.number for page in piece.pages] for piece in pieces]


def kinds(pieces: tuple[Document, ...]) -> list[str | None]:
    found = [identify(piece) for piece in pieces]
    return [one.companion or (one.form.id if one.form else None) for one in found]


def test_a_letter_in_front_of_a_form_is_a_paper_of_its_own() -> None:
    pieces = parted(*lines(1, LETTER), *printed(2, "评估申请表", 2, 3))
    assert numbers(pieces) == [[1], [2, 3, 4]]
    assert kinds(pieces) == ["recommendation-letter", "annex2-evaluation-application"]


def test_a_letter_between_two_forms_and_one_behind_them_leave_no_line_in_a_form() -> None:
    between = parted(*printed(2, "评估申请表", 1, 2), *lines(3, LETTER), *printed(5, "复查申请表", 4, 5), pages=5)
    assert numbers(between) == [[1, 2], [3], [4, 5]]
    behind = parted(*printed(2, "评估申请表", 1, 2), *lines(3, LETTER), pages=4)
    assert numbers(behind) == [[1, 2], [3, 4]]
    assert kinds(behind) == ["annex2-evaluation-application", "recommendation-letter"]
    assert not any(text in behind[0].text for text in LETTER)


def test_a_page_in_front_of_a_form_that_says_nothing_of_it_is_no_part_of_it() -> None:
    pieces = parted(*lines(1, ("材料目录", "营业执照复印件")), *printed(2, "评估申请表", 2, 3))
    assert numbers(pieces) == [[1], [2, 3, 4]]


def test_what_stands_above_a_title_on_its_page_belongs_to_the_form_below() -> None:
    above = Paragraph("编号：2018-7", Evidence("scan", 3, BBox(120, 20, 180, 25)))
    pieces = parted(*printed(2, "评估申请表", 1, 2), above, *printed(5, "复查申请表", 3, 4))
    assert pieces[1].flow[0] is above
    assert numbers(pieces) == [[1, 2], [3, 4]]


def framed(box: BBox, *texts: str) -> Table:
    """A frame with one text in each of its rows."""
    place = Evidence("scan", 3, box)
    return Table(tuple(Cell(n, 0, (Paragraph(text, place),), place) for n, text in enumerate(texts)), place)


def test_a_stamp_of_receipt_above_a_title_belongs_to_the_form_below() -> None:
    stamp = framed(BBox(140, 8, 186, 30), "收文", "2018年5月3日")
    pieces = parted(*printed(2, "评估申请表", 1, 2), stamp, *printed(5, "复查申请表", 3, 4))
    assert pieces[1].flow[0] is stamp
    assert numbers(pieces) == [[1, 2], [3, 4]]


def test_a_table_as_wide_as_the_page_above_a_title_belongs_to_the_form_before() -> None:
    last = framed(BBox(20, 8, 190, 30), "省级联席办公室意见", "2018年5月3日")
    pieces = parted(*printed(2, "评估申请表", 1, 2), last, *printed(5, "复查申请表", 3, 4))
    assert pieces[0].flow[-1] is last


@pytest.mark.parametrize(
    "heading",
    [
        "（三）试点工作总结",  # numbered
        "《社会管理和公共服务综合标准化试点实施方案》",  # quoted
        "现将实施方案报送如下，请按照方案",  # a sentence
    ],
)
def test_a_heading_or_mention_at_the_top_of_a_page_begins_no_paper(heading: str) -> None:
    assert len(parted(*printed(2, "评估申请表", 1, 2), *lines(3, (heading, "内容如下。")))) == 1


def test_a_wrapped_line_at_the_left_of_a_page_begins_no_paper() -> None:
    wrapped = Paragraph("标准化试点工作总结", Evidence("scan", 3, BBox(25, 30, 70, 35)))
    assert len(parted(*printed(2, "评估申请表", 1, 2), wrapped)) == 1


def test_a_letter_that_a_form_is_not_yet_whole_before_does_not_part_it() -> None:
    half = printed(2, "评估申请表", 1, 2)[:1]
    assert len(parted(*half, *lines(2, LETTER))) == 1


def test_what_was_read_on_a_page_goes_with_its_paper() -> None:
    head = tuple(Paragraph(f"页眉{n}", at(n)) for n in (1, 2))
    read = tuple(ReadText(n, BOX, "甲", (0.9,), 4.0) for n in (1, 2))
    form = printed(2, "评估申请表", 2, 3)
    letter, other = parted(*lines(1, LETTER), *form, margins=head, read=read, marks_unseen=frozenset({2}))
    assert [letter.margins, other.margins] == [head[:1], head[1:]]
    assert [letter.read, other.read] == [read[:1], read[1:]]
    assert [letter.marks_unseen, other.marks_unseen] == [frozenset(), {2}]


def test_a_letter_before_a_form_in_one_word_file_is_parted_from_it_too() -> None:
    def bare(item: Paragraph | Table) -> Paragraph | Table:
        where = Evidence("docx", path="body")
        if isinstance(item, Paragraph):
            return replace(item, at=where)
        cells = tuple(replace(cell, at=where, flow=tuple(map(bare, cell.flow))) for cell in item.cells)
        return replace(item, at=where, cells=cells)

    flow = tuple(map(bare, (*lines(1, LETTER), *printed(2, "评估申请表", 2, 3))))
    assert kinds(several(Document("docx", flow))) == ["recommendation-letter", "annex2-evaluation-application"]


# -- forms without a title ----------------------------------------------------------------------------------------


def untitled(annex: int, first: int, last: int) -> tuple[Paragraph | Table, ...]:
    """The labels of a form, those of the first page in a table of their own, below a title that was not read."""
    (table,) = printed(annex, "", first, last)[1:]
    assert isinstance(table, Table)
    sides = [tuple(cell for cell in table.cells if cell.at.page == page) for page in (first, last)]
    return tuple(Table(cells, cells[0].at) for cells in sides if cells)


def test_a_second_form_whose_title_was_not_read_is_parted_by_its_labels_and_known_by_them() -> None:
    pieces = parted(*printed(2, "评估申请表", 1, 2), *untitled(3, 3, 4))
    assert numbers(pieces) == [[1, 2], [3, 4]]
    assert kinds(pieces) == ["annex2-evaluation-application", "annex3-evaluation-report"]
    assert [problem.code for problem in identify(pieces[1]).problems] == ["title-unread"]


def test_three_forms_without_a_title_are_three_and_a_page_of_opinions_stays_with_its_form() -> None:
    opinions = lines(3, ("四、审核意见", "同意申报。"))
    pieces = parted(*untitled(1, 1, 2), *opinions, *untitled(3, 4, 5), *untitled(4, 6, 7), pages=7)
    assert numbers(pieces) == [[1, 2, 3], [4, 5], [6, 7]]


def test_a_form_that_prints_some_labels_again_and_one_that_is_no_scan_are_not_parted() -> None:
    whole = untitled(1, 1, 2)
    (again,) = untitled(1, 3, 4)[1:]
    assert len(parted(*whole, again)) == 1
    twice = (*printed(2, "评估申请表", 1, 2), *untitled(3, 3, 4))
    assert len(several(Document("pdf", tuple(as_text(item) for item in twice)))) == 1


def as_text(item: Paragraph | Table) -> Paragraph | Table:
    place = replace(item.at, reader="pdf")
    if isinstance(item, Paragraph):
        return replace(item, at=place)
    return replace(item, at=place, cells=tuple(replace(cell, at=replace(cell.at, reader="pdf")) for cell in item.cells))


# -- what a letter encloses -------------------------------------------------------------------------------------

ENCLOSING = (
    "推荐函",
    "湖北省质量技术监督局：",
    "经审核，现予推荐。",
    "附件：社会管理和公共服务综合标准化试点申请书",
    "2018年3月5日",
)


def unplaced(flow: tuple[Paragraph | Table, ...]) -> tuple[Paragraph | Table, ...]:
    """``flow`` as Word gives it, which says nothing of pages."""
    nowhere = Evidence("docx", path="body")
    return tuple(
        replace(
            item,
            at=nowhere,
            cells=tuple(replace(c, at=nowhere, flow=(Paragraph(c.text, nowhere),)) for c in item.cells),
        )
        if isinstance(item, Table)
        else Paragraph(item.text, nowhere)
        for item in flow
    )


@pytest.mark.parametrize(("annex", "name"), [(1, "申请书"), (2, "评估申请表"), (5, "复查申请表"), (6, "复查报告")])
def test_a_form_that_a_letter_names_as_its_enclosure_begins_at_its_own_title(annex: int, name: str) -> None:
    flow = unplaced((*lines(1, ENCLOSING), *printed(annex, name, 2, 3)))
    pieces = several(Document("docx", flow))
    assert [identify(piece).form and identify(piece).form.annex for piece in pieces] == [None, annex]  # type: ignore[union-attr]
    assert ENCLOSING[-1] in pieces[0].text
    assert ENCLOSING[-1] not in pieces[1].text


def test_of_two_titles_the_one_whose_labels_are_printed_names_the_form() -> None:
    flow = unplaced((*lines(1, ENCLOSING[1:]), *printed(6, "复查报告", 2, 3)))
    found = identify(Document("docx", flow)).form
    assert found is not None
    assert found.annex == 6
