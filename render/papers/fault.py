"""One thing wrong with a template."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Fault:
    """``code`` says what sort of fault, ``place`` is the words of the paragraph or the part of the file."""

    code: str
    place: str
    message: str

    def to_json(self) -> dict[str, str]:
        return asdict(self)
