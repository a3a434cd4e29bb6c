"""Papers handed in together, parted into pilots: which belong to one, and which cannot be placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from forms.deliveries import delivery_of
from forms.pilot import Companion, Paper
from forms.record import Record
from forms.units import Renames
from forms.whose import Said, Tie, fitting, said_in_companion, said_in_form, texts_of, tie

Places = tuple[int, ...]
"""Places among the papers given, counted from 0, in their order."""

JUDGED_BY_RULE = "recommendation-letter"
"""With the papers of a single pilot, a rule says whether the 推荐函 names it."""


@dataclass(frozen=True)
class Pilot:
    """The papers of one pilot; ``name`` and ``unit`` are as its first form that states them says, else ``None``."""

    papers: Places
    name: str | None = None
    unit: str | None = None

    @property
    def shown(self) -> str:
        """What people call it; empty where no paper says."""
        return self.name or self.unit or ""


@dataclass(frozen=True)
class Unplaced:
    """A paper that cannot be given to a pilot: it fits those of ``fits`` alike, or none. ``says`` is what it names."""

    paper: int
    fits: Places = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parted:
    """All papers by pilot, in the order of their first papers, and those that stay without one."""

    pilots: tuple[Pilot, ...]
    unplaced: tuple[Unplaced, ...] = ()


def by_pilot(papers: Sequence[Paper], renames: Renames = ()) -> Parted:
    """Which papers belong to one pilot, by its name, its unit and the unit's code; at least one pilot.

    Forms that agree in name and unit are one pilot's. One that says less joins the only pilot it can mean. Different
    forms that agree in one of the two only (a unit renamed, a name mistyped) are taken together where nothing else
    is possible: that they differ is for the rules to say. A companion paper belongs to every pilot that it names, and
    where there is but one pilot to that one if it names none. Nothing is guessed: what fits several pilots, or names
    others only, stays unplaced. The result does not depend on the order of the papers, but for that of the pilots.
    """
    forms = {n: said_in_form(paper) for n, paper in enumerate(papers) if isinstance(paper, Record)}
    groups, loose = _forms_parted(papers, forms, renames)
    if not groups:
        return Parted((Pilot(tuple(range(len(papers)))),))
    sayings = tuple(tuple(forms[n] for n in group) for group in groups)
    members = [list(group) for group in groups]
    unplaced = list(loose)
    for place, paper in enumerate(papers):
        if isinstance(paper, Companion):
            fits, stray = _companion(place, paper, sayings, renames)
            unplaced += [stray] if stray else []
            for pilot in fits:
                members[pilot].append(place)
    pilots = tuple(_pilot(tuple(sorted(held)), said) for held, said in zip(members, sayings, strict=True))
    return Parted(pilots, tuple(sorted(unplaced, key=lambda one: one.paper)))


def _pilot(papers: Places, said: tuple[Said, ...]) -> Pilot:
    name = next((s.name for s in said if s.name), None)
    return Pilot(papers, name, next((unit for s in said for unit in s.units), None))


def _companion(
    place: int, paper: Companion, pilots: tuple[tuple[Said, ...], ...], renames: Renames
) -> tuple[Places, Unplaced | None]:
    """The pilots that a companion paper belongs to, or that it stays without one."""
    said = said_in_companion(paper)
    found = [fitting(one, pilots, renames) for one in said]
    sure = tuple(sorted({fits[0] for fits in found if len(fits) == 1}))
    if sure:
        return sure, None
    if len(pilots) == 1 and (not said or paper.kind == JUDGED_BY_RULE):
        return (0,), None
    several = tuple(sorted({pilot for fits in found for pilot in fits}))
    return (), Unplaced(place, several or (() if said else tuple(range(len(pilots)))), tuple(texts_of(said)))


# -- the forms among themselves -------------------------------------------------------------------------------------


class _Groups:
    """Forms joined step by step; each group is known by its first place."""

    def __init__(self, places: Sequence[int]) -> None:
        self._first = {place: place for place in places}

    def join(self, a: int, b: int) -> None:
        keep, drop = sorted((self._first[a], self._first[b]))
        self._first = {place: keep if first == drop else first for place, first in self._first.items()}

    def all(self) -> tuple[Places, ...]:
        firsts = sorted(set(self._first.values()))
        return tuple(tuple(sorted(p for p, first in self._first.items() if first == one)) for one in firsts)


def _forms_parted(
    papers: Sequence[Paper], said: dict[int, Said], renames: Renames
) -> tuple[tuple[Places, ...], tuple[Unplaced, ...]]:
    """The groups of forms that are one pilot's, and the forms that fit several groups alike."""

    def tied(a: int, b: int) -> Tie:
        return tie(said[a], said[b], renames)

    groups = _Groups(tuple(said))
    whole = [n for n in said if said[n].whole]
    for a, b in combinations(whole, 2):
        if tied(a, b) is Tie.SAME:
            groups.join(a, b)
    _join_nearly_same(groups, papers, whole, tied)
    loose = _join_scant(groups, said, whole, tied)
    parted = tuple(group for group in groups.all() if not set(group) & set(loose))
    place = {member: n for n, group in enumerate(parted) for member in group}
    stay = (Unplaced(n, tuple(place[fit] for fit in fits), tuple(texts_of((said[n],)))) for n, fits in loose.items())
    return parted, tuple(stay)


def _join_scant(
    groups: _Groups, said: dict[int, Said], whole: Sequence[int], tied: Callable[[int, int], Tie]
) -> dict[int, Places]:
    """Join the forms that say too little to the one group they can mean; those that fit several, with their firsts."""
    known = [group for group in groups.all() if set(group) <= set(whole)]
    loose: dict[int, Places] = {}
    left = [n for n in said if n not in whole and not said[n].empty]
    for n in left:
        fits = tuple(group[0] for group in known if _can_join(n, group, tied, alone=len(known) == 1))
        if len(fits) == 1:
            groups.join(n, fits[0])
        elif fits:
            loose[n] = fits
    left = [n for n in left if n not in loose]
    nothing_against = all(tied(a, b) not in (Tie.CLASH, Tie.OTHER) for a, b in combinations(left, 2))
    for a, b in combinations(left, 2):
        if tied(a, b) is Tie.MAYBE or (nothing_against and not known):
            groups.join(a, b)
    empty = [n for n in said if said[n].empty]
    firsts = tuple(group[0] for group in groups.all() if not set(group) & {*loose, *empty})
    for n in empty:
        if len(firsts) > 1:
            loose[n] = firsts
        else:
            groups.join(n, firsts[0] if firsts else empty[0])
    return loose


def _can_join(n: int, group: Places, tied: Callable[[int, int], Tie], alone: bool) -> bool:
    """Whether a form that says too little can be one of the group's."""
    ties = {tied(n, other) for other in group}
    if ties & {Tie.CLASH, Tie.OTHER}:
        return bool(ties & {Tie.MAYBE, Tie.SAME})
    return bool(ties & {Tie.MAYBE, Tie.SAME}) or (alone and ties == {Tie.UNKNOWN})


def _join_nearly_same(
    groups: _Groups, papers: Sequence[Paper], whole: Sequence[int], tied: Callable[[int, int], Tie]
) -> None:
    """Join groups that agree in name or unit alone, or may be misread, where only one pilot can be meant."""
    known = [group for group in groups.all() if set(group) <= set(whole)]
    near: dict[Places, set[Places]] = {group: set() for group in known}

    def one_pilot(one: Places, other: Places) -> bool:
        return all(_no_second(papers[a], papers[b], tied(a, b)) for a in one for b in other)

    for one, other in combinations(known, 2):
        close = any(tied(a, b) in (Tie.CLASH, Tie.MAYBE) for a in one for b in other)
        if close and one_pilot(one, other):
            near[one].add(other)
            near[other].add(one)
    for component in _components(near):
        if all(one_pilot(one, other) for one, other in combinations(component, 2)):
            pairs = [(component[0], other) for other in component[1:]]
        else:
            single = ((one, other) for one in component if len(near[one]) == 1 for other in near[one])
            pairs = [(one, other) for one, other in single if near[other] == {one}]
        for one, other in pairs:
            groups.join(one[0], other[0])


def _no_second(first: Paper, second: Paper, tie: Tie) -> bool:
    """Whether two forms can lie in one pilot's papers: other forms, or scan and file of one that may be misread."""
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    if first.form != second.form:
        return True
    return tie in (Tie.MAYBE, Tie.SAME) and delivery_of(first) is not delivery_of(second)


def _components(near: dict[Places, set[Places]]) -> Iterator[list[Places]]:
    left = set(near)
    while left:
        found, todo = set[Places](), [min(left)]
        while todo:
            group = todo.pop()
            if group not in found:
                found.add(group)
                todo += near[group]
        left -= found
        yield sorted(found)
