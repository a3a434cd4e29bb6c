"""Where a form's only block begins that prints no name of it: at 「签字：」, below all that the form asks."""

from __future__ import annotations

import re

from extract.locate.headed import heading_of
from extract.locate.state import WalkState
from extract.words.labels import SIGN_WORDS
from extract.words.prompts import asks
from forms.spec import Block, Needs

_SIGNS = re.compile(r"[签簽籤]\s*[字名章]")
_SIGNED_BEFORE = re.compile(r"\S{0,8}\s*[（(]\s*[签簽籤]\s*[字名章]\s*[）)]")
"""张伟（签字）: a name, or what a signature is misread as, in front of its prompt."""
_SENTENCE = "。"


def block_signed_bare(walk: WalkState, number: int, text: str) -> Block | None:
    """The block without any opinion that ``text``, a line with that id, begins by asking for a signature.

    Only where the form has no other block, no part of it is met yet, and neither a slot nor a sentence stands below.
    """
    blocks = walk.index.form.blocks
    if len(blocks) != 1 or Needs.OPINION in blocks[0].needs or walk.open_block or walk.found.blocks:
        return None
    if not _asks_to_sign(text):
        return None
    numbers = [one for one, _ in walk.lines]
    if number not in numbers:
        return None
    below = [line for _, line in walk.lines[numbers.index(number) + 1 :]]
    if any(line.rstrip().endswith(_SENTENCE) or heading_of(line, walk.index, walk.part) for line in below):
        return None
    return blocks[0]


def _asks_to_sign(text: str) -> bool:
    """Whether a line begins with a prompt to sign, or is a name before one."""
    if _SENTENCE in text:
        return False
    prompt = SIGN_WORDS.search(text)
    asked = prompt is not None and _SIGNS.match(prompt.group().lstrip("（( ")) is not None and asks(text)
    return asked or _SIGNED_BEFORE.fullmatch(text) is not None
