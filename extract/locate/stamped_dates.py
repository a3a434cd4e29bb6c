"""Dates that a stamp left on a scan: one without a label above all of a form's labels is none of its answers."""

from __future__ import annotations

from dataclasses import replace

from extract.locate.located import DOUBTFUL_LABEL, Candidate, Located
from forms.evidence import Evidence
from forms.types import Date


def leave_dates_above(found: Located) -> None:
    """Leave to the extras what was taken for an answer's date there, where the answer has words of its own below.

    Where it has none, nobody can tell whose the date is.
    """
    labelled = [one for one in found.fields if one.label]
    above = {id(one) for one in found.fields if _is_bare(one) and all(_is_above(one.at, own.at) for own in labelled)}
    for number, candidate in reversed(list(enumerate(found.fields))):
        if id(candidate) not in above:
            continue
        own = [one for one in found.fields if one.target.field is candidate.target.field and id(one) not in above]
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
