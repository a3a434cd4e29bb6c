"""What is wrong across the papers of each pilot, as far as all that was handed in could be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from forms.check import check_package
from forms.deliveries import paired
from forms.finding import Finding, Severity
from forms.outside import NONE, OutsideFacts, Stage
from forms.pairs import Pair, in_two_editions, left_blank, pairs_among, told_twice, with_pairs
from forms.paper import PaperReading
from forms.parting import Pilot, Unplaced, by_pilot
from forms.pilot import COMPANIONS, INCOMING, Companion, Package, Paper, paper_name
from forms.programme import Programme
from forms.record import Record
from forms.script import simplified

ABSENCES = {"paper-missing": None, "standards-list-missing": "standards-list"}
"""Findings that a paper is not there, with the paper where the finding does not name it itself: what could not be read
or placed may be that paper."""

_NAMED = 3
"""So many of the places where copies differ are named."""


@dataclass(frozen=True)
class Unread:
    """How many files beside the papers could not be read whole, and how many were read as none of the papers known."""

    lost: int = 0
    other: int = 0


@dataclass(frozen=True)
class Judged:
    """The papers of one pilot with what they were handed in for and what is wrong across them.

    ``name`` is what the findings call the pilot. Of two deliveries of one form both are among ``papers``; they are
    judged as the one record of their pair.
    """

    pilot: Pilot
    name: str
    stage: Stage | None
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Judgement:
    """Every pilot's papers judged by themselves, and what could be given to no pilot, each with its finding."""

    pilots: tuple[Judged, ...]
    unplaced: tuple[Unplaced, ...] = ()
    findings: tuple[Finding, ...] = ()


def check_together(
    papers: Sequence[Paper], programme: Programme, on: date, facts: OutsideFacts = NONE, unread: Unread = Unread()
) -> tuple[Finding, ...]:
    """The findings of :func:`judged_by_pilot`, pilot by pilot, then those on papers without a pilot."""
    judged = judged_by_pilot(papers, programme, on, facts, unread)
    return (*(finding for pilot in judged.pilots for finding in pilot.findings), *judged.findings)


def judged_by_pilot(
    papers: Sequence[Paper], programme: Programme, on: date, facts: OutsideFacts = NONE, unread: Unread = Unread()
) -> Judgement:
    """The findings of :func:`forms.check.check_package` on each pilot's papers; among several they say whose they are.

    What may stand in a lost page or file, or in a paper that could not be given to a pilot, never blocks.
    """
    parted = by_pilot(papers, programme.renames)
    adrift = frozenset(_kind(papers[one.paper]) for one in parted.unplaced)
    names = _names(parted.pilots)
    judged = []
    for pilot, name in zip(parted.pilots, names, strict=True):
        pairs = pairs_among(papers, pilot.papers)
        mine = with_pairs(papers, pilot.papers, pairs)
        found = [_weighed(f, unread, adrift) for f in check_package(mine, programme, on, facts)]
        found += [_of_two_editions(*two) for two in in_two_editions(papers, pilot.papers)]
        found += [_told_twice(copies) for copies in told_twice(papers, pilot.papers, pairs)]
        found += [_left_blank(form) for form in dict.fromkeys(one.form for one in left_blank(papers, pilot.papers))]
        if len(names) > 1:
            found = [replace(finding, message=f"“{name}”：{finding.message}") for finding in found]
        judged.append(Judged(pilot, name, Package(mine, programme.at(on), on, facts).stage, pairs, tuple(found)))
    said = tuple(_said_of(one, papers, names) for one in parted.unplaced)
    return Judgement(tuple(judged), parted.unplaced, said)


def _kind(paper: Paper) -> str:
    return paper.kind if isinstance(paper, Companion) else paper.form


def _names(pilots: Sequence[Pilot]) -> tuple[str, ...]:
    """What tells each pilot from the others: its name, with its unit where others bear the same, else its number."""
    shown = [pilot.shown for pilot in pilots]
    full = [f"{p.name}（{p.unit}）" if p.name and p.unit and shown.count(p.shown) > 1 else p.shown for p in pilots]
    return tuple(
        name if name and full.count(name) == 1 else f"{name}（第{number}个试点）" for number, name in enumerate(full, 1)
    )


def _said_of(one: Unplaced, papers: Sequence[Paper], names: Sequence[str]) -> Finding:
    """That a paper was given to no pilot, what it says itself, and between which pilots it stands."""
    kind = _kind(papers[one.paper])
    says = f"所写为“{'、'.join(one.says)}”" if one.says else "未写明试点"
    if one.fits:
        why = f"可能属于{'、'.join(f'“{names[n]}”' for n in one.fits)}，无法确定是哪一个"
    else:
        why = f"与{'、'.join(f'“{name}”' for name in names)}都不一致"
    message = f"《{paper_name(kind)}》{says}，{why}，未归入任何试点。请核对该件属于哪个试点，或者分别报送。"
    return Finding("paper-unplaced", Severity.WARN, message, subject=f"{kind} {one.paper}")


def _of_two_editions(one: Record, other: Record) -> Finding:
    """That one form came in two editions, which are not held against each other slot by slot."""
    both = f"{one.edition}、{other.edition}"
    message = (
        f"《{paper_name(one.form)}》报送了两种样表（{both}），所填内容大体一致，未逐项比对。"
        "请确定以哪一份为准，或者按同一种样表重新报送。"
    )
    return Finding("editions-mixed", Severity.WARN, message, subject=f"{one.form} {both}")


def _told_twice(copies: Sequence[Record]) -> Finding:
    """That one form came in several copies, with where they differ: nobody has said which of them counts."""
    first, *others = copies
    places = list(dict.fromkeys(where for other in others for where in paired(first, other).differing))
    name = f"《{paper_name(first.form)}》收到{len(copies)}份"
    if not places:
        message = f"{name}，所填内容一致，未合并。请确定以哪一份为准。"
        return Finding("form-repeated", Severity.INFO, message, subject=first.form)
    labels = list(dict.fromkeys(label for where in places if (label := _label(copies, where))))
    named = "、".join(f"“{label}”" for label in labels[:_NAMED])
    message = f"{name}，{f'{named}等' if named else ''}共{len(places)}处所填不一致，未合并。请核对后确定以哪一份为准。"
    return Finding("form-repeated", Severity.WARN, message, subject=first.form)


def _left_blank(form: str) -> Finding:
    """That a blank of a form came beside the form itself: what it lacks is no fault of the one that is filled in."""
    message = f"收到的《{paper_name(form)}》中有空白的，可能是误附的空白表。请核对；确是误附的，以填写的一份为准。"
    return Finding("form-repeated", Severity.WARN, message, subject=f"{form} blank")


def _label(copies: Sequence[Record], where: str) -> str | None:
    """What the first of ``copies`` that prints the slot calls it, simplified; ``None`` where none is known."""
    slot = where.removeprefix("fields.")
    printed = ((copy.printed.labels.get(slot), copy.script) for copy in copies)
    return next((simplified("".join(label.split()), script) for label, script in printed if label), None)


def _weighed(finding: Finding, unread: Unread, adrift: frozenset[str]) -> Finding:
    if finding.code not in ABSENCES:
        return finding
    missing = ABSENCES[finding.code] or finding.subject
    if unread.lost or missing in adrift:
        note = f"另有{unread.lost}份文件没有完整读出，请先核对其中有无此件。" if unread.lost else ""
        note += "另有此种材料未能确定属于哪个试点，请先核对。" if missing in adrift else ""
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
