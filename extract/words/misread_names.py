"""Names of opinion blocks that a scan shows misread, or cut off under a seal: 「参如单位意见」, 「点保证单位意」."""

from __future__ import annotations

from extract.words.labels import LONGEST_LABEL, LabelIndex
from extract.words.prompts import asks
from forms.script import fold
from forms.spec import Block

_OPINION = "意见"
_SHORTEST = 5
_SHORTEST_MISREAD, _LEAST_TWICE = 6, 8
"""From so many folded characters on one of a name may be misread, and two."""
_MOST_HIDDEN = 2
"""So many characters may be hidden at the ends of a name together."""


def misread_block(text: str, index: LabelIndex) -> Block | None:
    """The one block of the form that ``text``, which names none, is most likely the name of; whoever asks, doubts it.

    What asks for a signature is no name cut off: 「负责人签字」 stands in any block.
    """
    key = fold(text)
    if not _SHORTEST <= len(key) <= LONGEST_LABEL or index.block(text) or asks(text):
        return None
    found = [
        block for block in index.form.blocks if any(_cut(key, name) or _misread(key, name) for name in _names(block))
    ]
    return found[0] if found and all(block.id == found[0].id for block in found) else None


def _names(block: Block) -> list[str]:
    """The folded names of ``block``, each with 意见 behind it and without."""
    labels = [fold(label).removesuffix(_OPINION) for label in block.labels]
    return [*labels, *(label + _OPINION for label in labels)]


def _cut(key: str, name: str) -> bool:
    return key in name and len(name) - len(key) <= _MOST_HIDDEN


def _misread(key: str, name: str) -> bool:
    if len(key) != len(name) or len(key) < _SHORTEST_MISREAD:
        return False
    differing = sum(one != other for one, other in zip(key, name, strict=True))
    return differing <= (2 if len(key) >= _LEAST_TWICE else 1)
