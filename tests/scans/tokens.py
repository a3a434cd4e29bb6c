"""Places in a Word file that are found again in its PDF: private characters become bookmarks, bookmarks destinations.

A bookmark has no extent, so what is printed is the same with and without it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST = 0xE100
_TOKEN = re.compile("([\ue100-\uf8ff])")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


@dataclass
class Tokens:
    """Names of places by the private character that stands there until the file is finished."""

    names: list[str] = field(default_factory=list)

    def new(self, name: str) -> str:
        self.names.append(name)
        return chr(_FIRST + len(self.names) - 1)

    @staticmethod
    def bookmark(character: str) -> str:
        """The name of the bookmark in the place of ``character``: letters and digits only, which no PDF writer escapes."""
        return f"t{ord(character) - _FIRST}"

    def named(self, bookmark: str) -> str:
        """The place of a bookmark, ``""`` for one that is none of ours."""
        return self.names[int(bookmark[1:])] if re.fullmatch(r"t\d+", bookmark) else ""


@dataclass(frozen=True)
class Dress:
    """What is changed in a drawn file: its fonts, the room (mm) above the lines to sign and to date, ruled tables."""

    fonts: tuple[str, ...] = ()
    room_mm: Mapping[str, float] = field(default_factory=dict)
    """By the last word of a place's name: ``sign``, ``date``."""
    ruled: bool = True
    a4: bool = False
    whole_rows: bool = False
    """Rows of tables are not parted at the end of a page."""


def finish(data: bytes, tokens: Tokens, dress: Dress) -> bytes:
    """The Word file with its tokens made bookmarks and dressed, the same bytes for the same contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                content = _dressed(content, tokens, dress, body=name == "word/document.xml")
            made.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _dressed(content: bytes, tokens: Tokens, dress: Dress, body: bool) -> bytes:
    root = etree.fromstring(content)
    if dress.fonts:
        _set_fonts(root, dress.fonts)
    if body:
        _bookmark(root, tokens)
        _make_room(root, tokens, dress.room_mm)
        if dress.ruled:
            _rule(root)
        if dress.a4:
            _a4(root)
        if dress.whole_rows:
            _keep_rows(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set_fonts(root: etree._Element, fonts: tuple[str, ...]) -> None:
    """Every font replaced by one of ``fonts``: equal ones by the same, the first by the first."""
    known: dict[str, str] = {}
    for fonts_of in root.iter(_w("rFonts")):
        official = fonts_of.get(_w("eastAsia")) or fonts_of.get(_w("ascii")) or ""
        chosen = known.setdefault(official, fonts[sum(map(ord, official)) % len(fonts)])
        fonts_of.attrib.clear()
        for slot in _FONT_SLOTS:
            fonts_of.set(_w(slot), chosen)


def _bookmark(root: etree._Element, tokens: Tokens) -> None:
    for text in list(root.iter(_w("t"))):
        if text.text and _TOKEN.search(text.text):
            _split(text, tokens)


def _split(text: etree._Element, tokens: Tokens) -> None:
    """The run of ``text`` cut at its tokens, a bookmark in the place of each."""
    run = text.getparent()
    assert run is not None
    assert text.text is not None
    holder = run.getparent()
    assert holder is not None
    alone = [child for child in run if child.tag != _w("rPr")] == [text]
    assert alone, "a run with a token holds nothing but its text"
    at = holder.index(run)
    holder.remove(run)
    for piece in _TOKEN.split(text.text):
        for made in _pieces(piece, run, tokens):
            holder.insert(at, made)
            at += 1


def _pieces(piece: str, run: etree._Element, tokens: Tokens) -> Iterable[etree._Element]:
    if _TOKEN.fullmatch(piece):
        number = str(90_000 + ord(piece))
        start, end = etree.Element(_w("bookmarkStart")), etree.Element(_w("bookmarkEnd"))
        start.set(_w("id"), number)
        start.set(_w("name"), tokens.bookmark(piece))
        end.set(_w("id"), number)
        return (start, end)
    if not piece:
        return ()
    copy = deepcopy(run)
    said = next(copy.iter(_w("t")))
    said.text = piece
    said.set(_SPACE, "preserve")
    return (copy,)


def _make_room(root: etree._Element, tokens: Tokens, room_mm: Mapping[str, float]) -> None:
    for mark in root.iter(_w("bookmarkStart")):
        room = room_mm.get(tokens.named(mark.get(_w("name")) or "").rpartition(".")[2])
        paragraph = mark.getparent()
        if room is None or paragraph is None:
            continue
        looks = paragraph.find(_w("pPr"))
        if looks is None:
            looks = etree.Element(_w("pPr"))
            paragraph.insert(0, looks)
        spacing = etree.SubElement(looks, _w("spacing"))
        spacing.set(_w("before"), str(round(room * 1440 / 25.4)))


def _rule(root: etree._Element) -> None:
    """Tables without a style of their own get thin rules all over."""
    for table in root.iter(_w("tbl")):
        looks = table.find(_w("tblPr"))
        if looks is None or looks.find(_w("tblBorders")) is not None:
            continue
        rules = etree.Element(_w("tblBorders"))
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            rule = etree.SubElement(rules, _w(side))
            for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
                rule.set(_w(name), value)
        after = [looks.find(_w(name)) for name in ("shd", "tblLayout", "tblCellMar", "tblLook")]
        first = next((looks.index(one) for one in after if one is not None), len(looks))
        looks.insert(first, rules)


def _a4(root: etree._Element) -> None:
    for size in root.iter(_w("pgSz")):
        size.set(_w("w"), "11906")
        size.set(_w("h"), "16838")


def _keep_rows(root: etree._Element) -> None:
    for row in root.iter(_w("tr")):
        looks = row.find(_w("trPr"))
        if looks is None:
            looks = etree.Element(_w("trPr"))
            row.insert(0, looks)
        etree.SubElement(looks, _w("cantSplit"))
