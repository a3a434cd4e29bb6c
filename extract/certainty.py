"""How sure values are that were read out of pictures: each by its own characters, and marked where one is in doubt."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extract.confirmed import confirmed
from extract.document import Document, ReadText
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark

READER = "scan"
UNSURE = "reading-unsure"
CALIBRATED: tuple[tuple[float, float], ...] = (
    (0.0, 0.64), (0.4, 0.79), (0.85, 0.9), (0.93, 0.93), (0.97, 0.956), (0.985, 0.984),
)  # fmt: skip
"""From which score of its least sure character on what share of values is right: fitted by ``tests/benchmarks/calibration``
on 738 values of 15 tuning scans, a monotone table with a prior of two values. So few say little of the highest step."""
SURE_FROM = 0.93
"""A value that scores less is marked."""
UNKNOWN_SCORE = 0.5
"""What a character counts that stands in a value and in none of the lines read at its place."""
NOISE = 0.6
"""A line with a character that scores less may say something else, or be no text."""
SENTENCE_ENDS = "。！；"
_LOOSE_MM = 0.6


def weighed(record: Record, document: Document) -> Record:
    """``record`` with the scores of what was read out of pictures, and its seals left open where nobody looked."""
    if not document.read and not document.marks_unseen:
        return record
    by_page: dict[int, list[ReadText]] = {}
    for line in confirmed(document.read):
        by_page.setdefault(line.page, []).append(line)

    def weigh(answer: Answer) -> Answer:
        return answer if _is_signature(answer) else _unread(_weighed(answer, by_page), by_page)

    def weigh_block(answer: Answer) -> Answer:
        return _weighed(answer if answer.value is not None else _unread(answer, by_page), by_page)

    return replace(
        record,
        fields={slot: weigh(answer) for slot, answer in record.fields.items()},
        rows={name: tuple(_each(row, weigh) for row in _once(rows)) for name, rows in record.rows.items()},
        blocks=tuple(_block(block, weigh_block, document.marks_unseen) for block in record.blocks),
    )


def _once(rows: Sequence[Mapping[str, Answer]]) -> list[Mapping[str, Answer]]:
    """``rows`` without those that a stroke across one cell made: their other cells are the very cells of the row above."""
    kept: list[Mapping[str, Answer]] = []
    for row in rows:
        if not kept or not _same_cells(kept[-1], row):
            kept.append(row)
    return kept


def _same_cells(above: Mapping[str, Answer], row: Mapping[str, Answer]) -> bool:
    said = {slot: answer for slot, answer in row.items() if answer.raw.strip() and isinstance(answer.value, str | int)}
    return bool(said) and all(
        slot in above and above[slot].raw == answer.raw and above[slot].evidence == answer.evidence is not None
        for slot, answer in said.items()
    )


def _each(row: Mapping[str, Answer], weigh: Callable[[Answer], Answer]) -> dict[str, Answer]:
    return {slot: weigh(answer) for slot, answer in row.items()}


def _block(block: BlockRecord, weigh: Callable[[Answer], Answer], unseen: frozenset[int]) -> BlockRecord:
    """A block with its values weighed; its seal is unknown where nobody has looked for one."""
    opinion = _without_strays(weigh(block.opinion))
    block = replace(block, unit=weigh(block.unit), opinion=opinion, date=weigh(block.date))
    if UNSURE in opinion.doubts:
        block = replace(block, unit=_doubted_if_empty(block.unit), date=_doubted_if_empty(block.date))
    if block.evidence is None or block.evidence.page not in unseen:
        return block
    if block.seal.present:
        return block
    return replace(block, seal=SealMark(None, score=0.0, needs_review=True, evidence=block.seal.evidence))


def _without_strays(opinion: Answer) -> Answer:
    """``opinion`` marked where words or figures stand behind its last sentence that end none: they may be a stamp's."""
    at, said = opinion.evidence, opinion.raw.strip()
    ends = [said.rfind(mark) for mark in SENTENCE_ENDS if mark in said]
    stray = bool(ends) and bool(said[max(ends) + 1 :].strip("”’』」）) \n"))
    bare = bool(said) and not any("\u4e00" <= char <= "\u9fff" for char in said)
    return _unsure(opinion) if at is not None and at.reader == READER and (stray or bare) else opinion


def _doubted_if_empty(answer: Answer) -> Answer:
    """``answer`` marked where it is empty: what was misread beside it may have been it."""
    return answer if answer.value is not None else _unsure(answer)


def _unsure(answer: Answer) -> Answer:
    doubts = tuple(dict.fromkeys((*answer.doubts, UNSURE)))
    return replace(answer, score=min(answer.score, UNKNOWN_SCORE), needs_review=True, doubts=doubts)


def _is_signature(answer: Answer) -> bool:
    """Whether a cell is to be signed: its ink is a signature, or none, and no text that could be misread."""
    return isinstance(answer.value, dict) and "present" in answer.value


def _weighed(answer: Answer, by_page: dict[int, list[ReadText]]) -> Answer:
    at = answer.evidence
    said = answer.raw or (answer.value if isinstance(answer.value, str) else "")
    if at is None or at.reader != READER or not said.strip():
        return answer
    score = calibrated(certainty(said, at, by_page))
    if score >= SURE_FROM or answer.value is None:
        return replace(answer, score=min(answer.score, score))
    doubts = tuple(dict.fromkeys((*answer.doubts, UNSURE)))
    return replace(answer, score=min(answer.score, score), needs_review=True, doubts=doubts)


def calibrated(score: float) -> float:
    """The share of values right whose least sure character scores so; the score itself while there is no table."""
    return max((right for least, right in CALIBRATED if score >= least), default=score)


def _unread(answer: Answer, by_page: dict[int, list[ReadText]]) -> Answer:
    """``answer`` marked where ink stands at its place that nobody could read, or that reads as if it were no text."""
    at = answer.evidence
    if at is None or at.reader != READER or at.page is None or at.box is None:
        return answer
    here = [line for line in by_page.get(at.page, []) if _inside(line.box, at.box)]
    if not any(not line.text or (answer.value is None and _is_noise(line)) for line in here):
        return answer
    return _unsure(answer)


def _is_noise(line: ReadText) -> bool:
    """Whether a line reads so badly that something else may stand there."""
    return min(line.scores) < NOISE


def certainty(said: str, at: Evidence, by_page: dict[int, list[ReadText]]) -> float:
    """How sure the least sure character of ``said`` is, of the lines at its place, or those of the page that follows."""
    wanted = "".join(said.split())
    assert at.page is not None
    here = [line for line in by_page.get(at.page, []) if at.box is None or _inside(line.box, at.box)]
    found = _exactly(wanted, in_reading_order(here))
    if found is not None:
        return found
    return _nearly(wanted, [*in_reading_order(here), *in_reading_order(by_page.get(at.page + 1, []))])


def _exactly(wanted: str, lines: Sequence[ReadText]) -> float | None:
    """The weakest score wherever ``wanted`` stands in the lines; ``None`` where it does not."""
    text, scores = "".join(line.text for line in lines), _telling(lines)
    start, weakest = text.find(wanted), None
    while start >= 0:
        here = min(scores[start : start + len(wanted)])
        weakest = here if weakest is None else min(weakest, here)
        start = text.find(wanted, start + 1)
    return weakest


def _nearly(wanted: str, lines: Sequence[ReadText]) -> float:
    """The weakest score of the characters that agree with ``wanted`` in their order; those that do not are in doubt."""
    text, scores = "".join(line.text for line in lines), _telling(lines)
    blocks = SequenceMatcher(None, text, wanted, autojunk=False).get_matching_blocks()
    agreeing = [score for block in blocks for score in scores[block.a : block.a + block.size]]
    return min([*agreeing, *([UNKNOWN_SCORE] if len(agreeing) < len(wanted) else [])], default=0.0)


def _telling(lines: Iterable[ReadText]) -> list[float]:
    """The scores of the lines' characters; marks count for nothing but inside numbers, codes and addresses."""
    return [
        1.0 if _is_mark(char) and not _inside_a_code(line.text, place) else score
        for line in lines
        for place, (char, score) in enumerate(zip(line.text, line.scores, strict=True))
    ]


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("P")


def _inside_a_code(text: str, place: int) -> bool:
    return _is_latin(text[place - 1 : place]) and _is_latin(text[place + 1 : place + 2])


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def in_reading_order(lines: Iterable[ReadText]) -> list[ReadText]:
    """Lines that stand side by side from left to right, rows from top to bottom."""
    rows: list[list[ReadText]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) <= 0.5 * line.em:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box.x0)]


def _middle(line: ReadText) -> float:
    return (line.box.y0 + line.box.y1) / 2


def _inside(line: BBox, box: BBox) -> bool:
    x, y = line.centre
    return box.x0 - _LOOSE_MM <= x <= box.x1 + _LOOSE_MM and box.y0 - _LOOSE_MM <= y <= box.y1 + _LOOSE_MM
