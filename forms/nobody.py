"""What stands in the place of a unit's name and says that there is none."""

from __future__ import annotations

from forms.script import fold

_NOBODY = frozenset({"无", "没有", "暂无", "不涉及", "无此单位", "无参加单位", "未设"})


def names_nobody(name: str) -> bool:
    """Whether ``name`` is a word or sign that names no unit (无, /)."""
    key = fold(name)
    return key in _NOBODY or not key
