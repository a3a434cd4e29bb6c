"""Signatures and seals in opinion blocks, and signatures in the cells of a table of members."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from forms.record import BlockRecord
from forms.spec import Block, FilledBy, Needs
from tests.scans.desk import Desk
from tests.scans.glyphs import line_of
from tests.scans.hands import INKS, written_mask
from tests.scans.printed import Box, Place
from tests.scans.seals import SealLook
from tests.scans.stamping import Stamped, block_seal, look_of, name_seal, outside, rarer, stamp
from tests.scans.truths import BlockTruth, CellTruth, SealTruth
from tests.scans.wear import PX

CELL = re.compile(r"rows\.(\w+)\[(\d+)\]\.(\w+)")
"""How the place of a cell to be signed is named."""
_INSTEAD = ("", "", "", "typed", "tick", "line", "smudge", "dot")
_NAMES = ("王建国", "李敏", "张晓东", "陈丽")
_SIGNED, _SEALED, _CELL_SIGNED = 0.82, 0.82, 0.85


def block_marks(desk: Desk, n: int, block: Block, said: BlockRecord) -> BlockTruth:
    """The marks of one block; one that the receiving office has still to fill stays empty."""
    day = desk.printed.places[f"blocks[{n}].date"]
    unit = str(said.unit.value) if said.unit.value else None
    made = BlockTruth(n, said.id, unit, day.page, _box(desk, n, day), signed=False)
    if block.filled_by is FilledBy.RECEIVING_OFFICE and unit is None:
        return made
    place = _sign_place(desk, n, day)
    if Needs.SIGNATURE in block.needs:
        made = replace(made, sign_page=place.page)
    if block.filled_by is FilledBy.GROUP and block.repeated:
        made = _members(desk, made, place)
    elif Needs.SIGNATURE in block.needs:
        made = _sign(desk, made, place)
    if Needs.SEAL in block.needs and unit:
        if desk.rng.random() < _SEALED:
            made = replace(made, seal=_seal(desk, made, day))
        else:
            _instead_of_seal(desk, made, day)
    return made


def _box(desk: Desk, n: int, day: Place) -> Box:
    """The block's ruled cell, or the lines from its beginning to its date where nothing is ruled."""
    page = desk.printed.pages[day.page]
    if box := page.cell_at(day.x + 1, day.y + 2):
        return box
    begin = desk.printed.places.get(f"blocks[{n}].start", day)
    top = begin.y - 2 if begin.page == day.page else 20.0
    return begin.x - 3, top, page.width - 25, day.y + 9


def _sign_place(desk: Desk, n: int, day: Place) -> Place:
    """Behind 签字：, or above the date and left of it where nothing is printed."""
    found = desk.printed.places.get(f"blocks[{n}].sign")
    return found or Place(day.page, day.x - desk.rng.uniform(8, 28), day.y - desk.rng.uniform(9, 13))


def _sign(desk: Desk, made: BlockTruth, place: Place) -> BlockTruth:
    rng = desk.rng
    middle, x = place.y + 2.2 + rng.uniform(-3, 2.5), place.x + rng.uniform(0, 7)
    if rng.random() < _SIGNED:
        mask = written_mask(desk.person(), desk.writer(rng.uniform(6.5, 12)))
        box = desk.put("signature", mask, place.page, x, middle, rng.choice(INKS))
        if rng.random() < 0.07:
            desk.stamped(name_seal(rng, desk.person(), place.page, box[2] + 9, middle, desk.sizes[place.page]))
        return replace(made, signed=True, signature=(box,))
    what = rng.choice(_INSTEAD)
    desk.no_signature(what, place, x, place.y + 2.2)
    return replace(made, instead=what)


def _members(desk: Desk, made: BlockTruth, place: Place) -> BlockTruth:
    """Several names in the room below 成员签字, or none."""
    rng = desk.rng
    if rng.random() < 0.15:
        return made
    boxes, across = [], max(1, int((made.box[2] - place.x) / 30))
    for name in range(rng.randint(2, 5) if across > 1 else 2):
        mask = written_mask(desk.person(), desk.writer(rng.uniform(6, 9)))
        x = place.x + 2 + 30 * (name % across) + rng.uniform(-2, 3)
        middle = place.y + 3 + 11 * (name // across) + rng.uniform(-2, 2)
        boxes.append(desk.put("signature", mask, place.page, x, middle, rng.choice(INKS)))
    return replace(made, signed=True, signature=tuple(boxes))


def _seal(desk: Desk, made: BlockTruth, day: Place) -> SealTruth:
    """A seal over unit and date, sometimes far off, over the rule, over the edge of the page, or beside another."""
    rng, size = desk.rng, desk.sizes[made.page]
    whose, look = block_seal(rng, made.unit or "", desk.units)
    x, y = _seal_centre(desk, made, day)
    beside_too = whose == "own" and rng.random() < 0.03
    if whose == "own" and (other := rarer(desk.draft.seed, made.index, look, desk.draft.convert)):
        whose, look = other
    truth = desk.stamped(_stamp(look, whose, made, (x, y), size))
    if beside_too:
        beside = look_of(rng, rng.choice(desk.units))
        if beside.rim != look.rim:
            desk.stamped(_stamp(beside, "other", made, (x - rng.uniform(26, 44), y + rng.gauss(0, 4)), size))
    return truth


def _instead_of_seal(desk: Desk, made: BlockTruth, day: Place) -> None:
    """What is no official seal where none was set, now and then: （印） in print, or a person's name seal."""
    rng = random.Random(f"no-seal-{desk.draft.seed}-{made.index}")
    what = rng.choices(("", "typed", "person"), (6, 1, 1))[0]
    x, y = day.x - rng.uniform(4, 16), day.y - rng.uniform(4, 9)
    if what == "typed":
        desk.put("typed", line_of("（印）", "plain", 4.2 * PX), made.page, x, y, (18, 18, 18))
    elif what == "person":
        desk.stamped(name_seal(rng, rng.choice(_NAMES), made.page, x, y, desk.sizes[made.page]))


def _stamp(
    look: SealLook, whose: str, made: BlockTruth, centre: tuple[float, float], size: tuple[float, float]
) -> Stamped:
    spill = outside(made.box, centre, (look.diameter_mm / 2, look.height_mm / 2))
    return stamp(look, whose, made.page, *centre, size, block=made.index, spill=spill)


def _seal_centre(desk: Desk, made: BlockTruth, day: Place) -> tuple[float, float]:
    """Around （盖章） and the date; its centre always lies in its own block."""
    rng = desk.rng
    prompt = desk.printed.places.get(f"blocks[{made.index}].stamp")
    line = min(prompt.y, day.y) if prompt and prompt.page == day.page else day.y
    x = (prompt.x + 7 if prompt else day.x + 15) + rng.gauss(0, 6)
    y = line - rng.uniform(0, 8) + rng.gauss(0, 3)
    far = rng.random()
    if far < 0.1:
        y += rng.choice((-1, 1)) * rng.uniform(8, 16)
    elif far < 0.15:
        x -= rng.uniform(15, 40)
    elif far < 0.18:
        x = desk.sizes[made.page][0] - rng.uniform(2, 14)
    top, bottom = made.box[1], made.box[3]
    return x, min(max(y, top + 4), bottom - 2) if bottom - top > 12 else (top + bottom) / 2


def cell_marks(desk: Desk, name: str, place: Place) -> CellTruth:
    """One member's cell, signed or not."""
    found = CELL.fullmatch(name)
    assert found
    page, rng = desk.printed.pages[place.page], desk.rng
    box = page.cell_at(place.x + 0.2, place.y + 1.5) or (place.x - 2, place.y - 2, place.x + 22, place.y + 7)
    middle = (box[1] + box[3]) / 2
    made = CellTruth(found[1], int(found[2]), found[3], place.page, box, signed=False)
    if rng.random() < _CELL_SIGNED:
        mask = written_mask(desk.person(), desk.writer(min(rng.uniform(5.5, 8.5), (box[2] - box[0]) / 2.6)))
        room = max(0.0, box[2] - box[0] - mask.shape[1] / PX)
        x, line = box[0] + room * rng.uniform(0.1, 0.9), middle + rng.uniform(-1.5, 1.5)
        ink = desk.put("signature", mask, place.page, x, line, rng.choice(INKS))
        return replace(made, signed=True, signature=ink)
    what = rng.choice(("", "", "", "typed", "dot", "smudge"))
    desk.no_signature(what, place, box[0] + 2, middle)
    return replace(made, instead=what)
