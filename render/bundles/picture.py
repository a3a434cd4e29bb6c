"""Scanned pictures and photographs as PDF pages: on A4 or A3, as large as they are, their pixels untouched.

The data of a JPEG goes into the page as it is; any other picture is packed without loss.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

POINTS_PER_MM = 72 / 25.4
A4, A3 = (210.0, 297.0), (297.0, 420.0)
MARGIN_MM = 10.0
"""Left white around a picture whose size on paper is not known."""
SCANNED_DPI = (90, 1300)
"""Between these, what a file says of its resolution is taken for a scanner's word; cameras write 72."""
ASSUMED_DPI = 150
_SLACK = 1.03
"""A scanner's page may be so much larger than the sheet."""
MOST_PIXELS = 120_000_000
MOST_FRAMES = 500
_MODES = {"1": ("DeviceGray", 1), "L": ("DeviceGray", 8), "RGB": ("DeviceRGB", 8), "CMYK": ("DeviceCMYK", 8)}
_ONE_PAGE = ("JPEG", "MPO")
"""A telephone keeps a second, smaller picture in its JPEG (MPO); the first is the photograph."""
_ORIENTATION = 0x0112
_TURNED = {1: 0, 3: 180, 6: 90, 8: 270}
"""Clockwise degrees that bring a picture upright, by its EXIF orientation; the mirrored ones are no camera's."""


class PictureError(Exception):
    """A picture that makes no page; the message, in Chinese, says why."""


@dataclass(frozen=True)
class Place:
    """A page and where the picture stands on it, in millimetres; both as the picture is stored, before it is turned."""

    page: tuple[float, float]
    size: tuple[float, float]

    @property
    def left(self) -> float:
        return (self.page[0] - self.size[0]) / 2

    @property
    def bottom(self) -> float:
        return (self.page[1] - self.size[1]) / 2


def place(pixels: tuple[int, int], dpi: tuple[float, float] | None) -> Place:
    """Where a picture of so many pixels stands: in its own size where it is known and fits, else made smaller.

    A picture that a scanner made of a sheet larger than A4 stands on A3.
    """
    known = dpi is not None and all(SCANNED_DPI[0] <= one <= SCANNED_DPI[1] for one in dpi)
    across, down = dpi if known and dpi else (ASSUMED_DPI, ASSUMED_DPI)
    width, height = pixels[0] / across * 25.4, pixels[1] / down * 25.4
    sheet = _lying(A4, width > height)
    if (
        not _fits((width, height), sheet, _SLACK)
        and known
        and _fits((width, height), _lying(A3, width > height), _SLACK)
    ):
        sheet = _lying(A3, width > height)
    room = sheet if known else (sheet[0] - 2 * MARGIN_MM, sheet[1] - 2 * MARGIN_MM)
    share = min(1.0, room[0] / width, room[1] / height)
    return Place(sheet, (width * share, height * share))


def _lying(sheet: tuple[float, float], wide: bool) -> tuple[float, float]:
    return (sheet[1], sheet[0]) if wide else sheet


def _fits(size: tuple[float, float], sheet: tuple[float, float], slack: float = 1.0) -> bool:
    return size[0] <= sheet[0] * slack and size[1] <= sheet[1] * slack


def picture_pages(file: Path, target: Path) -> int:
    """Write a PDF with a page for each frame of the picture; how many. Raises :class:`PictureError`."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and is asked before anything is decoded
    try:
        with Image.open(file) as picture, pikepdf.new() as made:
            frames = 1 if picture.format in _ONE_PAGE else getattr(picture, "n_frames", 1)
            if frames > MOST_FRAMES:
                raise PictureError(f"多于{MOST_FRAMES}页")
            for number in range(frames):
                picture.seek(number)
                _page(made, picture, file if frames == 1 else None)
            made.save(target, deterministic_id=True, compress_streams=False)
            return frames
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError("文件已损坏，或者格式不认识") from error


def _page(made: pikepdf.Pdf, picture: Any, file: Path | None) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureError(f"超过{MOST_PIXELS // 1_000_000}百万像素")
    dpi = picture.info.get("dpi")
    where = place(picture.size, (float(dpi[0]), float(dpi[1])) if dpi else None)
    turn = _TURNED.get(picture.getexif().get(_ORIENTATION, 1), 0)
    if picture.format in _ONE_PAGE and file is not None and picture.mode in ("L", "RGB", "CMYK"):
        drawn = _jpeg(made, picture, file)
    else:
        drawn = _packed(made, picture)
    width, height, left, bottom = (
        round(mm * POINTS_PER_MM, 3) for mm in (where.size[0], where.size[1], where.left, where.bottom)
    )
    made.add_blank_page(page_size=(round(where.page[0] * POINTS_PER_MM, 3), round(where.page[1] * POINTS_PER_MM, 3)))
    page = made.pages[-1]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
    page.Contents = made.make_stream(f"q {width} 0 0 {height} {left} {bottom} cm /P Do Q".encode())
    if turn:
        page.Rotate = turn


def _jpeg(made: pikepdf.Pdf, picture: Any, file: Path) -> pikepdf.Object:
    """The file's own bytes. Four colours written by Adobe's programs stand there inverted."""
    space, bits = _MODES[picture.mode]
    about: dict[str, Any] = {"/Filter": pikepdf.Name.DCTDecode}
    if picture.mode == "CMYK" and "adobe" in picture.info:
        about["/Decode"] = [1, 0] * 4
    return _drawn(made, file.read_bytes(), picture.size, space, bits, about)


def _packed(made: pikepdf.Pdf, picture: Any) -> pikepdf.Object:
    """The pixels as they are, packed without loss; where nothing is drawn the paper is white."""
    from PIL import Image

    if picture.mode not in _MODES:
        whole = picture.convert("RGBA")
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole.getchannel("A"))
        picture = paper
    space, bits = _MODES[picture.mode]
    packed = zlib.compress(picture.tobytes(), 6)
    return _drawn(made, packed, picture.size, space, bits, {"/Filter": pikepdf.Name.FlateDecode})


def _drawn(
    made: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: str, bits: int, about: dict[str, Any]
) -> pikepdf.Object:
    stream = made.make_stream(data)
    known = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": size[0], "/Height": size[1]}
    known |= {"/ColorSpace": pikepdf.Name(f"/{space}"), "/BitsPerComponent": bits, **about}
    for name, value in known.items():
        stream[name] = value
    return stream
