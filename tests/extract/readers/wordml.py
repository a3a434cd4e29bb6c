"""Writes Word files element by element, so that a test shows the very XML it is about."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "wpi": "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXTERNAL = ' TargetMode="External"'
Relation = tuple[str, str, str]
"""Id, kind and target; a target that begins with http is external."""


def docx(
    *body: str, parts: Mapping[str, str | bytes] | None = None, relations: tuple[Relation, ...] = (),
    main: str = "word/document.xml", main_type: str = MAIN_TYPE,
) -> bytes:  # fmt: skip
    """A Word file with ``body`` inside ``w:body``; ``parts`` are more members of the zip, or override those made."""
    folder, _, name = main.rpartition("/")
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(main, main_type),
        "_rels/.rels": relationships((("rId1", "officeDocument", main),)),
        main: f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        f"{folder}/_rels/{name}.rels": relationships(relations),
    }
    members.update(parts or {})
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2016, 3, 15, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relationships(relations: tuple[Relation, ...]) -> str:
    arrows = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{_EXTERNAL if target.startswith('http') else ''}/>"
        for key, kind, target in relations
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{arrows}</Relationships>'


def _content_types(main: str, main_type: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    override = f'<Override PartName="/{main}" ContentType="{main_type}"/>'
    return f'<Types xmlns="{space}"><Default Extension="xml" ContentType="application/xml"/>{override}</Types>'


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(*content: str, props: str = "") -> str:
    """A run of ready elements; :func:`say` makes one of text."""
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{''.join(content)}</w:r>"


def say(text: str, props: str = "") -> str:
    return r(t(text), props=props)


def p(*content: str, props: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{''.join(content)}</w:p>"


def line(text: str, props: str = "") -> str:
    return p(say(text), props=props)


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, props: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{''.join(cells)}</w:tr>"


def tc(*content: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(content)}</w:tc>"


def cell(text: str, *, span: int = 1, merge: str = "") -> str:
    """A cell with one paragraph. ``merge`` is ``restart`` or ``continue``."""
    props = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        props += "<w:vMerge/>" if merge == "continue" else '<w:vMerge w:val="restart"/>'
    return tc(line(text), props=props)


def sdt(*content: str, props: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def field(instruction: str, *result: str, data: str = "") -> str:
    """A field in its long form; ``data`` goes into its first mark."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if result else ""
    return (
        f"{begin}<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>{middle}{''.join(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def inline(relation: str, width_mm: float = 40, height_mm: float = 40, name: str = "") -> str:
    """A picture that stands in the line."""
    return r(f"<w:drawing><wp:inline>{_extent(width_mm, height_mm, name)}{_graphic(relation)}</wp:inline></w:drawing>")


def floating(relation: str, width_mm: float = 40, right: float = 0, down: float = 0, upright: str = "paragraph") -> str:
    """A picture that floats ``right`` and ``down`` (mm) of what ``upright`` says."""
    across = f'<wp:positionH relativeFrom="column"><wp:posOffset>{round(right * 36000)}</wp:posOffset></wp:positionH>'
    below = f'<wp:positionV relativeFrom="{upright}"><wp:posOffset>{round(down * 36000)}</wp:posOffset></wp:positionV>'
    body = f"{across}{below}{_extent(width_mm, width_mm, '')}{_graphic(relation)}"
    return r(f"<w:drawing><wp:anchor>{body}</wp:anchor></w:drawing>")


def _extent(width_mm: float, height_mm: float, name: str) -> str:
    size = f'cx="{round(width_mm * 36000)}" cy="{round(height_mm * 36000)}"'
    return f'<wp:extent {size}/><wp:docPr id="1" name="{name}"/>'


def _graphic(relation: str) -> str:
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic>'
    return f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"


def vml_picture(relation: str, style: str = "width:113.4pt;height:4cm") -> str:
    return f'<w:pict><v:shape style="{style}"><v:imagedata r:id="{relation}"/></v:shape></w:pict>'


def both(choice: str, fallback: str, requires: str = "wps") -> str:
    """The same thing twice: for programs that know the extension, and for those that do not."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def text_box(*content: str) -> str:
    """A text box as Word writes it since 2010: as a shape, and once more in VML."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    graphic = f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    shape = f"<w:drawing><wp:anchor>{_extent(50, 20, 'box')}{graphic}</wp:anchor></w:drawing>"
    return r(both(shape, f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"))


def png(width: int = 4, height: int = 4) -> bytes:
    """A white picture; its header may claim any size, its pixels are a few."""
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\xff" * 16)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
