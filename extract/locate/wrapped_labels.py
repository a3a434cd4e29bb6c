"""Labels of several lines beside answers in forms without rulings: 「标准化机构或负责　综合科」, 「部门」 below, is one pair.

A reader sees lines from side to side; that two beginnings of lines are one label only a definition can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Paragraph, Table
from extract.layout.line_places import begins_below, wrapped
from extract.words.labels import LONGEST_LABEL, LabelIndex
from forms.evidence import BBox

_APART = re.compile(r"(?P<head>\S(?:[ \u3000]?\S)*?)(?P<gap>[ \u3000]{2,})(?P<rest>\S.*)", re.DOTALL)
"""What stands in the column of labels, its characters set apart perhaps, and the answer beside it."""
_CLOSE = re.compile(r"(?P<head>\S+)(?P<gap>[ \u3000])(?P<rest>\S.*)", re.DOTALL)
"""The same where the label's line is so full that hardly any white is left; told of a file's own text alone."""
MOST_LINES = 5
_LONGEST_HEAD = 16
_FULL_HEAD = 4
"""A label's line has hardly any white left with at least so many characters; the number of an item is shorter."""
_NO_LABEL = re.compile("[:：。；！？\n]")

Item = Paragraph | Table


def whole_labels(flow: Sequence[Item], index: LabelIndex, edges: dict[int, float]) -> Iterator[Item]:
    """``flow`` with the lines of such a label as one paragraph, its label first; answers beside them follow in order."""
    number = 0
    while number < len(flow):
        following = flow[number : number + MOST_LINES]
        for apart in (_APART, _CLOSE):
            if taken := _label_from(following, index, apart):
                lines = [item for item in following[:taken] if isinstance(item, Paragraph)]
                yield _joined(lines, edges, apart)
                break
        else:
            yield flow[number]
        number += taken or 1


def _label_from(items: Sequence[Item], index: LabelIndex, apart: re.Pattern[str]) -> int:
    """How many of ``items`` make one label together, the first of them among them; 0 where they do not."""
    words, answered, before = "", False, None
    for count, item in enumerate(items, 1):
        if not isinstance(item, Paragraph) or item.pictures or (before and not begins_below(before.at, item.at)):
            return 0
        head, rest = _parted(item.text, apart)
        if apart is _CLOSE and (item.at.is_scanned or (count == 1 and len(head) < _FULL_HEAD)):
            return 0
        if not head or (count == 1 and (index.is_label(head, "") or index.block(head))):
            return 0
        words, answered, before = words + head, answered or bool(rest), item
        if count > 1 and answered and (index.is_label(words, "") or index.block(words)):
            return count
        if len(words) > LONGEST_LABEL:
            return 0
    return 0


def _parted(text: str, apart: re.Pattern[str]) -> tuple[str, str]:
    """A line's part of a label and of an answer; two empty texts where it has no such part."""
    match = _APART.fullmatch(text.strip()) or apart.fullmatch(text.strip())
    head, rest = (match["head"], match["rest"]) if match else (text.strip(), "")
    head = head.rstrip(":：")
    return ("", "") if not 0 < len(head) <= _LONGEST_HEAD or _NO_LABEL.search(head) else (head, rest)


def _joined(lines: Sequence[Paragraph], edges: dict[int, float], apart: re.Pattern[str]) -> Paragraph:
    parts = [_parted(line.text, apart) for line in lines]
    answer = ""
    for number, (_, rest) in enumerate(parts):
        through = number and answer and wrapped(lines[number - 1].at, lines[number].at, edges)
        answer += rest if through or not answer else f"\n{rest}" if rest else ""
    label = "".join(head for head, _ in parts)
    boxes = [line.at.box for line in lines if line.at.box is not None]
    at = replace(lines[0].at, box=BBox.around(boxes)) if boxes else lines[0].at
    return replace(lines[0], text=f"{label}    {answer}", at=at)
