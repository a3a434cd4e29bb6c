"""Where one signs on a page: its cells, the prompts and dates in them, and what is printed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.ink.likeness import beside
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.words import Words

_ROOMY_MM = (40.0, 15.0)
"""A cell so wide and high may be an opinion block, where seals are set."""
_ROOM_MM = (32.0, 6.0)
"""The room behind a prompt that a signature fills first: its width, and half its height."""
_BARE = 0.6
"""How well ink stands that lies in no cell, on a page where no prompt stands outside of cells either."""


def is_roomy(cell: BBox) -> bool:
    """Whether a cell may be an opinion block."""
    return cell.height >= _ROOMY_MM[1] and cell.width >= _ROOMY_MM[0]


@dataclass(frozen=True)
class Places:
    """The cells of a page by their numbers, its words, and the boxes of the short lines among them that are ``typed``.

    A cell's number is -1 for what lies in none.
    """

    cells: Sequence[BBox]
    words: Words
    typed: Sequence[BBox] = field(default=())

    def number_at(self, box: BBox) -> int:
        """The smallest cell that holds the middle of ``box``."""
        x, y = box.centre
        holding = [n for n, cell in enumerate(self.cells) if cell.holds(x, y)]
        return min(holding, key=lambda n: self.cells[n].width * self.cells[n].height, default=-1)

    def cell(self, number: int) -> BBox | None:
        return self.cells[number] if number >= 0 else None

    def prompts_in(self, number: int) -> list[BBox]:
        """The prompts to sign in a cell, or outside of all."""
        return [prompt for prompt in self.words.prompts if self.number_at(prompt) == number]

    def has_date(self, number: int) -> bool:
        """Whether a date was read in a cell."""
        return number >= 0 and any(self.number_at(date) == number for date in self.words.dates)

    def is_block(self, number: int) -> bool:
        """Whether a cell may be an opinion block; what lies in none may belong to one as well."""
        return number < 0 or is_roomy(self.cells[number])

    def is_free(self, number: int) -> bool:
        """Whether a cell is one to be signed, by all that is known of it: small, and without print."""
        if self.is_block(number):
            return False
        cell = self.cells[number]
        printed = (*self.words.printed, *self.words.tall, *self.typed)
        return not any(cell.holds(*box.centre) for box in printed)

    def is_named(self, number: int) -> bool:
        """Whether a low cell is filled by words that ask for no signature: a block's name, over which the ink runs."""
        if self.is_block(number):
            return False
        cell = self.cells[number]
        asked = any(cell.holds(*prompt.centre) for prompt in self.words.prompts)
        return not asked and any(cell.holds(*line.centre) for line in self.words.printed)

    def fitness(self, box: BBox, number: int) -> float:
        """How well ink stands where one signs (0–1): by the prompts of its cell, or in a cell that has none."""
        prompts = self.prompts_in(number)
        if not prompts:
            return 1.0 if number >= 0 else _BARE
        return max(beside(box, prompt) for prompt in prompts)

    def zones(self) -> list[tuple[BBox, BBox | None]]:
        """Where a seal may hide a signature, with its cell: behind each prompt, and in roomy cells that have none."""
        zones = []
        prompted = set()
        for prompt in self.words.prompts:
            number = self.number_at(prompt)
            prompted.add(number)
            cell = self.cell(number)
            middle, right = prompt.centre[1], prompt.x1 + _ROOM_MM[0]
            right = min(right, cell.x1) if cell else right
            zones.append((BBox(prompt.x1, middle - _ROOM_MM[1], max(right, prompt.x1), middle + _ROOM_MM[1]), cell))
        roomy = [cell for n, cell in enumerate(self.cells) if is_roomy(cell) and n not in prompted]
        return zones + [(cell, cell) for cell in roomy]
