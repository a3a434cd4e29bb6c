"""One paragraph of a Word file: its text as printed, its pictures, the text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from extract.document import TICKED, UNTICKED, Picture
from extract.readers.word.names import MC, VAL, Element, M, W, child, is_on, number
from extract.readers.word.pictures import read_drawing
from extract.readers.word.story import Story, chosen
from extract.readers.word.styles import is_heading_level
from extract.readers.word.symbols import field_glyph, is_pictorial, shown, symbol
from forms.evidence import Evidence
from forms.patterns import late

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_Properties: TypeAlias = dict[Any, Element]
_FULL_WIDTH_ENDS = tuple("、，。．）】〕：；！？")


@dataclass
class ParagraphText:
    """What one ``w:p`` holds."""

    text: str
    pictures: list[Picture]
    boxes: list[Element]
    words: list[str]
    heading: bool
    joined: bool
    """Whether its end is deleted, so that it runs on into the next paragraph."""


@dataclass
class _Field:
    """A field being walked through: where its text begins, and whether its instruction is over."""

    start: int
    glyph: str = ""
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False


def read_paragraph(story: Story, paragraph: Element, at: Evidence) -> ParagraphText:
    """The text of a ``w:p``: revisions accepted, hidden and struck-out text and instructions left out, boxes as ☑ and ☐.

    What was struck out is named in a problem.
    """
    properties = _properties(paragraph)
    style = _value(properties.get(W + "pStyle"))
    line = _Line(story, at, style is not None and story.styles.is_hidden(style))
    line.walk(paragraph)
    line.finish()
    text = "".join(line.pieces)
    joined = _end_is_deleted(properties.get(W + "rPr"))
    if not joined and not line.style_hidden:
        text = _label(story, properties.get(W + "numPr"), style, text) + text
    return ParagraphText(text, line.pictures, line.boxes, line.words, _is_heading(story, properties, style), joined)


def _properties(paragraph: Element) -> _Properties:
    """The properties of a ``w:p`` by name; of one that stands there twice the first."""
    found = child(paragraph, W + "pPr")
    return {} if found is None else {one.tag: one for one in reversed(found)}


class _Line:
    """Gathers a paragraph's pieces while its elements are walked in order."""

    def __init__(self, story: Story, at: Evidence, style_hidden: bool) -> None:
        self.story = story
        self.at = at
        self.style_hidden = style_hidden
        self.pieces: list[str] = []
        self.pictures: list[Picture] = []
        self.boxes: list[Element] = []
        self.words: list[str] = []
        self.fields: list[_Field] = []
        self.hidden = style_hidden
        self.struck = False
        self.struck_words: list[str] = []
        self.font: str | None = None

    def walk(self, parent: Element) -> None:
        """Reads the children; an element without a meaning of its own is looked into."""
        for element in parent:
            handle = _HANDLERS.get(element.tag, _Line.walk)
            if handle is not None:
                handle(self, element)

    def add(self, text: str) -> None:
        if self.hidden:
            return
        (self.struck_words if self.struck else self.pieces).append(text)

    def run(self, run: Element) -> None:
        properties = child(run, W + "rPr")
        if properties is None:
            self.walk(run)
            return
        outer = self.hidden, self.struck, self.font
        self._apply(properties)
        self.walk(run)
        self.hidden, self.struck, self.font = outer

    def _apply(self, properties: Element) -> None:
        vanish: bool | None = None
        for one in properties:
            tag = one.tag
            if tag == W + "vanish":
                vanish = is_on(one)
            elif tag == W + "rStyle" and vanish is None and self.story.styles.is_hidden(one.get(VAL, "-")):
                vanish = True
            elif tag in _STRIKES:
                self.struck = self.struck or is_on(one)
            elif tag == W + "rFonts":
                font = one.get(W + "ascii") or one.get(W + "hAnsi")
                self.font = font if is_pictorial(font) else None
        if vanish is not None:
            self.hidden = vanish

    def text(self, element: Element) -> None:
        text = element.text
        if not text:
            return
        if text[0] <= " " or text[-1] <= " " or "\n" in text:
            text = text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
            if element.get(_XML_SPACE) != "preserve":
                text = text.strip(" ")
        self.add(shown(self.font, text) if self.font else text)

    def symbol(self, element: Element) -> None:
        self.add(symbol(element.get(W + "font"), element.get(W + "char")))

    def line_break(self, element: Element) -> None:
        if element.get(W + "type", "textWrapping") == "textWrapping":
            self.add("\n")

    def drawing(self, element: Element) -> None:
        if self.hidden:
            return
        drawing = read_drawing(self.story, element, self.at)
        self.pictures += drawing.pictures
        self.boxes += drawing.boxes
        self.words += drawing.words

    def alternatives(self, element: Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self.walk(branch)

    def ruby(self, element: Element) -> None:
        base = child(element, W + "rubyBase")
        if base is not None:
            self.walk(base)

    def field_character(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(_Field(len(self.pieces), _form_field(element)))
        elif self.fields and kind == "separate":
            self._begin_result(self.fields[-1])
        elif self.fields and kind == "end":
            self._end_field(self.fields.pop())

    def instruction(self, element: Element) -> None:
        if self.fields and element.text:
            self.fields[-1].instruction.append(element.text)

    def _begin_result(self, current: _Field) -> None:
        """Drops what nested fields wrote into the instruction."""
        del self.pieces[current.start :]
        current.in_result = True

    def _end_field(self, current: _Field) -> None:
        if not current.in_result:
            del self.pieces[current.start :]
        if current.glyph:
            self.pieces[current.start :] = [] if self.hidden else [current.glyph]
        elif len(self.pieces) == current.start:
            self.add(field_glyph("".join(current.instruction)))

    def finish(self) -> None:
        """A field that never ends keeps its text: a broken mark must not swallow the rest."""
        for current in reversed(self.fields):
            if current.glyph:
                self.pieces.insert(current.start, current.glyph)
        if words := "".join(self.struck_words).strip():
            self._close_up()
            self.story.problem("words-struck", f"有划改：「{words}」已被划去，未计入所读文字；请对照原件核对。")

    def _close_up(self) -> None:
        """Drops the signs that parted struck words from the others: of 是/否 with 否 struck 是 is left.

        Where nothing else is left they stay: of 是/否 with both struck, and beside a struck number a / for none.
        """
        whole = "".join(self.pieces)
        self.pieces = [_SEPARATORS.sub("", whole) or whole]


_SEPARATORS = late(r"^\s*[/／、][\s/／、]*|[\s/／、]*[/／、]\s*$")
_STRIKES = frozenset({W + "strike", W + "dstrike"})
_PASSED_OVER: tuple[str, ...] = (
    "pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "delInstrText", "fldData", "softHyphen",
    "footnoteReference", "endnoteReference", "commentReference", "annotationRef", "footnoteRef", "endnoteRef",
    "lastRenderedPageBreak", "customXmlPr", "smartTagPr", "rt", "rubyPr", "proofErr", "bookmarkStart", "bookmarkEnd",
)  # fmt: skip

_Handler = Callable[[_Line, Element], None]
_HANDLERS: dict[object, _Handler | None] = {
    **{W + name: None for name in _PASSED_OVER},
    W + "r": _Line.run,
    W + "t": _Line.text,
    M + "t": _Line.text,
    W + "tab": lambda line, element: line.add("\t"),
    W + "ptab": lambda line, element: line.add("\t"),
    W + "br": _Line.line_break,
    W + "cr": lambda line, element: line.add("\n"),
    W + "noBreakHyphen": lambda line, element: line.add("-"),
    W + "sym": _Line.symbol,
    W + "fldChar": _Line.field_character,
    W + "instrText": _Line.instruction,
    W + "ruby": _Line.ruby,
    W + "drawing": _Line.drawing,
    W + "pict": _Line.drawing,
    W + "object": _Line.drawing,
    MC + "AlternateContent": _Line.alternatives,
}


def _form_field(begin: Element) -> str:
    """What a legacy form field shows by itself: a checkbox its state, a list its choice; "" for others."""
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        ticked = is_on(state if state is not None else box.find(W + "default"))
        return TICKED if ticked else UNTICKED
    entries = data.findall(f"{W}ddList/{W}listEntry")
    result = data.find(f"{W}ddList/{W}result")
    chosen_entry = 0 if result is None else number(result.get(VAL))
    return entries[chosen_entry].get(VAL, "") if 0 <= chosen_entry < len(entries) else ""


def _label(story: Story, numbered: Element | None, style: str | None, text: str) -> str:
    if child(numbered, W + "numId") is None:
        numbered = None if style is None else story.styles.numbering(style)
    if numbered is None:
        return ""
    label, gap = story.numbering.label(numbered, style)
    return label + " " if gap and text and label and not label.endswith(_FULL_WIDTH_ENDS) else label


def _is_heading(story: Story, properties: _Properties, style: str | None) -> bool:
    level = properties.get(W + "outlineLvl")
    if level is not None:
        return is_heading_level(level)
    return style is not None and story.styles.is_heading(style)


def _end_is_deleted(mark: Element | None) -> bool:
    """Whether the properties of a paragraph's end say that it is deleted."""
    return mark is not None and any(one.tag in (W + "del", W + "moveFrom") for one in mark)


def _value(property_: Element | None) -> str | None:
    return None if property_ is None else property_.get(VAL)
