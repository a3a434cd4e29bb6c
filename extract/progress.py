"""Who is told which page is being read: readers say it, and whoever asked for the reading may listen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Told the number of the page that is begun (from 1) and how many pages the document has."""

_LISTENER: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def told_to(listener: Progress | None) -> Iterator[None]:
    """Within it ``listener`` is told of every page; ``None`` leaves whoever listens already."""
    if listener is None:
        yield
        return
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def page_begun(number: int, of: int) -> None:
    """Say that page ``number`` of ``of`` is being read now."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(number, of)
