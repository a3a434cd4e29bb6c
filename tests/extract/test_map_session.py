"""The model that maps lines, run sparingly: nothing it gives changes, and nothing around it calculates otherwise."""

from __future__ import annotations

import platform
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from extract.ocr import subnormals
from extract.ocr.finding import find_lines
from extract.ocr.map_session import MapSession
from extract.ocr.rapid import FINDER, models
from extract.ocr.subnormals import can_be_flushed, flushed

TINY = 1e-40
flushing = pytest.mark.skipif(not can_be_flushed(), reason="no known way to it on this machine")


def product() -> float:
    """What a subnormal number times one is as this thread calculates."""
    return float((np.full(8, TINY, np.float32) * np.ones(8, np.float32)).max())


@pytest.fixture
def other_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine of which nothing is known."""
    subnormals._setting.cache_clear()
    monkeypatch.setattr(platform, "machine", lambda: "s390x")
    yield
    subnormals._setting.cache_clear()


@flushing
def test_subnormal_numbers_are_nothing_within_and_something_again_behind() -> None:
    with flushed():
        assert product() == 0.0
    assert product() > 0.0


@flushing
def test_a_failure_within_leaves_this_thread_as_it_was() -> None:
    with pytest.raises(ZeroDivisionError), flushed():
        raise ZeroDivisionError
    assert product() > 0.0


@flushing
def test_another_thread_calculates_as_before() -> None:
    said: list[float] = []
    begin = threading.Event()
    other = threading.Thread(target=lambda: said.append(product() if begin.wait(10) else 0.0))
    other.start()
    with flushed():
        begin.set()
        other.join()
        assert product() == 0.0
    assert said[0] > 0.0


def test_on_a_machine_without_a_known_way_nothing_changes(other_machine: None) -> None:
    assert not can_be_flushed()
    with flushed():
        assert product() > 0.0


class Calculating:
    """Stands for onnxruntime's session: says what a subnormal number is while it is made, and while it runs."""

    def __init__(self, model: str, options: Any, providers: list[str]) -> None:
        self.made = product()

    def run(self, outputs: None, given: dict[str, Any], options: Any) -> list[float]:
        return [product()]


@flushing
def test_the_model_is_made_and_run_without_subnormal_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnxruntime, "InferenceSession", Calculating)
    session = MapSession(Path("any.onnx"), 1)
    assert session._session.made == 0.0
    assert session.run(None, {}) == [0.0]
    assert product() > 0.0


def written() -> NDArray[np.uint8]:
    """Blank paper with three lines of large characters."""
    import cv2

    page = np.full((320, 448, 3), 252, np.uint8)
    for y in (60, 140, 250):
        cv2.putText(page, "FORM 2026-11", (40, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    return page


@pytest.mark.parametrize("threads", [1, 2])
def test_lines_are_found_exactly_where_a_plain_session_finds_them(threads: int) -> None:
    plain = onnxruntime.InferenceSession(str(models() / FINDER), providers=["CPUExecutionProvider"])
    found = find_lines(MapSession(models() / FINDER, threads), written())
    assert len(found) == 3
    assert found == find_lines(plain, written())


def test_loading_and_running_the_model_leaves_the_arithmetic_of_this_process_alone() -> None:
    find_lines(MapSession(models() / FINDER, 2), written())
    assert product() > 0.0
    assert np.finfo(np.float32).smallest_subnormal > 0
