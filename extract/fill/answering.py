"""Answers made of what is written in a place: values read by their kinds, doubts kept, several places held together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.words.hints import Hints, in_brackets_only
from forms.evidence import Evidence
from forms.record import Answer
from forms.types import LongText, OrgList
from forms.types.kind import NO_HINT, Hint, Kind, Reading

SURE, UNSURE = 0.99, 0.5
"""Scores of what a text layer says plainly, and of what carries a doubt."""


@dataclass(frozen=True)
class Written:
    """The raw text of one slot, where it stands, doubts about its place, and how it is to be read if otherwise."""

    raw: str
    at: Evidence
    doubts: tuple[str, ...] = ()
    meant: str = ""


class Answering:
    """Makes answers of one form's slots; ``hint`` and ``units`` are what its own slots say, once they are read."""

    def __init__(self, hints: Hints) -> None:
        self.hints = hints
        self.hint: Hint = NO_HINT
        self.units: frozenset[str] = frozenset()
        """The folded names of the units that the form's own slots name."""

    def best(self, kind: Kind, written: Sequence[Written]) -> Answer:
        """The answer among several places: the one that says something; two that differ are marked and both kept."""
        answers = [self.answer(kind, one) for one in written]
        telling = [answer for answer in answers if answer.value is not None]
        if not telling:
            return next((answer for answer in answers if answer.needs_review), answers[0])
        first = telling[0]
        if isinstance(kind, OrgList) and len(telling) > 1:
            return _together(telling)
        if any(other.value != first.value for other in telling[1:]):
            said = "\n".join(dict.fromkeys(answer.raw for answer in answers if answer.raw.strip()))
            return replace(_doubted(first, ("several-values",)), raw=said)
        if any(_chosen_otherwise(answer) for answer in answers):
            return _doubted(first, ("several-values",))
        return first

    def answer(self, kind: Kind, written: Written) -> Answer:
        reading = self._read(kind, written.meant or written.raw)
        if written.at.is_scanned and not written.meant:
            from extract.words.wrapped_names import read_whole

            reading = read_whole(kind, self.hints.strip(written.raw), reading, self.hint, self.units)
        doubts = tuple(dict.fromkeys((*reading.doubts, *written.doubts)))
        if isinstance(kind, LongText) and reading.value and self.hints.may_drop_words(written.raw):
            doubts = tuple(dict.fromkeys((*doubts, "placeholder-left")))
        review = bool(doubts) and not _left_as_printed(reading, written.raw)
        return Answer(reading.value, written.raw, UNSURE if review else SURE, review, written.at, doubts)

    def _read(self, kind: Kind, raw: str) -> Reading:
        text = self.hints.strip(raw)
        if not text.strip():
            return Reading(None)
        if in_brackets_only(text):
            return Reading(None, ("placeholder-left",))
        return kind.read(text, self.hint)


def _together(answers: list[Answer]) -> Answer:
    """Several lists of units under one label as one; lists that agree in part only are in doubt."""
    first, *others = answers
    names = [str(name) for answer in answers if isinstance(answer.value, list) for name in answer.value]
    if all(other.value == first.value for other in others):
        return first
    doubts = tuple(dict.fromkeys(doubt for answer in answers for doubt in answer.doubts))
    raw = "\n".join(answer.raw for answer in answers)
    merged = Answer(list(dict.fromkeys(names)), raw, UNSURE if doubts else SURE, bool(doubts), first.evidence, doubts)
    return _doubted(merged, ("several-values",)) if len(set(names)) < len(names) else merged


def _left_as_printed(reading: Reading, raw: str) -> bool:
    """Whether a slot surely holds the blank's own sample (XXXX, 201X年X月) and no answer; in brackets it may be one."""
    return reading.value is None and set(reading.doubts) == {"placeholder-left"} and not in_brackets_only(raw)


def _doubted(answer: Answer, doubts: tuple[str, ...]) -> Answer:
    return replace(answer, score=UNSURE, needs_review=True, doubts=(*answer.doubts, *doubts))


def _chosen_otherwise(answer: Answer) -> bool:
    """Whether another place for the same slot has choices that were not made out, of a Word file: none or several ticked."""
    pageless = answer.evidence is not None and answer.evidence.page is None
    return answer.value is None and pageless and "choice-unclear" in answer.doubts
