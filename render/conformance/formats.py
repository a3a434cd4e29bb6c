"""Whether a paper is in the 文件 or the 信函 format, told by the paper itself."""

from __future__ import annotations

import re

from render.conformance.elements import Elements
from render.conformance.report import Format
from render.conformance.sheet import Sheet


def format_of(sheet: Sheet, found: Elements) -> tuple[Format, str]:
    """The format, and in Chinese what it was recognised by."""
    heads, mark = found.head_rules, found.mark
    if any(rule.strokes in ("thick-thin", "thin-thick", "double") for rule in (*heads, *found.foot_rules)):
        return "letter", "首页有双线"
    if mark is not None and re.sub(r"\s", "", mark.text).endswith("文件"):
        return "document", "发文机关标志带“文件”二字"
    if found.printed is not None or found.record_rules:
        return "document", "版记有印发机关或者分隔线"
    if found.foot_rules or any(rule.width is not None and rule.width > 163 for rule in heads):
        return "letter", "首页红线长于版心"
    number = found.number
    if number is not None and number.align == "right":
        return "letter", "发文字号居右"
    if number is not None and number.left is not None and number.right is not None:
        edge = sheet.pages[0].left or 28.0
        left, right = number.left - edge, edge + 156 - number.right
        if left - right > 20:
            return "letter", "发文字号居右"
    return "document", "没有信函格式的特征，按文件格式检查"
