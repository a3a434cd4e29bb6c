"""What the standard leaves open or is disputed: each a setting with a default, told in every report it matters to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from render.conformance.fonts import ACCEPTED, STAND_INS


@dataclass(frozen=True)
class Limits:
    """How much of a file is looked at before it is refused."""

    file_bytes: int = 50_000_000
    member_bytes: int = 60_000_000
    unpacked_bytes: int = 200_000_000
    members: int = 5_000
    paragraphs: int = 20_000
    pages: int = 200
    characters_a_page: int = 20_000
    strokes_a_page: int = 4_000


@dataclass(frozen=True)
class Settings:
    """The defaults follow the standard's words where it has any. Lengths in millimetres, sizes in points."""

    format: Literal["letter", "document"] | None = None
    """Told by whoever asks; ``None`` has it recognised from the paper."""
    top_edge: Literal["margin", "glyphs"] = "margin"
    """Whether the 上白边 of 37 mm is Word's 上边距 (default) or ends at the first line's characters."""
    letter_top: tuple[float, ...] = (37.0,)
    """Word's 上边距 that a letter may have; some set 30, where its first page's mark begins."""
    size_3: tuple[float, ...] = (16.0, 15.75)
    """3号: 16 points in Word, 15.75 by the printer's table."""
    size_4: tuple[float, ...] = (14.0, 13.75)
    size_2: tuple[float, ...] = (22.0, 21.75)
    points_off: float = 0.1
    margin_off: float = 1.0
    place_off: float = 1.0
    """For distances to which the standard gives no tolerance: that of the 版心 (6.1)."""
    estimate_off: float = 2.0
    """The same for what is worked out of a Word file's settings."""
    characters_off: float = 0.75
    """How many characters an indent or a distance from the edge may be off."""
    blank_off: float = 0.5
    """How many lines a space may be off that is to be of whole empty lines."""
    lines: int = 22
    characters: int = 28
    document_rule: tuple[float, float] = (0.35, 0.5)
    """Thickness of the red rule of the 文件 format, on which the standard is silent."""
    document_rule_off: float = 0.1
    letter_rule: tuple[float, float] | None = None
    """Thickness of a letter's double rules altogether; ``None``: not looked at."""
    record_rules: tuple[float, float] = (0.35, 0.25)
    """The 版记's outer and middle lines (recommended)."""
    record_rule_off: float = 0.1
    number_top: Literal["either", "characters", "dash"] = "either"
    """Whether the 7 mm between 版心 and page number end at its digits or at its 一字线, which lies lower."""
    sealed: bool | None = None
    """Whether the paper is, or will be, sealed; ``None``: by the seal seen, else either way of placing is accepted."""
    accepted_fonts: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: ACCEPTED)
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: STAND_INS)
    limits: Limits = Limits()


DEFAULTS = Settings()
