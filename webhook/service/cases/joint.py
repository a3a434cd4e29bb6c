"""What is known of papers from one submission or several that are judged together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from forms.outside import OutsideFacts
from forms.strict_json import to_json
from webhook.service.cases.findings import Standing
from webhook.store.results import StoredResult


@dataclass(frozen=True)
class JointFinding:
    """A finding across papers; ``paper`` is the result's id of the form that it concerns, ``None`` without any form.

    ``pilot`` is the place of the pilot whose papers it is about, ``None`` for a paper that belongs to no pilot.
    """

    standing: Standing
    paper: str | None
    pilot: int | None


@dataclass(frozen=True)
class PilotPapers:
    """The papers of one pilot: its name as findings call it, and the ids of the results, oldest first."""

    name: str
    unit: str | None
    stage: str | None
    papers: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "unit": self.unit, "stage": self.stage, "papers": list(self.papers)}


@dataclass(frozen=True)
class Together:
    """``submissions`` are those whose papers are judged together, oldest first, under the id of one of them.

    While one of their files is still being read nothing is judged and ``reading`` is true. ``disposed`` counts the
    dispositions ever given. ``unplaced`` are the results of papers that belong to none of the ``pilots`` for sure.
    """

    id: str
    submissions: tuple[str, ...]
    results: tuple[StoredResult, ...]
    pilots: tuple[PilotPapers, ...]
    unplaced: tuple[str, ...]
    stage: str | None
    facts: OutsideFacts
    findings: tuple[JointFinding, ...]
    disposed: int
    reading: bool

    @property
    def tag(self) -> str:
        """The ETag of the findings: it changes with them, with the submissions, and with every disposition."""
        about = [*self.submissions, str(self.disposed), str(self.reading)]
        about += [f"{f.standing.key}{f.standing.body['severity']}" for f in self.findings]
        return hashlib.blake2b("\n".join(about).encode(), digest_size=8).hexdigest()

    def to_json(self) -> dict[str, Any]:
        papers = [
            {"id": r.id, "submission": r.submission_id, "document": r.document_id, "kind": r.kind, "form": r.form}
            | {"companion": r.body.get("companion"), "status": r.status}
            for r in self.results
        ]
        return {
            "package": self.id,
            "submissions": list(self.submissions),
            "reading": self.reading,
            "stage": self.stage,
            "papers": papers,
            "pilots": [pilot.to_json() for pilot in self.pilots],
            "unplaced": list(self.unplaced),
            "facts": to_json(self.facts),
            "findings": [
                {**found.standing.to_json(), "paper": found.paper, "pilot": found.pilot} for found in self.findings
            ],
        }
