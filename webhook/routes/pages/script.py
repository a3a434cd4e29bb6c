"""What the pages say, in the script that the user chose: texts of the catalogue, and the product's own sentences."""

from __future__ import annotations

import re
from datetime import datetime

from flask import Flask, Response, g, redirect, request

from forms.script import traditional
from webhook import auth, translations
from webhook.routes.pages.way_back import inside, way_back
from webhook.service.ports import OFFICE_TIME

COOKIE = "script"
COOKIE_SECONDS = 365 * 24 * 3600
DOCS_PATH = "/api/v1/docs"


def chosen_script() -> str:
    """``hans`` or ``hant``, by the reader's own choice; simplified until they choose."""
    given = request.cookies.get(COOKIE, "")
    return given if given in translations.SCRIPTS else "hans"


def t(name: str, /, **values: object) -> str:
    """One text of the catalogue."""
    return translations.text(chosen_script(), name, **values)


def words(sentence: str | None) -> str:
    """A sentence of the product's own (a finding, an error, a label) in the chosen script.

    What the paper says (names, units) stays as the page was told by :func:`keep_as_written`.
    """
    if not sentence or chosen_script() == "hans":
        return sentence or ""
    return traditional(sentence, g.get("as_written", ()))


def heading(printed: str | None) -> str:
    """A form's own label, title or heading in the chosen script: it holds no name, whatever the paper says elsewhere."""
    return traditional(printed) if printed and chosen_script() == "hant" else printed or ""


_CODE = re.compile(r"（(?:fields|rows|blocks)[.\[][\w.\[\]]*）")


def without_codes(sentence: str) -> str:
    """A message without the names that programs have for the places it speaks of."""
    return _CODE.sub("", sentence)


def keep_as_written(names: tuple[str, ...]) -> None:
    """Let :func:`words` leave these alone while this request is answered."""
    g.as_written = names


def when(moment: datetime) -> str:
    """A moment by the office's clock: 2026-03-05 09:30."""
    return f"{moment.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"


_STEP = re.compile(r"(?P<what>[a-z ]+?) (?P<n>\d+)")


def path_words(path: str) -> str:
    """Where a value stands in a format without pages: ``table 2, row 3, cell 2`` in words."""
    steps = []
    for step in path.split(", "):
        found = _STEP.fullmatch(step)
        name = f"path.{found['what'].replace(' ', '_')}" if found else ""
        known = found is not None and name in translations.texts("hans")
        steps.append(t(name, n=found["n"]) if found and known else step)
    return " ".join(steps)


def choose_script() -> Response:
    """Remember the script and come back."""
    wanted = request.form.get("script", "")
    response = redirect(inside(request.form.get("next")), 303)
    assert isinstance(response, Response)
    if wanted in translations.SCRIPTS:
        response.set_cookie(COOKIE, wanted, COOKIE_SECONDS, httponly=True, samesite="Lax")
    return response


def _frame() -> dict[str, object]:
    script = chosen_script()
    return {
        "script": script,
        "language": translations.LANGUAGE_TAGS[script],
        "user": auth.current_user(),
        "here": way_back(),
        "docs_url": DOCS_PATH,
    }


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        t=t, words=words, heading=heading, without_codes=without_codes, when=when, path_words=path_words
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_frame)
    app.add_url_rule("/script", "choose_script", choose_script, methods=["POST"])
