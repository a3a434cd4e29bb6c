"""The signatures on a page picture: in each cell and behind each prompt, what the pen left there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.ink.across import Crossing, crossings, doubted
from extract.ink.figures import may_be_figures
from extract.ink.framed import is_framed, is_name_seal, name_seals_of
from extract.ink.layer import InkLayer, ink_layer
from extract.ink.likeness import SEEN_MM, begins_at, beside, certainty_of, may_be_small
from extract.ink.parts import Piece, clusters, pieces_of
from extract.ink.printed import beside_print
from extract.ink.rings import rings_near
from extract.ink.shape import shape_of
from extract.ink.signature import SURE_FROM, UNEXPLAINED, Signature
from extract.ink.stamped import discs_of, stamps_of
from extract.ink.typed import typed_names
from extract.ink.under_seals import read_over_seal, unexplained_in
from extract.ink.unexplained import Explained
from extract.ink.words import Line, Words, words_of
from extract.layout.tables import Ruling, grids
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import Mask
    from extract.ink.parts import Labels
    from extract.vision.straight import UprightPage

LEAST_CERTAINTY = 0.15
"""What is less sure is none, and not even shown to a person."""
_IN_DATE = 0.6
"""A piece of which so much lies in a date is the date's."""
_FIGURE_MM = 1.2
"""So far a pen's figures reach out of their line, above and below."""
_HIGHEST_MM = 20.0
"""No name is higher."""
_CLEAR_MM = 1.0
"""What stands beside a seal stands so far from it."""
_WIDE, _APART_MM, _CRUMB_MM2 = 1.4, 10.0, 0.8
"""A name is so much wider than high; a seal's other ink lies within so much of any, and is no crumb of a stroke."""
_ROOMY_MM = (40.0, 15.0)
"""A cell so wide and high may be an opinion block, where seals are set."""
_COVERED = 0.25
"""Where a seal covers more than this share of the room's height, where a name begins, it may hide one."""
_ASIDE_MM = 3.0
"""So far from its place the middle of a ring is found."""
_INSIDE, _PEN_SHARE, _PEN_SIZES = 0.5, 0.35, 1.4
"""Of ink that lies in a seal by more than the first share, so much is darker than the seal's, and so large, if a pen's."""
_HIDDEN, _LEFT_MM2 = 0.4, 3.0
"""A place hidden by more is not seen to be empty, nor is one with so much ink that nothing explains: a name leaves more."""
_BLIND_MM2 = 300.0
"""So much of a ring in a cell is room for a name."""
_RED_SHARE = 0.5
"""Ink of which more is a pale red is no pen's beyond doubt."""
_ROOM_MM = (32.0, 6.0)
"""The room behind a prompt that a signature fills first: its width, and half its height."""


def find(
    page: UprightPage,
    rulings: Sequence[Ruling],
    lines: Sequence[Line],
    seals: Sequence[BBox] = (),
    sure: Sequence[BBox] = (),
) -> list[Signature]:
    """Every signature on ``page``, top to bottom. ``lines`` are those read, signatures taken for text among them.

    ``seals`` are the boxes of the seals found there: on a copy without colours their ink hides a pen's. Of those that
    are ``sure`` only the parts do whose places their ring tells: its line, the name round it, and the middle.
    """
    layer, words, cells = ink_layer(page, rulings), words_of(lines), cells_of(rulings)
    if not layer.coloured:
        places = [*words.prompts, *words.dates, *filter(_is_roomy, cells)]
        seals = [box for box in seals if box not in sure]
        seals += [ring for ring in rings_near(layer, places) if not any(_same_place(ring, one) for one in sure)]
    return signatures(layer, cells, words, seals, sure, name_seals_of(rulings))


def cells_of(rulings: Sequence[Ruling]) -> list[BBox]:
    """The boxes of all cells that the rulings enclose; the frame of a name seal is no table."""
    return [cell.box for grid in grids(rulings) if not is_name_seal(grid.box) for cell in grid.cells]


def _same_place(ring: BBox, seal: BBox) -> bool:
    """Whether a ring lies on the line of a seal, or within it."""
    (x, y), (far_x, far_y) = ring.centre, seal.centre
    return (x - far_x) ** 2 + (y - far_y) ** 2 <= (max(seal.width - ring.width, 0.0) / 2 + _ASIDE_MM) ** 2


def signatures(
    layer: InkLayer,
    cells: Sequence[BBox],
    words: Words,
    seals: Sequence[BBox] = (),
    sure: Sequence[BBox] = (),
    frames: Sequence[BBox] = (),
) -> list[Signature]:
    """What is, or may be, a signature in the zones that cells and prompts make; what stands in ``frames`` is stamped."""
    return _Page(layer, cells, words, *(((), ()) if layer.coloured else (seals, sure)), frames).found()


class _Page:
    """One page while its signatures are looked for."""

    def __init__(
        self,
        layer: InkLayer,
        cells: Sequence[BBox],
        words: Words,
        seals: Sequence[BBox],
        sure: Sequence[BBox],
        frames: Sequence[BBox],
    ) -> None:
        import numpy as np

        self.layer, self.cells, self.words = layer, cells, words
        whole = discs_of(layer, seals)
        self.stamps = stamps_of(layer, sure)
        self.discs = whole | self.stamps.disc if seals or sure else None
        self.hides = whole | (self.stamps.own & ~self.stamps.pen)
        self.whole = whole
        self.seals = [*seals, *sure]
        self.typed, self.doubtful = typed_names(layer, self.hides, words, cells)
        self.doubtful += [one.box for one in words.names if one.may_be_opinion] + words.going_on + list(frames)
        self.framed: list[BBox] = []
        """Where ink has a frame around it, as a name seal's."""
        self.loose: list[Piece] = []
        self.covered = np.zeros_like(layer.dark)

    def found(self) -> list[Signature]:
        """The signatures and the places where a seal may hide one, top to bottom."""
        loose, labels = self._loose()
        self.loose = loose
        made = [one for group in clusters(loose) if (one := self._judged(group, labels)) is not None]
        made = self._with_crossings(self._without_framed(made), labels)
        made += [one for zone, cell in self._zones() if (one := self._hidden(zone, cell, loose, made)) is not None]
        made += self._under_seals(made)
        for one in self._unexplained():
            if not any(_is_at(other, one.box, one.cell) for other in made):
                made.append(one)
        return sorted(made, key=lambda one: one.box.y0)

    def _without_framed(self, made: Sequence[Signature]) -> list[Signature]:
        """``made`` with name seals in doubt, but where somebody signed the same cell beside one."""
        signed = {one.cell for one in made if one.sure and one.box not in self.framed}
        return [
            replace(one, certainty=min(one.certainty, SURE_FROM - 0.1))
            if one.box in self.framed and one.cell not in signed
            else one
            for one in made
        ]

    def _with_crossings(self, made: list[Signature], labels: Labels) -> list[Signature]:
        """``made`` with what lies across the rule between two cells to be signed, in doubt wherever it may belong."""
        for one in crossings(self.loose, labels, self.layer, self.cells, self._is_free):
            if self._may_be_name(one) and one.owner(self._is_free) is None:
                made = doubted(made, one, [self.cells[n] for n in (one.upper, one.lower) if self._is_free(n)])
        return made

    def _may_be_name(self, found: Crossing) -> bool:
        reach = max(found.box.width, found.box.height) / self.words.usual
        return certainty_of(shape_of(found.mask, self.layer.per_mm), reach) >= UNEXPLAINED

    def _is_free(self, number: int) -> bool:
        """Whether a cell is one to be signed, by all that is known of it here: small, and without print."""
        cell = self.cells[number]
        printed = (*self.words.printed, *self.words.tall, *self.typed)
        return not _is_roomy(cell) and not any(cell.holds(*box.centre) for box in printed)

    def _unexplained(self) -> Iterator[Signature]:
        """What stands behind prompts and nothing explains: nobody can tell whether it is a name."""
        explained = Explained(
            self.layer, self.layer.dark & ~self.hides, self.covered, self.words.dates, self.words.usual
        )
        for prompt in self.words.prompts:
            number = self._cell_at(prompt)
            cell = self.cells[number] if number >= 0 else None
            if (box := explained.left_behind(prompt, cell)) is not None:
                yield Signature(box, cell, UNEXPLAINED)

    def _loose(self) -> tuple[list[Piece], Labels]:
        """Pieces of ink that are no print and no date."""
        ink, self.covered = beside_print(self.layer, self.words, self.typed)
        pieces, labels = pieces_of(ink & ~self.hides, self.layer, self.cells)
        return [piece for piece in pieces if not self._is_date(piece)], labels

    def _is_date(self, piece: Piece) -> bool:
        area = max(piece.box.width * piece.box.height, 0.01)
        return any(date.overlap(piece.box) >= _IN_DATE * area for date in self.words.dates)

    def _judged(self, group: list[Piece], labels: Labels) -> Signature | None:
        box = BBox.around(piece.box for piece in group)
        mask = self._mask(group, box, labels)
        tallest = max(max(piece.box.width, piece.box.height) for piece in group)
        place = self._place(box, group[0].cell)
        certainty, apart = (
            certainty_of(shape_of(ink, self.layer.per_mm), tallest / self.words.usual) * place
            for ink in (mask, self._without_dates(mask, box))
        )
        typed = any(name.overlap(box) > 0.5 * box.width * box.height for name in self.doubtful)
        strewn = box.height > _HIGHEST_MM and not self._is_name_without_crumbs(group, labels)
        doubtful = (
            typed or strewn or apart < SURE_FROM or self._may_be_year(group, box) or self._is_named(group[0].cell)
        )
        doubtful = doubtful or self.words.may_go_on_in(box) or self._is_pale_red(mask, box)
        if doubtful or self._may_be_stamped(group, box, labels, tallest):
            certainty = min(certainty, SURE_FROM - 0.1)
        if group[0].cell >= 0 and self._is_free(group[0].cell):
            drawn = may_be_small(shape_of(mask, self.layer.per_mm), tallest / self.words.usual)
            certainty = max(certainty, UNEXPLAINED if drawn else 0.0)
        cell = self.cells[group[0].cell] if group[0].cell >= 0 else None
        if is_framed(mask, self.layer.per_mm):
            self.framed.append(box)
        return Signature(box, cell, round(certainty, 2)) if certainty >= LEAST_CERTAINTY else None

    def _is_pale_red(self, mask: Mask, box: BBox) -> bool:
        """Whether most of the ink is what a pale seal left, whose red nearly went with the colour of the paper."""
        pale = self.layer.pale_red
        return pale is not None and bool((mask & pale[self.layer.window(box)]).sum() > _RED_SHARE * mask.sum())

    def _is_named(self, number: int) -> bool:
        """Whether a low cell is filled by words that ask for no signature: a block's name, over which the ink runs."""
        if number < 0 or _is_roomy(self.cells[number]):
            return False
        cell = self.cells[number]
        asked = any(cell.holds(*prompt.centre) for prompt in self.words.prompts)
        return not asked and any(cell.holds(*line.centre) for line in self.words.printed)

    def _is_name_without_crumbs(self, group: Sequence[Piece], labels: Labels) -> bool:
        """Whether any of what crumbs joined is a name by itself: a pale seal's lie between a date and words that it hides."""
        for part in clusters([piece for piece in group if piece.area >= _CRUMB_MM2]):
            box = BBox.around(piece.box for piece in part)
            reach = max(max(piece.box.width, piece.box.height) for piece in part) / self.words.usual
            drawn = certainty_of(shape_of(self._mask(part, box, labels), self.layer.per_mm), reach)
            if drawn >= SURE_FROM and not self._may_be_year(part, box):
                return True
        return False

    def _without_dates(self, mask: Mask, box: BBox) -> Mask:
        """``mask``, the ink in ``box``, without what lies near a date: a pen's figures are higher than their line."""
        met = [date for date in self.words.dates if date.overlap(box) > 0]
        if not met:
            return mask
        rows, columns = self.layer.window(box)
        left = mask.copy()
        for date in met:
            near = BBox(date.x0, date.y0 - _FIGURE_MM, date.x1, date.y1 + _FIGURE_MM)
            down, across = self.layer.window(near)
            top, first = max(down.start - rows.start, 0), max(across.start - columns.start, 0)
            left[top : max(down.stop - rows.start, 0), first : max(across.stop - columns.start, 0)] = False
        return left

    def _may_be_year(self, group: Sequence[Piece], box: BBox) -> bool:
        """Whether the ink is like figures in a row below where one signs, in a cell whose date was not read."""
        cell = group[0].cell
        prompts = [prompt for prompt in self.words.prompts if self._cell_at(prompt) == cell]
        below = bool(prompts) and all(box.y0 >= prompt.centre[1] for prompt in prompts if prompt.y0 <= box.y1)
        if not below or any(self._cell_at(date) == cell for date in self.words.dates if cell >= 0):
            return False
        return may_be_figures(group, box, self.words.usual, cut=self._runs_into_seal(box))

    def _runs_into_seal(self, box: BBox) -> bool:
        """Whether a seal begins where the ink ends, and may hide the rest of its row."""
        if self.discs is None:
            return False
        behind = BBox(box.x1 - _CLEAR_MM, box.y0, box.x1 + _CLEAR_MM, box.y1)
        return bool(self.discs[self.layer.window(behind)].any())

    def _may_be_stamped(self, group: list[Piece], box: BBox, labels: Labels, tallest: float) -> bool:
        """Whether the ink may be a seal's: not where what lies in a ring is so dark and so large that a pen wrote it."""
        mask, window = self._mask(group, box, labels), self.layer.window(box)
        within = mask & self.stamps.disc[window]
        if not within.any():
            return self._stamp_like(group)
        pen = (within & self.stamps.pen[window]).sum() >= _PEN_SHARE * within.sum()
        if pen and tallest >= _PEN_SIZES * self.words.usual and not self.whole[window].any():
            return False
        return bool(within.sum() > _INSIDE * mask.sum()) or self._stamp_like(group)

    def _stamp_like(self, group: list[Piece]) -> bool:
        """Whether the ink may be that of a seal whose ring was not found, on a copy without colours.

        Cells of members are not stamped. In a block a signature begins right behind its prompt, and is no higher; or it
        stands beside the ring that was found there, or far from all other ink.
        """
        box, cell = BBox.around(piece.box for piece in group), group[0].cell
        if self.layer.coloured or (cell >= 0 and not _is_roomy(self.cells[cell])):
            return False
        prompts = [p for p in self.words.prompts if self._cell_at(p) == cell]
        if box.height <= _HIGHEST_MM and any(begins_at(box, prompt) for prompt in prompts):
            return False
        return cell < 0 or not (self._beside_seal(box, self.cells[cell]) or self._alone(group, box))

    def _alone(self, group: Sequence[Piece], box: BBox) -> bool:
        """Whether ink as wide as a name stands where no other is near: a seal's ring, star and words lie all about."""
        if box.height > _HIGHEST_MM or box.width < _WIDE * box.height:
            return False
        around = BBox(box.x0 - _APART_MM, box.y0 - _APART_MM, box.x1 + _APART_MM, box.y1 + _APART_MM)
        if self.discs is not None and bool(self.discs[self.layer.window(around)].any()):
            return False
        own = {piece.label for piece in group}
        others = (piece for piece in self.loose if piece.label not in own and piece.area >= _CRUMB_MM2)
        return not any(around.overlap(piece.box) > 0 for piece in others)

    def _beside_seal(self, box: BBox, cell: BBox) -> bool:
        """Whether a seal stands in the cell, and not where the ink is."""
        if self.discs is None or box.height > _HIGHEST_MM:
            return False
        around = BBox(box.x0 - _CLEAR_MM, box.y0 - _CLEAR_MM, box.x1 + _CLEAR_MM, box.y1 + _CLEAR_MM)
        here, near = (bool(self.discs[self.layer.window(one)].any()) for one in (cell, around))
        return here and not near

    def _mask(self, group: Sequence[Piece], box: BBox, labels: Labels) -> Mask:
        import numpy as np

        return np.asarray(np.isin(labels[self.layer.window(box)], [piece.label for piece in group]))

    def _place(self, box: BBox, cell: int) -> float:
        """How well the ink stands where one signs: by the prompts of its cell, or in a cell that has none."""
        prompts = [p for p in self.words.prompts if self._cell_at(p) == cell]
        if not prompts:
            return 1.0 if cell >= 0 else 0.6
        return max(beside(box, prompt) for prompt in prompts)

    def _cell_at(self, box: BBox) -> int:
        x, y = box.centre
        holding = [n for n, cell in enumerate(self.cells) if cell.holds(x, y)]
        return min(holding, key=lambda n: self.cells[n].width * self.cells[n].height, default=-1)

    def _zones(self) -> list[tuple[BBox, BBox | None]]:
        """Where a seal may hide a signature: behind each prompt, and in cells that are high enough and have none."""
        zones = []
        prompted = set()
        for prompt in self.words.prompts:
            number = self._cell_at(prompt)
            prompted.add(number)
            cell = self.cells[number] if number >= 0 else None
            middle, right = prompt.centre[1], prompt.x1 + _ROOM_MM[0]
            right = min(right, cell.x1) if cell else right
            zones.append((BBox(prompt.x1, middle - _ROOM_MM[1], max(right, prompt.x1), middle + _ROOM_MM[1]), cell))
        roomy = [cell for n, cell in enumerate(self.cells) if _is_roomy(cell) and n not in prompted]
        return zones + [(cell, cell) for cell in roomy]

    def _hidden(
        self, zone: BBox, cell: BBox | None, loose: Sequence[Piece], made: Sequence[Signature]
    ) -> Signature | None:
        """The place itself where a seal covers so much of it that nobody can tell, unless a signature shows beside."""
        if self.discs is None or any(one.sure and _is_at(one, zone, cell) for one in made):
            return None
        if not self.whole[self.layer.window(zone)].any():
            unseen = self._part_hidden(zone, loose) or (zone is cell and self._is_blind(zone))
            return Signature(zone, cell, 0.5, hidden=True) if unseen else None
        covered = self.discs[self.layer.window(zone)].mean(axis=0) > _COVERED
        begun = len(covered) if zone is cell else min(len(covered), round(SEEN_MM * self.layer.per_mm))
        runs_in = covered.any() and any(zone.holds(*piece.box.centre) for piece in loose)
        return Signature(zone, cell, 0.5, hidden=True) if runs_in or covered[:begun].any() else None

    def _under_seals(self, made: Sequence[Signature]) -> Iterator[Signature]:
        """The seals in cells with a prompt, and with no mark yet, over ink that is neither theirs nor print.

        Or over a line that goes on beside them and was read so badly that a name may be part of it.
        """
        ink = self.layer.dark & ~self.covered
        marked = {one.cell for one in made}
        for number in sorted({self._cell_at(prompt) for prompt in self.words.prompts} - {-1}):
            cell = self.cells[number]
            box = unexplained_in(self.layer, ink, cell, self.seals) or read_over_seal(self.words, cell, self.seals)
            if cell not in marked and box is not None:
                yield Signature(box, cell, 0.5, hidden=True)

    def _is_blind(self, cell: BBox) -> bool:
        """Whether a seal stands in a cell without a prompt where one may sign across it, and a pen's ink is not told there."""
        return float(self.stamps.blind[self.layer.window(cell)].sum()) / self.layer.per_mm**2 >= _BLIND_MM2

    def _part_hidden(self, zone: BBox, loose: Sequence[Piece]) -> bool:
        """Whether the parts of seals leave too little of a place to be seen empty, or what is seen there is not."""
        window = self.layer.window(zone)
        if not self.stamps.disc[window].any():
            return False
        left = sum(piece.area for piece in loose if zone.overlap(piece.box) > 0)
        return left > _LEFT_MM2 or bool(self.hides[window].mean() > _HIDDEN)


def _is_at(found: Signature, place: BBox, cell: BBox | None) -> bool:
    """Whether what was found stands in a cell, or at a place without one; a name of the next cell may reach over the rule."""
    return found.cell in (None, cell) and found.box.overlap(cell or place) > 0


def _is_roomy(cell: BBox) -> bool:
    return cell.height >= _ROOMY_MM[1] and cell.width >= _ROOMY_MM[0]
