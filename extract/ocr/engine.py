"""What an engine for reading pictures can do, whichever it is: find lines, read lines, say how sure of each character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

Point: TypeAlias = tuple[float, float]
Quad: TypeAlias = tuple[Point, Point, Point, Point]
"""A line's corners in pixels, clockwise from the top left of its text."""


@dataclass(frozen=True)
class Glyph:
    """One character; ``middle`` is its place along the line (0 its beginning, 1 its end), ``score`` 0–1."""

    text: str
    middle: float
    score: float


@dataclass(frozen=True)
class ReadLine:
    """What one line says; empty where nothing was read."""

    glyphs: tuple[Glyph, ...] = ()

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def score(self) -> float:
        """The mean of its characters' scores; 0 for an empty line."""
        return sum(glyph.score for glyph in self.glyphs) / len(self.glyphs) if self.glyphs else 0.0

    @cached_property
    def weakest(self) -> float:
        """The score of its least sure character; 0 for an empty line."""
        return min((glyph.score for glyph in self.glyphs), default=0.0)


class Engine(Protocol):
    """Finds and reads lines of text. Pictures are three-channel; it may be called from one thread at a time."""

    def find(self, pixels: Pixels) -> list[Quad]:
        """Where lines of text stand, whatever they say."""
        ...

    def read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[ReadLine]:
        """What each of ``quads`` says, in their order."""
        ...


@runtime_checkable
class Weighing(Protocol):
    """An engine that says of each step along a line how likely each character is."""

    characters: list[str]

    def chances(self, crop: Pixels) -> Matrix:
        """For each step the probability of each of ``characters``; the first is no character."""
        ...
