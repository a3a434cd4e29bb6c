"""Borders of a PDF are seen as far as the page and the paths that clip them reach; what stands beyond is in no cell."""

from __future__ import annotations

import pytest

from extract.document import Table, paragraphs
from extract.layout.tables import Ruling
from extract.readers.pdf.clipped import seen_part
from extract.readers.pdf.reader import read
from forms.evidence import BBox
from tests.extract.readers.pdfdraw import PT, Drawing, pdf


def _framed(lower: float, clip: float | None) -> Drawing:
    """A row whose frame runs down to ``lower`` mm and is clipped at ``clip``; below it the page's number."""
    drawing = (
        Drawing().text(32, 246, "存在问题").text(62, 246, "完善了标准实施记录").text(100, 287, "第 1 页 共 2 页", 9)
    )
    if clip is not None:
        drawing.operators.append(f"q 0 {drawing.up(clip):.2f} {210 * PT:.2f} {(clip - 10) * PT:.2f} re W n")
    drawing.line(30, 240, 180, 240)
    for x in (30, 60, 180):
        drawing.line(x, 240, x, lower)
    drawing.line(30, lower, 180, lower)
    if clip is not None:
        drawing.operators.append("Q")
    return drawing


def test_a_footer_below_the_clip_of_a_frame_is_in_no_cell() -> None:
    below = Drawing().text(32, 26, "三、建议").text(32, 36, "无")
    document = read(pdf(_framed(294, 277), below))
    (table,) = [item for item in document.flow if isinstance(item, Table)]
    assert [cell.text for cell in table.cells] == ["存在问题", "完善了标准实施记录"]
    assert [p.text for p in paragraphs(document.margins)] == ["第 1 页 共 2 页"]


def test_rows_below_the_page_are_none() -> None:
    drawing = _framed(320, None).line(30, 310, 180, 310)
    (table,) = [item for item in read(pdf(drawing)).flow if isinstance(item, Table)]
    assert {cell.row for cell in table.cells} == {0}


@pytest.mark.parametrize(
    ("ruling", "part"),
    [
        (Ruling(True, 50, 0, 300), Ruling(True, 50, 10, 200)),
        (Ruling(True, 9.7, 20, 30), Ruling(True, 9.7, 20, 30)),
        (Ruling(True, 290, 20, 30), None),
        (Ruling(False, 50, 280, 290), None),
        (Ruling(False, 50, 200, 290), Ruling(False, 50, 200, 277)),
    ],
)
def test_of_a_ruling_that_is_seen_which_lies_within_its_clip(ruling: Ruling, part: Ruling | None) -> None:
    assert seen_part(ruling, BBox(10, 10, 200, 277)) == part
