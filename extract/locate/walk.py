"""Where each slot's answer stands: candidates for fields, rows and opinion blocks, found by labels and structure.

Never by position alone: a part is entered by its heading or by its labels, a value stands beside, below or behind
its label, and a text that is itself a label is no value. What no slot claims is kept as an extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document import Document, Paragraph, Picture, Table, paragraphs, pictures
from extract.layout.line_places import left_edges, right_edges
from extract.locate.abreast_signing import parted_prompts, shared_dates
from extract.locate.answers_below import answers_below
from extract.locate.blocks import BlockStarts
from extract.locate.filled_labels import filled_labels
from extract.locate.headed import Numbering, heading_of, headings_below
from extract.locate.lines_with_labels import parted_lines
from extract.locate.located import DOUBTFUL_LABEL, Located
from extract.locate.loose import NUMBERED, LooseLines
from extract.locate.open_parts import OpenNote
from extract.locate.paired import Pairs
from extract.locate.rescue import rescue
from extract.locate.signed_below import signed_below
from extract.locate.single_colons import single_colons
from extract.locate.stamped_dates import leave_dates_above
from extract.locate.state import WalkState
from extract.locate.table import TableWalk
from extract.locate.under_headings import HeadedProse
from extract.locate.unheld import unheld_seals
from extract.locate.wrapped_labels import whole_labels
from extract.words.labels import BLOCKS, COVER, LabelIndex, heading_key
from extract.words.pairs import cut_at_colon, split_pairs
from extract.words.titles import begins_title
from forms.patterns import late
from forms.script import fold
from forms.spec import Form, Rows
from forms.types import MonthRange

_OPINIONS = late(r"^(?:(?:各|有关|相关)?(?:单位|部门|方面?))?(?:签署|审核|审查|审批)?意见$")
_ENCLOSED = "附"
"""附件：… names a form in a letter in front of it."""
_NOTES = re.compile(r"^(?:(?:填[表报写]|编写|填表的?)?(?:说明|须知|注意事项)|注意?|备注)$")


def locate(document: Document, form: Form, titles: frozenset[int] = frozenset()) -> Located:
    """The candidates for every slot of ``form``; ``titles`` are the ids of paragraphs that are the form's title."""
    index, edges = LabelIndex.of(form), right_edges(document)
    state = WalkState(index, titles, edges, left_edges(document), answers_below(document, index))
    colons = single_colons(document.flow, titles)
    labelled = list(filled_labels(list(whole_labels(colons, index, edges)), index, edges))
    flow = list(parted_lines(labelled, index))
    flow = list(parted_prompts(flow, index, document.read))
    state.signed = signed_below(flow)
    lines = [(id(item), item.text.strip()) for item in flow if isinstance(item, Paragraph)]
    state.headings_below = headings_below(lines, index)
    state.lines = lines
    walk = Walk(state)
    for item in flow:
        if isinstance(item, Table):
            walk.table(item)
        else:
            walk.paragraph(item)
    state.close_paragraphs()
    state.close_plan()
    state.found.blocks = shared_dates(state.found.blocks)
    state.found.doubt_prose_before_repeated()
    rescue(state.found, index)
    leave_dates_above(state.found)
    state.found.strays += unheld_seals(document, state.found)
    return state.found


class Walk:
    """The walk over one document, paragraph by paragraph and table by table."""

    def __init__(self, state: WalkState) -> None:
        self.state = state
        self.lines = LooseLines(state)
        self.pairs = Pairs(state, self.lines)
        self.blocks = BlockStarts(state)
        self.headed = HeadedProse(state, self.lines, self.pairs)
        self._titled = False

    def paragraph(self, paragraph: Paragraph) -> None:
        state = self.state
        text = paragraph.text.strip()
        self._title(paragraph, text)
        if id(paragraph) in state.titles:
            state.close_paragraphs()
            state.before_title = False
        elif self.blocks.begin(paragraph, text) or self.blocks.begin_misread(paragraph, text):
            pass
        elif heading := state.heading(text) or self._heads_opinions(paragraph, text):
            state.abreast = 0
            state.counted = Numbering.of(text)
            self._enter_at(heading)
            self._stray(paragraph.pictures)
        elif self._note(paragraph, text):
            self._stray(paragraph.pictures)
        elif state.open_block:
            state.open_block.paragraphs.append(paragraph)
        else:
            self._enter_headed(text)
            if state.part in state.index.headed:
                self.headed.paragraph(paragraph)
            elif not self._plan_line(paragraph, text) and not self.pairs.take(paragraph):
                self.lines.take(paragraph, text)
            self._stray(paragraph.pictures)

    def _title(self, paragraph: Paragraph, text: str) -> None:
        """Leave a letter's date at the form's first title; one that a cover prints once more has the cover above it."""
        if self.state.part != COVER or paragraph.at.is_scanned:
            return
        begun = begins_title(text)
        if begun and not self._titled:
            self.lines.leave_dates()
        self._titled |= (begun or id(paragraph) in self.state.titles) and not text.startswith(_ENCLOSED)

    def _heads_opinions(self, paragraph: Paragraph, text: str) -> str | None:
        """The part of the opinions where a line that says 意见 and no more stands outside of them.

        A scrap of a scan may say it, and on the cover or right below a label it is an answer, in the latter case in doubt.
        """
        state = self.state
        elsewhere = paragraph.at.is_scanned or state.open_block or state.part in (COVER, BLOCKS)
        if elsewhere or not _OPINIONS.match(heading_key(text)):
            return None
        awaiting = state.open_field if state.open_field and not any(state.open_field.lines) else None
        if awaiting is None:
            return BLOCKS
        awaiting.doubts.add(DOUBTFUL_LABEL)
        return None

    def _enter_at(self, part: str) -> None:
        """Enter ``part`` at its heading; prose that it ends may hold these words, above all where the part was met."""
        state = self.state
        opened = state.open_field
        prose = opened is not None and opened.prose
        if opened is not None and prose and part in state.found.parts:
            opened.doubts.add(DOUBTFUL_LABEL)
        before = len(state.found.fields)
        state.enter(part)
        state.prose_before = before if prose else None

    def _enter_headed(self, text: str) -> None:
        """Enter the part whose labels are headings at the first of them, where its own heading is not printed."""
        state = self.state
        if state.part in state.index.headed or state.part == BLOCKS or state.index.own_targets(text, state.part):
            return
        if part := state.heads(text):
            state.enter(part)

    def _stray(self, found: Iterable[Picture]) -> None:
        if self.state.part != COVER:
            self.state.found.strays.extend(found)

    def _note(self, paragraph: Paragraph, text: str) -> bool:
        """Begin or go on with notes on how to fill in the form, or a list of enclosures; labels there are no slots."""
        state = self.state
        label, colon, rest = cut_at_colon(text)
        encloses = state.open_block is not None and state.open_block.ends_before(text)
        if encloses or (0 < len(label) <= 12 and _NOTES.match(fold(label))):
            if state.open_aside is not None and rest and not encloses:
                return False
            if state.open_note and state.open_note.after is not None and rest and not encloses:
                state.open_note.take(text, paragraph.at)
                return True
            prose = bool(rest) and state.open_field is not None and state.open_field.prose
            state.close_paragraphs()
            after = len(state.found.fields) - 1 if prose else None
            state.open_note = OpenNote(
                label, [rest] if rest else [], paragraph.at, paragraph.at, after=after, begins=text
            )
            return True
        if state.open_note is None:
            return False
        if "\t" in label:
            label, colon = label.split("\t")[0], True
        apart, counted_out = state.open_note.ends_at(paragraph.at), state.open_note.counts_out(text)
        slot = state.known(label) and (not NUMBERED.match(text) or counted_out)
        remark = cut_at_colon(state.open_note.begins)[2] and state.part != COVER and not paragraph.at.is_scanned
        awaited = slot and colon and (counted_out or remark) and not self._answered(label)
        if state.open_note.after is not None and self._follows(text, label if slot else ""):
            state.open_note.go_back(state.found)
            state.open_note = None
            return False
        if (apart and slot) or awaited or ((apart or counted_out) and state.heads(text)):
            state.close_paragraphs()
            return False
        state.open_note.take(text, paragraph.at)
        return True

    def _follows(self, text: str, label: str) -> bool:
        """Whether ``text`` is the heading, or begins with the ``label``, of a slot that has not been met."""
        heading = self.state.heads(text) == self.state.part and heading_of(text, self.state.index, self.state.part)
        if heading:
            return not any(self.state.found.holds(target.field) for target in heading.targets)
        return bool(label) and not self._answered(label)

    def _answered(self, label: str) -> bool:
        """Whether a slot that ``label`` names has been met."""
        targets = self.state.index.field_targets(label, self.state.part)
        return any(self.state.found.holds(target.field) for target in targets)

    def _plan_line(self, paragraph: Paragraph, text: str) -> bool:
        """Keep a line of a plan that is written as running text."""
        state = self.state
        if (
            not text
            or state.open_field
            or not any(_may_be_told(rows) for rows in state.index.form.rows() if rows.id == state.part)
        ):
            return False
        if any(pair.known for pair in split_pairs(text, state.known)):
            return False
        state.plan.append(paragraph)
        state.plan_part = state.part
        return True

    def table(self, table: Table) -> None:
        """Walk a table, or take it as the answer that the paragraph before it asks for."""
        state = self.state
        waiting = state.open_block is not None or (state.open_field is not None and not state.open_field.lines)
        walk = TableWalk(state.index, state.found, table, state.part, state.titles)
        if waiting and not walk.has_labels():
            self._absorb(table)
            return
        state.close_paragraphs()
        walk.run()
        if walk.part != state.part:
            state.close_plan()
        state.part = walk.part
        state.before_title = False

    def _absorb(self, table: Table) -> None:
        """Take all that a table without labels holds as more of the open block or answer."""
        state = self.state
        inside = list(paragraphs((table,)))
        if state.open_block:
            state.open_block.paragraphs.extend(inside)
        elif state.open_field:
            state.open_field.lines += [line.text for line in inside if line.text.strip()]
            self._stray(pictures((table,)))


def _may_be_told(rows: Rows) -> bool:
    """Whether rows may be written as sentences, each with its period of time; other sentences belong to no row."""
    return any(isinstance(column.kind, MonthRange) for column in rows.columns)
