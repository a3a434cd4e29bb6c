"""What the walk could not settle: labels printed otherwise than any known one, and telephones of other people."""

from __future__ import annotations

from dataclasses import replace

from extract.locate.located import DOUBTFUL_LABEL, Candidate, Located
from extract.words.labels import FieldTarget, LabelIndex
from forms.record import Extra
from forms.script import fold
from forms.types import LongText, Person
from forms.types.kind import Kind

_TELLING = 4
"""Folded characters from which a label inside an answer is hardly there by chance."""
_LIKE = 0.7
"""How like a known label another one must be to be taken for it."""


def rescue(found: Located, index: LabelIndex) -> None:
    """Take extras whose label is much like that of a slot nobody found, in doubt, and part telephones by person."""
    _twice(found)
    _owners(found)
    for extra in list(found.extras):
        if extra.label and extra.raw.strip() and (target := _nearest(extra, found, index)):
            found.extras.remove(extra)
            at = extra.evidence
            assert at is not None
            lines = tuple(extra.raw.split("\n"))
            found.fields.append(Candidate(target, extra.label, lines, at, (DOUBTFUL_LABEL,)))
    _swallowed(found, index)


def _swallowed(found: Located, index: LabelIndex) -> None:
    """Put in doubt what holds the label of a required slot that nobody found: its value may be in there too."""
    missing = [f for f in index.form.fields() if f.required and not f.unlabelled and not found.holds(f)]
    labels = [key for field in missing for key in index.labels_of(field) if len(key) >= _TELLING]
    if not labels:
        return
    for number, candidate in enumerate(found.fields):
        key = fold(candidate.raw)
        if any(label in key for label in labels):
            found.fields[number] = replace(candidate, doubts=(*candidate.doubts, DOUBTFUL_LABEL))


def _twice(found: Located) -> None:
    """Doubt prose before a label that stands there twice: one of the two may be words of the prose."""
    beside = set(found.values.values())  # answers in cells of their own, which end nothing
    seen: dict[tuple[str, ...], list[int]] = {}
    for number, candidate in enumerate(found.fields):
        if not candidate.target.field.repeated and candidate.owner is None:
            seen.setdefault(candidate.target.field.ids, []).append(number)
    for numbers in seen.values():
        parts = [found.fields[number].target.part for number in numbers]
        once = len(set(parts)) == len(parts) and None not in parts
        alike = len({fold(found.fields[number].raw) for number in numbers}) == 1
        for number in () if once or alike else numbers:
            before = found.fields[number - 1] if number else None
            written = found.fields[number].raw.strip() and number not in beside
            if written and before is not None and isinstance(before.target.field.kind, LongText):
                found.fields[number - 1] = replace(before, doubts=(*before.doubts, DOUBTFUL_LABEL))


def _nearest(extra: Extra, found: Located, index: LabelIndex) -> FieldTarget | None:
    """The slot not yet found whose label is likest, if it is like enough and its kind can read the value."""
    best: FieldTarget | None = None
    likeness = _LIKE
    for score, target in index.near_fields(extra.label):
        if score >= likeness and not found.holds(target.field) and _readable(target, extra.raw):
            best, likeness = target, score + 1e-9
    return best


def _readable(target: FieldTarget, raw: str) -> bool:
    kind = target.field.kind
    return kind.read(raw).value is not None if isinstance(kind, Kind) else any(kind.split(raw)[0])


def _owners(found: Located) -> None:
    """Leave the telephone in another person's row, if one stands in its own person's; else keep it in doubt."""
    kept: list[Candidate] = []
    for candidate in found.fields:
        owner = candidate.owner
        if owner is None or owner is candidate.target.field or not isinstance(owner.kind, Person):
            kept.append(candidate)
        elif any(_own(other, candidate.target) for other in found.fields):
            found.leave(f"{owner.label}{candidate.label}", candidate.raw, candidate.at)
        else:
            kept.append(replace(candidate, doubts=(*candidate.doubts, DOUBTFUL_LABEL)))
    found.fields[:] = kept


def _own(candidate: Candidate, target: FieldTarget) -> bool:
    """Whether ``candidate`` answers ``target`` in a row of its own person, or in one of nobody's."""
    if candidate.target.field is not target.field or candidate.target.part not in (None, target.part):
        return False
    return candidate.owner in (None, target.field) and bool(candidate.raw.strip())
