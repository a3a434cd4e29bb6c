"""Photographs in a zip or mail that may be pages of one paper, as one file; where they are several papers, reading parts
them by their titles, as it does the scan of a folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from extract.limits import DEFAULT_LIMITS
from webhook.service.intake.photo_pages import JPEG, joined, pages_of_one
from webhook.service.intake.uploads import Upload
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


def _is_page(file: Path) -> bool:
    from PIL import Image

    with file.open("rb") as stream:
        if stream.read(len(JPEG)) != JPEG:
            return False
    Image.preinit()
    try:
        with Image.open(file, formats=("JPEG",)) as picture:
            return min(picture.size) >= LEAST_PIXELS
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False  # reading it by itself tells what is wrong with it


def _joined(parts: Sequence[Part], target: Path) -> JoinedPart | None:
    """One PDF of them; ``None`` where they cannot be joined and are read one by one."""
    if sum(part.file.stat().st_size for part in parts) > MOST_BYTES:
        return None
    with ExitStack() as open_files:
        uploads = [Upload(part.name, open_files.enter_context(part.file.open("rb"))) for part in parts]
        try:
            made = joined(uploads)
        except (BadUpload, Invalid):
            return None
    target.write_bytes(made.stream.read())
    name = str(PurePath(parts[0].name).with_name(made.name))
    return JoinedPart(replace(parts[0], name=name, file=target), len(parts))
