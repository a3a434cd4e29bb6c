"""The results of several files as the papers of one pilot or several, each pilot's judged together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from extract.reading import CONTRACT_VERSION, Result
from forms.check import check
from forms.outside import NONE, OutsideFacts
from forms.package_check import Judged, Unread, companion_of, judged_by_pilot
from forms.pairs import Pair
from forms.pilot import Paper
from forms.programme import Programme


def package_line(
    results: Sequence[Result], programme: Programme, on: date, facts: OutsideFacts = NONE
) -> dict[str, Any]:
    """The contract's line on all files together: what they are, whose, what they were handed in for, what is wrong.

    Papers are named by their places in ``papers``, pilots by theirs in ``pilots``. ``stage`` is null where the pilots'
    papers were handed in for different things.
    """
    read = [(place, paper) for place, result in enumerate(results) if (paper := paper_of(result)) is not None]
    places = [place for place, _ in read]
    judged = judged_by_pilot([paper for _, paper in read], programme, on, facts, unread(results))
    stages = {pilot.stage for pilot in judged.pilots}
    stage = next(iter(stages)) if len(stages) == 1 else None
    return {
        "version": CONTRACT_VERSION,
        "package": {
            "stage": stage.value if stage else None,
            "papers": [_listed(result) for result in results],
            "pilots": [_pilot(pilot, places) for pilot in judged.pilots],
            "unplaced": [{"paper": places[one.paper], "pilots": list(one.fits)} for one in judged.unplaced],
        },
        "deliveries": [_delivered(pair, places, programme, on, facts) for p in judged.pilots for pair in p.pairs],
        "findings": [
            *({**f.to_json(), "pilot": number} for number, p in enumerate(judged.pilots) for f in p.findings),
            *({**finding.to_json(), "pilot": None} for finding in judged.findings),
        ],
    }


def _pilot(judged: Judged, places: Sequence[int]) -> dict[str, Any]:
    return {
        "name": judged.pilot.name,
        "unit": judged.pilot.unit,
        "stage": judged.stage.value if judged.stage else None,
        "papers": [places[paper] for paper in judged.pilot.papers],
    }


def _delivered(
    pair: Pair, places: Sequence[int], programme: Programme, on: date, facts: OutsideFacts
) -> dict[str, Any]:
    """The one record of a form that came twice, with what is wrong with it and what a person has to look at."""
    made = pair.paired
    burdens = {"paper": made.paper, "file": made.file, "pair": made.burden}
    return {
        "papers": [places[pair.first], places[pair.second]],
        **made.record.to_json(),
        "findings": [finding.to_json() for finding in check(made.record, programme, on, facts=facts)],
        "confirmed": list(made.confirmed),
        "differing": list(made.differing),
        "review": {name: {"slots": held.slots, "marked": held.marked} for name, held in burdens.items()},
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
