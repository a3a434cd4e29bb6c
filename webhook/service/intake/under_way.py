"""How far the reading of each document is: which page is read now, and how many there are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class PageUnderWay:
    """``page`` of ``pages`` is being read."""

    page: int
    pages: int


class UnderWay:
    """What this process is reading at the moment; nothing of it is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now: dict[str, PageUnderWay] = {}

    @contextmanager
    def reading(self, document_id: str) -> Iterator[Callable[[int, int], None]]:
        """Gives whom to tell of each page that is begun; forgotten when the reading ends."""

        def begun(page: int, pages: int) -> None:
            with self._lock:
                self._now[document_id] = PageUnderWay(page, pages)

        try:
            yield begun
        finally:
            with self._lock:
                self._now.pop(document_id, None)

    def of(self, document_id: str) -> PageUnderWay | None:
        """``None`` for a document that nobody is reading, or that has no pages."""
        with self._lock:
            return self._now.get(document_id)
