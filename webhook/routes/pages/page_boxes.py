"""The original beside what was read: its pages with a box for every place, and the piece of page that proves each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from forms.evidence import Evidence
from webhook.routes.wiring import services
from webhook.service.cases.case import Case, Paper
from webhook.service.problems import NotFound
from webhook.service.review.crops import crop_of, evidence_at, is_all_of
from webhook.service.review.pages import DPI
from webhook.service.review.sheet import Mark, Sheet

A4_MM = (210.0, 297.0)
"""Taken for the size of a page that nobody has measured."""
FINE_DPI = 200
"""What is drawn once somebody looks closer."""
_CROP_PX_PER_MM = 3.6
_CROP_PX = (300.0, 110.0)


@dataclass(frozen=True)
class Box:
    """Where a slot stands on its page, in millimetres; ``marked`` where somebody should look.

    ``kind`` is ``value``, ``seal``, ``signature``, ``missing``, or ``page`` where nothing but the page is known.
    """

    anchor: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    marked: bool


@dataclass(frozen=True)
class PageImage:
    """A page and its boxes; ``measured`` is false where its size is only taken for A4."""

    number: int
    width: float
    height: float
    measured: bool
    boxes: tuple[Box, ...]
    url: str
    fine_url: str

    @property
    def marked(self) -> int:
        return sum(box.marked for box in self.boxes)


@dataclass(frozen=True)
class Proof:
    """The picture of a piece of a page, and the size at which it is shown, in CSS pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Original:
    """``can_make`` where pages can be made of a file that has none; ``trouble`` says why they could not."""

    pages: tuple[PageImage, ...] = ()
    can_make: bool = False
    trouble: str = ""


def original(case: Case, paper: Paper, sheet: Sheet, make: bool) -> Original:
    """The pages of the paper's file. Of a Word file they are made when somebody asks, and then kept."""
    drawer = services().pages
    sheets = drawer.sheets(case, paper.document)
    boxes = _boxes(paper, sheet, sheets)
    if sheets or boxes:
        return Original(_pages(paper, boxes, sheets))
    if not drawer.can_make_sheets(paper.document):
        return Original()
    if not make:
        return Original(can_make=True)
    try:
        return Original(_pages(paper, boxes, drawer.make_sheets(paper.document)))
    except NotFound as problem:
        return Original(trouble=f"{problem.message}{problem.advice}")


def proofs(case: Case, paper: Paper, sheet: Sheet) -> dict[str, Proof]:
    """By place, the piece of page that shows each doubtful value, each mark, and where one is missing."""
    sheets = services().pages.sheets(case, paper.document)
    wanted = [line.where for line in sheet.lines() if line.marked]
    wanted += [mark.where for mark in sheet.marks() if mark.needed or mark.present is not False]
    found = {}
    for where in wanted:
        at = evidence_at(paper.record, where)
        if paper.shows(at) and (crop := crop_of(at, sheets)):
            found[where] = _proof(paper, where, crop.box.width, crop.box.height)
    return found


def _proof(paper: Paper, where: str, width: float, height: float) -> Proof:
    scale = min(_CROP_PX_PER_MM, _CROP_PX[0] / width, _CROP_PX[1] / height)
    url = url_for(
        "documents.get_evidence",
        document_id=paper.document.id,
        where=where,
        form=paper.id,
        revision=paper.revision.revision,
    )
    return Proof(url, max(1, round(width * scale)), max(1, round(height * scale)))


def _boxes(paper: Paper, sheet: Sheet, sheets: Iterable[Mapping[str, Any]]) -> dict[int, list[Box]]:
    """The boxes of each page, large ones first, so that small ones can be pointed at."""
    record, marked = paper.record, {seen.anchor for seen in sheet.marked()}
    sizes = {told["page"]: told for told in sheets}
    boxes: dict[int, list[Box]] = defaultdict(list)
    for kind, anchor, evidence in (
        *(("value", line.anchor, line.evidence) for line in sheet.lines()),
        *((_kind(mark), mark.anchor, evidence_at(record, mark.where)) for mark in sheet.marks()),
    ):
        if kind and paper.shows(evidence) and (box := _box(kind, anchor, evidence)) and evidence and evidence.page:
            if _names_all(evidence, sizes.get(evidence.page)):
                box = replace(box, kind="page")
            boxes[evidence.page].append(replace(box, marked=anchor in marked))
    for found in boxes.values():
        found.sort(key=lambda box: -box.width * box.height)
    return boxes


def _names_all(evidence: Evidence, sheet: Mapping[str, Any] | None) -> bool:
    return evidence.box is not None and sheet is not None and is_all_of(evidence.box, sheet)


def _kind(mark: Mark) -> str | None:
    """What a mark's box is; none for a mark that is not there and need not be."""
    if mark.present is False:
        return "missing" if mark.needed else None
    return mark.kind


def _box(kind: str, anchor: str, evidence: Evidence | None) -> Box | None:
    if evidence is None or evidence.page is None or evidence.box is None:
        return None
    at = evidence.box
    return Box(anchor, kind, round(at.x0, 2), round(at.y0, 2), round(at.width, 2), round(at.height, 2), marked=False)


def _pages(paper: Paper, boxes: Mapping[int, list[Box]], sheets: Iterable[Mapping[str, Any]]) -> tuple[PageImage, ...]:
    sizes = {sheet["page"]: (float(sheet["size_mm"][0]), float(sheet["size_mm"][1])) for sheet in sheets}
    known = sizes.keys() | boxes.keys()
    first, last = paper.shown.body.get("pages") or (min(known), max(known))
    return tuple(_page(paper, number, sizes.get(number), boxes.get(number, [])) for number in range(first, last + 1))


def _page(paper: Paper, number: int, size: tuple[float, float] | None, boxes: list[Box]) -> PageImage:
    width, height = size or A4_MM

    def url(dpi: int) -> str:
        return url_for("documents.get_page_view", document_id=paper.document.id, number=number, dpi=dpi)

    return PageImage(number, width, height, size is not None, tuple(boxes), url(DPI), url(FINE_DPI))
