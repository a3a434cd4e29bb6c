"""Pictures of seals and signatures in a Word document, in the line or floating over it."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from render.word import element

_EMU_PER_MM = 36_000
_RIGHT_MM, _ABOVE_MM = 72, 10
"""Where a floating picture begins: from the left edge of the text, and above the line it is anchored in."""


@dataclass(frozen=True)
class Stamp:
    """A picture as PNG bytes and its printed width; ``floating`` lies over the text instead of standing in the line."""

    png: bytes
    width_mm: float
    floating: bool = False


def picture(document: Document, stamp: Stamp, number: int) -> BaseOxmlElement:
    """A run that shows ``stamp``; ``number`` is its own among the document's pictures."""
    inline = document.part.new_pic_inline(io.BytesIO(stamp.png), width=Mm(stamp.width_mm))
    inline.docPr.set("id", str(number + 1))
    drawing = element("drawing")
    drawing.append(_floating(inline, number) if stamp.floating else inline)
    run = element("r")
    run.append(drawing)
    return run


def _floating(inline: BaseOxmlElement, number: int) -> BaseOxmlElement:
    """An anchor with the picture of ``inline``, over the place to seal, at the right of the text."""
    extent = inline.extent  # type: ignore[attr-defined]
    right, up = _RIGHT_MM * _EMU_PER_MM, -_ABOVE_MM * _EMU_PER_MM
    anchor: BaseOxmlElement = parse_xml(
        f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number + 2}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{right}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{up}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{extent.cx}" cy="{extent.cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number + 1}" name="stamp {number + 1}"/><wp:cNvGraphicFramePr/></wp:anchor>'
    )
    anchor.append(inline.graphic)  # type: ignore[attr-defined]
    return anchor
