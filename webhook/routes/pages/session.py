"""Signing in with a token, and out."""

from __future__ import annotations

from flask import Flask, Response, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth, errors
from webhook.routes.pages.way_back import inside, to_sign_in

SIGNED_OUT = ("login", "logout", "choose_script")
"""What people do who are not signed in."""


def show_login() -> AnyResponse:
    """The page that asks for the token; whoever is signed in goes on."""
    target = inside(request.args.get("next"))
    if auth.current_user():
        return redirect(target)
    return _page(target, unsaved="unsaved" in request.args)


def login() -> AnyResponse:
    target = inside(request.form.get("next"))
    if auth.sign_in(request.form.get("token", "")) is None:
        return _page(target, wrong=True)
    return redirect(target, 303)


def logout() -> AnyResponse:
    auth.sign_out()
    return redirect("/login", 303)


def _page(target: str, *, wrong: bool = False, unsaved: bool = False) -> Response:
    body = render_template("login.html", next=target, wrong=wrong, unsaved=unsaved)
    return make_response(body, 403 if wrong else 200)


def on_stale_form(_: CSRFError) -> AnyResponse:
    """A form of an earlier session, or of nobody's: nothing is done, and the way leads back to it."""
    if not errors.is_for_programs() and auth.current_user() is None and request.endpoint not in SIGNED_OUT:
        return to_sign_in()
    advice = "请返回上一页，刷新后重新提交。"
    return errors.answer(400, {"code": "form-expired", "message": "页面已过期，此次提交未保存。", "advice": advice})


def register(app: Flask) -> None:
    app.register_error_handler(CSRFError, on_stale_form)
    app.add_url_rule("/login", "show_login", show_login)
    app.add_url_rule("/login", "login", login, methods=["POST"])
    app.add_url_rule("/logout", "logout", logout, methods=["POST"])
