"""Names that a narrow cell of a page picture breaks over lines, made whole: 「烟台市标准化研」, 「究院」 below, is one name.

Where lines end in a picture is known to a third of a character only, so that what a line had room for does not always
tell whether a name goes on. Its words do: no unit is called 「烟台市标准化研」, and none 「究院」.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.document import Cell, paragraphs
from extract.words.organ_names import NAME_GOES_ON, ends_as_unit, is_name
from forms.patterns import late
from forms.script import fold
from forms.types import Org, OrgList
from forms.types.kind import Hint, Kind, Reading

SEVERAL = "several-values"
_SEPARATORS = "、，,；;"
_LAST = late(rf"[^{_SEPARATORS}\n]*$")
_FIRST = late(rf"^[^{_SEPARATORS}\n]*")
_PLACE = late("[省市县縣区區州盟旗]$")
_GOES_ON_BEHIND = late("(?:社[会會]|社[区區]|[镇鎮乡鄉村])$")
"""What may end a unit's name, and mostly does not: 社会 goes on to 福利院, a town to its government."""
_OFFICES = ("办公室", "辦公室", "委员会", "委員會")
_HAS_OFFICES = late("(?:政府|委员会|委員會|委|小组|小組|会议|會議|指挥部|指揮部)$")
"""What hardly stands for itself where an office is named below it: 人民政府, 办公室 below, is one name."""
_THROUGH = late(
    r"[社会會]\n[会會]|[会會]\n[议議计計]|办\n公|辦\n公|委\n[员員]|[学學]\n[校院会會]|院\n校|部\n[门門队隊]|[处處]\n[理置]|科\n[学學技研]|所\n有|[队隊]\n伍|[站场場]\n[点點所]|社\n[区區]|[园園]\n[区區林]"
)
"""Words that a line end parts behind what may end a unit's name: 联席会⏎议, 社⏎会福利院."""
_MEETING = late("[会會]\n[议議]")
"""联席会⏎议办公室: no unit's name begins with 议."""
_BEGINS_ANEW = late(
    "(?:本|各|国家|國家|中国|中國|全国|全國|[省市县縣区區州][^场場])|[\u3400-\u9fff]{2,4}[省市县縣区區州盟旗][\u3400-\u9fff]"
)
"""A place, or its rank, with which a name begins."""


def whole_names(raw: str, known: frozenset[str]) -> str:
    """``raw`` without the line ends that run through units' names. ``known`` are folded names of the form's own units."""
    said, *lines = raw.split("\n")
    for number, line in enumerate(lines, 1):
        head, tail = _LAST.search(said)[0].strip(), _FIRST.match(line)[0].strip()  # type: ignore[index]
        # the rest of what is no name yet may stand on a third line
        whole = is_name(head + tail) or (number < len(lines) and tail == line.strip() and not ends_as_unit(tail))
        said += line if whole and head and tail and _one_name(head, tail, known) else f"\n{line}"
    return said


def _one_name(head: str, tail: str, known: frozenset[str]) -> bool:
    """Whether ``head`` at a line's end and ``tail`` at the beginning of the next are parts of one name."""
    if fold(head + tail) in known:
        return True
    if fold(head) in known or fold(tail) in known or any(map(str.isdigit, head + tail)):
        return False
    if _MEETING.search(f"{head}\n{tail}"):
        return True
    if _PLACE.search(head):
        return not _BEGINS_ANEW.match(tail)
    if ends_as_unit(head) and not _GOES_ON_BEHIND.search(head):
        return _goes_on(head, tail) and not _may_be_two(head, tail)
    return not _BEGINS_ANEW.match(tail)


def _goes_on(head: str, tail: str) -> bool:
    """Whether ``tail`` is no unit's whole name, though ``head`` may be one."""
    return NAME_GOES_ON.match(tail) is not None and len(head) > len(tail)


def _may_be_two(head: str, tail: str) -> bool:
    """Whether ``tail`` may also be an office of its own beside ``head``."""
    return tail.startswith(_OFFICES) and not _HAS_OFFICES.search(head)


def _in_doubt(raw: str) -> bool:
    """Whether a line end in ``raw`` may part one name or two."""
    lines = raw.split("\n")
    ends = [(_LAST.search(one)[0].strip(), _FIRST.match(other)[0].strip()) for one, other in pairwise(lines)]  # type: ignore[index]
    return any(head and tail and _goes_on(head, tail) and _may_be_two(head, tail) for head, tail in ends)


def may_be_more(cells: Iterable[Cell]) -> bool:
    """Whether a full line in ``cells`` ends where one unit's name may and the next begins what may be another's.

    A name that ends with a full line looks like one that goes on below: 「领导小组办公室」, 「质量管理科」.
    """
    return any(
        _whole_at_both(said.set_in[:number], said.set_in[number:])
        for cell in cells
        for said in paragraphs(cell.flow)
        for number in range(1, len(said.set_in))
    )


def _whole_at_both(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether what ends above a line's end and what begins below it are both whole names."""
    head, tail = _LAST.search("".join(above))[0].strip(), _FIRST.match("".join(below))[0].strip()  # type: ignore[index]
    if not is_name(head) or not is_name(tail) or _GOES_ON_BEHIND.search(head) or _THROUGH.search(f"{head}\n{tail}"):
        return False
    return NAME_GOES_ON.match(tail) is None or (_goes_on(head, tail) and _may_be_two(head, tail))


def read_whole(kind: Kind, raw: str, reading: Reading, hint: Hint, known: frozenset[str]) -> Reading:
    """``reading`` of ``raw``, read anew where line ends of a narrow cell are all that stands against it."""
    if "\n" not in raw.strip() or not (reading.doubts or isinstance(kind, OrgList)):
        return reading
    joined = whole_names(raw, known) if isinstance(kind, Org | OrgList) else _without_breaks(raw)
    anew = kind.read(joined, hint) if joined != raw else reading
    if isinstance(kind, OrgList) and _in_doubt(joined):
        return Reading(anew.value, tuple(dict.fromkeys((*anew.doubts, SEVERAL))))
    return anew if isinstance(kind, OrgList) or (anew.value is not None and not anew.doubts) else reading


def _without_breaks(raw: str) -> str:
    """A code, a number or an address in one piece; words of several lines stay as they are."""
    whole = "".join(raw.split())
    return whole if whole.isascii() else raw
