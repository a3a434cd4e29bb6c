"""Where an opinion block begins in running text: at its name, alone, before a colon, or in a column of its own."""

from __future__ import annotations

import re

from extract.document import Paragraph
from extract.locate.bare_signing import block_signed_bare
from extract.locate.headed import Heading, heading_of
from extract.locate.located import DOUBTFUL_LABEL
from extract.locate.loose import NUMBERED
from extract.locate.open_parts import OpenBlock, OpenField
from extract.locate.signed_below import APART
from extract.locate.state import WalkState
from extract.words.labels import BLOCKS, SIGN_WORDS
from extract.words.misread_names import misread_block
from extract.words.opinion import is_dated
from extract.words.pairs import cut_at_colon
from extract.words.prompts import asks
from forms.spec import Block, Field, Needs
from forms.types import Date

_COLON = re.compile("[:：]")


class BlockStarts:
    """Opens the blocks of a walk."""

    def __init__(self, walk: WalkState) -> None:
        self.walk = walk

    def begin(self, paragraph: Paragraph, text: str) -> bool:
        """Start a block at a paragraph that is its label, alone or before a colon.

        Outside the blocks part only 意见 makes a block of a unit's label.
        """
        if not text or (self.walk.open_note and NUMBERED.match(text)):
            return False
        if bare := block_signed_bare(self.walk, id(paragraph), text):
            self._open(bare, "", text, paragraph)
            return True
        label, colon, rest = cut_at_colon(paragraph.text)
        if apart := self._block_apart(text):
            label, colon, rest = apart[1], False, apart[2]
        if named := self._named_above_signing(paragraph):
            block, label, rest = named
        elif self.walk.part == BLOCKS and not rest and self.walk.index.foreign_block(label):
            if self._misread(label, paragraph):
                return False
            block = None
        elif self.walk.part == BLOCKS or "意" in label:
            block = self.walk.index.block(label) if self.walk.part == BLOCKS else self.walk.index.opinion_block(label)
            block = block or self.walk.index.signed_block(label)
            if not block or (not rest and self._signs(label, colon)):
                return False
        elif not (block := self.walk.index.signed_block(label)) or (
            rest and self.walk.index.own_targets(label, self.walk.part)
        ):
            return False
        if block and block == self.walk.index.signed_block(label) and self._goes_on_with(block):
            return False
        if rest.strip() and self._within_prose(paragraph):
            return False
        self._open(block, label.strip(), rest, paragraph)
        return True

    def _within_prose(self, paragraph: Paragraph) -> bool:
        """Whether a block's name with words behind it stands in prose: the next heading is yet to come.

        The prose is in doubt then.
        """
        opened = self.walk.open_field or self._before_remark()
        if opened is None or not opened.prose or (paragraph.at.is_scanned and not opened.headed):
            return False
        below = self.walk.headings_below.get(id(paragraph), ())
        if opened.headed and not any(self._is_next(heading, opened) for heading in below):
            return False
        if not opened.headed and not self._goes_on_unsigned(paragraph, opened):
            return False
        opened.doubts.add(DOUBTFUL_LABEL)
        return True

    def _before_remark(self) -> OpenField | None:
        """The prose in which a remark (备注：…) stands that is being read."""
        note = self.walk.open_note
        if note is None or note.after is None:
            return None
        prose = self.walk.found.fields[note.after]
        headed = self.walk.part in self.walk.index.headed
        return OpenField(prose.target, prose.label, list(prose.lines), prose.at, prose.at, headed=headed)

    def _goes_on_unsigned(self, paragraph: Paragraph, opened: OpenField) -> bool:
        """Whether a slot of the same part that is not met yet stands below, and nobody signs or dates before it."""
        walk, text = self.walk, ""
        numbers = [number for number, _ in walk.lines]
        at = numbers.index(id(paragraph)) if id(paragraph) in numbers else len(numbers)
        for _, text in walk.lines[at + 1 :]:
            if walk.heading(text):
                return False
            if (heading := heading_of(text, walk.index, walk.part)) and self._is_open(heading, opened):
                return True
            if is_dated(text) or (asks(text) and not text.endswith("。")):
                return False
        return False

    def _is_open(self, heading: Heading, opened: OpenField) -> bool:
        """Whether ``heading`` names a slot that is not met yet."""
        slots = [target.field for target in heading.targets]
        return opened.target.field not in slots and not any(map(self.walk.found.holds, slots))

    def _open(self, block: Block | None, label: str, rest: str, name: Paragraph, *, unsure: bool = False) -> None:
        """Open a block at the paragraph that holds its ``name``, with what stands beside it."""
        self.walk.enter(BLOCKS)
        kept = Paragraph(rest, name.at, name.pictures)
        self.walk.open_block = OpenBlock(block, label, name.at, [kept] if rest or kept.pictures else [], unsure)

    def _is_next(self, heading: Heading, opened: OpenField) -> bool:
        """Whether ``heading`` is numbered next after that of the open answer, or is one without number of a slot not met.

        A date may stand below the blocks.
        """
        if heading.numbering.style:
            return heading.numbering.follows(opened.numbering)
        slots = [target.field for target in heading.targets if not isinstance(target.field.kind, Date)]
        return bool(slots) and opened.target.field not in slots and not any(map(self.walk.found.holds, slots))

    def begin_misread(self, paragraph: Paragraph, text: str) -> bool:
        """Start a block, in doubt, at a paragraph of a scan that is almost its name."""
        apart = APART.match(text)
        label, rest = (apart[1], apart[2]) if apart else (text, "")
        if not paragraph.at.is_scanned or self.walk.known(label) or self.walk.heading(label):
            return False
        if self.walk.part != BLOCKS and "意" not in label and not SIGN_WORDS.search(label):
            return False
        if (block := self._misread(label, paragraph)) is None:
            return False
        self._open(block, label, rest, paragraph, unsure=True)
        return True

    def _misread(self, label: str, paragraph: Paragraph) -> Block | None:
        """The block, other than the open one, that a scan's line is almost the name of."""
        block = misread_block(label, self.walk.index) if paragraph.at.is_scanned else None
        return None if self.walk.open_block is not None and self.walk.open_block.block is block else block

    def _block_apart(self, text: str) -> re.Match[str] | None:
        """A block's name that stands in a column of its own, with what stands beside it: an opinion, or its beginning."""
        apart = APART.match(text)
        if apart is None or self.walk.index.block(cut_at_colon(text)[0]) or _COLON.search(apart[1]):
            return None
        block = self.walk.index.block(apart[1]) if self.walk.part == BLOCKS else self.walk.index.opinion_block(apart[1])
        return apart if block and not SIGN_WORDS.search(apart[1]) else None

    def _named_above_signing(self, paragraph: Paragraph) -> tuple[Block, str, str] | None:
        """The block whose bare name stands in a column of its own before any 意见, with what stands beside its name.

        A name that is a slot's label as well is a block's only once that slot is met.
        """
        if self.walk.part == BLOCKS or id(paragraph) not in self.walk.signed:
            return None
        apart = APART.match(paragraph.text.strip())
        label, rest = (apart[1], apart[2]) if apart else (paragraph.text.strip(), "")
        block = self.walk.index.block(label)
        if block is None or Needs.OPINION not in block.needs or _COLON.search(label):
            return None
        slots = self.walk.index.field_targets(label, self.walk.part)
        return (block, label, rest) if all(self._answered(slot.field) for slot in slots) else None

    def _answered(self, slot: Field) -> bool:
        opened = self.walk.open_field
        return self.walk.found.holds(slot) or (
            opened is not None and opened.target.field is slot and bool(opened.lines)
        )

    def _goes_on_with(self, block: Block) -> bool:
        """Whether the name of ``block`` asks for a signature within it, and begins no second one of its kind."""
        if self.walk.open_block is None or self.walk.open_block.block is not block:
            return False
        several = block.repeated or sum(one.id == block.id for one in self.walk.index.form.blocks) > 1
        return not several or not any(is_dated(line.text) for line in self.walk.open_block.paragraphs)

    def _signs(self, label: str, colon: bool) -> bool:
        """Whether a block's name asks for a signature or seal below something else, and begins no block."""
        if not SIGN_WORDS.search(label) or "意" in label or self.walk.index.signed_block(label):
            return False
        return bool(self.walk.open_block and not colon) or bool(self.walk.found.blocks and not self.walk.open_block)
