"""Findings as an officer sees them: which are the same fault in another revision, and what was made of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from forms.evidence import Evidence
from forms.finding import Finding, Severity
from webhook.store.packages import PackageDisposition
from webhook.store.results import Disposition, StoredFinding

OPEN, UPHELD, SET_ASIDE = "open", "upheld", "set-aside"

REASONS: dict[str, str] = {
    "checked-original": "已核对原件",
    "misjudged": "误判",
    "other-proof": "另有证明",
}
"""Why a finding may be set aside."""


@dataclass(frozen=True)
class Standing:
    """A finding of the newest revision, and the newest disposition given to it, if any."""

    key: str
    body: dict[str, Any]
    given: Disposition | PackageDisposition | None = None

    @property
    def disposition(self) -> str:
        return self.given.disposition if self.given else OPEN

    @property
    def blocks(self) -> bool:
        """Whether it must be put right before acceptance, if it holds."""
        return bool(self.body["severity"] == "block")

    @property
    def holds(self) -> bool:
        """Whether nobody has set it aside."""
        return self.disposition != SET_ASIDE

    def to_json(self) -> dict[str, Any]:
        """The contract's finding with its ``key`` and ``disposition``; reason, name and time where one was given."""
        out = {**self.body, "key": self.key, "disposition": self.disposition}
        if self.given:
            out["reason_code"] = self.given.reason_code
            out["reason"] = self.given.reason
            out["by"] = self.given.by
            out["at"] = self.given.at.isoformat()
        return out


def standing(findings: Iterable[StoredFinding], dispositions: Iterable[Disposition]) -> tuple[Standing, ...]:
    """Each finding with the newest disposition of its key; ``dispositions`` are oldest first."""
    newest = {given.key: given for given in dispositions}
    return tuple(Standing(finding.key, finding.body, newest.get(finding.key)) for finding in findings)


def keyed(
    result_id: str, revision: int, bodies: Sequence[dict[str, Any]], subjects: Sequence[str]
) -> tuple[StoredFinding, ...]:
    """The findings of one revision as they are stored.

    A key is made of code, place and subject, and where several agree in these, of their order: the message may be
    worded otherwise and it is still the same fault.
    """
    seen: Counter[str] = Counter()
    stored = []
    for position, (body, subject) in enumerate(zip(bodies, subjects, strict=True)):
        fault = "\x1f".join((body["code"], body["where"] or "", subject))
        key = hashlib.blake2b(f"{fault}\x1f{seen[fault]}".encode(), digest_size=8).hexdigest()
        seen[fault] += 1
        stored.append(StoredFinding(result_id, revision, position, key, body))
    return tuple(stored)


def as_finding(body: dict[str, Any]) -> Finding:
    """The finding that a stored one was made from, but for its subject."""
    evidence = Evidence.from_json(body["evidence"]) if body["evidence"] else None
    return Finding(
        body["code"],
        Severity(body["severity"]),
        body["message"],
        body["rule"],
        body["basis"],
        tuple(body["also"]),
        body["where"],
        evidence,
    )
