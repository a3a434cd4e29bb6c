"""总结报告: which of the topics of article 18 it speaks of, and where."""

from __future__ import annotations

import re

from extract.companions.answers import UNCLEAR
from extract.companions.lines import Line, every_line
from extract.companions.own_paper import own_paper_fields
from extract.companions.sheet import Sheet
from extract.companions.table_rows import Row
from extract.fill.answering import SURE, UNSURE
from forms.record import Answer
from forms.rules.summary import TOPICS
from forms.script import fold, simplified

_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]部分|\d{1,2}\s*[.．、])"
)
_LONGEST_HEADING = 40
_SHOWN = 60
"""Characters of a sentence that are shown as the place where a topic is spoken of."""

Rows = dict[str, tuple[Row, ...]]


def summary_report(sheet: Sheet) -> tuple[dict[str, Answer], Rows]:
    """The report's own slots and a row for each of the five topics."""
    lines = list(every_line(sheet.flow[sheet.title.last + 1 :]))
    return own_paper_fields(sheet), {"topics": tuple(_topic(sheet, *topic, lines) for topic in TOPICS)}


def is_heading(line: Line) -> bool:
    """Whether a line is a heading: by its style, or short, numbered and no sentence."""
    return line.heading or (
        len(line.text) <= _LONGEST_HEADING and _HEADING.match(line.text) is not None and not line.text.endswith("。")
    )


def _topic(sheet: Sheet, topic: str, words: re.Pattern[str], lines: list[Line]) -> Row:
    """Sure under a heading of its own; in doubt where only running text uses its words.

    That none of its words is used does not prove that a report is silent on it, so that is in doubt as well.
    """
    name = Answer(topic, "", SURE)
    headed = next((line for line in lines if is_heading(line) and words.search(fold(line.text))), None)
    if headed is not None:
        return {"topic": name, "covered": _covered(headed, SURE)}
    spoken = next((line for line in lines if words.search(fold(line.text))), None)
    if spoken is not None:
        return {"topic": name, "covered": _covered(spoken, UNSURE)}
    if not sheet.whole or not lines:
        return {"topic": name, "covered": Answer(None, "", UNSURE, True, None, ("unreadable-value",))}
    return {"topic": name, "covered": Answer({"answer": False, "text": ""}, "", UNSURE, True, None, (UNCLEAR,))}


def _covered(line: Line, score: float) -> Answer:
    text = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"
    sure = score == SURE
    value = {"answer": True, "text": simplified(text)}
    return Answer(value, line.text, score, not sure, line.at, () if sure else (UNCLEAR,))
