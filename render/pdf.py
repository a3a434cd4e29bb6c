"""Word documents as PDF, through LibreOffice, and which of the official fonts had a stand-in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract import tools
from render.page import OFFICIAL_FONTS

FONTS = Path(__file__).parent / "letters" / "fonts.conf"


@dataclass(frozen=True)
class StandIn:
    """An official font that is not installed, and what the PDF shows instead."""

    official: str
    used: str

    def __str__(self) -> str:
        return f"{self.official}未安装，PDF 中以 {self.used} 代替（Word 文件仍用 {self.official}）"


@dataclass(frozen=True)
class Pdf:
    """A PDF's bytes, and the stand-ins for official fonts that it was made with."""

    data: bytes
    stand_ins: tuple[StandIn, ...]


def to_pdf(documents: Sequence[bytes], seconds: float = tools.SECONDS) -> list[Pdf]:
    """The PDF of each .docx, in order, all in one call of LibreOffice.

    Raises :class:`extract.errors.DocumentError`: ``tool-missing``, ``reader-timeout``, ``reader-crashed``,
    ``damaged-document``.
    """
    if not documents:
        return []
    used = stand_ins()
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        sources = [Path(folder) / f"{number}.docx" for number in range(len(documents))]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        made = tools.convert(sources, Path(folder), seconds=seconds, environment=_environment())
        return [Pdf(path.read_bytes(), used) for path in made]


@cache
def stand_ins() -> tuple[StandIn, ...]:
    """What this machine shows for each official font that it does not have."""
    program = str(tools.require(tools.FONT_LIST))
    found = []
    for official in OFFICIAL_FONTS:
        families = tools.run([program, "--format=%{family}", official], 30, _environment()).split(",")
        if official not in families:
            found.append(StandIn(official, families[0]))
    return tuple(found)


def _environment() -> dict[str, str]:
    return {"FONTCONFIG_FILE": str(FONTS)}
