"""Arithmetic that takes subnormal numbers for 0: a processor needs many times as long for them as for others.

On blank paper a network's sums run out into them: half the time of looking for lines went there, for nothing that shows
in what is found.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

_ROOM = 64
"""Bytes: more than a C library keeps of how a thread calculates (``fenv_t``)."""
_PLACES = {"x86_64": (28, 0x8040), "aarch64": (0, 1 << 24)}
"""Where in it the word lies that says so, and its bits: flush-to-zero and denormals-are-zero; on ARM one for both."""


@dataclass(frozen=True)
class _Setting:
    """The C library's way to the setting of the thread that asks."""

    get: Any
    put: Any
    offset: int
    bits: int


@cache
def _setting() -> _Setting | None:
    place = _PLACES.get(platform.machine())
    if place is None or sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL("libm.so.6")
        return _Setting(library.fegetenv, library.fesetenv, *place)
    except (OSError, AttributeError):
        return None


def can_be_flushed() -> bool:
    """Whether :func:`flushed` changes anything on this machine."""
    return _setting() is not None


@contextmanager
def flushed() -> Iterator[None]:
    """Within, this thread takes subnormal numbers for 0; behind it calculates as before, whoever changed that within.

    Where the machine has no known way to it, nothing changes but the time it takes.
    """
    setting = _setting()
    if setting is None:
        yield
        return
    before, within = ctypes.create_string_buffer(_ROOM), ctypes.create_string_buffer(_ROOM)
    setting.get(before)
    setting.get(within)
    (word,) = struct.unpack_from("=I", within, setting.offset)
    struct.pack_into("=I", within, setting.offset, word | setting.bits)
    setting.put(within)
    try:
        yield
    finally:
        setting.put(before)
