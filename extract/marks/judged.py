"""What a picture in the place of a seal or signature is, judged by its pixels alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from extract.document import Picture

if TYPE_CHECKING:
    from extract.marks.pixels import Mask, Pixels
    from extract.marks.ring import Ring
    from extract.marks.strokes import Strokes

MarkKind: TypeAlias = Literal["round-seal", "signature", "other", "unreadable"]

SURE_SCORE = 0.7
"""From here on a judgement may be used as it is; below, a person looks at the picture."""
SEAL_DIAMETER_MM = (30.0, 60.0)
"""Official seals measure 38–50 mm; scans and pasted pictures stray from it."""
_PICTURED_DIAMETER_MM = (18.0, 90.0)
_BLANK_SHARE = 0.0015
_LIKELY_SCORE, _POSSIBLE_SCORE = 0.4, 0.15
"""From the first on a mark is named, if only for a person to look; below the second it is not thought of."""
_PAGE_MM = 150.0
_TYPED, _TYPED_SCORE = 0.44, 0.6
"""Ink that can be slanted so that more of its outline runs along the axes may be type, and scores no more as a signature."""


@dataclass(frozen=True)
class Judgement:
    """What a picture shows and how sure that is (0–1; see :data:`SURE_SCORE`).

    ``kinds`` holds every mark seen in it: a seal pressed over a signature is both. It is empty for ``other`` and
    ``unreadable``. ``unsure`` holds the marks that may stand in it beside those.
    """

    kind: MarkKind
    score: float
    kinds: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()


def judge(picture: Picture) -> Judgement:
    """The mark that ``picture`` shows. Only red round seals count as seals; ``unreadable`` where nobody can look.

    A typed name in a picture scores below :data:`SURE_SCORE` whichever kind is given; so does a ring in grey or blue,
    which may be the copy of a seal.
    """
    from extract.marks.pixels import Unreadable, load

    try:
        pixels = load(picture)
    except Unreadable:
        return Judgement("unreadable", 0.0)
    if pixels.inked.mean() < _BLANK_SHARE:
        return Judgement("other", 1.0)
    seal = _seal_score(pixels, pixels.red)
    signature = _signature_score(pixels)
    if seal >= _LIKELY_SCORE:
        kinds = {"round-seal", "signature"} if signature >= SURE_SCORE else {"round-seal"}
        doubt = {"signature"} if _POSSIBLE_SCORE <= signature < SURE_SCORE else set()
        return Judgement("round-seal", seal, frozenset(kinds), frozenset(doubt))
    if signature >= _LIKELY_SCORE:
        if _seal_score(pixels, pixels.stroke) >= _LIKELY_SCORE:
            return Judgement("other", 0.5, unsure=frozenset({"round-seal"}))
        doubt = {"round-seal"} if seal >= _POSSIBLE_SCORE else set()
        return Judgement("signature", signature, frozenset({"signature"}), frozenset(doubt))
    possible = {"round-seal": seal, "signature": signature}
    unsure = frozenset(kind for kind, score in possible.items() if score >= _POSSIBLE_SCORE)
    return Judgement("other", round(max(0.0, 1 - 2 * max(seal, signature)), 2), unsure=unsure)


def is_blank(picture: Picture) -> bool | None:
    """Whether the picture shows nothing but paper or a mere line to sign on; ``None`` where nobody can look."""
    from extract.marks.pixels import Unreadable, load
    from extract.marks.strokes import measure

    try:
        pixels = load(picture)
    except Unreadable:
        return None
    if pixels.inked.mean() < _BLANK_SHARE:
        return True
    return not pixels.red.mean() > _BLANK_SHARE and measure(pixels.inked).ink == 0


def ring_of(picture: Picture) -> tuple[Ring, float] | None:
    """The red ring in ``picture``, in pixels of a working copy, and how many pixels that is wide.

    Raises ``extract.marks.pixels.Unreadable`` as loading does.
    """
    from extract.marks.pixels import load
    from extract.marks.ring import find_ring

    pixels = load(picture)
    ring = find_ring(pixels.red, _radii(pixels))
    return (ring, float(pixels.red.shape[1])) if ring is not None else None


def _seal_score(pixels: Pixels, ink: Mask) -> float:
    """How surely ``ink`` holds the ring of a seal with something written in it."""
    from extract.marks.ring import find_ring

    ring = find_ring(ink, _radii(pixels))
    if ring is None or not _is_seal_shaped(ring):
        return 0.0
    whole = _ramp(ring.coverage, 0.55, 0.85) * (0.6 + 0.4 * _ramp(ring.weakest, 0.3, 0.7))
    written = _ramp(ring.text, 0.08, 0.28) * _ramp(ring.fill, 0.02, 0.06) * _ramp(-ring.fill, -0.72, -0.55)
    shape = _ramp(-ring.outside, -0.30, -0.12) * _ramp(ring.visible, 0.4, 0.8)
    return round(whole * written * shape * _size_trust(ring, pixels), 2)


def _is_seal_shaped(ring: Ring) -> bool:
    return ring.coverage > 0.55 and ring.weakest > 0.25 and ring.fill < 0.72


def _size_trust(ring: Ring, pixels: Pixels) -> float:
    """Less than one where the ring is printed in a size that no official seal has."""
    if pixels.mm_per_pixel is None:
        return 1.0
    diameter = 2 * ring.radius * pixels.mm_per_pixel
    low, high = SEAL_DIAMETER_MM
    if low * 0.9 <= diameter <= high * 1.1:
        return 1.0
    return 0.65 if _PICTURED_DIAMETER_MM[0] <= diameter <= _PICTURED_DIAMETER_MM[1] else 0.3


def _radii(pixels: Pixels) -> tuple[float, float]:
    """Radii in pixels that a seal may have: by its printed size, or half the picture and less."""
    short, long = sorted(pixels.red.shape)
    most = max(short * 0.53, long * 0.3)
    if pixels.mm_per_pixel is None or long * pixels.mm_per_pixel < _PAGE_MM:
        return max(8.0, short * 0.16), most
    per_mm = 1 / pixels.mm_per_pixel
    return max(8.0, SEAL_DIAMETER_MM[0] / 2 * per_mm), min(most, SEAL_DIAMETER_MM[1] / 2 * per_mm)


def _signature_score(pixels: Pixels) -> float:
    """How surely the dark ink is handwriting."""
    from extract.marks.strokes import measure, straightest

    strokes = measure(pixels.stroke)
    if strokes.ink < 60 or _is_dense(pixels, strokes):
        return 0.0
    thin = _ramp(-strokes.thickness / max(strokes.height, 1), -0.30, -0.14)
    light = _ramp(-strokes.density, -0.55, -0.38)
    slanting = _ramp(-strokes.axial, -0.68, -0.44)
    joined = _ramp(strokes.joined, 0.10, 0.35) * 0.6 + _ramp(strokes.spread, 0.3, 0.7) * 0.4
    few = _ramp(-strokes.parts, -40, -18)
    type_like = max(_ramp(strokes.axial, 0.32, 0.40), _ramp(strokes.parts, 4, 6))  # along the axes, or in many pieces
    uneven = 1 - 0.45 * _ramp(strokes.even, 0.5, 0.85) * _ramp(strokes.density, 0.11, 0.16) * type_like
    pieced = 0.4 * _ramp(-strokes.joined, -0.32, -0.12) * _ramp(strokes.parts, 5, 8)  # letters set one by one
    free = 0.35 + 0.65 * slanting * (0.3 + 0.7 * joined)
    drawn = thin * light * few * free * uneven * (1 - pieced) * _ruled(strokes) * _signature_size(pixels, strokes)
    if drawn > _TYPED_SCORE and straightest(pixels.stroke) > _TYPED:
        return _TYPED_SCORE
    return round(drawn, 2)


def _is_dense(pixels: Pixels, strokes: Strokes) -> bool:
    """Whether the picture is no ink on paper at all: a photograph, a block of colour."""
    other = pixels.inked & ~pixels.red & ~pixels.stroke
    return bool(pixels.inked.mean() > 0.6 or other.mean() > 0.35) or strokes.density > 0.6


def _ruled(strokes: Strokes) -> float:
    """A table has rules both ways; one line to sign on costs nothing."""
    return 0.2 if strokes.rules >= 4 else 1.0


def _signature_size(pixels: Pixels, strokes: Strokes) -> float:
    """Less than one where nobody signs in that size or shape: rows of text, tall columns, whole pages."""
    aspect = strokes.width / max(strokes.height, 1)
    shape = _ramp(aspect, 0.35, 0.7) * _ramp(-aspect, -11.0, -8.0)
    if pixels.mm_per_pixel is None:
        return shape
    height = strokes.height * pixels.mm_per_pixel
    width = strokes.width * pixels.mm_per_pixel
    return shape * _ramp(height, 1.5, 3.0) * _ramp(-height, -70, -45) * _ramp(-width, -160, -110)


def _ramp(value: float, none: float, full: float) -> float:
    """0 at ``none``, 1 at ``full``, straight between."""
    return min(max((value - none) / (full - none), 0.0), 1.0)
