"""Ruling lines to table grids: which lines belong together, which cells they enclose, which spans the cells have.

Millimetres throughout, y downwards. Lines may come in pieces, dashed, doubled or as the sides of rectangles; lines
that enclose nothing (an underlined blank, the double line of a letterhead) give no table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.evidence import BBox

SNAP_MM = 0.9
"""Parallel lines this near are one line: a double border is two thin lines up to 0.8 mm apart."""
BRIDGE_MM = 1.3
"""A gap this wide inside a line is a dash or a corner that was left out; a missing cell border is wider."""
TOUCH_MM = 1.0
"""Lines that end this near to a crossing line meet it."""
COVERED = 0.6
"""A cell's side is ruled where lines cover this share of it."""
THINNEST_CELL_MM = 1.8
THINNEST_COLUMN_MM = 2.3
"""A column narrower than this holds no character: it is the padding round a frame that stands in a cell."""
_LEAST_LINES = 4
_END_OF_FRAME = (1, 2)
"""Level and upright lines of a frame that begins on the page before, or goes on on the next."""
SMALLEST_TABLE_MM = (12.0, 3.5)
"""A lone frame smaller than this is a tick box or an ornament."""


class Ruling(NamedTuple):
    """A straight line: ``at`` is y for a horizontal one and x for a vertical one, ``start`` ≤ ``end`` along it."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class GridCell:
    """A cell's place in its grid, spans included, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: BBox


@dataclass(frozen=True)
class Grid:
    """One table: its column edges ``xs``, row edges ``ys`` and enclosed cells in row-major order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    open_top: bool = False
    """No line closes the table above: its first row may go on from the page before."""
    open_bottom: bool = False
    owners: dict[tuple[int, int], int] = field(default_factory=dict)
    """Which cell (by index) covers a place of the grid."""

    @property
    def box(self) -> BBox:
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell that holds the point, ``None`` where no cell is enclosed."""
        place = (bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1)
        return self.owners.get(place)


def grids(rulings: Iterable[Ruling], *, exact: bool = False) -> list[Grid]:
    """Every table that the rulings draw, smallest first, so that a nested table comes before the one around it.

    ``exact`` are lines that a file itself draws: none of them is longer or shorter than it was made.
    """
    pieces = straighten(rulings)
    found = [grid for group in connected(pieces) if (grid := _grid(group, exact)) is not None]
    return sorted(found, key=lambda grid: grid.box.width * grid.box.height)


def grid_of_boxes(boxes: Sequence[BBox]) -> Grid | None:
    """The grid that a table finder's cell boxes stand in."""
    sides = [
        Ruling(horizontal, at, start, end)
        for b in boxes
        for horizontal, at, start, end in (
            (True, b.y0, b.x0, b.x1),
            (True, b.y1, b.x0, b.x1),
            (False, b.x0, b.y0, b.y1),
            (False, b.x1, b.y0, b.y1),
        )
    ]
    found = grids(sides)
    return found[-1] if found else None


def straighten(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings with parallel neighbours made one and pieces of a line joined."""
    joined: list[Ruling] = []
    every = sorted(rulings)
    for horizontal in (False, True):
        bundle: list[Ruling] = []
        for ruling in (r for r in every if r.horizontal is horizontal):
            far = bundle and (ruling.at - bundle[-1].at > SNAP_MM or ruling.at - bundle[0].at > 2 * SNAP_MM)
            if far:
                joined += _join(bundle)
                bundle = []
            bundle.append(ruling)
        if bundle:
            joined += _join(bundle)
    return joined


def _join(bundle: list[Ruling]) -> list[Ruling]:
    weight = sum(r.end - r.start for r in bundle) or 1.0
    at = sum(r.at * (r.end - r.start) for r in bundle) / weight
    out: list[Ruling] = []
    start, end = None, 0.0
    for ruling in sorted(bundle, key=lambda r: r.start):
        if start is None:
            start, end = ruling.start, ruling.end
        elif ruling.start - end <= BRIDGE_MM:
            end = max(end, ruling.end)
        else:
            out.append(Ruling(ruling.horizontal, at, start, end))
            start, end = ruling.start, ruling.end
    if start is not None and bundle:
        out.append(Ruling(bundle[0].horizontal, at, start, end))
    return [r for r in out if r.end - r.start > THINNEST_CELL_MM]


def connected(pieces: list[Ruling]) -> list[list[Ruling]]:
    """Groups of lines that meet one another."""
    vertical = sorted((i for i, r in enumerate(pieces) if not r.horizontal), key=lambda i: pieces[i].at)
    places = [pieces[i].at for i in vertical]
    parent = list(range(len(pieces)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, line in enumerate(pieces):
        if not line.horizontal:
            continue
        first, last = bisect_left(places, line.start - TOUCH_MM), bisect_right(places, line.end + TOUCH_MM)
        for k in vertical[first:last]:
            if pieces[k].start - TOUCH_MM <= line.at <= pieces[k].end + TOUCH_MM:
                parent[root(i)] = root(k)
    groups: dict[int, list[Ruling]] = {}
    for i, line in enumerate(pieces):
        groups.setdefault(root(i), []).append(line)
    return list(groups.values())


def _grid(lines: list[Ruling], exact: bool) -> Grid | None:
    across, down = [r for r in lines if r.horizontal], [r for r in lines if not r.horizontal]
    drawn = len(across), len(down)
    if not all(drawn) or (sum(drawn) < _LEAST_LINES and drawn != _END_OF_FRAME):
        return None
    down, *_ = _closed(down, across, sides=exact)
    across, open_top, open_bottom = _closed(across, down)
    xs, ys = _edges(down), _edges(across)
    if len(xs) < 2 or len(ys) < 2:
        return None
    cells, owners = _cells(xs, ys, _covered(down, xs, ys), _covered(across, ys, xs))
    if not cells or (len(cells) == 1 and not _big_enough(cells[0].box)):
        return None
    return Grid(xs, ys, tuple(cells), open_top, open_bottom, owners)


def _big_enough(box: BBox) -> bool:
    return box.width >= SMALLEST_TABLE_MM[0] and box.height >= SMALLEST_TABLE_MM[1]


def _closed(lines: list[Ruling], crossing: list[Ruling], *, sides: bool = False) -> tuple[list[Ruling], bool, bool]:
    """``lines`` with an implied one at each side where two or more crossing lines jut out beyond the outermost.

    Tables without side borders, and tables cut off by a page break, are closed where their lines end. One of the
    ``sides`` is as long as the upright lines beside it, which a page break may cut above or below all level lines.
    """
    first, last = min(r.at for r in lines), max(r.at for r in lines)
    before = [r for r in crossing if r.start < first - 2 * THINNEST_CELL_MM]
    after = [r for r in crossing if r.end > last + 2 * THINNEST_CELL_MM]
    implied = list(lines)
    for jutting, at in ((before, min(r.start for r in crossing)), (after, max(r.end for r in crossing))):
        if len(jutting) >= 2 or (sides and len(jutting) == len(crossing) and len(lines) > 1):
            places = [r.at for r in jutting]
            if sides and len(jutting) == len(crossing):
                places += [end for r in lines for end in (r.start, r.end)]
            implied.append(Ruling(lines[0].horizontal, at, min(places), max(places)))
    return implied, len(before) >= 2, len(after) >= 2


def _edges(lines: list[Ruling]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(r.at for r in lines):
        if not places or at - places[-1] > SNAP_MM:
            places.append(at)
    return tuple(places)


def _covered(lines: list[Ruling], places: tuple[float, ...], along: tuple[float, ...]) -> set[tuple[int, int]]:
    """(line, band) pairs: the line at ``places[line]`` is drawn from ``along[band]`` to ``along[band + 1]``."""
    drawn: dict[tuple[int, int], float] = {}
    for line in lines:
        index = bisect_right(places, line.at + SNAP_MM / 2) - 1
        for band in range(max(bisect_right(along, line.start) - 1, 0), len(along) - 1):
            if along[band] >= line.end:
                break
            length = min(line.end, along[band + 1]) - max(line.start, along[band])
            drawn[index, band] = drawn.get((index, band), 0.0) + max(length, 0.0)
    ruled = {key for key, length in drawn.items() if length >= COVERED * (along[key[1] + 1] - along[key[1]])}
    return ruled | _over_slivers(ruled, along)


def _over_slivers(ruled: set[tuple[int, int]], along: tuple[float, ...]) -> set[tuple[int, int]]:
    """Where the lines go on over bands too narrow for any text: tables one below another end a hair apart."""
    return {
        (line, beside)
        for line, band in ruled
        for beside in (band - 1, band + 1)
        if 0 <= beside < len(along) - 1 and along[beside + 1] - along[beside] < THINNEST_CELL_MM
    }


def _cells(
    xs: tuple[float, ...], ys: tuple[float, ...], upright: set[tuple[int, int]], level: set[tuple[int, int]]
) -> tuple[list[GridCell], dict[tuple[int, int], int]]:
    """The rectangles that lines enclose, in row-major order, and which of them owns each place of the grid."""
    rectangles: list[tuple[int, int, int, int]] = []
    seen: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in seen:
                region = _region((row, column), (len(ys) - 1, len(xs) - 1), upright, level, seen)
                rectangles += _rectangles(region)
    cells: list[GridCell] = []
    owners: dict[tuple[int, int], int] = {}
    for top, left, bottom, right in sorted(_widened(rectangles, xs)):
        box = BBox(xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        if min(box.width, box.height) < THINNEST_CELL_MM:
            continue
        for row in range(top, bottom + 1):
            owners.update({(row, column): len(cells) for column in range(left, right + 1)})
        cells.append(GridCell(top, left, bottom - top + 1, right - left + 1, box))
    return cells, owners


def _widened(rectangles: list[tuple[int, int, int, int]], xs: tuple[float, ...]) -> list[tuple[int, int, int, int]]:
    """``rectangles`` with those too narrow for any text given to the one beside them in the same rows."""
    kept = [r for r in rectangles if xs[r[3] + 1] - xs[r[1]] >= THINNEST_COLUMN_MM]
    for top, left, bottom, right in rectangles:
        if xs[right + 1] - xs[left] >= THINNEST_COLUMN_MM:
            continue
        same = [n for n, r in enumerate(kept) if (r[0], r[2]) == (top, bottom)]
        framed = [n for n in same if kept[n][1] == right + 1] or [n for n in same if kept[n][3] == left - 1]
        for number in framed:
            _, start, _, end = kept[number]
            kept[number] = (top, min(start, left), bottom, max(end, right))
    return kept


def _region(
    start: tuple[int, int],
    size: tuple[int, int],
    upright: set[tuple[int, int]],
    level: set[tuple[int, int]],
    seen: set[tuple[int, int]],
) -> set[tuple[int, int]]:
    """The places reached from ``start`` without crossing a line; empty where the way leads out of the table."""
    region: set[tuple[int, int]] = set()
    todo, outside = [start], False
    seen.add(start)
    while todo:
        row, column = todo.pop()
        region.add((row, column))
        steps = (
            ((row, column - 1), (column, row) in upright),
            ((row, column + 1), (column + 1, row) in upright),
            ((row - 1, column), (row, column) in level),
            ((row + 1, column), (row + 1, column) in level),
        )
        for place, walled in steps:
            if walled or place in seen:
                continue
            if not (0 <= place[0] < size[0] and 0 <= place[1] < size[1]):
                outside = True
                continue
            seen.add(place)
            todo.append(place)
    return set() if outside else region


def _rectangles(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """``region`` as (top, left, bottom, right): itself where it is one rectangle, else its runs, equal ones stacked."""
    runs: list[tuple[int, int, int, int]] = []
    for row in sorted({place[0] for place in region}):
        columns = sorted(place[1] for place in region if place[0] == row)
        start = columns[0]
        for here, following in zip(columns, [*columns[1:], columns[-1] + 2], strict=True):
            if following != here + 1:
                runs.append((row, start, row, here))
                start = following
    stacked: list[tuple[int, int, int, int]] = []
    for top, left, bottom, right in runs:
        above = next((r for r in stacked if r[1] == left and r[3] == right and r[2] == top - 1), None)
        if above is not None:
            stacked.remove(above)
            top = above[0]
        stacked.append((top, left, bottom, right))
    return stacked
