"""Blocks' units whose printed name was read in part, under a seal that bears a name which is known from elsewhere, whole.

A name that the form states surely in another place, or that a programme knows for its own office, and of which nothing but
characters lacks in what was read in the block, is the block's; the seal is held against it once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.document import Document, Picture, pictures
from extract.doubt.doubted import REPAIRED, with_doubt
from extract.doubt.doubted import SCORE as DOUBTED_SCORE
from extract.doubt.unit_names import SHORTEST, bare_name, unit_columns, unit_slots, units_named
from extract.seals.misread import in_order, is_left_of
from forms.divisions import leading_place
from forms.programme import PROGRAMMES
from forms.record import Answer, BlockRecord, Record
from forms.script import fold
from forms.spec import Form
from forms.units import same_unit

if TYPE_CHECKING:
    from extract.seals.look import Words

_LABEL = re.compile("^.*[：:]")
_PROVINCES = "省"
_OFFICES = frozenset(office for one in PROGRAMMES for office in (*one.receiving_offices, *one.ministry_offices))


def with_sealed_names(record: Record, form: Form, document: Document) -> Record:
    """``record`` with the units in doubt given their whole names, marked, where a seal bears them; and its seal as theirs.

    The seal is marked as before where another one stands in the block, or on a copy without colours.
    """
    if not any(_is_asked(block) for block in record.blocks):
        return record
    seen = [one for one in pictures(document.flow) if one.seal is not None and one.seal.words is not None]
    named = [*units_named(record, unit_slots(form), unit_columns(form))]
    settled = [block.seal.evidence for block in record.blocks if block.seal.present and not block.seal.needs_review]
    free = [one for one in seen if one.at not in settled]
    blocks = (_named_by_seal(block, named, seen, free) if _is_asked(block) else block for block in record.blocks)
    return replace(record, blocks=tuple(blocks))


def _is_asked(block: BlockRecord) -> bool:
    at, seal = block.unit.evidence, block.seal
    doubted = block.unit.needs_review and bool(block.unit.raw.strip()) and at is not None and at.is_scanned
    return doubted and bool(seal.present) and (seal.needs_review or not seal.matches_unit)


def _named_by_seal(
    block: BlockRecord, named: Sequence[Answer], seen: Sequence[Picture], free: Sequence[Picture]
) -> BlockRecord:
    """``block`` as the seal among ``seen`` tells its unit; ``free`` are those that are not surely another block's."""
    from extract.seals.whose import judged

    at = block.seal.evidence
    picture = next((one for one in seen if one.at == at), None)
    sure = [name for answer in named if not answer.needs_review for name in _names(answer)]
    if picture is None or picture.seal is None or picture.seal.words is None:
        return block
    meant = meant_by(block.unit.raw, sure) or _printed_and_sealed(block.unit, picture.seal.words)
    if meant is None:
        return block
    others = [name for answer in named if answer is not block.unit for name in _names(answer)]
    verdict = judged(picture.seal.words, [meant], others)
    if verdict.matches is not True:
        return block
    unit = replace(block.unit, value=meant, score=min(block.unit.score, DOUBTED_SCORE))
    unit = with_doubt(unit, REPAIRED)
    alone = (
        picture.seal.red and not picture.seal.cut and block.seal.beside is None and not _beside(block, picture, free)
    )
    seal = replace(block.seal, text=verdict.text, center=verdict.center, matches_unit=True, needs_review=not alone)
    return replace(block, unit=unit, seal=seal)


def _printed_and_sealed(unit: Answer, words: Words) -> str | None:
    """The name that is read whole in a block, beside scraps of a prompt, and letter by letter round its seal.

    No other name is misread as just the one of the seal.
    """
    from extract.seals.whose import is_clear

    name = unit.value
    if not isinstance(name, str) or len(name) < SHORTEST or REPAIRED not in unit.doubts or "\n" in unit.raw.strip():
        return None
    printed = fold(bare_name(_LABEL.sub("", unit.raw))) == fold(name)
    return name if printed and any(is_clear(rim) and fold(rim.text) == fold(name) for rim in words.rims) else None


def _beside(block: BlockRecord, own: Picture, seen: Sequence[Picture]) -> bool:
    """Whether another seal than ``own`` lies over a part of the block's place."""
    place = block.evidence
    if place is None or place.box is None:
        return True
    here = (one for one in seen if one is not own and one.at.page == place.page and one.at.box is not None)
    return any(one.at.box is not None and place.box.overlap(one.at.box) > 0 for one in here)


def _names(answer: Answer) -> list[str]:
    given = answer.value if isinstance(answer.value, list) else [answer.value]
    return ["".join(name.split()) for name in given if isinstance(name, str)]


def meant_by(raw: str, sure: Sequence[str]) -> str | None:
    """The one name among ``sure``, and those that programmes know for their offices, that ``raw`` is but for what lacks.

    ``raw`` is as it stands on the page, with two spaces and more where a gap is.
    """
    names = list(dict.fromkeys([*sure, *_offices(raw)]))
    found = [name for name in names if len(name) >= SHORTEST and is_left_of(raw, name)]
    read = fold(_LABEL.sub("", raw))
    longest = next((name for name in found if fold(name) == read), max(found, key=len, default=""))
    one = all(same_unit(name, longest) or in_order(fold(name), fold(longest)) for name in found)
    return longest if found and (one or fold(longest) == read) else None


def _offices(raw: str) -> Iterator[str]:
    """What programmes call their offices; those of any province by that one's name, which ``raw`` begins with."""
    place = leading_place(_LABEL.sub("", raw).strip())
    for office in _OFFICES:
        yield office if not office.startswith(_PROVINCES) else place + office[1:] if place.endswith("省") else office
