"""How unlike two short texts are, character by character."""

from __future__ import annotations


def edits(one: str, other: str, most: int) -> int:
    """How many characters are to be put in, left out or changed to make ``one`` the ``other``; beyond ``most``, more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        above, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (char != wanted))
    return row[-1]
