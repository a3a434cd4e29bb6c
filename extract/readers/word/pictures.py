"""The pictures and text boxes of a drawing: DrawingML (``w:drawing``) and the older VML (``w:pict``, ``w:object``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.document import Picture
from extract.files.bounded_zip import MemberError
from extract.files.image_header import image_kind, image_size
from extract.readers.word.names import MC, PIC, WP, WPG, WPS, A, Element, M, O, R, V, W, number
from extract.readers.word.story import Story, chosen
from forms.evidence import Evidence

_EMU_PER_MM = 36_000
_MM_PER_UNIT = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "pc": 25.4 / 6, "": 25.4 / 96}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|in|cm|mm|px|pc|)$")
_FREEHAND_SHAPES = frozenset({"ellipse", "donut", "star5", "flowChartConnector"})
_FREEHAND_VML = frozenset({V + "oval", V + "curve", V + "polyline"})
_FOREIGN_DOCUMENTS = ("Word.", "Excel.", "PowerPoint.", "AcroExch.", "Acrobat.", "Package", "WPS.", "KWPS.", "ET.")


@dataclass
class Drawing:
    """What one drawing holds, in its own order; ``words`` is text of shapes that is no paragraph."""

    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Frame:
    """A drawing's printed size in millimetres, and its name."""

    size: tuple[float, float] | None
    name: str
    scale: tuple[float, float] | None = None
    """Millimetres per unit of a group's own coordinates."""


def read_drawing(story: Story, root: Element, at: Evidence) -> Drawing:
    """The pictures, text boxes and words under a ``w:drawing``, ``w:pict`` or ``w:object``."""
    out = Drawing()
    frame = _frame(root)
    if frame is None:
        return out
    drawn = False
    for element in _shapes(root):
        tag = element.tag
        if tag == W + "txbxContent":
            out.boxes.append(element)
        elif tag == A + "blip":
            out.pictures.append(_picture(story, element, R + "embed", _blip_frame(element, frame), at))
        elif tag == V + "imagedata":
            out.pictures.append(_picture(story, element, R + "id", _vml_frame(element, frame), at))
        elif tag in (A + "t", M + "t") and element.text:
            out.words.append(element.text)
        elif tag == V + "textpath" and element.get("string"):
            out.words.append(element.get("string", ""))
        elif tag == O + "OLEObject":
            _note_foreign_document(story, element, at)
        else:
            drawn = drawn or _is_freehand(element)
    if drawn and not out.pictures:
        # Lines drawn in Word itself may be a seal or a signature, and nobody looked at them.
        out.pictures.append(_of(frame, None, at, "drawn shape"))
    return out


def _shapes(root: Element) -> Iterator[Element]:
    """All elements below ``root`` in order, one branch of each alternative, nothing inside a text box."""
    waiting = list(reversed(root))
    while waiting:
        element = waiting.pop()
        if element.tag == MC + "AlternateContent":
            branch = chosen(element)
            waiting.extend(reversed(branch) if branch is not None else ())
            continue
        yield element
        if element.tag != W + "txbxContent":
            waiting.extend(reversed(element))


def _frame(root: Element) -> _Frame | None:
    """The drawing's frame; ``None`` where it is hidden."""
    holder = next((child for child in root if child.tag in (WP + "inline", WP + "anchor")), None)
    if holder is None:
        return _Frame(None, "")
    properties = holder.find(WP + "docPr")
    if _is_hidden(properties) or _is_hidden(holder):
        return None
    extent = holder.find(WP + "extent")
    size = None if extent is None else _emu_pair(extent.get("cx"), extent.get("cy"))
    name = "" if properties is None else properties.get("descr") or properties.get("name") or ""
    return _Frame(size, name, _group_scale(holder))


def _is_hidden(element: Element | None) -> bool:
    """Whether a drawing's properties take it out of print."""
    return element is not None and element.get("hidden", "0") in ("1", "true")


def _group_scale(holder: Element) -> tuple[float, float] | None:
    group = holder.find(f".//{WPG}grpSpPr/{A}xfrm")
    inner = None if group is None else group.find(A + "chExt")
    extent = holder.find(WP + "extent")
    if inner is None or extent is None:
        return None
    wide, high = number(inner.get("cx")), number(inner.get("cy"))
    outer = _emu_pair(extent.get("cx"), extent.get("cy"))
    return (outer[0] / wide, outer[1] / high) if outer and wide > 0 and high > 0 else None


def _blip_frame(blip: Element, frame: _Frame) -> _Frame:
    """The frame of one picture: its own inside a group, else the drawing's."""
    if frame.scale is None:
        return frame
    shape = next(blip.iterancestors(PIC + "pic", WPS + "wsp"), None)
    extent = None if shape is None else shape.find(f"*/{A}xfrm/{A}ext")
    if extent is None:
        return frame
    size = number(extent.get("cx")) * frame.scale[0], number(extent.get("cy")) * frame.scale[1]
    return _Frame(size if min(size) > 0 else None, frame.name)


def _vml_frame(imagedata: Element, frame: _Frame) -> _Frame:
    shape = imagedata.getparent()
    style = "" if shape is None else shape.get("style", "")
    lengths: dict[str, float] = {}
    for entry in style.lower().split(";"):
        key, _, text = entry.partition(":")
        if measure := _LENGTH.match(text.strip()):
            lengths[key.strip()] = float(measure[1]) * _MM_PER_UNIT[measure[2]]
    width, height = lengths.get("width", 0.0), lengths.get("height", 0.0)
    grouped = shape is not None and next(shape.iterancestors(V + "group"), None) is not None
    size = None if grouped or width <= 0 or height <= 0 else (width, height)
    return _Frame(size, imagedata.get(O + "title", ""))


def _picture(story: Story, element: Element, attribute: str, frame: _Frame, at: Evidence) -> Picture:
    """The picture that ``element`` points at; ``data`` is ``None`` where nobody could look at it."""
    arrow = story.relationships.get(element.get(attribute, ""))
    if arrow is None or arrow.part is None:
        story.problem("picture-unreadable", f"图片没有存入文件（{at.path}），无法查看。请插入图片本身后重新提交。")
        return _of(frame, None, at)
    try:
        data = story.package.media(arrow.part)
    except MemberError as error:
        story.problem("picture-unreadable", f"图片无法读取（{at.path}）：{error}。请对照原件核对。")
        return _of(frame, None, at, arrow.part)
    return replace(_of(frame, _readable(story, data, at), at, arrow.part), crop=_crop(element))


def _crop(element: Element) -> tuple[float, float, float, float] | None:
    """What is cut off the picture, from ``a:srcRect`` (thousandths of a percent) or VML's ``cropleft`` and so on."""
    if element.tag == V + "imagedata":
        cut = tuple(_fraction(element.get(f"crop{side}")) for side in ("left", "top", "right", "bottom"))
    else:
        fill = element.getparent()
        rectangle = None if fill is None else fill.find(A + "srcRect")
        cut = tuple(0.0 if rectangle is None else number(rectangle.get(side)) / 100_000 for side in "ltrb")
    left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in cut)
    cuts = left + right + top + bottom > 0
    return (left, top, right, bottom) if cuts and left + right < 1 and top + bottom < 1 else None


def _fraction(text: str | None) -> float:
    """A VML fraction: plain, or in 65536ths with an ``f``."""
    shown = (text or "0").strip()
    try:
        return float(shown[:-1]) / 65536 if shown.endswith("f") else float(shown)
    except ValueError:
        return 0.0


def _readable(story: Story, data: bytes, at: Evidence) -> bytes | None:
    """``data`` if it is an image of bearable size, by its header alone."""
    size = image_size(data)
    if size is None:
        if image_kind(data) is not None or not _is_metafile(data):
            story.problem("picture-unreadable", f"图片已损坏或者格式不明（{at.path}）。请对照原件核对。")
        return None
    if size[0] * size[1] > story.limits.page_pixels:
        story.problem("picture-too-large", f"图片为 {size[0]}×{size[1]} 像素（{at.path}），超过上限，未查看。")
        return None
    return data


def _is_metafile(data: bytes) -> bool:
    """EMF and WMF hold drawing orders instead of pixels: known, but not looked at."""
    return data[40:44] == b" EMF" or data[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")


def _of(frame: _Frame, data: bytes | None, at: Evidence, part: str = "") -> Picture:
    width, height = frame.size or (None, None)
    return Picture(at, data, width, height, frame.name or part.rpartition("/")[2])


def _is_freehand(element: Element) -> bool:
    if element.tag == A + "prstGeom":
        return element.get("prst") in _FREEHAND_SHAPES
    if element.tag == A + "custGeom":
        return True
    return element.tag in _FREEHAND_VML


def _note_foreign_document(story: Story, element: Element, at: Evidence) -> None:
    program = element.get("ProgID", "")
    if program.startswith(_FOREIGN_DOCUMENTS):
        message = f"正文嵌入了另一份文件（{program}，{at.path}），未读取其内容。请将该文件单独提交。"
        story.problem("part-unreadable", message)


def _emu_pair(width: str | None, height: str | None) -> tuple[float, float] | None:
    size = number(width) / _EMU_PER_MM, number(height) / _EMU_PER_MM
    return size if min(size) > 0 else None
