"""Codes, numbers and addresses misread by characters that look alike, where a check character or a known form proves it;
boxes that ticks hide; opinions without what stamps left in them; and what may have been lost between rulings marked.

A value so mended is always marked: what stands on the paper is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from extract.document import ReadText
from extract.doubt.doubted import REPAIRED
from extract.doubt.hidden_box import hidden
from extract.doubt.left_beside import doubted_left_beside
from extract.doubt.lost_blocks import with_hidden_blocks
from extract.doubt.marks_read import without_read_marks
from extract.doubt.strays import without_strays
from extract.doubt.uneven_rows import doubted_uneven_rows
from extract.doubt.unit_names import held_together
from extract.doubt.unmet import doubted_beside_unclaimed, doubted_free_texts, unmet
from forms.record import Answer, Record, Value
from forms.spec import Field, Form
from forms.types.email import Email
from forms.types.kind import Composite, Kind
from forms.types.options import Options
from forms.types.org_code import USCC_ALPHABET, OrgCode, org_code_valid, unit_category, uscc_valid
from forms.types.phone import Phone
from forms.types.postcode import Postcode
from forms.types.yes_no import YesNoText

_SCORE = 0.5
_MENDED = frozenset(
    {"choice-unclear", "email-invalid", "phone-invalid", "postcode-invalid", "unreadable-value", REPAIRED}
)
"""Doubts that no longer hold once a value is mended."""
_DIGITS = str.maketrans("lIiOoSBZ|", "111005821")
"""What digits are misread as."""
_LEGAL = {"L": "1", "B": "8", "1": "L", "8": "B"}
"""Characters of a code that look alike though each may stand there."""
_CODE = re.compile(r"[0-9A-Z]{18}")
_OLD_CODE = re.compile(r"[0-9A-Z]{9}")
_DIGIT_LIKE = {"O": "0", "D": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
"""Letters that digits of a nine-character code are misread as; they may stand there, too."""
_MOST_ALIKE = 4
"""Of more letters that look like digits one of the ways to read a code holds by chance."""
_NUMBER = re.compile(r"[0-9lIiOoSBZ|()（）+\-—－\s]+")
_DOMAINS = (
    "163.com", "126.com", "139.com", "189.cn", "qq.com", "foxmail.com", "sina.com", "sina.cn", "sohu.com", "yeah.net",
    "21cn.com", "263.net", "gmail.com", "outlook.com", "hotmail.com",
)  # fmt: skip
_SYLLABLES = re.compile(
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])(?:[iu]?ang|i?ong|[eiu]ng|uang|i?ao|i?an|ua[in]|[aeu]i|ou|[aeiuv]n|i[aeu]|u[aeo]"
    "|[aeiouv])|ang?|ao|ai|eng?|er|e[i]?|ou?|a)+"
)
"""Words of Chinese syllables in Latin letters."""
_FOLDED = str.maketrans("lioszb", "110528")


def mended(record: Record, form: Form, read: Sequence[ReadText] = ()) -> Record:
    """``record`` with what was misread on scanned pages set right, and what it may have hidden marked."""
    ways = _ways(form.fields())
    columns = {rows.id: _ways(rows.columns) for rows in form.rows()}
    changed = replace(
        record,
        fields=_each({**record.fields, **doubted_free_texts(record, form), **unmet(record, form)}, ways),
        rows={name: tuple(_each(row, columns[name]) for row in rows) for name, rows in record.rows.items()},
        blocks=tuple(
            replace(block, opinion=without_strays(without_read_marks(block, read)))
            for block in with_hidden_blocks(record, form, read)
        ),
    )
    changed = doubted_left_beside(doubted_beside_unclaimed(changed))
    return held_together(doubted_uneven_rows(changed), form)


Way = Callable[[str], Value]


def _each(answers: Mapping[str, Answer], ways: Mapping[str, Way]) -> dict[str, Answer]:
    return {slot: _mended(answer, ways[slot]) if slot in ways else answer for slot, answer in answers.items()}


def _ways(fields: Iterable[Field]) -> dict[str, Way]:
    """How the slots of ``fields`` are mended that can be, each part of a composite by its own kind."""
    kinds = ((slot, kind) for field in fields for slot, kind in zip(field.ids, _kinds(field), strict=True))
    return {str(slot): way for slot, kind in kinds if (way := _way(kind))}


def _kinds(field: Field) -> tuple[Kind, ...]:
    return field.kind.kinds if isinstance(field.kind, Composite) else (field.kind,)


def _way(kind: Kind) -> Way | None:
    if isinstance(kind, OrgCode):
        return code
    if isinstance(kind, Email):
        return address
    if isinstance(kind, Options | YesNoText):
        return lambda raw: hidden(raw, kind)
    return (lambda raw: digits(raw, kind)) if isinstance(kind, Postcode | Phone) else None


def _mended(answer: Answer, way: Way) -> Answer:
    if answer.evidence is None or not answer.evidence.is_scanned or not answer.raw.strip():
        return answer
    value = way(answer.raw)
    if value is None or value == answer.value:
        return answer
    doubts = (*(doubt for doubt in answer.doubts if doubt not in _MENDED), REPAIRED)
    return replace(answer, value=value, score=min(answer.score, _SCORE), needs_review=True, doubts=doubts)


def code(raw: str) -> str | None:
    """The one 18-character code, both its checks right, that ``raw`` is but for one of L/1, B/8 and what no code holds."""
    said = re.sub(r"[\s\-]", "", raw).upper()
    if _OLD_CODE.fullmatch(said):
        return _old_code(said)
    if not _CODE.fullmatch(said) or _may_stand(said):
        return None
    tries = {found for one in (said, *_swapped(said)) if (found := OrgCode().read(one).value) and _proven(str(found))}
    return str(tries.pop()) if len(tries) == 1 else None


def _old_code(said: str) -> str | None:
    """The one organisation code that nine characters are but for letters that look like digits, its check right."""
    if org_code_valid(said) or sum(char in _DIGIT_LIKE for char in said) > _MOST_ALIKE:
        return None
    letters = product(*({char, _DIGIT_LIKE.get(char, char)} for char in said))
    tries = [one for one in map("".join, letters) if org_code_valid(one)]
    return f"{tries[0][:8]}-{tries[0][8]}" if len(tries) == 1 else None


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
    tries = (kind.read(lines.translate(_DIGITS)).value for lines in (raw, _without_stroke(raw)))
    return next((str(value) for value in tries if value is not None), None)


def _without_stroke(raw: str) -> str:
    """``raw`` without a last line of one upright stroke, which may be a signature's that reaches into the cell."""
    return re.sub(r"\n\s*[1lI|]\s*$", "", raw)


def address(raw: str) -> str | None:
    """``raw`` with the known mail domain that its own only looks like; the name before it is left as it was read."""
    name, at, domain = "".join(raw.split()).partition("@")
    plain, owner = domain.lower(), _spelt(name)
    if not at or (plain in _DOMAINS and owner == name):
        return None
    alike = [known for known in _DOMAINS if _look(known) == _look(plain)]
    if len(alike) != 1 and owner == name:
        return None
    value = Email().read(f"{owner}@{alike[0] if len(alike) == 1 else domain}").value
    return None if value is None else str(value)


def _spelt(name: str) -> str:
    """``name`` with a 1 that begins a word an l where only so the word is a Chinese one in Latin letters (1i_ming)."""
    return re.sub(r"(?<![0-9A-Za-z])1[a-z]+", lambda word: _with_l(word[0]), name)


def _with_l(word: str) -> str:
    meant = "l" + word[1:]
    return meant if _SYLLABLES.fullmatch(meant) else word


def _look(domain: str) -> str:
    """What ``domain`` looks like where points are hardly seen and letters are like digits."""
    return re.sub("[.,，。·]", "", domain).translate(_FOLDED)
