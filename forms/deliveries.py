"""Two deliveries of one form made one record: the marks of the paper, the values of the file, each slot compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from forms.compared import agree, given, key_of
from forms.evidence import Evidence
from forms.record import Answer, Beside, BlockRecord, Extra, Printed, Record, SealMark, SignatureMark
from forms.script import fold

DIFFER = "deliveries-differ"
BY_HAND = "officer"
"""The reader that evidence names once a person has stated a value: that word stands."""
READING_DOUBTS = frozenset({"page-doubtful", "reading-unsure", "repaired"})
"""Doubts about what stands there, which another delivery that says the same settles; what it means stays open."""
_SAME_ROW = 0.6
"""From this share of common letters on, two rows are one row written otherwise; provisional, by judgement."""

Row = Mapping[str, Answer]


class Delivery(IntEnum):
    """How a form came, the nearer to the signed paper the higher."""

    WORD = 1
    PDF = 2
    SCAN = 3


_BY_READER = {"scan": Delivery.SCAN, "pdf": Delivery.PDF, "docx": Delivery.WORD}
NAMES = {"scan": "扫描件", "pdf": "PDF文件", "docx": "Word文件", BY_HAND: "人工核对"}
"""What a delivery is called, by the reader that evidence names."""


def delivery_of(record: Record) -> Delivery:
    """How the form came, by the reader that most of its values name."""
    readers = Counter(held.evidence.reader for _, held in slots(record) if held.evidence)
    known = [(count, _BY_READER[reader]) for reader, count in readers.items() if reader in _BY_READER]
    return max(known)[1] if known else Delivery.WORD


def slots(record: Record) -> Iterator[tuple[str, Answer | SignatureMark | SealMark]]:
    """Every answer and mark with its place (``where`` of the contract)."""
    for slot, answer in record.fields.items():
        yield f"fields.{slot}", answer
    for section, rows in record.rows.items():
        for index, row in enumerate(rows):
            yield from ((f"rows.{section}[{index}].{column}", answer) for column, answer in row.items())
    for index, block in enumerate(record.blocks):
        for name in ("unit", "opinion", "date", "signature", "seal"):
            yield f"blocks[{index}].{name}", getattr(block, name)


@dataclass(frozen=True)
class Burden:
    """How many slots of a form there are, and how many of them a person is asked to look at."""

    slots: int
    marked: int

    @staticmethod
    def of(record: Record) -> Burden:
        held = [one for _, one in slots(record)]
        return Burden(len(held), sum(one.needs_review for one in held))


@dataclass(frozen=True)
class Paired:
    """The one record of two deliveries; what differs in it is marked, and is a finding wherever it is judged.

    ``confirmed`` are the places where both say the same, ``differing`` where they do not. ``paper`` and ``file`` are
    what a person would have to look at in either delivery alone, ``burden`` what is left in the pair.
    """

    record: Record
    confirmed: tuple[str, ...]
    differing: tuple[str, ...]
    paper: Burden
    file: Burden
    burden: Burden


def paired(a: Record, b: Record) -> Paired:
    """One record of two deliveries of one form, whichever is given first.

    Values are the file's, marks the signed paper's (that of the two nearer to it: a scan, else a PDF). What both say
    alike is sure and keeps both places; where they differ the file's value stands, marked, beside the other one. A
    slot that only one has keeps its own. ``ValueError`` for two different forms or editions.
    """
    if (a.form, a.edition) != (b.form, b.edition):
        raise ValueError(f"{a.form} {a.edition} and {b.form} {b.edition} are not one form")
    file, paper = sorted((a, b), key=delivery_of)
    sections = list(dict.fromkeys((*file.rows, *paper.rows)))
    record = Record(
        file.form,
        file.edition,
        file.script if file.script == paper.script else "mixed",
        {slot: _slot(paper.fields.get(slot), file.fields.get(slot)) for slot in _union(file.fields, paper.fields)},
        {section: _rows(paper.rows.get(section), file.rows.get(section)) for section in sections},
        _blocks(paper, file),
        (*file.extra, *_further(file.extra, paper.extra)),
        _printed(file.printed, paper.printed),
    )
    return Paired(record, *_told(record), Burden.of(paper), Burden.of(file), Burden.of(record))


def _union(first: Mapping[str, object], second: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _told(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    compared = [(where, a) for where, a in slots(record) if isinstance(a, Answer) and a.beside]
    agreed = tuple(where for where, a in compared if a.beside and a.beside.agrees)
    return agreed, tuple(where for where, a in compared if a.beside and not a.beside.agrees)


def on_paper(answer: Answer) -> Evidence | None:
    """Where the answer stands on what is nearer to the signed paper: its own place, or the other delivery's."""
    if answer.beside is None or answer.beside.evidence is None:
        return answer.evidence
    both = [evidence for evidence in (answer.evidence, answer.beside.evidence) if evidence is not None]
    return max(both, key=lambda evidence: _BY_READER.get(evidence.reader, 0))


# -- one slot -------------------------------------------------------------------------------------------------------


def _slot(paper: Answer | None, file: Answer | None) -> Answer:
    """The one answer of two; at least one is there."""
    if file is None or paper is None:
        held = file or paper
        assert held is not None
        return held
    if _is_mark(paper) or _is_mark(file):
        return paper if _is_mark(paper) else file
    if not given(paper.value) or not given(file.value):
        return _one_blank(paper, file)
    same = agree(paper.value, file.value)
    stated = next((one for one in (file, paper) if one.evidence and one.evidence.reader == BY_HAND), None)
    if stated is not None:
        return _beside(stated, paper if stated is file else file, same)
    return _confirmed(paper, file) if same else _doubted(paper, file)


def _is_mark(answer: Answer) -> bool:
    return isinstance(answer.value, dict) and "present" in answer.value


def _beside(kept: Answer, other: Answer, same: bool) -> Answer:
    return replace(kept, beside=Beside(other.raw, same, other.evidence))


def _confirmed(paper: Answer, file: Answer) -> Answer:
    """What both say: sure, unless the file's own words leave open what they mean."""
    kept = _beside(file, paper, True)
    open_doubts = tuple(doubt for doubt in file.doubts if doubt not in READING_DOUBTS)
    if open_doubts:
        return replace(kept, needs_review=file.needs_review, doubts=open_doubts)
    return replace(kept, score=max(paper.score, file.score), needs_review=False, doubts=())


def _doubted(paper: Answer, file: Answer) -> Answer:
    doubts = tuple(dict.fromkeys((*file.doubts, DIFFER)))
    return replace(_beside(file, paper, False), needs_review=True, doubts=doubts)


def _one_blank(paper: Answer, file: Answer) -> Answer:
    """What is filled in on paper alone is the paper's; what the file alone says differs from a slot surely left empty.

    Ink on the paper that could not be read stays for a person to read, where the file says nothing either.
    """
    if given(paper.value) or not given(file.value):
        return paper if given(paper.value) or paper.needs_review else file
    return file if paper.needs_review or paper.raw.strip() else _doubted(paper, file)


# -- rows -----------------------------------------------------------------------------------------------------------


def _rows(paper: tuple[Row, ...] | None, file: tuple[Row, ...] | None) -> tuple[Row, ...]:
    """The rows of both: those of the file in its order, each with its like on paper, then what the paper has more.

    Rows are one by their content, then by their order. A row that only one has is marked, where the other has the
    table at all.
    """
    if not paper or not file:
        return file or paper or ()
    match = _matched([_row_key(row) for row in file], [_row_key(row) for row in paper])
    rows = [_row(paper[match[n]], row) if n in match else _single(row) for n, row in enumerate(file)]
    return (*rows, *(_single(row) for n, row in enumerate(paper) if n not in match.values()))


def _row_key(row: Row) -> str:
    return "\x1f".join(key_of(answer.value) for answer in row.values() if not _is_mark(answer) and given(answer.value))


def _matched(file: Sequence[str], paper: Sequence[str]) -> dict[int, int]:
    """The paper's row of each row of the file: of the same content, else most alike, else left over at one place."""
    from difflib import SequenceMatcher

    found: dict[int, int] = {}
    for least in (1.0, _SAME_ROW):
        ratios = sorted(
            (-SequenceMatcher(None, file[n], paper[m], autojunk=False).ratio(), abs(n - m), n, m)
            for n in range(len(file))
            for m in range(len(paper))
            if n not in found and m not in found.values() and (least < 1 or file[n] == paper[m])
        )
        for ratio, _, n, m in ratios:
            if -ratio >= least and n not in found and m not in found.values():
                found[n] = m
    left, right = (
        [n for n in range(len(file)) if n not in found],
        [m for m in range(len(paper)) if m not in found.values()],
    )
    return found | (dict(zip(left, right, strict=True)) if len(left) == len(right) else {})


def _row(paper: Row, file: Row) -> Row:
    return {column: _slot(paper.get(column), file.get(column)) for column in _union(file, paper)}


def _single(row: Row) -> Row:
    """A row that the other delivery lacks: its first answer says so."""
    first = next((column for column, answer in row.items() if given(answer.value) and not _is_mark(answer)), None)
    if first is None:
        return row
    return {**row, first: _doubted(Answer(None), row[first])}


# -- blocks and what is printed -------------------------------------------------------------------------------------


def _blocks(paper: Record, file: Record) -> tuple[BlockRecord, ...]:
    """The blocks of the file with the paper's marks, then those that only the paper has.

    Of a block that was not found on the paper nobody can say how it is marked.
    """
    left = list(paper.blocks)
    scanned = delivery_of(paper) is Delivery.SCAN
    blocks = []
    for block in file.blocks:
        like = _like(block, left)
        if like is not None:
            left.remove(like)
            blocks.append(_block(like, block, scanned))
        else:
            blocks.append(_without_paper(block) if scanned and paper.blocks else block)
    return (*blocks, *left)


def _like(block: BlockRecord, others: Sequence[BlockRecord]) -> BlockRecord | None:
    same = [other for other in others if other.id == block.id]
    named = [other for other in same if given(other.unit.value) and agree(other.unit.value, block.unit.value)]
    return next(iter(named or same), None)


def _block(paper: BlockRecord, file: BlockRecord, scanned: bool) -> BlockRecord:
    signature, seal = paper.signature, paper.seal
    if not scanned:
        signature = file.signature if file.signature.present and not signature.present else signature
        seal = file.seal if file.seal.present and not seal.present else seal
    return BlockRecord(
        file.id,
        _slot(paper.unit, file.unit),
        _slot(paper.opinion, file.opinion),
        _slot(paper.date, file.date),
        signature,
        seal,
        paper.evidence or file.evidence,
    )


def _without_paper(block: BlockRecord) -> BlockRecord:
    return replace(
        block,
        signature=SignatureMark(None, 0.0, True, block.signature.evidence),
        seal=SealMark(None, score=0.0, needs_review=True, evidence=block.seal.evidence),
    )


def _further(file: tuple[Extra, ...], paper: tuple[Extra, ...]) -> tuple[Extra, ...]:
    """The further pairs of the paper that the file does not have."""
    known = {(fold(pair.label), fold(pair.raw)) for pair in file}
    return tuple(pair for pair in paper if (fold(pair.label), fold(pair.raw)) not in known)


def _printed(file: Printed, paper: Printed) -> Printed:
    parts = tuple(dict.fromkeys((*file.parts, *paper.parts)))
    return Printed(file.title or paper.title, parts, {**paper.labels, **file.labels})
