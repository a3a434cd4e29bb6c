"""Who asks: a bearer token for programs, a signed session for pages. Both name a user; there are no roles yet."""

from __future__ import annotations

from flask import Flask, abort, current_app, g, request, session
from flask_wtf.csrf import CSRFProtect

from webhook.service.users import Users
from webhook.store.users import User

CSRF = CSRFProtect()
_SESSION_KEY = "token_hash"


def _users() -> Users:
    users = current_app.extensions["pilot"].users
    assert isinstance(users, Users)
    return users


def current_user() -> User | None:
    """The user who asks, by token or by session; ``None`` for a stranger. Looked up once a request."""
    if "user" not in g:
        g.user = _by_token() or _by_session()
    found: User | None = g.user
    return found


def signed_in() -> User:
    """The user who asks; only for routes behind :func:`require_user`."""
    user = current_user()
    if user is None:
        abort(401)
    return user


def sign_in(token: str) -> User | None:
    """Begin a session for the owner of ``token``; ``None``, and no session, when it is nobody's."""
    user = _users().with_token(token.strip())
    if user is not None:
        session.clear()
        session[_SESSION_KEY] = user.token_hash
        session["name"] = user.name
        g.user = user
    return user


def sign_out() -> None:
    session.clear()
    g.pop("user", None)


def require_user() -> None:
    """For ``before_request`` of the API: 401 for strangers; a session's changes must carry the CSRF token."""
    if current_user() is None:
        abort(401)
    if not _bearer() and request.method not in ("GET", "HEAD", "OPTIONS"):
        CSRF.protect()


def _bearer() -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


def _by_token() -> User | None:
    token = _bearer()
    return _users().with_token(token) if token else None


def _by_session() -> User | None:
    """The session's user while the token that began it is still theirs."""
    if _bearer() or "name" not in session:
        return None
    user = _users().named(session["name"])
    return user if user and user.token_hash == session.get(_SESSION_KEY) else None


def register(app: Flask) -> None:
    CSRF.init_app(app)
