"""What is stamped and signed in an opinion block, judged by the pictures that stand in it.

A picture that is neither a round red seal nor a signature leaves the question open; so does a seal that stands
behind the cover in no block at all. A typed name is no signature. Whose seal it is, is read round its rim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.document import Picture
from extract.locate.located import CellText
from extract.marks.judged import SEAL_DIAMETER_MM, SURE_SCORE, Judgement, is_blank, judge
from forms.evidence import Evidence
from forms.record import SealMark, SignatureMark

if TYPE_CHECKING:
    from extract.seals.look import Words

_SEAL, _SIGNATURE = "round-seal", "signature"
_ABSENT, _OPEN = 0.99, 0.5
"""Scores of a place that holds no picture of the kind, and of a question left open."""
_SMALLEST_MARK_MM = 4.0
"""A picture smaller than this both ways is an ornament."""
_ASTRAY_MM = 25.0
"""So far above or below what is known of a block its signature may stand."""
_LEAST_NAMED = 2
"""With fewer Chinese characters in every reading of its rim a ring that is not surely a seal is none."""


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
        if self.picture.seal is not None:
            return (True if seen.score >= SURE_SCORE else None) if kind == _SEAL else False
        if self.picture.signature is not None:
            return (True if seen.score >= SURE_SCORE else None) if kind == _SIGNATURE else False
        if kind in seen.kinds:
            return True if seen.score >= SURE_SCORE else None
        if kind in seen.unsure or seen.kind == "unreadable":
            return None
        return None if seen.kind == "other" and self._large else False

    @property
    def _large(self) -> bool:
        return max(self.picture.width_mm or 0.0, self.picture.height_mm or 0.0) > SEAL_DIAMETER_MM[1]


def judge_all(found: Iterable[Picture]) -> tuple[Mark, ...]:
    """Each picture that is large enough to be a mark, judged by its pixels; blank ones are none.

    Seals and signatures found on a page picture are judged already. A part of a 骑缝章 is no block's mark.
    """
    judged = ((picture, _judgement(picture)) for picture in found if not _ornament(picture) and not _is_slice(picture))
    return tuple(Mark(picture, seen) for picture, seen in judged if seen.kind != "other" or not is_blank(picture))


def _judgement(picture: Picture) -> Judgement:
    if picture.signature is not None:
        return Judgement("signature", picture.signature, frozenset({_SIGNATURE}))
    if picture.seal is None:
        return judge(picture)
    return Judgement("round-seal", picture.seal.certainty, frozenset({_SEAL}))


def _is_slice(picture: Picture) -> bool:
    return picture.seal is not None and picture.seal.slice


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


def signature_mark(marks: tuple[Mark, ...], place: Evidence, strays: Iterable[Mark] = ()) -> SignatureMark:
    """Whether a signature is among a block's ``marks``; ``place`` is where it was looked for.

    Open where one stands so near the place that it may be the block's: of ``strays``, which no block holds. Strokes that
    may be one have to run over the place's edge.
    """
    present, mark = _best(marks, _SIGNATURE)
    if mark is None:
        beside = next((one for one in strays if _may_be_signed(one, place)), None)
        if beside is not None:
            return SignatureMark(None, _OPEN, True, beside.picture.at)
        return SignatureMark(False, _ABSENT, False, place)
    return SignatureMark(present, mark.score if present else _OPEN, present is None, mark.picture.at)


def _may_be_signed(stray: Mark, place: Evidence) -> bool:
    signature, at = stray.shows(_SIGNATURE), stray.picture.at
    if signature is None:
        return at.page == place.page and _runs_over(at, place)
    return signature and _is_near(at, place)


def _runs_over(mark: Evidence, place: Evidence) -> bool:
    return mark.box is not None and place.box is not None and mark.box.overlap(place.box) > 0


def _is_near(mark: Evidence, place: Evidence) -> bool:
    if mark.box is None or place.box is None or mark.page != place.page:
        return False
    return max(mark.box.y0 - place.box.y1, place.box.y0 - mark.box.y1) <= _ASTRAY_MM


def cell_mark(cell: CellText, astray: tuple[Picture, ...]) -> SignatureMark:
    """Whether a cell to be signed is signed; a typed name is no signature.

    Open where the cell is one for several rows, and where what may be the signature stands beside the cell.
    """
    mark = signature_mark(judge_all(cell.pictures), cell.at)
    beside = mark.present is False and any(other.shows(_SIGNATURE) is not False for other in judge_all(astray))
    if beside or (cell.doubts and mark.present):
        return SignatureMark(None, _OPEN, True, mark.evidence)
    return mark


def lost_cell_mark(beside: Evidence) -> SignatureMark:
    """What is said of a row whose cell to be signed was not found, though its column is printed: nobody can tell.

    ``beside`` is where another cell of that row stands.
    """
    return SignatureMark(None, _OPEN, True, beside)


@dataclass(frozen=True)
class Owners:
    """Whose seal is looked for in a block: names that its unit goes by there, and the other units on the form."""

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    """The unit's name where it is itself in doubt: a seal may bear it, which a person has to confirm."""


def seal_mark(marks: tuple[Mark, ...], place: Evidence, stray_seal: bool, owners: Owners = Owners()) -> SealMark:
    """Whether an official seal is among a block's ``marks``, and whether it is one of its ``owners``' own.

    With ``stray_seal`` a seal stands in the document that no block holds: then no block is surely without one.
    """
    seals = [_told(mark, owners) for mark in marks if mark.shows(_SEAL)]
    if seals:
        return _the_blocks(seals, [_told(mark, owners) for mark in marks if _may_be_red_seal(mark)])
    present, mark = _best(marks, _SEAL)
    if mark is not None:
        return SealMark(present, score=_OPEN, needs_review=True, evidence=mark.picture.at)
    if stray_seal:
        return SealMark(None, score=_OPEN, needs_review=True, evidence=place)
    return SealMark(False, score=_ABSENT, evidence=place)


def _told(mark: Mark, owners: Owners) -> SealMark:
    """A seal that is surely there, its words and whose it is; what is not sure of that is marked."""
    from extract.seals.pictured import words_of_picture
    from extract.seals.verdict import Verdict
    from extract.seals.whose import judged, of_doubted

    seen = mark.picture.seal
    words = seen.words if seen is not None else words_of_picture(mark.picture)
    verdict = judged(words, owners.own, owners.others) if words is not None else Verdict(None)
    if words is not None and owners.doubted and verdict.matches is None:
        by_doubted = of_doubted(words, owners.doubted, owners.others)
        verdict = replace(by_doubted, matches=None, likely=True) if by_doubted.matches or by_doubted.likely else verdict
    aside = seen is not None and seen.aside
    if aside and verdict.matches is False:
        verdict = replace(verdict, matches=None)  # another's may be no block's at all
    kind = seen.kind if seen is not None else "round"
    matches = True if verdict.likely else verdict.matches
    score = mark.score if matches is None else min(mark.score, verdict.score)
    doubtful = aside or verdict.matches is None or (seen is not None and not seen.red)
    return SealMark(True, kind, verdict.text, verdict.center, matches, score, doubtful, mark.picture.at)


def _may_be_red_seal(mark: Mark) -> bool:
    seal = mark.picture.seal
    return mark.shows(_SEAL) is None and seal is not None and seal.red and not _is_bare_ring(seal.words)


def _is_bare_ring(words: Words | None) -> bool:
    """Whether no reading of a ring has two Chinese characters: a circle that a red pen drew, not another unit's seal."""
    from extract.seals.said import han_of

    return words is not None and bool(words.rims) and all(len(han_of(rim)) < _LEAST_NAMED for rim in words.rims)


def _the_blocks(seals: list[SealMark], doubtful: list[SealMark]) -> SealMark:
    """The one that counts of several seals in a block: its unit's own, marked where another stands beside it.

    ``doubtful`` are those of which it is not sure that they are seals.
    """
    own = [seal for seal in seals if seal.matches_unit]
    chosen = max(own or seals, key=lambda seal: (not seal.needs_review, seal.score))
    if own:
        beside = [seal for seal in (*seals, *doubtful) if not seal.matches_unit]
        if not beside:
            return replace(chosen, needs_review=any(seal.needs_review for seal in own))
        surest = max(beside, key=lambda seal: seal.score)
        return replace(chosen, needs_review=True, beside=surest.text or "")
    if len(seals) == 1:
        return chosen
    foreign = all(seal.matches_unit is False for seal in seals)
    return replace(chosen, matches_unit=False if foreign else None, needs_review=chosen.needs_review or not foreign)
