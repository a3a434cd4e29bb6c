"""The lines of an opinion block as they were written: what had no room in one line and went on in the next, joined.

Only where a page shows lines: a Word file has none. Joined are the prompts for a signature or a seal (单位（盖|章）：)
and the names of units; lines of prose stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.document import Paragraph
from extract.words.opinion import VERDICT, without_date
from extract.words.organ_names import LONGEST_NAME, NAME_GOES_ON, ends_as_unit, is_name
from extract.words.prompts import PROMPT, split_prompts
from forms.patterns import late
from forms.script import fold

_PIECE = late(
    r"单位|單位|部门|部門|负责人|負責人|领导|領導|代表人?|经办人|經辦人|名称|名稱|全称|全稱|[签簽籤][字名章]|[盖蓋]章|公章"
    r"|[（(][^（）()]*[）)]"
)
"""A piece of a prompt that no line break parts but for want of room."""
_PLACE = re.compile("[省市县縣区區州盟旗镇鎮乡鄉]")
_GAP = re.compile(r"[ \u3000]{2,}")
_LONGEST_PERSON = 4
_FULL_MM = 6.0
"""A line that ends at most so far from the right edge of its block may have had no room for more."""


def whole_lines(paragraphs: Iterable[Paragraph], known: frozenset[str]) -> list[Paragraph]:
    """``paragraphs`` line by line, each with what it had no room for; ``known`` are folded names of the form's units."""
    lines = [Paragraph(line, one.at) for one in paragraphs for line in one.text.split("\n")]
    right = max((line.at.box.x1 for line in lines if line.at.box and line.text.strip()), default=0.0)
    return list(_joined(lines, right, known))


def _joined(lines: list[Paragraph], right: float, known: frozenset[str]) -> Iterator[Paragraph]:
    before: Paragraph | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, right, known):
            before = Paragraph(before.text.rstrip() + line.text.strip(), before.at)
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _goes_on(before: Paragraph, line: Paragraph, right: float, known: frozenset[str]) -> bool:
    """Whether ``line`` is what the line ``before`` had no room for."""
    if before.at.box is None or line.at.box is None or not before.text.strip() or not line.text.strip():
        return False
    if parts_prompt(before.text.rstrip(), line.text.strip()):
        return True
    full = right - before.at.box.x1 <= _FULL_MM
    return full and _parts_name(before.text.rstrip(), line.text.strip(), known)


def parts_prompt(line: str, following: str) -> bool:
    """Whether the break between two lines stands inside a piece of a prompt."""
    end = line[-LONGEST_NAME:]
    return any(
        prompt.start() + piece.start() < len(end) < prompt.start() + piece.end()
        for prompt in PROMPT.finditer(end + following)
        for piece in _PIECE.finditer(prompt.group())
    )


def _parts_name(line: str, following: str, known: frozenset[str]) -> bool:
    """Whether the break between two lines stands inside the name of a unit: one of the form's, or surely no person's."""
    prompt, words = list(split_prompts(line))[-1]
    begun = _GAP.split(words.strip())[-1]
    rest = next(split_prompts(without_date(following)))[1].strip()
    whole = begun + rest
    if not begun or not rest or not ends_as_unit(whole) or VERDICT.search(begun) or not is_name(whole):
        return False
    if fold(whole) in known:
        return True
    if (is_name(begun) and not NAME_GOES_ON.match(rest)) or fold(rest) in known:
        return False
    if not prompt or "章" in prompt:
        return bool(prompt) or _PLACE.search(begun) is not None
    person = 2 <= len(begun) <= _LONGEST_PERSON and not _PLACE.search(begun) and not _PLACE.match(rest)
    return not person
