"""``./run bench scan-speed``: a page picture read end to end against the engine alone on that page, and stage by stage.

Each side in a process of its own, on one thread, in processor time: other work on the machine changes the ratio little.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.scans import TEST, documents

CONDITIONS = ("clean-200", "scan", "photo", "bw")
CALLS = 2
STAGES: dict[str, tuple[str, str]] = {
    "levelling": ("extract.vision.straight", "straightened"),
    "finding lines, which way up": ("extract.readers.scan.sheet", "upright"),
    "rulings": ("extract.vision.rulings", "rulings"),
    "reading lines": ("extract.readers.scan.text", "read_lines"),
    "red lines": ("extract.readers.scan.text", "red_quads"),
    "what was passed over": ("extract.readers.scan.text", "read_leftovers"),
    "seals and signatures": ("extract.readers.scan.text", "marks_of_page"),
    "laying out": ("extract.readers.scan.reader", "lay_out"),
}
"""The functions, each where it is called, whose time is told apart; what is called inside another is the inner's."""


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The last page of a form, which bears seals and signatures, under each condition, as a file."""
    (drawn,) = documents(TEST[:1])
    for condition in CONDITIONS:
        picture = drawn.pages[-1].picture(condition)
        path = folder / f"{condition}{picture.suffix}"
        path.write_bytes(picture.data)
        yield condition, path


class Clock:
    """Processor time by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inner = [0.0]

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        begun = time.process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole = time.process_time() - begun
            self.spent[stage] = self.spent.get(stage, 0.0) + whole - self._inner.pop()
            self._inner[-1] += whole

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """``call`` with its time put down to ``stage``; what it calls of other stages is theirs."""

        def timed(*given: Any, **named: Any) -> Any:
            with self.running(stage):
                return call(*given, **named)

        return timed


def stages(path: str) -> dict[str, float]:
    """The share of each stage in reading the page picture in ``path`` once, the models loaded already."""
    from extract.readers.image import read

    data = Path(path).read_bytes()
    read(data)
    clock = Clock()
    patches = [_patch(clock, stage, *place) for stage, place in STAGES.items()]
    for one in patches:
        one.start()
    try:
        with clock.running("the rest"):
            read(data)
    finally:
        for one in patches:
            one.stop()
    whole = sum(clock.spent.values())
    return {stage: spent / whole for stage, spent in sorted(clock.spent.items(), key=lambda item: -item[1])}


def _patch(clock: Clock, stage: str, module: str, name: str) -> Any:
    target = importlib.import_module(module)
    return patch.object(target, name, clock.timed(stage, getattr(target, name)))
