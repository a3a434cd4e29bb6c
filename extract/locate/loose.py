"""Lines of running text that are no pair: a date of its own, more of an open answer, or nothing of the form's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from extract.document import Paragraph
from extract.layout.line_places import close_by, goes_on, set_in, wrapped
from extract.locate.located import DATE_LINE, DOUBTFUL_LABEL, Candidate
from extract.locate.open_parts import OpenField
from extract.locate.state import WalkState
from extract.words.enclosed import ENCLOSED
from extract.words.labels import COVER, FieldTarget
from extract.words.opinion import gives_day
from forms.evidence import Evidence
from forms.patterns import late
from forms.types import Date, MonthRange, Text, YesNoText
from forms.types.kind import Composite

NUMBERED = re.compile(
    rf"^\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{{1,3}}[）)、.．](?![0-9０-９])|第[一二三四五六七八九十]部分|{ENCLOSED})"
)
_MAKER = re.compile(r"^(?!.*[，。；：,;:]).{0,30}(?:编制|印制|监制|制[表定]?|年(?:\d+月)?制)$")
"""国家标准化管理委员会制, 二〇一三年制: who made the blank."""
_END_OF_NUMBER = re.compile(r"[（(〔［\[【]\s*(?:19|20)[0-9]{2}\s*[）)〕］\]】]\s*第?[0-9]{1,5}\s*[号號]")
"""〔2022〕18号: with it no line begins that does not go on with the letters of a document's number."""
_NUMBER_ALONE = late(r"[0-9０-９（(][0-9０-９（）()\s、，,;；/转轉\-－—]{5,}[0-9０-９]")
"""A line of nothing but telephone numbers."""
_FURTHER_NUMBER = late(
    rf"(?:(?:手\s*机|座\s*机|办公|移动)?(?:电\s*话|号码)?\s*[:：]?\s*)(?:\+86[\s-]*)?{_NUMBER_ALONE.pattern}"
)
_BRACKETS = (("《", "》"), ("〔", "〕"), ("(", ")"))
_INTERRUPTING = 3
"""Prose and the pairs behind it, up to so many answers in all, may be one text with colons in it."""
_SENTENCE_ENDS = ("。", "！", "？", "；", "：")


class LooseLines:
    """Takes such lines for a walk."""

    def __init__(self, walk: WalkState) -> None:
        self.walk = walk

    def take(self, paragraph: Paragraph, text: str) -> None:
        """A paragraph that is no pair: a date of its own, more of the open answer, or nothing of the form's."""
        if text and self.walk.abreast:
            self._doubt_abreast()
        if not text:
            self.walk.abreast = 0
            if self.walk.open_field and not self.walk.open_field.prose:
                self.walk.close_field()
        elif self._is_day(text, paragraph.at) and (date := self._bare_date(paragraph.at)):
            self._doubt_unanswered(text)
            self.walk.close_field()
            self.walk.found.enter(self.walk.part)
            self.walk.found.fields.append(Candidate(date, "", (text,), paragraph.at))
        elif self.walk.open_field and (self._goes_on(text) or self._in_mid_sentence(self.walk.open_field, paragraph)):
            self.go_on(text, paragraph)
        else:
            if self.walk.open_field and _MAKER.match(text):
                self.walk.open_field.give_back(self.walk.found)
            else:
                self._doubt_unanswered(text)
            self.walk.close_field()
            self._doubt_interrupted()
            self.walk.last_loose = paragraph.at
            if not self.walk.before_title:
                self.walk.found.leave("", text, paragraph.at)

    def _is_day(self, text: str, at: Evidence) -> bool:
        """Whether a line is nothing but a date; one of a scan as it is printed, since stamps and numbers look alike there."""
        if DATE_LINE.match(text) or at.is_scanned or self.walk.part != COVER:
            return DATE_LINE.match(text) is not None
        text = self.walk.index.hints.strip(text)
        return DATE_LINE.match(text) is not None or gives_day(text)

    def _doubt_abreast(self) -> None:
        """Doubt the answers that stand abreast in the line before: this one may go on with any of them."""
        self.walk.close_field()
        for number in range(len(self.walk.found.fields) - self.walk.abreast, len(self.walk.found.fields)):
            found = self.walk.found.fields[number]
            self.walk.found.fields[number] = replace(found, doubts=(*found.doubts, DOUBTFUL_LABEL))
        self.walk.abreast = 0

    def _goes_on(self, text: str) -> bool:
        """Whether ``text`` may be more of the open answer: prose runs on, a line of its own only after free text."""
        open_field = self.walk.open_field
        assert open_field is not None
        if open_field.prose or _completes(open_field, text):
            return True
        if not open_field.at.is_scanned and _tells_more(open_field, text):
            return True
        if DATE_LINE.match(text) and not isinstance(open_field.target.field.kind, Date | MonthRange):
            return False
        if _MAKER.match(text) or (NUMBERED.match(text) and not open_field.several):
            return False
        return not open_field.lines or open_field.runs_on

    def go_on(self, text: str, paragraph: Paragraph) -> None:
        open_field = self.walk.open_field
        assert open_field is not None
        sure = open_field.prose or set_in(open_field.at, paragraph.at) or _completes(open_field, text)
        near = close_by(open_field.last, paragraph.at) or self._as_set(open_field, paragraph.at)
        sure = sure or (near and (open_field.expects(text) or _closes_bracket("".join(open_field.lines[-1:]), text)))
        if open_field.lines and (self.wraps(open_field, paragraph.at) or _finishes(open_field, text)):
            open_field.lines[-1] += text
        else:
            open_field.lines.append(text)
        open_field.last = paragraph.at
        open_field.places.append(paragraph.at)
        self.walk.last_loose = None if sure else paragraph.at
        if not sure:
            open_field.doubts.add(DOUBTFUL_LABEL)

    def _as_set(self, opened: OpenField, at: Evidence) -> bool:
        """Whether a line stands as far below the label that has no answer yet as all answers of the page do."""
        away = self.walk.answers_below.get(at.page or 0)
        if away is None or opened.lines or not opened.at.box or not at.box or opened.at.page != at.page:
            return False
        return at.box.y0 - opened.at.box.y0 <= away

    def _in_mid_sentence(self, opened: OpenField, paragraph: Paragraph) -> bool:
        """Whether the paragraph is what a full line had no room for, though an answer of this kind is one line."""
        if not opened.lines or not close_by(opened.last, paragraph.at):
            return False
        return self.wraps(opened, paragraph.at) or _finishes(opened, paragraph.text)

    def wraps(self, opened: OpenField, at: Evidence) -> bool:
        """Whether the line at ``at`` goes on with the last one of the open answer in mid-sentence."""
        # the reader has joined what it saw to be one paragraph: what is left are breaks inside a sentence
        last = opened.lines[-1]
        if opened.headed:
            whole = last.endswith(_SENTENCE_ENDS)
            return not whole and goes_on(opened.last, at, self.walk.right_edges, self.walk.left_edges)
        if last.endswith("。") and not at.is_scanned:
            return False
        return wrapped(opened.last, at, self.walk.right_edges)

    def _doubt_interrupted(self) -> None:
        """Doubt prose and the pairs that seem to end it, where running text goes on below them."""
        found, before = self.walk.found.fields, self.walk.prose_before
        if before is not None and len(found) - before <= _INTERRUPTING:
            for number in range(before, len(found)):
                found[number] = replace(found[number], doubts=(*found[number].doubts, DOUBTFUL_LABEL))
        self.walk.prose_before = None

    def _doubt_unanswered(self, text: str) -> None:
        """Doubt an answer that has not begun: the line that is left below its label, ``text``, may be it."""
        opened = self.walk.open_field
        if opened is None or opened.lines:
            return
        if isinstance(opened.target.field.kind, Text) or opened.expects(text):
            opened.doubts.add(DOUBTFUL_LABEL)

    def leave_dates(self) -> None:
        """Leave to the extras, at the form's title, a date above it and above all of the cover: a letter's in front."""
        found = self.walk.found
        cover = [one for one in found.fields if one.target.field in self.walk.index.form.cover]
        if any(one.label for one in cover):
            return
        for one in cover:
            found.leave("", one.raw, one.at)
        found.fields = [one for one in found.fields if one not in cover]

    @staticmethod
    def _awaits_date(opened: OpenField) -> bool:
        return not opened.lines and isinstance(opened.target.field.kind, Date)

    def _bare_date(self, at: Evidence) -> FieldTarget | None:
        """The cover's date slot while no date has been found for it but, on a scan, others that may be a stamp's."""
        if self.walk.part != COVER:
            return None
        filed = self.walk.index.form.filing_date()
        if filed is None or filed not in self.walk.index.form.cover or not isinstance(filed.kind, Date):
            return None
        opened = self.walk.open_field
        if opened is not None and (opened.target.field is filed or self._awaits_date(opened)):
            return None
        held = [one for one in self.walk.found.fields if one.target.field is filed]
        return (
            None if any(one.label or not (one.at.is_scanned and at.is_scanned) for one in held) else FieldTarget(filed)
        )


def _completes(opened: OpenField, text: str) -> bool:
    """Whether ``text`` is the number of an answer that asks for a name and a number, and has none yet."""
    composite = isinstance(opened.target.field.kind, Composite) and opened.target.part is None
    numbered = any(char.isdigit() for line in opened.lines for char in line)
    return composite and not numbered and _NUMBER_ALONE.fullmatch(text) is not None


def _tells_more(opened: OpenField, text: str) -> bool:
    """Whether ``text`` may be a further number of a name and number, or what a bare 有 that was chosen asks for."""
    kind = opened.target.field.kind
    if isinstance(kind, Composite) and opened.target.part is None:
        return bool(opened.lines) and _FURTHER_NUMBER.fullmatch(text) is not None
    if not isinstance(kind, YesNoText) or not opened.lines:
        return False
    value = kind.read("\n".join(opened.lines)).value
    return isinstance(value, dict) and value["answer"] is True and not value["text"]


def _finishes(opened: OpenField, text: str) -> bool:
    """Whether ``text`` is the rest of what the last line of the open answer has only begun, full or not."""
    return _closes_bracket(opened.lines[-1], text) or _ends_number(opened, text)


def _closes_bracket(before: str, text: str) -> bool:
    """Whether a bracket or a title's mark that ``before`` leaves open is closed in ``text``, and none there before it."""
    before, text = (unicodedata.normalize("NFKC", one) for one in (before, text))
    return any(
        before.count(left) > before.count(right) and 0 <= text.find(right) < (text.find(left) + 1 or len(text) + 1)
        for left, right in _BRACKETS
    )


def _ends_number(opened: OpenField, text: str) -> bool:
    """Whether ``text`` is the year and number of a document whose letters end the open answer: they are never parted
    by a line's end inside them, so that the line before need not be full.
    """
    return (
        _END_OF_NUMBER.match(unicodedata.normalize("NFKC", text.strip())) is not None
        and opened.lines[-1][-1:].isalpha()
    )
