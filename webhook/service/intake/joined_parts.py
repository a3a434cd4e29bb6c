"""Photographs that came together and may be pages of one paper, as one file; where they are several papers, reading parts
them by their titles, as it does the scan of a folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import IO

from extract.limits import DEFAULT_LIMITS
from webhook.service.intake.photo_pages import JPEG, joined, pages_of_one
from webhook.service.intake.uploads import Upload, plain
from webhook.service.ports import Part
from webhook.service.problems import BadUpload, Invalid

JOINED = "photographs-joined"
"""What the audit trail calls it."""
LEAST_PIXELS = 600
"""A photograph of a page has at least so many on its shorter side; the pictures of a mail's signature have fewer."""
MOST_BYTES = DEFAULT_LIMITS.file_bytes


@dataclass(frozen=True)
class JoinedPart:
    """A part of a container; ``photographs`` counts those that it was made of, 0 where it is as it came."""

    part: Part
    photographs: int = 0


def with_photographs_joined(parts: Sequence[Part], into: Path) -> list[JoinedPart]:
    """The parts in their order, joined ones at the place of their first; made files are named after ``into``."""
    times = Counter(part.name for part in parts)
    shot = {part.name: part for part in parts if part.result is None and times[part.name] == 1 and _is_page(part.file)}
    made: dict[str, JoinedPart | None] = {}
    for number, names in enumerate(pages_of_one(shot)):
        one = _joined([shot[name] for name in names], Path(f"{into}-photographs-{number}"))
        if one is not None:
            made |= dict.fromkeys(names) | {min(names, key=list(shot).index): one}
    found = [made.get(part.name, JoinedPart(part)) for part in parts]
    return [one for one in found if one is not None]


def with_uploads_joined(uploads: Sequence[Upload]) -> list[Upload]:
    """The files chosen together, photographs called alike as one, at the place of the first chosen of them."""
    times = Counter(plain(upload) for upload in uploads)
    shot = {plain(one): one for one in uploads if times[plain(one)] == 1 and _shows_page(one.stream)}
    made: dict[str, Upload | None] = {}
    for names in pages_of_one(shot):
        one = _one_of([shot[name] for name in names])
        if one is not None:
            made |= dict.fromkeys(names) | {min(names, key=list(shot).index): one}
    found = [made.get(plain(upload), upload) for upload in uploads]
    return [one for one in found if one is not None]


def _is_page(file: Path) -> bool:
    with file.open("rb") as stream:
        return _shows_page(stream)


def _shows_page(stream: IO[bytes]) -> bool:
    """Whether it is a photograph as large as one of a page; the stream stands at its start again."""
    from PIL import Image

    stream.seek(0)
    if stream.read(len(JPEG)) != JPEG:
        stream.seek(0)
        return False
    Image.preinit()
    try:
        stream.seek(0)
        with Image.open(stream, formats=("JPEG",)) as picture:
            return min(picture.size) >= LEAST_PIXELS
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False  # reading it by itself tells what is wrong with it
    finally:
        stream.seek(0)


def _joined(parts: Sequence[Part], target: Path) -> JoinedPart | None:
    """One PDF of them; ``None`` where they cannot be joined and are read one by one."""
    with ExitStack() as open_files:
        made = _one_of([Upload(part.name, open_files.enter_context(part.file.open("rb"))) for part in parts])
    if made is None:
        return None
    target.write_bytes(made.stream.read())
    name = str(PurePath(parts[0].name).with_name(made.name))
    return JoinedPart(replace(parts[0], name=name, file=target), len(parts))


def _one_of(uploads: Sequence[Upload]) -> Upload | None:
    """One file of them; ``None`` where they cannot be joined, or together are larger than a file may be."""
    if sum(upload.stream.seek(0, os.SEEK_END) for upload in uploads) > MOST_BYTES:
        return None
    for upload in uploads:
        upload.stream.seek(0)
    try:
        return joined(uploads)
    except (BadUpload, Invalid):
        return None
    finally:
        for upload in uploads:
            upload.stream.seek(0)
