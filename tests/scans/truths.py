"""What is known of a drawn document: marks, blocks, cells to be signed, handwriting — and all of it as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forms.record import Record
from tests.scans.printed import Box

if TYPE_CHECKING:
    from tests.scans.wear import Mask


@dataclass(frozen=True)
class Ink:
    """A mark to be put on a page: what it is, where its mask's left top lies (mm), and its ink.

    ``cover`` is how far the ink hides what it lies on, the rest shines through as wet ink does.
    """

    what: str
    page: int
    x: float
    y: float
    mask: Mask = field(repr=False, compare=False)
    colour: tuple[int, int, int] = (0, 0, 0)
    cover: float = 0.15


@dataclass(frozen=True)
class SealTruth:
    """One stamp on the paper.

    ``whose`` is what it is beside its block's unit: ``own``, ``other``, ``special`` (…专用章), ``department``,
    ``superior``; or what else it is: ``paging`` (骑缝章), ``cover``, ``receipt`` (收文章), ``person`` (名章).
    ``block`` is the index of the block it belongs to, ``None`` for those that belong to none. ``spill`` is the share
    of its disc outside that block's box, ``visible`` the share that lies on the page.
    """

    whose: str
    shape: str
    rim: str
    centre: str
    page: int
    x: float
    y: float
    diameter_mm: float
    height_mm: float
    tilt: float
    strength: float
    block: int | None = None
    spill: float = 0.0
    visible: float = 1.0

    @property
    def official(self) -> bool:
        """Whether it is a seal that a block may hold, whoever's."""
        return self.whose in ("own", "other", "special", "department", "superior")


@dataclass(frozen=True)
class BlockTruth:
    """One opinion block: its unit, its place, and what was put there. ``box`` lies on ``page``, where its date is.

    ``instead`` is what stands in the place to sign where nobody signed: ``typed``, ``tick``, ``line``, ``smudge`` …
    """

    index: int
    id: str
    unit: str | None
    page: int
    box: Box
    signed: bool
    signature: tuple[Box, ...] = ()
    sign_page: int | None = None
    """The page of the place to sign, where there is one: that of the date, unless the block runs over a page's end."""
    instead: str = ""
    seal: SealTruth | None = None

    @property
    def seal_is(self) -> str:
        """``none``, or whose seal stands in the block."""
        return self.seal.whose if self.seal else "none"


@dataclass(frozen=True)
class CellTruth:
    """One cell to be signed in a table of members."""

    rows: str
    row: int
    column: str
    page: int
    box: Box
    signed: bool
    instead: str = ""
    signature: Box | None = None


@dataclass(frozen=True)
class HandTruth:
    """A value given by hand: where it is in the record, its text, its ink, and how (:class:`tests.scans.penned.Penned`)."""

    where: str
    text: str
    page: int
    box: Box
    how: str = "blank"


@dataclass(frozen=True)
class Truths:
    """All that is known of one document beside its pictures; ``record`` holds its values and marks."""

    form: str
    edition: str
    script: str
    record: Record
    blocks: tuple[BlockTruth, ...] = ()
    cells: tuple[CellTruth, ...] = ()
    hand: tuple[HandTruth, ...] = ()
    seals: tuple[SealTruth, ...] = ()
    """Every stamp on the paper, those of blocks among them."""
    drawn: tuple[str, ...] = ()
    """Other things that are neither: ``red-head``, ``red-ring`` …"""

    def to_json(self) -> dict[str, Any]:
        from dataclasses import asdict

        plain = {name: [asdict(one) for one in getattr(self, name)] for name in ("blocks", "cells", "hand", "seals")}
        for block, said in zip(self.blocks, plain["blocks"], strict=True):
            said["seal_is"] = block.seal_is
        names = {"form": self.form, "edition": self.edition, "script": self.script, "drawn": list(self.drawn)}
        return {**names, "record": self.record.to_json(), **plain}
