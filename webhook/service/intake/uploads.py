"""A file as it comes in, under the name that is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from webhook.service.plain_text import plain_name


@dataclass(frozen=True)
class Upload:
    """A file as it comes in; ``stream`` can seek. ``photographs`` counts those it was made of, 0 where it is as it came."""

    name: str
    stream: IO[bytes]
    photographs: int = 0


def plain(upload: Upload) -> str:
    """The file's name without its folders: it is shown, and never used as a path."""
    return plain_name(upload.name.replace("\\", "/").rsplit("/", 1)[-1])
