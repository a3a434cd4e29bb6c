"""The parts of an Office Open XML package: their XML, their relationships, and which part is the document."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from extract.errors import DocumentError
from extract.files.bounded_zip import BoundedZip, MemberError
from extract.limits import DEFAULT_LIMITS, Limits
from extract.readers.word.names import CONTENT_TYPES, RELATIONSHIPS, STRICT_NAMESPACES, Element

WORD_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""The content types of a Word document's main part: docx, dotx, docm, dotm."""

_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY", *("<!DOCTYPE".encode(name) for name in ("utf-16-le", "utf-16-be")))
_UNCOMPRESSED = (".bmp", ".dib", ".tif", ".tiff", ".emf", ".wmf")


@dataclass(frozen=True)
class Relationship:
    """One arrow from a part: its kind (the last word of its type) and its target.

    ``part`` is ``None`` where the target lies outside the package.
    """

    kind: str
    part: str | None


class Package:
    """An opened package. Part names have no leading slash."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._zip = BoundedZip(data, limits)
        self._media: dict[str, bytes] = {}

    def xml(self, part: str) -> Element:
        """The part's root element.

        Raises ``MemberError`` where the part is missing or no well-formed XML, ``DocumentError("unsafe-xml")``
        where it declares a document type or entities.
        """
        return parse(self._zip.read(part), part)

    def media(self, part: str) -> bytes:
        """A picture's bytes, inflated once however often it is drawn. Raises ``MemberError``."""
        if part not in self._media:
            honest = part.lower().endswith(_UNCOMPRESSED)
            self._media[part] = self._zip.read(part, check_ratio=not honest)
        return self._media[part]

    def relationships(self, part: str) -> dict[str, Relationship]:
        """By id; empty where the part has none. ``part`` "" is the package itself. Raises ``MemberError``."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self._zip:
            return {}
        return {
            element.get("Id", ""): _relationship(folder, element)
            for element in self.xml(source).iterchildren(RELATIONSHIPS + "Relationship")
        }

    def main_part(self) -> str:
        """The document's part: by the package's relationships, else by content type, else by its usual name.

        Raises ``damaged-document`` where none is there.
        """
        try:
            arrows = self.relationships("").values()
        except MemberError:
            arrows = {}.values()  # a lost arrow is no lost document: the content types name it too
        named = [arrow.part for arrow in arrows if arrow.kind == "officeDocument" and arrow.part]
        for part in (*named, *self._by_content_type(), "word/document.xml"):
            if part in self._zip:
                return part
        raise DocumentError("damaged-document", "Word 文件缺少正文部分（word/document.xml）。")

    def _by_content_type(self) -> list[str]:
        try:
            root = self.xml("[Content_Types].xml")
        except MemberError:
            return []
        return [
            element.get("PartName", "").lstrip("/")
            for element in root.iterchildren(CONTENT_TYPES + "Override")
            if element.get("ContentType") in WORD_MAIN_TYPES
        ]


def parse(data: bytes, part: str) -> Element:
    """The root element of ``data``, strict names made transitional. Raises like :meth:`Package.xml`."""
    if any(mark in data for mark in _DOCTYPES):
        raise DocumentError("unsafe-xml", f"{part} 声明了文档类型或者实体。")
    if b"purl.oclc.org/ooxml" in data:
        for strict, transitional in STRICT_NAMESPACES.items():
            data = data.replace(strict, transitional)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MemberError(f"{part} 不是完好的 XML（{error}）") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("unsafe-xml", f"{part} 声明了文档类型或者实体。")
    return root


def _parser() -> etree.XMLParser:
    """A new parser for each part: nothing of one document stays for the next."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _relationship(folder: str, element: Element) -> Relationship:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External" or not target:
        return Relationship(kind, None)
    path = unquote(target.replace("\\", "/"))
    absolute = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
    return Relationship(kind, absolute)
