"""Facts as they are given, typed by the kind of answer that the form has for them."""

from __future__ import annotations

from typing import Any

from forms.finding import CODES
from forms.record import Answer
from forms.types import Org, Text
from forms.types.kind import Hint, Kind

_AS_WRITTEN = ("name-script",)
"""The one doubt that a stated name may raise: which letters conversion would give it. It then stays as it was stated."""


class Wrong(ValueError):
    """A fact that is no answer of its kind; the text says why, in Chinese."""


def typed(kind: Kind, given: Any, script: str) -> Answer | None:
    """The answer that ``given`` states, a text as one would write it into the form or a value; ``None`` for a blank.

    Raises :class:`Wrong` for what cannot be an answer of the kind, and for what would be read otherwise from the form.
    """
    answer = _of_text(kind, given, script) if isinstance(given, str) else _of_value(kind, given, script)
    if answer is None:
        return None
    faults = [fault.message for fault in kind.check(answer.value) if fault.severe or fault.code == "too-long"]
    if faults:
        raise Wrong("".join(faults))
    return answer


def printed(kind: Kind, answer: Answer) -> Answer:
    """``answer`` as it is written into the form: a stated text letter by letter, anything else as its kind shows it."""
    as_stated = isinstance(kind, (Text, Org)) and answer.raw and kind.show(answer.value) != answer.raw
    return Answer(None, answer.raw) if as_stated else answer


def _of_text(kind: Kind, given: str, script: str) -> Answer | None:
    text = given.strip()
    reading = kind.read(text, Hint(script=script))
    if reading.doubts and reading.doubts != _AS_WRITTEN:
        raise Wrong("、".join(CODES[doubt] for doubt in reading.doubts) + f"：“{_short(text)}”。")
    if reading.value is None:
        return None
    value = text if reading.doubts and isinstance(reading.value, str) else reading.value
    return _kept(kind, Answer(value, text), script)


def _of_value(kind: Kind, given: Any, script: str) -> Answer | None:
    from marshmallow import ValidationError

    if given is None:
        return None
    try:
        value = kind.field().deserialize(given)
    except ValidationError as error:
        raise Wrong("".join(_said(error.messages))) from None
    return _kept(kind, Answer(value, kind.show(value)), script)


def _kept(kind: Kind, answer: Answer, script: str) -> Answer:
    """``answer``, if the form can hold it: what is written into it reads as the same value."""
    shown = kind.show(answer.value)
    if shown == answer.value:
        return answer
    again = kind.read(shown, Hint(script=script))
    if again.doubts:
        raise Wrong("、".join(CODES[doubt] for doubt in again.doubts) + f"：“{_short(shown)}”。")
    if again.value != answer.value:
        raise Wrong(f"写入表后会读作别的内容：“{_short(shown)}”，请换一种写法。")
    return answer


def _said(messages: Any) -> list[str]:
    if isinstance(messages, dict):
        return [text for inner in messages.values() for text in _said(inner)]
    return [text for inner in messages for text in _said(inner)] if isinstance(messages, list) else [str(messages)]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
