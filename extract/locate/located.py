"""What the walk over a document finds: candidates for fields, rows and opinion blocks, and what no slot claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.document import Cell, Paragraph, Picture, pictures
from extract.words.labels import FieldTarget
from forms.evidence import BBox, Evidence
from forms.record import Extra
from forms.spec import Block, Field, Rows
from forms.types import LongText

DATE_LINE = re.compile(
    r"^\s*(?:(?:[0-9０-９]{2,4}|[一二三四五六七八九十〇○零ＯO]{2,4}|[Xx×]{2,4}|20[0-9１]?[Xx×_＿]+)?[\s_＿]*年)"
    r"[\s_＿0-9０-９一二三四五六七八九十廿卅Xx×]*月[\s_＿0-9０-９一二三四五六七八九十廿卅Xx×]*[日号號]?\s*(?:[（(]?(?:星期|周|週)[一二三四五六日天][）)]?\s*)?$"
    r"|^\s*\d{4}\s*[-./－．／]\s*\d{1,2}\s*[-./－．／]\s*\d{1,2}\s*$"
    r"|^\s*[民國国]{2}\s*\d{2,3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$"
)
"""A line that holds a date, or the blank of one, and nothing else."""
_LEAST_ABREAST = 2
"""Rows that stand side by side have at least so many columns each."""
_SAME_EDGE_MM = 1.5
"""Cells of one column in two tables begin and end as near to one another."""
_LEANING_MM = 3.0
"""Or so near on a scan, whose rulings may lean."""
_UNDER = 0.5
"""A row's cell under a header's cell shares so much of its width at least."""
_MOVED_MM = 8.0
"""So far to the side one page of a scan may stand of another."""
_LEAST_SET_ANEW = 5
"""So many cells of a row stand under a header's though their widths differ; fewer may be labels with their answers."""
DOUBTFUL_LABEL = "label-ambiguous"
"""The doubt of a value whose label or place is not beyond doubt."""


@dataclass(frozen=True)
class Candidate:
    """What may be one slot's answer: the label as printed and the paragraphs of the value.

    ``owner`` is the person in whose row of a table the label stands (联系电话 beside 法定代表人); ``meant`` is how a
    value that its place explains is to be read (a tick below 否).
    """

    target: FieldTarget
    label: str
    lines: tuple[str, ...]
    at: Evidence
    doubts: tuple[str, ...] = ()
    owner: Field | None = None
    meant: str = ""

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class CellText:
    """What stands in one column of one row; ``meant`` is how cells that belong together are to be read.

    ``pictures`` are those of a cell to be signed.
    """

    raw: str
    at: Evidence
    doubts: tuple[str, ...] = ()
    meant: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class RowCandidate:
    """One row of a rows table: the text of each column that the table prints.

    ``astray`` are pictures that stand in the row, but in no cell to be signed; ``unclaimed`` is where text of it stands
    under a header that nobody knows or could read.
    """

    cells: dict[str, CellText]
    astray: tuple[Picture, ...] = ()
    unclaimed: tuple[Evidence, ...] = ()

    @property
    def written(self) -> bool:
        return any(cell.raw.strip() or cell.pictures for cell in self.cells.values())


@dataclass(frozen=True)
class Header:
    """What each grid column of a rows table holds: a column of the definition, or the words above it.

    ``doubtful`` are columns known by like words only; ``width`` is the number of grid columns of the table.
    """

    rows: Rows
    columns: dict[int, Field | str]
    doubtful: tuple[Field, ...] = ()
    width: int = 0
    cells: tuple[Cell, ...] = ()
    """The cells of the header's row, empty ones included."""

    def over(self, cells: list[Cell], width: int) -> Header | None:
        """This header for a row of ``cells`` in a table of ``width`` grid columns; ``None`` where they do not stand
        right under its own. Of columns set anew in other widths, as a browser does for each table, all are doubtful.
        """
        shift = _shift(cells, self.cells)
        if len(cells) != len(self.cells):
            return None
        doubtful = self.doubtful
        if not all(_same_place(*both, shift) for both in zip(cells, self.cells, strict=True)):
            if not _set_anew(cells, self.cells):
                return None
            doubtful = tuple(column for column in self.columns.values() if isinstance(column, Field))
        if width != self.width and not all(cell.at.box for cell in cells):
            return None
        columns = {c: self.columns[own.column] for cell, own in zip(cells, self.cells, strict=True)
                   for c in cell.columns if own.column in self.columns}  # fmt: skip
        return replace(self, columns=columns, width=width, doubtful=doubtful)

    @property
    def sets(self) -> int:
        """How many rows stand side by side in one: as often as the header says the same columns over again."""
        heads = [self.columns.get(cell.column) for cell in self.cells]
        for count in range(len(heads) // _LEAST_ABREAST, 1, -1):
            size = len(heads) // count
            own = [column.ids if isinstance(column, Field) else column for column in heads]
            if len(heads) == count * size and own == own[:size] * count and any(isinstance(c, Field) for c in heads):
                return count
        return 1

    def named(self, cells: Sequence[Cell]) -> list[Field | str | None]:
        """What each cell of a row under this header holds, by its grid column; on a scan by its place where those differ.

        Grid columns that two pages share may lie across the columns of one of them.
        """
        found = [next((self.columns[c] for c in cell.columns if c in self.columns), None) for cell in cells]
        heads = [self.columns.get(cell.column) for cell in self.cells]
        astray = len(cells) == len(heads) and len(set(map(id, found))) < len(set(map(id, heads)))
        if not astray or not cells or not cells[0].at.is_scanned:
            return found
        shift = _shift(cells, self.cells)
        boxes = [(cell.at.box, own.at.box) for cell, own in zip(cells, self.cells, strict=True)]
        return heads if all(one and two and shared_width(one, two, shift) >= _UNDER for one, two in boxes) else found


def _shift(cells: Sequence[Cell], others: Sequence[Cell]) -> float:
    """How far right of ``others`` all ``cells`` stand, where a picture shows the paper moved a little."""
    if not cells or not others or not cells[0].at.is_scanned:
        return 0.0
    one, two = cells[0].at.box, others[0].at.box
    shift = one.x0 - two.x0 if one and two else 0.0
    return shift if abs(shift) <= _MOVED_MM else 0.0


def shared_width(one: BBox, two: BBox, shift: float = 0.0) -> float:
    """What share of the width that two boxes take together both take, once ``one`` is moved left by ``shift``."""
    common = min(one.x1 - shift, two.x1) - max(one.x0 - shift, two.x0)
    return max(common, 0.0) / max(max(one.x1 - shift, two.x1) - min(one.x0 - shift, two.x0), 1e-9)


def _same_place(cell: Cell, other: Cell, shift: float) -> bool:
    """Whether two cells stand one under the other, by their boxes or, without any, by their columns."""
    one, two = cell.at.box, other.at.box
    if one is None or two is None:
        return cell.columns == other.columns
    apart = _LEANING_MM if cell.at.is_scanned else _SAME_EDGE_MM
    return abs(one.x0 - two.x0 - shift) <= apart and abs(one.x1 - two.x1 - shift) <= apart


def _set_anew(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether as many cells as ``others`` stand between the same sides, each partly under its own: their widths differ."""
    pairs = [(cell.at.box, other.at.box) for cell, other in zip(cells, others, strict=True)]
    boxes = [(one, two) for one, two in pairs if one and two]
    if len(pairs) < _LEAST_SET_ANEW or len(boxes) < len(pairs) or cells[0].at.is_scanned:
        return False
    sides = boxes[0][0].x0 - boxes[0][1].x0, boxes[-1][0].x1 - boxes[-1][1].x1
    return all(abs(side) <= _SAME_EDGE_MM for side in sides) and all(shared_width(*both) > 0 for both in boxes)


@dataclass(frozen=True)
class BlockRegion:
    """Everything that stands in one opinion block. ``unsure``: whose it is, or where it begins, cannot be told.

    ``shares_date``: its date stands below the next block's signatures too, perhaps for those alone.
    """

    block: Block
    label: str
    paragraphs: tuple[Paragraph, ...]
    at: Evidence
    unsure: bool = False
    shares_date: bool = False

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(pictures(self.paragraphs))


@dataclass
class Located:
    """All that was found, in document order."""

    fields: list[Candidate] = field(default_factory=list)
    rows: dict[str, list[RowCandidate]] = field(default_factory=dict)
    blocks: list[BlockRegion] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    strays: list[Picture] = field(default_factory=list)
    """Pictures behind the cover that stand in no block."""
    column_labels: dict[str, str] = field(default_factory=dict)
    values: dict[int, int] = field(default_factory=dict)
    """By the id of a table's cell, the number of the candidate whose value it holds."""
    headers: dict[str, Header] = field(default_factory=dict)
    """The last header of each rows table: a table that goes on below may not repeat it."""

    def enter(self, part: str) -> None:
        if part not in self.parts:
            self.parts.append(part)

    def holds(self, target: Field) -> bool:
        """Whether a label of ``target`` has been met."""
        return any(candidate.target.field is target for candidate in self.fields)

    def doubt(self, target: Field, *numbers: int) -> None:
        """Doubt what has been found for ``target``, what stands before it, and the candidates of these numbers."""
        own = {number for number, candidate in enumerate(self.fields) if candidate.target.field is target}
        for number, candidate in enumerate(self.fields):
            if number in own or number + 1 in own or number in numbers:
                self.fields[number] = replace(candidate, doubts=(*candidate.doubts, DOUBTFUL_LABEL))

    def doubt_prose_before_repeated(self) -> None:
        """Doubt prose in running text that a slot's name ends whose name stands again below: it may be words of the prose."""
        slots = [candidate.target for candidate in self.fields]
        for number, (prose, ending) in enumerate(pairwise(self.fields)):
            first = slots.index(ending.target)
            in_prose = first > 0 and all(isinstance(slots[n].field.kind, LongText) for n in (number, first - 1))
            again = ending.target in slots[number + 2 :] and ending.target.field is not prose.target.field
            if in_prose and again and (ending.at.path or "").startswith("paragraph"):
                self.fields[number] = replace(prose, doubts=(*prose.doubts, DOUBTFUL_LABEL))

    def doubt_at(self, places: Iterable[Evidence]) -> None:
        """Doubt the last answer that stands in each of ``places``."""
        for place in places:
            within = (n for n, candidate in enumerate(self.fields) if _stands_in(candidate.at, place))
            number = max(within, default=None)
            if number is not None:
                found = self.fields[number]
                self.fields[number] = replace(found, doubts=(*found.doubts, DOUBTFUL_LABEL))

    def doubt_from(self, first: int) -> None:
        """Doubt the candidates from the number ``first`` on."""
        self.fields[first:] = [replace(one, doubts=(*one.doubts, DOUBTFUL_LABEL)) for one in self.fields[first:]]

    def leave(self, label: str, raw: str, at: Evidence) -> None:
        """Keep what no slot claims."""
        if label.strip() or raw.strip():
            self.extras.append(Extra(label.strip(), raw, at))


def _stands_in(at: Evidence, place: Evidence) -> bool:
    """Whether an answer's own place is ``place`` or lies in it."""
    if not at.box or not place.box or at.page != place.page:
        return at == place
    return at == place or place.box.holds(*at.box.centre)


def pick_target(targets: tuple[FieldTarget, ...], found: list[Candidate], owner: Field | None = None) -> FieldTarget:
    """Of several fields with one label, that of its ``owner``, the one whose sister part was met last, or the first
    not yet found.
    """
    if len(targets) == 1:
        return targets[0]
    for target in targets:
        if target.field is owner:
            return target
    for earlier in reversed(found):
        for target in targets:
            if target.field is earlier.target.field and target.part != earlier.target.part:
                return target
    taken = {(candidate.target.field.ids, candidate.target.part) for candidate in found}
    return next((target for target in targets if (target.field.ids, target.part) not in taken), targets[0])
