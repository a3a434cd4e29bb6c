"""Where the walk over a document is: the part of the form, and the label, block or note whose text is still going on."""

from __future__ import annotations

import re

from extract.document import Paragraph
from extract.locate.headed import Heading, Numbering, heading_of
from extract.locate.located import Located
from extract.locate.open_parts import OpenAside, OpenBlock, OpenField, OpenNote
from extract.locate.plan_lines import plan_rows
from extract.words.labels import COVER, LabelIndex
from forms.evidence import Evidence

_FAR_SCRAP = re.compile(r"\s{4,}\S{1,2}$")
"""A character or two far behind a heading: what was read of a seal's rim at the page's edge."""


class WalkState:
    """What has been found so far, and what is open. ``titles`` are the ids of paragraphs that are the form's title.

    ``right_edges``, ``left_edges`` and ``answers_below`` say of a page how its text is set, in millimetres.
    """

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
        self.last_loose: Evidence | None = None
        """Where the line before stands, if it is no label's and hardly the answer's that is open."""
        self.signed: frozenset[int] = frozenset()
        """The ids of the paragraphs below which somebody signs."""
        self.headings_below: dict[int, tuple[Heading, ...]] = {}
        """For a paragraph's id, the headings of answers below it."""
        self.lines: list[tuple[int, str]] = []
        """All lines of running text, each with its paragraph's id."""

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
            self.open_note.doubt_prose(self.found)
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

    def known(self, label: str) -> bool:
        return self.index.is_label(label, self.part)

    def heading(self, text: str) -> str | None:
        """The part that ``text`` heads; words that only end in 意见 head nothing inside an answer under a heading."""
        within = self.open_field is not None and self.open_field.headed
        found = self.index.named_heading(text) if within else self.index.heading(text)
        return found or self.index.named_heading(_FAR_SCRAP.sub("", text))

    def heads(self, text: str) -> str | None:
        """The part whose labels are headings, of which ``text`` is one."""
        return next((part for part in self.index.headed if heading_of(text, self.index, part)), None)
