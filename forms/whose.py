"""What a paper says of the pilot that it belongs to, and whether two papers can mean one pilot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from forms.pilot import Companion
from forms.record import Answer, Record
from forms.script import fold
from forms.units import Renames, same_code, same_unit

UNIT_SLOTS = ("lead_unit", "unit_name")
ALIKE = 0.8
"""From this share of common letters on, a doubtful name may be a misread one; provisional, by judgement."""
_PART = 6
"""A name of so many letters may stand for a longer one that holds it."""


@dataclass(frozen=True)
class Said:
    """What one place says of a pilot: its name, units that bear it, their code. ``unsure``: a name may be misread."""

    name: str | None = None
    units: tuple[str, ...] = ()
    code: str | None = None
    unsure: bool = False

    @property
    def whole(self) -> bool:
        """Whether it names the pilot and the unit, so that two of them can be compared for sure."""
        return self.name is not None and bool(self.units or self.code)

    @property
    def empty(self) -> bool:
        return not (self.name or self.units or self.code)


class Tie(Enum):
    """How two papers stand to each other: ``CLASH`` is one name with another unit, or one unit with another name."""

    SAME = "same"
    MAYBE = "maybe"
    UNKNOWN = "unknown"
    CLASH = "clash"
    OTHER = "other"


_TIES = {
    (True, True): Tie.SAME,
    (True, None): Tie.MAYBE,
    (None, True): Tie.MAYBE,
    (None, None): Tie.UNKNOWN,
    (True, False): Tie.CLASH,
    (False, True): Tie.CLASH,
}


def tie(a: Said, b: Said, renames: Renames = ()) -> Tie:
    """How two papers stand to each other, by name and unit; a code that agrees is the unit's own word."""
    unsure = a.unsure or b.unsure
    return _TIES.get((_names(a.name, b.name, unsure), _units(a, b, renames, unsure)), Tie.OTHER)


def _names(a: str | None, b: str | None, unsure: bool) -> bool | None:
    if not a or not b:
        return None
    if name_key(a) == name_key(b):
        return True
    return None if unsure and alike(a, b) else False


def _units(a: Said, b: Said, renames: Renames, unsure: bool) -> bool | None:
    if a.code and b.code and same_code(a.code, b.code):
        return True
    pairs = [(one, other) for one in a.units for other in b.units]
    if any(same_unit(one, other, renames) for one, other in pairs):
        return True
    if unsure and any(alike(one, other) for one, other in pairs):
        return None
    return False if pairs or (a.code and b.code) else None


def name_key(name: str) -> str:
    """What is compared of a pilot's name; 试点项目 and 试点 are one. Never shown."""
    return fold(name).removesuffix("项目")


def alike(a: str, b: str) -> bool:
    """Whether one text may be the other one misread."""
    return SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio() >= ALIKE


def said_in_form(record: Record) -> Said:
    """What a form says of its pilot."""
    held = [a for slot in ("pilot_name", *UNIT_SLOTS) if (a := record.fields.get(slot))]
    name, code = record.value("pilot_name"), record.value("organization_code")
    return Said(
        name if isinstance(name, str) and name else None,
        tuple(dict.fromkeys(u for slot in UNIT_SLOTS if isinstance(u := record.value(slot), str) and u)),
        code if isinstance(code, str) and code else None,
        any(answer.needs_review for answer in held),
    )


def said_in_companion(paper: Companion) -> tuple[Said, ...]:
    """Each pilot that a companion paper names, from its list or from the paper as a whole; empty where it names none."""
    reading = paper.reading
    if reading is None:
        return tuple(Said(name) for name in paper.pilots)
    listed = [_of_row(row) for row in reading.rows.get("pilots", ())]
    if any(said.name or said.units for said in listed):
        return tuple(said for said in listed if said.name or said.units)
    name, units = reading.value("pilot_name"), reading.names("unit_name")
    said = Said(name if isinstance(name, str) and name else None, units)
    return (said,) if said.name or said.units else ()


def _of_row(row: Mapping[str, Answer]) -> Said:
    name, unit = (row[slot].value if slot in row else None for slot in ("pilot_name", "lead_unit"))
    return Said(
        name if isinstance(name, str) and name else None,
        (unit,) if isinstance(unit, str) and unit else (),
        unsure=any(a.needs_review for a in row.values()),
    )


def fitting(said: Said, pilots: tuple[tuple[Said, ...], ...], renames: Renames = ()) -> tuple[int, ...]:
    """The pilots that a companion paper may mean here: by name, by part of the name, by unit — the first that tells.

    A list of those that passed may name units where others name pilots.
    """
    by_name = [n for n, forms in enumerate(pilots) if any(_names(said.name, f.name, False) for f in forms)]
    own = Said(None, (said.name, *said.units) if said.name else said.units)
    by_unit = [n for n, forms in enumerate(pilots) if any(_units(own, f, renames, False) for f in forms)]
    by_part = [n for n, forms in enumerate(pilots) if any(_part(said.name, f.name) for f in forms)]
    found = by_name or by_part
    both = [n for n in found if n in by_unit]
    return tuple(both or found or by_unit)


def _part(a: str | None, b: str | None) -> bool:
    short, long = sorted((name_key(a or ""), name_key(b or "")), key=len)
    return len(short) >= _PART and short in long


def texts_of(saids: tuple[Said, ...]) -> Iterator[str]:
    """The names said, for people."""
    yield from (text for said in saids if (text := said.name or next(iter(said.units), None)))
