"""The tables that come with the product as data: words kept by conversion, industries, departments and their codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("data")


def table(name: str) -> dict[str, Any]:
    """What ``data/NAME.toml`` holds. The reader of TOML is loaded with the first table that is asked for."""
    import tomllib

    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
