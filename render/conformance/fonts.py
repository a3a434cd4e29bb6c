"""The five typefaces of an official paper: by which names each goes, and what may stand in for it in a PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping

Names = Mapping[str, tuple[str, ...]]

ACCEPTED: Names = {
    "小标宋": ("方正小标宋简体", "方正小标宋_GBK", "方正小标宋", "FZXiaoBiaoSong", "FZXBS"),
    "仿宋": ("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋", "FZFangSong", "FZFS"),
    "楷体": ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体", "FZKai", "FZKT"),
    "黑体": ("黑体", "SimHei", "方正黑体_GBK", "方正黑体", "FZHei", "FZHT"),
    "宋体": ("宋体", "SimSun", "NSimSun"),
}
"""Beginnings of the names under which the official typefaces are installed, in Word files and in PDFs."""

STAND_INS: Names = {
    "小标宋": ("Noto Serif CJK", "Noto Serif SC", "Source Han Serif", "FandolSong", "AR PL UMing", "UMing"),
    "仿宋": ("FandolFang", "Zhuque Fangsong", "Noto Serif CJK", "Noto Serif SC", "Source Han Serif", "UMing", "AR PL UMing"),
    "楷体": ("LXGW WenKai", "FandolKai", "AR PL UKai", "UKai"),
    "黑体": ("Noto Sans CJK", "Noto Sans SC", "Source Han Sans", "FandolHei", "WenQuanYi Zen Hei"),
    "宋体": ("Noto Serif CJK", "Noto Serif SC", "Source Han Serif", "FandolSong", "AR PL UMing", "UMing"),
}  # fmt: skip
"""Free typefaces that a PDF may show instead: named in the report, not counted as deviations."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FILLING = re.compile(r"[\s_\-.,]+")


def plain(name: str) -> str:
    """A font's name without the tag of a PDF's subset."""
    return _SUBSET.sub("", name)


def folded(name: str) -> str:
    return _FILLING.sub("", plain(name)).casefold()


def is_one_of(name: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a font's name begins like one of ``beginnings``; spaces, hyphens and case do not count."""
    wanted = folded(name)
    return any(wanted.startswith(folded(one)) for one in beginnings)
