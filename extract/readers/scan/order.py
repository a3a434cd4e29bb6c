"""Scanned pages in the order that their printed numbers prove, else their headings; nothing is moved where neither does.

One misread digit must not be able to move a page: an order is proven only where every number of a paper, from its
first to its last, stands on exactly one page, and where no digit taken for one like it makes the file's own order right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layout.page import PageContent
from extract.page_problem import PageProblem
from extract.readers.page_numbers import Side, alike, is_blank, numbered_side
from extract.readers.scan.parts import by_parts
from forms.evidence import SCAN

REORDERED, UNPLACED = "pages-reordered", "pages-unplaced"
FEWEST = 3
"""So many numbers, one after another, are believed without anything that says which paper they count."""


@dataclass(frozen=True)
class Ordered:
    """The pages in reading order, what is to be said of it, and the pages that nothing may be joined to."""

    pages: tuple[PageContent, ...]
    problems: tuple[PageProblem, ...] = ()
    unplaced: frozenset[int] = frozenset()
    begins: frozenset[int] = frozenset()
    """The pages that begin a paper: nothing may go on over them."""
    joints: tuple[tuple[int, int], ...] = ()
    """The numbers of pages of which the second was put behind the first by their words alone."""


def in_order(pages: Sequence[PageContent]) -> Ordered:
    """``pages`` in reading order. Blank pages keep no place: they come last and hold nothing."""
    written = [page for page in pages if not is_blank(page)]
    if any(page.reader != SCAN and not page.lost for page in written):
        return Ordered(tuple(pages))
    sides = [numbered_side(page) for page in written]
    gathered, loose = _gathered(sides)
    placed, fallen = _each_run_in_order(gathered)
    by_number = [side.page for side in placed]
    told_of = {side.page.number for side in (*loose, *(side for _, side in fallen))}
    found = by_parts(by_number, [(side.number, side.paper) for side in placed])
    problems = [*_told_order(written, found.pages, by_words=list(found.pages) != by_number)]
    problems += [_told_loose(side) for side in loose] + [_told_fall(before, side) for before, side in fallen]
    problems += [_told_stray(page) for page in found.unplaced if page.number not in told_of]
    unplaced = frozenset(told_of | {page.number for page in found.unplaced})
    blank = [page for page in pages if is_blank(page)]
    return Ordered((*found.pages, *blank), tuple(problems), unplaced, found.begins, _joints(by_number, found.pages))


def _joints(was: Sequence[PageContent], now: Sequence[PageContent]) -> tuple[tuple[int, int], ...]:
    """The pages that stand one behind another now and did not before."""
    before = {(one.number, other.number) for one, other in pairwise(was)}
    return tuple(pair for pair in ((one.number, other.number) for one, other in pairwise(now)) if pair not in before)


def _gathered(sides: Sequence[Side]) -> tuple[list[list[Side]], list[Side]]:
    """Runs of pages: the whole papers that name themselves gathered, each a run of its own, and what lies between.

    With the pages without a number that lay inside a paper so gathered: whether they belong to it nobody knows.
    """
    whole = _scattered_papers(sides)
    runs: list[list[Side]] = [[]]
    for side in sides:
        if side.paper not in whole:
            runs[-1].append(side)
        elif side.number and (paper := whole[side.paper]):
            runs += [list(paper), []]
            whole[side.paper] = []
    return [run for run in runs if run], _inside(sides, frozenset(whole))


def _scattered_papers(sides: Sequence[Side]) -> dict[str, list[Side]]:
    """The pages of each paper that names itself, is whole, and does not lie in order, by its numbers."""
    found: dict[str, list[Side]] = {}
    for paper in dict.fromkeys(side.paper for side in sides if side.paper):
        span = _span(sides, paper)
        own = [side for side in span if side.paper == paper]
        in_order = [side.number for side in own] == sorted(side.number for side in own)
        alone = all(side.paper == paper or not side.number for side in span)
        if _is_whole(own, own[0].total) and not (in_order and alone):
            found[paper] = sorted(own, key=lambda side: side.number)
    return found


def _span(sides: Sequence[Side], paper: str) -> Sequence[Side]:
    places = [n for n, side in enumerate(sides) if side.paper == paper]
    return sides[places[0] : places[-1] + 1]


def _is_whole(own: Sequence[Side], total: int) -> bool:
    """Whether each number from 1 to the last stands on exactly one page; a paper of one page proves nothing."""
    return len(own) > 1 and sorted(side.number for side in own) == list(range(1, (total or len(own)) + 1))


def _inside(sides: Sequence[Side], papers: frozenset[str]) -> list[Side]:
    inner = {id(side) for paper in papers for side in _span(sides, paper) if not side.number}
    return [side for side in sides if id(side) in inner]


def _each_run_in_order(runs: Sequence[Sequence[Side]]) -> tuple[list[Side], list[tuple[Side, Side]]]:
    """All pages, each run in its order; and the pages whose number falls behind another's where none is proven."""
    placed: list[Side] = []
    fallen: list[tuple[Side, Side]] = []
    for run in runs:
        ways = [] if _runs_up(run) else _ways(run)
        if len(ways) == 1 and not _may_be_misread(run):
            placed += ways[0]
        else:
            placed += run
            fallen += [] if _runs_up(run) else _falls(run)
    return placed, fallen


def _runs_up(run: Sequence[Side]) -> bool:
    """Whether each number is the one before it and one, or begins a paper."""
    return all(
        not side.number or _begins(run, n) or (run[n - 1].paper == side.paper and run[n - 1].number == side.number - 1)
        for n, side in enumerate(run)
    )


def _may_be_misread(run: Sequence[Side]) -> bool:
    """Whether the run lies in order but for one digit."""
    return any(
        _runs_up([*run[:n], replace(side, number=other), *run[n + 1 :]])
        for n, side in enumerate(run)
        for other in alike(side.number)
    )


def _begins(run: Sequence[Side], at: int) -> bool:
    """Whether the page is a paper's first, or the second behind a cover without a number."""
    return run[at].number == 1 or (run[at].number == 2 and at > 0 and not run[at - 1].number)


def _ways(run: Sequence[Side]) -> list[list[Side]]:
    """The orders in which the run is whole papers one behind another; at most two are told, one alone proves."""
    behind: list[list[list[Side]]] = [[] for _ in run] + [[[]]]
    for start in range(len(run) - 1, -1, -1):
        if not run[start].number:
            behind[start] = [[run[start], *rest] for rest in behind[start + 1]]
            continue
        ways = ([*paper, *rest] for paper in _papers_from(run, start) for rest in behind[start + len(paper)])
        behind[start] = [way for way, _ in zip(ways, range(2), strict=False)]
    return behind[0]


def _papers_from(run: Sequence[Side], start: int) -> Iterator[list[Side]]:
    """The whole papers, in order, that the pages from ``start`` on may be."""
    seen: set[int] = set()
    least = most = run[start].number
    lowest = 2 if _has_cover(run, start) else 1
    for end in range(start, len(run)):
        side = run[end]
        if not side.number or side.paper != run[start].paper or side.number in seen:
            return
        seen.add(side.number)
        least, most = min(least, side.number), max(most, side.number)
        if least in (1, lowest) and most - least + 1 == len(seen):
            paper = sorted(run[start : end + 1], key=lambda one: one.number)
            if len(paper) >= FEWEST or paper == list(run[start : end + 1]):
                yield paper


def _has_cover(run: Sequence[Side], start: int) -> bool:
    """Whether the page without a number in front of ``start`` can be no page of the paper before it.

    That is so at the beginning, and where the numbers behind it have stood before it.
    """
    if start == 0 or run[start - 1].number:
        return False
    last = next((n for n in range(start - 1, -1, -1) if run[n].number), None)
    return last is None or bool(_numbers(run[last::-1]) & _numbers(run[start:]))


def _numbers(run: Sequence[Side]) -> set[int]:
    """The numbers up to the next page that has none."""
    until = next((n for n, side in enumerate(run) if not side.number), len(run))
    return {side.number for side in run[:until]}


def _falls(run: Sequence[Side]) -> list[tuple[Side, Side]]:
    """Pages that neither begin a paper nor stand behind a lower number, each with the numbered page before it."""
    numbered = [(n, side) for n, side in enumerate(run) if side.number]
    return [
        (before, side)
        for (_, before), (n, side) in pairwise(numbered)
        if side.paper == before.paper and side.number <= before.number and not _begins(run, n)
    ]


def _told_order(was: Sequence[PageContent], now: Sequence[PageContent], *, by_words: bool) -> list[PageProblem]:
    """That pages were read in another order than they lie in, on the first page that lies elsewhere."""
    old, new = [page.number for page in was], [page.number for page in now]
    moved = [n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not moved:
        return []
    order, by = "、".join(map(str, new[moved[0] : moved[-1] + 1])), "标题和栏目" if by_words else "页码"
    told = f"自第{old[moved[0]]}页起页序有误，已按所印{by}依次读取第{order}页；所注页码仍为文件中的页次。请核对页序。"
    return [PageProblem(REORDERED, told, old[moved[0]])]


def _told_stray(page: PageContent) -> PageProblem:
    told = f"第{page.number}页未印页码，所印标题和栏目与所在位置不符，无法确定应属哪份材料、排在何处。请人工核对。"
    return PageProblem(UNPLACED, told, page.number)


def _told_loose(side: Side) -> PageProblem:
    told = f"第{side.page.number}页未印页码或者页码无法识别，夹在页序有误的一份材料之中，无法确定其位置。请人工核对。"
    return PageProblem(UNPLACED, told, side.page.number)


def _told_fall(before: Side, side: Side) -> PageProblem:
    told = (
        f"第{side.page.number}页所印页码为{side.number}，而前面第{before.page.number}页为{before.number}，页序疑有误，"
        "无法确定应排在何处，仍按文件中的顺序读取。请核对页序。"
    )
    return PageProblem(UNPLACED, told, side.page.number)
