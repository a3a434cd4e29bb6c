"""A letter with the seal's picture over 署名 and 成文日期, as GB/T 9704-2012 7.3.5.1 places a seal.

A letter is written to be signed without a seal's picture (7.3.5.2). With one the date ends four characters before the
right edge, 署名 is centred on it, and both lie a little below the seal's middle; so many empty lines part them from the
text that the seal's top comes within one line below it, and not over it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from math import ceil

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from render.errors import RenderError
from render.page import BODY, CHARACTERS_PER_LINE, LINE_TWIPS, MM_PER_POINT, TEXT_WIDTH, TRACKING_TWIPS, TWIPS_PER_MM
from render.seal_picture import Printed, SealPicture, printed
from render.word import element, package
from render.wording import set_width

LINE_MM = LINE_TWIPS / TWIPS_PER_MM
CHARACTER_MM = (BODY.points + TRACKING_TWIPS / 20) * MM_PER_POINT
DATE_INDENT = 4
"""How many characters the date stands from the right edge (7.3.5.1)."""
BELOW_MM = 3.0
"""How far the middle of 署名 and 成文日期 lies below the seal's: the standard says a little."""
NAME = "office-seal"
_MOST_NAMES = 4
_EMU_PER_MM = 36_000
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_INK_MM = BODY.points * MM_PER_POINT


@dataclass(frozen=True)
class _Place:
    """The paragraphs to seal: empty ones above, 署名 with what stands below it, and 成文日期."""

    above: list[BaseOxmlElement]
    names: list[BaseOxmlElement]
    date: BaseOxmlElement

    @property
    def lines(self) -> int:
        """How many lines 署名 and 成文日期 take up."""
        return 1 + sum(ceil(set_width(_words(name)) / CHARACTERS_PER_LINE) for name in self.names)


def with_seal(docx: bytes, seal: SealPicture) -> bytes:
    """The letter with the seal's picture behind the words of 署名 and 成文日期.

    Raises :class:`RenderError`: ``seal-picture-unfit``; ``seal-place-missing`` where the letter has no 署名 with 成文日期
    below it, where these do not fit under the seal, or where there is a seal's picture already.
    """
    size = printed(seal)
    document = Document(io.BytesIO(docx))
    if any(one.get("name") == NAME for one in document.element.body.iter(qn("wp:docPr"))):
        raise _no_place("文书上已经有印章图样")
    place = _place(document)
    below = min(BELOW_MM, (size.seal_height - place.lines * LINE_MM + LINE_MM - _INK_MM) / 2)
    if below < 0:
        raise _no_place(f"署名和成文日期共 {place.lines} 行，印章压不住")
    date_width = set_width(_words(place.date)) * CHARACTER_MM
    _arrange(place, date_width)
    _part(place, ceil((below + size.seal_height / 2) / LINE_MM - place.lines / 2))
    right = DATE_INDENT * BODY.points * MM_PER_POINT
    left = TEXT_WIDTH.mm - right - date_width / 2 - size.middle_x
    top = LINE_MM * (1 - place.lines / 2) - below - size.middle_y
    place.date.append(_drawing(document, seal, size, (left, top)))
    return package(document)


def _place(document: Word) -> _Place:
    """The last date that stands alone in a paragraph of the text, and the names above it."""
    body = [one for one in document.element.body if one.tag == qn("w:p")]
    dates = [number for number, one in enumerate(body) if _DATE.fullmatch(_words(one))]
    if not dates:
        raise _no_place("文书上没有单独成行的成文日期")
    last = first = dates[-1]
    while first and _words(body[first - 1]):
        first -= 1
    if not 0 < last - first <= _MOST_NAMES:
        raise _no_place("成文日期之上没有署名，或者署名与正文之间没有空行")
    top = first
    while top and not _words(body[top - 1]) and len(body[top - 1]) <= 1:
        top -= 1
    return _Place(body[top:first], body[first:last], body[last])


def _words(paragraph: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t"))).strip()


def _arrange(place: _Place, date_width: float) -> None:
    """The date four characters from the right edge, the names centred on it as far as the edge allows."""
    right = DATE_INDENT * BODY.points * MM_PER_POINT
    _set_right(place.date, right)
    for name in place.names:
        width = set_width(_words(name)) * CHARACTER_MM
        _set_right(name, max(right + (date_width - width) / 2, 0))


def _set_right(paragraph: BaseOxmlElement, mm: float) -> None:
    """Move the paragraph's words so far from the right edge; the spaces that pushed them fall away."""
    texts = [one for one in paragraph.iter(qn("w:t")) if one.text]
    texts[0].text = (texts[0].text or "").lstrip()
    texts[-1].text = (texts[-1].text or "").rstrip()
    properties = paragraph.get_or_add_pPr()  # type: ignore[attr-defined]
    for old in (*properties.findall(qn("w:ind")), *properties.findall(qn("w:jc"))):
        properties.remove(old)
    indent = properties.get_or_add_ind()
    for name, value in (("left", 0), ("leftChars", 0), ("right", round(mm * TWIPS_PER_MM)), ("rightChars", 0)):
        indent.set(qn(f"w:{name}"), str(value))
    for name in ("firstLine", "firstLineChars"):
        indent.set(qn(f"w:{name}"), "0")
    properties.get_or_add_jc().set(qn("w:val"), "right")


def _part(place: _Place, lines: int) -> None:
    """Have so many empty lines between the text and the names, at least one."""
    wanted = max(lines, 1)
    for spare in place.above[wanted:]:
        holder = spare.getparent()
        assert holder is not None
        holder.remove(spare)
    for _ in range(wanted - len(place.above)):
        empty = element("p")
        style = place.names[0].find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None:
            empty.get_or_add_pPr().append(element("pStyle", val=str(style.get(qn("w:val")))))  # type: ignore[attr-defined]
        place.names[0].addprevious(empty)


def _drawing(document: Word, seal: SealPicture, size: Printed, at: tuple[float, float]) -> BaseOxmlElement:
    """A run with the picture behind the text, ``at`` millimetres from the column's left and the paragraph's top."""
    relation, _ = document.part.get_or_add_image(io.BytesIO(seal.data))
    left, top, width, height = (round(mm * _EMU_PER_MM) for mm in (*at, size.width, size.height))
    made: BaseOxmlElement = parse_xml(
        f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing>"
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="1" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="9700" name="{NAME}" descr="印章"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="9700" name="{NAME}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
    return made


def _no_place(why: str) -> RenderError:
    return RenderError("seal-place-missing", f"{why}，没有放置印章图样；请打印后用印。")
