"""A second look at what the finder passed over: ink without a line is read where it stands, and kept as unread if it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.ocr.engine import Engine, Quad, ReadLine
from extract.readers.scan.lines import PlacedLine, cut_at_rulings, places_mm, read_lines
from extract.readers.scan.sheet import Sheet
from forms.evidence import BBox

LEAST_SCORE = 0.6
"""Ink that reads worse is no text that anybody could use: a signature, a stamp's remains, a drawing."""
ROOM_MM = 0.5
FEW, BESIDE_MM = 3, 8.0
"""So many characters may be the strokes of a name, where unread ink stands this near in their row."""
DOUBT = 0.3


def read_leftovers(sheet: Sheet, lines: Sequence[PlacedLine], engine: Engine) -> tuple[list[PlacedLine], list[BBox]]:
    """The lines that loose ink makes, and where ink says nothing. The red channel shows no red ink at all."""
    from extract.vision.leftovers import leftovers

    per_mm = 1 / sheet.mm_per_pixel
    loose = leftovers(sheet.ink, [line.box for line in lines], sheet.drawn, per_mm)
    quads = cut_at_rulings([_quad(box, per_mm) for box in loose], sheet.drawn, sheet.mm_per_pixel)
    read = read_lines(sheet.page, quads, engine, sheet.pale)
    said = [line for line in read if line.read.score >= LEAST_SCORE]
    unread = [box for box in loose if not any(box.overlap(line.box) > 0 for line in said)]
    kept = [line for line in said if not _is_echo(line, lines, sheet.mm_per_pixel)]
    return [_doubted(line) if _one_of_several(line, unread) else line for line in kept], unread


def _is_echo(line: PlacedLine, lines: Sequence[PlacedLine], mm_per_pixel: float) -> bool:
    """Whether all of ``line`` was read already where it stands: a frame's loose ink goes round words of ``lines``."""
    there = {
        (glyph.text, place, max(line.em, other.em))
        for other in lines
        if line.box.overlap(other.box) > 0
        for glyph, place in zip(other.read.glyphs, places_mm(other, other.read.glyphs, mm_per_pixel), strict=True)
    }
    seen = zip(line.read.glyphs, places_mm(line, line.read.glyphs, mm_per_pixel), strict=True)
    return all(
        any(glyph.text == text and abs(at - place) <= reach for text, at, reach in there) for glyph, place in seen
    )


def _one_of_several(line: PlacedLine, unread: Sequence[BBox]) -> bool:
    """Whether a few characters stand in a row with ink that says nothing: part of a signature may look like a word."""
    if len(line.read.glyphs) > FEW:
        return False
    box = line.box
    return any(
        box.y0 < other.y1 and other.y0 < box.y1 and max(other.x0 - box.x1, box.x0 - other.x1) <= BESIDE_MM
        for other in unread
    )


def _doubted(line: PlacedLine) -> PlacedLine:
    glyphs = tuple(replace(glyph, score=min(glyph.score, DOUBT)) for glyph in line.read.glyphs)
    return replace(line, read=ReadLine(glyphs))


def _quad(box: BBox, per_mm: float) -> Quad:
    x0, y0 = (box.x0 - ROOM_MM) * per_mm, (box.y0 - ROOM_MM) * per_mm
    x1, y1 = (box.x1 + ROOM_MM) * per_mm, (box.y1 + ROOM_MM) * per_mm
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
