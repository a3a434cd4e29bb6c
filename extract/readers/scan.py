"""The reader of page pictures: turned upright, ruled, read, and laid out like the page of any other format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.document import PagePicture, PageProblem, ReadText
from extract.ocr.alphabet import Weighing
from extract.ocr.engine import Engine
from extract.readers.pdf_page import PageContent, lay_out
from extract.readers.scan_hand import sorted_lines, written_doubted
from extract.readers.scan_leftovers import read_leftovers
from extract.readers.scan_lines import PlacedLine, as_read, chars_of, cut_at_rulings, read_lines
from extract.readers.scan_marks import marks_of_page, seals_unseen
from extract.readers.scan_missed import doubted_beside_ink, doubted_beside_seals
from extract.readers.scan_red import red_quads
from extract.readers.scan_sealed_dates import dates_under_seals
from extract.readers.scan_stamped import Parted, cut_behind_dates, without_red_glyphs, without_stamps
from extract.readers.scan_struck import Unstruck, under_slants, without_struck
from extract.readers.scan_ticks import with_ticks
from extract.readers.scan_turns import Upright, upright
from extract.readers.scan_written import dates_read
from extract.tables import Ruling, grids
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels, Raster
    from extract.vision.straight import UprightPage

READER = "scan"
STRUCK = "words-struck"
"""The problem that names what was struck out on a page."""
CROSSED = "part-crossed"
_CROSSED = "有斜线划过的部分，疑已作废；其中的文字照读并已标记，请对照原件核对。"


def read_page(raster: Raster, engine: Engine) -> PageContent:
    """What stands on the page that ``raster`` shows, in millimetres of the upright page."""
    import numpy as np

    from extract.vision.ink import has_colours
    from extract.vision.quality import defects
    from extract.vision.rulings import rulings
    from extract.vision.straight import straightened

    page = straightened(raster)
    found = upright(page, engine)
    page = found.page
    drawn = rulings(np.ascontiguousarray(found.red_free[:, :, 0]), page.dpi)
    tables = grids(drawn)
    lines, unread = _lines(found, drawn, engine)
    bright = np.ascontiguousarray(page.pixels[:, :, 1])
    lines = with_ticks(lines, bright, page.mm_per_pixel)
    lines = written_doubted(lines, page, drawn)
    if isinstance(engine, Weighing):
        dated = dates_read(lines, found.red_free[:, :, 0], page.mm_per_pixel, drawn, engine)
        lines, unread = dated.lines, [*unread, *dated.unread]
    parted = sorted_lines(lines, tables)
    lines, unread = parted.text, [*unread, *(line.box for line in parted.signatures)]
    marks = marks_of_page(page, drawn, lines)
    seals = [mark.at.box for mark in marks if mark.name == "seal" and mark.at.box is not None]
    if not has_colours(page.pixels):
        possible = [mark.at.box for mark in marks if mark.seal is not None and mark.at.box is not None]
        dated = dates_under_seals(page, found.red_free[:, :, 0], lines, possible, drawn, engine)
        lines, unread = dated.lines, [*unread, *dated.unread]
    apart = _apart(found, lines, seals)
    hiding = [mark.at.box for mark in marks if mark.seal is not None and mark.at.box is not None]
    if hiding:
        places = [*hiding, *apart.stamps]
        apart = replace(apart, text=doubted_beside_seals(apart.text, places, _black(found), drawn, page.mm_per_pixel))
    unstruck = without_struck(apart.text, bright, drawn, seals, page.mm_per_pixel)
    lines, crossed = under_slants(unstruck.text, bright, seals, page.mm_per_pixel)
    unread = [*unread, *apart.stamps, *unstruck.places, *crossed]
    content = content_of(page)
    content.problems += [*raster.problems, *(_told(page, code, text) for code, text in defects(page, bool(lines)))]
    content.problems += [_told(page, STRUCK, _struck_words(unstruck))] if unstruck.words else []
    content.problems += [_told(page, CROSSED, _CROSSED)] if crossed else []
    content.read = [as_read(line, page.number) for line in lines]
    content.read += [ReadText(page.number, box, "", (), box.height) for box in unread]
    content.marks_unseen = seals_unseen(page)
    chars = [char for line in lines for char in chars_of(line, page.mm_per_pixel)]
    lay_out(content, tables, chars, marks)
    return content


def _apart(found: Upright, lines: Sequence[PlacedLine], seals: Sequence[BBox]) -> Parted:
    """The lines without what the seals say."""
    from extract.vision.ink import has_colours, ink_mask, red_mask

    dated = cut_behind_dates(lines, found.page.mm_per_pixel)
    if not seals:
        return dated
    lines = dated.text
    pixels, coloured = found.page.pixels, has_colours(found.page.pixels)
    if coloured:
        ink, red = ink_mask(found.red_free[:, :, 0]), red_mask(pixels)
        lines = without_red_glyphs(lines, seals, ink, red, found.page.mm_per_pixel)
    apart = without_stamps([line for line in lines if line.read.text.strip()], seals, coloured=coloured)
    return Parted(apart.text, [*dated.stamps, *apart.stamps])


def _black(found: Upright) -> Pixels:
    """The page's ink that no red of a stamp explains; all of it where the page has no colours."""
    import numpy as np

    from extract.vision.ink import ink_mask, red_mask

    return np.where(red_mask(found.page.pixels) > 0, 0, ink_mask(found.red_free[:, :, 0]))


def content_of(page: UprightPage) -> PageContent:
    """An empty page of that size, with the way back to the picture that came in."""
    import numpy as np

    to_pixels = page.to_source @ np.diag([1 / page.mm_per_pixel, 1 / page.mm_per_pixel, 1.0])
    picture = PagePicture(
        tuple(round(float(v), 9) for v in to_pixels.reshape(-1)), page.source_size, round(page.dpi, 1), page.size_known
    )
    return PageContent(page.number, page.width_mm, page.height_mm, reader=READER, picture=picture)


def _lines(found: Upright, drawn: Sequence[Ruling], engine: Engine) -> tuple[list[PlacedLine], list[BBox]]:
    """The page's lines in the red channel, those printed in red in colour, and where ink stands that says nothing."""
    import numpy as np

    from extract.vision.ink import ink_mask, red_mask

    page = found.page
    quads = cut_at_rulings(found.quads, drawn, page.mm_per_pixel)
    lines = read_lines(page, quads, engine, found.red_free)
    red = read_lines(page, red_quads(page, engine), engine, page.pixels)
    lines += [replace(line, red=True) for line in red]
    ink = ink_mask(found.red_free[:, :, 0])
    missed, unread = read_leftovers(found, lines, drawn, engine, ink)
    black = np.where(red_mask(page.pixels) > 0, 0, ink)
    return doubted_beside_ink(lines + missed, black, drawn, page.mm_per_pixel), unread


def _struck_words(unstruck: Unstruck) -> str:
    named = "、".join(f"「{words}」" for words in unstruck.words)
    return f"有划改：{named}已被划去，未计入所读文字；请对照原件核对。"


def _told(page: UprightPage, code: str, text: str) -> PageProblem:
    return PageProblem(code, f"第{page.number}页{text}", page.number)
