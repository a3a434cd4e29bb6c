"""The companion papers of a submission as an officer looks at them: what was read, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.paper import EDITION, PaperReading
from forms.paper_shapes import shape
from forms.pilot import COMPANIONS, INCOMING, paper_name
from forms.record import Record
from webhook.service.cases.case import Case
from webhook.service.review.sheet import Line, Sheet, sheet_of
from webhook.store.results import StoredResult


@dataclass(frozen=True)
class CompanionSheet:
    """``sheet`` is ``None`` where the paper is there and nothing was read in it."""

    id: str
    name: str
    document: str
    file_name: str
    sheet: Sheet | None
    findings: tuple[dict[str, Any], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The slots outside the tables."""
        return tuple(line for group in self.sheet.groups for line in group.lines) if self.sheet else ()


def companion_sheets(case: Case) -> tuple[CompanionSheet, ...]:
    """Each companion paper, in the documents' order."""
    return tuple(_sheets(case))


def companion_name(kind: str) -> str:
    """What a companion or incoming paper is called; the kind itself for one that is no longer known."""
    return paper_name(kind) if kind in COMPANIONS | INCOMING else kind


def _sheets(case: Case) -> Iterator[CompanionSheet]:
    for result in case.results:
        kind = result.body.get("companion")
        if result.kind == "companion" and kind:
            name = case.document(result.document_id).file_name
            found = tuple(result.body["findings"])
            yield CompanionSheet(result.id, companion_name(kind), result.document_id, name, _sheet(result), found)


def _sheet(result: StoredResult) -> Sheet | None:
    paper = result.body.get("paper")
    if not paper:
        return None
    read = PaperReading.from_json(paper)
    record = Record(read.kind, EDITION, read.script, read.fields, read.rows)
    return sheet_of(record, shape(read.kind))
