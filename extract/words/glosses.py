"""Labels in two languages: 单位名称 Name of Unit says what 单位名称 says."""

from __future__ import annotations

import re

from forms.patterns import late

_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "a account address affiliation and applicant area attachment basic business capacity category cell chairman "
        "class code company completion conclusion contact contacts content contents credit date department "
        "description duration duty e economic email end enterprise establishment evaluation expert expertise experts "
        "expiry fax field filing fixed for form from full gender group head id in industry information institution "
        "item job leader legal mail mailbox main member members mobile name nature no number of office official on "
        "opinion opinions or organisation organization organizational organizer period person phase phone pilot place "
        "plan position post postal postcode problems process profession professional progress project qualification "
        "qualified rank ranking registered remark remarks report representative responsible result results review "
        "role scope score seal section sector self sequence serial signature social specialty stage standard "
        "standardization standards start status step steps suggestions summary tel telephone term the time title to "
        "type undertaking unified unit units until valid validity work working year zip",
    )
)
"""What the labels of forms say in English, in small letters."""
_BEHIND = late(r"(?<=[\u3400-\u9fff）)])\s*[/／|]?\s*([A-Za-z][A-Za-z\s.,'’&/-]*)$")
_BEFORE = late(r"^\s*([A-Za-z][A-Za-z\s.,'’&/-]*?)\s*[/／|]?\s*(?=[\u3400-\u9fff])")
_LEAST = 3
"""So many letters a gloss has at least: 单位A is another unit."""


def without_gloss(text: str) -> str:
    """``text``, which may be a label, without what it says over again in English behind its words or before them.

    Only words that labels consist of are such a gloss: 单位名称 IBM is a label and its answer.
    """
    for pattern in (_BEHIND, _BEFORE):
        found = pattern.search(text)
        if found and _is_gloss(found[1]):
            return (text[: found.start()] + text[found.end() :]).strip()
    return text


def _is_gloss(words: str) -> bool:
    letters = re.findall("[a-z]+", words.lower())
    return sum(map(len, letters)) >= _LEAST and _WORDS.issuperset(letters)
