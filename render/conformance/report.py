"""What a check gives: the deviations, what was found and in which format, stand-in fonts, and what was left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Format = Literal["letter", "document"]
FORMATS: Mapping[str, str] = {"letter": "信函格式", "document": "文件格式"}
CERTAINTIES: Mapping[str, str] = {
    "A": "标准原文",
    "M": "标准内容，转述未能全部核实",
    "D": "由标准数值换算",
    "P": "通行做法，标准未作规定",
}


@dataclass(frozen=True)
class Place:
    """Where on the paper: page (from 1), box in millimetres, and the first words that stand there."""

    page: int | None = None
    left: float | None = None
    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    words: str = ""


@dataclass(frozen=True)
class Deviation:
    """One thing that is not as the standard says.

    ``id`` names the check, ``clause`` the standard's clause, ``certainty`` a key of :data:`CERTAINTIES`.
    ``recommended`` is true where the standard recommends and does not demand. ``measured``, ``demanded`` and
    ``tolerance`` are texts with their unit; ``tolerance`` is empty where there is none.
    """

    id: str
    clause: str
    element: str
    place: Place
    measured: str
    demanded: str
    tolerance: str
    certainty: str
    recommended: bool
    message: str


@dataclass(frozen=True)
class Substituted:
    """An official font that a PDF shows by an accepted stand-in, and for which elements."""

    official: str
    used: str
    elements: tuple[str, ...]


@dataclass(frozen=True)
class MissingGlyph:
    """A character that the font of its text lacks; ``shown_in`` is the font it was borrowed from, empty for none."""

    character: str
    font: str
    shown_in: str
    page: int | None


@dataclass(frozen=True)
class Report:
    """The outcome of one check. ``notes`` tell what is disputed or could not be checked, and which setting decides."""

    name: str
    kind: str
    format: Format
    recognised_by: str
    pages: int | None
    elements: Mapping[str, str]
    deviations: tuple[Deviation, ...]
    substituted: tuple[Substituted, ...] = ()
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing deviates; what is only recommended counts too."""
        return not self.deviations

    def to_json(self) -> dict[str, Any]:
        """Plain lists and mappings, ready for JSON."""
        told = {**asdict(self), "conforms": self.conforms, "notes": list(self.notes)}
        told["substituted"] = [{**asdict(one), "elements": list(one.elements)} for one in self.substituted]
        for name in ("deviations", "missing_glyphs"):
            told[name] = list(told[name])
        return told

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Report:
        """The report that gave ``data``. Raises KeyError and TypeError where ``data`` is none."""
        given = {key: value for key, value in data.items() if key != "conforms"}
        given["deviations"] = tuple(Deviation(**{**one, "place": Place(**one["place"])}) for one in given["deviations"])
        given["substituted"] = tuple(
            Substituted(**{**one, "elements": tuple(one["elements"])}) for one in given["substituted"]
        )
        given["missing_glyphs"] = tuple(MissingGlyph(**one) for one in given["missing_glyphs"])
        given["notes"] = tuple(given["notes"])
        return Report(**given)
