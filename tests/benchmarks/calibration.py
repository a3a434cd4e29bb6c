"""``python -m tests.benchmarks.calibration``: how often values are right by the score of their least sure character.

Reads drawn scans of held-back tuning seeds with scores as they are before calibration, fits a monotone table, and prints
it as the literal that ``extract/doubt/certainty.py`` holds, with what it means: how many of the values it scores at least 0.95
are right, and the silent errors and marks that each threshold would leave. A slot in which nothing was read has no score
to be fitted. Same settings as ``./run bench scans``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.benchmarks.scan_figures import SURE, Share
from tests.benchmarks.scan_outcomes import ValueRead
from tests.benchmarks.scans import Bounds, Results, kept_in, run, sources
from tests.scans import TUNING

HELD_BACK = TUNING[50_000:]
"""Tuning seeds that no reading was made better on."""
EDGES = (0.0, 0.4, 0.6, 0.8, 0.9, 0.985, 1.01)
"""Values are counted between these scores: few lie between the guesses and those that are as good as sure."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98)
PRIOR = (0.9, 20.0)
"""What is taken for the share of right values where nothing has been seen, and for how many values that counts: a few that
are right prove little."""

Step = tuple[float, float]
"""A score before calibration, and the one from there on."""


def steps(values: Iterable[tuple[float, bool]], edges: Sequence[float] = EDGES) -> tuple[Step, ...]:
    """The share of right values from each edge on, never falling: neighbours that do are pooled."""
    given = list(values)
    pools: list[list[float]] = []  # first edge, right, seen
    for low, high in pairwise(edges):
        inside = [right for score, right in given if low <= score < high]
        pools.append([low, sum(inside) + PRIOR[0] * PRIOR[1], len(inside) + PRIOR[1]])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            _, right, seen = pools.pop()
            pools[-1][1] += right
            pools[-1][2] += seen
    return tuple((low, round(right / seen, 4)) for low, right, seen in pools)


def at(table: Sequence[Step], score: float) -> float:
    """The calibrated score."""
    return max((right for low, right in table if score >= low), default=score)


def report(values: Sequence[ValueRead]) -> None:
    """The table and what follows from it."""
    table = steps((value.score, value.right) for value in values)
    print(f"{len(values)} values\nCALIBRATED = {table}")
    sure = [value for value in values if at(table, value.score) >= SURE]
    print(f"right of those scored ≥ {SURE}: {Share(sum(v.right for v in sure), len(sure))}")
    for low, high in pairwise(EDGES):
        inside = [value for value in values if low <= value.score < high]
        if inside:
            print(f"  {low:.3f}–{high:.3f}: {Share(sum(v.right for v in inside), len(inside))}")
    for threshold in THRESHOLDS:
        marked = [v for v in values if v.score < threshold or v.marked]
        silent = sum(not v.right for v in values) - sum(not v.right for v in marked)
        print(f"  marked below {threshold}: {len(marked) / len(values):.2%} marked, {silent / len(values):.3%} silent")


def main() -> None:
    kept = kept_in()
    results = Results(kept / f"tuning-{sources()}.jsonl")
    run(results, kept / "printed", Bounds.from_environment(), HELD_BACK, raw=True)
    report([value for one in results.outcomes.values() for value in one.values if value.found is not None])


if __name__ == "__main__":
    main()
