"""Of a file that holds several forms, every page and what is wrong with it goes with one of them."""

from __future__ import annotations

from extract.document import Cell, Document, Page, PageProblem, Paragraph, Table
from extract.several import several
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
