"""Where somebody came from, and goes back to: always a page of this service that a link can lead to."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response


def inside(target: str | None) -> str:
    """``target`` where it is a path of this service, else the start page: nobody is sent elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return "/"
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc and target.isprintable() else "/"


def way_back() -> str:
    """The address of the page asked for; where a form was sent, of the page that it stood on.

    A page shown in answer to a form has no address that a link can lead to: its submission's stands for it.
    """
    if request.method == "GET":
        return request.full_path.rstrip("?")
    if (came_from := _came_from()) is not None:
        return came_from
    of = (request.view_args or {}).get("submission_id")
    return url_for("submission", submission_id=of, form=request.form.get("form")) if of else "/"


def to_sign_in() -> Response:
    """The way of a stranger: to the login, which leads back; there it is said when something sent was not saved."""
    asked = {"next": way_back()} | ({"unsaved": "1"} if request.method == "POST" else {})
    return redirect(f"/login?{urlencode(asked)}", 302 if request.method == "GET" else 303)


def _came_from() -> str | None:
    parts = urlsplit(request.referrer or "")
    adapter = current_app.create_url_adapter(request)
    if parts.netloc != request.host or adapter is None:
        return None
    try:
        adapter.match(parts.path, method="GET")
    except HTTPException:
        return None
    return inside(f"{parts.path}?{parts.query}" if parts.query else parts.path)
