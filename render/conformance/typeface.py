"""In which typeface an element is set: the right one, an accepted stand-in, or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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


def face_of(pieces: Sequence[Piece], role: str, settings: Settings, kind: Kind) -> Face | None:
    """The face of the Chinese characters in ``pieces``; ``None`` where there are none.

    A PDF's rare characters (outside GB 2312) from another font were borrowed, since the text's own lacks them.
    """
    shown = [(one, piece.font) for piece in pieces for one in piece.text if _is_ideograph(one)]
    if not shown:
        return None
    accepted, stand_ins = settings.accepted_fonts[role], settings.stand_ins[role] if kind == "pdf" else ()
    fine = {font for _, font in shown if is_one_of(font, accepted) or is_one_of(font, stand_ins)}
    odd = [(one, font) for one, font in shown if font not in fine]
    judged = [font for one, font in odd if kind == "docx" or not _is_rare(one)]
    if len(judged) > (_FEW * len(shown) if kind == "pdf" else 0):
        return Face(plain(Counter(judged).most_common(1)[0][0]), False, False)
    font = Counter(font for _, font in shown if font in fine or not fine).most_common(1)[0][0]
    borrowed = tuple((one, plain(other)) for one, other in shown if other != font) if kind == "pdf" else ()
    return Face(plain(font), True, not is_one_of(font, accepted), borrowed)


def _is_rare(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _is_ideograph(character: str) -> bool:
    return "一" <= character <= "鿿" or "㐀" <= character <= "䶿" or "𠀀" <= character <= "𲎯"
