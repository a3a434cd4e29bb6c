"""Which of our forms a document is, and in which edition; or that it is none of them.

A form is known by its own title standing as a title, and by enough of its labels. A paper that only names our
forms, or the form of another programme, is none of ours however many labels agree: then there are guesses at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.document import Document, Paragraph, paragraphs
from extract.labels import heading_key, keys
from forms.registry import editions, forms
from forms.script import fold
from forms.spec import Field, Form

_TITLE_LINES = 40
"""How many written lines from the top may hold the title; a 推荐函 or a notice in front of a form is another paper."""
_JOINED_LINES = 4
"""A title is printed over at most this many lines."""
_PREFIX = re.compile(
    r"^(?:附件[0-9一二三四五六]*|样表)*(?P<place>[\u4e00-\u9fff]{0,12}?(?:省|市|自治区|兵团|州|区|县))?$"
)
_SUFFIX = re.compile(r"^(?:样表|样本|模板|格式|参考样表|空白表|本系统样表|[0-9一二三四五六]*)*$")
_ENOUGH_LABELS = 0.25
"""The share of a form's fields whose labels a document must print to be that form, and no mere mention of it."""
_PROGRAMMES = ("服务业", "农业", "循环经济", "高新技术", "新型城镇化", "美丽乡村", "旅游", "物流", "城市标准化", "工业")
_TITLES: tuple[tuple[str, str], ...] = (
    # the longest name first: a 复查自检报告 is no 复查报告
    ("annex4-recheck-self-inspection", "复查自检报告"),
    ("annex5-recheck-application", "复查申请表"),
    ("annex6-recheck-report", "复查报告"),
    ("annex2-evaluation-application", "评估申请表"),
    ("annex3-evaluation-report", "评估报告"),
    ("annex1-application", "申请书"),
)
_PILOT = re.compile(r"社会管理(?:和|与|及)公共服务(?:综合)?标准化试点(?:项目)?")
_COMPANIONS: tuple[tuple[str, str], ...] = (
    ("推荐函", "recommendation-letter"),
    ("总结报告", "summary-report"),
    ("评估方案", "evaluation-plan"),
    ("评估计分表", "score-sheet"),
    ("标准明细表", "standards-list"),
    ("实施方案", "implementation-plan"),
)


@dataclass(frozen=True)
class Identity:
    """What a document is. ``form`` is ``None`` for a paper that is none of the six; ``title`` its printed title."""

    kind: str
    form: Form | None = None
    title: str = ""
    title_paragraphs: tuple[Paragraph, ...] = ()
    companion: str | None = None
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class _Printed:
    """The folded keys of everything short that a document prints, and of what it prints before its first heading."""

    anywhere: frozenset[str]
    cover: frozenset[str]

    @staticmethod
    def of(lines: list[Paragraph]) -> _Printed:
        heading = next((n for n, line in enumerate(lines) if heading_key(line.text) in _heading_keys()), len(lines))
        return _Printed(_printed_keys(lines), _printed_keys(lines[:heading]))

    def prints(self, form: Form, field: Field) -> bool:
        """Whether a label of ``field`` stands where the form would print it."""
        return bool(_names(field) & (self.cover if field in form.cover else self.anywhere))


@dataclass(frozen=True)
class _Title:
    form_id: str
    place: str
    text: str
    paragraphs: tuple[Paragraph, ...]


def identify(document: Document, form_id: str | None = None) -> Identity:
    """The form and edition of ``document``; ``form_id`` says which form it is to be taken for."""
    lines = [line for line in paragraphs(document.flow) if line.text.strip()]
    printed = _Printed.of(lines)
    title = _find_title(lines) or _find_title([line for line in paragraphs(document.margins) if line.text.strip()])
    wanted = form_id or (title.form_id if title else None)
    if wanted and (form_id or _label_share(wanted, printed) >= _ENOUGH_LABELS) and editions(wanted):
        form = _edition(wanted, printed, title.place if title else "")
        same = title if title and title.form_id == wanted else None
        return Identity("form", form, same.text if same else "", same.paragraphs if same else ())
    companion = _companion(lines)
    return Identity("companion" if companion else "other", companion=companion, candidates=_candidates(printed))


def _find_title(lines: list[Paragraph]) -> _Title | None:
    """The first run of lines near the top that is a form's title and nothing else."""
    top = lines[:_TITLE_LINES]
    for start in range(len(top)):
        for count in range(1, _JOINED_LINES + 1):
            run = top[start : start + count]
            if len(run) == count and (found := _as_title("".join(line.text for line in run))):
                return _Title(found[0], found[1], "".join(line.text.strip() for line in run), tuple(run))
    return None


def _as_title(text: str) -> tuple[str, str] | None:
    """The form that ``text`` is the title of and the place it is prefixed with; ``None`` for any other text."""
    if len(text) > 120 or "《" in text:
        return None
    key = fold(text)
    match = _PILOT.search(key)
    if not match:
        return None
    prefix = _PREFIX.match(key[: match.start()])
    rest = key[match.end() :]
    for form_id, name in _title_keys():
        if prefix and rest.startswith(name) and _SUFFIX.match(rest[len(name) :]):
            return form_id, prefix["place"] or ""
    return None


@cache
def _title_keys() -> tuple[tuple[str, str], ...]:
    return tuple((form_id, fold(name)) for form_id, name in _TITLES)


def _printed_keys(lines: Iterable[Paragraph]) -> frozenset[str]:
    """The folded keys of everything short in the document: whole lines, and what stands before a colon or a gap."""
    return frozenset(key for line in lines for text in _label_like(line.text) for key in keys(text))


def _label_like(text: str) -> Iterator[str]:
    if len(text) > 200:
        text = text[:60]
    yield text
    for line in text.split("\n"):
        yield line
        yield re.split(r"[:：]", line, maxsplit=1)[0]
        yield from re.findall(r"([^\s:：]{2,20})\s*[:：]", line)
        yield re.split(r"\s{2,}|\t", line.strip(), maxsplit=1)[0]


@cache
def _heading_keys() -> frozenset[str]:
    return frozenset(heading_key(title) for form in forms() for title in form.headings().values())


@cache
def _names(field: Field) -> frozenset[str]:
    """The folded labels under which ``field`` may be printed."""
    return frozenset(map(fold, [*field.labels, *(name for part in field.part_labels for name in part)]))


def _labelled(form: Form) -> list[Field]:
    return [field for field in form.fields() if not field.unlabelled]


def _label_share(form_id: str, printed: _Printed) -> float:
    """The greatest share of an edition's labelled fields that the document prints."""
    shares = [
        sum(printed.prints(form, field) for field in _labelled(form)) / len(_labelled(form))
        for form in editions(form_id)
    ]
    return max(shares, default=0.0)


def _edition(form_id: str, printed: _Printed, place: str) -> Form:
    """The edition whose slots, own labels and title prefix fit best; the newest of equals.

    A slot that the document prints and the edition lacks would be lost, so it counts most.
    """

    def fit(form: Form) -> float:
        found = [field for field in _labelled(form) if printed.prints(form, field)]
        literal = sum(fold(field.label) in printed.anywhere for field in found)
        prefix = 4 if form.title_prefix and fold(form.title_prefix) == place else 0
        missing = len(_labelled(form)) - len(found)
        return 3 * len(found) + literal + prefix - missing

    return max(editions(form_id), key=fit)


def _candidates(printed: _Printed) -> tuple[tuple[str, float], ...]:
    """The forms whose labels the document shares, best first: a guess, never a claim."""
    scores = {form.id: round(_label_share(form.id, printed), 2) for form in forms()}
    return tuple(sorted(((f, s) for f, s in scores.items() if s > 0.1), key=lambda pair: -pair[1]))


def _companion(lines: list[Paragraph]) -> str | None:
    """The companion paper that one of the first lines is the title of."""
    for line in lines[:6]:
        key = fold(line.text)
        if len(key) > 60 or "《" in line.text or any(fold(name) in key for name in _PROGRAMMES):
            continue
        for words, name in _COMPANIONS:
            if key.endswith(fold(words)):
                return name
        if key.startswith("关于推荐") and key.endswith(("函", "的函")):
            return "recommendation-letter"
    return None
