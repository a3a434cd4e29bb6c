"""A title in lines of its own: words kept whole, lines alike in length, none beginning with 的 (GB/T 9704 7.3.1)."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

LINE_CHARACTERS = 20
"""So many characters of size 2 stand in the 版心 of 156 mm."""

_WHOLE = (
    "社会管理", "公共服务", "标准化", "综合标准化", "联席会议", "办公室", "评估", "复查", "合格", "单位", "名单", "试点",
    "申请", "结果", "材料", "通知", "决定", "通报", "批复", "复函", "公告", "关于", "上报", "报送", "下达", "公布", "责令",
    "限期", "整改", "撤销", "终止", "取消", "停止", "资格", "任务", "专家", "组建", "商请", "选派", "参加", "延期", "同意",
    "开展", "申报", "工作", "征集", "国家级", "省级", "书面", "警告", "批评", "自动", "放弃", "方案", "汇总表", "有关",
    "政务服务", "行政审批", "养老服务", "文化服务", "公共教育", "社区", "服务", "管理", "监督管理局", "情况", "问题", "人员", "管理局", "监督", "市场", "质量", "技术", "人民政府", "委员会", "通知书", "告知书", "中期",
)  # fmt: skip
_TRADITIONAL = (
    "社會管理", "公共服務", "標準化", "綜合標準化", "聯席會議", "辦公室", "評估", "復查", "單位", "名單", "試點", "申請",
    "結果", "決定", "通報", "批復", "復函", "關於", "上報", "報送", "下達", "公布", "責令", "撤銷", "終止", "資格", "任務",
    "專家", "組建", "參加", "開展", "工作",
)  # fmt: skip
_WORD = re.compile(
    "|".join(sorted((*_WHOLE, *_TRADITIONAL), key=len, reverse=True)) + r"|[0-9A-Za-z.〔〕年]+|\s+|.", re.DOTALL
)
_NOT_FIRST = frozenset("的和、，。：；！？”’）》〉〕】…—·")
_NOT_LAST = frozenset("“‘（《〈〔【")


def broken(title: str) -> str:
    """``title`` with line breaks where it is longer than a line; nothing else of it changes."""
    if len(title) <= LINE_CHARACTERS or "\n" in title or len(title) > 40 * LINE_CHARACTERS:
        return title
    return "\n".join(_lines(title))


@lru_cache(maxsize=256)
def _lines(title: str) -> tuple[str, ...]:
    words = _glued(_WORD.findall(title))
    count = -(-len(title) // LINE_CHARACTERS)
    while True:
        ideal = len(title) / count
        best = _best(words, count, ideal)
        if best is not None or count > len(words):
            return best or (title,)
        count += 1


def _glued(words: list[str]) -> list[str]:
    """``words`` joined where no line may end or begin."""
    joined: list[str] = []
    for word in words:
        if joined and (word[0] in _NOT_FIRST or joined[-1][-1] in _NOT_LAST):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _best(words: list[str], count: int, ideal: float) -> tuple[str, ...] | None:
    """The ``count`` lines that differ least from ``ideal`` in length, none too long; ``None`` where there are none."""
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    lengths = [len(word) for word in words]
    for _ in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in states.items():
            long = 0
            for end in range(start, len(words)):
                long += lengths[end]
                if long > LINE_CHARACTERS:
                    break
                total = cost + (long - ideal) ** 2
                if end + 1 not in reached or total < reached[end + 1][0]:
                    reached[end + 1] = (total, (*cuts, end + 1))
        states = reached
    if len(words) not in states:
        return None
    cuts = (0, *states[len(words)][1])
    return tuple("".join(words[first:last]) for first, last in itertools.pairwise(cuts))
