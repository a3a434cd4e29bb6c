"""Draws small PDFs by hand: text, lines, pictures, form fields and annotations, with nothing embedded.

Coordinates are millimetres from the top left, as the reader gives them. Chinese text uses STSong-Light, one of the
fonts that every reader of PDFs knows by name.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

PT = 72 / 25.4

CID_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000"
    "/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


@dataclass
class Drawing:
    """One page: content operators, and what else it needs."""

    width: float = 210.0
    height: float = 297.0
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    """Left, top, right and lower edge of the crop box in millimetres."""
    unit: float = 1.0
    """``/UserUnit``: what the page measures in 1/72 inch for each unit that is drawn."""
    operators: list[str] = field(default_factory=list)
    images: list[tuple[str, bytes]] = field(default_factory=list)
    forms: list[tuple[str, bytes]] = field(default_factory=list)
    annotations: list[tuple[str, bytes | None]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 12.0, *, mode: int = 0, colour: str = "0 g") -> Drawing:
        """``text`` with its left end at ``x`` and its middle at ``y``."""
        return self.turned_text((1, 0, 0, 1), x, y + 0.38 * size / PT, text, size, mode=mode, colour=colour)

    def turned_text(
        self,
        turn: tuple[float, float, float, float],
        x: float,
        y: float,
        text: str,
        size: float = 12.0,
        *,
        mode: int = 0,
        colour: str = "0 g",
    ) -> Drawing:
        """``text`` written along the matrix ``turn`` from the base point (x, y)."""
        matrix = " ".join(f"{v:g}" for v in turn)
        shown = text.encode("utf-16-be").hex()
        self.operators.append(
            f"{colour} BT /F1 {size:g} Tf {mode} Tr {matrix} {x * PT:.2f} {self.up(y):.2f} Tm <{shown}> Tj ET 0 g"
        )
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 12.0, pitch: float = 6.5) -> Drawing:
        """Lines of text below one another."""
        for index, text in enumerate(texts):
            self.text(x, y + index * pitch, text, size)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, style: str = "") -> Drawing:
        """A stroked line; ``style`` holds further operators (a dash pattern, a colour)."""
        self.operators.append(
            f"q {style} {width:g} w {x0 * PT:.2f} {self.up(y0):.2f} m {x1 * PT:.2f} {self.up(y1):.2f} l S Q"
        )
        return self

    def rect(self, x0: float, y0: float, x1: float, y1: float, paint: str = "S", style: str = "") -> Drawing:
        """A rectangle; ``paint`` is PDF's operator."""
        box = f"{x0 * PT:.2f} {self.up(y1):.2f} {(x1 - x0) * PT:.2f} {(y1 - y0) * PT:.2f}"
        self.operators.append(f"q {style} 0.5 w {box} re {paint} Q")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Drawing:
        """A table of full lines."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def image(
        self, box: tuple[float, float, float, float], size: tuple[int, int] = (8, 8), rgb: bytes = b"\xd0\x10\x10"
    ) -> Drawing:
        """A picture of one colour in ``box``."""
        x0, y0, x1, y1 = box
        data = zlib.compress(rgb * (size[0] * size[1]))
        self.stored_image(size, data)
        return self.place(f"{(x1 - x0) * PT:.2f} 0 0 {(y1 - y0) * PT:.2f} {x0 * PT:.2f} {self.up(y1):.2f}")

    def stored_image(self, size: tuple[int, int], data: bytes, more: str = "") -> Drawing:
        """A picture kept with the page; ``data`` is deflated RGB."""
        head = (
            f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/ColorSpace/DeviceRGB/BitsPerComponent 8"
            f"/Filter/FlateDecode{more}"
        )
        self.images.append((head, data))
        return self

    def place(self, matrix: str) -> Drawing:
        """Draw the latest picture with ``matrix``."""
        self.operators.append(f"q {matrix} cm /I{len(self.images) - 1} Do Q")
        return self

    def annotation(
        self, subtype: str, box: tuple[float, float, float, float], more: str = "", appearance: str | None = None
    ) -> Drawing:
        """An annotation in ``box``; ``appearance`` is its content in points from its own lower left."""
        x0, y0, x1, y1 = box
        rect = f"{x0 * PT:.2f} {self.up(y1):.2f} {x1 * PT:.2f} {self.up(y0):.2f}"
        head = f"/Type/Annot/Subtype/{subtype}/Rect[{rect}]/F 4{more}"
        self.annotations.append((head, None if appearance is None else appearance.encode()))
        return self

    def up(self, y: float) -> float:
        return (self.height - y) * PT


def pdf(
    *pages: Drawing, fields: bool = False, ligatures: dict[str, str] | None = None, layers: tuple[bool, ...] = ()
) -> bytes:
    """The pages as a PDF. ``fields`` lists widget annotations in an AcroForm; ``ligatures`` are glyphs of several letters.

    A ligature is drawn by the one character that it is named by. ``layers`` says of each layer (L0, L1 …) whether it is on.
    """
    objects: list[bytes] = [b"", b"", CID_FONT.encode()]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    if ligatures:
        objects[2] = CID_FONT[:-2].encode() + f"/ToUnicode {add(_stream('', _meanings(ligatures)))} 0 R>>".encode()

    groups = [add(f"<</Type/OCG/Name(L{i})>>".encode()) for i, _ in enumerate(layers)]
    properties = "".join(f"/L{i} {group} 0 R" for i, group in enumerate(groups))
    kids, widgets = [], []
    for page in pages:
        images = "".join(f"/I{i} {add(_stream(head, data))} 0 R" for i, (head, data) in enumerate(page.images))
        forms = "".join(f"/X{i} {add(_stream(head, data))} 0 R" for i, (head, data) in enumerate(page.forms))
        content = add(_stream("", "\n".join(page.operators).encode()))
        notes = []
        for head, appearance in page.annotations:
            shown = "" if appearance is None else f"/AP<</N {add(_appearance(head, appearance))} 0 R>>"
            notes.append(add(f"<<{head}{shown}>>".encode()))
            widgets += [notes[-1]] if "/Subtype/Widget" in head else []
        crop = ""
        if page.crop:
            left, top, right, low = page.crop
            crop = f"/CropBox[{left * PT:.2f} {page.up(low):.2f} {right * PT:.2f} {page.up(top):.2f}]"
        listed = " ".join(f"{n} 0 R" for n in notes)
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width * PT:.2f} {page.height * PT:.2f}]{crop}"
                f"{f'/UserUnit {page.unit:g}' if page.unit != 1 else ''}/Rotate {page.rotate}/Resources<</Font<</F1 3 0 R>>/XObject<<{images}{forms}>>"
                f"/Properties<<{properties}>>>>"
                f"/Contents {content} 0 R/Annots[{listed}]>>".encode()
            )
        )
    acro = f"/AcroForm<</Fields[{' '.join(f'{n} 0 R' for n in widgets)}]/DR<<>>>>" if fields else ""
    off = " ".join(f"{group} 0 R" for group, on in zip(groups, layers, strict=True) if not on)
    listed = " ".join(f"{group} 0 R" for group in groups)
    optional = f"/OCProperties<</OCGs[{listed}]/D<</OFF[{off}]>>>>" if layers else ""
    objects[0] = f"<</Type/Catalog/Pages 2 0 R{acro}{optional}>>".encode()
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    return _file(objects)


def _meanings(ligatures: dict[str, str]) -> bytes:
    """The map that says which letters each of the ``ligatures`` stands for."""
    pairs = "\n".join(
        f"<{one.encode('utf-16-be').hex()}> <{all_.encode('utf-16-be').hex()}>" for one, all_ in ligatures.items()
    )
    ranges = "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    return f"begincmap\n{ranges}\n{len(ligatures)} beginbfchar\n{pairs}\nendbfchar\nendcmap".encode()


def _stream(head: str, data: bytes) -> bytes:
    return f"<<{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _appearance(head: str, content: bytes) -> bytes:
    numbers = [float(v) for v in head.split("/Rect[")[1].split("]")[0].split()]
    size = f"{numbers[2] - numbers[0]:.2f} {numbers[3] - numbers[1]:.2f}"
    return _stream(f"/Type/XObject/Subtype/Form/BBox[0 0 {size}]", content)


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
