"""Values of a scan marked for a figure that was not read without any doubt.

Of a word its neighbours say what it must be; any figure is as good as another. A printed one that is whole is read as
surely as anything is; what scores a little less is one that a speck or a worn stroke may have made of another. In an
address no score tells l from 1 where its name ends or figures stand beside. Characters that one stroke makes of another
(目 and 自, 己 and 已) are asked more than others: what stands beside them does not always tell. So is 一, which a dash between
words looks like: a dash taken for it scores 0.5 to 0.994, itself 0.999 or more. Where it makes a common word with what
stands beside it, as in 统一 or 一次, it is asked no more than they are. Where a seal lies over a date on a copy without colours,
its rim hides whole figures: what is left of them lowers the score of 年, 月 or 日 beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Document, ReadText, pictures
from extract.doubt.confirmed import confirmed
from extract.doubt.doubted import UNSURE
from extract.doubt.traced import least_sure
from forms.evidence import Evidence
from forms.record import Answer, Record, Value
from forms.types.org_code import uscc_valid

SURE_FIGURE = 0.99
"""A figure that scores less may be another one: no further look mends it, only its score tells (ADR 14)."""
SURE_ONE = 0.995
"""A 一 that scores less may be a dash."""
SURE_STROKE = 0.95
"""That other places of the paper say the same words confirms a character so far."""
ONE_STROKE = frozenset("目自日曰白己已巳未末千干于人入八士土大太犬午牛王玉主天夫无元刀力乌鸟戊戌戍")
ONE = frozenset("一")
SURE_ONE_IN_WORD = 0.9
"""A 一 of a common word, in which no dash would stand, is sure from here on."""
SCORE = 0.9
"""The most that such a value scores."""

_LIKE_FIGURES = re.compile(r"[lIO](?=[lIO]*@)|[lIO](?=[0-9])|(?<=[0-9])[lIO]|(?<=[A-Za-z])[10](?=[A-Za-z])")
"""Letters of an address that may be figures, and the other way round: ll@ is 11@ as well."""
_DATE = re.compile(r"[0-9\s]+年[0-9\s]+月[0-9\s]+日\s*")
_ONE_IN_WORD = re.compile(
    "[统唯同之逐任十第每某专进]一|一[个次体站网窗门件流致般定级线张批套项名年期些律览直百千万月周季票卡条家处份旦经贯同系章节种类]"
    r"|[（(]一[）)]|(?<![\u4e00-\u9fff])一、"
)


def doubted_figures(record: Record, document: Document) -> Record:
    """``record`` with such values marked; codes whose checks hold are proven."""
    by_page: dict[int, list[ReadText]] = {}
    for line in confirmed(document.read):
        by_page.setdefault(line.page, []).append(line)

    ones = {page: [_sure_of_words(line) for line in lines] for page, lines in by_page.items()}
    grey = [one.at for one in pictures(document.flow) if one.seal is not None and not one.seal.red]
    return record.each(lambda answer: _weighed(answer, by_page, ones, grey))


def _sure_of_words(line: ReadText) -> ReadText:
    """``line`` with each 一 sure that makes a common word with its neighbours and was not read badly."""
    places = {at for found in _ONE_IN_WORD.finditer(line.text) for at in range(*found.span())}
    scores = (
        1.0 if char == "一" and at in places and score >= SURE_ONE_IN_WORD else score
        for at, (char, score) in enumerate(zip(line.text, line.scores, strict=True))
    )
    return replace(line, scores=tuple(scores)) if places else line


def _is_proven(answer: Answer) -> bool:
    """Whether the value is a code whose check character holds as it was read."""
    return isinstance(answer.value, str) and not answer.doubts and uscc_valid(answer.value)


def _in_date(char: str) -> bool:
    return char.isdigit() or char in "年月日"


def _weighed(
    answer: Answer, by_page: dict[int, list[ReadText]], ones: dict[int, list[ReadText]], seals: Sequence[Evidence]
) -> Answer:
    at = answer.evidence
    if at is None or not at.is_scanned or answer.value is None or answer.needs_review or _is_proven(answer):
        return answer
    sealed = any(seal.page == at.page and seal.box and at.box and seal.box.overlap(at.box) > 0 for seal in seals)
    figure = least_sure(answer.raw, at, by_page, _in_date if sealed and _DATE.fullmatch(answer.raw) else str.isdigit)
    stroke = least_sure(answer.raw, at, by_page, ONE_STROKE.intersection(str(answer.value)).__contains__)
    dash = least_sure(answer.raw, at, ones, ONE.intersection(str(answer.value)).__contains__)
    if figure >= SURE_FIGURE and stroke >= SURE_STROKE and dash >= SURE_ONE and not _may_hold_figures(answer.value):
        return answer
    return replace(answer, score=min(answer.score, SCORE), needs_review=True, doubts=(*answer.doubts, UNSURE))


def _may_hold_figures(value: Value) -> bool:
    """Whether an address has letters where as well figures might stand."""
    return isinstance(value, str) and "@" in value and _LIKE_FIGURES.search(value) is not None
