"""How sure values are that were read out of pictures: each by its own characters, and marked where one is in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile

from extract.document import Document, ReadText
from extract.doubt.confirmed import confirmed
from extract.doubt.doubted import REPAIRED, UNSURE, doubted, with_doubt
from extract.doubt.signed_cells import ByPage, is_to_sign, without_cut_rows, without_strokes
from extract.doubt.traced import certainty, inside
from extract.words.prompts import is_printed
from forms.evidence import BBox
from forms.record import Answer, BlockRecord, Record, SealMark, Value
from forms.script import simplified
from forms.types.org_code import org_code_valid, unit_category, uscc_valid

CALIBRATED: tuple[tuple[float, float], ...] = (
    (0.0, 0.9053),
    (0.4, 0.9072),
    (0.6, 0.9184),
    (0.9, 0.9677),
    (0.985, 0.9979),
)
"""From which score of its least sure character on what share of values is right: fitted by ``tests/benchmarks/calibration``
on 3208 values of 76 held-back scans of 19 forms, a monotone table with a prior of twenty values. Nine values lie between
0.6 and 0.9, and 73 between 0.9 and 0.985: what these steps say rests on few.
"""
SURE_FROM = 0.95
"""A value that scores less is marked."""
NOISE = 0.6
"""A line with a character that scores less may say something else, or be no text."""
PROVEN_SCORE, LEAST_PROVEN = 0.99, 0.35
"""What the characters of a code score whose checks hold; where one scores less than the second, they may by chance."""
LEAST_NAME = 6
"""A shorter name may well be another one's but for a character."""
_UNSURE_SCORE = 0.9
"""The most that a value scores which its own shape makes doubtful."""
OWN_LINE = 1.5
"""So many times as high as its characters is at most the place of a line of its own, and no cell's."""
_ALONE = re.compile(r"(?<![0-9])[01](?![0-9])|(?<![A-Za-z])[lIO](?![A-Za-z])")
_MISREAD_CONSENT = re.compile("(?<![公上])[司冋問问間间]意(?![见見思图圖])")
_ASKS_NAME = re.compile("[单單]?位名[称稱]|(?:名[称稱]|[盖蓋]?章)[)）]?[:：]")
_STRAY_END = re.compile(r"(?<=[。！；])\s*\n[^\u3400-\u9fff\n]{1,3}$")
SENTENCE_ENDS = "。！；"


def weighed(record: Record, document: Document, unsealed: Set[str] = frozenset()) -> Record:
    """``record`` with the scores of what was read out of pictures, and its seals left open where nobody looked.

    ``unsealed`` are the blocks that nobody seals: one that shows no ink of any seal is without one.
    """
    if not document.read and not document.marks_unseen:
        return record
    scales = _Scales.of(document.read)
    fields = {slot: _without_stray_end(scales.answer(answer)) for slot, answer in record.fields.items()}
    named = frozenset(name for answer in fields.values() if not answer.needs_review for name in _texts(answer))
    unseen = document.marks_unseen
    return replace(
        record,
        fields=fields,
        rows={name: tuple(map(scales.row, without_cut_rows(rows))) for name, rows in record.rows.items()},
        blocks=tuple(
            _block(block, scales, named, frozenset() if block.id in unsealed else unseen) for block in record.blocks
        ),
    )


@dataclass(frozen=True)
class _Scales:
    """What answers are weighed by: the lines that were read on each page."""

    by_page: ByPage

    @staticmethod
    def of(read: Sequence[ReadText]) -> _Scales:
        by_page: ByPage = {}
        for line in confirmed(read):
            by_page.setdefault(line.page, []).append(line)
        return _Scales(by_page)

    def answer(self, answer: Answer) -> Answer:
        return answer if is_to_sign(answer) else _unread(_weighed(answer, self.by_page), self.by_page)

    def row(self, row: Mapping[str, Answer]) -> dict[str, Answer]:
        apart = _Scales(without_strokes(self.by_page, row))
        return {slot: apart.answer(answer) for slot, answer in row.items()}

    def opinion(self, answer: Answer) -> Answer:
        """The opinion of a block, which its own printed words hide no more than they do its other answers."""
        return self._if_empty_unread(answer, is_printed)

    def date(self, answer: Answer) -> Answer:
        """The date of a block."""
        return self._if_empty_unread(answer, _is_printed_undated)

    def unit(self, answer: Answer, named: frozenset[str]) -> Answer:
        """The unit of a block of a form whose own slots surely give the names ``named``."""
        return _known(self._if_empty_unread(answer, is_printed), answer, named, self.by_page)

    def _if_empty_unread(self, answer: Answer, is_printed: Callable[[str], bool]) -> Answer:
        return _weighed(answer if answer.value is not None else _unread(answer, self.by_page, is_printed), self.by_page)


def _texts(answer: Answer) -> list[str]:
    said = answer.value if isinstance(answer.value, list) else [answer.value]
    return [one for one in said if isinstance(one, str) and len(one) >= LEAST_NAME]


def _known(unit: Answer, before: Answer, named: frozenset[str], by_page: ByPage) -> Answer:
    """``unit`` of a block as sure as its own slot says it, where that is the very name read here, however badly.

    Only what each character shows counts: one that is a mere guess may be the name by chance.
    """
    at = unit.evidence
    if not unit.needs_review or before.needs_review or at is None or not unit.raw.strip():
        return unit
    if not isinstance(unit.value, str) or unit.value not in named:
        return unit
    return replace(before, score=SURE_FROM) if certainty(unit.raw, at, by_page) >= LEAST_PROVEN else unit


def _block(block: BlockRecord, scales: _Scales, named: frozenset[str], unseen: frozenset[int]) -> BlockRecord:
    """A block with its values weighed; its seal is unknown where nobody has looked for one."""
    opinion = _agreed(_without_strays(_by_answer(block.opinion, scales.opinion)))
    block = replace(block, unit=scales.unit(block.unit, named), opinion=opinion, date=scales.date(block.date))
    if UNSURE in opinion.doubts:
        block = replace(block, unit=_doubted_if_empty(block.unit), date=_doubted_if_empty(block.date))
    if opinion.needs_review and _names_another(opinion, block.unit):
        block = replace(block, unit=doubted(block.unit))
    if block.unit.needs_review and block.seal.matches_unit is not True:
        block = replace(block, seal=_by_doubted(block.seal, block.unit))
    if block.evidence is None or block.evidence.page not in unseen:
        return block
    if block.seal.present:
        return block
    return replace(block, seal=SealMark(None, score=0.0, needs_review=True, evidence=block.seal.evidence))


def _by_doubted(seal: SealMark, unit: Answer) -> SealMark:
    """What is said of a seal by a unit's name that may be misread: it makes none another's, and one like it the unit's.

    Of a scrap of a name that stands round the seal nobody can tell whether it is the seal's.
    """
    from extract.seals.misread import is_left_of, is_scrap, may_be

    if not seal.present or not seal.text or not isinstance(unit.value, str):
        return replace(seal, needs_review=seal.needs_review or seal.matches_unit is False)
    if not seal.center and (may_be(unit.value, seal.text) or is_left_of(unit.raw, seal.text)):
        return replace(seal, matches_unit=True, needs_review=True)
    if seal.matches_unit is False and not seal.center and is_scrap(unit.value, seal.text):
        return replace(seal, matches_unit=None, needs_review=True)
    return replace(seal, needs_review=seal.needs_review or seal.matches_unit is False)


def _by_answer(opinion: Answer, weigh: Callable[[Answer], Answer]) -> Answer:
    """``opinion`` weighed by the lines that it is made of: half a prompt to sign beside them is none beyond doubt."""
    weighed = weigh(replace(opinion, raw=_answered(opinion)))
    return replace(weighed, raw=opinion.raw)


def _answered(opinion: Answer) -> str:
    """The lines of ``opinion`` as they stand on the paper that its value is made of; all where that cannot be told."""
    if not isinstance(opinion.value, str):
        return opinion.raw
    said = Counter(_bare(line) for line in opinion.value.split("\n"))
    lines = []
    for line in opinion.raw.split("\n"):
        if said[_bare(line)] > 0:
            said[_bare(line)] -= 1
            lines.append(line)
    return "\n".join(lines) if not said.total() else opinion.raw


def _bare(line: str) -> str:
    return "".join(simplified(line).split())


def _without_strays(opinion: Answer) -> Answer:
    """``opinion`` marked where words or figures stand behind its last sentence that end none: they may be a stamp's."""
    at, said = opinion.evidence, _answered(opinion).strip()
    ends = [said.rfind(mark) for mark in SENTENCE_ENDS if mark in said]
    stray = bool(ends) and bool(said[max(ends) + 1 :].strip("”’』」）) \n"))
    bare = bool(said) and not any("\u4e00" <= char <= "\u9fff" for char in said)
    return doubted(opinion) if at is not None and at.is_scanned and (stray or bare) else opinion


def _without_stray_end(prose: Answer) -> Answer:
    """``prose`` without a last line of a figure or two behind its last sentence, which a stroke or a seal's edge made;
    marked, and whole in its ``raw``.
    """
    at, said = prose.evidence, prose.value
    if at is None or not at.is_scanned or not isinstance(said, str) or not (stray := _STRAY_END.search(said)):
        return prose
    return doubted(replace(prose, value=said[: stray.start()]))


def _agreed(opinion: Answer) -> Answer:
    """``opinion`` with 同意 where a worn 同 was read for what makes no word before 意; marked, however sure it looked."""
    at, said = opinion.evidence, opinion.value
    if at is None or not at.is_scanned or not isinstance(said, str) or not _MISREAD_CONSENT.search(said):
        return opinion
    return with_doubt(doubted(replace(opinion, value=_MISREAD_CONSENT.sub("同意", said))), REPAIRED)


def _names_another(opinion: Answer, unit: Answer) -> bool:
    """Whether half a prompt for a unit's name was read into a scanned opinion, and the unit is not what stands behind it."""
    at, said, name = opinion.evidence, opinion.value, unit.value
    if at is None or not at.is_scanned or not isinstance(said, str) or not isinstance(name, str):
        return False
    return bool(_ASKS_NAME.search(said)) and _bare(name) not in _bare(said)


def _doubted_if_empty(answer: Answer) -> Answer:
    """``answer`` marked where it is empty: what was misread beside it may have been it."""
    return answer if answer.value is not None else doubted(answer)


def _weighed(answer: Answer, by_page: ByPage) -> Answer:
    at = answer.evidence
    said = answer.raw or (answer.value if isinstance(answer.value, str) else "")
    if at is None or not at.is_scanned or not said.strip():
        return answer
    raw = certainty(said, at, by_page)
    score = calibrated(PROVEN_SCORE if raw >= LEAST_PROVEN and _is_proven(answer) else raw)
    if answer.value is None or (score >= SURE_FROM and not _looks_like_another(answer.value)):
        return replace(answer, score=min(answer.score, score))
    return with_doubt(replace(answer, score=min(answer.score, score, _UNSURE_SCORE), needs_review=True), UNSURE)


def _is_proven(answer: Answer) -> bool:
    """Whether the value is a code whose check characters hold as it was read: no one character of it is another."""
    said = answer.value
    return isinstance(said, str) and len(said) == 18 and not answer.doubts and _is_code(said)


def _is_code(said: str) -> bool:
    return uscc_valid(said) and org_code_valid(said[8:17]) and unit_category(said) is not None


def _looks_like_another(value: Value) -> bool:
    """Whether an address has a 1 or 0 apart from other figures, or an l, I or O apart from other letters.

    The model tells them apart by what stands beside them, and scores them high.
    """
    return isinstance(value, str) and "@" in value and _ALONE.search(value.partition("@")[0]) is not None


def calibrated(score: float) -> float:
    """The share of values right whose least sure character scores so; the score itself while there is no table."""
    return max((right for least, right in CALIBRATED if score >= least), default=score)


def _unread(answer: Answer, by_page: ByPage, is_printed: Callable[[str], bool] = lambda text: False) -> Answer:
    """``answer`` marked where ink stands at its place that nobody could read, or that reads as if it were no text.

    What reads badly, but as words that are printed there and ask for another answer, hides none.
    """
    at = answer.evidence
    if at is None or not at.is_scanned or at.page is None or at.box is None:
        return answer
    page = by_page.get(at.page, [])
    here = [line for line in page if inside(line.box, at.box)]
    if answer.value is None and any(at.box.height <= OWN_LINE * line.em for line in here if line.text):
        here += _behind(at.box, page)
    if not any(
        not line.text or (answer.value is None and _is_noise(line) and not is_printed(line.text)) for line in here
    ):
        return answer
    return doubted(answer)


def _behind(label: BBox, page: Sequence[ReadText]) -> list[ReadText]:
    """What stands in the line of ``label``, which has no cell, behind it: up to the next words that can be read."""
    behind = sorted(
        (line for line in page if label.y0 <= line.box.centre[1] <= label.y1 and line.box.x0 >= label.x1 - 1.0),
        key=lambda line: line.box.x0,
    )
    return list(takewhile(lambda line: not line.text or _is_noise(line), behind))


def _is_printed_undated(text: str) -> bool:
    """Whether a line is a blank's own and no date's: what was written between 年, 月 and 日 may have been lost."""
    return is_printed(text) and not set("年月日") & set(text)


def _is_noise(line: ReadText) -> bool:
    """Whether a line reads so badly that something else may stand there."""
    return min(line.scores) < NOISE
