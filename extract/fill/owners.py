"""The names by which a block's seal may go: its unit's, as read and as written, and the organ that seals in its stead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.fill.signing import Owners
from forms.record import Answer

_ACTING = re.compile(r"(?:由|[（(：:\s]|^)([\u4e00-\u9fff（）()·]{4,40}?)代(?:为)?(?:盖|加盖|用)?[公印]?章")


def owners_of(unit: Answer, lines: Iterable[str], named: Iterable[str]) -> Owners:
    """Whose seal counts in a block whose ``unit`` is known; ``named`` are all units on the form.

    A unit's name that is itself in doubt proves nothing: without a sure name nobody's seal is surely the block's own.
    """
    name = (str(unit.value),) if isinstance(unit.value, str) and unit.value else ()
    if not name or unit.needs_review:
        return Owners((), tuple(dict.fromkeys(named)), name)
    acting = tuple(organ for line in lines if (organ := acting_organ(line)))
    return Owners((*name, *acting), tuple(dict.fromkeys(named)))


def acting_organ(line: str) -> str | None:
    """The organ that a line names as sealing in the unit's stead (湖北省质量技术监督局代章)."""
    found = _ACTING.search(line)
    return found[1] if found else None
