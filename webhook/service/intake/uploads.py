"""A file as it comes in, under the name that is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from webhook.service.plain_text import plain_name


@dataclass(frozen=True)
class Upload:
    """A file as it comes in; ``stream`` can seek."""

    name: str
    stream: IO[bytes]


def plain(upload: Upload) -> str:
    """The file's name without its folders: it is shown, and never used as a path."""
    return plain_name(upload.name.replace("\\", "/").rsplit("/", 1)[-1])
