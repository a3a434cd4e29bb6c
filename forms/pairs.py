"""Which of a pilot's forms are two deliveries of one, and the papers with each such pair as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from forms.compared import agree, given
from forms.deliveries import Delivery, Paired, delivery_of, paired
from forms.pilot import Paper
from forms.record import Record

DAYS = ("filed_on", "applied_on", "reported_on", "rechecked_on")
"""What tells one filing of a form from another, where it came more than once: its own day."""
SAME_FORM = 0.5
"""Less than this share of equal values, and two forms are not one delivered twice; provisional, by judgement."""


@dataclass(frozen=True)
class Pair:
    """Two papers that are one form: ``first`` and ``second`` are their places, ``first`` before ``second``."""

    first: int
    second: int
    paired: Paired


def pairs_among(papers: Sequence[Paper], places: Sequence[int]) -> tuple[Pair, ...]:
    """The pairs among the papers of one pilot, which lie at ``places``.

    One form and edition that came once each in two ways (scan, PDF, Word) is one form delivered twice, unless the
    periods differ. Where it came more often in one way, its day must tell which belong together; else nothing is paired.
    """
    forms = [(n, record) for n in places if isinstance(record := papers[n], Record)]
    forms.sort(key=lambda one: (one[1].form, one[1].edition, one[0]))
    found: list[Pair] = []
    for _, same in groupby(forms, key=lambda one: (one[1].form, one[1].edition)):
        found += _pairs(list(same))
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))


def _pairs(forms: list[tuple[int, Record]]) -> list[Pair]:
    """The pairs among the forms of one kind: each the only one of its way that the other can be."""
    found: list[Pair] = []
    taken: set[int] = set()
    for place, record in sorted(forms, key=lambda one: (-delivery_of(one[1]), one[0])):
        others = [one for one in forms if one[0] not in taken and one[0] != place]
        for way in sorted(Delivery):
            match = _only(record, others, way)
            back = (
                _only(match[1], [one for one in forms if one[0] not in taken], delivery_of(record)) if match else None
            )
            if match and back and back[0] == place and place not in taken and way is not delivery_of(record):
                found.append(Pair(min(place, match[0]), max(place, match[0]), paired(record, match[1])))
                taken |= {place, match[0]}
    return found


def _only(record: Record, forms: Sequence[tuple[int, Record]], way: Delivery) -> tuple[int, Record] | None:
    """The one of ``forms`` that came this way and is this form; of several the one of the same day."""
    fits = [one for one in forms if delivery_of(one[1]) is way and one[1] is not record and _one_form(record, one[1])]
    if len(fits) > 1:
        fits = [one for one in fits if all(_can_agree(record, one[1], day) for day in DAYS)]
    return fits[0] if len(fits) == 1 else None


def _one_form(a: Record, b: Record) -> bool:
    """Whether the periods can be one, and most of what both say is the same."""
    both = [(a.fields[s], b.fields[s]) for s in a.fields if s in b.fields]
    told = [(one, other) for one, other in both if given(one.value) and given(other.value)]
    equal = sum(agree(one.value, other.value) for one, other in told)
    return bool(told) and equal >= SAME_FORM * len(told) and _can_agree(a, b, "pilot_period")


def in_two_editions(papers: Sequence[Paper], places: Sequence[int]) -> tuple[tuple[Record, Record], ...]:
    """Each two papers that say the same on two editions of one form: which of them counts is not told."""
    forms = [record for n in places if isinstance(record := papers[n], Record)]
    return tuple(
        (a, b) for a, b in combinations(forms, 2) if a.form == b.form and a.edition != b.edition and _one_form(a, b)
    )


def told_twice(papers: Sequence[Paper], places: Sequence[int], pairs: Sequence[Pair]) -> tuple[tuple[Record, ...], ...]:
    """Those that say the same on one edition of one form and are no two deliveries of it: a draft and a final copy.

    Each group has two or more, in the order of ``places``; a pair stands in it as its one record.
    """
    groups: list[list[Record]] = []
    for record in with_pairs(papers, places, pairs):
        if not isinstance(record, Record):
            continue
        kept = (
            g for g in groups if (g[0].form, g[0].edition) == (record.form, record.edition) and _one_form(g[0], record)
        )
        if (group := next(kept, None)) is not None:
            group.append(record)
        else:
            groups.append([record])
    return tuple(tuple(group) for group in groups if len(group) > 1)


def left_blank(papers: Sequence[Paper], places: Sequence[int]) -> tuple[Record, ...]:
    """The forms in which nothing is written, each beside one of the same form in which something is."""
    forms = [record for n in places if isinstance(record := papers[n], Record)]
    written = {record.form for record in forms if not _is_blank(record)}
    return tuple(record for record in forms if record.form in written and _is_blank(record))


def _is_blank(record: Record) -> bool:
    """Whether nothing was written or may have been: what is in doubt may be an answer."""
    rows = (answer for many in record.rows.values() for row in many for answer in row.values())
    blocks = (answer for block in record.blocks for answer in (block.opinion, block.date))
    answers = (*record.fields.values(), *rows, *blocks)
    marks = (mark for block in record.blocks for mark in (block.signature, block.seal))
    empty = all(not given(answer.value) and not answer.needs_review for answer in answers)
    return bool(record.fields) and empty and all(mark.present is False for mark in marks)


def _can_agree(a: Record, b: Record, slot: str) -> bool:
    one, other = a.fields.get(slot), b.fields.get(slot)
    if one is None or other is None or not given(one.value) or not given(other.value):
        return True
    return one.needs_review or other.needs_review or agree(one.value, other.value)


def with_pairs(papers: Sequence[Paper], places: Sequence[int], pairs: Sequence[Pair]) -> tuple[Paper, ...]:
    """The papers at ``places`` in their order, each pair once, where the first of it stands."""
    one = {pair.first: pair.paired.record for pair in pairs}
    dropped = {pair.second for pair in pairs}
    return tuple(one.get(n, papers[n]) for n in places if n not in dropped)
