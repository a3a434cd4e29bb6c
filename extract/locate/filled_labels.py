"""Labels that fill their column, so that their lines touch those of the answer beside: 「宣布评估组成员、评估程☑是□否」,
「序及有关事宜」 below.

Where no white parts the two, nothing but a definition can tell where a label's line ends: its words go on below, and all
of them together are a label of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import category

from extract.document import Cell, Paragraph, Table
from extract.layout.line_places import begins_below, wrapped
from extract.words.labels import LabelIndex
from forms.evidence import BBox
from forms.script import fold

_LEAST_HEAD, _LONGEST_HEAD = 4, 20
"""A label that is too long for its column fills it with at least so many characters, and at most with so many."""
_LEAST_LABEL = 8
"""A shorter one has room."""
_MOST_LINES = 5
_WHITE = re.compile(r"(?P<head>\S+)[ \u3000]+(?P<rest>\S.*)", re.DOTALL)
_COLON = ":："

Item = Paragraph | Table


@dataclass(frozen=True)
class _Line:
    """A line as printed, in the paragraph that holds it; ``goes_on`` where the reader had it run on from the line before."""

    text: str
    own: Paragraph
    goes_on: bool


@dataclass(frozen=True)
class _Part:
    """What of a line is the label's, what the answer's, and whether the two touch."""

    head: str
    rest: str
    touching: bool = False


def filled_labels(
    flow: Sequence[Item], index: LabelIndex, edges: dict[int, float], *, touching: bool = True
) -> Iterator[Item]:
    """``flow`` with such a label and the answer beside its lines as one paragraph, the label first.

    In cells, which hold many a label alone, white must part the two: not ``touching``.
    """
    flow = [_table(item, index) if isinstance(item, Table) else item for item in flow]
    number = 0
    while number < len(flow):
        lines = list(_lines_from(flow[number : number + _MOST_LINES], index))
        parts = _label_in(lines, index, touching=touching)
        if not parts:
            yield flow[number]
            number += 1
            continue
        taken = len({id(line.own) for line in lines[: len(parts)]})
        yield _joined(lines, parts, edges)
        number += taken


def _table(table: Table, index: LabelIndex) -> Table:
    cells = tuple(_cell(cell, index) for cell in table.cells)
    return (
        table
        if all(one is other for one, other in zip(cells, table.cells, strict=True))
        else replace(table, cells=cells)
    )


def _cell(cell: Cell, index: LabelIndex) -> Cell:
    place = cell.at.box
    if place is None or cell.at.is_scanned:
        return cell
    edges = {item.at.page: place.x1 for item in cell.flow if item.at.page is not None}
    flow = tuple(filled_labels(cell.flow, index, edges, touching=False))
    same = len(flow) == len(cell.flow) and all(one is other for one, other in zip(flow, cell.flow, strict=True))
    return cell if same else replace(cell, flow=flow)


def _lines_from(items: Sequence[Item], index: LabelIndex) -> Iterator[_Line]:
    """The lines of paragraphs that stand right below one another, as long as the first may begin a label; of a scan none."""
    before: Paragraph | None = None
    for item in items:
        if not isinstance(item, Paragraph) or item.pictures or item.at.is_scanned or not item.text.strip():
            return
        if before is None and not index.begins_label(item.text.strip()[:_LEAST_HEAD]):
            return
        if before is not None and not begins_below(before.at, item.at):
            return
        for number, text in enumerate(item.lines):
            yield _Line(text.strip(), item, number > 0 and "\n" not in item.text)
        before = item


def _label_in(lines: Sequence[_Line], index: LabelIndex, *, touching: bool) -> list[_Part]:
    """How the first of ``lines`` part into a label, whole in its last one, and the answer beside; empty where they do not."""
    if len(lines) < 2 or index.heading(lines[0].text) or index.is_label(re.split("[:：]", lines[0].text)[0], ""):
        return []
    widths, first = range(_LEAST_HEAD, _LONGEST_HEAD + 1), lines[0].text
    whole = max((width for width in widths if width < len(first) and index.is_label(first[:width], "")), default=0)
    if _is_plain(lines, index):
        return []
    for part in _parts(first, widths):
        if part.rest and whole < len(part.head) and index.begins_label(part.head) and not index.is_label(part.head, ""):
            found = _rest_of_label([part], lines, index)
            if found and touching is any(one.touching for one in found):
                return found
    return []


def _is_plain(lines: Sequence[_Line], index: LabelIndex) -> bool:
    """Whether the lines as they are make a label, with nothing beside any but the last."""
    words = ""
    for line in lines[:_MOST_LINES]:
        part = next(_parts(line.text, range(0)))
        words += part.head
        if len(part.head) <= _LONGEST_HEAD and index.is_label(words, ""):
            return True
        if part.rest or len(part.head) > _LONGEST_HEAD:
            return False
    return False


def _rest_of_label(parts: list[_Part], lines: Sequence[_Line], index: LabelIndex) -> list[_Part]:
    if len(parts) >= min(len(lines), _MOST_LINES):
        return []
    width = len(parts[0].head)
    line = lines[len(parts)].text
    if index.is_label(line, "") or index.block(line):
        return []
    for part in _parts(line, range(width - 1, width + 2)):
        words = "".join(one.head for one in parts) + part.head
        if not part.touching and len(fold(words)) >= _LEAST_LABEL and index.is_label(words, ""):
            return [*parts, part]
        if index.begins_label(words) and (found := _rest_of_label([*parts, part], lines, index)):
            return found
    return []


def _parts(text: str, widths: range) -> Iterator[_Part]:
    """How a line may part: at its colon or white, nowhere, or where nothing shows it."""
    if match := _WHITE.fullmatch(text):
        yield _Part(match["head"].rstrip(_COLON), match["rest"])
    else:
        yield _Part(text.rstrip(_COLON), "")
    for width in reversed(widths):
        if 0 < width < len(text) and " " not in text[width - 1 : width + 1] and category(text[width - 1]) != "So":
            yield _Part(text[:width], text[width:], True)


def _joined(lines: Sequence[_Line], parts: Sequence[_Part], edges: dict[int, float]) -> Paragraph:
    """The paragraph of the label and of what stands beside it, and below in the same paragraph."""
    last = lines[len(parts) - 1].own
    owners = list({id(line.own): line.own for line in lines[: len(parts)]}.values())
    rests = [part.rest for part in parts]
    rests += [line.text for line in lines[len(parts) :] if line.own is last]
    answer = ""
    for number, (line, rest) in enumerate(zip(lines, rests, strict=False)):
        through = line.goes_on or (number and wrapped(lines[number - 1].own.at, line.own.at, edges))
        answer += rest if through or not answer or not rest else f"\n{rest}"
    boxes = [one.at.box for one in owners if one.at.box is not None]
    at = replace(owners[0].at, box=BBox.around(boxes)) if boxes else owners[0].at
    label = "".join(part.head for part in parts)
    return replace(owners[0], text=f"{label}    {answer}", at=at, set_in=())
