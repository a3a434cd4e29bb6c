"""Titles of the six forms: which lines of a document are one, and where a document holds several forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.document import Paragraph
from extract.words.likeness import edits
from forms.script import fold

_JOINED_LINES = 7
"""A title is printed over at most this many lines: 申, 请 and 书 may each have one."""
_LINES_BEFORE = 2
"""Lines above that may belong to the title: 附件1, 湖北省."""
_LONGEST_LINE = 120
_FEW = 8
"""So many characters of something else may stand in a title's line on a page picture."""
_MISREAD = 2
"""So many characters of the pilot's name may be lost or misread in a title on a page picture."""
_HALF_READ = 4
"""So many where nearly all labels of the form are there as well."""
_LIKE_PILOT = 6
"""A line with so many different characters of the pilot's name may hold it misread."""
_WIDE_GAP = re.compile(r"[ \u3000]{3,}")
_PREFIX = re.compile(
    r"^(?:附[件表][0-9一二三四五六]*|样表|(?:19|20)[0-9]{2}年?度?|第[0-9一二三四五六七八九十]+批)*(?:国家级?|全国)?"
    r"(?P<place>(?!国家)[\u4e00-\u9fff]{0,12}?(?:省|市|自治区|兵团|州|区|县))?(?:[省市州县区]级|(?:19|20)[0-9]{2}年?度?)*$"
)
_SUFFIX = re.compile(
    r"^(?:样表|样本|模板|格式|参考样表|空白表|本系统样表|试行|修订|[0-9]{4}年?度?|[版0-9一二三四五六])*$"
)
_OWN_TITLES: tuple[tuple[str, str], ...] = (
    ("annex4-recheck-self-inspection", "复查自检报告"),
    ("annex5-recheck-application", "复查申请表"),
    ("annex6-recheck-report", "复查报告"),
    ("annex2-evaluation-application", "评估申请表"),
    ("annex3-evaluation-report", "评估报告"),
    ("annex1-application", "申请书"),
    ("annex1-application", "申报书"),
    ("annex1-application", "申请表"),
    ("annex1-application", "申报表"),
)
_EVALUATION = ("评估", "验收", "考核评估", "考核验收", "评估验收", "现场评估", "终期评估", "评价")
_RECHECK = ("复查", "复审", "复核", "复评")
_SELF = ("自检", "自查", "自评", "自我评价", "自检自查")
_APPLICATION = ("申请表", "申请书", "申报表", "申报书")
_TITLES: tuple[tuple[str, str], ...] = (
    *_OWN_TITLES,
    *(("annex4-recheck-self-inspection", f"{word}{own}报告") for word in _RECHECK for own in _SELF),
    *(("annex5-recheck-application", word + paper) for word in _RECHECK for paper in _APPLICATION),
    *(("annex6-recheck-report", word + "报告") for word in _RECHECK),
    *(("annex2-evaluation-application", word + paper) for word in _EVALUATION for paper in _APPLICATION),
    *(("annex3-evaluation-report", word + "报告") for word in _EVALUATION),
)
"""What a title may say of a form: whoever says 验收 for 评估 says 验收报告. 複查 and 覆查 fold to 复查."""
_PILOT = re.compile(r"社会管理(?:和|与|及)公共服务(?:综合)?标准化(?:综合)?试点(?:项目)?")
_PILOT_NAME = "社会管理和公共服务综合标准化试点"
_PILOT_CHARS = frozenset(_PILOT_NAME + "社會管理和公共服務綜合標準化試點")
_PILOT_NAMES = tuple(
    f"社会管理和公共服务{all_round}标准化试点{project}" for all_round in ("综合", "") for project in ("", "项目")
)
_PILOT_BEGINS = re.compile(r"社|.?会")
_PILOT_ENDS = ("点", "项目")


@dataclass(frozen=True)
class Title:
    """A form's title as printed, with the place it is prefixed with."""

    form_id: str
    place: str
    text: str
    paragraphs: tuple[Paragraph, ...]


def titles(lines: Sequence[Paragraph]) -> Iterator[tuple[int, Title]]:
    """Every title among written ``lines`` that is a title and nothing else, with the number of its first line.

    On page pictures a few characters of it may be lost or misread.
    """
    after = 0
    for number, line in enumerate(lines):
        if number < after or len(line.text) > _LONGEST_LINE or not _may_name_pilot(line):
            continue
        starts = range(max(after, number - _LINES_BEFORE), number + 1)
        tries = ((start, near) for near in (False, True) for start in starts if _may_lead(lines[start:number], line))
        for start, near in tries:
            if found := _title_from(lines[start : number + _JOINED_LINES], near):
                yield start, found
                after = start + len(found.paragraphs)
                break


def _may_lead(above: Sequence[Paragraph], line: Paragraph) -> bool:
    """Whether the lines ``above`` may belong to the title that goes on in ``line``, none being another page's or form's.

    The last words of a form that ends there (同意, 年 月 日) would pass for the first ones of a place: 年月日湖北省.
    """
    return all(one.at.page == line.at.page and _leads(one) for one in above)


def _leads(line: Paragraph) -> bool:
    """Whether the line says what stands before a title and nothing else, or may be a part of one that was misread."""
    key = fold(line.text)
    return bool(_PREFIX.match(key)) or (line.at.is_scanned and bool(_PILOT_CHARS.intersection(key)))


def _may_name_pilot(line: Paragraph) -> bool:
    """Whether the line may hold a part of the pilot's name: every spelling of it begins with 社, if that was read."""
    if "社" in line.text:
        return True
    return line.at.is_scanned and len(_PILOT_CHARS.intersection(line.text)) >= _LIKE_PILOT


def _title_from(lines: Sequence[Paragraph], near: bool) -> Title | None:
    """The title that the first of ``lines`` begins, over as many lines as it takes to be one.

    ``near`` asks for one of which a few characters were misread, on page pictures alone.
    """
    text = ""
    for count, line in enumerate(lines, start=1):
        text += line.text
        if len(text) > _LONGEST_LINE or (near and not line.at.is_scanned):
            return None
        if found := _near_title(text) if near else _as_title(text):
            form_id, place = found
            run = tuple(lines[:count])
            return Title(form_id, place, "".join(one.text.strip() for one in run), run)
    return None


def _as_title(text: str) -> tuple[str, str] | None:
    """The form that ``text`` is the title of and the place it is prefixed with; ``None`` for any other text."""
    if len(_PILOT_CHARS.intersection(text)) < _LIKE_PILOT:
        return None
    key = fold(text)
    match = _PILOT.search(key)
    bare = text.strip()
    if not match or ("《" in bare and not (bare.startswith("《") and bare.endswith("》"))):
        return _misspelt(key)
    prefix = _PREFIX.match(key[: match.start()])
    rest = key[match.end() :]
    for form_id, name in _names():
        if prefix and rest.startswith(name) and _SUFFIX.match(rest[len(name) :]):
            return form_id, prefix["place"] or ""
    return _misspelt(key)


def begins_title(text: str) -> bool:
    """Whether a line is the title of a form, whichever, or ends with the pilot's name in it."""
    match = _PILOT.search(key := fold(text)) if "社" in text else None
    if match is None or not _PREFIX.match(key[: match.start()]):
        return False
    rest = key[match.end() :]
    return not rest or any(rest.startswith(name) and _SUFFIX.match(rest[len(name) :]) for _, name in _names())


def _misspelt(key: str) -> tuple[str, str] | None:
    """The form whose title, nothing before or behind it, ``key`` is but for one character."""
    for form_id, full in _full_names():
        if len(key) == len(full) and sum(one != other for one, other in zip(key, full, strict=True)) <= 1:
            return form_id, ""
    return None


def _near_title(text: str) -> tuple[str, str] | None:
    """The form that ``text`` is the title of though a few characters of the pilot's name were misread, and its place.

    What the title calls the form must be read as it is printed: 评估报告 and 总结报告 are two papers.
    """
    if "《" in text:
        return None
    key = fold(text)
    for form_id, name in _names():
        at = key.rfind(name)
        if at < 0 or not key[:at].endswith(_PILOT_ENDS) or not _SUFFIX.match(key[at + len(name) :]):
            continue
        for start in range(at):
            prefix = _PREFIX.match(key[:start])
            if prefix and _PILOT_BEGINS.match(key, start) and _is_nearly_pilot(key[start:at]):
                return form_id, prefix["place"] or ""
    return None


def _is_nearly_pilot(key: str) -> bool:
    return any(edits(key, name, _MISREAD) <= _MISREAD for name in _PILOT_NAMES)


def is_like_title(text: str, form_id: str) -> bool:
    """Whether ``text`` may be what is left of that form's title, or of the pilot's name in it, on a page picture."""
    key = fold(text)
    names = [*(name for own, name in _names() if own == form_id), ""]
    wanted = [pilot + name for pilot in _PILOT_NAMES for name in names]
    begins = [start for start in range(len(key)) if start == 0 or _PREFIX.match(key[:start])]
    return any(edits(key[start:], name, _HALF_READ) <= _HALF_READ for start in begins for name in wanted)


def title_beside_words(lines: Sequence[Paragraph]) -> Title | None:
    """The first title on a page picture in whose line something else stands, as the words of a stamp do.

    That is anything beyond a wide gap, or a few characters. Too little to know a form by: for a document that prints
    nearly all labels of that form.
    """
    for line in lines:
        if not line.at.is_scanned or len(line.text) > _LONGEST_LINE or "《" in line.text:
            continue
        for part in _WIDE_GAP.split(line.text):
            if found := _as_title(part):
                return Title(*found, part, (line,))
        key = fold(line.text)
        for form_id, full in _full_names():
            if full in key and len(key) - len(full) <= _FEW:
                return Title(form_id, "", full, (line,))
    return None


@cache
def _full_names() -> tuple[tuple[str, str], ...]:
    """Each form's id with its title, nothing left out, folded."""
    return tuple((form_id, fold(_PILOT_NAME + name)) for form_id, name in _OWN_TITLES)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((form_id, fold(name)) for form_id, name in _TITLES)
