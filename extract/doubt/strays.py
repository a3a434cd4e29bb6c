"""An opinion without what stamps and strokes left in it: figures, letters and a seal's short words behind its last sentence.

What is left out stays in the answer's ``raw``, and the opinion is marked: a person sees both. Words that only ask for a
signature, whose other half the signature hides, are none of it beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.doubt.doubted import doubted
from forms.record import Answer

ENDS = "。！；!;"
_LONGEST = 4
"""Words behind the last sentence are no longer, unless a seal has them in its middle."""
_NO_WORDS = re.compile(r"[^\u3400-\u9fff]*(?:[0-9\s]*[年月日][^\u3400-\u9fff]*)*")
_OF_A_SEAL = re.compile(r"[专專]用章?[^\u3400-\u9fff]*$|章$")
_PROMPT = re.compile(
    r"\s*(?:(?:本|各|我)?(?:单位|部门|组长|机关)?(?:主要|分管|法定)?(?:负责人|领导|代表人|经办人|组长|审核人|批准人)|单位)"
    r"\s*[（(]?[签盖]?[字名章]?[）)]?[:：]?\s*|[（(][签盖][字名章]?"
)
_SIGNED = re.compile(
    r"\s*(?:单位|部门)?(?:主要|分管|法定)?(?:负责人|领导|代表人|经办人|组长|审核人|批准人|单位)\s*[（(]?\s*(?:签\s*[字名]|盖\s*章)"
)
_SAYS = re.compile("[同意准可予拟请荐报推持合障证实认过否不无有是符达按]")
"""One of these stands in whatever an opinion may say in a few words."""
_OF_A_NAME = re.compile(r"(?:单位|部门|办公室|公室)?(?:确认)?意见|[意见]")
"""What is left of a block's name that runs into the cell beside it."""
_OF_THE_FORM = re.compile(
    r"[单本]?位?名称\W{0,2}[:：][^。；，]*|\w{2,15}意见[:：]|[（(][^（）()。]{0,12}[签盖][^（）()。]{0,8}[）)]"
)
"""A line of the blank's own words: a prompt for a unit's name and that name, a block's name, a hint in brackets."""
_SIGNED_DATE = re.compile(r"(?:19|20)\d{2}年\d{1,2}(?:月[^，。；]{0,7})?")
"""The beginning of a date, and the name that was written across it."""
_SHORT = 8
_HELD = "”’』」）) "


def without_strays(opinion: Answer) -> Answer:
    """``opinion`` as it was read from a picture, without what is surely none of it; ``None`` where nothing is left."""
    at, said = opinion.evidence, opinion.value
    if at is None or not at.is_scanned or not isinstance(said, str):
        return opinion
    lines = [line for line in said.split("\n") if not _PROMPT.fullmatch(line)]
    asked = replace(opinion, value="\n".join(lines).strip() or None) if len(lines) <= said.count("\n") else opinion
    kept = "\n".join(_kept([line for line in lines if line.strip() and not _is_none_of_it(line)]))
    kept = "" if (len(kept) <= _SHORT and not _SAYS.search(kept)) or _OF_A_NAME.fullmatch(kept) else kept
    if kept == (asked.value or ""):
        return asked
    return replace(doubted(opinion), value=kept or None)


def _is_none_of_it(line: str) -> bool:
    """Whether a line asks for a signature, is the blank's own, or a date over which somebody signed."""
    bare = "".join(line.split())
    if _SIGNED.match(line) or _OF_THE_FORM.fullmatch(bare):
        return True
    return _SIGNED_DATE.fullmatch(bare) is not None and not _SAYS.search(bare)


def says_something(line: str) -> bool:
    """Whether a line has a word in it that opinions of a few words are made of."""
    return _SAYS.search(line) is not None


def is_behind(lines: Sequence[str], number: int) -> bool:
    """Whether a line stands behind the last of ``lines`` that ends a sentence, and behind nothing else."""
    last = max((n for n, line in enumerate(lines) if line.rstrip(_HELD).endswith(tuple(ENDS))), default=-1)
    return 0 <= last < number


def _kept(lines: Sequence[str]) -> Iterator[str]:
    last = max((n for n, line in enumerate(lines) if any(mark in line for mark in ENDS)), default=-1)
    ended = True
    for number, line in enumerate(lines):
        line = _cut(line) if number == last else line
        if not _is_stray(line, ended=ended, behind=number > last, begun=last >= 0):
            yield line
            ended = line.rstrip(_HELD).endswith(tuple(ENDS))


def _cut(line: str) -> str:
    """``line`` up to its last sentence's end where no words follow it."""
    end = max(line.rfind(mark) for mark in ENDS) + 1
    tail = line[end:].lstrip(_HELD)
    return line[: len(line) - len(tail)].rstrip() if tail and _NO_WORDS.fullmatch(tail) else line


def _is_stray(line: str, *, ended: bool, behind: bool, begun: bool) -> bool:
    """Whether ``line`` is none of the opinion: it follows a sentence's end, or the last one, and says nothing."""
    if _NO_WORDS.fullmatch(line):
        return ended or behind
    return begun and ended and behind and (len(line.strip()) <= _LONGEST or _OF_A_SEAL.search(line) is not None)
