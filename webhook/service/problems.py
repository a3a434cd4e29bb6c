"""Why a request cannot be met: code, what was met and what to do, in Chinese. HTTP statuses are not known here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """``code`` is for programs, ``message`` says what was met, ``advice`` what the caller can do about it.

    ``details`` says of each place of the request what is wrong there, where that is known.
    """

    def __init__(self, code: str, message: str, advice: str, details: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.advice = advice
        self.details: Mapping[str, str] = dict(details or {})

    def to_json(self) -> dict[str, Any]:
        told = {"code": self.code, "message": self.message, "advice": self.advice}
        return {**told, "details": dict(self.details)} if self.details else told


class BadUpload(Problem):
    """No file, or an empty one."""


class TooLarge(Problem):
    """A file over the limit."""


class UnknownBytes(Problem):
    """Bytes of no format that is known at all."""


class NotSigned(Problem):
    """A mail whose signature does not show that it comes from the office's mail server."""


class NotSetUp(Problem):
    """Something that this service was not given what it needs for."""


class NotFound(Problem):
    """There is no such thing."""


class Invalid(Problem):
    """What was asked for makes no sense: an unknown slot, a value of the wrong kind."""


class Unreadable(Problem):
    """The documents were kept, but hold no record: they could not be read, or hold none of our forms."""


class StillReading(Problem):
    """The documents are waiting to be read or being read."""


class NoPrecondition(Problem):
    """A change that does not say which state it was made from."""


class Stale(Problem):
    """A change made from a state that is no longer the newest."""


class Refused(Problem):
    """What the state of the submission does not allow: a letter with open findings, a key used before."""
