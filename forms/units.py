"""Whether two names mean one unit, and what a unit's code and name say about its kind and level."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache

from forms.patterns import late
from forms.script import fold
from forms.tables import table

Renames = tuple[tuple[str, str], ...]
"""Recorded renames of single units: (old name, new name)."""


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    """(folded other name, folded standing name), the longest other name first."""
    pairs = [
        (fold(other), fold(entry["name"])) for entry in table("organ-aliases")["alias"] for other in entry["others"]
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1024)
def unit_key(name: str) -> str:
    """What is compared of a unit's name: folded, its organ's known aliases made one. Never shown."""
    key = fold(name)
    for other, standing in _aliases():
        if key.endswith(other) and not key.endswith(standing):
            return key.removesuffix(other) + standing
    return key


def same_unit(a: str, b: str, renames: Renames = ()) -> bool:
    """Whether two names mean one unit after folding script, width, spacing, aliases and the recorded renames."""
    renamed = {unit_key(old): unit_key(new) for old, new in renames}
    first, second = (renamed.get(key, key) for key in (unit_key(a), unit_key(b)))
    return first != "" and first == second


def same_code(a: str, b: str) -> bool:
    """Whether two codes are one unit's: equal, or the nine characters of the old code inside the eighteen of the new."""
    short, long = sorted((a.replace("-", "").upper(), b.replace("-", "").upper()), key=len)
    return short == long or (len(short) == 9 and len(long) == 18 and long[8:17] == short)


def known_names(name: str) -> tuple[str, ...]:
    """``name`` and, folded, those that the same organ goes by or went by (its known aliases)."""
    key = unit_key(name)
    also = [key] if key != fold(name) else []
    also += [key.removesuffix(standing) + other for other, standing in _aliases() if key.endswith(standing)]
    return (name, *(one for one in dict.fromkeys(also) if one != fold(name)))


class UnitType(StrEnum):
    """What a unit is, with the word shown to people."""

    ORGAN = "机关"
    INSTITUTION = "事业单位"
    MASS_ORGANIZATION = "群众团体"
    SOCIAL_ORGANIZATION = "社会组织"
    ENTERPRISE = "企业"
    SELF_EMPLOYED = "个体工商户"
    COOPERATIVE = "农民专业合作社"
    BRANCH = "不具有法人资格的分支机构"


_BY_CODE = {
    "11": UnitType.ORGAN,
    "12": UnitType.INSTITUTION,
    "13": UnitType.MASS_ORGANIZATION,
    "51": UnitType.SOCIAL_ORGANIZATION,
    "52": UnitType.SOCIAL_ORGANIZATION,
    "53": UnitType.SOCIAL_ORGANIZATION,
    "91": UnitType.ENTERPRISE,
    "92": UnitType.SELF_EMPLOYED,
    "93": UnitType.COOPERATIVE,
}

_BRANCH = late("(分公司|分店|营业部|分行|支行)$")
_BY_NAME = (
    (late("专业合作社$"), UnitType.COOPERATIVE),
    (late("(公司|集团|厂|商店|酒店|宾馆|商行)$"), UnitType.ENTERPRISE),
    (late("(协会|学会|商会|联合会|促进会|基金会|研究会)$"), UnitType.SOCIAL_ORGANIZATION),
    (late("(人民政府|街道办事处|管理委员会|局|厅|人民法院|人民检察院)$"), UnitType.ORGAN),
    (late("(中心|医院|学校|小学|中学|大学|学院|幼儿园|图书馆|博物馆|研究院|研究所)$"), UnitType.INSTITUTION),
)


def unit_type(code: str | None, name: str | None) -> UnitType | None:
    """What the unit is by the first two characters of its unified code (GB 32100-2015), else by how its name ends.

    A nine-character organization code says nothing about the kind. ``None`` where neither tells. A branch is told by
    its name first: it is registered like the firm it belongs to.
    """
    folded = fold(name or "")
    if _BRANCH.search(folded):
        return UnitType.BRANCH
    if code and len(code) == 18 and code[:2] in _BY_CODE:
        return _BY_CODE[code[:2]]
    return next((kind for pattern, kind in _BY_NAME if pattern.search(folded)), None)


class OrganLevel(StrEnum):
    """Whether a unit is a party or government organ of county level or higher."""

    COUNTY_OR_HIGHER = "县级以上机关"
    BELOW_COUNTY = "县级以下机关"
    NO_ORGAN = "不是党政机关"


_TOWN = late("(乡|镇|街道|村|社区)[^省市州县区盟旗]*$")
_SUBJECT_OF_WORK = late(
    "城乡(?=[建规发一统居环住])|乡村(?=振兴|建设|发展|治理|旅游|产业)|村镇(?=建设|规划)|乡镇(?=企业)"
    "|农村(?=工作|经济|发展|能源|信用)|社区(?=建设|服务|治理|工作|矫正|管理|教育)"
)
"""Where these words stand before such a task they are what an organ works on (城乡建设委员会), not where it sits."""
_REGION = late("[省市州县区盟旗]|国家|国务院|中央")
_ORGAN = late(
    "(人民政府|政府|委员会|管委会|办公室|政府办|局|厅|[省市州县区]委|[\u4e00-\u9fff]委|[\u4e00-\u9fff]部|办|署)$"
)
_TOWN_ORGAN = late("(人民政府|政府|办事处|委员会|党委|办公室)$")
_BUSINESS = late("(公司|集团|厂|商店|酒店|宾馆|合作社)$")


def organ_level(name: str) -> OrganLevel | None:
    """The level that a unit's name shows; ``None`` where the name does not tell (医院, 协会, 中心 …)."""
    folded = _SUBJECT_OF_WORK.sub("", fold(name))
    if _BUSINESS.search(folded):
        return OrganLevel.NO_ORGAN
    if _TOWN.search(folded):
        return OrganLevel.BELOW_COUNTY if _TOWN_ORGAN.search(folded) else None
    if _REGION.search(folded) and _ORGAN.search(folded):
        return OrganLevel.COUNTY_OR_HIGHER
    return None
