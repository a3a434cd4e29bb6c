"""What the pen adds to a printed form: blanks filled in, boxes ticked, printed answers struck out and put right."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from forms.record import Answer, Record
from forms.spec import Form
from forms.types import Options, YesNoText
from forms.types.kind import Kind

_SHORT = frozenset({"person", "phone", "postcode", "text", "number"})
"""Kinds of answer that are short enough for the hand of a drawn form."""
_STRUCK = frozenset({"person", "postcode", "number"})
_LONGEST = 12


@dataclass(frozen=True)
class Penned:
    """One value given by hand, and what is printed before and behind the point where the pen begins."""

    text: str
    how: str = "blank"
    """``blank`` filled in, a box's ``tick``, or ``struck``: the word behind is crossed out and ``text`` put beside."""
    before: str = ""
    behind: str = ""


def penned(
    form: Form, record: Record, rng: random.Random, own: bool, convert: Callable[[str], str]
) -> dict[str, Penned]:
    """By place in the record, what is done by hand: dates and short opinions in any layout, answers in our own."""
    hand: dict[str, Penned] = {}
    style = rng.random()
    for n, block in enumerate(record.blocks):
        if block.date.value and style < 0.45:
            hand[f"blocks[{n}].date"] = Penned(block.date.raw)
        if block.opinion.value and len(block.opinion.raw) <= _LONGEST and style < 0.25:
            hand[f"blocks[{n}].opinion"] = Penned(block.opinion.raw)
    if own:
        hand.update(_answers(form, record, rng, style, convert))
    return hand


def _answers(
    form: Form, record: Record, rng: random.Random, style: float, convert: Callable[[str], str]
) -> Iterator[tuple[str, Penned]]:
    ticked, struck = rng.random() < 0.25, rng.random() < 0.1
    alone = [field for field in form.fields() if len(field.ids) == 1]
    for slot, kind in (part for field in alone for part in field.parts):
        answer = record.fields[slot]
        if ticked and (boxes := _boxes(kind, answer, convert)):
            yield f"fields.{slot}", boxes
        elif not 0 < len(answer.raw) <= _LONGEST:
            continue
        elif style < 0.12 and kind.name in _SHORT and rng.random() < 0.5:
            yield f"fields.{slot}", Penned(answer.raw)
        elif struck and kind.name in _STRUCK and rng.random() < 0.5:
            yield f"fields.{slot}", Penned(answer.raw, "struck", behind=_mistaken(answer.raw, rng))


def choice_of(kind: Kind, answer: Answer) -> tuple[Sequence[str], str] | None:
    """The words of a choice and the one chosen; ``None`` for an answer that is no bare choice."""
    if isinstance(kind, Options):
        words, chosen = tuple(kind.choices), str(answer.value)
    elif isinstance(kind, YesNoText) and isinstance(answer.value, dict) and not answer.value["text"]:
        words, chosen = tuple(kind.words), kind.words[0 if answer.value["answer"] else 1]
    else:
        return None
    return (words, chosen) if chosen in words else None


def _boxes(kind: Kind, answer: Answer, convert: Callable[[str], str]) -> Penned | None:
    """Every choice behind a box of its own; ``None`` for an answer that is no bare choice."""
    if (given := choice_of(kind, answer)) is None:
        return None
    choices, chosen = given
    at = choices.index(chosen)
    printed = ["□" + convert(choice) for choice in choices]
    before = "".join(f"{box}　" for box in printed[:at])
    return Penned(convert(chosen), "tick", before, "　".join(printed[at:]))


def _mistaken(text: str, rng: random.Random) -> str:
    """``text`` with one character wrong, as it was printed before somebody noticed."""
    at = rng.randrange(len(text))
    wrong = rng.choice("0123456789" if text[at].isdigit() else "江河海洋山林田园")
    return text[:at] + (wrong if wrong != text[at] else "8") + text[at + 1 :]
