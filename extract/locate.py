"""Where each slot's answer stands: candidates for fields, rows and opinion blocks, found by labels and structure.

Never by position alone: a part is entered by its heading or by its labels, a value stands beside, below or behind
its label, and a text that is itself a label is no value. What no slot claims is kept as an extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.document import Document, Paragraph, Picture, Table, pictures
from extract.labels import BLOCKS, COVER, FieldTarget, LabelIndex
from extract.pairs import split_pairs
from forms.evidence import Evidence
from forms.record import Extra
from forms.spec import Block, Form

SIGN_WORDS = re.compile(r"签\s*[字名章]|盖\s*章|公\s*章|[（(]\s*[章簽签]\s*[）)]|簽\s*[字名章]|蓋\s*章")
"""What an opinion block prints where it is to be signed and sealed."""
DATE_LINE = re.compile(
    r"^\s*(?:(?:[0-9０-９]{2,4}|[一二三四五六七八九十〇○零ＯO]{2,4}|[Xx×]{2,4}|20[0-9１]?[Xx×_＿]+)?[\s_＿]*年)"
    r"[\s_＿0-9０-９一二三四五六七八九十廿卅Xx×]*月[\s_＿0-9０-９一二三四五六七八九十廿卅Xx×]*[日号號]?\s*$"
    r"|^\s*\d{4}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}\s*$"
    r"|^\s*[民國国]{2}\s*\d{2,3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$"
)
"""A line that holds a date, or the blank of one, and nothing else."""
_FULL_LINE_MM = 7.0
"""A line that ends this close to the right edge of the page's text is full: a character had no more room."""
_VALUE_INDENT_MM = 8.0
"""A line set in at least this far from its label's start continues the label's value."""


@dataclass(frozen=True)
class Candidate:
    """What may be one slot's answer: the label as printed and the paragraphs of the value (at least one)."""

    target: FieldTarget
    label: str
    lines: tuple[str, ...]
    at: Evidence
    doubts: tuple[str, ...] = ()

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class RowCandidate:
    """One row of a rows table: the raw text and place of each column that the table prints."""

    cells: dict[str, tuple[str, Evidence]]


@dataclass(frozen=True)
class BlockRegion:
    """Everything that stands in one opinion block."""

    block: Block
    label: str
    paragraphs: tuple[Paragraph, ...]
    at: Evidence

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

    def enter(self, part: str) -> None:
        if part not in self.parts:
            self.parts.append(part)


def locate(document: Document, form: Form, titles: frozenset[int] = frozenset()) -> Located:
    """The candidates for every slot of ``form``; ``titles`` are the ids of paragraphs that are the form's title."""
    walk = _Walk(LabelIndex(form), titles, _right_edges(document))
    for item in document.flow:
        if isinstance(item, Table):
            walk.close_paragraphs()
            walk.table(item)
        else:
            walk.paragraph(item)
    walk.close_paragraphs()
    return walk.found


class _Walk:
    """The walk over one document: the part it is in, and the label or block whose text is still going on."""

    def __init__(self, index: LabelIndex, titles: frozenset[int], right_edges: dict[int, float]) -> None:
        self.index = index
        self.titles = titles
        self.right_edges = right_edges
        self.found = Located()
        self.part = COVER
        self.open_field: _OpenField | None = None
        self.open_block: _OpenBlock | None = None

    # -- parts ---------------------------------------------------------------

    def enter(self, part: str) -> None:
        self.close_paragraphs()
        self.part = part
        self.found.enter(part)

    def close_paragraphs(self) -> None:
        """End the label and the block whose text was going on in paragraphs."""
        if self.open_field:
            self.found.fields.append(self.open_field.candidate())
            self.open_field = None
        if self.open_block:
            self.found.blocks.append(self.open_block.region())
            self.open_block = None

    # -- paragraphs ----------------------------------------------------------

    def paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if id(paragraph) in self.titles:
            self.close_paragraphs()
        elif heading := self.index.heading(text):
            self.enter(heading)
            self._stray(paragraph.pictures)
        elif self._begins_block(paragraph):
            self.found.enter(BLOCKS)
        elif self.open_block:
            self.open_block.paragraphs.append(paragraph)
        elif not self._pairs(paragraph):
            self._loose(paragraph)
            self._stray(paragraph.pictures)
        else:
            self._stray(paragraph.pictures)

    def _stray(self, found: Iterable[Picture]) -> None:
        if self.part != COVER:
            self.found.strays.extend(found)

    def _begins_block(self, paragraph: Paragraph) -> bool:
        """Start a block at a paragraph that is its label, alone or before a colon, inside the blocks part."""
        if self.part != BLOCKS:
            return False
        label, colon, rest = _cut_at_colon(paragraph.text)
        block = self.index.block(label)
        if not block or (SIGN_WORDS.search(label) and not colon and self.open_block and not rest):
            return False
        self.close_paragraphs()
        kept = Paragraph(rest, paragraph.at, paragraph.pictures)
        self.open_block = _OpenBlock(block, label.strip(), paragraph.at, [kept] if rest or kept.pictures else [])
        return True

    def _pairs(self, paragraph: Paragraph) -> bool:
        """Take the label/value pairs of a paragraph; whether there was any."""
        lines = paragraph.text.split("\n")
        taken = False
        for line in lines:
            pairs = split_pairs(line, lambda label: self.index.is_label(label, self.part))
            if not pairs and taken and line.strip():
                self._continue(line, paragraph, sure=False)
            for pair in pairs:
                taken = True
                self._close_field()
                if pair.known:
                    self._open(pair.label, pair.value, paragraph)
                else:
                    self.found.extras.append(Extra(pair.label, pair.value, paragraph.at))
        return taken

    def _open(self, label: str, value: str, paragraph: Paragraph) -> None:
        target = pick_target(self.index.field_targets(label, self.part), self.found.fields)
        self.found.enter(self.part)
        self.open_field = _OpenField(target, label, [value] if value else [], paragraph.at, paragraph.at)

    def _close_field(self) -> None:
        if self.open_field:
            self.found.fields.append(self.open_field.candidate())
            self.open_field = None

    def _loose(self, paragraph: Paragraph) -> None:
        """A paragraph that is no label: the bare date of a cover, more of an open value, or nothing of ours."""
        text = paragraph.text.strip()
        if not text:
            if self.open_field and not self.open_field.prose:
                self._close_field()
        elif DATE_LINE.match(text) and (date := self._bare_date()):
            self._close_field()
            self.found.enter(self.part)
            self.found.fields.append(Candidate(date, "", (text,), paragraph.at))
        elif self.open_field:
            self._continue(text, paragraph, sure=self.open_field.prose or self._set_in(paragraph))

    def _continue(self, text: str, paragraph: Paragraph, sure: bool) -> None:
        if self.open_field:
            if self.open_field.lines and self._wrapped(self.open_field.last, paragraph.at):
                self.open_field.lines[-1] += text
            else:
                self.open_field.lines.append(text)
            self.open_field.last = paragraph.at
            if not sure:
                self.open_field.doubts.add("label-ambiguous")

    def _wrapped(self, before: Evidence, here: Evidence) -> bool:
        """Whether the line at ``before`` is full, so that the one at ``here`` goes on in mid-sentence."""
        if not before.box or not here.box or before.page is None or before.page != here.page:
            return False
        return self.right_edges[before.page] - before.box.x1 < _FULL_LINE_MM

    def _set_in(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph stands under the open value, set in from its label."""
        first, here = self.open_field.at if self.open_field else None, paragraph.at
        if not first or not first.box or not here.box or first.page != here.page:
            return False
        return here.box.x0 - first.box.x0 >= _VALUE_INDENT_MM

    def _bare_date(self) -> FieldTarget | None:
        """The cover's date slot while no date has been found for it."""
        if self.part != COVER:
            return None
        for candidate in self.index.form.cover:
            if type(candidate.kind).__name__ == "Date":
                taken = any(found.target.field is candidate for found in self.found.fields)
                open_ = self.open_field is not None and self.open_field.target.field is candidate
                return None if taken or open_ else FieldTarget(candidate)
        return None

    # -- tables --------------------------------------------------------------

    def table(self, table: Table) -> None:
        from extract.locate_table import TableWalk

        walk = TableWalk(self.index, self.found, table, self.part)
        walk.run()
        self.part = walk.part


@dataclass
class _OpenField:
    """A label met in running text, with what has been read of its value so far."""

    target: FieldTarget
    label: str
    lines: list[str]
    at: Evidence
    last: Evidence
    doubts: set[str] = field(default_factory=set)

    @property
    def prose(self) -> bool:
        """Whether the slot holds prose, which may run over any number of paragraphs."""
        kind = self.target.field.kind
        return type(kind).__name__ == "LongText"

    def candidate(self) -> Candidate:
        return Candidate(self.target, self.label, tuple(self.lines), self.at, tuple(sorted(self.doubts)))


@dataclass
class _OpenBlock:
    block: Block
    label: str
    at: Evidence
    paragraphs: list[Paragraph]

    def region(self) -> BlockRegion:
        return BlockRegion(self.block, self.label, tuple(self.paragraphs), self.at)


def _right_edges(document: Document) -> dict[int, float]:
    """The right edge of everything on each page, in millimetres."""
    edges: dict[int, float] = {}
    for item in document.flow:
        if item.at.page is not None and item.at.box:
            edges[item.at.page] = max(item.at.box.x1, edges.get(item.at.page, 0.0))
    return edges


def pick_target(targets: tuple[FieldTarget, ...], found: list[Candidate]) -> FieldTarget:
    """Of several fields with one label, the one whose sister part was met last, or the first not yet found."""
    if len(targets) == 1:
        return targets[0]
    for earlier in reversed(found):
        for target in targets:
            if target.field is earlier.target.field and target.part != earlier.target.part:
                return target
    taken = {(candidate.target.field.ids, candidate.target.part) for candidate in found}
    return next((target for target in targets if (target.field.ids, target.part) not in taken), targets[0])


def _cut_at_colon(text: str) -> tuple[str, bool, str]:
    head, colon, rest = re.match(r"([^:：]*)([:：]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    return head, bool(colon), rest.strip()
