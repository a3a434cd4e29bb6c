"""Simplified and traditional script: folding for matching, simplified values, traditional previews.

The original text is always kept; folds are derived and never shown (``tw2s``: it alone also maps 發揮著 to 发挥着;
the ``p`` configurations of OpenCC rewrite words and are never used).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_OWN_FOLDS = str.maketrans({"著": "着", "覆": "复", "佔": "占", "﹝": "〔", "﹞": "〕"})
_NOT_TEXT = re.compile(r"[\W_]+")


@cache
def _converter(configuration: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(configuration)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A key for comparing labels, titles and names: width, script, spacing and punctuation taken away.

    NFKC, then ``tw2s``, then our own folds; letters are lower case. Never shown to anyone.
    """
    plain = _converter("tw2s").convert(unicodedata.normalize("NFKC", text)).translate(_OWN_FOLDS)
    return _NOT_TEXT.sub("", plain).replace("其它", "其他").lower()
