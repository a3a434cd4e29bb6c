"""The reader of page pictures: turned upright, ruled, read, and laid out like the page of any other format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.document import PagePicture, ReadText
from extract.layout.page import PageContent, lay_out
from extract.layout.tables import grids
from extract.ocr.engine import Engine
from extract.page_problem import PageProblem
from extract.readers.scan.copied import BROKEN, MERGED, doubted_where_merged, print_of
from extract.readers.scan.lines import as_read, chars_of
from extract.readers.scan.marks import seals_unseen
from extract.readers.scan.sheet import Sheet, sheet_of
from extract.readers.scan.text import Text, text_of
from forms.evidence import SCAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.vision.rasters import Raster
    from extract.vision.straight import UprightPage

STRUCK = "words-struck"
"""The problem that names what was struck out on a page."""
CROSSED = "part-crossed"
_COPIED = {
    MERGED: "的笔画粘连（复印过深或传真过粗），字形相近的字可能读错；请调浅后以300dpi重新扫描。",
    BROKEN: "的笔画断缺（复印或扫描过浅），较淡的字迹、签名可能没有显出；请加深后重新扫描。",
}
_CROSSED = "有斜线划过的部分，疑已作废；其中的文字照读并已标记，请对照原件核对。"


def read_page(raster: Raster, engine: Engine) -> PageContent:
    """What stands on the page that ``raster`` shows, in millimetres of the upright page."""
    sheet = sheet_of(raster, engine)
    tables = grids(sheet.drawn)
    text = text_of(sheet, tables, engine)
    content = content_of(sheet.page)
    print_ = print_of(sheet.page, text.lines)
    copied = print_.problem if print_ is not None else None
    if copied == MERGED:
        text = replace(text, lines=doubted_where_merged(text.lines))
    content.problems += [*raster.problems, *_problems(sheet, text, copied)]
    content.read = [as_read(line, sheet.page.number) for line in text.lines]
    content.read += [ReadText(sheet.page.number, box, "", (), box.height) for box in text.unread]
    content.marks_unseen = seals_unseen(sheet.page)
    chars = [char for line in text.lines for char in chars_of(line, sheet.mm_per_pixel)]
    lay_out(content, tables, chars, text.marks)
    return content


def _problems(sheet: Sheet, text: Text, copied: str | None) -> Iterator[PageProblem]:
    """What is to be said of the page: how it came, how it was ``copied``, and what somebody changed on it."""
    from extract.vision.quality import defects

    told = [*defects(sheet.page, bool(text.lines))]
    if copied is not None:
        told.append((copied, _COPIED[copied]))
    if text.struck:
        named = "、".join(f"「{words}」" for words in text.struck)
        told.append((STRUCK, f"有划改：{named}已被划去，未计入所读文字；请对照原件核对。"))
    if text.crossed:
        told.append((CROSSED, _CROSSED))
    number = sheet.page.number
    return (PageProblem(code, f"第{number}页{said}", number) for code, said in told)


def content_of(page: UprightPage) -> PageContent:
    """An empty page of that size, with the way back to the picture that came in."""
    import numpy as np

    to_pixels = page.to_source @ np.diag([1 / page.mm_per_pixel, 1 / page.mm_per_pixel, 1.0])
    picture = PagePicture(
        tuple(round(float(v), 9) for v in to_pixels.reshape(-1)), page.source_size, round(page.dpi, 1), page.size_known
    )
    return PageContent(page.number, page.width_mm, page.height_mm, reader=SCAN, picture=picture)
