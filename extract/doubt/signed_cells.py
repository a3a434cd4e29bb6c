"""Cells to be signed on a scan: rows that a stroke across one cell made, and ink of a signature beyond its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from extract.document import ReadText
from extract.doubt.doubted import doubted
from forms.evidence import BBox
from forms.record import Answer

ByPage: TypeAlias = dict[int, list[ReadText]]
"""The lines read on each page."""
STROKE_MM, STROKE_HEIGHT = 1.0, 0.6
"""So near a signature's ink goes on beyond a ruling, with so much of its height at least beside the signature."""
_SIGNED = 2


def is_to_sign(answer: Answer) -> bool:
    """Whether a cell is to be signed: its ink is a signature, or none, and no text that could be misread."""
    return isinstance(answer.value, dict) and "present" in answer.value


def without_cut_rows(rows: Sequence[Mapping[str, Answer]]) -> list[Mapping[str, Answer]]:
    """``rows`` without those that a stroke across one cell made: their other cells are the very cells of the row above."""
    kept: list[Mapping[str, Answer]] = []
    for row in rows:
        if kept and _same_cells(kept[-1], row):
            kept[-1] = _both_signed(kept[-1], row)
        else:
            kept.append(row)
    return kept


def _both_signed(above: Mapping[str, Answer], row: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """``above`` with its cells to be signed as both parts of them say."""
    parts = {slot: answer for slot, answer in row.items() if is_to_sign(answer)}
    return {**above, **{slot: _of_parts(above.get(slot, part), part) for slot, part in parts.items()}}


def _of_parts(upper: Answer, lower: Answer) -> Answer:
    """What the two parts of one cell show together: the stroke that cut it is ink, so that it is not surely empty."""
    fuller = max(upper, lower, key=_shown)
    if _shown(fuller) or upper.evidence == lower.evidence or not isinstance(fuller.value, dict):
        return fuller
    return doubted(replace(fuller, value={**fuller.value, "present": None, "needs_review": True}))


def _shown(signed: Answer) -> int:
    """0 where nobody signed, 1 where nobody can tell, :data:`_SIGNED` for a signature."""
    present = signed.value.get("present") if isinstance(signed.value, dict) else None
    return 1 if present is None else _SIGNED * bool(present)


def _same_cells(above: Mapping[str, Answer], row: Mapping[str, Answer]) -> bool:
    said = {slot: answer for slot, answer in row.items() if answer.raw.strip() and isinstance(answer.value, str | int)}
    return bool(said) and all(
        slot in above and above[slot].raw == answer.raw and above[slot].evidence == answer.evidence is not None
        for slot, answer in said.items()
    )


def without_strokes(by_page: ByPage, row: Mapping[str, Answer]) -> ByPage:
    """What was read, without the ink in which the row's own signatures go on beyond their cells: it hides no answer."""
    signed = [one.evidence for one in row.values() if is_to_sign(one) and _shown(one) == _SIGNED]
    found = dict(by_page)
    for at in signed:
        if at is not None and at.page in found and (box := at.box) is not None:
            found[at.page] = [line for line in found[at.page] if line.text or not _goes_on_in(box, line.box)]
    return found


def _goes_on_in(signature: BBox, ink: BBox) -> bool:
    """Whether ``ink`` begins where a signature ends, at its height."""
    common = min(signature.y1, ink.y1) - max(signature.y0, ink.y0)
    apart = max(ink.x0 - signature.x1, signature.x0 - ink.x1)
    return apart <= STROKE_MM and common >= STROKE_HEIGHT * ink.height
