"""Readers and page drawers that work in child processes; one that dies is tried once more, then reported."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits
from webhook.runners.child import CHILD_LIMITS, WORKER, Child, ChildDied, ChildLimits, ChildTooSlow, OnPage, nobody
from webhook.service.ports import Contents, MailClaims, Part, ReadResult, Shown

LOG = logging.getLogger(__name__)
TRIES = 2


class PoolClosed(RuntimeError):
    """The service is being stopped: no child works any more."""


class ChildPool:
    """At most ``size`` children, started when needed, each used by one thread at a time."""

    def __init__(self, size: int, limits: ChildLimits = CHILD_LIMITS, command: tuple[str, ...] = WORKER) -> None:
        self._limits = limits
        self._command = command
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._closed = False

    def ask(self, request: Mapping[str, Any], on_page: OnPage = nobody) -> tuple[dict[str, Any], bytes]:
        """A child's answer; ``on_page`` is told of each page that it begins.

        Raises :class:`DocumentError`: its own, or ``reader-crashed`` / ``reader-timeout``.
        """
        for attempt in range(1, TRIES + 1):
            try:
                with self._child() as child:
                    head, payload = child.ask(request, on_page)
            except ChildDied as death:
                LOG.warning("a reader died (%s), attempt %d", death.why, attempt)
                failure = DocumentError("reader-crashed", "读取程序两次异常退出。")
            except ChildTooSlow:
                LOG.warning("a reader took over %s s, attempt %d", self._limits.wall_seconds, attempt)
                failure = DocumentError("reader-timeout", f"超过{self._limits.wall_seconds:g}秒仍未读完。")
            else:
                if "error" in head:
                    raise DocumentError(**head["error"])
                return head, payload
        raise failure

    def close(self) -> None:
        """End every child, also those at work."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for child in self._busy:
                child.signal()
        for child in idle:
            child.kill()

    @contextmanager
    def _child(self) -> Iterator[Child]:
        with self._free:
            child = self._borrow()
            try:
                yield child
            except (ChildDied, ChildTooSlow):
                with self._lock:
                    self._busy.discard(child)
                raise
            self._give_back(child)

    def _borrow(self) -> Child:
        with self._lock:
            if self._closed:
                raise PoolClosed("the pool is closed")
            while self._idle and not self._idle[-1].running:
                self._idle.pop().kill()
            child = self._idle.pop() if self._idle else Child(self._command, self._limits)
            self._busy.add(child)
        return child

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._busy.discard(child)
            keep = not child.worn and not self._closed
            if keep:
                self._idle.append(child)
        if not keep:
            child.kill()


class ChildReader:
    """A :class:`webhook.service.ports.Reader`; ``editions`` is the folder of the office's own editions."""

    def __init__(self, pool: ChildPool, limits: Limits = DEFAULT_LIMITS, editions: Path | None = None) -> None:
        self._pool = pool
        self._limits = asdict(limits)
        self._editions = str(editions) if editions else None

    def read(
        self, file: Path, name: str, *, programme: str, form: str | None, on: date, on_page: OnPage = nobody
    ) -> tuple[ReadResult, ...]:
        about = {"name": name, "programme": programme, "form": form, "on": on.isoformat(), "limits": self._limits}
        request = {"task": "read", "file": str(file), "editions": self._editions, **about}
        head, _ = self._pool.ask(request, on_page)
        return tuple(
            ReadResult(r["body"], r["record"], tuple(r["subjects"]), tuple(r.get("sheets", ()))) for r in head["ok"]
        )

    def unpack(self, file: Path, name: str, into: Path) -> Contents:
        about = {"name": name, "into": str(into), "limits": self._limits}
        head, _ = self._pool.ask({"task": "unpack", "file": str(file), **about})
        parts, mail = head["ok"]["parts"], head["ok"]["mail"]
        claims = MailClaims(**{**mail, "references": tuple(mail["references"])}) if mail else None
        return Contents(tuple(_part(part, into, number) for number, part in enumerate(parts)), claims)


def _part(told: Mapping[str, Any], into: Path, number: int) -> Part:
    result = ReadResult(told["result"]) if told["result"] else None
    return Part(told["name"], Path(f"{into}-{number}"), result)


class ChildPageDrawer:
    """A :class:`webhook.service.ports.PageDrawer`."""

    def __init__(self, pool: ChildPool) -> None:
        self._pool = pool

    def page_png(self, file: Path, number: int, dpi: int) -> bytes:
        return self._drawn({"task": "page", "file": str(file), "number": number, "dpi": dpi})

    def view(self, file: Path, number: int, shown: Shown) -> bytes:
        about = {"dpi": shown.dpi, "sheet": shown.sheet, "box": shown.box, "lossless": shown.lossless}
        return self._drawn({"task": "view", "file": str(file), "number": number, **about})

    def sizes(self, file: Path) -> tuple[tuple[float, float], ...]:
        head, _ = self._pool.ask({"task": "sizes", "file": str(file)})
        return tuple((width, height) for width, height in head["ok"])

    def _drawn(self, request: Mapping[str, Any]) -> bytes:
        head, payload = self._pool.ask(request)
        if "missing" in head:
            raise LookupError(f"no page {request['number']}")
        return payload


def load_models(pool: ChildPool) -> None:
    """Have a child load the models that read pictures; :class:`DocumentError` where it cannot."""
    pool.ask({"task": "models", "file": os.devnull})
