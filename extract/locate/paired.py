"""Label/value pairs in running text: each begins an answer, or is an extra."""

from __future__ import annotations

import re

from extract.document import Paragraph
from extract.layout.line_places import begins_above
from extract.locate.located import DOUBTFUL_LABEL, pick_target
from extract.locate.loose import NUMBERED, LooseLines
from extract.locate.open_parts import OpenField
from extract.locate.state import WalkState
from extract.words.pairs import Pair, has_colon, split_pairs
from forms.evidence import Evidence
from forms.types import Text

_COLON = re.compile("[:：]")
_SHORT_PAIR = 30
"""Characters up to which an unknown label with its value may be a slot that interrupts prose."""


class Pairs:
    """Takes such pairs for a walk."""

    def __init__(self, walk: WalkState, lines: LooseLines) -> None:
        self.walk, self.lines = walk, lines

    def take(self, paragraph: Paragraph) -> bool:
        """Take the label/value pairs of a paragraph; whether there was any."""
        taken = False
        for line in paragraph.text.split("\n"):
            pairs = split_pairs(line, self.walk.known)
            if not pairs and not taken:
                continue
            taken = True
            self.walk.abreast = len(pairs) if len(pairs) > 1 and not _COLON.search(line) else 0
            if not pairs or self._tells_again(pairs[0], paragraph) or (not pairs[0].known and self._in_prose(line)):
                self.lines.take(Paragraph(line.strip(), paragraph.at), line.strip())
                continue
            self.walk.colon = has_colon(line)
            for pair in pairs:
                self.pair(pair.label, pair.value, pair.known, paragraph.at)
                if pair.doubtful and self.walk.open_field:
                    self.walk.open_field.doubts.add(DOUBTFUL_LABEL)
        return taken

    def _tells_again(self, pair: Pair, paragraph: Paragraph) -> bool:
        """Whether prose of a Word file, in doubt then, names a slot of another part that has been met."""
        opened = self.walk.open_field
        if opened is None or not opened.prose or not opened.lines or not pair.known or paragraph.at.is_scanned:
            return False
        targets = self.walk.index.field_targets(pair.label, self.walk.part)
        if self.walk.index.own_targets(pair.label, self.walk.part) or not targets or not pair.value:
            return False
        if not all(self.walk.found.holds(target.field) for target in targets):
            return False
        opened.doubts.add(DOUBTFUL_LABEL)
        return True

    def _in_prose(self, line: str) -> bool:
        """Whether a line with a colon is part of the prose that is being read; a short one makes that doubtful."""
        if self.walk.open_field is None or not self.walk.open_field.prose:
            return False
        if len(line.strip()) <= _SHORT_PAIR and not NUMBERED.match(line):
            self.walk.open_field.doubts.add(DOUBTFUL_LABEL)
        return True

    def pair(self, label: str, value: str, known: bool, at: Evidence) -> None:
        self._doubt_unanswered(label, value, known)
        if self.walk.open_field and self.walk.open_field.prose and self.walk.open_field.lines:
            self.walk.prose_before = len(self.walk.found.fields)
            if self._names_again(label, value, known):
                self.walk.open_field.doubts.add(DOUBTFUL_LABEL)
        self.walk.close_field()
        if not known or self.walk.before_title:
            self.walk.found.leave(label, value, at)
            self.walk.last_loose = None
            return
        target = pick_target(self.walk.index.field_targets(label, self.walk.part), self.walk.found.fields)
        self.walk.found.enter(self.walk.part)
        opened = OpenField(target, label, [value] if value else [], at, at, by_colon=self.walk.colon)
        before = self.walk.last_loose
        if opened.runs_on and not opened.by_colon and before is not None and begins_above(before, at):
            opened.doubts.add(DOUBTFUL_LABEL)
        self.walk.open_field = opened
        self.walk.last_loose = None

    def _names_again(self, label: str, value: str, known: bool) -> bool:
        """Whether a line is nothing but the name of a slot that has been met: prose above it may end with these words."""
        targets = self.walk.index.field_targets(label, self.walk.part) if known else ()
        bare = not value and not self.walk.colon
        return bare and bool(targets) and all(self.walk.found.holds(target.field) for target in targets)

    def _doubt_unanswered(self, label: str, value: str, known: bool) -> None:
        """Doubt an answer that has not begun, where what follows its colon reads like a label, and may be it."""
        opened = self.walk.open_field
        if opened is None or opened.lines or not opened.by_colon:
            return
        own = known and self.walk.index.own_targets(label, self.walk.part)
        if not own and isinstance(opened.target.field.kind, Text):
            opened.doubts.add(DOUBTFUL_LABEL)
        targets = self.walk.index.field_targets(label, self.walk.part)
        again = opened.prose and any(self.walk.found.holds(target.field) for target in targets)
        if again or (not value and not self.walk.colon):
            opened.doubts.add(DOUBTFUL_LABEL)
