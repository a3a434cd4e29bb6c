"""The figures of many scans read: shares with their counts and 95 % bounds, a column for each kind of copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from tests.benchmarks.scan_outcomes import Outcome, PairRead, SealRead, ValueRead

COLUMNS: dict[str, tuple[str, ...]] = {
    "clean, scan, rotated": ("clean-200", "clean-300", "scan", "rotated-90", "rotated-180", "rotated-270"),
    "photo, faint, 150 dpi": ("photo", "faint", "dpi-150"),
    "grey": ("gray",),
    "black-and-white": ("bw",),
}
Z = 1.6449
"""One-sided 95 %."""
SURE = 0.95
"""Values scored so high are to be right in 99.5 of 100 cases."""


@dataclass(frozen=True)
class Share:
    """So many of so many. ``worst`` is the bound that the true share keeps to with 95 % certainty (Wilson)."""

    part: float
    whole: float
    high_is_good: bool = True

    @property
    def share(self) -> float:
        return self.part / self.whole if self.whole else float("nan")

    @property
    def worst(self) -> float:
        if not self.whole:
            return float("nan")
        share, n = self.share, self.whole
        root = Z * sqrt((share * (1 - share) + Z * Z / (4 * n)) / n)
        middle = share + Z * Z / (2 * n)
        return (middle - root if self.high_is_good else middle + root) / (1 + Z * Z / n)

    def __str__(self) -> str:
        if not self.whole:
            return "none"
        sign = "≥" if self.high_is_good else "≤"
        return f"{self.share:.2%} ({self.part:g}/{self.whole:g}, {sign} {self.worst:.2%})"


@dataclass(frozen=True)
class Presence:
    """Whether something stands there, answered or left open."""

    answered: Share
    f1: Share
    """F1 among the answered as a share: twice the true finds of these and all that was missed or made up."""

    def __str__(self) -> str:
        if not self.answered.part:
            return f"none answered of {self.answered.whole:g}"
        told = f"{self.f1.share:.4f} (≥ {self.f1.worst:.4f})" if self.f1.whole else "none"
        return f"{told}, answered {self.answered}"


def presence(told: Sequence[tuple[bool, bool | None]]) -> Presence:
    """From what stands there and what was read."""
    answered = [(stands, found) for stands, found in told if found is not None]
    true = sum(stands and bool(found) for stands, found in answered)
    false = sum(stands != found for stands, found in answered)
    return Presence(Share(len(answered), len(told)), Share(true, true + false / 2))


def figures(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    """The rows of one column: what, and the figure."""
    values = [value for one in outcomes for value in one.values]
    seals = [seal for one in outcomes for seal in one.seals]
    signatures = [(mark.stands, mark.found) for one in outcomes for mark in one.signatures]
    yield "documents, pages, values", f"{len(outcomes)}, {sum(one.pages for one in outcomes)}, {len(values)}"
    yield "form identified", str(Share(sum(one.identified for one in outcomes), len(outcomes)))
    yield "values right", str(_share(values, right=True))
    yield "values right, printed ones alone", str(_share([v for v in values if not v.hand], right=True))
    yield "silent errors", str(Share(sum(v.silently_wrong for v in values), len(values), high_is_good=False))
    yield "values marked", str(Share(sum(v.marked for v in values), len(values), high_is_good=False))
    yield f"right of those scored ≥ {SURE}", str(_share([v for v in values if v.score >= SURE], right=True))
    yield "seal present, F1", str(presence([(seal.whose != "none", seal.found) for seal in seals]))
    own = [seal for seal in seals if seal.whose == "own" and seal.found]
    yield "own seal known for the unit's", _known(own)
    yield "own seal known, of those wholly on the paper and under no other seal", _known([s for s in own if s.free])
    wrong = [seal for seal in seals if seal.whose not in ("own", "none")]
    yield "wrong seals passed unmarked", f"{sum(seal.slip for seal in seals)} (of {len(wrong)} wrong seals)"
    yield "wrong seals taken for the unit's and marked", str(sum(s.matches is True and s.marked for s in wrong))
    yield "signature present, F1", str(presence(signatures))
    yield from _pairs([one.pair for one in outcomes if one.pair is not None])


def _known(own: Sequence[SealRead]) -> str:
    """How many of a unit's own seals were known for its own, and how many of these a person is asked to confirm."""
    known = [seal for seal in own if seal.matches is True]
    return f"{Share(len(known), len(own))}, {sum(seal.marked for seal in known)} of them marked"


def _pairs(pairs: Sequence[PairRead]) -> Iterator[tuple[str, str]]:
    """What two deliveries of one form leave for a person to look at, where any were read."""
    if not pairs:
        return
    slots = sum(pair.slots for pair in pairs)
    yield "scan and Word file joined", str(Share(sum(pair.joined for pair in pairs), len(pairs)))
    yield "to look at, the scan alone", str(Share(sum(pair.alone for pair in pairs), slots, high_is_good=False))
    together = sum(pair.together for pair in pairs)
    yield "to look at, with the Word file", str(Share(together, slots, high_is_good=False))
    silent = sum(pair.silent for pair in pairs)
    yield "silent errors of the pair", f"{silent} (in {len(pairs)} documents)"


def _share(values: Sequence[ValueRead], *, right: bool) -> Share:
    return Share(sum(value.right is right for value in values), len(values))


def by_column(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each column of the table."""
    columns: dict[str, list[Outcome]] = {name: [] for name in COLUMNS}
    names = {condition: name for name, conditions in COLUMNS.items() for condition in conditions}
    for one in outcomes:
        columns[names[one.condition]].append(one)
    return columns
