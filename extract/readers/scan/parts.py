"""Scanned pages without numbers, placed by the headings and labels they print; nothing is moved on little evidence.

A page goes with the title page before it. It is moved where it prints parts of one other form of the file alone, which
that form's own pages lack; the pages of a form are put in order where their parts, one behind another, prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Paragraph
from extract.identify.page_words import OTHER, PageWords, Parts, Place, page_words
from extract.layout.page import DraftTable, PageContent
from forms.evidence import Evidence

ENOUGH = 3
"""What the words that move a page must weigh: a heading or a block and a label, or three labels."""
TELLING, TELLING_LABELS = 2, 3
"""What the words must weigh that say where in its form a page stands, and so many labels where no heading is there."""
Edition = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Bound:
    """A page with what is known of it: its words, and what its printed number says (0, ``""``: nothing)."""

    page: PageContent
    words: PageWords
    number: int = 0
    code: str = ""


@dataclass(frozen=True)
class Sorted:
    """The pages in their papers' order, and those whose place nobody knows."""

    pages: tuple[PageContent, ...]
    unplaced: tuple[PageContent, ...] = ()
    begins: frozenset[int] = frozenset()
    """The numbers of the pages that bear a paper's title: nothing goes on over them."""


def words_on(page: PageContent) -> PageWords:
    """What the page's own words say."""
    lines = [Paragraph(line.text, Evidence(page.reader, page.number, line.box)) for line in page.lines]
    placed = [(line.y0, line.text) for line in page.lines]
    placed += [(cell.box.y0, item.text) for table in page.tables for cell in table.cells for item in cell.flow]
    return page_words(lines, [text for _, text in sorted(placed, key=lambda one: one[0])])


def by_parts(pages: Sequence[PageContent], numbers: Sequence[tuple[int, str]]) -> Sorted:
    """``pages`` with each behind its own title page; ``numbers`` are each page's printed number and paper."""
    sides = [Bound(page, words_on(page), *number) for page, number in zip(pages, numbers, strict=True)]
    heads = [n for n, side in enumerate(sides) if side.words.begins is not None]
    begins = frozenset(sides[head].page.number for head in heads)
    if not any(sides[head].words.begins != OTHER for head in heads):
        return Sorted(tuple(pages), begins=begins)
    owner = [max((head for head in heads if head <= n), default=-1) for n in range(len(sides))]
    loose = _moved(sides, heads, owner)
    made: list[Bound] = []
    for head in sorted({-1, *heads}):
        own = [side for n, side in enumerate(sides) if owner[n] == head]
        arranged, doubtful = _arranged(own) if head >= 0 and sides[head].words.begins else (own, [])
        made += arranged
        loose += doubtful
    return Sorted(tuple(side.page for side in made), tuple(side.page for side in loose), begins)


# -- whose page it is -----------------------------------------------------------------------------------------------


def _moved(sides: Sequence[Bound], heads: Sequence[int], owner: list[int]) -> list[Bound]:
    """Set ``owner`` anew for the pages that go with another title page; those are told that no title page can be found."""
    at_first = list(owner)
    loose = []
    for n, side in enumerate(sides):
        if n in heads:
            continue
        same_code = [k for k in range(len(sides)) if side.code and sides[k].code == side.code and k in heads]
        if len(same_code) == 1:
            owner[n] = same_code[0]
        elif not side.number:
            fits = _fitting(sides, heads, at_first, n)
            if len(fits) == 1:
                owner[n] = fits[0]
            elif fits or _strayed(sides, at_first[n], side):
                loose.append(side)
    return loose


def _fitting(sides: Sequence[Bound], heads: Sequence[int], owner: Sequence[int], at: int) -> list[int]:
    """The title pages of other forms that the page's words belong to; empty where its own may print them as well."""
    here = sides[owner[at]].words.begins if owner[at] >= 0 else None
    best = {head: _lacking(sides, owner, head, at) for head in heads if sides[head].words.begins not in (OTHER, here)}
    most = max(best.values(), default=0)
    own = _weight(sides[at].words, here) if here else 0
    if most < ENOUGH or most < 2 * own + 2:
        return []
    return [head for head, weight in best.items() if weight == most]


def _weight(words: PageWords, form_id: str) -> int:
    return max((parts.weight for (form, _), parts in words.parts.items() if form == form_id), default=0)


def _lacking(sides: Sequence[Bound], owner: Sequence[int], head: int, at: int) -> int:
    """What the page's words of that form weigh that none of the form's own pages prints."""
    form_id = sides[head].words.begins
    others = [side.words for n, side in enumerate(sides) if owner[n] == head and n != at]
    weights = [0]
    for edition, parts in sides[at].words.parts.items():
        if edition[0] == form_id:
            printed = {word for words in others for word in words.parts.get(edition, Parts()).words}
            weights.append(sum(weight for word, weight in parts.words.items() if word not in printed))
    return max(weights)


def _strayed(sides: Sequence[Bound], owner: int, side: Bound) -> bool:
    """Whether a page of tables lies behind a letter, or before everything, and says nothing of where it belongs."""
    return (owner < 0 or sides[owner].words.begins == OTHER) and any(map(_is_large, side.page.tables))


def _is_large(table: DraftTable) -> bool:
    return len(table.cells) > 1


# -- in which order ----------------------------------------------------------------------------------------------


def _arranged(own: Sequence[Bound]) -> tuple[list[Bound], list[Bound]]:
    """The pages of one form in the order of their parts, its title page first; and those that may stand elsewhere."""
    first = next(side for side in own if side.words.begins)
    rest = [side for side in own if side is not first]
    if any(side.number for side in own):
        return [first, *rest], []
    edition = _edition(own)
    spans = {id(side): span for side in rest if (span := _span(side, edition, _in_rows(own, edition)))}
    told = [side for side in rest if id(side) in spans]
    if _in_order([spans[id(side)] for side in told]) or not _runs(own, edition):
        return [first, *rest], []
    wanted = sorted(told, key=lambda side: spans[id(side)])
    if not _in_order([spans[id(side)] for side in wanted]):
        contradicting = [b for a, b in pairwise(told) if spans[id(b)][1] < spans[id(a)][0]]
        return [first, *rest], contradicting
    silent = [side for side in rest if id(side) not in spans]
    return [first, *_with_silent(wanted, rest)], silent


def _edition(own: Sequence[Bound]) -> Edition:
    """The edition of the form whose words the pages print most of."""
    form_id = next(side.words.begins for side in own if side.words.begins)
    weights: dict[Edition, int] = {}
    for side in own:
        for edition, parts in side.words.parts.items():
            if edition[0] == form_id:
                weights[edition] = weights.get(edition, 0) + parts.weight
    return max(weights, key=lambda edition: weights[edition], default=(form_id or "", ""))


def _in_rows(own: Sequence[Bound], edition: Edition) -> bool:
    """Whether on every page the parts stand in the form's own order, also within its sections."""
    return all(_rises(_places(side, edition)) for side in own)


def _runs(own: Sequence[Bound], edition: Edition) -> bool:
    """Whether on every page at least the sections stand in the form's own order: else the layout is another one."""
    return all(_rises([(n, 0) for n, _ in _places(side, edition)]) for side in own)


def _places(side: Bound, edition: Edition) -> list[Place]:
    """The parts that the page's headings and blocks name; those of its labels where it has none."""
    parts = side.words.parts.get(edition, Parts())
    most = max(parts.words.values(), default=0)
    return [place for place, weight in zip(parts.places, parts.words.values(), strict=True) if weight == most]


def _rises(places: Sequence[Place]) -> bool:
    return all(a <= b for a, b in pairwise(places))


def _span(side: Bound, edition: Edition, inside: bool) -> tuple[Place, Place] | None:
    """The first and the last part on the page, ``inside`` to tell places within sections; ``None`` on little evidence."""
    parts = side.words.parts.get(edition, Parts())
    headed = max(parts.words.values(), default=0) > 1
    if parts.weight < (TELLING if headed else TELLING_LABELS):
        return None
    places = [place if inside else (place[0], 0) for place in _places(side, edition)]
    return min(places), max(places)


def _in_order(spans: Sequence[tuple[Place, Place]]) -> bool:
    return all(a[1] <= b[0] for a, b in pairwise(spans))


def _with_silent(wanted: Sequence[Bound], rest: Sequence[Bound]) -> list[Bound]:
    """``wanted`` with every page that says nothing behind the one that it lay behind."""
    made = list(wanted)
    for before, side in pairwise([None, *rest]):
        if side is not None and side not in made:
            made.insert(made.index(before) + 1 if before in made else 0, side)
    return made
