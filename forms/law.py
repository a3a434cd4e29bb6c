"""What a slot or a rule rests on: an article of a statute, the printed form's own words, or openly a practice.

Only a :class:`Citation` may stand as ground in a refusal; all three may stand behind a request to put
something right, and each names itself in Chinese through ``str()`` as it is printed in findings and letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """``number`` (1–99) in Chinese numerals as articles are counted: 1 → 一, 10 → 十, 18 → 十八, 34 → 三十四."""
    if not 1 <= number <= 99:
        raise ValueError(f"articles are counted from 1 to 99, not {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True)
class Statute:
    """A normative paper: its official title, 发文字号, and the days it is in force (``None``: open)."""

    id: str
    title: str
    number: str
    in_force_from: date | None = None
    in_force_until: date | None = None
    words: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False, repr=False)
    """The article's own words by :attr:`Citation.key`, simplified script."""

    def art(self, article: int, *, paragraph: int | None = None, item: int | None = None) -> Citation:
        """The citation of 第``article``条, optionally its 款 and 项."""
        return Citation(self, f"第{chinese_number(article)}条", paragraph, item)

    def part(self, name: str, *, item: int | None = None) -> Citation:
        """The citation of a part that is not an article: 「三、试点项目申报条件」 is ``part("第三部分")``."""
        return Citation(self, name, None, item)


@dataclass(frozen=True)
class Citation:
    """A place in a statute: 条·款·项."""

    statute: Statute
    place: str
    paragraph: int | None = None
    item: int | None = None

    @property
    def key(self) -> str:
        """The place alone: 第九条第一款第（三）项 without the statute's title."""
        paragraph = f"第{chinese_number(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{chinese_number(self.item)}）项" if self.item else ""
        return f"{self.place}{paragraph}{item}"

    @property
    def words(self) -> str:
        """The cited words in simplified script, or ``""`` where the statute's text is not at hand."""
        return self.statute.words.get(self.key, self.statute.words.get(self.place, ""))

    def __str__(self) -> str:
        return self.key if self.statute.id == "pilot-rules" else f"{self.statute.number}{self.key}"


@dataclass(frozen=True)
class FormInstruction:
    """The printed form's own words: which blank, on which page, and what it says."""

    blank: str
    words: str
    page: int | None = None

    def __str__(self) -> str:
        page = f"第{self.page}页" if self.page else ""
        return f"《{self.blank}》{page}“{self.words}”"


@dataclass(frozen=True)
class Practice:
    """No rule at all, but what careful offices do; ``why`` says it in one phrase."""

    why: str

    def __str__(self) -> str:
        return f"工作惯例：{self.why}"


Basis = Citation | FormInstruction | Practice
