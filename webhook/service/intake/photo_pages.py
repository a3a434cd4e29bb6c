"""Photographs of the pages of one paper as one PDF: a page each, in the order of their names, their data as it came."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, BinaryIO

from extract.limits import DEFAULT_LIMITS
from webhook.service.intake.uploads import Upload, plain
from webhook.service.problems import BadUpload, Invalid

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image

SHORT_SIDE_MM = 210.0
"""A page is as wide as A4, or as high where it lies; the other side follows from the picture."""
JPEG = b"\xff\xd8\xff"
_POINTS_PER_MM = 72 / 25.4
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
_ORIENTATION = 0x0112
_TURNED = {3: 180, 6: 90, 8: 270}
"""Clockwise degrees that bring a photograph upright, by its EXIF orientation."""


def joined(uploads: Sequence[Upload]) -> Upload:
    """One PDF of all the photographs, the same for the same ones.

    Raises :class:`Invalid` for what is no JPEG in colour or grey, :class:`BadUpload` for one that is damaged.
    """
    import pikepdf

    ordered = sorted(uploads, key=lambda upload: _natural(plain(upload)))
    made, out = pikepdf.new(), io.BytesIO()
    with made:
        for upload in ordered:
            _add(made, plain(upload), upload.stream)
        made.save(out, deterministic_id=True, compress_streams=False)
    out.seek(0)
    return Upload(f"{PurePath(plain(ordered[0])).stem}等{len(ordered)}页.pdf", out, len(ordered))


def pages_of_one(paths: Iterable[str]) -> list[list[str]]:
    """Those of the photographs' paths that may be pages of one paper: of one folder, called alike but for numbers."""

    def called(path: str) -> tuple[str, str]:
        at = PurePath(path)
        return str(at.parent), re.sub(r"[\d\s()（）_-]+", "", at.stem)

    groups = [list(alike) for _, alike in groupby(sorted(paths, key=called), called)]
    return [group for group in groups if len(group) > 1]


def apart(pdf: BinaryIO, name: str) -> list[Upload]:
    """The photographs of a file that :func:`joined` made, each with its own bytes, in the order of its pages."""
    import pikepdf

    with pikepdf.open(pdf) as made:
        held = [page.Resources.XObject.P.read_raw_bytes() for page in made.pages]
    return [Upload(f"{PurePath(name).stem}-{number}.jpg", io.BytesIO(data)) for number, data in enumerate(held, 1)]


def _natural(name: str) -> list[tuple[int, str]]:
    """So that page 2 comes before page 10."""
    return [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d+)", name)]


def _add(made: pikepdf.Pdf, name: str, stream: IO[bytes]) -> None:
    from PIL import Image, UnidentifiedImageError

    Image.preinit()  # else a format asked for by name is unknown before the first picture
    try:
        with Image.open(stream, formats=("JPEG",)) as picture:
            if picture.width * picture.height > DEFAULT_LIMITS.page_pixels:
                raise _too_large(name)
            turn = _TURNED.get(picture.getexif().get(_ORIENTATION, 1), 0)
            stream.seek(0)
            _page(made, name, picture, stream.read(), turn)
    except UnidentifiedImageError as error:
        raise _no_photograph(name) from error
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (OSError, SyntaxError, ValueError) as error:
        advice = "请重新拍照或者重新导出后上传。"
        raise BadUpload("damaged-photograph", f"“{name}”：照片已损坏，无法打开。", advice) from error


def _page(made: pikepdf.Pdf, name: str, picture: Image, data: bytes, turn: int) -> None:
    import pikepdf

    if picture.mode not in _SPACES:
        raise _no_photograph(name)
    drawn = made.make_stream(data)
    known = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": _SPACES[picture.mode], "/Filter": "/DCTDecode"}
    for key, value in known.items():
        drawn[key] = pikepdf.Name(value)
    drawn["/Width"], drawn["/Height"], drawn["/BitsPerComponent"] = picture.width, picture.height, 8
    scale = SHORT_SIDE_MM * _POINTS_PER_MM / min(picture.size)
    width, height = (round(side * scale, 3) for side in picture.size)
    made.add_blank_page(page_size=(width, height))
    page = made.pages[-1]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
    page.Contents = made.make_stream(f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode())
    if turn:
        page.Rotate = turn


def _too_large(name: str) -> BadUpload:
    advice = "请降低照片分辨率（300dpi 即可）后重新上传。"
    return BadUpload("picture-too-large", f"“{name}”：照片的像素过多，未打开。", advice)


def _no_photograph(name: str) -> Invalid:
    advice = "合成一份的只能是 JPEG 照片；其他文件请不勾选“同一份表的各页”，另行上传。"
    return Invalid("not-a-photograph", f"“{name}”：不是 JPEG 照片，不能与其他照片合成一份。", advice)
