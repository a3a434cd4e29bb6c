"""Whether texts can be stored and printed: what no file, no letter and no database could hold is refused, or cut."""

from __future__ import annotations

import re
from typing import Any

from webhook.service.problems import Invalid

_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters but tab and line ends, halves of a character, and what XML does not allow."""


NAME_LENGTH = 200


def plain_name(name: str) -> str:
    """A file's name without what could not be shown; of a long one its end."""
    return "".join(c for c in name if c.isprintable()).strip()[-NAME_LENGTH:] or "未命名"


def demand_text(*data: Any) -> None:
    """Raise :class:`Invalid` where a text within ``data``, however deep, cannot be stored or printed."""
    waiting = list(data)
    while waiting:
        item = waiting.pop()
        if isinstance(item, str) and _UNUSABLE.search(item):
            raise Invalid(
                "unusable-text", "内容含有无法保存的字符（控制字符或者残缺的编码）。", "请删去这些字符后重新提交。"
            )
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple):
            waiting += item
