"""Whom papers are about: the pilots that forms and letters name, so that a term can be told from one that is over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.periods import add_months
from forms.programme import Programme, programme
from forms.units import same_unit
from forms.whose import name_key
from render.catalogue import UNIT_SLOTS
from render.papers.catalogue import paper as paper_of
from render.papers.facts import months_of
from render.papers.need import ISSUED_ON, Day
from webhook.service.letters.stages import SIGNED, is_before
from webhook.service.ports import office_day
from webhook.service.review.decisions import REFUSED
from webhook.store.database import Tx
from webhook.store.letters import CASE, WITHDRAWN, StoredLetter


@dataclass(frozen=True)
class Who:
    """A pilot and its unit, as a paper names them; empty where it names none."""

    pilot: str
    unit: str

    def is_surely(self, other: Who, rules: Programme) -> bool:
        """Whether both are the same pilot of the same unit; pilots of several units may be called alike."""
        if self.pilot and other.pilot and name_key(self.pilot) != name_key(other.pilot):
            return False
        return bool(self.unit and other.unit) and same_unit(self.unit, other.unit, rules.renames)


@dataclass(frozen=True)
class Handed:
    """A form that came in: whose it is, in which submission, and on which day."""

    form: str
    who: Who
    submission: str
    programme: Programme
    on: date


@dataclass(frozen=True)
class Named:
    """A pilot that a letter of the catalogue is about; ``told`` is what the letter was made from."""

    letter: StoredLetter
    who: Who
    submission: str | None
    programme: Programme
    told: dict[str, Any]
    period: tuple[str, str] | None

    @property
    def is_signed(self) -> bool:
        return not is_before(self.letter, SIGNED)

    def day(self, fact: str) -> date | None:
        """A day that the letter states, given or reckoned; ``None`` where it states none."""
        said = self.told["facts"].get(fact)
        if isinstance(said, str) and said.strip():
            return date.fromisoformat(said.strip())
        kinds = (need.kind for need in paper_of(self.letter.paper).needs if need.id == fact)
        reckoned = next((kind.default for kind in kinds if isinstance(kind, Day)), None)
        if reckoned is None:
            return None
        begins = self._issued() if reckoned.of == ISSUED_ON else self.day(reckoned.of)
        return begins and add_months(begins, months_of(reckoned, self.programme))

    def _issued(self) -> date:
        return self.letter.issued_on or date.fromisoformat(self.told["made_on"])


def handed_in(tx: Tx, forms: Collection[str]) -> tuple[Handed, ...]:
    """The forms of those kinds that came in and were not refused, one of a pilot in each submission, oldest first."""
    found: dict[tuple[str, str, Who], Handed] = {}
    for result_id, submission_id, form in tx.results.of_forms(forms):
        newest, submission = tx.results.latest(result_id), tx.submissions.get(submission_id)
        decided = tx.decisions.latest(submission_id)
        if newest is None or submission is None or (decided is not None and decided.decision == REFUSED):
            continue
        who, rules = _who(newest.body["fields"]), programme(submission.programme)
        one = Handed(form, who, submission_id, rules, office_day(submission.received_at))
        found.setdefault((form, submission_id, who), one)
    return tuple(sorted(found.values(), key=lambda one: one.on))


def _who(fields: Mapping[str, Any]) -> Who:
    """Whom a record names, out of its JSON: making whole records of all there are takes seconds."""
    pilot, unit = (_first(fields, slots) for slots in (("pilot_name",), UNIT_SLOTS))
    return Who(pilot, unit)


def _first(fields: Mapping[str, Any], slots: Collection[str]) -> str:
    values = (fields[slot]["value"] for slot in slots if slot in fields)
    return next((value for value in values if isinstance(value, str) and value), "")


def named_in_letters(tx: Tx, papers: Collection[str]) -> tuple[Named, ...]:
    """Every pilot of every letter of those papers that was not withdrawn, oldest first."""
    letters = (letter for paper in papers for letter in tx.letters.of_paper(paper) if letter.state != WITHDRAWN)
    return tuple(named for letter in sorted(letters, key=lambda one: one.at) for named in _named(letter))


def _named(letter: StoredLetter) -> Iterator[Named]:
    if letter.request is None or letter.request.get("maker") == CASE:
        return
    told = letter.request.get("letter") or {}
    for one in told.get("pilots", ()):
        submission = one.get("choice", {}).get("submission") or letter.submission_id
        period = tuple(one["period"]) if one.get("period") else None
        who = Who(one.get("name") or "", one.get("unit") or "")
        yield Named(letter, who, submission, programme(told["programme"]), told, period)
