"""统一社会信用代码 (GB 32100-2015) and the 组织机构代码 before it (GB 11714-1997), with their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.tables import table
from forms.types.cleaning import Left, clean, left_over
from forms.types.kind import NO_HINT, Fault, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: no I, O, S, V, Z."""
USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_USCC = re.compile(f"[{USCC_ALPHABET}]{{18}}")
_ORG = re.compile(r"([0-9A-Z]{8})-?([0-9X])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－─﹣ー一", "-"))
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "UY"}
"""Letters the alphabet lacks, with what they are misread from."""
_LABEL_LETTERS = re.compile(r"[\u3400-\u9fff()（）:：\[\]【】〔〕]+")
_SEPARATOR = re.compile(r"[、，,；;/／\n]+")


def uscc_valid(code: str) -> bool:
    """Whether the 18th character is the check character of the other 17."""
    if not _USCC.fullmatch(code):
        return False
    total = sum(USCC_ALPHABET.index(c) * weight for c, weight in zip(code, USCC_WEIGHTS, strict=False))
    return USCC_ALPHABET[(31 - total % 31) % 31] == code[17]


def org_code_valid(code: str) -> bool:
    """Whether the last character of a nine-character code, hyphen or not, is the check digit of the other eight."""
    shape = _ORG.fullmatch(code)
    if shape is None:
        return False
    total = sum(_ORG_ALPHABET.index(c) * weight for c, weight in zip(shape[1], ORG_WEIGHTS, strict=True))
    return "0123456789X"[(11 - total % 11) % 11] == shape[2]


@cache
def departments() -> dict[str, Any]:
    """The departments that give codes, by first character, with the categories of the second."""
    return dict(table("uscc-departments")["departments"])


def unit_category(code: str) -> str | None:
    """What kind of unit an 18-character code was given to (``机构编制·事业单位``); ``None`` outside the table."""
    department = departments().get(code[0])
    if department is None:
        return None
    categories = department.get("categories")
    if categories is None:
        return str(department["name"])
    return f"{department['name']}·{categories[code[1]]}" if code[1] in categories else None


def _shaped(piece: str) -> str | None:
    """``piece`` as 18 characters or ``XXXXXXXX-X``; ``None`` where it is neither."""
    bare = piece.replace("-", "")
    if _USCC.fullmatch(bare):
        return bare
    shape = _ORG.fullmatch(bare) if len(bare) == 9 else None
    return f"{shape[1]}-{shape[2]}" if shape else None


def _repaired(piece: str) -> str | None:
    """The one code that ``piece`` can be a misreading of, both its checks right; ``None`` without exactly one."""
    bare = piece.replace("-", "")
    if len(bare) != 18 or bare.count("V") > 6:
        return None
    tries = ("".join(letters) for letters in product(*(_LOOKALIKES.get(c, c) for c in bare)))
    good = [code for code in tries if unit_category(code) and uscc_valid(code) and org_code_valid(code[8:17])]
    return good[0] if len(good) == 1 else None


def _pieces(text: str) -> list[str]:
    """The runs of letters and digits that stand apart; labels in Chinese part them.

    Spaces and dashes do not, nor does a line end inside one code.
    """
    apart = _SEPARATOR.sub("\n", _LABEL_LETTERS.sub("\n", text.upper().translate(_DASHES)))
    lines = [line for part in apart.split("\n") if (line := re.sub(r"[ .·]", "", part).strip("-"))]
    whole = "".join(lines)
    return [whole] if _shaped(whole) and not any(map(_shaped, lines)) else lines


@dataclass(frozen=True)
class OrgCode(Kind):
    """18 characters, or the older ``XXXXXXXX-X``; of both in one cell the longer, where it holds the shorter."""

    name: ClassVar[str] = "orgcode_or_uscc"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = clean(raw)
        pieces = _pieces(text)
        if left_over(text) is Left.BLANK:
            return Reading()
        if pieces and all(re.fullmatch(r"[X×╳]+(?:-[X×╳]+)?", piece) for piece in pieces):
            return Reading(None, ("placeholder-left",))
        codes = {code for piece in pieces if (code := _shaped(piece))}
        if not codes or not all(map(_shaped, pieces)):
            mended = _repaired(pieces[0]) if len(pieces) == 1 else None
            return Reading(mended, ("repaired",)) if mended else Reading(None, ("unreadable-value",))
        long = {code for code in codes if len(code) == 18}
        outside = {code for code in codes - long if not any(code.replace("-", "") == whole[8:17] for whole in long)}
        left = sorted(long | outside)
        if len(left) != 1:
            return Reading(None, ("several-values",))
        return Reading(left[0], ("code-invalid",) if any(f.code == "code-invalid" for f in self.check(left[0])) else ())

    def check(self, value: Value) -> tuple[Fault, ...]:
        code = str(value)
        return _check_uscc(code) if len(code) == 18 else _check_org(code)

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def samples(self) -> tuple[Value, ...]:
        return ("12440600MB2C07549J", "11330800MB0R57773W", "01115867-1", "D2143569-X")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        return text_field(
            "统一社会信用代码（18位）或者组织机构代码（XXXXXXXX-X）",
            lambda v: bool(_USCC.fullmatch(v) or re.fullmatch(r"[0-9A-Z]{8}-[0-9X]", v)),
            "应为18位统一社会信用代码（不含I、O、S、V、Z），或者形如12345678-9的组织机构代码。",
        )


def _check_uscc(code: str) -> tuple[Fault, ...]:
    if unit_category(code) is None:
        message = f"代码{code}的前两位“{code[:2]}”不是登记管理部门和机构类别代码，不是统一社会信用代码。请核对证书。"
        return (Fault("code-invalid", message, severe=True),)
    if not org_code_valid(code[8:17]):
        message = f"统一社会信用代码{code}第9—17位的组织机构代码校验不通过，疑有误字。请核对证书。"
        return (Fault("code-invalid", message),)
    if not uscc_valid(code):
        message = f"统一社会信用代码{code}第18位校验不通过，可能为早期赋码。请核对证书。"
        return (Fault("code-early", message),)
    return ()


def _check_org(code: str) -> tuple[Fault, ...]:
    if org_code_valid(code):
        return ()
    return (Fault("code-invalid", f"组织机构代码{code}校验不通过，疑有误字。请核对代码证。"),)
