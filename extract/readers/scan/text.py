"""What a page picture says, step by step: lines read, boxes ticked, dates by hand, what seals cover and strokes cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.layout.tables import Grid
from extract.ocr.engine import Engine, Quad, Weighing
from extract.readers.scan.amended import amended
from extract.readers.scan.backs import words_of_back
from extract.readers.scan.circles import with_circles
from extract.readers.scan.figures import figures_read
from extract.readers.scan.hand import sorted_lines, written_doubted
from extract.readers.scan.leftovers import read_leftovers
from extract.readers.scan.lines import PlacedLine, cut_at_rulings, read_lines
from extract.readers.scan.marks import marks_of_page
from extract.readers.scan.missed import doubted_beside_ink, doubted_beside_seals
from extract.readers.scan.red import red_quads
from extract.readers.scan.rings import with_rings
from extract.readers.scan.sealed_dates import dates_under_seals
from extract.readers.scan.sheet import Sheet
from extract.readers.scan.stacked import cut_stacked
from extract.readers.scan.stamped import (
    Parted,
    cut_behind_dates,
    without_red_glyphs,
    without_slices,
    without_stamps,
)
from extract.readers.scan.struck import under_slants, without_struck
from extract.readers.scan.ticks import with_ticks
from extract.readers.scan.walls import doubted_at_sides
from extract.readers.scan.written import dates_read
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.document import Picture


@dataclass(frozen=True)
class Text:
    """The lines of a page, where ink stands that says nothing, and the marks on it.

    ``struck`` are the words left out since a stroke runs through them; ``crossed`` says that a part is cancelled.
    """

    lines: list[PlacedLine]
    unread: list[BBox]
    marks: list[Picture] = field(default_factory=list)
    struck: tuple[str, ...] = ()
    crossed: bool = False
    back: frozenset[Quad] = frozenset()
    """Where words of the page's back stand: until the marks are told they explain their ink."""

    def further(self, lines: list[PlacedLine], unread: Sequence[BBox] = ()) -> Text:
        """After one more step: other lines, and more ink that says nothing."""
        return replace(self, lines=lines, unread=[*self.unread, *unread])


def text_of(sheet: Sheet, tables: Sequence[Grid], engine: Engine) -> Text:
    """All that is written on the page, by print and by hand, signatures and what seals say left out."""
    text = _by_hand(sheet, _read(sheet, engine), tables, engine)
    text = replace(text, marks=marks_of_page(sheet.page, sheet.drawn, text.lines))
    text = replace(text, lines=[line for line in text.lines if line.quad not in text.back])
    if not sheet.coloured:
        dated = dates_under_seals(sheet.page, sheet.grey, text.lines, _possible_seals(text), sheet.drawn, engine)
        text = text.further(dated.lines, dated.unread)
    return _uncancelled(sheet, _beside_seals(sheet, text))


def _read(sheet: Sheet, engine: Engine) -> Text:
    """The page's lines in the red channel, those printed in red in colour, and where ink stands that says nothing."""
    level = cut_at_rulings(sheet.quads, sheet.drawn, sheet.mm_per_pixel)
    quads = cut_stacked(level, sheet.black, sheet.mm_per_pixel)
    lines = read_lines(sheet.page, quads, engine, sheet.pale)
    red = read_lines(sheet.page, red_quads(sheet.page, sheet.red, engine), engine, sheet.page.pixels)
    lines += [replace(line, red=True) for line in red]
    missed, unread = read_leftovers(sheet, lines, engine)
    back = words_of_back(lines, sheet.pale, engine)
    doubted = doubted_beside_ink(lines + missed, sheet.black, sheet.drawn, sheet.mm_per_pixel)
    return Text(doubted_at_sides(doubted, sheet.black, sheet.drawn, sheet.mm_per_pixel), unread, back=back)


def _by_hand(sheet: Sheet, text: Text, tables: Sequence[Grid], engine: Engine) -> Text:
    """Ticks told by their ink, what a pen wrote in doubt and its dates read as dates, signatures left out."""
    lines = with_ticks(text.lines, sheet.bright, sheet.mm_per_pixel)
    lines = with_circles(lines, sheet.bright, sheet.mm_per_pixel)
    lines = with_rings(lines, sheet.bright, sheet.mm_per_pixel, tables)
    lines = written_doubted(lines, sheet.page, sheet.drawn)
    if isinstance(engine, Weighing):
        dated = dates_read(lines, sheet.grey, sheet.mm_per_pixel, sheet.drawn, engine)
        lines, text = dated.lines, text.further(dated.lines, dated.unread)
        lines = figures_read(lines, sheet.grey, sheet.mm_per_pixel, engine)
    parted = sorted_lines(lines, tables)
    return text.further(parted.text, [line.box for line in parted.signatures])


def _beside_seals(sheet: Sheet, text: Text) -> Text:
    """``text`` without what the seals say, in doubt where one may hide how a line goes on."""
    apart = _apart(sheet, text)
    lines = apart.text
    if possible := _possible_seals(text):
        hidden = [*possible, *apart.stamps]
        lines = doubted_beside_seals(lines, hidden, sheet.black, sheet.drawn, sheet.mm_per_pixel)
    return text.further(lines, apart.stamps)


def _apart(sheet: Sheet, text: Text) -> Parted:
    inner = without_slices(text.lines, sheet.page.width_mm)
    dated = cut_behind_dates(inner.text, sheet.mm_per_pixel)
    if not (seals := _seals(text)):
        return Parted(dated.text, [*inner.stamps, *dated.stamps])
    lines = dated.text
    if sheet.coloured:
        lines = without_red_glyphs(lines, seals, sheet.ink, sheet.red, sheet.mm_per_pixel)
    apart = without_stamps([line for line in lines if line.read.text.strip()], seals, coloured=sheet.coloured)
    return Parted(apart.text, [*inner.stamps, *dated.stamps, *apart.stamps])


def _uncancelled(sheet: Sheet, text: Text) -> Text:
    """``text`` without struck-out words, in doubt where a long stroke cancels a part."""
    seals = _seals(text)
    unstruck = without_struck(text.lines, sheet.bright, sheet.drawn, seals, sheet.mm_per_pixel)
    lines = amended(unstruck.text, unstruck.places, sheet.mm_per_pixel)
    lines, crossed = under_slants(lines, sheet.bright, seals, sheet.mm_per_pixel)
    left = text.further(lines, [*unstruck.places, *crossed])
    return replace(left, struck=tuple(unstruck.words), crossed=bool(crossed))


def _seals(text: Text) -> list[BBox]:
    return [mark.at.box for mark in text.marks if mark.name == "seal" and mark.at.box is not None]


def _possible_seals(text: Text) -> list[BBox]:
    """The places of seals, sure or not."""
    return [mark.at.box for mark in text.marks if mark.seal is not None and mark.at.box is not None]
