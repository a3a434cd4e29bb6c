"""Pictures in a letter: each takes the place of its mark in a paragraph of the style for pictures.

A template says where a picture goes by a paragraph of the style :data:`STYLE` that holds nothing but the picture's mark
(``{{ 问题.附图 }}``). What applicants write never stands in such a paragraph, so it cannot ask for a picture.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from render.errors import RenderError
from render.word import legible, zipped

STYLE = "LetterPicture"
MOST_MM = (90.0, 45.0)
"""The largest width and height: two thirds of a line of text, seven lines high."""
_EMU_PER_MM = 36_000
_KINDS = {b"\xff\xd8\xff": ("jpeg", "image/jpeg"), b"\x89PNG": ("png", "image/png")}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PACKED_TIGHT = 2


@dataclass(frozen=True)
class EvidencePicture:
    """A piece of a page as PNG or JPEG, its size on paper, and where it stands in words: also for those who cannot see it."""

    data: bytes
    width_mm: float
    height_mm: float
    words: str

    @property
    def shown_mm(self) -> tuple[float, float]:
        """As large as on paper, or smaller where that would be too large."""
        share = min(1.0, MOST_MM[0] / self.width_mm, MOST_MM[1] / self.height_mm)
        return self.width_mm * share, self.height_mm * share


def with_pictures(letter: bytes, pictures: Mapping[str, EvidencePicture]) -> bytes:
    """The letter with each picture in place of its mark; a template that asks for none stays without.

    Raises :class:`RenderError` ``picture-unknown`` for bytes that are neither PNG nor JPEG.
    """
    if not pictures:
        return letter
    with zipfile.ZipFile(io.BytesIO(letter)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    document = _parsed(members["word/document.xml"])
    placed = _placed(document, pictures)
    if not placed:
        return letter
    members["word/document.xml"] = _written(document)
    members["word/_rels/document.xml.rels"] = _related(members["word/_rels/document.xml.rels"], placed)
    members["[Content_Types].xml"] = _typed(members["[Content_Types].xml"], placed)
    members |= {f"word/{target}": data for target, data in placed.values()}
    return zipped(members.items(), _PACKED_TIGHT)


def _placed(document: etree._Element, pictures: Mapping[str, EvidencePicture]) -> dict[str, tuple[str, bytes]]:
    """Draw what is asked for; the relation's id, the file and its bytes of each picture that has a place."""
    placed: dict[str, tuple[str, bytes]] = {}
    for paragraph in document.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None or style.get(qn("w:val")) != STYLE:
            continue
        mark = "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip()
        picture = pictures.get(mark)
        if picture is None:
            continue
        number = len(placed) + 1
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
        paragraph.append(_drawing(picture, f"rIdEvidence{number}", number))
        placed[f"rIdEvidence{number}"] = (f"media/evidence{number}.{_kind(picture)[0]}", picture.data)
    return placed


def _kind(picture: EvidencePicture) -> tuple[str, str]:
    for magic, kind in _KINDS.items():
        if picture.data.startswith(magic):
            return kind
    raise RenderError("picture-unknown", f"“{picture.words}”的图像不是 PNG 或者 JPEG，不能放入文书。")


def _drawing(picture: EvidencePicture, relation: str, number: int) -> etree._Element:
    width, height = (round(side * _EMU_PER_MM) for side in picture.shown_mm)
    made: etree._Element = parse_xml(
        f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{9000 + number}" name="evidence{number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{9000 + number}" name="evidence{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="6350"><a:solidFill><a:srgbClr val="A6A6A6"/>'
        "</a:solidFill></a:ln></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    for described in (made.find(f".//{qn('wp:docPr')}"), made.find(f".//{qn('pic:cNvPr')}")):
        assert described is not None
        described.set("descr", legible(picture.words))
    return made


def _related(relations: bytes, placed: Mapping[str, tuple[str, bytes]]) -> bytes:
    root = _parsed(relations)
    for relation, (target, _) in placed.items():
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=relation, Type=_IMAGE, Target=target)
    return _written(root)


def _typed(types: bytes, placed: Mapping[str, tuple[str, bytes]]) -> bytes:
    root = _parsed(types)
    known = {default.get("Extension") for default in root.findall(f"{{{_TYPES}}}Default")}
    wanted = {target.rpartition(".")[2] for target, _ in placed.values()}
    for extension, kind in _KINDS.values():
        if extension in wanted - known:
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind))
    return _written(root)


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
