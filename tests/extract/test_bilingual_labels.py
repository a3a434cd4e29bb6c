"""Labels that say in English over again what they ask for."""

import pytest

from extract.words.glosses import without_gloss
from tests.extract.sketch import SECTION, application, differences, read_word

ENGLISH = {
    "单位名称": "Name of Unit",
    "统一社会信用代码": "Unified Social Credit Code",
    "法定代表人": "Legal Representative",
    "邮政编码": "Postcode",
    "通讯地址": "Address",
    "电子邮箱": "E-mail",
}


@pytest.mark.parametrize("between", [" ", "\n", "", "/"])
def test_a_label_is_known_with_its_english_behind_it(between: str) -> None:
    rows = [[text + between + ENGLISH[text] if text in ENGLISH else text for text in row] for row in SECTION]
    assert differences(read_word(*application(section=[rows]))) == []


def test_a_label_and_its_answer_in_one_cell_are_parted_behind_the_english() -> None:
    cells = [
        [f"{label} {ENGLISH.get(label, '')}：{value}"]
        for row in SECTION
        for label, value in zip(row[::2], row[1::2], strict=True)
        if value != "<"
    ]
    lines = [text for (text,) in cells]
    assert differences(read_word(*application(section=lines))) == []


@pytest.mark.parametrize(
    "text", ["单位名称 IBM", "单位A", "电子邮箱 bgs@hubei.gov.cn", "EMAIL（公章）", "ISO 9001认证"]
)
def test_what_is_no_label_in_english_stays(text: str) -> None:
    assert without_gloss(text) == text
