"""Options whose ticked box the tick hides: the one word without a box, beside words with empty ones, is the one ticked."""

from __future__ import annotations

import re

from forms.record import Value
from forms.script import simplified
from forms.types.kind import Kind
from forms.types.options import Options
from forms.types.yes_no import YesNoText

_BOX = "[□☐]"
_YES_NO = (("有", "无"), ("是", "否"))


def hidden(raw: str, kind: Kind) -> Value:
    """The option of ``kind`` that stands in ``raw`` without a box while all others have an empty one; else ``None``."""
    text = simplified(raw)
    for words in _words(kind):
        if marked := _marked(text, words, alone=isinstance(kind, Options)):
            return kind.read(marked).value
    return None


def _words(kind: Kind) -> tuple[tuple[str, ...], ...]:
    if isinstance(kind, Options):
        return (kind.choices,)
    return _YES_NO if isinstance(kind, YesNoText) else ()


def _marked(text: str, words: tuple[str, ...], *, alone: bool) -> str | None:
    """``text`` with the hidden box drawn as ticked. With ``alone`` nothing but the options may stand there."""
    word = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    found = re.fullmatch(rf"(\s*(?:{_BOX}?\s*(?:{word})\s*){{{len(words)}}})(.*)", text, re.DOTALL)
    if found is None or (alone and found[2].strip()):
        return None
    options = list(re.finditer(rf"({_BOX})?\s*({word})", found[1]))
    bare = [one for one in options if one[1] is None]
    if {one[2] for one in options} != set(words) or len(bare) != 1:
        return None
    return f"{text[: bare[0].start(2)]}☑{text[bare[0].start(2) :]}"
