"""A letter with its life, and the series of numbers, as the API's JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from webhook.routes.api.bodies import letter_body
from webhook.routes.api.etags import tagged
from webhook.service.letters.conformance import CHECK
from webhook.service.letters.life import LetterNow
from webhook.service.letters.numbers import SeriesNow
from webhook.service.letters.pdf import NOTE
from webhook.service.letters.stages import term_begins
from webhook.store.letter_steps import LetterFile, Step


def letter_now_body(now: LetterNow) -> dict[str, Any]:
    begins = term_begins(now.letter)
    return {
        **letter_body(now.letter),
        "steps": [_step(step) for step in now.steps],
        "files": [_file(file) for file in now.files if file.role not in (CHECK, NOTE)],
        "ahead": list(now.ahead),
        "term_begins": begins.isoformat() if begins else None,
    }


def tagged_letter(now: LetterNow) -> Response:
    return tagged(letter_now_body(now), now.tag)


def series_body(now: SeriesNow) -> dict[str, Any]:
    series, counter = now.series, now.counter
    about = {name: getattr(series, name) for name in ("id", "issuer", "format", "code_word", "by")}
    counted = {"year": counter.year, "first": counter.first, "next": counter.next}
    return {**about, **counted, "at": series.at.isoformat()}


def _step(step: Step) -> dict[str, Any]:
    told = {"step": step.step, "on": step.on.isoformat(), "detail": step.detail}
    return {**told, "by": step.by, "at": step.at.isoformat()}


def _file(file: LetterFile) -> dict[str, Any]:
    shown = ("id", "role", "name", "sha256", "size", "by")
    content = url_for("letters.get_letter_file", file_id=file.id)
    return {**{name: getattr(file, name) for name in shown}, "at": file.at.isoformat(), "content": content}
