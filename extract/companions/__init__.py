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
from extract.distrust import distrusted, doubtful_pages
from extract.document import Document
from forms.paper import PaperReading
from forms.pilot import INCOMING
from forms.record import Answer

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


def read_paper(document: Document, kind: str) -> PaperReading:
    """What ``document`` says, read as a paper of ``kind``; answers on pages of doubtful text are marked."""
    sheet = Sheet.of(document, kind)
    fields, rows = READERS[kind](sheet)
    slots = {str(field.id): fields.get(str(field.id), NOT_FOUND) for field in sheet.form.cover}
    pages = doubtful_pages(document.problems)
    return PaperReading(
        kind,
        sheet.title.text,
        sheet.hint.script or "hans",
        document.text,
        sheet.whole,
        {slot: distrusted(answer, pages) for slot, answer in slots.items()},
        {
            name.id: tuple(
                {column: distrusted(answer, pages) for column, answer in row.items()} for row in rows.get(name.id, ())
            )
            for name in sheet.form.rows()
        },
    )
