"""Pages that the printed numbers of those that are there say are not: in the middle, before the first, after the last.

What a number says of itself is believed only beside others: a lone misread digit is no gap, nor are pages out of order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layout.page import PageContent
from extract.page_problem import PageProblem
from extract.readers.page_numbers import Side, numbered_side
from forms.evidence import SCAN

MISSING = "pages-missing"
FEWEST, FEWEST_OF_PAPER = 3, 2
"""So many numbers tell of a gap: bare ones, and those that say which paper they count, or how many pages it has."""


@dataclass(frozen=True)
class _Numbered:
    """A page with a number and its place among the written pages of the file."""

    at: int
    side: Side

    @property
    def shift(self) -> int:
        return self.side.number - self.at


def missing_pages(pages: Sequence[PageContent]) -> list[PageProblem]:
    """What is to be said of the pages that lack among ``pages``, which are in reading order."""
    sides = [numbered_side(page) for page in pages if _is_written(page)]
    numbered = _one_paper([_Numbered(at, side) for at, side in enumerate(sides) if side.number])
    runs = _runs(_without_misread(numbered))
    astray = {one.side.number for run in runs[1:] if run[0].side.number > 1 for one in run}
    told: list[PageProblem] = []
    for number, run in enumerate(runs):
        if len(run) < (FEWEST_OF_PAPER if run[0].side.paper else FEWEST):
            continue
        before = runs[number - 1][-1].at + 1 if number else 0
        behind = runs[number + 1][0].at if number + 1 < len(runs) else len(sides)
        told += [*_first(run, run[0].at - before), *_between(run, astray), *_last(run, behind - run[-1].at - 1)]
    return told


def _is_written(page: PageContent) -> bool:
    return bool(page.lines or page.tables or page.pictures or page.read or page.lost)


def _one_paper(numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """The pages, each that goes on counting from the one before being of the same paper, however its total was read."""
    made: list[_Numbered] = []
    for one in numbered:
        goes_on = bool(made) and made[-1].shift == one.shift and one.side.number > 1
        of = made[-1].side if goes_on else one.side
        made.append(replace(one, side=replace(one.side, paper=of.paper, total=of.total)))
    return made


def _without_misread(numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """The pages but those whose number is the only one that does not fit between its neighbours."""
    return [
        one
        for n, one in enumerate(numbered)
        if not (0 < n < len(numbered) - 1 and numbered[n - 1].shift == numbered[n + 1].shift != one.shift)
    ]


def _runs(numbered: Sequence[_Numbered]) -> list[list[_Numbered]]:
    """Pages of one paper whose numbers rise."""
    runs: list[list[_Numbered]] = []
    for one in numbered:
        if runs and runs[-1][-1].side.paper == one.side.paper and runs[-1][-1].side.number < one.side.number:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _first(run: Sequence[_Numbered], loose: int) -> Iterator[PageProblem]:
    """``loose`` pages without a number stand before the run and may be those that lack."""
    first = run[0].side
    if first.total and first.number - 1 > loose:
        said = f"所印页码自{first.number}起，共{first.total}页，{_lack(range(1, first.number), loose)}"
        yield _told(first, said)


def _last(run: Sequence[_Numbered], loose: int) -> Iterator[PageProblem]:
    last = run[-1].side
    if last.total - last.number > loose:
        said = f"所印页码到{last.number}为止，共{last.total}页，{_lack(range(last.number + 1, last.total + 1), loose)}"
        yield _told(last, said)


def _between(run: Sequence[_Numbered], astray: set[int]) -> Iterator[PageProblem]:
    """Where the numbers jump by more than there are pages; not over those that lie elsewhere in the file."""
    for one, other in pairwise(run):
        lack = [n for n in range(one.side.number + 1, other.side.number) if n not in astray]
        loose = other.at - one.at - 1
        if len(lack) > loose:
            was = f"第{one.side.page.number}页印{one.side.number}，第{other.side.page.number}页印{other.side.number}"
            yield _told(other.side, f"所印页码不连续（{was}），{_lack(lack, loose)}")


def _lack(numbers: Sequence[int], loose: int) -> str:
    """The numbers that lack; how many at least where pages without a number may be some of them."""
    if loose:
        return f"至少缺{len(numbers) - loose}页"
    whole = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
    named = f"{numbers[0]}至{numbers[-1]}" if whole else "、".join(map(str, numbers))
    return f"缺印有页码{named}的{len(numbers)}页"


def _told(side: Side, said: str) -> PageProblem:
    unsure = "（或者页码识别有误）" if side.page.reader == SCAN else ""
    advice = "请对照原件核对；确有缺页的，请补齐后重新扫描上传，并核对缺页处各栏。"
    return PageProblem(MISSING, f"第{side.page.number}页：{said}{unsure}。{advice}", side.page.number)
