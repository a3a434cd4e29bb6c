"""What reading one drawn scan gives beside its truth: values, seals and signatures, each told as one line of JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from math import hypot
from typing import Any

from forms.deliveries import Burden
from forms.pairs import pairs_among
from forms.record import Answer, BlockRecord, Record
from tests.scans import Drawn
from tests.scans.truths import BlockTruth, SealTruth, Truths

WHOLE = 0.99
"""A seal of which so much lies on the paper lies on it wholly."""


@dataclass(frozen=True)
class ValueRead:
    """One value beside its truth. ``hand`` says that it was given by hand, not printed."""

    where: str
    right: bool
    marked: bool
    score: float
    hand: bool
    expected: Any
    found: Any

    @property
    def silently_wrong(self) -> bool:
        return not self.right and not self.marked


@dataclass(frozen=True)
class MarkRead:
    """A place to sign or to stamp: what stands there and what was read (``None``: left open), and whether marked."""

    where: str
    stands: bool
    found: bool | None
    marked: bool


@dataclass(frozen=True)
class SealRead:
    """A block's seal: whose it is (``none`` for no seal), and what was made of it. ``slip`` is a wrong one passed.

    ``free`` is one that lies wholly on the paper and under no other seal.
    """

    where: str
    whose: str
    found: bool | None
    matches: bool | None
    marked: bool
    free: bool = False

    @property
    def slip(self) -> bool:
        """Whether no seal, or another unit's, was taken for the unit's own and nobody is asked to look."""
        return self.whose != "own" and self.matches is True and not self.marked


@dataclass(frozen=True)
class PairRead:
    """The scan together with the Word file of the same form: whether they were known for one form, and what is left.

    ``alone`` and ``together`` are how many slots a person has to look at, of ``slots``; ``silent`` are the values of
    the pair that are wrong and not marked.
    """

    joined: bool
    slots: int
    alone: int
    together: int
    silent: int


@dataclass(frozen=True)
class Outcome:
    """All that one document gave under one condition."""

    seed: int
    condition: str
    pages: int
    seconds: float
    identified: bool
    values: tuple[ValueRead, ...] = ()
    signatures: tuple[MarkRead, ...] = ()
    seals: tuple[SealRead, ...] = ()
    pair: PairRead | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Outcome:
        plain = {name: data[name] for name in ("seed", "condition", "pages", "seconds", "identified")}
        return Outcome(
            **plain,
            values=tuple(ValueRead(**one) for one in data["values"]),
            signatures=tuple(MarkRead(**one) for one in data["signatures"]),
            seals=tuple(SealRead(**one) for one in data["seals"]),
            pair=PairRead(**data["pair"]) if data.get("pair") else None,
        )


def outcome(drawn: Drawn, condition: str, record: Record | None, seconds: float) -> Outcome:
    """``record`` beside the truth of ``drawn``; every value is lost where it was taken for another form or for none."""
    truths = drawn.truths
    identified = record is not None and (record.form, record.edition) == (truths.form, truths.edition)
    if record is None or record.form != truths.form:
        record = Record(truths.form, truths.edition)
    blocks = list(paired_blocks(truths, record))
    return Outcome(
        drawn.seed,
        condition,
        len(drawn.pages),
        round(seconds, 2),
        identified,
        tuple(_values(truths, record, blocks)),
        tuple(_signatures(truths, record, blocks)),
        tuple(_seals(truths, blocks)),
    )


def with_file(drawn: Drawn, scan: Record, file: Record) -> PairRead:
    """What a person has to look at on the scan alone, and once the ``file`` of the same form lies beside it."""
    alone = Burden.of(scan)
    pairs = pairs_among([scan, file], [0, 1])
    if not pairs:
        return PairRead(False, alone.slots, alone.marked, alone.marked, 0)
    made = pairs[0].paired
    silent = sum(value.silently_wrong for value in outcome(drawn, "", made.record, 0.0).values)
    return PairRead(True, made.burden.slots, alone.marked, made.burden.marked, silent)


Pair = tuple[BlockTruth | None, BlockRecord | None]


def paired_blocks(truths: Truths, record: Record) -> Iterator[Pair]:
    """The blocks of the truth beside those read, in their order; ``None`` beside one that the other lacks."""
    wanted, read = [block.id for block in truths.blocks], [block.id for block in record.blocks]
    for tag, a, b, c, d in SequenceMatcher(None, wanted, read, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(truths.blocks[a:b], record.blocks[c:d], strict=True)
        else:
            yield from ((block, None) for block in truths.blocks[a:b])
            yield from ((None, block) for block in record.blocks[c:d])


def _values(truths: Truths, record: Record, blocks: list[Pair]) -> Iterator[ValueRead]:
    hand = {one.where for one in truths.hand}
    for where, said, read in _beside(truths, record, blocks):
        expected, found = said.value if said else None, read.value if read else None
        if expected is None and found is None:
            continue
        marked = read is not None and read.needs_review
        score = round(read.score, 4) if read else 1.0
        yield ValueRead(where, folded(expected) == folded(found), marked, score, where in hand, expected, found)


def _beside(truths: Truths, record: Record, blocks: list[Pair]) -> Iterator[tuple[str, Answer | None, Answer | None]]:
    """Every slot of the truth and of what was read, cells to be signed and marks left out."""
    written = truths.record
    for slot in {**written.fields, **record.fields}:
        yield f"fields.{slot}", written.fields.get(slot), record.fields.get(slot)
    for name in {**written.rows, **record.rows}:
        nothing: Mapping[str, Answer] = {}
        pairs = zip_longest(written.rows.get(name, ()), record.rows.get(name, ()), fillvalue=nothing)
        for number, (said, read) in enumerate(pairs):
            for column in {**said, **read}:
                if not (_is_mark(said.get(column)) or _is_mark(read.get(column))):
                    yield f"rows.{name}[{number}].{column}", said.get(column), read.get(column)
    for number, (truth, block) in enumerate(blocks):
        where = f"blocks[{truth.index}]" if truth else f"blocks[+{number}]"
        stated = written.blocks[truth.index] if truth else None
        for part in ("unit", "opinion", "date"):
            yield f"{where}.{part}", getattr(stated, part, None), getattr(block, part, None)


def _is_mark(answer: Answer | None) -> bool:
    return answer is not None and isinstance(answer.value, dict) and "present" in answer.value


def folded(value: Any) -> Any:
    """``value`` with its texts folded: NFKC, one script, and neither spaces nor punctuation."""
    if isinstance(value, str):
        plain = _converter().convert(unicodedata.normalize("NFKC", value))
        return "".join(char for char in plain if unicodedata.category(char)[0] not in "PZC")
    if isinstance(value, list):
        return [folded(one) for one in value]
    if isinstance(value, Mapping):
        return {name: folded(one) for name, one in value.items()}
    return value


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("tw2s")


def _signatures(truths: Truths, record: Record, blocks: list[Pair]) -> Iterator[MarkRead]:
    for truth, block in blocks:
        if truth and truth.sign_page is not None:
            mark = block.signature if block else None
            yield MarkRead(
                f"blocks[{truth.index}]", truth.signed, mark.present if mark else None, not mark or mark.needs_review
            )
    for cell in truths.cells:
        rows = record.rows.get(cell.rows, ())
        answer = rows[cell.row].get(cell.column) if cell.row < len(rows) else None
        told = answer.value if answer is not None and isinstance(answer.value, dict) else {}
        marked = answer is None or answer.needs_review
        yield MarkRead(f"rows.{cell.rows}[{cell.row}]", cell.signed, told.get("present"), marked)


def _seals(truths: Truths, blocks: list[Pair]) -> Iterator[SealRead]:
    for truth, block in blocks:
        seal = block.seal if block else None
        whose, where = (truth.seal_is, f"blocks[{truth.index}]") if truth else ("none", "block read where none is")
        marked = seal is None or seal.needs_review
        free = truth is not None and truth.seal is not None and lies_free(truth.seal, truths.seals)
        yield SealRead(where, whose, seal.present if seal else None, seal.matches_unit if seal else None, marked, free)


def lies_free(seal: SealTruth, stamps: Sequence[SealTruth]) -> bool:
    """Whether ``seal`` lies wholly on the paper, and none of the other ``stamps`` over a part of it."""
    beside = [one for one in stamps if one != seal and one.page == seal.page]
    apart = all(hypot(one.x - seal.x, one.y - seal.y) >= (one.diameter_mm + seal.diameter_mm) / 2 for one in beside)
    return apart and seal.visible >= WHOLE
