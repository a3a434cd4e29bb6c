"""The official Word file of an edition, opened with the care that an uploaded file needs."""

from __future__ import annotations

import io
import zipfile
import zlib

from docx import Document as open_document
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from render.errors import RenderError

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_MEMBERS = 1_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
_PIECE_BYTES = 64 * 1024
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", *("<!DOCTYPE".encode(name) for name in ("utf-16-le", "utf-16-be")))
_STRICT = b"purl.oclc.org/ooxml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, KeyError)
"""What zipfile lets through when bytes are wrong."""
_BROKEN_WORD = (LxmlError, OpcError, PythonDocxError)
"""What the Word library and the parser under it raise of their own."""
_SAVE_AGAIN = "请用 Word 打开官方空白表，另存为 .docx 后重新上传。"


def open_official(blank: bytes) -> Document:
    """The Word document in ``blank``.

    Raises :class:`RenderError` ``official-unusable`` for what is no whole .docx, passes a limit, declares entities or is
    saved as "Strict Open XML".
    """
    if len(blank) > MAX_FILE_BYTES:
        raise _unusable(f"文件超过 {MAX_FILE_BYTES >> 20}MB")
    try:
        with zipfile.ZipFile(io.BytesIO(blank)) as members:
            _look_through(members)
        return open_document(io.BytesIO(blank))
    except RenderError:
        raise
    except (*_BROKEN, *_BROKEN_WORD) as error:
        raise _unusable("文件已损坏，或者不是 .docx") from error


def _look_through(members: zipfile.ZipFile) -> None:
    """Unpack every member once, piece by piece, within the limits."""
    if len(members.infolist()) > MAX_MEMBERS:
        raise _unusable(f"压缩包内的文件超过 {MAX_MEMBERS} 个")
    unpacked = 0
    for info in members.infolist():
        head = b""
        with members.open(info) as member:
            while piece := member.read(_PIECE_BYTES):
                unpacked += len(piece)
                if unpacked > MAX_UNPACKED_BYTES:
                    raise _unusable(f"解压后超过 {MAX_UNPACKED_BYTES >> 20}MB")
                head = head or piece
        if info.filename.lower().endswith((".xml", ".rels")) and any(mark in head for mark in _DECLARES):
            raise _unusable(f"{info.filename} 声明了文档类型或者实体")
        if info.filename == "word/document.xml" and _STRICT in head:
            raise _unusable("文件以“严格 Open XML”格式保存")


def _unusable(why: str) -> RenderError:
    return RenderError("official-unusable", f"官方空白表不能使用：{why}。{_SAVE_AGAIN}")
