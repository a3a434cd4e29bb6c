"""What people call a form on the pages: its number and its title without the programme's name, and its tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask

from forms.registry import forms
from forms.spec import Form
from webhook import translations
from webhook.routes.pages.script import heading, t
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.marked import marked_slots
from webhook.service.intake.returned_mails import came_back
from webhook.store.submissions import Document

MOST_GUESSES, LEAST_SCORE = 2, 0.2
"""A paper is said to be like so many forms at most, and only those it has that much in common with."""


@dataclass(frozen=True)
class Tab:
    """One of the forms of a submission; ``marked`` counts its values that want a look."""

    id: str
    name: str
    marked: int


def form_name(form: Form) -> str:
    """Such as 附件2评估申请表."""
    title = form.title.removeprefix(translations.text("hans", "head.in_every_title"))
    return t("head.form", annex=form.annex, title=heading(title))


def form_tabs(case: Case) -> tuple[Tab, ...]:
    """The forms of ``case`` by name and pages, by file too where they came in several; those called alike are counted."""
    several = len({paper.document.id for paper in case.papers}) > 1
    names = [_tab_name(paper, several) for paper in case.papers]
    told = [
        f"{name} {t('review.ordinal', n=names[: at + 1].count(name))}" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]
    marked = [len(marked_slots(paper.record)) for paper in case.papers]
    return tuple(Tab(paper.id, *one) for paper, one in zip(case.papers, zip(told, marked, strict=True), strict=True))


def _tab_name(paper: Paper, several: bool) -> str:
    name = form_name(_by_id()[paper.record.form])
    pages = paper.shown.body.get("pages")
    if pages:
        first, last = pages
        name += " " + (t("place.page", n=first) if first == last else t("place.pages", first=first, last=last))
    return f"{name} · {paper.document.file_name}" if several else name


def guessed_forms(candidates: list[dict[str, Any]]) -> str:
    """The forms that an unrecognised paper is most like, by name; empty where it is like none."""
    known, likely = _by_id(), [guess for guess in candidates if guess["score"] >= LEAST_SCORE]
    return t("unreadable.or").join(form_name(known[guess["form"]]) for guess in likely[:MOST_GUESSES])


def _by_id() -> dict[str, Form]:
    """A form of each id: all editions of one bear its number and title."""
    return {form.id: form for form in forms()}


def holds_no_form(case: Case, document: Document) -> bool:
    """Whether the document was read and nothing in it is a form or a paper that goes with one."""
    found = [result for result in case.results if result.document_id == document.id]
    return bool(found) and all(one.status == "unrecognised" and one.kind != "companion" for one in found)


def is_returned_mail(case: Case) -> bool:
    """Whether the submission is a mail of the office's own that came back."""
    return any(came_back(result.body) for result in case.results)


def register(app: Flask) -> None:
    app.jinja_env.globals.update(form_tabs=form_tabs, holds_no_form=holds_no_form, guessed_forms=guessed_forms)
    app.jinja_env.globals.update(is_returned_mail=is_returned_mail)
