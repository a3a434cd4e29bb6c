"""The official Word file of an edition, filled in: every answer at its place, in the look that the file gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn

from forms.overlay import Overlay
from forms.record import Record
from forms.registry import blank_path, overlay_of
from forms.spec import Block, Field, Form, Rows, Section
from render.errors import RenderError
from render.official.blocks import Region, begins_with, region, write_block
from render.official.fields import Written, write
from render.official.package import open_official
from render.official.places import Node, Spot, spots
from render.official.rows import write_rows
from render.official.words import Words
from render.standard.content import Content, Signed
from render.standard.looks import ROW_PICTURES
from render.standard.stamp import picture
from render.standard.texts import NO_CELL_MARKS, NO_MARKS, CellMarks, Marks, content_of, part_texts
from render.word import package


def official_blank(form: Form) -> tuple[bytes, Overlay] | None:
    """The official Word file of ``form`` and its edition; ``None`` where the office holds none.

    Raises :class:`RenderError` ``official-unusable`` where it is registered, but missing or another file than that.
    """
    overlay, path = overlay_of(form), blank_path(form)
    if overlay is None or path is None:
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RenderError(
            "official-unusable",
            f"版本 {form.edition} 的官方空白表 {path.name} 无法读取（{error.strerror}），请重新上传。",
        ) from error
    if overlay.blank_sha256 and hashlib.sha256(data).hexdigest() != overlay.blank_sha256:
        raise RenderError(
            "official-unusable",
            f"官方空白表 {path.name} 与版本 {form.edition} 登记的不是同一个文件，请核对后重新起草或者换回原文件。",
        )
    return data, overlay


def filled_in(
    blank: bytes,
    overlay: Overlay,
    record: Record,
    script: str = "hans",
    marks: Marks = NO_MARKS,
    cell_marks: CellMarks = NO_CELL_MARKS,
) -> bytes:
    """``blank`` with the answers of ``record`` written at the places that ``overlay`` names, as .docx bytes.

    The file's own wording is never converted; ``script`` "hant" writes answers as the applicant did. Raises
    :class:`RenderError`: ``official-unusable`` for a file that cannot be opened, ``place-missing`` for an answer whose
    place the overlay does not name or the file does not have, ``slot-unknown`` for one that the form does not have.
    """
    content = content_of(overlay.form, record, script, marks, cell_marks)
    filling = _Filling(overlay, open_official(blank), content, record, script)
    filling.run()
    return package(filling.document)


@dataclass
class _Filling:
    """One official file being filled in. All places are found before the first answer is written."""

    overlay: Overlay
    document: Document
    content: Content
    record: Record
    script: str
    spots: Mapping[str, Spot] = field(init=False)
    missing: list[str] = field(default_factory=list)
    """What cannot be written, in words; all of it is said at once."""

    def __post_init__(self) -> None:
        self.spots = spots(self.document.element.body)

    def run(self) -> None:
        fields = list(self._fields())
        blocks = list(self._blocks())
        rows = list(self._rows())
        if self.missing:
            said = "；".join(dict.fromkeys(self.missing))
            raise RenderError("place-missing", f"{said}。请核对版本 {self.overlay.name} 中的 at。")
        for spot, written in fields:
            write(spot, written)
        for spot, table in rows:
            self._write_rows(spot, table)
        for number, (place, signed) in enumerate(blocks):
            write_block(self.document, place, signed, number)

    # -- places ----------------------------------------------------------------

    def _paths(self, key: str) -> list[str]:
        return [path for path in self.overlay.places.get(key, "").split("; ") if path]

    def _spot(self, path: str | None, called: str) -> Spot | None:
        """The place at ``path``; where it is none, ``called`` is noted as missing."""
        spot = self.spots.get(path) if path else None
        if spot is None:
            self.missing.append(
                f"{called}：" + (f"空白表中没有“{path}”这个位置" if path else "没有写明在空白表中的位置")
            )
        return spot

    # -- fields ----------------------------------------------------------------

    def _fields(self) -> Iterator[tuple[Spot, Written]]:
        """Every answer with its place; parts of a composite printed apart one by one."""
        for field_, headed in _fields_of(self.overlay.form):
            paths = self._paths(f"fields.{field_.ids[0]}")
            if len(paths) > 1 and len(paths) == len(field_.ids):
                parts = part_texts(field_, self.record.fields, self.script)
                apart = field_.part_labels or ((field_.label,),) * len(parts)
                entries = list(zip(paths, parts, apart, strict=True))
            else:
                text = self.content.fields.get(field_.ids, "")
                entries = [(path, text, field_.labels) for path in paths[:1] or [""]]
            for path, text, labels in entries:
                if text and (spot := self._spot(path, f"栏目“{field_.label}”")):
                    names = () if field_.unlabelled else labels
                    if field_.repeated and spot.cell is None:
                        # a further line of the body may be anything: names stay in the one that is theirs
                        text = text.replace("\n", "、")
                    yield spot, Written(text, names, field_.hints, tuple(self._others(path, field_)), headed)

    def _others(self, path: str, mine: Field) -> Iterator[str]:
        """The printed names of other slots whose answers stand in the same place."""
        for field_, _ in _fields_of(self.overlay.form):
            paths = self._paths(f"fields.{field_.ids[0]}")
            if field_ is not mine and path in paths and not field_.unlabelled:
                yield field_.label
            elif len(paths) > 1 and field_.part_labels and path in paths:
                mine_at = [
                    labels[0] for p, labels in zip(paths, field_.part_labels, strict=False) if p == path and labels
                ]
                yield from mine_at if field_ is not mine or len(mine_at) > 1 else ()

    # -- rows ------------------------------------------------------------------

    def _rows(self) -> Iterator[tuple[Spot, Rows]]:
        for rows in self.overlay.form.rows():
            if self.content.rows.get(rows.id):
                path = next(iter(self._paths(f"rows.{rows.id}")), None)
                spot = self._spot(path, f"“{rows.title}”表")
                if spot is not None and spot.table is None:
                    self.missing.append(f"“{rows.title}”表：“{path}”不是表格")
                elif spot is not None:
                    yield Spot(row=None if spot.cell is not None else spot.row, table=spot.table), rows

    def _write_rows(self, spot: Spot, rows: Rows) -> None:
        order = {column.ids: number for number, column in enumerate(rows.columns)}

        def sign(number: int, column: Field, paragraph: Node) -> None:
            stamps = self.content.row_stamps.get((rows.id, number, column.ids[0]), ())
            for at, stamp in enumerate(stamps):
                unique = ROW_PICTURES + (number * len(order) + order[column.ids]) * 8 + at
                paragraph.append(picture(self.document, stamp, unique))

        write_rows(spot, rows, self.content.rows[rows.id], sign)

    # -- blocks ----------------------------------------------------------------

    def _blocks(self) -> Iterator[tuple[Region, Signed]]:
        """Every block that says something with its paragraphs; one said more often than printed gets a copy of its row."""
        regions = self._regions()
        for number, block in enumerate(self.overlay.form.blocks):
            said = [s for s in self.content.blocks if s.block is block and _says(s)]
            places = regions[number]
            for at, signed in enumerate(said):
                if at >= len(places) and (copy := self._copied(places)):
                    places.append(copy)
                if at < len(places):
                    yield places[at], signed
                else:
                    self.missing.append(f"意见栏“{block.label}”：空白表中没有它的位置，或者位置不够")

    def _regions(self) -> list[list[Region]]:
        """The paragraphs of each printed block, those of several in one cell parted at their labels."""
        spots_of = [
            [self.spots[path] for path in self._paths(f"blocks[{n}]") if path in self.spots]
            for n in range(len(self.overlay.form.blocks))
        ]
        begun = frozenset(s.paragraphs[0] for some in spots_of for s in some if s.cell is None)
        cells = [spot.cell for some in spots_of for spot in some if spot.cell is not None]
        made: list[list[Region]] = []
        for block, some in zip(self.overlay.form.blocks, spots_of, strict=True):
            names = self._names_of_others(block)
            found = [region(spot, block, begun, names) for spot in some if spot.paragraphs]
            shared = [cells.count(spot.cell) > 1 for spot in some if spot.paragraphs]
            made.append([self._parted(r) if s else r for r, s in zip(found, shared, strict=True)])
        return made

    def _parted(self, place: Region) -> Region:
        """The part of ``place`` from its block's label to the next block's."""
        names = self._names_of_others(place.block)
        kept: list[Node] = []
        for paragraph in place.paragraphs:
            text = Words(paragraph).text
            if begins_with(text, place.block.labels):
                kept = [paragraph]
            elif kept and begins_with(text, names):
                break
            elif kept:
                kept.append(paragraph)
        return Region(place.block, tuple(kept or place.paragraphs))

    def _names_of_others(self, mine: Block) -> list[str]:
        return [label for block in self.overlay.form.blocks if block is not mine for label in block.labels]

    def _copied(self, places: Sequence[Region]) -> Region | None:
        """A copy of the last place's row below it, before anything is written; ``None`` where it stands in no table."""
        row = _row_of(places[-1]) if places else None
        if row is None:
            return None
        copy = deepcopy(row)
        row.addnext(copy)
        inside, copied = list(row.iter(qn("w:p"))), list(copy.iter(qn("w:p")))
        kept = [copied[inside.index(p)] for p in places[-1].paragraphs if p in inside]
        return Region(places[-1].block, tuple(kept))


def _row_of(place: Region) -> Node | None:
    return next((node for node in place.paragraphs[0].iterancestors(qn("w:tr"))), None)


def _fields_of(form: Form) -> Iterator[tuple[Field, bool]]:
    """Every labelled field, and whether its label is a heading with the answer below."""
    yield from ((field_, False) for field_ in form.cover)
    for section in form.sections:
        if isinstance(section, Section):
            yield from ((field_, section.headed) for field_ in section.fields)


def _says(signed: Signed) -> bool:
    return bool(signed.unit or signed.opinion or signed.date or signed.stamps)
