"""Seals of units whose names differ from the block's in a character or two, drawn and read: none passes for its own."""

from __future__ import annotations

import pytest

from extract.ocr.rapid import engine
from extract.seals.look import Words, words_of
from extract.seals.whose import judged
from tests.extract.sealed_sheet import Sheet
from tests.scans.seals import SealLook
from tests.scans.wear import Wear

pytestmark = pytest.mark.needs("chinese-fonts")
PRESSED = (Wear(0.9, 0.2, 0.2, 0.05), Wear(0.34, 0.2, 0.25, 0.15))
"""A fresh stamp and a faded one."""


def stamped(name: str, wear: Wear, tilt: float = 0.0) -> Words:
    sheet = Sheet().stamp(SealLook(name, wear=wear, tilt=tilt, seed=5), 100, 150)
    (seal,) = sheet.seals()
    page = sheet.page()
    return words_of(page.pixels, seal.outline.scaled(1 / page.mm_per_pixel), engine())


@pytest.mark.parametrize("wear", PRESSED, ids=["fresh", "faded"])
@pytest.mark.parametrize(
    ("stamp", "own"),
    [
        ("平潮市人民政府", "平湖市人民政府"),
        ("宜昌市西陵区市场监督管理所", "宜昌市西陵区市场监督管理局"),
        ("襄阳市襄城区政务服务中心", "襄阳市樊城区政务服务中心"),
        ("福州市质量技术监督局", "赣州市质量技术监督局"),
        ("黄石市上陆区行政审批局", "黄石市下陆区行政审批局"),
        ("湖南省质量技术监督局", "湖北省质量技术监督局"),
        ("台州市天台县人民法院", "台州市天台县人民政府"),
    ],
)
def test_a_seal_of_a_name_nearly_the_same_is_never_the_units(stamp: str, own: str, wear: Wear) -> None:
    assert judged(stamped(stamp, wear, 8), [own], []).matches is not True


@pytest.mark.parametrize("wear", PRESSED, ids=["fresh", "faded"])
def test_the_units_own_seal_is_known_beside_them(wear: Wear) -> None:
    assert judged(stamped("襄阳市樊城区政务服务中心", wear, 8), ["襄阳市樊城区政务服务中心"], []).matches is True
