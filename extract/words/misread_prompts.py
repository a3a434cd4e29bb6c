"""Prompts for a signature or a seal that a scan shows misread: 「负责人（策字）：」, or half hidden by what was written over it.

They are known by their likeness to a printed one, at the beginning of a line and before a colon or a bracket's end only:
an opinion has neither there.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from extract.words.likeness import edits
from forms.patterns import late
from forms.script import fold

_ROLES = (
    "负责人", "单位负责人", "部门负责人", "主要负责人", "单位主要负责人", "法定代表人", "单位领导", "主管领导", "组长", "专家组长",
    "经办人", "审核人", "批准人", "单位", "本单位", "推荐单位", "申报单位",
)  # fmt: skip
_SIGNS, _SEALS = ("签字", "签名", "签章"), ("盖章", "公章")
_HEAD = late(r"\s*(?P<words>[^：:。，,；;（(）)]{1,10}[（(]?[^：:。，,；;（(）)]{0,4}(?:[）)]\s*[:：]?|[:：]))")
"""Words up to a colon, or to the end of a bracket."""
_ROLE_BEFORE_BRACKET = late(
    r"\s*(?P<role>(?:单位|單位|部门|部門)?(?:主要|分管|法定)?(?:负责人|負責人|代表人|组长|組長|经办人|經辦人|领导|領導))"
    r"\s*[（(](?P<asks>[^（()）：:]{1,3})(?:[）)]\s*[:：]?|[:：].?[）)]?[:：]?)"
)
"""A role and two characters in brackets behind it, whatever is left of them."""
_OTHERWISE = frozenset(("意见", "说明", "电话", "手机", "职务", "职称", "部门", "单位"))
"""What a role's brackets may also say."""
_SHORTEST = 4
"""Folded characters below which a prompt is known by its very words alone."""
_LEAST_TWICE = 7
"""From so many folded characters on two of them may be misread."""
_MOST_EDITS = 2
_SIGN, _SEAL = "（签字）：", "（盖章）："


def with_prompt(line: str) -> str:
    """``line`` with the misread prompt that it begins with spelt out; any other line as it is."""
    if (found := _ROLE_BEFORE_BRACKET.match(line)) and fold(found["asks"]) not in _OTHERWISE:
        return found["role"] + (_SEAL if "章" in found["asks"] else _SIGN) + line[found.end() :]
    found = _HEAD.match(line)
    key = fold(found["words"]) if found else ""
    if found is None or len(key) < _SHORTEST or key in _prompts():
        return line
    near = min(_prompts(), key=lambda prompt: edits(key, prompt, _MOST_EDITS))
    if edits(key, near, _MOST_EDITS) > (_MOST_EDITS if len(near) >= _LEAST_TWICE else 1) or not set(near[-2:]) & set(
        key[-3:]
    ):
        return line
    asks = near[-2:]
    return f"{near[:-2]}{_SEAL if asks in _SEALS else _SIGN}{line[found.end() :]}"


@cache
def _prompts() -> tuple[str, ...]:
    """Every prompt folded, those for a seal behind units only."""
    return tuple(
        role + asks for role, asks in product(_ROLES, (*_SIGNS, *_SEALS)) if asks in _SIGNS or role.endswith("单位")
    )
