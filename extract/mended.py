"""Codes, numbers and addresses misread by characters that look alike, where a check character or a known form proves it.

A value so mended is always marked: what stands on the paper is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from forms.record import Answer, Record
from forms.spec import Form
from forms.types.email import Email
from forms.types.kind import Composite, Kind
from forms.types.org_code import USCC_ALPHABET, OrgCode, org_code_valid, unit_category, uscc_valid
from forms.types.phone import Phone
from forms.types.postcode import Postcode

READER, REPAIRED = "scan", "repaired"
_SCORE = 0.5
_MENDED = frozenset({"email-invalid", "phone-invalid", "postcode-invalid", "unreadable-value", REPAIRED})
"""Doubts that no longer hold once a value is mended."""
_DIGITS = str.maketrans("lIiOoSBZ|", "111005821")
"""What digits are misread as."""
_LEGAL = {"L": "1", "B": "8", "1": "L", "8": "B"}
"""Characters of a code that look alike though each may stand there."""
_CODE = re.compile(r"[0-9A-Z]{18}")
_NUMBER = re.compile(r"[0-9lIiOoSBZ|()（）+\-—－\s]+")
_DOMAINS = (
    "163.com", "126.com", "139.com", "189.cn", "qq.com", "foxmail.com", "sina.com", "sina.cn", "sohu.com", "yeah.net",
    "21cn.com", "263.net", "gmail.com", "outlook.com", "hotmail.com",
)  # fmt: skip
_FOLDED = str.maketrans("lioszb", "110528")


def mended(record: Record, form: Form) -> Record:
    """``record`` with what was misread on scanned pages set right in codes, numbers and addresses, and marked."""
    ways: dict[str, Callable[[str], str | None]] = {
        str(field.ids[0]): way for field in form.fields() if len(field.ids) == 1 and (way := _way(field.kind))
    }
    return replace(
        record,
        fields={slot: _mended(a, ways[slot]) if slot in ways else a for slot, a in record.fields.items()},
    )


def _way(kind: Kind | Composite) -> Callable[[str], str | None] | None:
    if isinstance(kind, OrgCode):
        return code
    if isinstance(kind, Email):
        return address
    return (lambda raw: digits(raw, kind)) if isinstance(kind, Postcode | Phone) else None


def _mended(answer: Answer, way: Callable[[str], str | None]) -> Answer:
    if answer.evidence is None or answer.evidence.reader != READER or not answer.raw.strip():
        return answer
    value = way(answer.raw)
    if value is None or value == answer.value:
        return answer
    doubts = (*(doubt for doubt in answer.doubts if doubt not in _MENDED), REPAIRED)
    return replace(answer, value=value, score=min(answer.score, _SCORE), needs_review=True, doubts=doubts)


def code(raw: str) -> str | None:
    """The one 18-character code, both its checks right, that ``raw`` is but for one of L/1, B/8 and what no code holds."""
    said = re.sub(r"[\s\-]", "", raw).upper()
    if not _CODE.fullmatch(said) or _may_stand(said):
        return None
    tries = {found for one in (said, *_swapped(said)) if (found := OrgCode().read(one).value) and _proven(str(found))}
    return str(tries.pop()) if len(tries) == 1 else None


def _swapped(said: str) -> Iterator[str]:
    for place, char in enumerate(said):
        if char in _LEGAL:
            yield said[:place] + _LEGAL[char] + said[place + 1 :]


def _may_stand(said: str) -> bool:
    """Whether ``said`` is right as it is; early codes have a check character that is not, but a right inner code."""
    return set(said) <= set(USCC_ALPHABET) and unit_category(said) is not None and org_code_valid(said[8:17])


def _proven(said: str) -> bool:
    return uscc_valid(said) and _may_stand(said)


def digits(raw: str, kind: Kind) -> str | None:
    """The post code or telephone number that ``raw`` is once letters that look like digits are digits."""
    if not _NUMBER.fullmatch(raw) or kind.read(raw).value is not None:
        return None
    # letters must be the fewer: a word that happens to hold such letters is no number
    if sum(char.isdigit() for char in raw) <= sum(char.isalpha() or char == "|" for char in raw):
        return None
    value = kind.read(raw.translate(_DIGITS)).value
    return None if value is None else str(value)


def address(raw: str) -> str | None:
    """``raw`` with the known mail domain that its own only looks like; the name before it is left as it was read."""
    name, at, domain = "".join(raw.split()).partition("@")
    plain = domain.lower()
    if not at or plain in _DOMAINS:
        return None
    alike = [known for known in _DOMAINS if known.translate(_FOLDED) == plain.translate(_FOLDED)]
    value = Email().read(f"{name}@{alike[0]}").value if len(alike) == 1 else None
    return None if value is None else str(value)
