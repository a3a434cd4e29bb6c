"""Labels, blocks and notes met in running text, with what has been read of them so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.document import Paragraph
from extract.layout.line_places import close_by
from extract.locate.headed import Numbering, begins_like_heading
from extract.locate.located import DATE_LINE, DOUBTFUL_LABEL, BlockRegion, Candidate, Located
from extract.words.hints import without_lines
from extract.words.labels import SIGN_WORDS, FieldTarget
from extract.words.organ_names import is_name
from extract.words.prompts import asks
from forms.evidence import BBox, Evidence
from forms.patterns import late
from forms.script import fold
from forms.spec import Block, Needs
from forms.types import LongText, OrgList, Text
from forms.types.kind import Kind

_SENTENCE = re.compile(r"[。！？；]")
_GAP = re.compile(r"\S[ \u3000]{2,}\S")
"""What may part a label that nobody knows from its value."""
_ENCLOSES = re.compile(r"附(?:[件表录錄]\s*[0-9０-９一二三四五六七八九十]{0,2})?\s*[:：]")
"""附：1.…: the list of what comes with a form."""
_NOTE_ENDS = ("。", "；", ";")
"""What a note ends with whose last line has ended."""
_FOOT = late(rf"{DATE_LINE.pattern}|^.{{0,20}}(?:{SIGN_WORDS.pattern}).{{0,4}}$")


@dataclass
class OpenAside:
    """A heading that the form does not have, with what stands under it."""

    label: str
    numbering: Numbering
    at: Evidence
    after: int | None = None
    """The number of the answer before it, which is in doubt until a next heading goes on counting."""
    lines: list[str] = field(default_factory=list)

    def confirm(self, following: Numbering) -> None:
        """Know it for a heading: the one that follows is numbered as the next."""
        if following.follows(self.numbering):
            self.after = None

    def close(self, found: Located) -> None:
        found.leave(self.label, "\n".join(self.lines), self.at)
        if self.after is not None and self.after < len(found.fields):
            before = found.fields[self.after]
            found.fields[self.after] = replace(before, doubts=(*before.doubts, DOUBTFUL_LABEL))


@dataclass
class OpenField:
    """A label met in running text, with what has been read of its value so far."""

    target: FieldTarget
    label: str
    lines: list[str]
    at: Evidence
    last: Evidence
    doubts: set[str] = field(default_factory=set)
    headed: bool = False
    """Whether the label is a heading, under which all is its answer."""
    by_colon: bool = False
    places: list[Evidence] = field(default_factory=list)
    """Where the lines below the label stand."""

    def __post_init__(self) -> None:
        self.beside = bool(self.lines)
        """Whether the answer begins in the label's own line."""

    @property
    def prose(self) -> bool:
        """Whether the slot holds prose, which may run over any number of paragraphs."""
        return self.headed or isinstance(self.target.field.kind, LongText)

    @property
    def numbering(self) -> Numbering:
        return Numbering.of(self.label)

    @property
    def several(self) -> bool:
        """Whether the slot holds several names, one a line perhaps."""
        return isinstance(self.target.field.kind, OrgList)

    @property
    def runs_on(self) -> bool:
        """Whether an answer of this kind may go on in the next line."""
        return isinstance(self.target.field.kind, Text | OrgList)

    def expects(self, text: str) -> bool:
        """Whether ``text`` is beyond doubt the answer, or the next of several names."""
        kind = self.target.field.kind
        text = without_lines(text)
        if _GAP.search(text):
            return False
        if self.several:
            return is_name(text) and all(is_name(without_lines(line)) for line in self.lines)
        if self.lines or not isinstance(kind, Kind):
            return False
        reading = kind.read(text)
        return reading.value is not None and not reading.doubts and not _SENTENCE.search(text)

    def give_back(self, found: Located) -> None:
        """Leave a line taken last that is the maker's name after all."""
        if len(self.lines) > 1 and self.several:
            found.leave("", self.lines.pop(), self.last)

    def candidate(self) -> Candidate:
        """What was read; prose that ends like the foot of a paper may have taken in what is none of it."""
        several = self.headed and len(self.lines) > 1
        prose = isinstance(self.target.field.kind, LongText)
        if several and (_FOOT.match(self.lines[-1]) or (prose and begins_like_heading(self.lines, self.label))):
            self.doubts.add(DOUBTFUL_LABEL)
        return Candidate(self.target, self.label, tuple(self.lines), self._place(), tuple(sorted(self.doubts)))

    def _place(self) -> Evidence:
        """The label with what of its answer stands on its page; where all of it stands overleaf, the answer alone."""
        here = [self.at, *(at for at in self.places if at.page == self.at.page)]
        if len(here) == 1 and self.places and not self.beside:
            here = [at for at in self.places if at.page == self.places[0].page]
        boxes = [at.box for at in here if at.box is not None]
        return replace(here[0], box=BBox.around(boxes)) if len(boxes) == len(here) > 0 else self.at


@dataclass
class OpenBlock:
    """An opinion block that stands in paragraphs; ``block`` is ``None`` for one that the form does not have."""

    block: Block | None
    label: str
    at: Evidence
    paragraphs: list[Paragraph]
    unsure: bool = False

    def close(self, found: Located) -> None:
        if self.block:
            unsure = self.unsure or self._begins_above()
            found.blocks.append(BlockRegion(self.block, self.label, tuple(self.paragraphs), self.at, unsure))
        else:
            found.leave(self.label, "\n".join(p.text for p in self.paragraphs if p.text.strip()), self.at)

    def ends_before(self, text: str) -> bool:
        """Whether ``text`` begins the list of what is enclosed, below what has been dated."""
        lines = (line for paragraph in self.paragraphs for line in paragraph.text.split("\n"))
        return _ENCLOSES.match(text) is not None and any(map(DATE_LINE.match, lines))

    def _begins_above(self) -> bool:
        """Whether a scan's block asks for a signature right beside its name: the opinion may stand above, in lost rulings."""
        first = next((line for line in self.paragraphs if line.text.strip()), None)
        asked = self.block is not None and Needs.OPINION in self.block.needs
        return asked and self.at.is_scanned and first is not None and first.at is self.at and asks(first.text)


@dataclass
class OpenNote:
    """Notes on how to fill in the form; ``blank`` after an empty line.

    ``after`` is the number of the prose right above, which may hold such words itself; ``begins`` the whole first line.
    """

    label: str
    lines: list[str]
    at: Evidence
    last: Evidence
    blank: bool = False
    after: int | None = None
    begins: str = ""

    def go_back(self, found: Located) -> None:
        """Give all back to the prose above, in doubt: a further slot of the form follows, so it was no note below it."""
        assert self.after is not None
        prose = found.fields[self.after]
        lines, doubts = (*prose.lines, self.begins, *self.lines[1:]), (*prose.doubts, DOUBTFUL_LABEL)
        found.fields[self.after] = replace(prose, lines=lines, doubts=doubts)

    def doubt_prose(self, found: Located) -> None:
        """Doubt the prose above a remark (备注：…) in a Word file: it may be one of its lines."""
        if self.after is not None and fold(self.label) in ("备注", "说明") and not self.at.is_scanned:
            prose = found.fields[self.after]
            found.fields[self.after] = replace(prose, doubts=(*prose.doubts, DOUBTFUL_LABEL))

    def ends_at(self, at: Evidence) -> bool:
        """Whether the line at ``at`` stands apart from the notes."""
        return self.blank or not close_by(self.last, at)

    def counts_out(self, text: str) -> bool:
        """Whether ``text`` is the first line below numbered notes without a number, or counts from one again as they do."""
        before = ["。", *self.lines]
        begun = [one for one, last in zip(self.lines, before, strict=False) if last.endswith(_NOTE_ENDS)]
        items = begun if before[-1].endswith(_NOTE_ENDS) else self.lines
        counted = [Numbering.of(line) for line in items]
        number = Numbering.of(text)
        again = number.number == 1 and any(one.style == number.style for one in counted[:1])
        return bool(counted) and all(one.style for one in counted) and (again or not number.style)

    def take(self, text: str, at: Evidence) -> None:
        """Take one more line."""
        self.blank = not text
        if text:
            self.lines.append(text)
            self.last = at
