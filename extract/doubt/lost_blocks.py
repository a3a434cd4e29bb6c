"""Opinion blocks that a scan hides: those whose name was not found, and those whose place was not. All of them in doubt.

A block's name may lie under a seal; and where a seal or a stroke hides a rule, the cell beside a name is none, and what
stands there is in no block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.document import ReadText
from extract.doubt.doubted import doubted, doubted_answers, doubted_block, open_block
from extract.doubt.hidden_places import LINE_MM
from extract.doubt.traced import inside
from extract.words.labels import LONGEST_LABEL, SIGN_WORDS, LabelIndex
from extract.words.organ_names import is_name
from forms.evidence import SCAN, BBox, Evidence
from forms.record import Answer, BlockRecord, Record
from forms.spec import Block, Form, When

LEAST_BLOCK_MM = 12.0
"""No block is so low that it stands in less."""
_TWO_BLOCKS = 1.6
"""A place so many times as high as another block's may hold two blocks, the ruling between them hidden."""
_BESIDE_MM = 1.0
"""What stands beside a cell begins at most so much before its end."""


def with_hidden_blocks(record: Record, form: Form, read: Sequence[ReadText] = ()) -> tuple[BlockRecord, ...]:
    """The blocks of ``record`` and, where anything of it was read on a scan, those that must stand there and were not found.

    Such are those that ``form`` always prints, those that its answers ask for unless there is no room for them, and those
    whose name was ``read`` all the same, as often as units are named for them where none was found, and those in whose
    place words are signed that no slot claims; where no block was found, all of them. A name may lie under a seal: nobody
    can tell what stands in its block, so all of it is open and marked; and the block above, where it is not surely whole,
    may hold what belongs there.
    """
    held = [one.evidence for one in record.blocks] + [one.evidence for one in reversed(list(record.fields.values()))]
    at = next((one for one in held if one is not None and one.is_scanned), None)
    if at is None:
        return record.blocks
    blocks = list(record.blocks)
    order = {block.id: place for place, block in reversed(list(enumerate(form.blocks)))}
    named = _named(record, form, read)
    missing = Counter(block.id for block in form.blocks if _is_asked(block, record))
    missing |= Counter(named.keys())
    may_stand = _all_that_may_stand(record, form)
    found = Counter(block.id for block in record.blocks)
    missing |= Counter({block_id: may_stand[block_id] for block_id in missing if not found[block_id]})
    missing |= Counter() if record.blocks else may_stand
    missing.subtract(found)
    always = {block.id for block in form.blocks if block.required is True}
    for block_id, count in missing.items():
        before = sum(order[block.id] <= order[block_id] for block in blocks)
        if block_id not in always and block_id not in named and _has_no_room(blocks[:before], blocks[before:]):
            continue
        if before and count > 0 and (_may_hold_more(blocks[before - 1]) or _is_high(blocks[before - 1], blocks)):
            blocks[before - 1] = _may_be_anothers(blocks[before - 1])
        blocks[before:before] = [open_block(block_id, named.get(block_id, Evidence(SCAN, at.page)))] * max(count, 0)
    return tuple(blocks)


def _may_be_anothers(block: BlockRecord) -> BlockRecord:
    """``block`` marked with all that was seen in it: some of it may belong to the block below that was not found."""
    signature, seal = block.signature, block.seal
    signature = replace(signature, needs_review=signature.needs_review or bool(signature.present))
    seal = replace(seal, needs_review=seal.needs_review or bool(seal.present))
    return doubted_answers(replace(block, signature=signature, seal=seal))


def _has_no_room(above: Sequence[BlockRecord], below: Sequence[BlockRecord]) -> bool:
    """Whether the blocks above and below were found whole, on one page and so near that nothing stands between them."""
    if not above or not below or any(answer.needs_review for answer in above[-1].answers):
        return False
    last, following = above[-1], below[0].evidence
    ends = [one for one in (last.evidence, *(answer.evidence for answer in last.answers)) if one is not None]
    if following is None or following.box is None or not all(one.page == following.page for one in ends):
        return False
    return bool(ends) and following.box.y0 - max(one.box.y1 for one in ends if one.box) < LEAST_BLOCK_MM


def _is_asked(block: Block, record: Record) -> bool:
    """Whether a form that is filled in so prints the block."""
    if isinstance(block.required, When):
        answer = record.fields.get(block.required.answered)
        return answer is not None and bool(answer.value)
    return block.required is True


def _all_that_may_stand(record: Record, form: Form) -> Counter[str]:
    """Every block of ``form``, those that repeat as often as its own slots name units for their role."""
    count = Counter({block.id: 1 for block in form.blocks})
    for block in form.blocks:
        answer = record.fields.get(block.unit_from) if block.unit_from and block.repeated else None
        units = answer.value if answer is not None and isinstance(answer.value, list) else []
        if units and all(is_name(str(unit)) for unit in units):
            count[block.id] = max(count[block.id], len(units))
    return count


def _named(record: Record, form: Form, read: Sequence[ReadText]) -> dict[str, Evidence]:
    """The blocks whose names, by the word 意见 or with a prompt to sign, stand where no slot claims them, each with its
    place; of those by 意见 the ends, too.
    """
    index = LabelIndex.of(form)
    left = [(extra.label or extra.raw, extra.evidence) for extra in record.extra if extra.evidence is not None]
    cut = ((index.opinion_block_ending(text), at) for text, at in left if at.is_scanned and len(text) <= LONGEST_LABEL)
    ends = {block.id: at for block, at in cut if block is not None}
    left += [(line.text, Evidence(SCAN, line.page, line.box)) for line in read]
    prompts = [line for line in read if SIGN_WORDS.search(line.text)]
    found = (
        (_block_of(text, index, any(_abreast(at, one) for one in prompts)), at)
        for text, at in left
        if at.is_scanned and len(text) <= LONGEST_LABEL
    )
    named = {block.id: at for block, at in reversed(list(found)) if block is not None}
    return {**_signed_between(record, form), **ends, **named}


def _block_of(text: str, index: LabelIndex, asked_beside: bool) -> Block | None:
    """The block that a line names for certain, in it or beside it asking to be signed: 推荐单位 alone also is a slot's label."""
    return index.block(text) if asked_beside or SIGN_WORDS.search(text) else index.opinion_block(text)


def _abreast(at: Evidence, other: ReadText) -> bool:
    """Whether a line begins to the right of a place and level with it."""
    if at.box is None or at.page != other.page:
        return False
    return at.box.y0 <= other.box.centre[1] <= at.box.y1 and other.box.x0 >= at.box.x1


def _signed_between(record: Record, form: Form) -> dict[str, Evidence]:
    """The blocks that were not found where words that no slot claims are signed, and stand between those beside them."""
    places = {block.id: block.evidence for block in record.blocks}
    missing = [block.id for block in form.blocks if block.id not in places]
    ids, signed = [block.id for block in form.blocks], dict[str, Evidence]()
    for extra in record.extra:
        at = extra.evidence
        if at is None or not at.is_scanned or at.box is None or not _is_signed(extra.raw):
            continue
        for block_id in missing:
            above = [places[one] for one in ids[: ids.index(block_id)] if one in places]
            below = [places[one] for one in ids[ids.index(block_id) :] if one in places]
            if all(_before(one, at) for one in above) and below and all(_before(at, one) for one in below):
                signed.setdefault(block_id, at)
                break
    return signed


def _is_signed(text: str) -> bool:
    """Whether words ask for a signature or a seal and have more above: an opinion, or a name."""
    lines = [line for line in text.split("\n") if line.strip()]
    return any(SIGN_WORDS.search(line) for line in lines[1:])


def _before(one: Evidence | None, other: Evidence | None) -> bool:
    """Whether one place lies above another, on its page or on a page before; also where that cannot be told."""
    if one is None or other is None or one.page is None or other.page is None or one.page != other.page:
        return one is None or other is None or (one.page or 0) <= (other.page or 0)
    return one.box is None or other.box is None or one.box.y0 <= other.box.y0


def _may_hold_more(block: BlockRecord) -> bool:
    """Whether something of ``block`` was in doubt or stands below its place, or this is its name's line alone."""
    at = block.evidence
    loose = at is not None and at.box is not None and at.box.height <= LINE_MM
    return loose or any(answer.needs_review or _is_below(answer.evidence, at) for answer in block.answers)


def _is_below(one: Evidence | None, other: Evidence | None) -> bool:
    """Whether a place begins below the end of another on its page."""
    if one is None or other is None or one.box is None or other.box is None:
        return False
    return one.page == other.page and one.box.y0 >= other.box.y1


def _is_high(block: BlockRecord, blocks: Sequence[BlockRecord]) -> bool:
    """Whether the place of ``block`` is so much higher than that of another that two may stand in it."""
    heights = [one.evidence.box.height for one in blocks if one.evidence is not None and one.evidence.box is not None]
    own = block.evidence.box.height if block.evidence is not None and block.evidence.box is not None else 0.0
    return own >= _TWO_BLOCKS * min((height for height in heights if height >= LEAST_BLOCK_MM), default=own + 1.0)


def doubted_lost_blocks(record: Record, form: Form, read: Sequence[ReadText]) -> Record:
    """``record`` with the blocks marked that say nothing, whose place is that of their name, and beside which ink stands;
    and what those do not say of which something stands below their cell.

    ``read`` is what was read on the scan's pages, and where ink stands that nobody could read.
    """
    index = LabelIndex.of(form)
    blocks = (doubted_block(one) if _is_lost(one, index, read) else one for one in record.blocks)
    return replace(record, blocks=tuple(_unsaid_doubted(one) if _leaves_its_cell(one) else one for one in blocks))


def _leaves_its_cell(block: BlockRecord) -> bool:
    """Whether a cell of a scan ends above some of the block's answers: a stroke or a stamp made a ruling."""
    at = block.evidence
    if at is None or not at.is_scanned or at.box is None or at.box.height <= LINE_MM:
        return False
    return any(_is_below(answer.evidence, at) for answer in block.answers)


def _unsaid_doubted(block: BlockRecord) -> BlockRecord:
    return block.each(lambda answer: doubted(answer, block.evidence) if answer.value is None else answer)


def _is_lost(block: BlockRecord, index: LabelIndex, read: Sequence[ReadText]) -> bool:
    at = block.evidence
    if at is None or not at.is_scanned or at.box is None or any(map(_says, block.answers)):
        return False
    page = [line for line in read if line.page == at.page]
    return _names(block, at.box, index, page) and any(_beside(line.box, at.box) for line in page)


def _says(answer: Answer) -> bool:
    """Whether anything was made of the words there: scraps of a stroke are none."""
    return bool(answer.raw.strip()) and answer.value is not None


def _names(block: BlockRecord, place: BBox, index: LabelIndex, page: Sequence[ReadText]) -> bool:
    """Whether ``place`` holds the block's name and nothing to be filled in."""
    lines = sorted((line for line in page if line.text and inside(line.box, place)), key=lambda line: line.box.y0)
    text = "".join(line.text for line in lines)
    named = index.block(text)
    return (named is not None and named.id == block.id) or (bool(text) and not SIGN_WORDS.search(text))


def _beside(box: BBox, place: BBox) -> bool:
    return place.y0 <= box.centre[1] <= place.y1 and box.x0 >= place.x1 - _BESIDE_MM
