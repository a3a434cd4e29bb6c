"""A long label behind a full line begins an answer of its own."""

from __future__ import annotations

from extract.document import Paragraph
from extract.locate.lines_with_labels import parted_lines
from extract.words.labels import LabelIndex
from forms.evidence import BBox, Evidence
from forms.registry import form

INDEX = LabelIndex.of(form("annex1-application", "national"))
AT = Evidence("pdf", 1, BBox(25, 100, 185, 110))


def parts(*lines: str) -> list[str]:
    flow = [Paragraph("".join(lines), AT, set_in=lines)]
    return [one.text for one in parted_lines(flow, INDEX) if isinstance(one, Paragraph)]


def test_a_long_label_with_its_colon_at_the_beginning_of_a_line_begins_a_paragraph() -> None:
    lines = "有。发生一起服务质量投诉，已于当月整改完毕", "标准化工作现状及试点创建具备的条件：下一步"
    assert parts(*lines) == list(lines)
    assert parts("已于当月整改完毕", "标准化工作现状及试点创", "建具备的条件：下一步") == [
        "已于当月整改完毕",
        "标准化工作现状及试点创建具备的条件：下一步",
    ]


def test_words_that_are_no_label_or_stand_within_a_line_part_nothing() -> None:
    assert len(parts("已经调查清楚的", "标准化工作中存在的主要问题如下：一是缺人")) == 1
    assert len(parts("本单位的标准化工作现状及试点创建具备的条件：", "下一步")) == 1
    assert len(parts("本单位完善了", "标准化工作现状及试点创建具备的条件")) == 1


def test_each_part_stands_where_its_lines_do() -> None:
    lines = "有。发生一起服务质量投诉，已于当月整改完毕", "标准化工作现状及试点创建具备的条件：下一步"
    flow = [Paragraph("".join(lines), AT, set_in=lines)]
    boxes = [one.at.box for one in parted_lines(flow, INDEX)]
    assert boxes == [BBox(25, 100, 185, 105), BBox(25, 105, 185, 110)]
