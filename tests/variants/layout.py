"""How one drawing differs from our own blank; every choice is one that real blanks make."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Layout:
    """Every choice with its plainest value first in :data:`WAYS`; ``seed`` draws the answers and all single places."""

    seed: int = 0
    traditional: bool = False
    synonyms: bool = False
    shuffle: bool = False
    label_dress: str = "plain"
    """Labels in cells: spaced apart, broken over lines, one character a line, with a colon, a number, a bracket."""
    wide_signs: bool = False
    """The full-width or half-width form of letters, strokes and brackets in labels."""
    hints: str = "none"
    """Printed hints beside the answer, after it, before it or on a line of their own."""
    headings: str = "own"
    """Headings as defined, under another of their names, or not printed at all."""
    numbers: str = "一、"
    """How the headings of prose are numbered."""
    tables: str = "apart"
    """A table for each part, parts cut in two, neighbours as one, or everything in one table."""
    pairs: str = "two"
    """Label/value pairs: two or one a row, labels above, at the side of a merged heading, nested, as paragraphs."""
    long_inside: bool = False
    """Long answers in the cell of their label, below it."""
    prose: str = "paragraphs"
    cover: str = "colon"
    rows_extra: bool = False
    """Further columns in tables of rows: a count before ours, remarks behind."""
    rows_cut: str = "whole"
    """Tables of rows cut as by a page: with the header once more, or without."""
    blocks: str = "beside"
    unknown: bool = False
    """Slots, headings and opinions between ours that no definition has."""
    apart: bool = False
    """The parts of composite labels printed apart, and a count of standards sort by sort."""
    notes: bool = False
    left_out: bool = False
    """Slots that are not asked for are not printed."""
    empty: bool = False
    traps: bool = False


WAYS: dict[str, tuple[Any, ...]] = {
    "traditional": (False, False, True),
    "synonyms": (False, True),
    "shuffle": (False, True),
    "label_dress": ("plain", "plain", "plain", "spaced", "broken", "vertical", "colon", "numbered", "bracket"),
    "wide_signs": (False, False, False, True),
    "hints": ("none", "none", "after", "before", "below"),
    "headings": ("own", "own", "other", "none"),
    "numbers": ("一、", "（一）", "1.", ""),
    "tables": ("apart", "apart", "cut", "neighbours", "one"),
    "pairs": ("two", "two", "one", "above", "side", "nested", "lines", "written-lines"),
    "long_inside": (False, False, True),
    "prose": ("paragraphs", "paragraphs", "cells", "inside", "one-cell"),
    "cover": ("colon", "colon", "table", "lines", "below", "gap"),
    "rows_extra": (False, False, True),
    "rows_cut": ("whole", "whole", "header", "no-header"),
    "blocks": ("beside", "beside", "one-cell", "two-rows", "above", "paragraphs", "nested"),
    "unknown": (False, False, True),
    "apart": (False, False, True),
    "notes": (False, False, True),
    "left_out": (False, False, True),
    "empty": (False, False, True),
    "traps": (False, False, False, False, True),
}
"""The ways of each choice, as often as they are met; Hypothesis shrinks a failure towards the first of each."""


def layout(seed: int) -> Layout:
    """A layout drawn by ``seed``."""
    rng = random.Random(f"layout {seed}")
    return Layout(seed, **{name: rng.choice(ways) for name, ways in WAYS.items()})


def told(how: Layout) -> str:
    """What is special about ``how``, for a message."""
    plain = Layout(how.seed)
    special = (f.name for f in fields(how) if getattr(how, f.name) != getattr(plain, f.name))
    return f"Layout({how.seed}, " + ", ".join(f"{name}={getattr(how, name)!r}" for name in special) + ")"
