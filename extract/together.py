"""The results of several files as the papers of one pilot, judged together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from extract.reading import CONTRACT_VERSION, Result
from forms.outside import NONE, OutsideFacts
from forms.package_check import Unread, check_together, companion_of
from forms.pilot import Package, Paper
from forms.programme import Programme


def package_line(
    results: Sequence[Result], programme: Programme, on: date, facts: OutsideFacts = NONE
) -> dict[str, Any]:
    """The contract's line on all files together: what they are, what they were handed in for, what is wrong across."""
    papers = tuple(paper for result in results if (paper := paper_of(result)) is not None)
    stage = Package(papers, programme.at(on), on, facts).stage
    findings = check_together(papers, programme, on, facts, unread(results))
    return {
        "version": CONTRACT_VERSION,
        "package": {"stage": stage.value if stage else None, "papers": [_listed(result) for result in results]},
        "findings": [finding.to_json() for finding in findings],
    }


def paper_of(result: Result) -> Paper | None:
    """The form or companion paper that was read; ``None`` for anything else."""
    if result.record is not None:
        return result.record
    return companion_of(result.companion, result.to_json().get("paper"))


def unread(results: Sequence[Result]) -> Unread:
    """What may hold a paper that is not among those read."""
    lost = {(result.file, result.member) for result in results if result.status == "failed" or result.problems}
    other = sum(result.status == "unrecognised" and paper_of(result) is None for result in results)
    return Unread(len(lost), other)


def _listed(result: Result) -> dict[str, Any]:
    shown = result.to_json()
    names = ("file", "member", "pages", "kind", "companion", "status", "form")
    return {name: shown[name] for name in names if name in shown}
