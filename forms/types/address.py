"""A postal address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forms.record import Value
from forms.types.text import Text


@dataclass(frozen=True)
class Address(Text):
    """An address as it is written; its parts are not taken asunder."""

    name: ClassVar[str] = "address"

    def samples(self) -> tuple[Value, ...]:
        return self._within(
            "湖北省武汉市江汉区新华路25号市民之家3楼",
            "陕西省咸阳市乾县城关街道东大街甲1号",
            "河南省濮阳市范县新区杏坛路8号B座1201室",
        )
