"""Which characters of a unit's name its other characters give: within its place and the words that such organs bear.

Another unit's name that is nearly the same differs in its place (襄城 for 樊城) or in its last character (所 for 局).
Within 质量技术监督 no name differs in a character or two, and no place but 濮阳市 has a 范县: a character there that is worn off,
or lies under a signature, is known from those around it.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.divisions import leading_place, near_places
from forms.script import simplified

PHRASES = (
    "社会管理和公共服务标准化",
    "标准化工作联席会议办公室",
    "标准化联席会议办公室",
    "质量技术监督局",
    "市场监督管理局",
    "食品药品监督管理局",
    "工商行政管理局",
    "人力资源和社会保障局",
    "人力资源社会保障局",
    "住房和城乡建设局",
    "自然资源和规划局",
    "卫生和计划生育委员会",
    "卫生健康委员会",
    "发展和改革委员会",
    "机关事务管理局",
    "机关事务服务中心",
    "公共资源交易中心",
    "行政审批局",
    "政务服务中心",
    "便民服务中心",
    "人民政府办公室",
    "人民政府",
    "标准化研究院",
    "标准化管理委员会",
    "妇幼保健院",
    "社会福利院",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
)  # fmt: skip
"""The last character of each is not given: it tells one organ from another."""
MOST_HIDDEN = 2
"""Of a place's characters so many may be hidden at most: beyond that nobody would say which place it is."""


def given_of(name: str, shown: Sequence[bool]) -> tuple[bool, ...]:
    """For each character of ``name`` whether the others, of which those that are ``shown`` can be read, give it."""
    given = [*_of_place(name, shown), *(False for _ in name)][: len(name)]
    plain = simplified(name)
    for phrase in PHRASES if len(plain) == len(name) else ():
        at = plain.find(phrase)
        if at >= 0:
            given[at : at + len(phrase) - 1] = [True] * (len(phrase) - 1)
    return tuple(given)


def rivals_of(name: str, shown: Sequence[bool]) -> tuple[frozenset[str], ...]:
    """For each character of the place that ``name`` begins with: those that other places have there.

    Only places that agree with it in all its other characters that are ``shown``.
    """
    place = leading_place(name)
    rivals: tuple[set[str], ...] = tuple(set() for _ in place)
    for other in near_places(place) if place else ():
        unlike = [at for at, one in enumerate(place) if other[at] != one]
        seen = [at for at in unlike if shown[at]]
        for at in unlike if not seen else seen if len(seen) == 1 else ():
            rivals[at].add(other[at])
    return tuple(map(frozenset, rivals))


def _of_place(name: str, shown: Sequence[bool]) -> list[bool]:
    """For each character of the place that ``name`` begins with whether no other place differs from it just there."""
    rivals = rivals_of(name, shown)
    if sum(not one for one in shown[: len(rivals)]) > MOST_HIDDEN:
        return [False for _ in rivals]
    return [not others for others in rivals]
