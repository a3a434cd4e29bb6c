from __future__ import annotations

import pytest

from tests.webhook.conftest import Office
from tests.webhook.pages.clerk import Clerk


@pytest.fixture
def clerk(office: Office) -> Clerk:
    """Somebody who has signed in."""
    return Clerk(office).sign_in()
