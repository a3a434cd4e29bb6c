"""The share of matters covered by standards, as a report states it."""

from __future__ import annotations

import re
import unicodedata

_SHARE = re.compile(r"覆盖(?:率|面|比例)[^0-9。；\n]{0,12}?(\d{1,3}(?:\.\d+)?)\s*%")


def coverage(text: str) -> tuple[float, ...]:
    """Every percentage that ``text`` gives as 覆盖率; a target that is only quoted (80%以上的目标) counts like any."""
    return tuple(float(share) for share in _SHARE.findall(unicodedata.normalize("NFKC", text)))
