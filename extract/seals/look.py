"""One seal looked at closely: its rim and the line in its middle read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from extract.seals.center import center_line, is_hidden
from extract.seals.cut import Cut, cut_of, star_axis
from extract.seals.inks import Inks, inks_of
from extract.seals.rim import Recogniser, Rim, rim_of
from extract.seals.ring import refined, without_lines
from extract.seals.said import han_of, told_line
from extract.seals.seal import Ellipse
from extract.seals.strip import (
    PADDING,
    STRIP_HEIGHT,
    USUAL_BAND,
    WIDEST_SHARE,
    Arc,
    name_arc,
    name_band,
    unrolled,
)
from extract.seals.written import written_arc

if TYPE_CHECKING:
    from extract.seals.redness import Pixels
    from extract.seals.ring import Plane
    from extract.seals.verdict import Verdict

GOOD_SCORE, GOOD_WEAKEST = 0.97, 0.95
"""Where two readings say the same so surely, on the whole and in their least sure character, no more are made."""
MOST_LEFT = 1.5
"""Where no more of the rim's ink than so many characters take is beside what was read, nothing of the name is unread."""
LEAST_CHARACTERS, MOST_STRETCH = 6, 2.2
_LONGER = 1.1
"""A usual band may be wider than the name's own, and is laid out so much longer."""
LEAST_GAP_DEGREES = 20.0
"""A name leaves more of the rim free. Where less is, its ends are not known, nor which way the line in the middle runs."""
MOST_SHIFTED_DEGREES = 10.0
"""So far beside each other may stand the middle of a name as it was read and the arm of the star below it."""
_NARROWER, _WIDER = (0.04, 0.02), (-0.05, 0.01)
"""By how much the edges of a name's band are moved to read it otherwise: a recogniser hangs on where it is cut."""
_LEAST_LINE = 2
"""A line in the middle has so many characters at least: fewer, however sure, are a scrap of it."""
_UNREAD = Rim("", (), ())
_ROOM = 1.2
_ASPECT = 1.12


@dataclass(frozen=True)
class Words:
    """What stands on a seal: the readings of its rim, the best first, and the line in its middle."""

    rims: tuple[Rim, ...] = ()
    center: Rim | None = None
    """``None`` where nothing stands in the place of such a line."""
    red: bool = True
    """Read by its colour: print and signatures that lie over it are not among its words."""
    cut: Cut | None = None
    """What the edge of the paper leaves of it; ``None`` of a whole one."""

    @cached_property
    def told(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Verdict]:
        """What is told of it already, by the names it was held against: each block beside a seal asks for the same."""
        return {}


def words_of(
    pixels: Pixels, outline: Ellipse, recogniser: Recogniser, *, red: bool = True, over: Sequence[Ellipse] = ()
) -> Words:
    """The words of the seal whose outline lies in ``pixels`` (three channels), both in pixels.

    With ``red`` its red ink alone is read, else all that is dark. ``over`` are the outlines of seals whose rings run
    through it.
    """
    part, at = _close_up(pixels, outline)
    rings = [one.moved(at.x - outline.x, at.y - outline.y) for one in over]
    inks = inks_of(part, red=red)
    at = refined(inks.strong, at, max(_ASPECT, 1.02 * at.a / at.b), 0.5)
    arc = name_arc(inks.strong, at)
    rims = _rims(inks, at, arc, recogniser)
    written, cut = written_arc(rims[0], arc) or arc, cut_of(inks.strong, at) if red else None
    whole = cut.whole_arc(written) if cut is not None else written
    lines = (
        _center_of(inks, at, place, rings, recogniser)
        for place in _middles(without_lines(inks.strong, rings), at, whole)
    )
    read = [line for line in lines if line is not None]
    return Words(tuple(rims), told_line(read) if read else None, red, cut)


def _middles(ink: Plane, at: Ellipse, written: Arc) -> Iterator[Arc]:
    """The name's arc as its characters have it, and as the star does where that is another: other ink shifts the first."""
    yield written
    axis = star_axis(ink, at)
    if axis is not None and abs((axis - written.middle + 180) % 360 - 180) > MOST_SHIFTED_DEGREES:
        yield Arc((axis - written.sweep / 2) % 360, written.sweep)


def _center_of(inks: Inks, at: Ellipse, arc: Arc, rings: Sequence[Ellipse], recogniser: Recogniser) -> Rim | None:
    """What the line in the middle says; one that says nothing where nobody can tell whether there is one.

    The lines of other seals' ``rings`` are none.
    """
    inner = name_band(inks.strong, at, arc)[0]
    line = center_line(without_lines(inks.strong, rings), at, arc, inner)
    if line is None:
        return _UNREAD if is_hidden(inks.strong, at, arc) else no_center(arc)
    others = (inks.sharp, inks.even, inks.soft)
    finer = (center_line(ink, at, arc, inner) for ink in (inks.fine, inks.fine_even) if ink is not None)
    further = (center_line(ink, at, arc, inner) for ink in others if ink is not None)
    read: list[Rim] = []
    for strip in chain(finer, (line,), further):
        if strip is not None:
            read.append(rim_of(recogniser, strip))
            if read[-1].score >= GOOD_SCORE and len(han_of(read[-1])) >= _LEAST_LINE:
                break
    return told_line(read)


def no_center(arc: Arc) -> Rim | None:
    """What is known of the middle of a seal where no line stands in its place: nothing where the place is not sure."""
    return _UNREAD if 360 - arc.sweep < LEAST_GAP_DEGREES else None


def _rims(inks: Inks, at: Ellipse, arc: Arc, recogniser: Recogniser) -> list[Rim]:
    """The name read in its several inks, bands and lengths, until two readings agree; the best reading along ``arc`` first."""
    own = name_band(inks.strong, at, arc)
    first = unrolled(inks.strong, at, arc, own)
    rims = [rim_of(recogniser, first, arc)]
    count = max(len(rims[0].text), LEAST_CHARACTERS)
    needed = WIDEST_SHARE * STRIP_HEIGHT * count / (first.shape[1] - 2 * PADDING)
    stretch = min(max(needed, 1.0), MOST_STRETCH)
    for ink, band, longer in chain(_looks(inks, own), _further_looks(inks, own, at, arc)):
        rims.append(rim_of(recogniser, unrolled(ink, at, arc, band, longer * stretch), arc))
        if _agree(rims[-2], rims[-1]) and _fills(rims[-1], arc):
            break
    return [
        *sorted(rims, key=lambda rim: rim.score, reverse=True),
        *_from_other_side(inks, at, arc, own, stretch, recogniser),
    ]


def _from_other_side(
    inks: Inks, at: Ellipse, arc: Arc, own: tuple[float, float], stretch: float, recogniser: Recogniser
) -> list[Rim]:
    """The name read from the other side of the seal on, where its ends are not known: it may have been opened within."""
    if 360 - arc.sweep >= LEAST_GAP_DEGREES:
        return []
    turned = Arc((arc.start + arc.sweep / 2) % 360, 360.0)
    inked = [inks.strong] if inks.fine is None else [inks.fine, inks.mended(inks.fine)]
    return [rim_of(recogniser, unrolled(ink, at, turned, own, stretch), turned) for ink in inked]


def _looks(inks: Inks, own: tuple[float, float]) -> Iterator[tuple[Plane, tuple[float, float], float]]:
    """Each further look at the rim: its ink, its band and by how much it is laid out longer."""
    if inks.fine is not None and inks.fine_even is not None:
        yield inks.fine, own, 1.0
        yield inks.fine_even, USUAL_BAND, _LONGER
    yield inks.strong, own, 1.0
    yield inks.even, own, 1.0
    yield inks.soft, own, 1.0
    yield inks.strong, USUAL_BAND, _LONGER
    if inks.sharp is not None and inks.smooth is not None:
        yield inks.sharp, own, 1.0
        yield inks.smooth, own, 1.0


def _further_looks(
    inks: Inks, own: tuple[float, float], at: Ellipse, arc: Arc
) -> Iterator[tuple[Plane, tuple[float, float], float]]:
    """Looks at a rim that no two readings agree on: what lies over it filled in, its band cut otherwise."""
    if inks.fine is None or inks.fine_even is None or inks.smooth is None:
        return
    yield inks.mended(inks.fine), own, 1.0
    yield inks.mended(inks.fine_even), USUAL_BAND, _LONGER
    yield inks.mended(inks.smooth), own, 1.0
    for inner, outer in (_NARROWER, _WIDER):
        yield inks.fine, (own[0] + inner, own[1] + outer), 1.0
    yield inks.fine, name_band(inks.strong, at, arc, typical=True), 1.0


def _agree(one: Rim, other: Rim) -> bool:
    """Whether two readings say the same, and each surely."""
    sure = all(rim.score >= GOOD_SCORE and min(rim.scores, default=0.0) >= GOOD_WEAKEST for rim in (one, other))
    return sure and one.text == other.text


def _fills(rim: Rim, arc: Arc) -> bool:
    """Whether the name that was read reaches from one end of ``arc`` to the other."""
    written = written_arc(rim, arc)
    return written is not None and arc.sweep - written.sweep <= MOST_LEFT * written.sweep / len(rim.text)


def _close_up(pixels: Pixels, outline: Ellipse) -> tuple[Pixels, Ellipse]:
    """The picture around a seal alone, and its outline there."""
    import numpy as np

    reach = math.ceil(max(outline.a, outline.b) * _ROOM)
    left, top = round(outline.x) - reach, round(outline.y) - reach
    x0, y0 = max(0, left), max(0, top)
    part = pixels[y0 : top + 2 * reach, x0 : left + 2 * reach]
    return np.ascontiguousarray(part), outline.moved(-x0, -y0)
