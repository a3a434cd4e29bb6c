"""Names of units: one, or several in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.types.cleaning import clean, tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading
from forms.types.options import ticked
from forms.types.text import Text, read_plain, read_text

if TYPE_CHECKING:
    from marshmallow import fields as ma

_OPEN, _CLOSE = "（(〔[【《", "）)〕]】》"
_SEPARATORS = "、，,；;"
_UNIT_ENDS = "局委办處处科部院会會司厅廳室组組站所队隊馆館校社府心团團厂廠行门門位道镇鎮乡鄉村区區县縣市省街"
_GOES_ON = re.compile("(?:社[会會]|[镇鎮乡鄉村区區县縣市省街])$")
"""A line end behind a place or 社会 runs through a name: 宜昌市⏎质量技术监督局, 人力资源和社会⏎保障局."""
_ACROSS = re.compile(
    "办\n公|科\n[学技研普]|行\n[政业]|道\n路|组\n织|处\n[理置]|部\n[门队]|会\n[计议员展]|司\n法|所\n有|院\n校|校\n[园外]|团\n[委体]"
    "|门\n诊|心\n理|委\n[员办]|队\n伍|厂\n区|社\n区|府\n办|局\n属|站\n点|馆\n藏|位\n于"
    "|辦\n公|科\n學|行\n業|組\n織|處\n理|部\n[門隊]|會\n[計議員]|門\n診|委\n[員辦]|團\n委|隊\n伍|廠\n區|社\n區|府\n辦"
)
"""Words that run through a line end behind what may end a unit's name: 人民政府办⏎公室."""
_RUN_TOGETHER = re.compile(
    "(?:(?<![总總])局|[院馆館会會办辦处處所站社部厅廳委司心府）)])"
    "(?!市)(?:[\u3400-\u9fff]{2,3}(?:[省市州盟旗]|[区區](?!分))|[\u3400-\u9fff]{1,3}[县縣])(?=[\u3400-\u9fff]{2})"
)
"""A place right behind what ends a unit's name: most likely two names, the end of whose line was full."""
_ALL_OF_THEM = re.compile(
    "(?:公司|中心|办公室|辦公室|委员会|委員會|[局厅廳院馆館校])(?=[各全](?:成|有|相|部|单|單|科|股|级|級|体|體)|(?<=公司)[领領][导導]小[组組])"
)
"""各成员单位 right behind what ends a unit's name, as if it were a part of that name."""
_SPACED = re.compile(rf"(?<=[{_UNIT_ENDS}]) (?=[\u3400-\u9fff]{{2}})")
"""A space between two names; one inside a spread-out name has a single character after it."""
_NUMBERING = re.compile(r"^(?:[(（]?\d{1,2}[)）.．、]|[①-⑳])\s*(?=[^\d\s])")
_AND = re.compile("(?<=[局委办辦科厅廳队隊])(?:和|及|与|與|以及|暨|/|／)(?=[\u3400-\u9fff]{2})")
"""和 after the end of a unit's name; 人力资源和社会保障局 has it inside."""
_BRACKET_BELOW = re.compile(r"\n(?=[（(][^\d（）()]{2,}[）)])")
"""A line end before a bracket of words runs through a name: 民政局⏎（老龄办）."""
_NUMBERS = re.compile(r"\s*(?:[(（]\d{1,2}[)）]|(?<!\d)\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*")


@dataclass(frozen=True)
class Org(Text):
    """The name of one unit. Several lines or names in the cell are kept as they stand, in doubt."""

    name: ClassVar[str] = "org"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        reading = read_text(raw, hint)
        if isinstance(reading.value, str) and (len(split_names(reading.value)) > 1 or joined(tidy(raw))):
            return Reading(reading.value, (*reading.doubts, "several-values"))
        return reading

    def samples(self) -> tuple[Value, ...]:
        return self._within("襄阳市政务服务中心管理办公室", "武汉市江汉区人民政府", "宜昌市人力资源和社会保障局")


def split_names(text: str) -> list[str]:
    """The names that 、，；and line ends part; 和 and 及 belong to names and never part them.

    Nothing is parted inside brackets, and nothing at all where brackets do not close.
    """
    depths = list(accumulate((c in _OPEN) - (c in _CLOSE) for c in text))
    if depths and (depths[-1] != 0 or min(depths) < 0):
        return [text.strip()]
    names = [""]
    for char, depth in zip(text, depths, strict=True):
        if char in _SEPARATORS + "\n" and not depth:
            names.append("")
        elif char != "\n":
            names[-1] += char
    return [bare for name in names if (bare := _bare(name))]


def _bare(name: str) -> str:
    """``name`` without the number before it and the full stop after it."""
    previous = None
    while previous != name:
        previous, name = name, _NUMBERING.sub("", name.strip(" 。"))
    return name


def joined(text: str) -> bool:
    """Whether a space, a stroke or 和 stands where one unit's name may end and the next begin."""
    return _SPACED.search(text) is not None or _AND.search(text) is not None


def _run_together(name: str) -> bool:
    return _RUN_TOGETHER.search(name) is not None or _ALL_OF_THEM.search(name) is not None


def _broken(text: str, count: int) -> bool:
    """Whether line ends may run through a name (what stands before one does not end as a unit does), or brackets fail."""
    if sum(c in _OPEN for c in text) != sum(c in _CLOSE for c in text):
        return True
    if _ACROSS.search(text):
        return True
    return count > 1 and any(
        line[-1:] not in _UNIT_ENDS + _SEPARATORS + _CLOSE + "。" or _GOES_ON.search(line)
        for line in text.split("\n")[:-1]
    )


@dataclass(frozen=True)
class OrgList(Kind):
    """Several units in one cell: an array of names in their order, each as often as it is written."""

    name: ClassVar[str] = "org list"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        found: list[str] = []
        doubts = ["choice-unclear"] if ticked(raw) is not None else []
        text = _BRACKET_BELOW.sub("", tidy(raw))
        if _NUMBERS.match(text):
            text = _NUMBERS.sub("\n", text)
        for name in split_names(_SPACED.sub("\n", text)):
            reading = read_plain(name, hint)
            doubts += reading.doubts
            bare = _bare(reading.value) if isinstance(reading.value, str) else ""
            if not re.search(r"[^\W\d_]", bare):
                doubts += ["unreadable-value"] if bare else []
            else:
                found.append(bare)
        if joined(text) or _broken(text.strip(), len(found)) or any(map(_run_together, found)):
            doubts.append("several-values")
        return Reading([*found] or None, tuple(dict.fromkeys(doubts)))

    def show(self, value: Value) -> str:
        return "、".join(value) if isinstance(value, list) else ""

    def samples(self) -> tuple[Value, ...]:
        return (
            ["襄阳市质量技术监督局", "襄阳市人力资源和社会保障局"],
            ["标准化工作领导小组办公室"],
            ["综合科", "业务科（政务大厅、分厅）", "信息科"],
        )

    def field(self) -> ma.Field[Any]:
        from marshmallow import fields as ma

        from forms.types.validation import LIST_MESSAGES, says, text_field

        inner = text_field("单位或者部门名称", lambda v: bool(clean(v)), "名称不能为空。")
        return ma.List(
            inner,
            validate=says(bool, "至少填写一个名称。"),
            error_messages=LIST_MESSAGES,
            metadata={"description": "单位或者部门名称，可以多个"},
        )
