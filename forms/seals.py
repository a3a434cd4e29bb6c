"""What a seal that is not the unit's own is beside that unit: a 专用章, an inner department's, another unit's of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from forms.record import SealMark
from forms.script import fold, simplified
from forms.units import same_unit


class SealCase(StrEnum):
    """Why a seal cannot stand for the unit; the value is the finding's subject."""

    SPECIAL = "special"
    DEPARTMENT = "department"
    OTHER_BLOCK = "other-block"
    OTHER = "other"


_OFFICE = re.compile("(?:办公室|办公厅|[科处室股部]|中心|支队|大队)$")


def seal_case(seal: SealMark, unit: object, others: Iterable[str]) -> SealCase:
    """The case of a ``seal`` that is not that of ``unit``; ``others`` are the units of the form's other blocks."""
    text, center = seal.text or "", simplified(seal.center or "")
    if "专用" in center or simplified(text).endswith("专用章"):
        return SealCase.SPECIAL
    if text and any(same_unit(text, other) for other in others):
        return SealCase.OTHER_BLOCK
    if isinstance(unit, str) and is_department(text, unit):
        return SealCase.DEPARTMENT
    return SealCase.OTHER


def is_department(text: str, unit: str) -> bool:
    """Whether ``text`` names an inner department of ``unit`` (××局办公室)."""
    whole, own = fold(text), fold(unit)
    return own != "" and whole.startswith(own) and whole != own and bool(_OFFICE.search(whole))
