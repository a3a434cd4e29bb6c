"""The words of one paragraph of an official file, changed in place: what is written takes the look of what stood there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from forms.script import fold
from render.official.places import Node
from render.word import legible

EMPTY_BOX, TICKED_BOX = "□", "☑"
_T, _R = qn("w:t"), qn("w:r")
_PASSED_OVER = frozenset(
    qn(name)
    for name in ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr", "w:drawing", "w:pict", "w:object")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_SIGNS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
_BOXES = {"wingdings": ("6F", "70", "71", "72", "A8"), "wingdings 2": ("A3",), "webdings": ("63",)}
"""Empty boxes of the pictorial fonts, by the last digits of their code."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class _Piece:
    """A text or sign of the paragraph and what it says."""

    node: Node
    text: str


@dataclass(frozen=True)
class Span:
    """A stretch of a paragraph's text."""

    start: int
    end: int


class Words:
    """The text of ``paragraph``; :meth:`replace` changes it."""

    def __init__(self, paragraph: Node) -> None:
        self.paragraph = paragraph
        self._pieces = list(_pieces(paragraph))

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self._pieces)

    def replace(self, start: int, end: int, new: str) -> None:
        """Put ``new`` in place of the characters from ``start`` to ``end``, in the look of the first of them."""
        host = self._host(start, end)
        if host is None:
            self._pieces.append(self._appended(legible(new)))
            return
        at = 0
        for number, piece in list(enumerate(self._pieces)):
            first, last = at, at + len(piece.text)
            at = last
            if number == host:
                cut = max(start - first, 0)
                tail = piece.text[max(min(end, last) - first, cut) :]
                self._say(number, piece.text[:cut] + legible(new) + tail)
            elif first < end and last > start:
                self._say(number, piece.text[: max(start - first, 0)] + piece.text[min(end, last) - first :])
        self._pieces = list(_pieces(self.paragraph))

    def tick(self, at: int) -> None:
        """Tick the empty box at ``at``; one of a content control also says so itself."""
        node = self._pieces[self._host(at, at + 1) or 0].node
        for control in node.iterancestors(qn("w:sdt")):
            for state in control.iterfind(f"{qn('w:sdtPr')}/{_W14}checkbox/{_W14}checked"):
                state.set(f"{_W14}val", "1")
        self.replace(at, at + 1, TICKED_BOX)

    def _host(self, start: int, end: int) -> int | None:
        """The piece that takes the new words: the one that begins the stretch, else the one that ends before it."""
        at = 0
        for number, piece in enumerate(self._pieces):
            last = at + len(piece.text)
            if at <= start < last or (start == end == last and number == len(self._pieces) - 1):
                return number
            at = last
        return len(self._pieces) - 1 if self._pieces else None

    def _say(self, number: int, text: str) -> None:
        """Make a piece say ``text``; a sign becomes a text, line breaks become breaks."""
        node = self._pieces[number].node
        if self._pieces[number].text == text:
            return
        for made in _spoken(text):
            node.addprevious(made)
        node.getparent().remove(node)

    def _appended(self, text: str) -> _Piece:
        run = OxmlElement("w:r")
        look = self.paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if look is not None:
            run.append(_run_look(look))
        for made in _spoken(text):
            run.append(made)
        self.paragraph.append(run)
        return _Piece(run[-1], text)


def _run_look(mark: Node) -> Node:
    """The look of a paragraph's end as that of a run."""
    look = deepcopy(mark)
    for child in list(look):
        if child.tag in (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"), qn("w:rPrChange")):
            look.remove(child)
    return look


def _spoken(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield OxmlElement("w:br")
        if line:
            made = OxmlElement("w:t")
            made.text = line
            made.set(_SPACE, "preserve")
            yield made


def _pieces(parent: Node) -> Iterator[_Piece]:
    for child in parent:
        if child.tag in _PASSED_OVER:
            continue
        if child.tag == _T:
            text = child.text or ""
            yield _Piece(child, text if child.get(_SPACE) == "preserve" else text.strip(" "))
        elif child.tag in _SIGNS and child.get(qn("w:type"), "textWrapping") == "textWrapping":
            yield _Piece(child, _SIGNS[child.tag])
        elif child.tag == qn("w:sym"):
            yield _Piece(child, _symbol(child))
        elif len(child):
            yield from _pieces(child)


def _symbol(node: Node) -> str:
    """An empty box where a pictorial font draws one; any other symbol as one unknown character."""
    font, code = (node.get(qn(f"w:{name}"), "") for name in ("font", "char"))
    return EMPTY_BOX if code.upper()[-2:] in _BOXES.get(font.strip().lower(), ()) else "�"


def find(text: str, wanted: str, start: int = 0) -> Span | None:
    """Where ``wanted`` first stands in ``text`` from ``start`` on, whatever its script, width and spacing."""
    key = fold(wanted)
    folded = [(number, char) for number in range(start, len(text)) for char in fold(text[number])]
    said = "".join(char for _, char in folded)
    at = said.find(key) if key else -1
    return _with_its_brackets(text, folded[at][0], folded[at + len(key) - 1][0] + 1) if at >= 0 else None


def _with_its_brackets(text: str, start: int, end: int) -> Span:
    """The span with the bracket that closes one opened in it, or opens one closed in it: folding sees no brackets."""
    inside = text[start:end]
    opened, closed = sum(inside.count(c) for c in "（("), sum(inside.count(c) for c in "）)")
    if opened > closed and text[end : end + 1] in ("）", ")"):
        return Span(start, end + 1)
    if closed > opened and text[start - 1 : start] in ("（", "("):
        return Span(start - 1, end)
    return Span(start, end)


def find_any(text: str, wanted: Iterable[str]) -> Span | None:
    """The first of ``wanted`` that stands in ``text``, in their order."""
    return next((span for word in wanted if (span := find(text, word))), None)


_TICKABLE = re.compile(r"[□☐▢◻○◯]")


def boxes(text: str) -> list[int]:
    """Where empty boxes stand in ``text``."""
    return [match.start() for match in _TICKABLE.finditer(text)]
