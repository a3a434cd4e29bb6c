"""An opinion without what was read of the block's own marks: a signature's strokes as a name, the number on a seal's rim.

Such a line stands where the signature or the seal was found, and is no answer beyond doubt. One longer than a name leaves
the opinion marked. Other strays are left out by ``extract.doubt.strays``, which marks the opinion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document import ReadText
from extract.doubt.doubted import doubted
from extract.doubt.strays import is_behind, says_something
from extract.doubt.traced import inside
from forms.evidence import Evidence
from forms.record import Answer, BlockRecord
from forms.script import simplified

_DOUBTED = 0.5
"""What a pen wrote, or a seal's ink shows, scores no more; printed words do."""
_LONGEST = 5
"""Characters that the strokes of a signature are read as, at most."""
_LONGEST_NAME = 3
"""A line of more characters may be words of the opinion after all, which a person has to tell."""


def without_read_marks(block: BlockRecord, read: Sequence[ReadText]) -> Answer:
    """The opinion of ``block``, without the lines behind its last sentence that are its signature's or its seal's."""
    opinion, at = block.opinion, block.opinion.evidence
    places = _places(block)
    if at is None or not at.is_scanned or not isinstance(opinion.value, str) or not places:
        return opinion
    raw, value = opinion.raw.split("\n"), opinion.value.split("\n")
    if [_bare(line) for line in raw] != [_bare(line) for line in value]:
        return opinion
    ofs = {_bare(line.text) for line in read if _is_of_mark(line, places)}
    gone = {n for n, line in enumerate(value) if _bare(line) in ofs and is_behind(value, n) and not _may_say(line)}
    if not gone:
        return opinion
    left = replace(
        opinion,
        raw="\n".join(line for n, line in enumerate(raw) if n not in gone),
        value="\n".join(line for n, line in enumerate(value) if n not in gone),
    )
    return doubted(left) if any(_chinese(value[n]) > _LONGEST_NAME for n in gone) else left


def _places(block: BlockRecord) -> list[Evidence]:
    """Where the marks stand that were surely found in the block."""
    marks = [(block.signature.present, block.signature.evidence), (block.seal.present, block.seal.evidence)]
    return [at for present, at in marks if present and at is not None and at.box is not None]


def _is_of_mark(line: ReadText, places: Sequence[Evidence]) -> bool:
    if not line.text or max(line.scores) > _DOUBTED:
        return False
    return any(at.page == line.page and at.box is not None and inside(line.box, at.box) for at in places)


def _may_say(line: str) -> bool:
    """Whether a line may be words of an opinion after all."""
    return _chinese(line) > 0 and (len(_bare(line)) > _LONGEST or says_something(line))


def _chinese(line: str) -> int:
    return sum("\u3400" <= char <= "\u9fff" for char in line)


def _bare(text: str) -> str:
    return "".join(simplified(text).split())
