"""Whether a unit's name that is in doubt on the form may be another name misread: one of the form's, or one round a seal."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from forms.divisions import leading_place
from forms.script import fold

ALIKE, KEPT = 0.8, 0.5
"""So much of what was read is of the name, and so much of the name is left: its beginning may stand on a lost line."""
LEAST_ALIKE = 5
MOST_WITHIN = 1
"""So many characters of the name may lack between others: a district's name between a city's and an organ's has more."""
_LABEL = re.compile("^.*[：:]")
_ENDS = frozenset("局所处厅院部委会室科队站府馆心校司")
"""How organs' names end: where two end otherwise they are two organs, however alike the rest is."""


def may_be(read: str, name: str) -> bool:
    """Whether ``read``, a name in doubt, may be what was left of ``name``, misread or cut."""
    left, whole = fold(_LABEL.sub("", read)), fold(name)
    blocks = SequenceMatcher(None, left, whole, autojunk=False).get_matching_blocks()[:-1]
    shared = sum(block.size for block in blocks)
    if shared < max(LEAST_ALIKE, ALIKE * len(left), KEPT * len(whole)):
        return False
    within = blocks[-1].b + blocks[-1].size - blocks[0].b - shared
    return within <= MOST_WITHIN and _one_place(left, whole) and _one_rank(left, whole)


def _one_place(read: str, name: str) -> bool:
    """Whether no place is named in both, one in one and another in the other."""
    places = leading_place(read), leading_place(name)
    return not all(places) or places[0] == places[1]


def _one_rank(read: str, name: str) -> bool:
    return read[-1] == name[-1] or not {read[-1], name[-1]} <= _ENDS
