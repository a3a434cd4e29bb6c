"""The official seals on a page picture: by red ink and ring, or on copies without colours by the ring alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from extract.layout.tables import Ruling
from extract.seals.edges import edges_of, voted
from extract.seals.grey import find_grey, oval_shapes, shrunk
from extract.seals.leftover import may_hold_a_ring
from extract.seals.redness import LEAST_REDNESS, hides_pale_stamps, noise_of, redness, threshold
from extract.seals.ring import Ring, measured, ramp, refined, without
from extract.seals.seal import DIAMETERS_MM, SURE_FROM, Ellipse, Seal, SealKind
from extract.seals.vote import candidates
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.seals.ring import Plane
    from extract.vision.straight import UprightPage

Window: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""
WORK_DPI = 60.0
"""Rings are looked for at this resolution: a ring's line is two or three pixels wide."""
_MM = WORK_DPI / 25.4
MOST_SEALS = 120
"""More rings than this on one page are a pattern."""
_LEAST_REACH_MM = (20.0, 4.0)
"""A blob of red whose longer and shorter side are less holds no part of a seal that could be told from other ink."""
_BLOB_MM = 3.0
ROUND_ASPECT, OVAL_ASPECT = 1.12, 1.75
_LINE_MM, MOST_OVALS = 1.1, 24
LEAST_ROUND_MM = 36.0
"""A smaller ring may be the end of an oval one."""
LEAST_CERTAINTY = 0.3
"""What is less sure is not even shown to a person."""
PART_LINE, PART_TEXT, PART_FILL, PART_AROUND = 0.45, 0.1, (0.06, 0.45), 0.1
"""Of a stamp set down askew so much of the line is seen, so much of its name and of all within, and so little beside it."""
UNRUNG = 0.6
"""So much of the height of a seal that the paper's edge cuts is seen of its width, where no ring of it is told."""
EDGE_MM, LEAST_VISIBLE = 1.5, 0.42
"""A seal whose centre is nearer to the paper's edge, or of which less is seen, seals the edges of the pages."""
SLICE_REACH_MM, SLICE_WIDTH_MM, SLICE_HEIGHT_MM, SLICE_CERTAINTY = 6.0, 25.0, (22.0, 56.0), 0.5
"""A strip of a 骑缝章: how near the edge it ends, and its size with the room around a blob."""
_SAME = 0.45
"""Rings whose centres are nearer than this share of a radius are one seal seen twice."""
LEAST_COPIED, MOST_COPIED = 0.2, 0.6
"""How sure a ring must be that is not red on a page with colours, and how sure it can be: a person looks at it."""
_CROWDED = (0.8, 0.95)
"""How whole the line of a ring is to be that has others' ink on several sides."""
_PALE, _LINED, _STEADY = 0.6, 0.75, 0.6
"""Within a ring of which so much is there, in every eighth so much, ink counts from this share of the usual redness on."""
_LEAST_OWN = 0.35
"""The share of its line that a seal has outside better seals; what has less is made of their ink."""


def find(page: UprightPage, rulings: Sequence[Ruling] = (), lines: Sequence[BBox] = ()) -> list[Seal]:
    """Every seal on ``page``, top to bottom; places in millimetres.

    ``rulings`` are the lines of its tables, ``lines`` the boxes of its print.
    """
    if not page.coloured:
        return sorted((_told_slice(seal, page) for seal in find_grey(page, rulings)), key=lambda seal: seal.outline.y)
    small = shrunk(page.pixels, page.dpi, WORK_DPI)
    plane = redness(small)
    least = threshold(plane)
    ink, pale = _inked(plane, least), _inked(plane, _PALE * least)
    windows = _blobs(ink)
    red = _seals(ink, pale, windows)
    found = [_told_slice(seal, page) for seal in [*red, *_pale_seals(plane, least, red)]]
    found += slices(windows, found, (page.width_mm, page.height_mm))
    found += unrung(windows, found) if least > LEAST_REDNESS else []
    found += pressed_in_part(ink, windows, found)
    found = found[:MOST_SEALS] + _copied(page, rulings, lines, found)
    return sorted(found, key=lambda seal: seal.outline.y)


def _pale_seals(plane: Plane, least: float, found: Sequence[Seal]) -> list[Seal]:
    """The seals too pale for ``least``, what counts as red, in red above the page's noise that no seal ``found`` reaches."""
    noise = noise_of(plane)
    weak = max(_PALE * least, noise)
    if weak >= least:
        return []
    ink, paler = _inked(plane, weak), _inked(plane, max(_PALE * weak, noise))
    windows = [window for window in _blobs(ink) if not any(_reaches_into(seal, window) for seal in found)]
    return _seals(_within(ink, windows), _within(paler, windows), windows) if windows else []


def may_miss_pale(page: UprightPage) -> bool:
    """Whether the colours of ``page`` are so weak that a pale seal may stand on it unseen."""
    plane = redness(shrunk(page.pixels, page.dpi, WORK_DPI))
    return hides_pale_stamps(page.pixels, threshold(plane))


def _copied(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox], red: Sequence[Seal]) -> list[Seal]:
    """The rings that are not red on a page with colours: a copy may be signed in blue. None of them is sure."""
    import numpy as np

    from extract.vision.ink import red_free

    plain = replace(page, pixels=np.dstack([red_free(page.pixels)] * 3))
    if not may_hold_a_ring(plain, rulings, lines):
        return []
    rings = [ring for ring in find_grey(plain, rulings) if ring.certainty >= LEAST_COPIED]
    apart = [ring for ring in rings if not any(_touches(ring, seal) for seal in red)]
    return [_told_slice(replace(ring, certainty=min(ring.certainty, MOST_COPIED)), page) for ring in apart]


def _touches(ring: Seal, seal: Seal) -> bool:
    """Whether the centre of ``ring`` lies in ``seal``, whose own remains may make it."""
    one, other = ring.outline, seal.outline
    return bool((one.x - other.x) ** 2 + (one.y - other.y) ** 2 < max(other.a, other.b) ** 2)


def _told_slice(seal: Seal, page: UprightPage) -> Seal:
    """A seal whose centre lies on the paper's edge or beyond it seals the edge."""
    inside = min(seal.outline.x, page.width_mm - seal.outline.x, seal.outline.y, page.height_mm - seal.outline.y)
    return replace(seal, slice=inside < EDGE_MM or seal.visible < LEAST_VISIBLE)


def slices(windows: list[Window], seals: list[Seal], size_mm: tuple[float, float]) -> list[Seal]:
    """Strips of seals along the left and right edges of the paper, where no whole seal stands."""
    found = []
    for window in windows:
        left, top, right, bottom = (side / _MM for side in window)
        at_edge = left < SLICE_REACH_MM or right > size_mm[0] - SLICE_REACH_MM
        tall = SLICE_HEIGHT_MM[0] <= bottom - top <= SLICE_HEIGHT_MM[1]
        if at_edge and tall and right - left <= SLICE_WIDTH_MM and not any(_reaches_into(s, window) for s in seals):
            radius = max((bottom - top - _BLOB_MM) / 2, DIAMETERS_MM[0] / 2)
            middle = Ellipse((left + right) / 2, (top + bottom) / 2, radius, radius)
            found.append(Seal(middle, "round", SLICE_CERTAINTY, 0.0, slice=True))
    return found


def pressed_in_part(ink: Plane, windows: Sequence[Window], seals: Sequence[Seal]) -> list[Seal]:
    """Rings of which a stamp set down askew left about half, where none of ``seals`` is: a person looks at them."""
    found = []
    for window in windows:
        if any(_reaches_into(seal, window) for seal in seals):
            continue
        rings = [ring for ring in _rings(ink, window, _circles(), ROUND_ASPECT) if _is_in_part(ring)]
        if rings:
            best = max(rings, key=lambda ring: ring.coverage)
            found.append(Seal(best.at.scaled(1 / _MM), "round", LEAST_CERTAINTY, round(best.visible, 2)))
    return found


def _is_in_part(ring: Ring) -> bool:
    """Whether ink stands along about half of a ring and within it, and none around it."""
    written = ring.text >= PART_TEXT and PART_FILL[0] <= ring.fill <= PART_FILL[1]
    return ring.coverage >= PART_LINE and written and max(ring.outside, ring.square) <= PART_AROUND


def unrung(windows: list[Window], seals: list[Seal]) -> list[Seal]:
    """Red ink as large as a seal, both ways, where none of ``seals`` is.

    One so pale that its ring is lost in the noise of the page's colours may stand there.
    """
    found = []
    for window in windows:
        left, top, right, bottom = (side / _MM for side in window)
        short, long = sorted((right - left - _BLOB_MM, bottom - top - _BLOB_MM))
        sized = short >= UNRUNG * long and DIAMETERS_MM[0] <= long <= DIAMETERS_MM[1]
        if sized and not any(_reaches_into(seal, window) for seal in seals):
            middle = Ellipse((left + right) / 2, (top + bottom) / 2, long / 2, long / 2)
            found.append(Seal(middle, "round", LEAST_CERTAINTY))
    return found


def _inked(plane: Plane, least: float) -> Plane:
    """0–1: more than half where ink is red enough, one where it surely is."""
    import numpy as np

    return np.asarray(np.where(plane > least, np.clip(0.5 + plane / least * 0.25, 0, 1), 0), dtype=np.float32)


def _blobs(ink: Plane) -> list[Window]:
    """Where on the page red ink large enough for a seal stands: left, top, right, bottom."""
    import cv2
    import numpy as np

    thick = max(3, round(_BLOB_MM * _MM)) | 1
    joined = cv2.dilate((ink > 0).astype(np.uint8), np.ones((thick, thick), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    windows = []
    for index in range(1, count):
        x, y, width, height = (int(v) for v in boxes[index][:4])
        short, long = sorted((width, height))
        if long >= _LEAST_REACH_MM[0] * _MM and short >= _LEAST_REACH_MM[1] * _MM:
            windows.append((x, y, x + width, y + height))
    return windows


def _circles() -> list[Ellipse]:
    low, high = (diameter / 2 * _MM for diameter in DIAMETERS_MM)
    return [Ellipse(0, 0, radius, radius) for radius in range(round(low), round(high) + 1)]


def _seals(ink: Plane, pale: Plane, windows: list[Window]) -> list[Seal]:
    """The seals in all ``windows``: round ones first, oval ones in what these leave, which may be one too small."""
    circles = [_filled(ring, pale) for window in windows for ring in _rings(ink, window, _circles(), ROUND_ASPECT)]
    found = _chosen(ink, [(ring, "round") for ring in circles], [])
    whole = [seal for seal in found if seal.diameter_mm >= LEAST_ROUND_MM]
    left = ink.copy()
    for seal in whole:
        without(left, seal.outline.scaled(_MM))
    if not (windows := _blobs(left)):
        return found
    ovals: list[tuple[Ring, SealKind]] = [(ring, "oval") for ring in _oval_rings(left, windows, ink)]
    small: list[tuple[Ring, SealKind]] = [(ring, "round") for ring in circles if 2 * ring.at.a < LEAST_ROUND_MM * _MM]
    return _chosen(ink, small + ovals, whole)


def _oval_rings(left: Plane, windows: list[Window], ink: Plane) -> list[Ring]:
    """The oval rings in ``windows``, by the direction of their edges in what is ``left``, refined and measured in ``ink``."""
    rough = voted(
        edges_of(_within(left, windows)),
        (ink.shape[0], ink.shape[1]),
        oval_shapes(WORK_DPI),
        _LINE_MM * _MM,
        MOST_OVALS,
    )
    return [measured(ink, refined(ink, one, OVAL_ASPECT)) for _, one in rough]


def _within(ink: Plane, windows: Sequence[Window]) -> Plane:
    """The ink in ``windows`` alone."""
    import numpy as np

    shown = np.zeros_like(ink)
    for x0, y0, x1, y1 in windows:
        shown[y0:y1, x0:x1] = ink[y0:y1, x0:x1]
    return shown


def _rings(ink: Plane, window: Window, shapes: list[Ellipse], aspect: float) -> list[Ring]:
    """The rings of one shape in one blob, refined and measured."""
    rough = (one for _, one in candidates(ink, window, shapes, MOST_SEALS))
    return [measured(ink, refined(ink, one, aspect)) for one in rough]


def _filled(ring: Ring, pale: Plane) -> Ring:
    """``ring`` with what stands in it and around it of ``pale`` ink: the strokes of a name fade before its line does."""
    if ring.coverage < _LINED or ring.weakest < _STEADY:
        return ring
    seen = measured(pale, ring.at)
    filled = replace(ring, fill=seen.fill, text=seen.text, outside=seen.outside, square=seen.square)
    return filled if certainty_of(filled) > certainty_of(ring) else ring


def _chosen(ink: Plane, rings: Sequence[tuple[Ring, SealKind]], before: list[Seal]) -> list[Seal]:
    """``before`` and the seals among ``rings``, the wholest first, each judged by what better ones leave of its line.

    What better ones leave beside it counts too: between two others a ring has ink on every side.
    """
    chosen, left = list(before), ink.copy()
    for seal in before:
        without(left, seal.outline.scaled(_MM))
    for least in (SURE_FROM, LEAST_CERTAINTY):
        seen = [(ring, _certainty_beside(ring, measured(left, ring.at)), kind) for ring, kind in rings]
        for ring, alone, kind in sorted(seen, key=lambda one: (one[1], *_rank(one[0])), reverse=True):
            if any(_same(ring.at, other.outline.scaled(_MM)) for other in chosen):
                continue
            certainty = alone * _own(ring, measured(left, ring.at))
            if certainty >= least:
                chosen.append(Seal(ring.at.scaled(1 / _MM), kind, round(certainty, 2), round(ring.visible, 2)))
                without(left, ring.at)
    return chosen


def _certainty_beside(ring: Ring, free: Ring) -> float:
    """How surely a ring is a seal's, with the ink around it that ``free`` has: what better seals leave there.

    Pieces of several seals make rings as well; none of these is whole.
    """
    alone = replace(ring, outside=min(ring.outside, free.outside), square=min(ring.square, free.square))
    return max(certainty_of(ring), certainty_of(alone) * ramp(ring.coverage, *_CROWDED))


def _reaches_into(seal: Seal, window: Window) -> bool:
    box = seal.outline.scaled(_MM).box
    return box.x0 < window[2] and box.x1 > window[0] and box.y0 < window[3] and box.y1 > window[1]


def _same(one: Ellipse, other: Ellipse) -> bool:
    return bool((one.x - other.x) ** 2 + (one.y - other.y) ** 2 < (_SAME * max(one.b, other.b)) ** 2)


def _own(ring: Ring, left: Ring) -> float:
    """Less than one where most of a ring's line is the ink of better seals."""
    return ramp(left.coverage / max(ring.coverage, 0.01), _LEAST_OWN / 2, _LEAST_OWN)


def certainty_of(ring: Ring) -> float:
    """How surely a ring is that of a seal (0–1)."""
    hidden = 1 - ring.visible
    whole = ramp(ring.coverage, 0.5 + 0.3 * hidden, 0.78 + 0.15 * hidden) * (0.5 + 0.5 * ramp(ring.weakest, 0.2, 0.5))
    written = ramp(ring.text, 0.15, 0.35) * ramp(ring.fill, 0.03, 0.09) * ramp(-ring.fill, -0.8, -0.66)
    shape = ramp(-ring.outside, -0.4, -0.2) * ramp(ring.visible, 0.25, 0.55) * ramp(-ring.square, -0.7, -0.4)
    if ring.at.a > ROUND_ASPECT * ring.at.b * 1.05:  # so many ovals are tried that one fits most red text a little
        whole *= ramp(ring.coverage, 0.7, 0.9)
    return whole * written * shape


def _rank(ring: Ring) -> tuple[float, float]:
    """The surest first; a seal's inner ring has ink outside and comes after its outer one."""
    return certainty_of(ring), ring.coverage * ring.weakest
