"""What stands in for a font that is not installed, and which characters it has no shape for: asked of fontconfig."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from render.conformance.fonts import ACCEPTED, folded, is_one_of

Ask = Callable[[str, Sequence[str]], str]
"""Runs a program of fontconfig (fc-match, fc-list) with arguments; gives what it prints."""

_SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_PLAIN_FAMILY = "serif"
"""Asked for where a text names no font."""


@dataclass(frozen=True)
class StandIn:
    """An official font that is not installed, and what the PDF shows instead."""

    official: str
    used: str

    def __str__(self) -> str:
        return f"{self.official}未安装，PDF 中以 {self.used} 代替（Word 文件仍用 {self.official}）"


@dataclass(frozen=True)
class MissingGlyph:
    """A character that neither the font asked for nor its stand-in has, and the font that the PDF shows it in."""

    character: str
    official: str
    shown_by: str

    def __str__(self) -> str:
        return f"“{self.character}”（{code(self.character)}）不在{self.official}的代用字体中，PDF 中以 {self.shown_by} 显示"


@dataclass(frozen=True)
class Face:
    """The installed font that text in some font is shown in: its family names, PostScript name and characters.

    ``starts`` and ``ends`` are the first and last code points of its runs of characters, in ascending order.
    """

    families: tuple[str, ...]
    postscript: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        number = bisect_right(self.starts, ord(character)) - 1
        return number >= 0 and ord(character) <= self.ends[number]


class Fonts:
    """The fonts of this machine, each looked up once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._faces: dict[str, Face] = {}
        self._shaped: dict[str, bool] = {}

    def face(self, font: str) -> Face:
        """What text in ``font`` is shown in."""
        if font not in self._faces:
            asked = ["--format=%{family}\n%{postscriptname}\n%{charset}", escaped(font or _PLAIN_FAMILY)]
            self._faces[font] = _face(self._ask("fc-match", asked))
        return self._faces[font]

    def stand_in(self, official: str) -> StandIn | None:
        """What stands in for an official font; ``None`` where its typeface is installed under any of its names."""
        families = self.face(official).families
        names = next((names for names in ACCEPTED.values() if is_one_of(official, names)), (official,))
        if any(is_one_of(family, names) for family in families):
            return None
        return StandIn(official, families[0])

    def lacking(self, asked: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
        """The characters, each with its font, that have no shape in what their font is shown in."""
        return [
            (character, font)
            for font, characters in asked.items()
            for character in sorted(characters)
            if has_shape(character) and not self.face(font).has(character)
        ]

    def is_shown_nowhere(self, character: str) -> bool:
        """Whether no installed font has a shape for it; private characters have none that two machines agree on."""
        if unicodedata.category(character) == "Co":
            return True
        if character not in self._shaped:
            self._shaped[character] = bool(self._ask("fc-list", [f":charset={ord(character):x}", "family"]).strip())
        return not self._shaped[character]


def has_shape(character: str) -> bool:
    """Whether something is to be seen of the character at all."""
    if any(ord(character) in selectors for selectors in _SELECTORS):
        return False
    return unicodedata.category(character) not in _SHAPELESS


def code(character: str) -> str:
    return f"U+{ord(character):04X}"


def escaped(font: str) -> str:
    """A font's name as a pattern of fontconfig, to which hyphens, colons and commas mean something."""
    return "".join(f"\\{one}" if one in "\\-:,=" else one for one in font)


def borrowed_from(fonts: Collection[str], face: Face) -> str:
    """Of the PDF's fonts that show a character, those that are not ``face`` itself, which lacks it; empty for none."""
    own = folded(face.postscript)
    return "、".join(sorted(font for font in fonts if folded(font) != own))


def _face(told: str) -> Face:
    families, postscript, charset = told.split("\n", 2)
    runs = [run.partition("-") for run in charset.split()]
    return Face(
        tuple(families.split(",")),
        postscript,
        tuple(int(first, 16) for first, _, _ in runs),
        tuple(int(last or first, 16) for first, _, last in runs),
    )
