"""What an opinion block of a blank asks for, told by the words that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document import Paragraph
from extract.words.hints import Hints
from extract.words.opinion import read_opinion
from forms.script import fold
from forms.spec import Needs

_SIGN = re.compile(r"[签簽籤]\s*[字名]|手\s*签")
_SEAL = re.compile(r"[盖蓋]\s*章|公\s*章|[签簽]\s*章|印\s*章|[（(]\s*章\s*[）)]")
_DATE = re.compile(r"年\s*[_＿Xx]*\s*月\s*[_＿Xx]*\s*[日号號]?|日\s*期\s*[:：]")
_OPINION = re.compile(r"意\s*[见見]|[结結]\s*[论論]")
_BRACKETED = re.compile(r"^\s*[（(].*[）)]\s*$")
SHORTEST_HINT = 6
"""Folded characters from which words in brackets tell how to fill a block in, and are no mere place for a seal."""
_NAMES: tuple[tuple[Needs, str], ...] = (
    (Needs.OPINION, "opinion"),
    (Needs.SIGNATURE, "signature"),
    (Needs.SEAL, "seal"),
    (Needs.DATE, "date"),
)


def asked_for(label: str, texts: Iterable[str]) -> Needs:
    """What ``label`` and the prompts below it ask for: 签字 a signature, 盖章 a seal, 年 月 日 a date, 意见 an opinion."""
    words = "\n".join((label, *texts))
    needs = Needs.NOTHING
    for pattern, need in (
        (_OPINION, Needs.OPINION),
        (_SIGN, Needs.SIGNATURE),
        (_SEAL, Needs.SEAL),
        (_DATE, Needs.DATE),
    ):
        if pattern.search(words):
            needs |= need
    return needs


def needs_names(needs: Needs) -> list[str]:
    """The needs as an overlay names them, in printed order."""
    return [name for need, name in _NAMES if need in needs]


def block_hints(paragraphs: Iterable[Paragraph], hints: Hints) -> tuple[str, ...]:
    """The printed words of a block that tell how to fill it in: in brackets, or left beside prompts and dates."""
    lines = [line.strip() for p in paragraphs for line in p.text.split("\n") if line.strip()]
    asking = [line for line in lines if _BRACKETED.match(line) and len(fold(line)) >= SHORTEST_HINT]
    left = read_opinion(paragraphs, hints, frozenset()).opinion
    return tuple(dict.fromkeys((*asking, *(line for line in left if line not in asking))))
