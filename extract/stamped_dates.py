"""Dates that a stamp left on a scan: one without a label above all of a form's labels is none of its answers."""

from __future__ import annotations

from dataclasses import replace

from extract.located import DOUBTFUL_LABEL, Candidate, Located
from forms.evidence import Evidence
from forms.types import Date


def leave_dates_above(found: Located) -> None:
    """Leave to the extras what was taken for an answer's date there, where the answer has a label and words of its own.

    Where it has a label alone, nobody can tell whose the date is.
    """
    labelled = [one for one in found.fields if one.label]
    for number, candidate in reversed(list(enumerate(found.fields))):
        own = [one for one in labelled if one.target.field is candidate.target.field]
        if not _is_bare(candidate) or not own or not all(_is_above(candidate.at, one.at) for one in labelled):
            continue
        if any(one.raw.strip() for one in own):
            del found.fields[number]
            found.leave("", candidate.raw, candidate.at)
        else:
            found.fields[number] = replace(candidate, doubts=(*candidate.doubts, DOUBTFUL_LABEL))


def _is_bare(one: Candidate) -> bool:
    return not one.label and one.at.is_scanned and isinstance(one.target.field.kind, Date)


def _is_above(one: Evidence, other: Evidence) -> bool:
    if one.box is None or other.box is None or one.page is None or other.page is None:
        return False
    return one.page < other.page or (one.page == other.page and one.box.y1 <= other.box.y0)
