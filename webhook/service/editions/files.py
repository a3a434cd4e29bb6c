"""The folder of the office's own editions as files: read whole, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from webhook.service.problems import Invalid, NotFound
from webhook.store.blobs import sync_folder

NAME = re.compile(r"[a-z0-9-]+?--[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?")
"""A form's id and an edition's, as in ``annex1-application--zhejiang-2018``."""


class EditionFiles:
    """Files by the name of their edition, without ``.toml``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """:class:`NotFound` for a name that no edition can have."""
        if not NAME.fullmatch(name):
            raise NotFound("no-such-edition", "没有这个表样版本。", "请核对链接。")
        return self.folder / f"{name}.toml"

    def names(self) -> tuple[str, ...]:
        """Every edition's name, those with faults too, in order; files with other names are no editions."""
        found = self.folder.glob("*.toml") if self.folder.is_dir() else ()
        return tuple(sorted(file.stem for file in found if NAME.fullmatch(file.stem)))

    def read(self, name: str) -> str:
        """The text; :class:`NotFound` where there is none, :class:`Invalid` for one that is not UTF-8."""
        try:
            return self.path(name).read_text("utf-8-sig")
        except FileNotFoundError:
            raise NotFound("no-such-edition", "没有这个表样版本。", "请核对链接。") from None
        except UnicodeDecodeError:
            raise Invalid(
                "edition-not-utf8", f"{name}.toml 不是 UTF-8 编码。", "请在数据文件夹中另存为 UTF-8。"
            ) from None

    def write(self, file_name: str, data: bytes) -> None:
        """Put ``data`` into the folder under ``file_name``, in place of what stood there."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.folder / f".{secrets.token_hex(8)}"
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self.folder / file_name)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(self.folder)

    def remove(self, *file_names: str) -> None:
        for file_name in file_names:
            (self.folder / file_name).unlink(missing_ok=True)
        if self.folder.is_dir():
            sync_folder(self.folder)


def tag(text: str) -> str:
    """What names the state of a text: its SHA-256, under which it is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
