"""What a .docx says, for tests: its paragraphs, its table cells, all its text."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs_of(data: bytes) -> list[str]:
    """The body's paragraphs outside tables, line breaks as ``\\n``."""
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def cells_of(data: bytes) -> list[list[str]]:
    """Every table row as the texts of its cells, a merged cell once."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return [[_text(cell) for cell in row.iter(f"{_W}tc")] for row in body.iter(f"{_W}tr")]


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in cell.iter(f"{_W}p"))


def all_text(data: bytes) -> str:
    """Everything written in the body, headers and footers, a line a paragraph."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith(("word/document", "word/header", "word/footer")):
                for paragraph in etree.fromstring(package.read(name)).iter(f"{_W}p"):
                    lines.append("".join(t.text or "" for t in paragraph.iter(f"{_W}t")))
    return "\n".join(lines)
