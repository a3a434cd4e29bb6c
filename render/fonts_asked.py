"""The characters of a Word file by the font that they are asked to be shown in, and all words of its text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from render.conformance.docx_parts import Element, Parts, W
from render.conformance.docx_styles import Styles
from render.conformance.settings import Limits

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FIRST_CHINESE = "\u2e80"
_MARGINS = ("header", "footer")


@dataclass(frozen=True)
class Asked:
    """``fonts`` has each font's characters, headers and footers included; ``text`` counts those of the text alone."""

    fonts: dict[str, set[str]]
    text: Counter[str]


def asked(docx: bytes, limits: Limits) -> Asked:
    """What the file asks for; hidden text does not count.

    Raises :class:`render.conformance.docx_parts.Unreadable` for bytes that are no Word file.
    """
    parts = Parts(docx, limits)
    styles, fonts, text = Styles(parts), dict[str, set[str]](), Counter[str]()
    for font, words in _runs(parts.main(), styles):
        text.update(words)
        fonts.setdefault(font, set()).update(words)
    for name in parts.targets().values():
        root = parts.optional(name) if name.rpartition("/")[2].startswith(_MARGINS) else None
        for font, words in () if root is None else _runs(root, styles):
            fonts.setdefault(font, set()).update(words)
    return Asked(fonts, text)


def _runs(root: Element, styles: Styles) -> Iterator[tuple[str, str]]:
    """Each run's characters by font, Chinese ones and the others; accents joined with their letters, as they are drawn."""
    for run in root.iter(W + "r"):
        words = unicodedata.normalize("NFC", "".join(one.text or "" for one in run.iterchildren(W + "t")))
        if not words or next(run.iterancestors(_FALLBACK), None) is not None:
            continue
        paragraph = next(run.iterancestors(W + "p"), None)
        properties = None if paragraph is None else paragraph.find(W + "pPr")
        letters = styles.of_run(styles.of_paragraph(properties)[1], run.find(W + "rPr"))
        if letters.hidden:
            continue
        for font, chosen in ((letters.chinese, True), (letters.latin, False)):
            if found := "".join(one for one in words if (one >= _FIRST_CHINESE) == chosen):
                yield font, found
