"""Word documents as PDF, through LibreOffice, and what was shown in another font than the official one.

LibreOffice ends well whatever came of it, draws an empty box where no font has a character, and turns into a PDF
whatever it is given: so a file is looked at before it goes in, and the PDF that comes out is held against it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import combining

from extract import tools
from render.conformance.docx_parts import Unreadable
from render.conformance.fonts import folded, plain
from render.conformance.settings import Limits
from render.errors import RenderError
from render.fonts import Fonts, MissingGlyph, StandIn, borrowed_from, code
from render.fonts_asked import Asked, asked
from render.page import OFFICIAL_FONTS
from render.pdf_proof import Faulty, proof

__all__ = ["FONTS", "MissingGlyph", "Pdf", "StandIn", "seconds_for", "stand_ins", "to_pdf"]

FONTS = Path(__file__).parent / "letters" / "fonts.conf"
SECONDS_EACH = 6.0
"""What one more document is given, above what a call has anyway."""
_NAMED = 10


@dataclass(frozen=True)
class Pdf:
    """A PDF's bytes, the stand-ins for official fonts that it was made with, and the characters that they lack.

    Not all of ``stand_ins`` need occur in it; ``missing`` has only what does.
    """

    data: bytes
    stand_ins: tuple[StandIn, ...]
    missing: tuple[MissingGlyph, ...] = ()
    pages: int = 0


def seconds_for(documents: int) -> float:
    """How long a call with so many documents may take."""
    return max(tools.SECONDS, SECONDS_EACH * documents)


def to_pdf(documents: Sequence[bytes], seconds: float | None = None) -> list[Pdf]:
    """The PDF of each .docx, in order, all in one call of LibreOffice that may take ``seconds``.

    Raises :class:`extract.errors.DocumentError` like :func:`extract.tools.convert`, and :class:`RenderError`:
    ``word-unreadable`` for what is no Word file, ``glyph-missing`` for characters that no installed font has,
    ``pdf-faulty`` for a PDF that is not whole. Then there is none of them.
    """
    if not documents:
        return []
    tools.require(tools.SOFFICE)
    wanted = [_asked(data, number) for number, data in enumerate(documents, start=1)]
    used, lacking = stand_ins(), [_lacking(one) for one in wanted]
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        sources = [Path(folder) / f"{number}.docx" for number in range(1, len(documents) + 1)]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        limit = seconds_for(len(documents)) if seconds is None else seconds
        made = tools.convert(sources, Path(folder), seconds=limit, environment=_environment())
        parts = zip(made, wanted, lacking, strict=True)
        return [_proven(path.read_bytes(), used, one, lacks, path.stem) for path, one, lacks in parts]


def stand_ins() -> tuple[StandIn, ...]:
    """What this machine shows for each official font whose typeface it does not have."""
    return tuple(filter(None, map(_fonts().stand_in, OFFICIAL_FONTS)))


def _asked(data: bytes, number: int) -> Asked:
    try:
        return asked(data, Limits())
    except Unreadable as error:
        raise RenderError("word-unreadable", f"第 {number} 份不能转成 PDF：{error.message}") from error


def _lacking(one: Asked) -> list[tuple[str, str]]:
    """The characters, with their fonts, to be borrowed from another font."""
    found = _fonts().lacking(one.fonts)
    if nowhere := sorted({character for character, _ in found if _fonts().is_shown_nowhere(character)}):
        raise _shown_nowhere(nowhere)
    return found


def _proven(data: bytes, used: tuple[StandIn, ...], one: Asked, lacking: list[tuple[str, str]], number: str) -> Pdf:
    try:
        proved = proof(data, one.text, {character for character, _ in lacking})
    except Faulty as error:
        raise RenderError("pdf-faulty", f"第 {number} 份：{error}{_AGAIN}") from error
    missing = []
    for character, font in lacking:
        shown_by = borrowed_from(_lenders(proved.shown.get(character, set()), character, one), _fonts().face(font))
        if not shown_by and character in proved.shown and not combining(character):
            raise _shown_nowhere([character])
        if shown_by and font:  # where no font was asked for, nothing stands in for one
            missing.append(MissingGlyph(character, font, shown_by))
    return Pdf(data, used, tuple(missing), proved.pages)


def _lenders(shown: set[str], character: str, one: Asked) -> set[str]:
    """The fonts that show the character where its own lacks it, not those of other places that have it themselves."""
    names = {plain(name) for name in shown}
    faces = [_fonts().face(font) for font, characters in one.fonts.items() if character in characters]
    able = {folded(face.postscript) for face in faces if face.has(character)}
    return {name for name in names if folded(name) not in able} or names


_AGAIN = "请重新生成；仍不成功的，请改用 Word 文件，并联系管理员检查 LibreOffice。"


def _shown_nowhere(characters: Sequence[str]) -> RenderError:
    named = "、".join(f"“{one}”（{code(one)}）" for one in characters[:_NAMED])
    named += "等" if len(characters) > _NAMED else ""
    return RenderError(
        "glyph-missing",
        f"本机没有一种字体有{named}的字形，PDF 中会是空框，因此没有生成。"
        "请改用 Word 文件，或者请管理员安装有此字的字体（apt-get install fonts-hanazono fonts-babelstone-han）；"
        "自造字请改为国家标准收录的字。",
    )


@cache
def _fonts() -> Fonts:
    return Fonts(lambda program, arguments: tools.run([*_located(program), *arguments], 30, _environment()))


def _located(program: str) -> list[str]:
    return [str(tools.require(tools.Tool((program,), tools.FONT_LIST.title, tools.FONT_LIST.package)))]


def _environment() -> dict[str, str]:
    return {"FONTCONFIG_FILE": str(FONTS)}
