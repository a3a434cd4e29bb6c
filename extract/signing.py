"""What is stamped and signed in an opinion block, judged by the pictures that stand in it.

A picture that is neither a round red seal nor a signature leaves the question open; so does a seal that stands
behind the cover in no block at all. A typed name is no signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.document import Picture
from extract.located import CellText
from extract.marks import SEAL_DIAMETER_MM, SURE_SCORE, Judgement, is_blank, judge
from forms.evidence import Evidence
from forms.record import SealMark, SignatureMark

_SEAL, _SIGNATURE = "round-seal", "signature"
_ABSENT, _OPEN = 0.99, 0.5
"""Scores of a place that holds no picture of the kind, and of a question left open."""
_SMALLEST_MARK_MM = 4.0
"""A picture smaller than this both ways is an ornament."""


@dataclass(frozen=True)
class Mark:
    """One picture with what it was judged to be."""

    picture: Picture
    judgement: Judgement

    @property
    def score(self) -> float:
        return self.judgement.score

    def shows(self, kind: str) -> bool | None:
        """Whether the picture is a mark of ``kind``; ``None`` where a person has to look.

        A picture of something else that is larger than any mark may hold one: a block photographed as a whole.
        """
        seen = self.judgement
        if kind in seen.kinds:
            return True if seen.score >= SURE_SCORE else None
        if kind in seen.unsure or seen.kind == "unreadable":
            return None
        return None if seen.kind == "other" and self._large else False

    @property
    def _large(self) -> bool:
        return max(self.picture.width_mm or 0.0, self.picture.height_mm or 0.0) > SEAL_DIAMETER_MM[1]


def judge_all(found: Iterable[Picture]) -> tuple[Mark, ...]:
    """Each picture that is large enough to be a mark, judged by its pixels; blank ones are none."""
    judged = ((picture, judge(picture)) for picture in found if not _ornament(picture))
    return tuple(Mark(picture, seen) for picture, seen in judged if seen.kind != "other" or not is_blank(picture))


def _ornament(picture: Picture) -> bool:
    sizes = (picture.width_mm, picture.height_mm)
    return all(size is not None and size < _SMALLEST_MARK_MM for size in sizes)


def has_seal(marks: Iterable[Mark]) -> bool:
    """Whether any of ``marks`` is, or may be, a seal."""
    return any(mark.shows(_SEAL) is not False for mark in marks)


def _best(marks: tuple[Mark, ...], kind: str) -> tuple[bool | None, Mark | None]:
    """Whether a mark of ``kind`` is among ``marks``, and the picture that says so or leaves it open."""
    if sure := [mark for mark in marks if mark.shows(kind)]:
        return True, max(sure, key=lambda mark: mark.score)
    if doubtful := [mark for mark in marks if mark.shows(kind) is None]:
        return None, doubtful[0]
    return False, None


def signature_mark(marks: tuple[Mark, ...], place: Evidence) -> SignatureMark:
    """Whether a signature is among a block's ``marks``; ``place`` is where it was looked for."""
    present, mark = _best(marks, _SIGNATURE)
    if mark is None:
        return SignatureMark(False, _ABSENT, False, place)
    return SignatureMark(present, mark.score if present else _OPEN, present is None, mark.picture.at)


def cell_mark(cell: CellText, astray: tuple[Picture, ...]) -> SignatureMark:
    """Whether a cell to be signed is signed; a typed name is no signature.

    Open where the cell is one for several rows, and where what may be the signature stands beside the cell.
    """
    mark = signature_mark(judge_all(cell.pictures), cell.at)
    beside = mark.present is False and any(other.shows(_SIGNATURE) is not False for other in judge_all(astray))
    if beside or (cell.doubts and mark.present):
        return SignatureMark(None, _OPEN, True, mark.evidence)
    return mark


def seal_mark(marks: tuple[Mark, ...], place: Evidence, stray_seal: bool) -> SealMark:
    """Whether an official seal is among a block's ``marks``.

    Whose seal it is cannot be read from a picture here, so ``matches_unit`` stays open and the mark asks for a look.
    With ``stray_seal`` a seal stands in the document that no block holds: then no block is surely without one.
    """
    present, mark = _best(marks, _SEAL)
    if mark is not None:
        kind, score = ("round", mark.score) if present else (None, _OPEN)
        return SealMark(present, kind, score=score, needs_review=True, evidence=mark.picture.at)
    if stray_seal:
        return SealMark(None, score=_OPEN, needs_review=True, evidence=place)
    return SealMark(False, score=_ABSENT, evidence=place)
