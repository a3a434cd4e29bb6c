"""One file a format: bytes in, :class:`~extract.document.Document` out. A reader knows no form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from extract.document import Document
from extract.errors import DocumentError
from extract.files.sniff import CALLED, sniff
from extract.limits import DEFAULT_LIMITS, Limits

Reader: TypeAlias = Callable[[bytes, Limits], Document]


def _docx(data: bytes, limits: Limits) -> Document:
    from extract.readers.word.docx import read

    return read(data, limits)


def _pdf(data: bytes, limits: Limits) -> Document:
    from extract.readers.pdf.reader import read

    return read(data, limits)


def _image(data: bytes, limits: Limits) -> Document:
    from extract.readers.image import read

    return read(data, limits)


_IMAGES = ("png", "jpeg", "tiff", "bmp", "webp", "gif")
READERS: dict[str, Reader] = {"docx": _docx, "pdf": _pdf, **dict.fromkeys(_IMAGES, _image)}
"""Format, as :func:`extract.files.sniff.sniff` names it, to the function that reads it; its libraries load on first use."""


def read_document(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in ``data``, by what its bytes are; ``name`` only helps to say what is wrong.

    Raises ``DocumentError`` with every code of :mod:`extract.errors`.
    """
    kind = sniff(data, name, limits)
    if kind == "encrypted-office":
        raise DocumentError("encrypted-document", "文件设有打开密码，无法读取。")
    read = READERS.get(kind)
    if read is None:
        raise DocumentError("unsupported-format", f"暂不能读取{CALLED.get(kind, kind)}。")
    return read(data, limits)
