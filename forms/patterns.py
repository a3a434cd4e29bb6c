"""Regular expressions that are made when a text is first held against them: one paper needs half of those there are."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; each of its methods is, from its first use on, that of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression ``pattern``, compiled at its first use, in which a mistake shows only then.

    The functions of :mod:`re` do not take it; its own methods do the same.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
