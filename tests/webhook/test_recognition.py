"""The models that read pictures are looked for when the service starts, never when a scan comes in."""

from __future__ import annotations

import threading

import pytest

from extract.errors import DocumentError
from tests.webhook.running import until
from webhook.runners.reading import PoolClosed
from webhook.service.recognition import CHECKING, MISSING, READY, Recognition


def there() -> None:
    """Models are where they should be."""


def missing() -> None:
    raise DocumentError("tool-missing", "缺少识别扫描件所需的组件：rapidocr。")


def test_models_are_believed_in_once_they_have_been_loaded() -> None:
    loading = threading.Event()
    recognition = Recognition(lambda: assert_set(loading), there)
    assert recognition.state == CHECKING
    recognition.start()
    loading.set()
    assert until(lambda: recognition.state == READY)


def assert_set(event: threading.Event) -> None:
    assert event.wait(10)


def test_missing_models_are_told_before_anything_is_loaded() -> None:
    recognition = Recognition(pytest.fail, missing)
    recognition.start()
    assert (recognition.state, recognition.message) == (MISSING, "缺少识别扫描件所需的组件：rapidocr。")


def test_models_that_do_not_load_are_missing_too() -> None:
    recognition = Recognition(missing, there)
    recognition.start()
    assert until(lambda: recognition.state == MISSING)


def test_a_service_stopped_while_it_loads_the_models_says_nothing_of_them() -> None:
    def stopped() -> None:
        raise PoolClosed

    recognition = Recognition(stopped, there, stopped=PoolClosed)
    recognition.start()
    assert until(lambda: not any(thread.name == "recognition" for thread in threading.enumerate()))
    assert recognition.state == CHECKING
