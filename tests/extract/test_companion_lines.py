"""A letter's title that fills its line does not run on into those whom the letter is addressed to."""

from __future__ import annotations

import pytest

from extract.companions.lines import Line, items
from extract.companions.titles import paper_title
from extract.document import Document, Paragraph
from forms.evidence import BBox, Evidence

TITLE = "关于推荐社会管理和公共服务综合标准化试点的函"


def lines(*texts: str) -> tuple[str, ...]:
    """What is made of full lines one below the other."""
    flow = tuple(
        Paragraph(text, Evidence("scan", 1, BBox(27, 60 + 9 * n, 183, 65 + 9 * n))) for n, text in enumerate(texts)
    )
    return tuple(item.text for item in items(Document("scan", flow)) if isinstance(item, Line))


@pytest.mark.parametrize("title", [TITLE, "关于报送综合标准化试点评估结果的通知"])
@pytest.mark.parametrize("addressed", ["省社会管理和公共服务标准化联席会议办公室：", "各市、州质量技术监督局:"])
def test_those_whom_a_letter_is_addressed_to_stand_below_its_title(title: str, addressed: str) -> None:
    assert lines(title, addressed) == (title, addressed)


def test_a_title_of_two_lines_is_one() -> None:
    assert lines("关于推荐社会管理和公共服务综合标准化试点", "项目的函", "省质监局：")[0].endswith("试点项目的函")


def test_a_sentence_goes_on_in_the_next_line_though_that_ends_with_a_colon() -> None:
    first, second = "经研究决定推荐下列单位申报试点现将有关情", "况连同各单位的材料一并报告如下："
    assert lines(first, second) == (first + second,)


def test_such_a_letter_is_known_by_its_title() -> None:
    placed = [
        ("襄阳市质量技术监督局文件", 40, 170),
        ("襄质监标函〔2016〕20号", 80, 130),
        (TITLE, 27, 183),
        ("省社会管理和公共服务标准化联席会议办公室：", 27, 130),
    ]
    flow = tuple(
        Paragraph(text, Evidence("scan", 1, BBox(x0, 30 + 15 * n, x1, 36 + 15 * n)))
        for n, (text, x0, x1) in enumerate(placed)
    )
    found = paper_title(items(Document("scan", flow)))
    assert found is not None
    assert (found.kind, found.text) == ("recommendation-letter", TITLE)
