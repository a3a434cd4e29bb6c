"""Companion and incoming papers read for what they say: one reader a kind.

Loaded only for a paper that is none of the six forms.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.companions.answers import NOT_FOUND
from extract.companions.letters import letter, rectification_order
from extract.companions.plans import evaluation_plan, implementation_plan
from extract.companions.score_sheet import score_sheet
from extract.companions.sheet import Sheet
from extract.companions.standards_list import standards_list
from extract.companions.summary_report import summary_report
from extract.companions.table_rows import Row
from extract.document import Document
from extract.doubt.certainty import weighed
from extract.doubt.distrust import distrust, doubtful_pages
from forms.paper import EDITION, PaperReading
from forms.pilot import INCOMING
from forms.record import Answer, Record

READERS: dict[str, Callable[[Sheet], tuple[dict[str, Answer], dict[str, tuple[Row, ...]]]]] = {
    "recommendation-letter": letter,
    "covering-letter": letter,
    "summary-report": summary_report,
    "evaluation-plan": evaluation_plan,
    "score-sheet": score_sheet,
    "standards-list": standards_list,
    "implementation-plan": implementation_plan,
    **dict.fromkeys(INCOMING, letter),
    "rectification-order": rectification_order,
}
"""What reads each kind of paper; one entry for every id of companion and incoming papers."""


def read_paper(document: Document, kind: str, *, whole: bool = True) -> PaperReading:
    """What ``document`` says, read as a paper of ``kind``; ``whole`` is false where a part of it was lost.

    Answers on pages of doubtful text, and those read out of pictures with doubtful characters, are marked.
    """
    sheet = Sheet.of(document, kind, whole)
    fields, rows = READERS[kind](sheet)
    every = {str(field.id): fields.get(str(field.id), NOT_FOUND) for field in sheet.form.cover}
    record = Record(kind, EDITION, fields=every, rows={found.id: rows.get(found.id, ()) for found in sheet.form.rows()})
    record = distrust(weighed(record, document), doubtful_pages(document.problems))
    script = sheet.hint.script or "hans"
    return PaperReading(kind, sheet.title.text, script, document.text, whole, record.fields, record.rows)
