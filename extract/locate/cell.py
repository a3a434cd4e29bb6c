"""What stands inside one cell together with its own label: pairs, prose, and opinion blocks one under another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extract.document import Paragraph
from extract.layout.line_places import begins_above
from extract.locate.headed import Heading, Numbering, begins_like_heading, behind_colon, heading_of, like_heading
from extract.locate.located import DATE_LINE, DOUBTFUL_LABEL, BlockRegion, Candidate, Located, pick_target
from extract.locate.open_parts import OpenAside
from extract.words.labels import BLOCKS, SIGN_WORDS, LabelIndex
from extract.words.pairs import has_colon, split_pairs
from extract.words.prompts import asks_alone
from forms.evidence import BBox, Evidence
from forms.spec import Block
from forms.types import (
    Address,
    Date,
    Email,
    LongText,
    MonthRange,
    Number,
    Org,
    OrgCode,
    OrgList,
    Person,
    Phone,
    Postcode,
    Text,
    YesNoText,
)

_ONE_LINE = (Address, Date, Email, MonthRange, Number, Org, OrgCode, Person, Phone, Postcode)
"""Kinds of answers in which no 「传真：」 stands."""
_MOST_LABEL_LINES = 3
_CONSENT = re.compile(r"[（(](?:不|予以|原则)?同意[^（）()]*[）)]")
"""An opinion in brackets."""
_LEFT_BLANK = re.compile(r"[：:]\s*[（(\[【]\s*[）)\]】]\s*$")
"""A label with the empty brackets in which its answer was to stand."""


class CellReader:
    """Reads cells that no label outside claims, in one part of the form."""

    def __init__(self, index: LabelIndex, found: Located, part: str) -> None:
        self.index, self.found, self.part = index, found, part

    def blocks(self, lines: list[Paragraph], at: Evidence, *, opinions: bool) -> bool:
        """Read lines of which the first is a block's name; another block's name further down begins that block.

        ``opinions`` says that the cell stands among opinions or is to be signed.
        """
        lines = self._with_whole_label(lines) if opinions else lines
        head = self._block_line(lines[0].text, first=True) if opinions else None
        if head is None:
            return False
        counted = Numbering.of(lines[0].text)
        for number, line in enumerate(lines):
            following = Numbering.of(line.text).follows(counted)
            begun = head if number == 0 else self._block_line(line.text, first=following)
            if begun:
                counted = Numbering.of(line.text)
                block, label, tail = begun
                kept = Paragraph(tail, line.at, line.pictures)
                place = at if number == 0 else line.at
                self.found.blocks.append(BlockRegion(block, label, (kept,), place))
            else:
                self.add_to_block((line,))
        return True

    def _with_whole_label(self, lines: list[Paragraph]) -> list[Paragraph]:
        """``lines`` with a block's name that is broken over the first of them as one."""
        words = lines[0].text.strip()
        for number, line in enumerate(lines[1:_MOST_LABEL_LINES], 1):
            if has_colon(words) or not line.text.strip() or _CONSENT.fullmatch(line.text.strip()):
                break
            own, words = self.index.block(words), words + line.text.strip()
            block = self.index.block(_cut(words)[0])
            if block is not None and own in (None, block):
                pictures = tuple(picture for one in lines[: number + 1] for picture in one.pictures)
                return [replace(lines[0], text=words, pictures=pictures), *lines[number + 1 :]]
        return lines

    def _block_line(self, text: str, first: bool) -> tuple[Block, str, str] | None:
        """The block that a line names, its label and what follows; a line that is not the ``first`` of one says 意见 in it.

        One that is numbered next after the block's before is the first of another.
        """
        label, tail = _cut(text)
        block = self.index.block(label) if first else self._further_block(label)
        return (block, label.strip(), tail.strip()) if block else None

    def _further_block(self, label: str) -> Block | None:
        signed = self.index.signed_block(label)
        return self.index.opinion_block(label) or (signed if signed is not self.found.blocks[-1].block else None)

    def add_to_block(self, lines: Iterable[Paragraph], number: int = -1) -> None:
        """Add lines to a block, by its number; else to the last one."""
        last = self.found.blocks[number]
        self.found.blocks[number] = replace(last, paragraphs=(*last.paragraphs, *lines))

    def foreign_block(self, lines: list[Paragraph], at: Evidence) -> bool:
        """Leave lines of which the first is the name of a block that the form does not have."""
        label, tail = _cut(lines[0].text)
        if not self.index.foreign_block(label.strip()):
            return False
        self.found.leave(label, "\n".join(filter(str.strip, (tail, *(line.text for line in lines[1:])))), at)
        return True

    def prose(self, lines: list[Paragraph], at: Evidence) -> bool:
        """Read lines of which the first is a field's label."""
        if self._headed(lines, at):
            return True
        targets = self.index.field_targets(lines[0].text, self.part)
        if not targets or len(lines) == 1 or _LEFT_BLANK.search(lines[0].text):
            return False
        self.found.enter(self.part)
        behind = behind_colon(lines[0], self.index)
        texts = (*((behind,) if behind else ()), *(line.text for line in lines[1:]))
        target = pick_target(targets, self.found.fields)
        self.found.fields.append(Candidate(target, lines[0].text.strip(), texts, at))
        return True

    def _headed(self, lines: list[Paragraph], at: Evidence) -> bool:
        """Read lines of which the first is a heading with its answer below, and perhaps further ones.

        In another part only a heading with an answer of its own begins such a part.
        """
        texts = [text for line in lines for text in line.text.split("\n") if text.strip()]
        part = self.part if self.part in self.index.headed else self._begun(texts)
        if part is None or heading_of(texts[0], self.index, part) is None:
            return False
        self.part = part
        self.found.enter(part)
        aside: OpenAside | None = None
        for text in texts:
            if heading := heading_of(text, self.index, part):
                if aside:
                    aside.confirm(heading.numbering)
                    aside.close(self.found)
                    aside = None
                self._begin(heading, at)
            elif aside:
                aside.lines.append(text)
            elif self._heads_aside(text):
                aside = OpenAside(text, Numbering.of(text), at, len(self.found.fields) - 1)
            else:
                self._go_on(text)
                self._doubt_heading(text)
        if aside:
            aside.close(self.found)
        return True

    def _heads_aside(self, text: str) -> bool:
        """Whether ``text`` is the next heading after the last one, and one that the form does not have."""
        last = Numbering.of(self.found.fields[-1].label)
        return Numbering.of(text).follows(last) and like_heading(text, last)

    def _begun(self, texts: list[str]) -> str | None:
        """The part that lines begin whose own heading is not printed."""
        if len(texts) < 2 or self.index.own_targets(texts[0], self.part):
            return None
        return next((part for part in self.index.headed if heading_of(texts[0], self.index, part)), None)

    def _begin(self, heading: Heading, at: Evidence) -> None:
        """Begin an answer; where one begins twice under one heading, the second may be words of another answer."""
        target = pick_target(heading.targets, self.found.fields)
        rest = (heading.rest,) if heading.rest else ()
        twice = self.found.holds(target.field)
        if twice:
            self.found.doubt(target.field, len(self.found.fields) - 1)
        self.found.fields.append(Candidate(target, heading.label, rest, at, (DOUBTFUL_LABEL,) if twice else ()))

    def _doubt_heading(self, text: str) -> None:
        """Doubt the last answer where ``text``, its last line, or the line that it begins with may head something."""
        last = self.found.fields[-1]
        heads = like_heading(text, Numbering.of(last.label)) and not self.index.hints.is_hint(text)
        empty = len(last.lines) == 2 and isinstance(last.target.field.kind, LongText)
        if (heads and len(last.lines) > 1) or (empty and begins_like_heading(last.lines, last.label)):
            self.found.fields[-1] = replace(last, doubts=(*last.doubts, DOUBTFUL_LABEL))

    def pairs(self, lines: list[Paragraph]) -> bool:
        """Read the pairs in each line; text that goes on below a pair belongs to it."""
        taken = False
        before: Paragraph | None = None
        for line in lines:
            begun = self._pairs_of(line, taken)
            if begun == 1 and before and not has_colon(line.text):
                self._begin_above(before, going_on=taken)
            taken = taken or begun > 0
            if line.text.strip():
                before = None if begun else line
        return taken

    def _pairs_of(self, line: Paragraph, taken: bool) -> int:
        """Read the pairs in one line, and say how many; ``taken`` says that lines above hold one."""
        begun = 0
        for text in line.text.split("\n"):
            pairs = split_pairs(text, self._known)
            if (taken or begun) and text.strip() and not (pairs and (pairs[0].known or self._interrupts(text))):
                self._go_on(text, line.at)
                continue
            for pair in pairs:
                if pair.known:
                    self._take(pair.label, pair.value, line.at)
                    begun += 1
                elif taken or begun:
                    self.found.leave(pair.label, pair.value, line.at)
        return begun

    def _begin_above(self, line: Paragraph, *, going_on: bool) -> None:
        """Doubt the last answer where its first line may be the ``line`` above its label, and let it begin there.

        Where that line is ``going_on`` with the answer before, it stays there, and both answers are in doubt.
        """
        fields, last = self.found.fields, self.found.fields[-1]
        runs_on = isinstance(last.target.field.kind, Text | OrgList | YesNoText)
        if not runs_on or not begins_above(line.at, last.at) or self.index.heading(line.text):
            return
        if going_on:
            fields[-2] = replace(fields[-2], doubts=(*fields[-2].doubts, DOUBTFUL_LABEL))
        else:
            last = replace(last, lines=(line.text.strip(), *last.lines), at=_with(last.at, line.at))
        fields[-1] = replace(last, doubts=(*last.doubts, DOUBTFUL_LABEL))

    def _interrupts(self, text: str) -> bool:
        """Whether ``text``, a label that nobody knows with its value, can be no more of the one line answered above it."""
        last = self.found.fields[-1]
        return isinstance(last.target.field.kind, _ONE_LINE) and bool(last.lines) and has_colon(text)

    def _known(self, label: str) -> bool:
        """Whether ``label`` names a field; among opinions 日期 is the date of one."""
        return self.index.is_label(label, self.part) and not (self.part == BLOCKS and asks_alone(label))

    def _take(self, label: str, value: str, at: Evidence) -> None:
        target = pick_target(self.index.field_targets(label, self.part), self.found.fields)
        self.found.enter(self.part)
        self.found.fields.append(Candidate(target, label, (value,) if value else (), at))

    def _go_on(self, text: str, at: Evidence | None = None) -> None:
        """Let the last answer go on with ``text``, which stands ``at`` a line of its own, or in the place it has."""
        last = self.found.fields[-1]
        self.found.fields[-1] = replace(last, lines=(*last.lines, text), at=_with(last.at, at or last.at))


def _with(one: Evidence, other: Evidence) -> Evidence:
    """The place of both, if they stand on one page; else the one."""
    if not one.box or not other.box or one.page != other.page:
        return one
    return replace(one, box=BBox.around((one.box, other.box)))


def _cut(text: str) -> tuple[str, str]:
    """What stands before the first colon, and behind it."""
    label, *tail = re.split("[:：]", text, maxsplit=1)
    return label, tail[0] if tail else ""


def signed_apart(lines: tuple[Paragraph, ...]) -> list[tuple[Paragraph, ...]]:
    """The lines of one region, parted where a date ends one signed opinion and another signed one follows."""
    ends = [number for number, line in enumerate(lines) if ends_signed(line.text)]
    parts, start = [], 0
    for end, following in pairwise(ends):
        between = lines[end + 1 : following]
        if any(_says(line.text) for line in between) and any(SIGN_WORDS.search(line.text) for line in between):
            parts.append(lines[start : end + 1])
            start = end + 1
    return [*parts, lines[start:]]


def ends_signed(text: str) -> bool:
    """Whether ``text`` ends with the date under an opinion."""
    return any(DATE_LINE.match(line) for line in text.split("\n"))


def _says(text: str) -> bool:
    return bool(text.strip()) and not SIGN_WORDS.search(text) and not DATE_LINE.match(text)


def whole(lines: Iterable[Paragraph]) -> bool:
    """Whether lines are a whole signed opinion: words first, then where to sign and the date."""
    written = [line.text for line in lines if line.text.strip()]
    if len(written) < 2 or not _says(written[0]):
        return False
    return any(map(SIGN_WORDS.search, written[1:])) and any(map(ends_signed, written[1:]))
