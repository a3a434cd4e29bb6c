"""Which slots and rows each kind of companion or incoming paper has."""

from __future__ import annotations

from forms.spec import Form


def shape(kind: str) -> Form:
    """The slots and rows of a kind of paper, with their labels and types; ``KeyError`` for a kind there is none of.

    It is a :class:`Form` without an annex number, so that a schema can be made of it as of any form.
    """
    from forms.definitions.papers import SHAPES  # reading a form needs none of them

    return SHAPES[kind]
