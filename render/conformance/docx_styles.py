"""What a paragraph and its characters look like in Word, after docDefaults, styles and direct formatting."""

from __future__ import annotations

from dataclasses import dataclass, replace

from render.conformance.docx_parts import Element, Parts, W
from render.conformance.sheet import BLACK
from render.page import RED

_LONGEST_CHAIN = 20
_LARGEST = 1e9
"""English Metric Units across 27 metres; nothing on a page is larger."""
_OFF = ("0", "false", "off", "none")
THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NAMED_COLORS = {"auto": BLACK, "red": RED, "black": BLACK}


@dataclass(frozen=True)
class Letters:
    """Character properties: fonts of Chinese and of Latin text, size and tracking in points, colour."""

    chinese: str = ""
    latin: str = ""
    points: float = 10.0
    color: str = BLACK
    tracking: float = 0.0
    hidden: bool = False


@dataclass(frozen=True)
class Shape:
    """Paragraph properties, lengths in points; ``*_chars`` win over lengths where they are given.

    ``gap_at_*``: whether Word parts Chinese from letters or digits beside it by a little room, as it does unless told not.
    """

    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    left_chars: float | None = None
    right_chars: float | None = None
    first_chars: float | None = None
    before: float = 0.0
    after: float = 0.0
    before_lines: float | None = None
    after_lines: float | None = None
    line: float = 240.0
    line_rule: str = "auto"
    on_grid: bool = True
    gap_at_letters: bool = True
    gap_at_digits: bool = True
    page_break: bool = False
    top_border: Element | None = None
    bottom_border: Element | None = None


class Styles:
    """The file's styles; looked into once for each style."""

    def __init__(self, parts: Parts) -> None:
        root = parts.optional("word/styles.xml")
        found = () if root is None else root.iterchildren(W + "style")
        self._by_id = {style.get(W + "styleId", ""): style for style in found}
        self._themes = _theme_fonts(parts)
        defaults = None if root is None else root.find(W + "docDefaults")
        self._letters = self._with_letters(Letters(), _inner(defaults, "rPrDefault", "rPr"))
        self._shape = with_shape(Shape(), _inner(defaults, "pPrDefault", "pPr"))
        self._default = next(
            (key for key, one in self._by_id.items() if one.get(W + "default") == "1" and one.get(W + "type") == "paragraph"),
            "",
        )  # fmt: skip
        self._known: dict[str, tuple[Shape, Letters]] = {}

    def of_paragraph(self, properties: Element | None) -> tuple[Shape, Letters]:
        """The paragraph's shape, and the letters its style gives to runs."""
        named = None if properties is None else properties.find(W + "pStyle")
        style = self._default if named is None else named.get(W + "val", "")
        if style not in self._by_id:
            style = self._default
        if style not in self._known:
            shape, letters = self._shape, self._letters
            for one in self._chain(style):
                shape = with_shape(shape, one.find(W + "pPr"))
                letters = self._with_letters(letters, one.find(W + "rPr"))
            self._known[style] = shape, letters
        shape, letters = self._known[style]
        return with_shape(shape, properties), letters

    def of_run(self, letters: Letters, properties: Element | None) -> Letters:
        """The letters of a run within a paragraph whose style gives ``letters``."""
        if properties is None:
            return letters
        named = properties.find(W + "rStyle")
        for one in [] if named is None else self._chain(named.get(W + "val", "")):
            letters = self._with_letters(letters, one.find(W + "rPr"))
        return self._with_letters(letters, properties)

    def _chain(self, key: str) -> list[Element]:
        """The style and those it is based on, the furthest first; a ring of styles ends after twenty."""
        chain: list[Element] = []
        while key in self._by_id and len(chain) < _LONGEST_CHAIN:
            chain.append(self._by_id[key])
            parent = chain[-1].find(W + "basedOn")
            key = "" if parent is None else parent.get(W + "val", "")
        return chain[::-1]

    def _with_letters(self, letters: Letters, properties: Element | None) -> Letters:
        if properties is None:
            return letters
        fonts = properties.find(W + "rFonts")
        if fonts is not None:
            chinese = self._font(fonts, "eastAsia") or letters.chinese
            latin = self._font(fonts, "ascii") or letters.latin
            letters = replace(letters, chinese=chinese, latin=latin)
        size, tracking = _number(properties, "sz"), _number(properties, "spacing")
        if size is not None and size > 0:
            letters = replace(letters, points=size / 2)
        if tracking is not None:
            letters = replace(letters, tracking=tracking / 20)
        color, hidden = properties.find(W + "color"), properties.find(W + "vanish")
        if color is not None:
            letters = replace(letters, color=hexadecimal(color.get(W + "val", "auto")))
        if hidden is not None:
            letters = replace(letters, hidden=_is_on(hidden))
        return letters

    def _font(self, fonts: Element, side: str) -> str:
        theme = fonts.get(f"{W}{side}Theme")
        return self._themes.get(theme, "") if theme else fonts.get(W + side, "")


_SWITCHES = {
    "snapToGrid": "on_grid",
    "pageBreakBefore": "page_break",
    "autoSpaceDE": "gap_at_letters",
    "autoSpaceDN": "gap_at_digits",
}


def with_shape(shape: Shape, properties: Element | None) -> Shape:
    """``shape`` with what ``w:pPr`` says of its own."""
    if properties is None:
        return shape
    changes: dict[str, object] = {}
    align = properties.find(W + "jc")
    if align is not None:
        said = align.get(W + "val", "left")
        changes["align"] = {"start": "left", "end": "right", "distribute": "both"}.get(said, said)
    for tag, name in _SWITCHES.items():
        switch = properties.find(W + tag)
        if switch is not None:
            changes[name] = _is_on(switch)
    around = properties.find(W + "pBdr")
    for side in () if around is None else ("top", "bottom"):
        border = None if around is None else around.find(W + side)
        if border is not None:
            changes[f"{side}_border"] = border
    changes |= _indents(properties.find(W + "ind")) | _spacing(properties.find(W + "spacing"))
    return replace(shape, **changes)  # type: ignore[arg-type]


def _indents(given: Element | None) -> dict[str, object]:
    if given is None:
        return {}
    found: dict[str, object] = {}
    names = (("left", 1), ("start", 1), ("right", 1), ("end", 1), ("firstLine", 1), ("hanging", -1))
    sides = {"start": "left", "end": "right", "firstLine": "first", "hanging": "first"}
    for name, sign in names:
        side = sides.get(name, name)
        length, characters = attribute(given, name), attribute(given, f"{name}Chars")
        if length is not None:
            found[side] = sign * length / 20
            found.setdefault(f"{side}_chars", None)
        if characters is not None:
            # Zero characters switch the counting in characters off, and lengths hold again.
            found[f"{side}_chars"] = sign * characters / 100 if characters else None
    return found


def _spacing(given: Element | None) -> dict[str, object]:
    if given is None:
        return {}
    found: dict[str, object] = {}
    for side in ("before", "after"):
        length, lines = attribute(given, side), attribute(given, f"{side}Lines")
        if length is not None:
            found[side] = length / 20
        if lines is not None:
            found[f"{side}_lines"] = lines / 100 if lines else None
    line = attribute(given, "line")
    if line is not None:
        found["line"] = line
        found["line_rule"] = given.get(W + "lineRule", "auto")
    return found


def attribute(element: Element | None, name: str) -> float | None:
    """A number in ``w:name``; ``None`` where it is not there or no number."""
    said = None if element is None else element.get(W + name)
    return None if said is None else number(said.removesuffix("pt"))


def number(said: str | None) -> float | None:
    """What a text says as a number; ``None`` for none and for what no page can measure."""
    try:
        value = float(said or "")
    except ValueError:
        return None
    return value if abs(value) <= _LARGEST else None


def hexadecimal(color: str) -> str:
    """A colour as six digits; ``auto`` is black."""
    return _NAMED_COLORS.get(color.casefold(), color.upper()[:6])


def _number(properties: Element, name: str) -> float | None:
    return attribute(properties.find(W + name), "val")


def _is_on(mark: Element) -> bool:
    return mark.get(W + "val", "1") not in _OFF


def _inner(root: Element | None, *names: str) -> Element | None:
    for name in names:
        root = None if root is None else root.find(W + name)
    return root


def _theme_fonts(parts: Parts) -> dict[str, str]:
    """The theme's fonts by the names that ``w:rFonts`` calls them."""
    root = parts.optional("word/theme/theme1.xml")
    found: dict[str, str] = {}
    for size in () if root is None else ("major", "minor"):
        fonts = root.find(f".//{THEME}{size}Font") if root is not None else None
        if fonts is None:
            continue
        latin, chinese = fonts.find(THEME + "latin"), fonts.find(THEME + "ea")
        simplified = next((one for one in fonts.iterchildren(THEME + "font") if one.get("script") == "Hans"), None)
        named = "" if chinese is None else chinese.get("typeface", "")
        named = named or ("" if simplified is None else simplified.get("typeface", ""))
        found[f"{size}EastAsia"] = named
        for side in ("Ascii", "HAnsi"):
            found[size + side] = "" if latin is None else latin.get("typeface", "")
    return found
