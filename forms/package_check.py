"""What is wrong across the papers of one pilot, as far as all that was handed in could be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from forms.check import check_package
from forms.finding import Finding, Severity
from forms.outside import NONE, OutsideFacts
from forms.paper import PaperReading
from forms.pilot import COMPANIONS, INCOMING, Companion, Paper
from forms.programme import Programme

ABSENCES = frozenset({"paper-missing", "standards-list-missing"})
"""Findings that a paper is not there: what could not be read may be that paper."""


@dataclass(frozen=True)
class Unread:
    """How many files beside the papers could not be read whole, and how many were read as none of the papers known."""

    lost: int = 0
    other: int = 0


def check_together(
    papers: Sequence[Paper], programme: Programme, on: date, facts: OutsideFacts = NONE, unread: Unread = Unread()
) -> tuple[Finding, ...]:
    """The findings of :func:`forms.check.check_package`; what may stand in a lost page or file never blocks."""
    return tuple(_weighed(finding, unread) for finding in check_package(papers, programme, on, facts))


def _weighed(finding: Finding, unread: Unread) -> Finding:
    if finding.code not in ABSENCES:
        return finding
    if unread.lost:
        note = f"另有{unread.lost}份文件没有完整读出，请先核对其中有无此件。"
        weighed = Severity.WARN if finding.severity is Severity.BLOCK else finding.severity
        return replace(finding, severity=weighed, message=finding.message + note)
    if unread.other:
        return replace(finding, message=f"{finding.message}另有{unread.other}份文件不能确定是何种材料，请一并核对。")
    return finding


def companion_of(kind: str | None, paper: Mapping[str, Any] | None) -> Companion | None:
    """The companion or incoming paper of a result, by its ``companion`` and ``paper``; ``None`` for anything else.

    Without what was read in it, the paper is there, and whatever is not found may have stood in it.
    """
    if kind is None or kind not in COMPANIONS | INCOMING:
        return None
    return Companion.of(PaperReading.from_json(dict(paper))) if paper else Companion(kind, whole=False)
