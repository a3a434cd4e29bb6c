"""A submission in one line: whose, which pilot, its state, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from forms.paper import PaperReading
from forms.record import Answer, Value
from render.catalogue import UNIT_SLOTS
from webhook.service.cases.case import FAILED, READING, UNRECOGNISED, Case, Paper
from webhook.service.cases.findings import OPEN
from webhook.service.cases.marked import marked_slots
from webhook.service.review.decisions import PENDING


@dataclass(frozen=True)
class CaseLine:
    """``name`` is the pilot's, or those of the files while there is none; ``marked`` and ``open`` count what waits.

    ``pilots`` are the names of all, where the papers are those of several.
    """

    id: str
    name: str
    unit: str
    received_at: datetime
    state: str
    marked: int
    open: int
    pilots: tuple[str, ...] = ()


def case_line(case: Case) -> CaseLine:
    found = (*(f for paper in case.papers for f in paper.findings), *case.joint)
    open_count = sum(finding.blocks and finding.disposition == OPEN for finding in found)
    marked = sum(len(marked_slots(paper.record)) for paper in case.papers)
    name = _value(case, ("pilot_name",)) or _handed_in(case)
    unit = _value(case, UNIT_SLOTS)
    several = tuple(pilot.name for pilot in case.together.pilots if pilot.name) if case.together else ()
    pilots = several if len(several) > 1 else ()
    return CaseLine(case.id, name, unit, case.submission.received_at, state_of(case), marked, open_count, pilots)


def paper_line(case: Case, paper: Paper) -> CaseLine:
    """The line of the case, of the pilot and the unit that this one of its papers names: a folder may hold several."""
    line = case_line(case)
    name, unit = _said(paper, ("pilot_name",)), _said(paper, UNIT_SLOTS)
    return replace(line, name=name or line.name, unit=unit or ("" if name else line.unit))


def _handed_in(case: Case) -> str:
    """What the mails are about, or the names of the files as they were handed in."""
    subjects = [mail.subject for mail in case.mails if mail.subject]
    return "、".join(subjects or [document.name for document in case.documents if document.parent_id is None])


def state_of(case: Case) -> str:
    """``reading``, ``failed``, ``unrecognised``, or the decision: ``pending`` until an officer takes another one."""
    if case.status == READING or (case.status in (FAILED, UNRECOGNISED) and not case.papers):
        return case.status
    return case.decision.decision if case.decision else PENDING


def written_names(case: Case) -> tuple[str, ...]:
    """What the papers themselves say, to be shown in their own script."""
    found: set[str] = set()
    for paper in case.papers:
        record = paper.record
        answers = [*record.fields.values(), *(a for block in record.blocks for a in (block.unit, block.opinion))]
        answers += [answer for rows in record.rows.values() for row in rows for answer in row.values()]
        found |= _texts(answers)
    for pilot in case.together.pilots if case.together else ():
        found |= {name for name in (pilot.name, pilot.unit) if name}
    for result in (*case.results, *(case.together.results if case.together else ())):
        if said := result.body.get("paper"):
            read = PaperReading.from_json(said)
            rows = (answer for rows in read.rows.values() for row in rows for answer in row.values())
            found |= _texts([*read.fields.values(), *rows])
    return tuple(sorted(found))


def _texts(answers: Iterable[Answer]) -> set[str]:
    """What answers say, as written and as understood; of a list each entry."""
    said = (text for answer in answers for text in (answer.raw.strip(), _other(answer), *_several(answer.value)))
    return {text for text in said if isinstance(text, str) and len(text) > 1}


def _other(answer: Answer) -> str:
    """What another delivery of the form says in the slot."""
    return answer.beside.raw.strip() if answer.beside else ""


def _several(value: Value) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(case: Case, slots: tuple[str, ...]) -> str:
    return next(filter(None, (_said(paper, slots) for paper in case.papers)), "")


def _said(paper: Paper, slots: tuple[str, ...]) -> str:
    values = (paper.record.value(slot) for slot in slots)
    return next((value for value in values if isinstance(value, str) and value), "")
