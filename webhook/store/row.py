"""Rows as frozen dataclasses whose fields are named like the columns."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, TypeVar

T = TypeVar("T")


def one(cls: type[T], row: Any) -> T | None:
    """``row`` as a ``cls``, or ``None`` where there is no row."""
    return None if row is None else cls(**row._mapping)


def many(cls: type[T], rows: Iterable[Any]) -> tuple[T, ...]:
    """Every row as a ``cls``."""
    return tuple(cls(**row._mapping) for row in rows)


def new_id() -> str:
    """A fresh identifier: 16 hexadecimal digits."""
    return secrets.token_hex(8)
