"""What the review page shows, put together from a submission: the one template context, also for what went wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request

from forms.programme import programme
from forms.registry import form as definition
from forms.registry import overlay_of, overlays
from forms.spec import Form
from webhook import errors
from webhook.routes.pages.form_names import form_name
from webhook.routes.pages.page_boxes import original, proofs
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.findings import OPEN, REASONS
from webhook.service.letters.writing import receipt_number
from webhook.service.problems import Problem, Stale
from webhook.service.review.case_lines import case_line, paper_line, written_names
from webhook.service.review.companion_sheet import companion_name
from webhook.service.review.decisions import propose
from webhook.service.review.finding_list import FindingList, Item, finding_list
from webhook.service.review.pages import DPI
from webhook.service.review.sheet import Line, Mark, Sheet, sheet_of


@dataclass(frozen=True)
class Waiting:
    """A value that wants a look, named for the list over the form."""

    line: Line | Mark
    words: str
    shown: str

    @property
    def anchor(self) -> str:
        return self.line.anchor


@dataclass(frozen=True)
class Trouble:
    """A refusal, shown beside the slot ``where`` it arose, or over the form with the ``places`` it is about."""

    message: str
    advice: str
    where: str | None = None
    raw: str | None = None
    """What was typed there, if anything was: it is kept in its field."""
    places: tuple[tuple[str, str], ...] = ()
    """Each as the id to go to and its name."""


def head(case: Case) -> dict[str, Any]:
    """What stands over every page of a submission."""
    return {
        "case": case,
        "line": case_line(case),
        "paper": case.papers[0] if case.papers else None,
        "edition": "",
        "programme_title": programme(case.submission.programme).title,
        "receipt_number": receipt_number(case),
        "here_is": "",
        "joint": joint_items(case),
        "reasons": list(REASONS),
        "companion_name": companion_name,
        "joined_photographs": services().photographs.joined_in(case),
    }


def joint_items(case: Case) -> list[Item]:
    """The findings across the papers that these belong to."""
    return [Item(found.standing, "", "main", ()) for found in case.together.findings] if case.together else []


def paper_head(case: Case, paper: Paper) -> dict[str, Any]:
    form = definition(paper.record.form, paper.record.edition)
    edition = t("head.form_edition", form=form_name(form), edition=edition_name(form))
    return {**head(case), "line": paper_line(case, paper), "paper": paper, "edition": edition}


def edition_name(form: Form) -> str:
    """What people call an edition; of the office's own, its id and the paper that prescribes it."""
    overlay = overlay_of(form)
    if overlay is None or overlay not in overlays():
        return t(f"edition.{form.edition}")
    return t("head.own_edition", edition=form.edition, source=overlay.source)


def review_page(case: Case, form: str | None = None, trouble: Problem | None = None, where: str | None = None) -> str:
    paper = case.paper(form)
    record = paper.record
    shape = definition(record.form, record.edition)
    sheet = sheet_of(record, shape)
    found = finding_list(paper.findings, record, shape)
    waiting = _waiting(sheet)
    shown = {line.where for line in sheet.lines()} | {mark.where for mark in sheet.marks()}
    return render_template(
        "review.html",
        **{**paper_head(case, paper), "here_is": "review"},
        sheet=sheet,
        agreement=_agreement(sheet) if paper.pair else None,
        list=found,
        marked=waiting,
        confirmable=[w for w in waiting if not (isinstance(w.line, Mark) and w.line.present is None)],
        ties=_ties(found),
        lacking=[i.where for i in found.everything if i.where and i.where.startswith("blocks.")],
        problems=paper.problems,
        lost=paper.lost,
        original=original(case, paper, sheet, make="pages" in request.args),
        proofs=proofs(case, paper, sheet),
        dpi=DPI,
        proposal=propose(case),
        usual_issuer=_usual_issuer(case),
        open_count=len(found.open) + len(_open_joint(case)),
        trouble=_trouble(trouble, where if where in shown else None, (found, case), waiting) if trouble else None,
    )


def _usual_issuer(case: Case) -> str:
    """The office that the letter goes out from where the officer names none."""
    rules = programme(case.submission.programme)
    return services().life.rules().issuers.get(rules.id) or rules.receiving_offices[0]


def _agreement(sheet: Sheet) -> tuple[int, int]:
    """In how many places both deliveries of a form say the same, and in how many they do not."""
    said = [line.beside.agrees for line in sheet.lines() if line.beside]
    return said.count(True), said.count(False)


def with_trouble(submission_id: str, problem: Problem, where: str | None = None) -> Response:
    """The review page as it is now, with what went wrong said on it."""
    case = services().cases.get(submission_id)
    keep_as_written(written_names(case))
    form = request.form.get("form")
    known = form if form in {paper.id for paper in case.papers} else None
    return make_response(review_page(case, known, problem, where), errors.STATUS[type(problem)])


def _open_joint(case: Case) -> list[Item]:
    """What must be answered across the papers before anything is decided here."""
    mine = {standing.key for standing in case.joint if standing.blocks and standing.disposition == OPEN}
    return [item for item in joint_items(case) if item.key in mine]


def _trouble(problem: Problem, where: str | None, about: tuple[FindingList, Case], waiting: list[Waiting]) -> Trouble:
    places: tuple[tuple[str, str], ...] = ()
    if problem.code == "findings-open":
        found, case = about
        places = (*_open_places(found), *((item.anchor, item.title) for item in _open_joint(case)))
    elif problem.code == "value-unconfirmed":
        places = tuple((seen.anchor, seen.words) for seen in waiting)
    message, advice = problem.message.removeprefix(f"{where}：") if where else problem.message, problem.advice
    if places:
        message = t(f"trouble.{problem.code}", n=len(places))
    if where and isinstance(problem, Stale):
        advice = t("trouble.look_again")
    return Trouble(message, advice, where, request.form.get("raw"), places)


def _open_places(found: FindingList) -> tuple[tuple[str, str], ...]:
    """The open findings; the missing marks of an unsigned copy are one."""
    single = [item for item in found.open if item not in found.unsigned]
    joined = [("unsigned", t("finding.unsigned"))] if len(single) < len(found.open) else []
    return (*joined, *((item.anchor, item.words or item.title) for item in single))


def _waiting(sheet: Sheet) -> list[Waiting]:
    """Every marked slot in the form's order, named with its block where it stands in one."""
    found = [Waiting(line, line.label, line.shown) for group in sheet.groups for line in group.lines if line.marked]
    for plan in sheet.plans:
        for number, row in enumerate(plan.rows, 1):
            for cell, label in zip(row, plan.columns, strict=True):
                if cell.marked:
                    shown = _shown_mark(cell) if isinstance(cell, Mark) else cell.shown
                    found.append(Waiting(cell, f"{t('place.row', n=number)} {label}", shown))
    for card in sheet.cards:
        named = ((card.unit, "unit"), (card.opinion, "opinion"), (card.date, "date"))
        found += [Waiting(one, f"{card.label} {t(f'block.{name}')}", one.shown) for one, name in named if one.marked]
        for mark in (card.signature, card.seal):
            if mark.marked:
                found.append(Waiting(mark, f"{card.label} {t(f'mark.{mark.kind}.name')}", _shown_mark(mark)))
    return found


def _shown_mark(mark: Mark) -> str:
    return mark.text or t(f"mark.{mark.kind}.{ {None: 'unknown', True: 'there', False: 'absent'}[mark.present] }")


def _ties(found: FindingList) -> dict[str, list[Item]]:
    """The findings of each place, for a word beside the value itself."""
    ties: dict[str, list[Item]] = defaultdict(list)
    for item in found.everything:
        if item.where and item.severity != "info":
            ties[item.where].append(item)
    return ties
