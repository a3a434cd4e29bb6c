"""The namespaces and names of WordprocessingML (ECMA-376), written as lxml writes them."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix every Word file uses
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

VAL = W + "val"

STRICT_NAMESPACES: dict[bytes, bytes] = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": PIC[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
}
"""What a file saved as "Strict Open XML" calls the same names (ISO/IEC 29500-1)."""

_FALSE = frozenset({"0", "false", "off", "none"})


def child(element: Element | None, tag: str) -> Element | None:
    """The first child called ``tag``; ``None`` without one. What ``find`` gives, without looking for a path."""
    return None if element is None else next(element.iterchildren(tag), None)


def is_on(element: Element | None, attribute: str = VAL) -> bool:
    """What an on/off property says: present without a value means on (ECMA-376 part 1, 17.17.4)."""
    return element is not None and element.get(attribute, "1").lower() not in _FALSE


def number(text: str | None, default: int = 0) -> int:
    """``text`` as a whole number; ``default`` where it is missing or none (a decimal fraction is cut off)."""
    if text is None:
        return default
    try:
        return int(text)
    except ValueError:
        head, point, tail = text.partition(".")
        return int(head) if point and tail.isdecimal() and head.removeprefix("-").isdecimal() else default
