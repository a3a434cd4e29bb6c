"""In which typeface an element is set: the right one, an accepted stand-in, or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from render.conformance.fonts import is_one_of, plain
from render.conformance.settings import Settings
from render.conformance.sheet import Kind, Piece

_FEW = 0.2
"""Up to this share of characters from another font is a font's missing characters, not another typeface."""


@dataclass(frozen=True)
class Face:
    """The outcome for one element: the font most of it is set in, and whether that is right or an accepted stand-in.

    ``borrowed`` are characters shown in yet another font, with that font.
    """

    font: str
    right: bool
    stand_in: bool
    borrowed: tuple[tuple[str, str], ...] = ()


def face_of(pieces: Iterable[Piece], role: str, settings: Settings, kind: Kind) -> Face | None:
    """The face of the Chinese characters in ``pieces``; ``None`` where there are none."""
    counted: Counter[str] = Counter()
    for piece in pieces:
        counted[piece.font] += sum(_is_ideograph(character) for character in piece.text)
    total = sum(counted.values())
    if not total:
        return None
    font = counted.most_common(1)[0][0]
    accepted = [name for name in counted if is_one_of(name, settings.accepted_fonts[role])]
    stand_ins = [name for name in counted if kind == "pdf" and is_one_of(name, settings.stand_ins[role])]
    fine = {*accepted, *stand_ins}
    odd = sum(count for name, count in counted.items() if name not in fine)
    most_odd = next((name for name, _ in counted.most_common() if name not in fine), "")
    if odd > _FEW * total or (odd and kind == "docx"):
        return Face(plain(most_odd), False, False)
    others = [name for name in counted if name != font]
    borrowed = [(character, plain(name)) for name in others for character in _of(pieces, name)]
    return Face(plain(font), True, font not in accepted, tuple(borrowed) if kind == "pdf" else ())


def _of(pieces: Iterable[Piece], font: str) -> list[str]:
    return [character for piece in pieces if piece.font == font for character in piece.text if _is_ideograph(character)]


def _is_ideograph(character: str) -> bool:
    return "一" <= character <= "鿿" or "㐀" <= character <= "䶿" or "𠀀" <= character <= "𲎯"
