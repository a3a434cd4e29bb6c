"""Answers made of what stands in a paper: read by their kind, doubts kept, nothing invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.fill.answering import SURE, UNSURE
from forms.evidence import Evidence
from forms.record import Answer
from forms.types.kind import Hint, Kind

NOT_FOUND = Answer(None, "", SURE)
"""What stands for a slot of which nothing was found."""
UNCLEAR = "label-ambiguous"
"""The doubt of a value whose place or extent is not beyond doubt."""
SEVERAL = "several-values"


@dataclass(frozen=True)
class Found:
    """The raw text of one value and where it stands; ``doubts`` are those about its place."""

    raw: str
    at: Evidence | None
    doubts: tuple[str, ...] = ()


def answer(kind: Kind, found: Found, hint: Hint) -> Answer:
    """What ``found`` says, read by ``kind``."""
    reading = kind.read(found.raw, hint)
    doubts = tuple(dict.fromkeys((*reading.doubts, *(found.doubts if reading.value is not None else ()))))
    return Answer(reading.value, found.raw, UNSURE if doubts else SURE, bool(doubts), found.at, doubts)


def best(kind: Kind, places: Sequence[Found], hint: Hint) -> Answer:
    """The answer among several places: the first that says something; others that say otherwise make it doubtful."""
    answers = [answer(kind, found, hint) for found in places]
    telling = [one for one in answers if one.value is not None]
    if not telling:
        return next((one for one in answers if one.needs_review), answers[0] if answers else NOT_FOUND)
    first = telling[0]
    return doubted(first, SEVERAL) if any(other.value != first.value for other in telling[1:]) else first


def doubted(one: Answer, *doubts: str) -> Answer:
    """``one`` marked for review."""
    every = tuple(dict.fromkeys((*one.doubts, *doubts)))
    return replace(one, score=min(one.score, UNSURE), needs_review=True, doubts=every)


def unread(raw: str, at: Evidence | None) -> Answer:
    """What stands there and could not be told."""
    return Answer(None, raw, UNSURE, True, at, ("unreadable-value",))


def doubt_rows(rows: Iterable[dict[str, Answer]], *doubts: str) -> list[dict[str, Answer]]:
    """``rows`` with every written answer marked."""
    return [{slot: doubted(one, *doubts) if one.raw else one for slot, one in row.items()} for row in rows]
