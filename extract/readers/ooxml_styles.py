"""What the styles of a Word file say about text: is it a heading, is it hidden, is it numbered."""

from __future__ import annotations

import re

from extract.readers.ooxml_names import VAL, Element, W, is_on, number

_HEADING_NAME = re.compile(r"^(heading|标题|標題)\s*\d?$|^title$", re.IGNORECASE)
_BODY_LEVEL = 9
"""Outline levels run from 0 to 8; 9 is body text (ECMA-376 part 1, 17.3.1.20)."""
_LONGEST_CHAIN = 20


class Styles:
    """The styles by id. Each is looked into when a paragraph first uses it, not before."""

    def __init__(self, root: Element | None = None) -> None:
        found = () if root is None else root.iterchildren(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in found}
        self._headings: dict[str, bool] = {}
        self._hidden: dict[str, bool] = {}
        self._default_paragraph = next((key for key, style in self._styles.items() if _is_default(style)), "")

    def is_heading(self, style_id: str | None) -> bool:
        """Whether the style, or one it is based on, is a heading by name or outline level."""
        key = style_id or self._default_paragraph
        if key not in self._headings:
            self._headings[key] = any(_says_heading(style) for style in self._chain(key))
        return self._headings[key]

    def is_hidden(self, style_id: str | None) -> bool:
        """Whether the style hides its text."""
        key = style_id or self._default_paragraph
        if key not in self._hidden:
            marks = (style.find(f"{W}rPr/{W}vanish") for style in self._chain(key))
            self._hidden[key] = next((is_on(mark) for mark in marks if mark is not None), False)
        return self._hidden[key]

    def numbering(self, style_id: str | None) -> Element | None:
        """The ``w:numPr`` that the style gives its paragraphs."""
        for style in self._chain(style_id or self._default_paragraph):
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                return properties
        return None

    def _chain(self, key: str) -> list[Element]:
        """The style and those it is based on; a ring of styles ends after twenty."""
        chain: list[Element] = []
        while key in self._styles and len(chain) < _LONGEST_CHAIN:
            style = self._styles[key]
            chain.append(style)
            parent = style.find(W + "basedOn")
            key = "" if parent is None else parent.get(VAL, "")
        return chain


def is_heading_level(level: Element | None) -> bool:
    """Whether a ``w:outlineLvl`` speaks of a heading."""
    return level is not None and 0 <= number(level.get(VAL), _BODY_LEVEL) < _BODY_LEVEL


def _is_default(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and is_on(style, W + "default", missing="0")


def _says_heading(style: Element) -> bool:
    name = style.find(W + "name")
    named = name is not None and _HEADING_NAME.match(name.get(VAL, "").strip()) is not None
    return named or is_heading_level(style.find(f"{W}pPr/{W}outlineLvl"))
