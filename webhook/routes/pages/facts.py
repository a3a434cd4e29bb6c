"""The page of what stands beside and between the papers: facts, programme, which submissions belong together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.outside import Ending, OutsideFacts, RecommenderKind, Stage
from forms.programme import PROGRAMMES
from forms.strict_json import MalformedJson, code, from_json, to_json
from webhook import auth, errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.review_context import head, with_trouble
from webhook.routes.pages.script import keep_as_written, t, words
from webhook.routes.wiring import services
from webhook.service.cases.case import Case
from webhook.service.cases.findings import OPEN
from webhook.service.problems import Invalid, NotFound, Problem, Refused, Stale
from webhook.service.review.case_lines import case_line, written_names
from webhook.service.review.decisions import FINAL
from webhook.service.review.hand import Expected, Ruling

OTHERS = 50
"""How many of the latest submissions are offered to be put together with this one."""
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Ask:
    """One fact on the page: where it stands in the JSON, and how it is asked for."""

    path: str
    kind: str

    @property
    def name(self) -> str:
        return self.path.replace(".", "_")


GROUPS: dict[str, tuple[Ask, ...]] = {
    "recommender": (
        Ask("recommender.name", "text"),
        Ask("recommender.kind", "recommender"),
        Ask("recommender.city_has_meeting", "yes-no"),
        Ask("recommender.recommended", "number"),
    ),
    "sets": (Ask("copies", "number"), Ask("electronic", "yes-no"), Ask("covering_letter", "yes-no")),
    "task": tuple(Ask(f"task.{name}", "text") for name in ("pilot_name", "unit", "start", "end", "number")),
    "attached": (
        Ask("score_sheet_attached", "yes-no"),
        Ask("standards_list_attached", "yes-no"),
        Ask("material_evaluated_on", "date"),
    ),
    "passed": (
        Ask("passed.passed", "yes-no"),
        Ask("passed.published_on", "date"),
        Ask("passed.valid_until", "date"),
        Ask("passed.ended", "ending"),
    ),
    "stage": (Ask("stage", "stage"),),
}


def show_facts(submission_id: str) -> AnyResponse:
    case = services().cases.get(submission_id)
    return _page(case, _as_typed(to_json(services().packages.facts(case.id))))


def save_facts(submission_id: str) -> AnyResponse:
    """Keep what was filled in; facts that this page does not ask for stay as they were."""
    kept = to_json(services().packages.facts(submission_id))
    told = {name: kept[name] for name in ("ended", "experts") if name in kept} | _typed()
    try:
        facts = from_json(OutsideFacts, told)
    except MalformedJson as malformed:
        faults = "；".join(f"{_label(path)}：{words(message)}" for path, message in malformed.faults)
        case = services().cases.get(submission_id)
        return _page(case, request.form.to_dict(), Invalid("facts-malformed", faults, ""))
    return _changed(submission_id, lambda by, tag: services().packages.state(submission_id, facts, tag, by))


def change_programme(submission_id: str) -> AnyResponse:
    chosen = request.form.get("programme", "")
    return _changed(submission_id, lambda by, tag: services().packages.change_programme(submission_id, chosen, tag, by))


def change_package(submission_id: str) -> AnyResponse:
    chosen = request.form.get("package", "") or None
    return _changed(submission_id, lambda by, tag: services().packages.group(submission_id, chosen, tag, by))


def _changed(submission_id: str, change: Callable[[str, Expected], Case]) -> AnyResponse:
    """Make one change and show the page again, with what refused it."""
    try:
        change(auth.signed_in().name, Expected(request.form.get("tag")))
    except (Invalid, Stale, Refused, NotFound) as problem:
        case = services().cases.get(submission_id)
        return _page(case, _as_typed(to_json(services().packages.facts(case.id))) | request.form.to_dict(), problem)
    flash(t("facts.saved"), "done")
    return redirect(url_for("show_facts", submission_id=submission_id), 303)


def rule_package(submission_id: str) -> AnyResponse:
    """Uphold, set aside or reopen findings across the papers; then on to the next one, or to the decision."""
    disposition = request.form.get("disposition", "")
    given = (request.form.get("reason_code"), request.form.get("reason", ""))
    reason_code, reason = given if disposition == "set-aside" else (None, "")
    rulings = [Ruling(key, disposition, reason_code, reason) for key in request.form.getlist("key")]
    try:
        case = services().packages.rule(
            submission_id, rulings, Expected(request.form.get("tag")), auth.signed_in().name
        )
    except (Invalid, Stale, NotFound) as problem:
        if services().cases.get(submission_id).papers:
            return with_trouble(submission_id, problem)
        flash(words(f"{problem.message}{problem.advice}"), "fault")
        return redirect(url_for("submission", submission_id=submission_id), 303)
    waiting = any(finding.blocks and finding.disposition == OPEN for finding in case.joint)
    form = request.form.get("form") or None
    anchor = "package" if waiting or disposition == OPEN else "decision"
    return redirect(url_for("submission", submission_id=submission_id, form=form, _anchor=anchor), 303)


def _page(case: Case, typed: dict[str, str], fault: Problem | None = None) -> Response:
    keep_as_written(written_names(case))
    body = render_template(
        "facts.html",
        **{**head(case), "here_is": "facts"},
        groups=GROUPS,
        typed=typed,
        fault=fault,
        choices=_choices(),
        programmes=PROGRAMMES,
        closed=case.decision is not None and case.decision.decision in FINAL,
        members=[case_line(services().cases.get(one)) for one in case.together.submissions] if case.together else [],
        others=_others(case),
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _others(case: Case) -> list[Any]:
    """The submissions that this one may be put together with: of its programme, undecided, the latest first."""
    mine = set(case.together.submissions) if case.together else {case.id}
    return [
        case_line(other)
        for other in services().cases.newest(OTHERS)
        if other.id not in mine
        and other.submission.programme == case.submission.programme
        and not (other.decision and other.decision.decision in FINAL)
    ]


def _choices() -> dict[str, list[tuple[str, str]]]:
    """The options of each kind of question: value and words."""
    return {
        "yes-no": [(name, t(f"facts.{name}")) for name in YES_NO],
        "recommender": [(code(kind), words(kind.value)) for kind in RecommenderKind],
        "ending": [(code(how), words(how.value)) for how in Ending],
        "stage": [(stage.value, t(f"stage.{stage.value}")) for stage in Stage],
    }


def _typed() -> dict[str, Any]:
    """What was filled in, as JSON of the facts; what was left empty is not known."""
    told: dict[str, Any] = {}
    for ask in (ask for group in GROUPS.values() for ask in group):
        given = request.form.get(ask.name, "").strip()
        if given:
            part, _, last = ask.path.rpartition(".")
            (told.setdefault(part, {}) if part else told)[last] = _value(ask, given)
    return told


def _value(ask: Ask, given: str) -> Any:
    if ask.kind == "yes-no":
        return YES_NO.get(given, given)
    return int(given) if ask.kind == "number" and given.isascii() and given.isdecimal() and len(given) < 10 else given


def _as_typed(told: dict[str, Any]) -> dict[str, str]:
    """Facts as the fields of the page hold them."""
    shown = {}
    for ask in (ask for group in GROUPS.values() for ask in group):
        part, _, last = ask.path.rpartition(".")
        value = (told.get(part, {}) if part else told).get(last)
        if value is not None:
            shown[ask.name] = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return shown


def _label(path: str) -> str:
    """What the page calls a fact; its own path for one that it does not ask for."""
    known = {ask.path: ask.name for group in GROUPS.values() for ask in group}
    return t(f"facts.field.{known[path]}") if path in known else path


def register(app: Flask) -> None:
    add_page(app, "/submissions/<submission_id>/facts", show_facts)
    add_page(app, "/submissions/<submission_id>/facts", save_facts, "POST")
    add_page(app, "/submissions/<submission_id>/programme", change_programme, "POST")
    add_page(app, "/submissions/<submission_id>/package", change_package, "POST")
    add_page(app, "/submissions/<submission_id>/package/findings", rule_package, "POST")
