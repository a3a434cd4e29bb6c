"""What a trial of an edition takes: a file for the moment, a known programme, a text without an open label."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from forms.programme import UnknownProgramme
from forms.programme import programme as find_programme
from webhook.service.editions.toml_text import tables, written
from webhook.service.problems import BadUpload, Invalid, TooLarge


def demand_programme(programme: str) -> None:
    try:
        find_programme(programme)
    except UnknownProgramme:
        raise Invalid("unknown-programme", f"没有编号为“{programme}”的申报项目。", "请从列出的项目中选择。") from None


def all_settled(text: str) -> str:
    """``text`` with its open labels left to ``extra``, so that the rest can be tried."""
    found = tables(text)
    for entry in found.get("unmatched", ()):
        entry["ignore"] = True
    return written(found)


def copied(stream: IO[bytes], file: Path, limit: int) -> None:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge("file-too-large", f"文件超过{limit >> 20}MB。", "请压缩后重新上传。")
    if not data:
        raise BadUpload("no-file", "没有收到文件，或者文件是空的。", "请选择一份填好的表。")
    file.write_bytes(data)
