"""Tables and paragraphs that go on over a page break made one, and rows that the break cut made one row.

Two different rows made one would be a wrong value, so a row is joined on evidence only: no line closes it at the
break, or its label cells are empty below the break, or its text stops there in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.layout.page import DraftCell, DraftTable, PageContent
from extract.layout.paragraphs import DATE_LINE, LABEL_START, NUMBERED, WRAP_SLACK_EM, DraftParagraph, joined

SAME_EDGE_MM = 1.5
PAGE_END_MM = 14.0
"""A table that ends this far above the lowest text or line of any page still reaches the page's end."""
AT_SIDE_EM = 2.2
"""Text nearer than this to its cell's lower side, a line at half-open spacing, may go on behind it."""
ORPHANS_EM = 4.5
"""What may be left blank where a sentence goes on: two lines that were kept together."""
LONGEST_LABEL = 40
MOST_HEADER_ROWS = 3
MISREAD_IN = 4
CLOSING = re.compile(r"[（(](?:盖章|蓋章|公章|签字|簽字|签章|簽章|签名|簽名)[）)]")
SIGNS = re.compile(r"[^：:]*[签簽盖蓋章][^：:]*[：:]|[单單]位")
"""What begins the foot of an opinion, and is no label of the next row."""
SENTENCE_ENDS = tuple("。！？!?")

Pair = tuple[DraftCell, DraftCell]
_ROW_NUMBER = re.compile(
    r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?|第[0-9一二三四五六七八九十]{1,3}(?:步|阶段|階段)"
)
"""What a first column counts its rows with: below a break it begins a row."""
_CHINESE = "一二三四五六七八九十"
_COUNTED = re.compile(rf"\s*[（(]?([0-9]{{1,3}}|[{_CHINESE}])([）)、.．])(?![0-9])")
"""A number in front of a label, and the sign behind it."""
_DATE_CUT = re.compile(r"[年/.．-][\s0-9]*月?\s*[0-9]*$"), re.compile(r"\s*[0-9]{0,2}\s*[月日号號]")
"""How a date ends that a line's end parts, and how it goes on."""
_BOX_SIGN = re.compile("[□☐☑☒■√✓✔]")
_BOX = re.compile(rf"(?:\s|{_BOX_SIGN.pattern})+")
_PERIOD_CUT = re.compile(r"[0-9年月日号號起]\s*$"), re.compile(r"\s*(?:[至到]|[-—–－~～]+)\s*[0-9]")
"""How a period's first date ends, and how the period goes on behind a line's end; no answer begins so."""


def join_tables(
    flow: Sequence[DraftParagraph | DraftTable], pages: Sequence[PageContent], after: Mapping[int, int]
) -> list[DraftParagraph | DraftTable]:
    """``flow`` with what a page break cut in two made one; evidence stays that of the first part.

    ``after`` says by page which one it may go on on.
    """
    lowest = max((_lowest(page) for page in pages), default=0.0)
    out: list[DraftParagraph | DraftTable] = []
    latest = -1
    for item in flow:
        last = out[latest] if latest >= 0 else None
        if isinstance(last, DraftTable) and isinstance(item, DraftTable) and _same_table(last, item, after):
            _append(last, item, lowest)
        elif (
            isinstance(last, DraftParagraph) and isinstance(item, DraftParagraph) and _same_paragraph(last, item, after)
        ):
            out[latest] = joined(last, item)
        else:
            out.append(item)
            if isinstance(item, DraftTable) or (
                item.text and not _beside(item, last)
            ):  # a lone picture hinders no join
                latest = len(out) - 1
    return out


def _lowest(page: PageContent) -> float:
    return max([0.0, *(line.y1 for line in page.lines), *(table.box.y1 for table in page.tables)])


def _beside(item: DraftParagraph, last: DraftParagraph | DraftTable | None) -> bool:
    """Whether ``item`` stands beside the table before it, as what a seal over the pages' edges says does."""
    if not isinstance(last, DraftTable) or item.page != last.end_page:
        return False
    box = last.end_box or last.box
    return box.y0 < (item.box.y0 + item.box.y1) / 2 < box.y1


def _same_paragraph(first: DraftParagraph, second: DraftParagraph, after: Mapping[int, int]) -> bool:
    follows = second.page == after.get(first.end_page)
    return follows and abs(first.em - second.em) < 0.3 and _runs_on(first, second)


def _runs_on(first: DraftParagraph, second: DraftParagraph) -> bool:
    """Whether a full last line stops in the middle of a sentence and the second part begins like a wrapped line."""
    if not first.text or first.text.endswith(SENTENCE_ENDS) or second.indented or _is_date(first):
        return False
    if first.free >= second.first + WRAP_SLACK_EM * first.em:
        return False
    return not (LABEL_START.match(second.text) or NUMBERED.match(second.text))


def _same_table(first: DraftTable, second: DraftTable, after: Mapping[int, int]) -> bool:
    """Whether ``second``, at the top of the next page, has the columns of ``first``, or begins with those of its end."""
    if second.page != after.get(first.end_page):
        return False
    outer = abs(first.xs[0] - second.xs[0]) <= SAME_EDGE_MM and abs(first.xs[-1] - second.xs[-1]) <= SAME_EDGE_MM
    if not outer or _within(first.xs, second.xs) or _within(second.xs, first.xs):
        return outer
    above = [cell.box for cell in first.cells if cell.row + cell.row_span == first.rows]
    below = [cell.box for cell in second.cells if cell.row == 0]
    return _within([box.x0 for box in above], [box.x0 for box in below]) and len(above) == len(below)


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    return all(any(abs(x - y) <= SAME_EDGE_MM for y in many) for x in few)


def _append(table: DraftTable, part: DraftTable, lowest: float) -> None:
    """Add ``part``'s rows to ``table``: its repeated header dropped, its first row joined where the break cut it."""
    _share_columns(table, part)
    _drop_rows(part, _repeated_header(table, part))
    extended, pairs = _facing(table, part)
    cut = pairs is not None and _cut(table, part, pairs, extended, lowest)
    offset = table.rows - 1 if cut else table.rows
    gone = {id(below) for _, below in extended}
    for above, below in extended:
        above.row_span += below.row_span - (1 if cut else 0)
        above.flow += below.flow
    if cut and pairs is not None:
        gone |= {id(below) for _, below in pairs}
        for above, below in pairs:
            _continue(above, below)
    for cell in part.cells:
        cell.row += offset
        if id(cell) not in gone:
            table.cells.append(cell)
    table.rows = part.rows + offset
    table.end_page, table.end_box, table.open_bottom = part.page, part.box, part.open_bottom


def _share_columns(table: DraftTable, part: DraftTable) -> None:
    """Give both the same column edges and renumber their cells' columns."""
    edges = list(table.xs)
    edges += [x for x in part.xs if not any(abs(x - y) <= SAME_EDGE_MM for y in table.xs)]
    edges.sort()
    for draft in (table, part):
        places = [min(range(len(edges)), key=lambda i: abs(edges[i] - x)) for x in draft.xs]
        for cell in draft.cells:
            start, end = places[cell.column], places[cell.column + cell.column_span]
            cell.column, cell.column_span = start, end - start
        draft.xs = edges


def _row(table: DraftTable, row: int) -> list[DraftCell]:
    return sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)


def _repeated_header(table: DraftTable, part: DraftTable) -> int:
    """How many rows at the top of ``part`` repeat those at the top of ``table``."""
    same = 0
    while same < min(MOST_HEADER_ROWS, table.rows, part.rows - 1):
        theirs, ours = _row(part, same), _row(table, same)
        if [_face(cell) for cell in theirs] != [_face(cell) for cell in ours]:
            break
        if not _same_words(theirs, ours):
            break
        if not any(c.text for c in theirs) or any(c.row_span > 1 for c in theirs):
            break
        same += 1
    return same


def _face(cell: DraftCell) -> tuple[int, int, int]:
    return cell.column, cell.column_span, cell.row_span


def _same_words(theirs: Sequence[DraftCell], ours: Sequence[DraftCell]) -> bool:
    """Whether two rows say the same, wherever their lines break; of four cells one may differ in a misread character."""
    pairs = [("".join(one.text.split()), "".join(other.text.split())) for one, other in zip(theirs, ours, strict=True)]
    other = [pair for pair in pairs if pair[0] != pair[1]]
    return len(other) <= len(pairs) // MISREAD_IN and all(_misread(*pair) for pair in other)


def _misread(one: str, other: str) -> bool:
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _drop_rows(part: DraftTable, count: int) -> None:
    part.cells = [cell for cell in part.cells if cell.row >= count]
    for cell in part.cells:
        cell.row -= count
    part.rows -= count


def _facing(table: DraftTable, part: DraftTable) -> tuple[list[Pair], list[Pair] | None]:
    """Label cells over several rows that go on below the break, and the other cells that face each other across it.

    The second is ``None`` where the two rows are divided differently: then they are different rows.
    """
    above = {c.column: c for c in table.cells if c.row + c.row_span == table.rows}
    below = {c.column: c for c in part.cells if c.row == 0}
    extended = [
        (above[column], cell)
        for column, cell in below.items()
        if column in above
        and above[column].column_span == cell.column_span
        and not cell.text
        and (above[column].row_span > 1 or cell.row_span > 1)
    ]
    taken = {pair[1].column for pair in extended}
    rest_above = {c: cell.column_span for c, cell in above.items() if c not in taken}
    rest_below = {c: cell.column_span for c, cell in below.items() if c not in taken}
    if rest_above != rest_below or not rest_above:
        return extended, None
    return extended, [(above[column], below[column]) for column in sorted(rest_below)]


def _cut(table: DraftTable, part: DraftTable, pairs: list[Pair], extended: list[Pair], lowest: float) -> bool:
    """Whether the break cut the row that the ``pairs`` make."""
    if _counts_on(*pairs[0]):
        return False
    if table.open_bottom or part.open_top:
        return True
    end = table.end_box or table.box
    if end.y1 < lowest - PAGE_END_MM or any(not above.text and below.text for above, below in pairs):
        return False
    flowing = [(above, below) for above, below in pairs if below.text]
    if not flowing:
        return not extended
    if _ROW_NUMBER.fullmatch(pairs[0][1].text.strip()) or any(map(_dated_twice, pairs)):
        return False
    if len(pairs) == 1 and _is_counted_past(table, part, *pairs[0]):
        return True
    emptied = len(pairs) - len(flowing)
    if not emptied:
        return (len(pairs) == 1 and _goes_on_alone(pairs[0])) or all(_stops_short(pair) for pair in flowing)
    if len(pairs) == 2:
        # a label alone goes on in mid-word only: else it is the next row, whose answer is empty
        return flowing[0][0] is not pairs[0][0] or _stops_short(pairs[0])
    if not all(_at_lower_side(above, ORPHANS_EM) for above, _ in flowing):
        return False
    short = [_stops_short(pair) for pair in flowing]
    if flowing[0][0] is pairs[0][0]:
        # what begins the next row looks like more of a full line; an empty cell beside it may go on from the row above
        return short[0] and (emptied >= len(flowing) or all(short))
    return emptied >= len(flowing) or any(short)


def _counts_on(above: DraftCell, below: DraftCell) -> bool:
    """Whether the two begin with a number and the next one, as rows do one below the other."""
    return _follows(above.text, below.text)


def _follows(above: str, below: str) -> bool:
    one, other = _COUNTED.match(above), _COUNTED.match(below)
    if one is None or other is None or one[2] != other[2]:
        return False
    first, second = (_CHINESE.find(n) + 1 if n in _CHINESE else int(n) for n in (one[1], other[1]))
    return second == first + 1


def _is_counted_past(table: DraftTable, part: DraftTable, above: DraftCell, below: DraftCell) -> bool:
    """Whether the rows count on past ``below``, which then belongs to the number above the break.

    Each of the rows has its text below its number and name, so that ``above``, a name alone, lacks its own.
    """
    before, after = _row(table, above.row - 1), _row(part, below.row + below.row_span)
    if len(before) != 1 or len(after) != 1 or _COUNTED.match(below.text) or len(above.text) > LONGEST_LABEL:
        return False
    both = _follows(before[0].text, above.text) and _follows(above.text, after[0].text)
    return both and "\n" not in above.text.strip() and all("\n" in cell.text.strip() for cell in (before[0], after[0]))


def _last(cell: DraftCell) -> DraftParagraph | None:
    written = [item for item in cell.flow if isinstance(item, DraftParagraph) and item.text]
    return written[-1] if written else None


def _at_lower_side(cell: DraftCell, within_em: float = AT_SIDE_EM) -> bool:
    last = _last(cell)
    return last is not None and cell.end_y - last.end_y <= within_em * last.em + 1.0


def _stops_short(pair: Pair) -> bool:
    """Whether the text above the break reaches it in the middle of a sentence."""
    above, below = pair
    last, first = _last(above), next((i for i in below.flow if isinstance(i, DraftParagraph) and i.text), None)
    if last is None or first is None or not _at_lower_side(above, ORPHANS_EM):
        return False
    return _is_one(last, first) or _further_options(above.text, below.text)


def _further_options(above: str, below: str) -> bool:
    """Whether both are options with boxes, and none of those below stands above: a row of its own has them all again."""
    one, other = (set(filter(None, _BOX.split(text))) for text in (above, below))
    boxes = all(_BOX_SIGN.search(text) for text in (above, below))
    return boxes and bool(one and other) and not one & other


def _is_date_cut(above: str, below: str) -> bool:
    end, beginning = _DATE_CUT
    period_end, more = _PERIOD_CUT
    if period_end.search(above) and more.match(below):
        return True
    return end.search(above) is not None and above[-1:] not in "日号號" and beginning.match(below) is not None


def _goes_on_alone(pair: Pair) -> bool:
    """Whether a cell over the whole width goes on: prose by prose, or an opinion by what closes one (its date)."""
    above, below = pair
    first = next((i for i in below.flow if isinstance(i, DraftParagraph) and i.text), None)
    if first is None or not _is_prose(above) or (_labels(first.text) and not SIGNS.match(first.text)):
        return False
    if _dated_twice(pair):
        return False
    return _is_prose(below) or DATE_LINE.fullmatch(first.text) is not None or CLOSING.search(first.text) is not None


def _labels(text: str) -> bool:
    """Whether ``text`` begins with what may be a label."""
    alone = len(text) <= LONGEST_LABEL and text.endswith(("：", ":"))
    return LABEL_START.match(text) is not None or alone


def _dated_twice(pair: Pair) -> bool:
    """Whether what stands above the break ends with a date and what stands below has one of its own, as two opinions do."""
    above, below = pair
    return _is_closed(above) and any(_is_date(item) for item in below.flow)


def _is_closed(cell: DraftCell) -> bool:
    """Whether the cell ends with a date of its own, as an opinion does: one dated below it is another."""
    last = _last(cell)
    return last is not None and _is_date(last)


def _is_date(item: object) -> bool:
    return isinstance(item, DraftParagraph) and DATE_LINE.fullmatch(item.text.strip()) is not None


def _is_prose(cell: DraftCell) -> bool:
    """Whether the cell holds several lines that reach its lower side."""
    return _at_lower_side(cell) and sum(i.lines for i in cell.flow if isinstance(i, DraftParagraph)) > 1


def _continue(above: DraftCell, below: DraftCell) -> None:
    """Put what stands below the break behind what stands above it, in one paragraph where the sentence runs on."""
    above.row_span += below.row_span - 1
    above.end_y = below.end_y
    last = above.flow[-1] if above.flow else None
    first = below.flow[0] if below.flow else None
    if isinstance(last, DraftParagraph) and isinstance(first, DraftParagraph) and _is_one(last, first):
        above.flow[-1] = joined(last, first)
        above.flow += below.flow[1:]
    else:
        above.flow += below.flow


def _is_one(last: DraftParagraph, first: DraftParagraph) -> bool:
    return _runs_on(last, first) or _is_date_cut(last.text, first.text)
