"""Where each slot's answer stands: candidates for fields, rows and opinion blocks, found by labels and structure.

Never by position alone: a part is entered by its heading or by its labels, a value stands beside, below or behind
its label, and a text that is itself a label is no value. What no slot claims is kept as an extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.answers_below import answers_below
from extract.document import Document, Paragraph, Picture, Table, paragraphs, pictures
from extract.headed import Numbering, heading_of
from extract.labels import BLOCKS, COVER, SIGN_WORDS, LabelIndex
from extract.line_places import left_edges, right_edges
from extract.locate_headed import HeadedProse
from extract.locate_loose import NUMBERED, LooseLines
from extract.located import DOUBTFUL_LABEL, Located, pick_target
from extract.misread_names import misread_block
from extract.open_parts import OpenAside, OpenBlock, OpenField, OpenNote
from extract.opinion import is_dated
from extract.pairs import cut_at_colon, has_colon, split_pairs
from extract.plan_lines import plan_rows
from extract.rescue import rescue
from extract.signed_below import APART, signed_below
from extract.stamped_dates import leave_dates_above
from extract.wrapped_labels import whole_labels
from forms.evidence import Evidence
from forms.script import fold
from forms.spec import Block, Field, Form, Needs
from forms.types import Text

_NOTES = re.compile(r"^(?:(?:填[表报写]|编写|填表的?)?(?:说明|须知|注意事项)|注意?|备注)$")
_COLON = re.compile("[:：]")
_FAR_SCRAP = re.compile(r"\s{4,}\S{1,2}$")
"""A character or two far behind a heading: what was read of a seal's rim at the page's edge."""
_SHORT_PAIR = 30
"""Characters up to which an unknown label with its value may be a slot that interrupts prose."""


def locate(document: Document, form: Form, titles: frozenset[int] = frozenset()) -> Located:
    """The candidates for every slot of ``form``; ``titles`` are the ids of paragraphs that are the form's title."""
    index, edges = LabelIndex.of(form), right_edges(document)
    walk = Walk(index, titles, edges, left_edges(document), answers_below(document, index))
    flow = list(whole_labels(document.flow, index, edges))
    walk.signed = signed_below(flow)
    for item in flow:
        if isinstance(item, Table):
            walk.table(item)
        else:
            walk.paragraph(item)
    walk.close_paragraphs()
    walk.close_plan()
    rescue(walk.found, walk.index)
    leave_dates_above(walk.found)
    return walk.found


class Walk:
    """The walk over one document: the part it is in, and the label, block or note whose text is still going on."""

    def __init__(
        self,
        index: LabelIndex,
        titles: frozenset[int],
        right_edges: dict[int, float],
        left_edges: dict[int, float],
        answers_below: dict[int, float],
    ) -> None:
        self.index = index
        self.titles = titles
        self.right_edges, self.left_edges, self.answers_below = right_edges, left_edges, answers_below
        self.found = Located()
        self.part = COVER
        self.open_field: OpenField | None = None
        self.open_block: OpenBlock | None = None
        self.open_note: OpenNote | None = None
        self.open_aside: OpenAside | None = None
        self.counted = Numbering()
        """How the heading of the part is numbered."""
        self.plan: list[Paragraph] = []
        self.plan_part = ""
        self.abreast = 0
        """How many pairs stand in the line before without a colon, as in a table without rulings."""
        self.colon = False
        """Whether the pairs of the line that is being read have colons."""
        self.prose_before: int | None = None
        """The number of the prose that the last pairs have ended."""
        self.before_title = bool(titles)
        self.signed: frozenset[int] = frozenset()
        """The ids of the paragraphs below which somebody signs."""
        self.lines = LooseLines(self)

    # -- parts ---------------------------------------------------------------

    def enter(self, part: str) -> None:
        self.close_paragraphs()
        self.close_plan()
        self.prose_before = None
        self.part = part
        self.found.enter(part)

    def close_paragraphs(self) -> None:
        """End the label, the block and the note whose text was going on in paragraphs."""
        self.close_field()
        if self.open_block:
            self.open_block.close(self.found)
            self.open_block = None
        if self.open_note:
            self.found.leave(self.open_note.label, "\n".join(self.open_note.lines), self.open_note.at)
            self.open_note = None

    def close_plan(self) -> None:
        """Make rows of a plan written as running text; beside a table such lines are mere remarks."""
        if not self.plan:
            return
        rows = self.index.form.rows_of(self.plan_part)
        if self.found.rows.get(rows.id):
            for line in self.plan:
                self.found.leave("", line.text.strip(), line.at)
        else:
            self.found.rows[rows.id] = plan_rows(self.plan, rows, self.index)
        self.plan = []

    def close_field(self) -> None:
        if self.open_field:
            self.found.fields.append(self.open_field.candidate())
            self.open_field = None
        if self.open_aside:
            self.open_aside.close(self.found)
            self.open_aside = None

    # -- paragraphs ----------------------------------------------------------

    def paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if id(paragraph) in self.titles:
            self.close_paragraphs()
            self.before_title = False
        elif self._begins_block(paragraph, text) or self._begins_misread_block(paragraph, text):
            pass
        elif heading := self._heading(text):
            self.abreast = 0
            self.counted = Numbering.of(text)
            self._enter_at(heading)
            self._stray(paragraph.pictures)
        elif self._note(paragraph, text):
            self._stray(paragraph.pictures)
        elif self.open_block:
            self.open_block.paragraphs.append(paragraph)
        else:
            self._enter_headed(text)
            if self.part in self.index.headed:
                HeadedProse(self).paragraph(paragraph)
            elif not self._plan_line(paragraph, text) and not self.pairs(paragraph):
                self.lines.take(paragraph, text)
            self._stray(paragraph.pictures)

    def _enter_at(self, part: str) -> None:
        """Enter ``part`` at its heading; prose that it ends may hold these words, above all where the part was met."""
        opened = self.open_field
        prose = opened is not None and opened.prose
        if opened is not None and prose and part in self.found.parts:
            opened.doubts.add(DOUBTFUL_LABEL)
        before = len(self.found.fields)
        self.enter(part)
        self.prose_before = before if prose else None

    def _enter_headed(self, text: str) -> None:
        """Enter the part whose labels are headings at the first of them, where its own heading is not printed."""
        if self.part in self.index.headed or self.part == BLOCKS or self.index.own_targets(text, self.part):
            return
        if part := self._heads(text):
            self.enter(part)

    def _heads(self, text: str) -> str | None:
        """The part whose labels are headings, of which ``text`` is one."""
        return next((part for part in self.index.headed if heading_of(text, self.index, part)), None)

    def _heading(self, text: str) -> str | None:
        """The part that ``text`` heads; words that only end in 意见 head nothing inside an answer under a heading."""
        within = self.open_field is not None and self.open_field.headed
        found = self.index.named_heading(text) if within else self.index.heading(text)
        return found or self.index.named_heading(_FAR_SCRAP.sub("", text))

    def _stray(self, found: Iterable[Picture]) -> None:
        if self.part != COVER:
            self.found.strays.extend(found)

    def _begins_block(self, paragraph: Paragraph, text: str) -> bool:
        """Start a block at a paragraph that is its label, alone or before a colon.

        Outside the blocks part only 意见 makes a block of a unit's label.
        """
        if not text or (self.open_note and NUMBERED.match(text)):
            return False
        label, colon, rest = cut_at_colon(paragraph.text)
        if apart := self._block_apart(text):
            label, colon, rest = apart[1], False, apart[2]
        if named := self._named_above_signing(paragraph):
            block, label, rest = named
        elif self.part == BLOCKS and not rest and self.index.foreign_block(label):
            block = None
        elif self.part == BLOCKS or "意" in label:
            block = self.index.block(label) if self.part == BLOCKS else self.index.opinion_block(label)
            block = block or self.index.signed_block(label)
            if not block or (not rest and self._signs(label, colon)):
                return False
        elif not (block := self.index.signed_block(label)) or (rest and self.index.own_targets(label, self.part)):
            return False
        if block and block == self.index.signed_block(label) and self._goes_on_with(block):
            return False
        self._open_block(block, label.strip(), rest, paragraph)
        return True

    def _open_block(self, block: Block | None, label: str, rest: str, name: Paragraph, *, unsure: bool = False) -> None:
        """Open a block at the paragraph that holds its ``name``, with what stands beside it."""
        self.enter(BLOCKS)
        kept = Paragraph(rest, name.at, name.pictures)
        self.open_block = OpenBlock(block, label, name.at, [kept] if rest or kept.pictures else [], unsure)

    def _begins_misread_block(self, paragraph: Paragraph, text: str) -> bool:
        """Start a block, in doubt, at a paragraph of a scan that is almost its name."""
        apart = APART.match(text)
        label, rest = (apart[1], apart[2]) if apart else (text, "")
        if not paragraph.at.is_scanned or self.known(label) or self._heading(label):
            return False
        if self.part != BLOCKS and "意" not in label and not SIGN_WORDS.search(label):
            return False
        block = misread_block(label, self.index)
        if block is None or (self.open_block is not None and self.open_block.block is block):
            return False
        self._open_block(block, label, rest, paragraph, unsure=True)
        return True

    def _block_apart(self, text: str) -> re.Match[str] | None:
        """A block's name that stands in a column of its own, with what stands beside it: an opinion, or its beginning."""
        apart = APART.match(text)
        if apart is None or self.index.block(cut_at_colon(text)[0]) or _COLON.search(apart[1]):
            return None
        block = self.index.block(apart[1]) if self.part == BLOCKS else self.index.opinion_block(apart[1])
        return apart if block and not SIGN_WORDS.search(apart[1]) else None

    def _named_above_signing(self, paragraph: Paragraph) -> tuple[Block, str, str] | None:
        """The block whose bare name stands in a column of its own before any 意见, with what stands beside its name.

        A name that is a slot's label as well is a block's only once that slot is met.
        """
        if self.part == BLOCKS or id(paragraph) not in self.signed:
            return None
        apart = APART.match(paragraph.text.strip())
        label, rest = (apart[1], apart[2]) if apart else (paragraph.text.strip(), "")
        block = self.index.block(label)
        if block is None or Needs.OPINION not in block.needs or _COLON.search(label):
            return None
        slots = self.index.field_targets(label, self.part)
        return (block, label, rest) if all(self._answered(slot.field) for slot in slots) else None

    def _answered(self, slot: Field) -> bool:
        opened = self.open_field
        return self.found.holds(slot) or (opened is not None and opened.target.field is slot and bool(opened.lines))

    def _goes_on_with(self, block: Block) -> bool:
        """Whether the name of ``block`` asks for a signature within it, and begins no second one of its kind."""
        if self.open_block is None or self.open_block.block is not block:
            return False
        several = block.repeated or sum(one.id == block.id for one in self.index.form.blocks) > 1
        return not several or not any(is_dated(line.text) for line in self.open_block.paragraphs)

    def _signs(self, label: str, colon: bool) -> bool:
        """Whether a block's name asks for a signature or seal below something else, and begins no block."""
        if not SIGN_WORDS.search(label) or "意" in label or self.index.signed_block(label):
            return False
        return bool(self.open_block and not colon) or bool(self.found.blocks and not self.open_block)

    def _note(self, paragraph: Paragraph, text: str) -> bool:
        """Begin or go on with notes on how to fill in the form, whose labels are no slots; whether it was one."""
        label, _, rest = cut_at_colon(text)
        if 0 < len(label) <= 12 and _NOTES.match(fold(label)):
            self.close_paragraphs()
            self.open_note = OpenNote(label, [rest] if rest else [], paragraph.at, paragraph.at)
            return True
        if self.open_note is None:
            return False
        slot = self.known(label) and not NUMBERED.match(text)
        apart = self.open_note.ends_at(paragraph.at)
        if (apart and slot) or ((apart or self.open_note.counts_out(text)) and self._heads(text)):
            self.close_paragraphs()
            return False
        self.open_note.take(text, paragraph.at)
        return True

    def _plan_line(self, paragraph: Paragraph, text: str) -> bool:
        """Keep a line of a plan that is written as running text."""
        if not text or self.open_field or not any(rows.id == self.part for rows in self.index.form.rows()):
            return False
        if any(pair.known for pair in split_pairs(text, self.known)):
            return False
        self.plan.append(paragraph)
        self.plan_part = self.part
        return True

    # -- pairs ---------------------------------------------------------------

    def known(self, label: str) -> bool:
        return self.index.is_label(label, self.part)

    def pairs(self, paragraph: Paragraph) -> bool:
        """Take the label/value pairs of a paragraph; whether there was any."""
        taken = False
        for line in paragraph.text.split("\n"):
            pairs = split_pairs(line, self.known)
            if not pairs and not taken:
                continue
            taken = True
            self.abreast = len(pairs) if len(pairs) > 1 and not _COLON.search(line) else 0
            if not pairs or (not pairs[0].known and self._in_prose(line)):
                self.lines.take(Paragraph(line.strip(), paragraph.at), line.strip())
                continue
            self.colon = has_colon(line)
            for pair in pairs:
                self.pair(pair.label, pair.value, pair.known, paragraph.at)
                if pair.doubtful and self.open_field:
                    self.open_field.doubts.add(DOUBTFUL_LABEL)
        return taken

    def _in_prose(self, line: str) -> bool:
        """Whether a line with a colon is part of the prose that is being read; a short one makes that doubtful."""
        if self.open_field is None or not self.open_field.prose:
            return False
        if len(line.strip()) <= _SHORT_PAIR and not NUMBERED.match(line):
            self.open_field.doubts.add(DOUBTFUL_LABEL)
        return True

    def pair(self, label: str, value: str, known: bool, at: Evidence) -> None:
        self._doubt_unanswered(label, value, known)
        if self.open_field and self.open_field.prose and self.open_field.lines:
            self.prose_before = len(self.found.fields)
        self.close_field()
        if not known or self.before_title:
            self.found.leave(label, value, at)
            return
        target = pick_target(self.index.field_targets(label, self.part), self.found.fields)
        self.found.enter(self.part)
        self.open_field = OpenField(target, label, [value] if value else [], at, at, by_colon=self.colon)

    def _doubt_unanswered(self, label: str, value: str, known: bool) -> None:
        """Doubt an answer that has not begun, where what follows its colon reads like a label, and may be it."""
        opened = self.open_field
        if opened is None or opened.lines or not opened.by_colon:
            return
        own = known and self.index.own_targets(label, self.part)
        if not own and isinstance(opened.target.field.kind, Text):
            opened.doubts.add(DOUBTFUL_LABEL)
        targets = self.index.field_targets(label, self.part)
        again = opened.prose and any(self.found.holds(target.field) for target in targets)
        if again or (not value and not self.colon):
            opened.doubts.add(DOUBTFUL_LABEL)

    # -- tables --------------------------------------------------------------

    def table(self, table: Table) -> None:
        """Walk a table, or take it as the answer that the paragraph before it asks for."""
        from extract.locate_table import TableWalk

        waiting = self.open_block is not None or (self.open_field is not None and not self.open_field.lines)
        walk = TableWalk(self.index, self.found, table, self.part, self.titles)
        if waiting and not walk.has_labels():
            self._absorb(table)
            return
        self.close_paragraphs()
        walk.run()
        if walk.part != self.part:
            self.close_plan()
        self.part = walk.part
        self.before_title = False

    def _absorb(self, table: Table) -> None:
        """Take all that a table without labels holds as more of the open block or answer."""
        inside = list(paragraphs((table,)))
        if self.open_block:
            self.open_block.paragraphs.extend(inside)
        elif self.open_field:
            self.open_field.lines += [line.text for line in inside if line.text.strip()]
            self._stray(pictures((table,)))
