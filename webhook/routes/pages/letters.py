"""The decision, the letters that tell it, and who did what on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask import Flask, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.finding import CODES
from forms.programme import programme
from forms.registry import form as definition
from webhook import auth
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.review_context import head, paper_head, with_trouble
from webhook.routes.pages.script import keep_as_written, t, words
from webhook.routes.wiring import services
from webhook.service.cases.case import Case
from webhook.service.letters.preview import letter_lines
from webhook.service.letters.writing import Particulars
from webhook.service.problems import Invalid, Refused, Stale
from webhook.service.review.case_lines import written_names
from webhook.service.review.companion_sheet import companion_sheets
from webhook.service.review.decisions import PENDING
from webhook.service.review.finding_list import place_words
from webhook.service.review.hand import Expected
from webhook.store.audit import Event

DISPOSED = "finding-disposed"


def decide(submission_id: str) -> AnyResponse:
    """Take the decision and write the letter that tells it; what refuses either is shown with its places."""
    decision, by = request.form.get("decision", ""), auth.signed_in().name
    expected = Expected(request.form.get("tag"))
    try:
        particulars = _particulars()
        services().decisions.decide(submission_id, decision, expected, by, request.form.get("reason", ""))
        return _written(submission_id, by, particulars) if decision != PENDING else _to_review(submission_id)
    except (Invalid, Refused, Stale) as problem:
        return with_trouble(submission_id, problem)


def make_letter(submission_id: str) -> AnyResponse:
    """Write the letter of a decision taken before."""
    try:
        return _written(submission_id, auth.signed_in().name, _particulars())
    except (Invalid, Refused, Stale) as problem:
        return with_trouble(submission_id, problem)


def release_letter(submission_id: str, letter_id: str) -> AnyResponse:
    """Release the letter as a reply; where that is refused, the page says why."""
    letter = services().letters.find(letter_id)
    try:
        services().life.release(letter.id, auth.signed_in().name)
    except Refused as problem:
        flash(words(f"{problem.message}{problem.advice}"), "fault")
    return redirect(url_for("papers", submission_id=letter.submission_id, _anchor=f"letter-{letter.id}"), 303)


def _written(submission_id: str, by: str, particulars: Particulars) -> AnyResponse:
    form = request.form.get("form") or None
    letter = services().letters.create(submission_id, by, form=form, particulars=particulars)
    flash(t("papers.made"), "done")
    return redirect(url_for("papers", submission_id=submission_id, _anchor=f"letter-{letter.id}"), 303)


def _to_review(submission_id: str) -> AnyResponse:
    return redirect(url_for("submission", submission_id=submission_id), 303)


def _particulars() -> Particulars:
    """What the officer added; letters are simplified, as official papers are, whatever the pages' script."""
    due = request.form.get("due_on", "").strip()
    try:
        due_on = date.fromisoformat(due) if due else None
    except ValueError:
        raise Invalid("bad-date", t("decision.bad_date"), "") from None
    return Particulars(
        number=request.form.get("number", "").strip() or None,
        contact=request.form.get("contact", "").strip(),
        issuer=request.form.get("issuer", "").strip() or None,
        recommended_by=request.form.get("recommended_by", "").strip() or None,
        due_on=due_on,
        pictures="without_pictures" not in request.form,
    )


def papers(submission_id: str) -> AnyResponse:
    """The letters with what they say, every revision, and the audit trail."""
    case = services().cases.get(submission_id)
    keep_as_written(written_names(case))
    letters = [(letter, letter_lines(services().letters.get(letter.id)[1])) for letter in reversed(case.letters)]
    revisions = services().cases.history(submission_id) if case.papers else ()
    about = paper_head(case, case.papers[0]) if case.papers else head(case)
    places = _places(case)
    page = render_template(
        "papers.html",
        **{**about, "here_is": "papers"},
        letters=letters,
        revisions=revisions,
        trail=_told(services().cases.trail(submission_id), case),
        place_words=lambda where: words(places(where)),
        companions=companion_sheets(case),
        handouts=services().handouts.for_units() if case.papers else (),
    )
    return make_response(page)


@dataclass(frozen=True)
class Told:
    """One line of the trail: what one person did at one moment."""

    at: datetime
    actor: str
    words: str


def _told(trail: Sequence[Event], case: Case) -> list[Told]:
    """The audit trail in words; findings answered in one go are one line."""
    lines = []
    for _, group in groupby(trail, key=_same_go):
        events = list(group)
        first = events[0]
        said = _answered(events, case) if first.action == DISPOSED else _event_words(first, _places(case))
        lines.append(Told(first.at, first.actor, said))
    return lines


def _same_go(event: Event) -> tuple[object, ...]:
    """What events have in common that are told as one; any other event has its own number."""
    if event.action != DISPOSED:
        return (event.id,)
    return event.at, event.actor, event.detail["disposition"], event.detail["reason_code"]


def _answered(events: Sequence[Event], case: Case) -> str:
    """How findings were answered, and which: by their title where the newest revision still has them."""
    joint = [found.standing for found in case.together.findings] if case.together else []
    found = [*(finding for paper in case.papers for finding in paper.findings), *joint]
    titles = {finding.key: CODES[finding.body["code"]] for finding in found}
    named = Counter(titles.get(event.detail["key"], t("papers.former")) for event in events)
    which = "、".join(f"{words(title)}{f'×{n}' if n > 1 else ''}" for title, n in named.items())
    detail = events[0].detail
    reason = t(f"finding.reason.{detail['reason_code']}") if detail["reason_code"] else ""
    given = t(f"disposition.{detail['disposition']}") + (f"（{reason}）" if reason else "")
    return t(f"event.{DISPOSED}", n=len(events), disposition=given, which=which)


def _event_words(event: Event, places: Callable[[str], str]) -> str:
    """One event in words; what it names by code is said in words."""
    detail = dict(event.detail)
    prefixes = {"decision": "decision", "proposed": "decision", "kind": "letter", "channel": "letters.channel"}
    prefixes["deadline"] = "deadlines.kind"
    for name, prefix in prefixes.items():
        if name in detail and not (name == "kind" and "title" in detail):
            detail[name] = t(f"{prefix}.{detail[name]}")
    detail["facts"] = "、".join(t(f"facts.name.{name}") for name in detail.get("facts", ()))
    for name in ("programme", "before"):
        if name in detail:
            detail[name] = words(programme(detail[name]).title)
    if event.action == "package-changed" and "package" not in detail:
        return t("event.package-left")
    detail["places"] = "、".join(words(places(where)) for where in detail.get("places", ()))
    return t(f"event.{event.action}", **detail)


def _places(case: Case) -> Callable[[str], str]:
    if not case.papers:
        return str
    record = case.papers[0].record
    return lambda where: place_words(where, record, definition(record.form, record.edition))


def register(app: Flask) -> None:
    add_page(app, "/submissions/<submission_id>/decision", decide, "POST")
    add_page(app, "/submissions/<submission_id>/letters", make_letter, "POST")
    add_page(app, "/submissions/<submission_id>/letters/<letter_id>/release", release_letter, "POST")
    add_page(app, "/submissions/<submission_id>/papers", papers)
