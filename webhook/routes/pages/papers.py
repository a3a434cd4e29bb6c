"""The pages of the catalogue: choosing a paper, filling it in, looking at the letter, drafting it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.programme import PROGRAMMES, Level, Programme, programme
from render.papers.catalogue import PAPERS
from render.papers.kinds import Format, Organ
from render.papers.paper import Paper
from webhook import auth, errors
from webhook.routes.api.catalogue import programmes_of
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.paper_form import (
    STATED,
    Typed,
    chosen_keys,
    fields_of,
    is_batch,
    order_of,
    pilot_faults,
    stated_rows,
    usual,
)
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.cases.case import Case
from webhook.service.letters.preview import letter_lines
from webhook.service.letters.writing import PAPERS as OF_DECISIONS
from webhook.service.papers.batches import Previewed
from webhook.service.papers.order import asked_of_pilots
from webhook.service.papers.templates import find_paper
from webhook.service.problems import Invalid, NotFound, Problem, Refused, StillReading, Unreadable
from webhook.service.review.case_lines import CaseLine, case_line

OFFERED = 100
"""So many of the newest submissions are offered as pilots."""
SHOWN_IN_PLACE = (Invalid, NotFound, Refused, StillReading, Unreadable)
_STAGES = (("application", 0), ("evaluation", 7), ("follow-up", 17), ("recheck", 21))
"""The groups of the catalogue, by the number that each begins with."""


def show_catalogue() -> AnyResponse:
    """Every paper, by the stage of the programme."""
    groups: dict[str, list[Paper]] = {name: [] for name, _ in _STAGES}
    for paper in PAPERS:
        number = int("".join(c for c in paper.id if c.isdigit()))
        groups[[name for name, first in _STAGES if first <= number][-1]].append(paper)
    changed = {paper for paper, _ in services().templates.changed()}
    chosen = request.args.getlist("pilot")[:OFFERED]
    body = render_template("catalogue.html", groups=groups, changed=changed, chosen=chosen, form=Format.FORM)
    return make_response(body)


def show_paper(paper_id: str) -> AnyResponse:
    paper = find_paper(paper_id)
    chosen = request.args.getlist("pilot")[:OFFERED]
    rules = programme(_usual_programme(paper, chosen))
    typed = usual(paper, _usual_issuer(paper, rules), rules)
    typed["programme"] = rules.id
    typed.setlist("pilot", chosen)
    return _page(paper, typed)


def _usual_programme(paper: Paper, chosen: Sequence[str]) -> str:
    """The programme of the chosen pilots where they have one in common that knows the paper; else the paper's first."""
    known = programmes_of(paper)
    theirs = {case.submission.programme for case in _known_cases(chosen)}
    return theirs.pop() if len(theirs) == 1 and theirs <= set(known) else known[0]


def _known_cases(keys: Sequence[str]) -> Iterator[Case]:
    for key in keys:
        with suppress(NotFound):  # the order itself names what is not there
            yield services().cases.get(key)


def _usual_issuer(paper: Paper, rules: Programme) -> str:
    """The office set for the programme, one that issued letters before, or that receives; never one whose paper it is not."""
    ministrys = set(rules.receiving_offices) if rules.level is Level.NATIONAL else set()
    if Organ.MINISTRY in paper.issued_by(rules):
        ministrys = set()
    offices = services().life.rules().issuers
    preset = (offices[one] for one in (rules.id, *programmes_of(paper)) if one in offices)
    known = (*preset, *services().registers.issuers(), rules.receiving_offices[0])
    return next((office for office in known if office not in ministrys), "")


def order_paper(paper_id: str) -> AnyResponse:
    """Look at the letter or letters, or draft them; what refuses that is shown with its places."""
    paper, typed = find_paper(paper_id), Typed(request.form)
    if typed.get("do", "").startswith("more."):
        return _page(paper, typed)
    order = order_of(paper, typed)
    batch = is_batch(paper, order, typed)
    try:
        if typed.get("do") != "draft":
            looked = services().batches.preview(order) if batch else (_previewed(paper, typed),)
            return _page(paper, typed, looked=looked)
        if batch:
            found = services().batches.start(order, auth.signed_in().name)
            return redirect(url_for("show_batch", batch_id=found.batch.id), 303)
        letter = services().papers.create(order, auth.signed_in().name)
    except SHOWN_IN_PLACE as problem:
        return _page(paper, typed, fault=problem)
    flash(t("catalogue.drafted"), "done")
    return redirect(url_for("show_letter", letter_id=letter.id), 303)


def _previewed(paper: Paper, typed: Typed) -> Previewed:
    letter = services().papers.preview(order_of(paper, typed))
    return Previewed(letter.title, letter, None)


def _page(paper: Paper, typed: Typed, fault: Problem | None = None, looked: Sequence[Previewed] = ()) -> Response:
    faults = dict(fault.details) if fault else {}
    offered = _offered(chosen_keys(typed))
    keep_as_written(tuple(sorted({text for one in offered for text in (one.name, one.unit) if text})))
    known = programmes_of(paper)
    body = render_template(
        "paper.html",
        paper=paper,
        typed=typed,
        fields=fields_of(paper, typed, faults),
        faults=faults,
        pilot_faults=pilot_faults(typed, faults),
        offered=offered,
        chosen=set(chosen_keys(typed)),
        stated=range(stated_rows(typed)),
        stated_fields=STATED,
        states_any=any(any(said) for name, said in typed.lists() if name.startswith("stated.")),
        programmes=[one for one in PROGRAMMES if one.id in known],
        issuers=services().registers.issuers(),
        asked_of_pilots=asked_of_pilots(paper),
        of_decision=paper.id in OF_DECISIONS.values(),
        fault=fault,
        unseen=len(order_of(paper, typed).pilots) - len(looked) if len(looked) > 1 else 0,
        looked=[(one, letter_lines(one.letter.docx) if one.letter else ()) for one in looked],
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _offered(chosen: Sequence[str]) -> list[CaseLine]:
    """The submissions that were chosen, in their order, and then the newest others that hold a form."""
    cases = {case.id: case for case in services().cases.newest(OFFERED)}
    cases |= {case.id: case for case in _known_cases([key for key in chosen if key not in cases])}
    ordered = sorted(cases.values(), key=lambda case: case.id not in chosen)
    return [case_line(case) for case in ordered if case.papers]


def register(app: Flask) -> None:
    add_page(app, "/papers", show_catalogue)
    add_page(app, "/papers/<paper_id>", show_paper)
    add_page(app, "/papers/<paper_id>", order_paper, "POST")
