"""How much of a file is read before it is refused; checked before any library opens anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Settings; the defaults are the contract's. Sizes in bytes, pictures in pixels a page."""

    file_bytes: int = 100 * 1024 * 1024
    pages: int = 250
    page_pixels: int = 100_000_000
    members: int = 5_000
    unpacked_bytes: int = 400 * 1024 * 1024
    member_bytes: int = 200 * 1024 * 1024
    ratio: int = 200
    """How many times its packed size a member may unpack to, once it is over ``ratio_from`` bytes."""
    ratio_from: int = 1024 * 1024
    nesting: int = 40
    """How deep tables and content controls may be nested."""
    containers: int = 3
    """How many zips and mails may stand inside one another, the file itself counted."""


DEFAULT_LIMITS = Limits()
