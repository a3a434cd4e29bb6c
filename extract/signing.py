"""What is stamped and signed in an opinion block, judged by the pictures that stand in it.

A picture that is neither a round red seal nor a signature leaves the question open; so does a seal that stands
behind the cover in no block at all. A typed name is no signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.document import Picture
from extract.marks import SURE_SCORE, is_blank, judge
from forms.evidence import Evidence
from forms.record import SealMark, SignatureMark

_SEAL, _SIGNATURE = "round-seal", "signature"
_SMALLEST_MARK_MM = 4.0
"""A picture smaller than this both ways is an ornament."""


@dataclass(frozen=True)
class Mark:
    """One picture with what it was judged to be."""

    picture: Picture
    kinds: frozenset[str]
    score: float

    @property
    def open(self) -> bool:
        """Whether nobody can say what it is."""
        return not self.kinds & {_SEAL, _SIGNATURE} or self.score < SURE_SCORE


def judge_all(found: Iterable[Picture]) -> tuple[Mark, ...]:
    """Each picture that is large enough to be a mark, judged by its pixels."""
    large = [picture for picture in found if not _ornament(picture)]
    marks = []
    for picture in large:
        judgement = judge(picture)
        if judgement.kind != "other" or not is_blank(picture):
            marks.append(Mark(picture, judgement.kinds, judgement.score))
    return tuple(marks)


def _ornament(picture: Picture) -> bool:
    sizes = (picture.width_mm, picture.height_mm)
    return all(size is not None and size < _SMALLEST_MARK_MM for size in sizes)


def has_seal(marks: Iterable[Mark]) -> bool:
    """Whether any of ``marks`` is, or may be, a seal."""
    return any(_SEAL in mark.kinds or mark.open for mark in marks)


def signature_mark(marks: tuple[Mark, ...], place: Evidence) -> SignatureMark:
    """Whether a signature is among a block's ``marks``; ``place`` is where it was looked for."""
    signed = [mark for mark in marks if _SIGNATURE in mark.kinds]
    if sure := [mark for mark in signed if not mark.open]:
        best = max(sure, key=lambda mark: mark.score)
        return SignatureMark(True, best.score, False, best.picture.at)
    unsure = signed or [mark for mark in marks if mark.open]
    if unsure:
        return SignatureMark(None, 0.5, True, unsure[0].picture.at)
    return SignatureMark(False, 0.99, False, place)


def seal_mark(marks: tuple[Mark, ...], place: Evidence, stray_seal: bool) -> SealMark:
    """Whether an official seal is among a block's ``marks``.

    Whose seal it is cannot be read from a picture here, so ``matches_unit`` stays open and the mark asks for a look.
    With ``stray_seal`` a seal stands in the document that no block holds: then no block is surely without one.
    """
    sealed = [mark for mark in marks if _SEAL in mark.kinds]
    if sure := [mark for mark in sealed if not mark.open]:
        best = max(sure, key=lambda mark: mark.score)
        return SealMark(True, "round", None, None, None, best.score, True, best.picture.at)
    unsure = sealed or [mark for mark in marks if mark.open]
    if unsure:
        return SealMark(None, score=0.5, needs_review=True, evidence=unsure[0].picture.at)
    if stray_seal:
        return SealMark(None, score=0.5, needs_review=True, evidence=place)
    return SealMark(False, score=0.99, evidence=place)
