"""The walk over a part whose labels are headings: what stands under each is its answer, whatever it is."""

from __future__ import annotations

from extract.document import Paragraph
from extract.locate.headed import Heading, Numbering, behind_colon, heading_of, like_heading
from extract.locate.located import DATE_LINE, DOUBTFUL_LABEL, pick_target
from extract.locate.loose import LooseLines
from extract.locate.open_parts import OpenAside, OpenField
from extract.locate.paired import Pairs
from extract.locate.state import WalkState
from extract.words.pairs import has_colon, split_pairs
from forms.patterns import late
from forms.types import Date, LongText

_HEADS_BLOCKS = late("意[见見]$|[签簽籤][字名章]|[盖蓋]章|[审審]核|[审審]批|[确確][认認]")
"""What a heading above the opinion blocks says."""


class HeadedProse:
    """Takes the paragraphs of such a part for a walk."""

    def __init__(self, walk: WalkState, lines: LooseLines, pairs: Pairs) -> None:
        self.walk, self.lines, self.pairs = walk, lines, pairs
        self.index, self.found = walk.index, walk.found

    def paragraph(self, paragraph: Paragraph) -> None:
        """Take one paragraph, line by line."""
        walk = self.walk
        for text in paragraph.text.split("\n"):
            line = Paragraph(text.strip(), paragraph.at)
            if heading := heading_of(text, self.index, walk.part):
                self._begin(heading, line)
            elif walk.open_field and walk.open_field.headed:
                self._go_on(line, walk.open_field)
            elif walk.open_aside:
                self._go_on_aside(line, walk.open_aside)
            elif not self.pairs.take(line):
                self.lines.take(line, line.text)

    def _begin(self, heading: Heading, line: Paragraph) -> None:
        """Begin an answer; a heading numbered otherwise than the one before may be words of its answer."""
        walk = self.walk
        target = pick_target(heading.targets, self.found.fields)
        before = walk.open_field
        doubtful = before is not None and before.numbering.style != heading.numbering.style
        if before and doubtful:
            before.doubts.add(DOUBTFUL_LABEL)
            if self.found.holds(target.field) or target.field is before.target.field:
                self.lines.go_on(line.text, line)
                return
        if walk.open_aside:
            walk.open_aside.confirm(heading.numbering)
        walk.close_field()
        if self.found.holds(target.field):
            self.found.doubt(target.field, len(self.found.fields) - 1)
            doubtful = True
        self.found.enter(walk.part)
        rest = heading.rest or behind_colon(line, self.index)
        lines = [rest] if rest else []
        doubts = {DOUBTFUL_LABEL} if doubtful else set()
        walk.open_field = OpenField(target, heading.label, lines, line.at, line.at, doubts, headed=True)

    def _go_on(self, line: Paragraph, opened: OpenField) -> None:
        """More of the answer under a heading; a heading that nobody knows, a pair of the cover or a date ends it."""
        if not line.text or self._begins_aside(line, opened) or self._elsewhere(line):
            return
        answered = bool(opened.lines) and not isinstance(opened.target.field.kind, LongText | Date)
        if answered and DATE_LINE.match(line.text):
            self.walk.close_field()
            self.found.leave("", line.text, line.at)
            return
        apart = bool(opened.lines) and not self.lines.wraps(opened, line.at)
        if apart and like_heading(line.text, opened.numbering) and not self.index.hints.is_hint(line.text):
            opened.doubts.add(DOUBTFUL_LABEL)
        self.lines.go_on(line.text, line)

    def _go_on_aside(self, line: Paragraph, aside: OpenAside) -> None:
        if line.text and not self._begins_aside(line, aside) and not self._elsewhere(line):
            aside.lines.append(line.text)

    def _begins_aside(self, line: Paragraph, before: OpenField | OpenAside) -> bool:
        """Begin what stands under a heading that the form does not have: the next number, and nothing but words.

        The next number in the count of the form's own parts ends the part.
        """
        numbering, counted = Numbering.of(line.text), self.walk.counted
        next_part = numbering.follows(counted) and counted.style != before.numbering.style
        if not (numbering.follows(before.numbering) or next_part) or not like_heading(line.text, numbering):
            return False
        if isinstance(before, OpenAside):
            before.confirm(numbering)
        after = len(self.found.fields) if isinstance(before, OpenField) else before.after
        self.walk.close_field()
        if next_part:
            self.walk.counted = numbering
            after = after if not _HEADS_BLOCKS.search(line.text) else None
        self.walk.open_aside = OpenAside(line.text, numbering, line.at, after)
        return True

    def _elsewhere(self, line: Paragraph) -> bool:
        """Take a pair of another part that has not been met yet, printed below the last answer (报告日期：…)."""
        walk = self.walk
        pairs = split_pairs(line.text, walk.known)
        if not pairs or not pairs[0].known or not has_colon(line.text):
            return False
        target = pick_target(self.index.field_targets(pairs[0].label, walk.part), self.found.fields)
        if self.found.holds(target.field):
            return False
        kind = target.field.kind
        if walk.open_field and not (isinstance(kind, Date) and kind.read(pairs[0].value).value):
            walk.open_field.doubts.add(DOUBTFUL_LABEL)
        for pair in pairs:
            self.pairs.pair(pair.label, pair.value, pair.known, line.at)
        return True
