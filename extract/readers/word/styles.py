"""What the styles of a Word file say about text: is it a heading, is it hidden, is it numbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from extract.readers.word.names import VAL, Element, W, child, is_on, number

_HEADING_NAME = re.compile(r"^(heading|标题|標題)\s*\d?$|^title$", re.IGNORECASE)
_BODY_LEVEL = 9
"""Outline levels run from 0 to 8; 9 is body text (ECMA-376 part 1, 17.3.1.20)."""
_LONGEST_CHAIN = 20


class Styles:
    """The styles by id. The part is loaded, and each style looked into, when a paragraph first uses one."""

    def __init__(self, load: Callable[[], Element | None] = lambda: None) -> None:
        self._load = load
        self._loaded: dict[str, Element] | None = None
        self._chains: dict[str, list[Element]] = {}
        self._headings: dict[str, bool] = {}
        self._hidden: dict[str, bool] = {}
        self._numbering: dict[str, Element | None] = {}

    def is_heading(self, style_id: str) -> bool:
        """Whether the style, or one it is based on, is a heading by name or outline level."""
        if style_id not in self._headings:
            self._headings[style_id] = any(_says_heading(style) for style in self._chain(style_id))
        return self._headings[style_id]

    def is_hidden(self, style_id: str) -> bool:
        """Whether the style hides its text."""
        if style_id not in self._hidden:
            marks = (child(child(style, W + "rPr"), W + "vanish") for style in self._chain(style_id))
            self._hidden[style_id] = next((is_on(mark) for mark in marks if mark is not None), False)
        return self._hidden[style_id]

    def numbering(self, style_id: str) -> Element | None:
        """The ``w:numPr`` that the style gives its paragraphs."""
        if style_id not in self._numbering:
            found = (child(child(style, W + "pPr"), W + "numPr") for style in self._chain(style_id))
            self._numbering[style_id] = next((properties for properties in found if properties is not None), None)
        return self._numbering[style_id]

    def _styles(self) -> dict[str, Element]:
        if self._loaded is None:
            root = self._load()
            found = () if root is None else root.iterchildren(W + "style")
            self._loaded = {style.get(W + "styleId", ""): style for style in found}
        return self._loaded

    def _chain(self, key: str) -> list[Element]:
        """The style and those it is based on; a ring of styles ends after twenty."""
        if key not in self._chains:
            self._chains[key] = list(islice(self._based(key), _LONGEST_CHAIN))
        return self._chains[key]

    def _based(self, key: str) -> Iterator[Element]:
        styles = self._styles()
        while key in styles:
            yield styles[key]
            parent = child(styles[key], W + "basedOn")
            key = "" if parent is None else parent.get(VAL, "")


def is_heading_level(level: Element | None) -> bool:
    """Whether a ``w:outlineLvl`` speaks of a heading."""
    return level is not None and 0 <= number(level.get(VAL), _BODY_LEVEL) < _BODY_LEVEL


def _says_heading(style: Element) -> bool:
    name = child(style, W + "name")
    named = name is not None and _HEADING_NAME.match(name.get(VAL, "").strip()) is not None
    return named or is_heading_level(child(child(style, W + "pPr"), W + "outlineLvl"))
