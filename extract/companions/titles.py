"""Which companion or incoming paper a document is, by its own title standing as a title.

A paper that quotes such a title (《…》), passes one on (转发) or belongs to another programme is none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.companions.lines import Item, Line, written
from extract.document import Table
from forms.pilot import INCOMING
from forms.script import fold

_WINDOW = 12
"""Written lines from the top that may hold the title."""
_LONGEST = 90
"""Folded characters beyond which a text is no title."""
_MOST_LINES = 4
_SUFFIX = re.compile(r"[（(〔\[][^（()）]{0,12}[）)〕\]]$")
"""（草案）, （2018年）: what may stand behind a title."""
_OTHER = re.compile(
    r"服务业|循环经济|高新技术|新型城镇化|美丽乡村|(?:农业|农村)[\u4e00-\u9fff]{0,4}标准化|(?:旅游|物流|城市|工业)[\u4e00-\u9fff]{0,4}(?<!综合)标准化"
)
_OURS = re.compile("社会管理(?:和|与|及)公共服务")
_NOT_ITSELF = re.compile("转发|征求|申请撤销|申请终止|申请取消|的请示|申报工作|推荐工作|专家|人选|人员|培训|征集")
_ABOUT = r"^[\u4e00-\u9fff0-9]{0,40}关于"

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("recheck-pass-list", re.compile(r"公布.*(?:复查|复审|复核).*(?<!不)合格.*(?:通知|公告)$")),
    ("pass-list", re.compile(r"公布.*(?<!不)合格.*(?:通知|公告)$")),
    ("pass-revocation", re.compile(r"撤销.*(?<!不)合格.*(?:决定|通知|公告)$")),
    ("pilot-revocation", re.compile(r"撤销.*试点.{0,6}资格.*(?:决定|通知|公告)$")),
    ("cancellation", re.compile(r"取消.*试点.{0,6}资格.*(?:决定|通知|公告)$")),
    ("termination", re.compile(r"终止.*试点.*(?:决定|通知)$")),
    ("rectification-order", re.compile(r"(?:限期|责令).*整改.*(?:决定|通知书?)$|整改通知书?$")),
    ("task-notice", re.compile(r"下达.*(?:试点|项目).*通知$|任务下达通知书?$")),
    ("provincial-approval", re.compile(rf"{_ABOUT}.*试点.*批复$")),
    ("evaluation-plan", re.compile(r"(?:评估|验收|考核)(?:工作|实施)?方案$")),
    ("implementation-plan", re.compile(r"(?:实施方案|(?:试点|创建)工作方案)$")),
    ("summary-report", re.compile(r"(?:总结报告|(?:试点|建设|创建)(?:工作)?总结)$")),
    ("score-sheet", re.compile(r"(?:评估|验收|考核|评价).{0,4}(?:计分|评分|打分|记分)表$")),
    ("standards-list", re.compile(r"标准(?:体系)?(?:标准)?明细表?$")),
    ("recommendation-letter", re.compile(rf"推荐函$|{_ABOUT}推荐.*(?:试点|项目).*函$|{_ABOUT}.*试点.*推荐.*函$")),
    ("covering-letter", re.compile(rf"{_ABOUT}报送.*(?:评估|验收).*(?:结果|材料|报告).*函$|报送公函$")),
)
_NUMBERED = re.compile(r"[〔﹝\[［(（【]\s*[12]\d{3}\s*[〕﹝\]］)）】]|\d+\s*[号號]\s*$")
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?")
_NO_PART = re.compile(r"(?:局|委|会|厅|部|院|府|中心|公司|办公室|文件)$")
"""A line that ends as an organ's name does stands above a title and is no part of it."""


@dataclass(frozen=True)
class PaperTitle:
    """A title as printed: the kind of paper it names, and the numbers of its first and last written line.

    A title inside the table at the top has the number −1.
    """

    kind: str
    text: str
    first: int
    last: int


def paper_title(flow: tuple[Item, ...]) -> PaperTitle | None:
    """The title of a companion or incoming paper; ``None`` for any other document."""
    lines = _top(flow)
    in_table = int(bool(flow) and not isinstance(flow[0], Line))
    for last, line in enumerate(lines):
        if _ends_search(line.text):
            return None
        for first in range(last, max(-1, last - _MOST_LINES), -1):
            if first < last and _stands_apart(lines[first].text):
                break
            text = "".join(one.text for one in lines[first : last + 1])
            if kind := _kind(text, first):
                first = _first_line(lines, first, text)
                title = PaperTitle(
                    kind, "".join(one.text for one in lines[first : last + 1]), first - in_table, last - in_table
                )
                return title if _is_ours(title, flow) else None
    return None


def _top(flow: tuple[Item, ...]) -> list[Line]:
    """The first written lines; of a table at the top its first row, where that is a single cell."""
    lines: list[Line] = []
    for item in flow:
        if isinstance(item, Line):
            lines.append(item)
        elif not lines and (title := _only_cell(item)):
            lines.append(title)
        else:
            break
    return lines[:_WINDOW]


def _only_cell(table: Table) -> Line | None:
    rows = table.by_row()
    cells = [cell for cell in rows[0] if cell.text.strip()] if rows else []
    return Line(cells[0].text.replace("\n", "").strip(), cells[0].at) if len(cells) == 1 else None


def _ends_search(text: str) -> bool:
    """Whether the text of the paper has begun: a sentence, or those it is addressed to."""
    return "。" in text or "，" in text or (text.endswith(("：", ":")) and len(text) > 5)


def _stands_apart(text: str) -> bool:
    """Whether a line above a title is no part of it."""
    return bool(_NUMBERED.search(text) or _NO_PART.search(text) or ":" in text or "：" in text or "附件" in text)


def _kind(text: str, first: int) -> str | None:
    bare = _SUFFIX.sub("", text.strip())
    if "《" in bare or (bare.startswith("附件") and first > 1):
        return None
    key = fold(_ANNEX.sub("", bare, count=1) if bare.startswith("附件") else bare)
    if len(key) > _LONGEST or _NOT_ITSELF.search(key) or (_OTHER.search(key) and not _OURS.search(key)):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(key)), None)


def _first_line(lines: list[Line], first: int, text: str) -> int:
    """The number of the line in which a title begins that may go back over the lines above."""
    at = first
    while at and first - at < _MOST_LINES - 1 and "关于" not in text and "關於" not in text:
        above = lines[at - 1].text
        if _stands_apart(above) or len(above) > 50:
            break
        at -= 1
        text = above + text
    return at


def _is_ours(title: PaperTitle, flow: tuple[Item, ...]) -> bool:
    """Whether a paper is of this programme: an incoming one must say so, any other must not speak of others alone."""
    text = fold("".join(line.text for line in written(flow)))
    ours = _OURS.search(fold(title.text)) or _OURS.search(text)
    if title.kind in INCOMING:
        return bool(ours)
    return bool(ours) or _OTHER.search(text) is None or "综合标准化试点" in text
