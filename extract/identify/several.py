"""The papers that one file holds, each as a document of its own: forms, and the letters and plans scanned with them.

A line of a 推荐函 must never become an answer of the form beside it, and a form is parted from another one only where
both are whole: what may be a mention, a heading or a title printed twice parts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from extract.document import Document, Flow, Page, Paragraph, Table, paragraphs
from extract.identify.form import is_printed_heading, labels_in, likest_share, prints_a_form, prints_any_of
from extract.identify.untitled import NEARLY_ALL
from extract.words.labels import SIGN_WORDS
from extract.words.opinion import is_dated
from extract.words.pairs import has_colon
from extract.words.titles import titles
from forms.patterns import late

_ABOVE_TITLE = 6
"""So many short lines may stand above a form's title on the page that it begins: 附件1, 编号, the province."""
_SHORT = 40
_STAMP_MM = 80.0
"""No stamp of receipt is wider."""
_MIDDLE = 0.08
"""A title's middle is no further from the page's than this share of its width."""
_MOST_ABOVE = 24
"""A paper's title stands among so many items from its top."""
_LONGEST = 60
_TITLE_ENDS = late(r"[函知告定复復批案结結表书書](?:[（(〔\[][^（()）]{0,12}[）)〕\]])?$")
"""What the title of any companion or incoming paper ends with."""
_NUMBERED = late(r"\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}\s*[）)、.．]|第[一二三四五六七八九十]+[章节部])")


@dataclass(frozen=True)
class _Begin:
    """Where a paper begins in the flow; ``form`` is the form's id, ``None`` for any other paper."""

    at: int
    form: str | None


def several(document: Document) -> tuple[Document, ...]:
    """The papers that stand one after another in one file, in their order; else the file as it is.

    A title that only stands once more over the same form begins no other: what is parted must be two whole forms.
    """
    begins = _begins(document)
    titled = [0, *_cuts(document.flow, begins), len(document.flow)]
    cuts = [a + cut for a, b in pairwise(titled) for cut in _untitled_cuts(document.flow[a:b])]
    edges = sorted({*titled, *cuts})
    if len(edges) <= 2:
        return (document,)
    return _parted(document, tuple(document.flow[a:b] for a, b in pairwise(edges)))


def _untitled_cuts(flow: tuple[Flow, ...]) -> list[int]:
    """Where on a scan another form begins whose title nobody can read: nearly all labels of one stand on both sides."""
    if not flow or not flow[0].at.is_scanned:
        return []
    tops = sorted({*_page_tops(flow).values(), 0})
    keys = [labels_in(flow[a:b]) for a, b in pairwise([*tops, len(flow)])]
    cuts: list[int] = []
    while (at := _last_begin(keys)) is not None:
        cuts.insert(0, tops[at])
        keys = keys[:at]
    return cuts


def _last_begin(keys: Sequence[frozenset[str]]) -> int | None:
    """The page, by the labels of each, on which the last form begins, another one being whole before it.

    It is the last page from which on as much of that form is printed as from any.
    """
    behind = [likest_share(frozenset().union(*keys[at:])) for at in range(len(keys))]
    whole = [at for at in range(1, len(keys)) if likest_share(frozenset().union(*keys[:at])) >= NEARLY_ALL]
    if not whole or max(behind[at] for at in whole) < NEARLY_ALL:
        return None
    return max(whole, key=lambda at: (behind[at], at))


def _begins(document: Document) -> list[_Begin]:
    """Where titles stand, in their order; of two at one place the form's."""
    flow = document.flow
    placed = [(n, line) for n, item in enumerate(flow) for line in paragraphs((item,)) if line.text.strip()]
    tops = _page_tops(flow)
    found: dict[int, _Begin] = {}
    for start, title in titles([line for _, line in placed]):
        at = _page_top_above(flow, placed[start][0], tops)
        found.setdefault(at, _Begin(at, title.form_id))
    for at in _other_papers(document, {*tops.values(), *([0] if any(found) else [])}):
        found.setdefault(at, _Begin(at, None))
    return list(_without_mentions(flow, [found[at] for at in sorted(found)]))


def _without_mentions(flow: Sequence[Flow], begins: Sequence[_Begin]) -> Iterator[_Begin]:
    """Those of ``begins`` that are no form's title named at the end of a letter, as what it encloses, above the form itself."""
    in_letter = False
    for begin, after in zip_longest(begins, begins[1:]):
        followed = after is not None and after.form is not None
        if begin.form and in_letter and followed and not prints_any_of(tuple(flow[begin.at : after.at]), begin.form):
            continue
        in_letter = begin.form is None
        yield begin


def _page_tops(flow: Sequence[Flow]) -> dict[int, int]:
    """By page, the item that stands first on it; pages that a table or paragraph before goes on to have none."""
    tops: dict[int, int] = {}
    met: set[int] = set()
    for number, item in enumerate(flow):
        if item.at.page is not None and item.at.page not in met:
            tops[item.at.page] = number
        met |= _page_numbers((item,))
    return tops


def _page_top_above(flow: Sequence[Flow], at: int, tops: dict[int, int]) -> int:
    """Where the page of the title at ``at`` begins, if nothing but a few short lines stands above it there."""
    top = tops.get(flow[at].at.page or 0, at)
    above = flow[top:at]
    plain = all(_is_plain(item) if isinstance(item, Paragraph) else _is_stamp(item) for item in above)
    return top if plain and sum(bool(_text(item).strip()) for item in above) <= _ABOVE_TITLE else at


def _is_stamp(table: Table) -> bool:
    """Whether a table is the frame of a stamp of receipt, or one for a number, as stands above a title."""
    box = table.at.box
    return box is not None and box.width <= _STAMP_MM and all(_is_short(cell.text) for cell in table.cells)


def _is_plain(line: Paragraph) -> bool:
    """Whether a line may stand above a title, and is not signed or dated, as the end of the form before is.

    On a scan a date there may be that of a stamp of receipt.
    """
    ends = SIGN_WORDS.search(line.text) or (is_dated(line.text) and not has_colon(line.text))
    return _is_short(line.text) and (line.at.is_scanned or not ends)


def _is_short(text: str) -> bool:
    return len(text.strip()) <= _SHORT and not text.strip().endswith("。")


def _text(item: Flow) -> str:
    return item.text if isinstance(item, Paragraph) else "表"


def _other_papers(document: Document, tops: Iterable[int]) -> Iterator[int]:
    """Those of ``tops`` at which a companion or incoming paper begins; its titles are loaded where one may stand alone."""
    likely = [at for at in sorted(tops) if any(map(_TITLE_ENDS.search, _top_lines(document.flow[at:])))]
    if not likely:
        return
    from extract.companions.lines import items
    from extract.companions.titles import paper_title

    widths = {page.number: page.width_mm for page in document.pages}
    for at in likely:
        title = paper_title(items(replace(document, flow=document.flow[at : at + _MOST_ABOVE])))
        if title is None or _NUMBERED.match(title.text) or is_printed_heading(title.text):
            continue
        if at == 0 or _centred(document.flow[at:], title.text, widths):
            yield at


def _top_lines(flow: Sequence[Flow]) -> Iterator[str]:
    """The first lines, and those of a table's first cell where one stands at the very top."""
    for number, item in enumerate(flow[:_MOST_ABOVE]):
        if isinstance(item, Table):
            if number == 0 and item.cells:
                yield item.cells[0].text.strip()
            return
        yield from (line.strip() for line in item.text.split("\n") if len(line.strip()) <= _LONGEST)


def _centred(flow: Sequence[Flow], title: str, widths: dict[int, float]) -> bool:
    """Whether the line that ends the title stands in the middle of its page; the wrapped line of a text does not."""
    for item in flow:
        if isinstance(item, Paragraph) and item.text.strip() and title.endswith(item.text.strip()[-4:]):
            box, width = item.at.box, widths.get(item.at.page or 0)
            return bool(box and width and abs(box.centre[0] - width / 2) <= _MIDDLE * width)
        if isinstance(item, Table):
            return True  # the title of a table's own top row
    return False


def _cuts(flow: Sequence[Flow], begins: Sequence[_Begin]) -> Iterator[int]:
    """Where the flow is parted."""
    last, form = 0, _paper_at(begins, 0)
    for begin in begins:
        if begin.at == 0:
            continue
        before, after = tuple(flow[last : begin.at]), tuple(flow[begin.at :])
        if _begins_another(before, after, begin, last_is_form=form):
            yield begin.at
            last, form = begin.at, begin.form is not None


def _paper_at(begins: Sequence[_Begin], at: int) -> bool:
    """Whether what begins there is not known for another paper than a form."""
    return not any(begin.at == at and begin.form is None for begin in begins)


def _begins_another(before: tuple[Flow, ...], after: tuple[Flow, ...], begin: _Begin, *, last_is_form: bool) -> bool:
    if begin.form is None:
        return not last_is_form or prints_a_form(before)
    if not prints_a_form(after):
        return False
    # what stands in front of a form's title page and says nothing of that form is some other paper
    foreign = begin.at > 0 and not prints_any_of(before, begin.form) and _on_pages_before(before, after)
    return not last_is_form or prints_a_form(before) or foreign


def _on_pages_before(before: tuple[Flow, ...], after: tuple[Flow, ...]) -> bool:
    """Whether the two stand on different pages."""
    pages, others = _page_numbers(before), _page_numbers(after[:1])
    return bool(pages and others) and not pages & others


def _parted(document: Document, flows: tuple[tuple[Flow, ...], ...]) -> tuple[Document, ...]:
    """The documents that ``flows`` are; a page that gave none of them anything goes with the page before it."""
    own = [_page_numbers(flow) for flow in flows]
    holder = own[0]
    for page in document.pages:
        holder = next((numbers for numbers in reversed(own) if page.number in numbers), holder)
        holder.add(page.number)
    return tuple(_piece(document, flow, numbers) for flow, numbers in zip(flows, own, strict=True))


def _page_numbers(flow: tuple[Flow, ...]) -> set[int]:
    cells = (cell for item in flow if isinstance(item, Table) for cell in item.cells)
    inside = (paragraph for paragraph in paragraphs(flow))
    return {one.at.page for one in (*flow, *cells, *inside) if one.at.page is not None}


def _piece(document: Document, flow: tuple[Flow, ...], numbers: set[int]) -> Document:
    """The document that ``flow`` is by itself, with what stands on its own pages and their problems."""

    def own(page: int | None) -> bool:
        return page is None or not numbers or page in numbers

    pages: tuple[Page, ...] = tuple(page for page in document.pages if page.number in numbers)
    return replace(
        document,
        flow=flow,
        pages=pages,
        margins=tuple(item for item in document.margins if own(item.at.page)),
        problems=tuple(problem for problem in document.problems if own(problem.page)),
        read=tuple(line for line in document.read if own(line.page)),
        marks_unseen=frozenset(page for page in document.marks_unseen if own(page)),
    )
