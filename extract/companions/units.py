"""Lines that are the names of units, and lists of units whose ends are doubtful."""

from __future__ import annotations

import re

from extract.companions.answers import UNCLEAR, doubted
from forms.record import Answer
from forms.script import simplified

_ENDS = re.compile(
    r"(?:局|委|办|处|厅|部|院|会|府|中心|公司|办公室|学校|学院|大学|中学|小学|协会|组|站|所|队|馆|校|社|集团|厂|行|街道|支行|联席会议|园)$"
)
_NOTE = re.compile(r"\s*[（(][^（()）]*(?:章|印)[^（()）]*[）)]\s*$")
"""（盖章）, （省质监局代章）: beside a signing unit's name, no part of it."""
_LABEL = re.compile(
    r"^(?:推荐|报送|申报|发文|评估|组织|编制|承担|落款|试点)?单位(?:名称)?\s*(?:[（(][^（()）]*[）)])?\s*[:：]\s*"
)
_SHORT = ("部", "局", "厅", "委")
"""民政部: how a name of three characters may end."""
_SENTENCE = re.compile(r"[。，；！？：:,;!?、]|^\s*[（(]?\d|^\s*[一二三四五六七八九十]+、|^特此|^附件")
GAP = re.compile(r"\s{2,}|\t|　+(?=\S{3})")
_ACTING = re.compile(r"^\s*[（(][^（()）]*章[^（()）]*[）)]\s*$")


def is_acting_note(text: str) -> bool:
    """（省质监局代章） on a line of its own."""
    return _ACTING.match(text) is not None


def unit_names(text: str) -> tuple[str, ...]:
    """The units whose names a line is, one or several with gaps between; empty where it is anything else."""
    bare = _LABEL.sub("", _NOTE.sub("", text.strip()))
    pieces = [piece.strip() for piece in GAP.split(bare) if piece.strip()]
    close = [re.sub(r"\s", "", piece) for piece in pieces]
    return tuple(pieces) if close and all(map(is_unit, close)) else ()


def is_unit(name: str) -> bool:
    """Whether ``name`` ends as a unit's name does and is nothing else."""
    plain = simplified(_NOTE.sub("", name))
    plain = re.sub(r"[（(][^（()）]*[）)]$", "", plain) or plain
    shortest = 3 if plain[-1:] in _SHORT else 4
    return shortest <= len(plain) <= 45 and _SENTENCE.search(plain) is None and _ENDS.search(plain) is not None


def sure_units(one: Answer) -> Answer:
    """A list of units, in doubt where a name in it does not end as one does or stands for many (各市州…)."""
    names = one.value if isinstance(one.value, list) else []
    unclear = any(not is_unit(str(name)) or "各" in str(name) for name in names)
    return doubted(one, UNCLEAR) if unclear else one
