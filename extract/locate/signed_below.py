"""Which lines of a form without rulings somebody signs below: 「组织推荐单位　　同意推荐。」, 「负责人（签字）」 below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.document import Paragraph, Table
from extract.words.labels import LONGEST_LABEL, SIGN_WORDS
from forms.evidence import BBox

APART = re.compile(r"\s*(\S+)[ \u3000]{2,}(\S.*)", re.DOTALL)
"""What stands in a column of its own, and what stands beside it."""
_SAME_EDGE_MM = 2.5
_MOST_LINES = 12


def signed_below(flow: Sequence[Paragraph | Table]) -> frozenset[int]:
    """The ids of the paragraphs with a place below which, in the column beside their first words, is a place to sign.

    Of what stands there the next words in the first column are the end. Nothing is found without places.
    """
    return frozenset(
        id(item)
        for number, item in enumerate(flow)
        if isinstance(item, Paragraph) and _signed(item, flow[number + 1 : number + 1 + _MOST_LINES])
    )


def _signed(name: Paragraph, following: Sequence[Paragraph | Table]) -> bool:
    text = name.text.strip()
    column = _second_column(name.at.box, text)
    if column is None or not text or SIGN_WORDS.search(_first_words(text)):
        return False
    for item in following:
        if isinstance(item, Table) or item.at.page != name.at.page or item.at.box is None:
            return False
        if not item.text.strip():
            continue
        if item.at.box.x0 < column:
            return False
        if SIGN_WORDS.search(item.text):
            return True
    return False


def _first_words(text: str) -> str:
    apart = APART.match(text)
    return apart[1] if apart else text


def _second_column(box: BBox | None, text: str) -> float | None:
    """From where on something stands beside the first words of a line: behind as many characters as these are."""
    words = _first_words(text)
    if box is None or len(words) > LONGEST_LABEL:
        return None
    return box.x1 if words == text else box.x0 + len(words) * box.height * 0.8 + _SAME_EDGE_MM
