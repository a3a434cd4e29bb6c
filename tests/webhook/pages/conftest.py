from __future__ import annotations

import pytest

from tests.webhook.conftest import Office
from tests.webhook.pages.clerk import Clerk


@pytest.fixture(autouse=True)
def no_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads beside the request in these tests: there is nothing to wait for."""
    monkeypatch.setattr("webhook.routes.pages.upload.MOMENT_SECONDS", 0)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    """Somebody who has signed in."""
    return Clerk(office).sign_in()
