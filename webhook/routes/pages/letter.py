"""The page of one letter: how far it has come, who did what when, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth, errors
from webhook.routes.api.bodies import goes_by_mail
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.conformance import as_written, by_element
from webhook.routes.pages.script import keep_as_written, t
from webhook.routes.wiring import services
from webhook.service.letters.conformance import CHECK, LAYOUTS
from webhook.service.letters.life import LetterNow
from webhook.service.letters.order import Attached, Order
from webhook.service.letters.pdf import NOTE
from webhook.service.letters.preview import letter_lines
from webhook.service.letters.stages import (
    CHANNELS,
    CHECKED,
    ELECTRONIC,
    NUMBERED,
    REPLY,
    SEALED,
    SENT,
    SIGNED,
    STAGES,
    is_before,
    term_begins,
)
from webhook.service.problems import BadUpload, Invalid, Problem, Refused, Stale, TooLarge, UnknownBytes
from webhook.service.review.hand import Expected
from webhook.store.letter_steps import PDF, PICTURE, Step
from webhook.store.letters import WITHDRAWN

ELSEWHERE = (PICTURE, CHECK, NOTE, PDF)
"""Files that are not linked as such: the page shows what they hold."""
SHOWN_IN_PLACE = (BadUpload, Invalid, Refused, Stale, TooLarge, UnknownBytes)


@dataclass(frozen=True)
class StageShown:
    """One stage in the line: ``how`` is ``done``, ``skipped``, ``next`` or ``ahead``."""

    name: str
    how: str
    step: Step | None


def show_letter(letter_id: str) -> AnyResponse:
    return _page(letter_id)


def take_letter_step(letter_id: str) -> AnyResponse:
    """Take the step that was pressed; where that is refused, the page says why."""
    try:
        now = services().life.take(letter_id, _order(), _expected(), auth.signed_in().name, _attached())
    except SHOWN_IN_PLACE as problem:
        return _page(letter_id, problem)
    flash(t(f"letters.did.{now.letter.state}"), "done")
    return redirect(url_for("show_letter", letter_id=letter_id), 303)


def withdraw_letter(letter_id: str) -> AnyResponse:
    try:
        services().life.withdraw(letter_id, request.form.get("reason", ""), _expected(), auth.signed_in().name)
    except SHOWN_IN_PLACE as problem:
        return _page(letter_id, problem)
    flash(t("letters.did.withdrawn"), "done")
    return redirect(url_for("show_letter", letter_id=letter_id), 303)


def order_letter_pdf(letter_id: str) -> AnyResponse:
    """Have the PDF made; where that is refused, the page says why."""
    try:
        services().pdfs.order(letter_id)
    except Refused as problem:
        return _page(letter_id, problem)
    return redirect(url_for("show_letter", letter_id=letter_id, _anchor="pdf"), 303)


def _expected() -> Expected:
    return Expected(request.form.get("version"))


def _order() -> Order:
    return Order(
        request.form.get("to", ""),
        on=_day(),
        channel=request.form.get("channel") or None,
        address=request.form.get("address", "").strip(),
        proof=request.form.get("proof", "").strip(),
        copies=_copies(),
    )


def _day() -> date | None:
    given = request.form.get("on", "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Invalid("bad-date", t("letters.bad_date"), "") from None


def _copies() -> int | None:
    given = request.form.get("copies", "").strip()
    if given and not (given.isascii() and given.isdecimal() and len(given) <= 4):
        raise Invalid("bad-number", t("letters.bad_copies"), t("letters.bad_copies_advice"))
    return int(given) if given else None


def _attached() -> Attached | None:
    given = request.files.get("file")
    return Attached(given.filename, given.stream) if given and given.filename else None


def _page(letter_id: str, fault: Problem | None = None) -> Response:
    now = services().life.get(letter_id)
    letter = now.letter
    check, note = services().pdfs.check(letter_id)
    reports = [one.report for one in (check, note.check if note else None) if one and one.report]
    quoted = [text for report in reports for text in as_written(report)]
    keep_as_written((letter.issuer, letter.title, *letter.addressees, *letter.copies_to, *quoted))
    unsealed = services().life.rules().unsealed_mail and is_before(letter, SEALED)
    body = render_template(
        "letter.html",
        now=now,
        letter=letter,
        stages=_stages(now),
        clicks=_clicks(now),
        may_seal=is_before(letter, SEALED) and not is_before(letter, SIGNED) and NUMBERED not in now.ahead,
        may_send=not is_before(letter, SIGNED) and is_before(letter, SENT) and NUMBERED not in now.ahead,
        channels=[name for name in CHANNELS if _may_go(now, name, unsealed)],
        may_deliver=letter.state == SENT,
        begins=term_begins(letter),
        has_mail=goes_by_mail(letter),
        files=[file for file in now.files if file.role not in ELSEWHERE],
        handouts=services().handouts.offered(letter),
        said=letter_lines(services().letters.get(letter_id)[1]),
        check=check,
        is_checked=letter.format in LAYOUTS,
        rule=services().life.rules().deviations,
        pdf=services().pdfs.now(letter_id),
        by_element=by_element,
        fault=fault,
    )
    return make_response(body, errors.STATUS[type(fault)] if fault else 200)


def _clicks(now: LetterNow) -> tuple[str, ...]:
    """The steps to which one press leads from here, the farthest first."""
    return tuple(reversed([stage for stage in (CHECKED, SIGNED, NUMBERED) if stage in now.ahead]))


def _may_go(now: LetterNow, channel: str, unsealed: bool) -> bool:
    """Whether the letter can be sent so as it is: a reply needs a mail, and only mails go out without a scan."""
    if is_before(now.letter, SEALED) and not (unsealed and channel in ELECTRONIC):
        return False
    of = now.letter.submission_id
    return channel != REPLY or (of is not None and bool(services().cases.get(of).mails))


def _stages(now: LetterNow) -> list[StageShown]:
    """Every stage in its order; after a withdrawal those that it came to, and the withdrawal."""
    taken = {step.step: step for step in now.steps}
    ahead = iter(now.ahead)
    first = next(ahead, None)
    shown = []
    for stage in STAGES:
        if stage in taken:
            shown.append(StageShown(stage, "done", taken[stage]))
        elif now.letter.state == WITHDRAWN:
            continue
        elif stage in now.ahead:
            shown.append(StageShown(stage, "next" if stage == first else "ahead", None))
        else:
            shown.append(StageShown(stage, "skipped", None))
    if WITHDRAWN in taken:
        shown.append(StageShown(WITHDRAWN, "done", taken[WITHDRAWN]))
    return shown


def register(app: Flask) -> None:
    add_page(app, "/letters/<letter_id>", show_letter)
    add_page(app, "/letters/<letter_id>/steps", take_letter_step, "POST")
    add_page(app, "/letters/<letter_id>/pdf", order_letter_pdf, "POST")
    add_page(app, "/letters/<letter_id>/withdraw", withdraw_letter, "POST")
