"""Scanned forms whose title nobody can read: known by nearly all of their labels, and told; else told as what they resemble.

A seal, a crease or pale ink may hide a title. What bears another title is none of the forms however many labels agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.document import Paragraph
from extract.page_problem import PageProblem
from extract.words.labels import heading_key, keys
from extract.words.titles import is_like_title
from forms.evidence import BBox
from forms.script import fold
from forms.spec import Form

CODE = "title-unread"
NEARLY_ALL = 0.8
"""The share of a form's labels that proves it without its title."""
_LEAD = 0.2
"""So much more of its labels than of any other form's are printed."""
_RESEMBLES = 0.5
"""The share from which on a paper is told to resemble the form."""
_TOP_LINES = 14
_ASIDE = 0.8
"""What stands about this share of the title's width, or further right, is no paper's title: those stand in the middle."""
_RUN = 3
"""Over so many lines a misread title may be printed."""
_LONGEST = 48
_PAPER = re.compile(
    r"(?:报告|[书表函]|通知|方案|办法|细则|批复|决定|公告|总结|合同|协议|清单|材料|指南|标准化.{0,6}(?:试点|示范).{0,4})$"
)
"""How what any paper is called ends, folded."""
_BEHIND = re.compile(r"(?:样表|样本|模板|格式|试行|修订|[0-9]{4}年?版?)+$")
"""What may stand behind it."""


@dataclass(frozen=True)
class Untitled:
    """A scan on whose first lines no form's title was read. ``form_id`` is the form that it is all the same, if any."""

    resembles: str
    form_id: str | None
    page: int | None

    def problem(self, form: Form) -> PageProblem:
        """What the clerk is told; ``form`` is an edition of the form that it resembles."""
        place = f"第{self.page}页" if self.page else "首页"
        if self.form_id:
            told = f"{place}没有读出表格名称；按各栏名称认作《{form.title}》，请核对表格名称和版本。"
        else:
            told = f"{place}没有读出本试点的表格名称，各栏名称与《{form.title}》最相符；如确为该表，请指定表格种类后重新读取。"
        return PageProblem(CODE, told, self.page)


def untitled(
    lines: Sequence[Paragraph], margins: Iterable[Paragraph], shares: Mapping[str, float], forms: Iterable[Form]
) -> Untitled | None:
    """What the scan of ``lines`` is though no title was read on it; ``None`` for what resembles no form or is no scan.

    ``shares`` says by form how many of its labels are printed.
    """
    ranked = sorted(shares, key=lambda one: -shares[one])
    if not lines or not lines[0].at.is_scanned or not ranked or shares[ranked[0]] < _RESEMBLES:
        return None
    best, second = ranked[0], max((shares[one] for one in ranked[1:]), default=0.0)
    sure = shares[best] >= NEARLY_ALL and shares[best] - second >= _LEAD
    top = [*margins, *_above_labels(lines, [form for form in forms if form.id == best])]
    return Untitled(best, best if sure and not _another_title(top, best) else None, lines[0].at.page)


def _above_labels(lines: Sequence[Paragraph], known: Sequence[Form]) -> list[Paragraph]:
    """The first lines, down to the first label or heading of the ``known`` editions of a form."""
    labels = {fold(name) for form in known for field in form.fields() for name in field.labels}
    heads = {heading_key(title) for form in known for title in form.headings().values()}
    above: list[Paragraph] = []
    for line in lines[:_TOP_LINES]:
        label = re.split("[:：]", line.text, maxsplit=1)[0]
        if labels.intersection(keys(label)) or heading_key(line.text) in heads:
            break
        above.append(line)
    return above


def _another_title(lines: Sequence[Paragraph], form_id: str) -> bool:
    """Whether one of ``lines`` reads like the title of a paper, and not like what is left of the form's own."""
    own: set[int] = set()
    for start in range(len(lines)):
        for end in range(start + 1, min(start + _RUN, len(lines)) + 1):
            if is_like_title("".join(line.text for line in lines[start:end]), form_id):
                own.update(range(start, end))
    titled = [line for n, line in enumerate(lines) if n in own]
    others = [line for n, line in enumerate(lines) if n not in own and not _right_of(line, titled)]
    return any(_is_paper(line.text) for line in others)


def _right_of(line: Paragraph, titled: Sequence[Paragraph]) -> bool:
    """Whether a line stands to the right of what is left of the title: a receiving stamp does, and no paper's title."""
    own = [line.at.box for line in titled if line.at.box]
    if not own or line.at.box is None:
        return False
    whole = BBox.around(own)
    return line.at.box.centre[0] >= whole.x0 + _ASIDE * whole.width


def _is_paper(text: str) -> bool:
    key = _BEHIND.sub("", fold(text))
    return len(key) <= _LONGEST and _PAPER.search(key) is not None
