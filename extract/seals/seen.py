"""What is handed on of a seal that was found on a page picture."""

from __future__ import annotations

from dataclasses import dataclass

from extract.seals.look import Words
from extract.seals.seal import SealKind


@dataclass(frozen=True)
class SealSeen:
    """A seal with its kind, how sure that it is one (0–1), and its words; ``None`` where nobody could read them."""

    kind: SealKind
    certainty: float
    words: Words | None = None
    slice: bool = False
    """Part of a 骑缝章, which belongs to no block."""
    red: bool = True
    """Found by its colour; whose it is on a copy without colours is for a person to say."""
    hangs_at: tuple[float, float] | None = None
    """A point in the block that it belongs to, in millimetres; ``None``: the middle of its box."""
    itself: float | None = None
    """How sure that it is a seal, where ``certainty`` says less: it was laid on two blocks, as its place tells neither."""
    cut: bool = False
    """The edge of the paper cuts it."""
    aside: bool = False
    """It lies on no block and the edge of the paper cuts it: the block beside it has it until a person says otherwise."""
