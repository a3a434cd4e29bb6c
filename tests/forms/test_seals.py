"""What a seal that is not the unit's own is beside that unit."""

import pytest

from forms.record import SealMark
from forms.seals import SealCase, is_department, seal_case

UNIT, OTHER = "宜昌市西陵区人民政府", "宜昌市民政局"


@pytest.mark.parametrize(
    ("text", "center", "case"),
    [
        (UNIT, "财务专用章", SealCase.SPECIAL),
        (UNIT, "合同專用章", SealCase.SPECIAL),
        (f"{UNIT}行政审批专用章", None, SealCase.SPECIAL),
        (f"{UNIT}办公室", None, SealCase.DEPARTMENT),
        ("宜昌市西陵區人民政府辦公室", None, SealCase.DEPARTMENT),
        (OTHER, None, SealCase.OTHER_BLOCK),
        (f"{OTHER}人事科", None, SealCase.OTHER),
        ("宜昌市人民政府", None, SealCase.OTHER),
        ("宜昌市专用通信局", None, SealCase.OTHER),
        (None, None, SealCase.OTHER),
    ],
)
def test_a_foreign_seal_is_told_by_what_stands_on_it(text: str | None, center: str | None, case: SealCase) -> None:
    assert seal_case(SealMark(True, "round", text, center, False), UNIT, [OTHER]) is case


def test_a_seal_in_a_block_whose_unit_is_not_known_is_no_departments() -> None:
    assert seal_case(SealMark(True, "round", f"{UNIT}办公室", None, False), None, []) is SealCase.OTHER


def test_a_units_own_name_is_no_department_of_it() -> None:
    assert not is_department("宜昌市人民政府办公室", "宜昌市人民政府办公室")
    assert not is_department(UNIT, "")
