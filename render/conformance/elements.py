"""Which paragraph is which element of an official paper: 份号 to 版记, in the standard's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from render.conformance.sheet import Paragraph, Rule, Sheet

COPY_NUMBER = re.compile(r"^(?:No\.?\s*)?[0-9０-９]{1,9}$", re.IGNORECASE)
SECRECY = re.compile(r"^(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★*☆]?\s*\S{1,6})?$")
URGENCY = re.compile(r"^(?:特\s*急|加\s*急|特\s*提|平\s*急|急\s*件)$")
NUMBER = re.compile(r"[〔\[［(（【﹝]\s*[0-9０-９]{2,4}\s*年?[〕\]］)）】﹞]\s*第?[\s0-9０-９]*号\s*$")
SIGNER = re.compile(r"签发人[:：]?")
DATE = re.compile(
    r"^[0-9０-９〇○零一二三四五六七八九]{2,4}\s*年\s*[0-9０-９一二三四五六七八九十]{1,3}\s*月\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日$"
)
ATTACHMENT = re.compile(r"^附\s*件\s*[:：]")
ANNEX = re.compile(r"^附\s*件\s*[0-9０-９一二三四五六七八九十]*\s*[:：.．]?$")
COPIES = re.compile(r"^抄\s*送\s*[:：]?")
SENT_TO = re.compile(r"^主\s*送\s*[:：]")
PRINTED = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*(?:印发|印)?$")
REMARK = re.compile(r"^[（(].*[）)]$|^联系人[:：]")
LENT_SEAL = re.compile(r"^[（(].*代章[）)]$")
LEVELS = (
    re.compile(r"^[一二三四五六七八九十百]+、"),
    re.compile(r"^[（(][一二三四五六七八九十百]+[）)]"),
    re.compile(r"^[0-9０-９]+\s*[.．、](?![0-9])"),
    re.compile(r"^[（(][0-9０-９]+[）)]"),
)
_SENTENCE = re.compile(r"[。；，：:;,.!?？！]$")
_TITLE_POINTS = 18
_MARK_POINTS = 24
_LONGEST_SIGNATURE = 40


@dataclass(frozen=True)
class BodyText:
    """A paragraph of the text and its level: 0 for plain text, 1 to 4 for 一、(一) 1. (1)."""

    paragraph: Paragraph
    level: int


@dataclass
class Elements:
    """The elements that were found; ``None`` or empty for those that were not."""

    copy_number: Paragraph | None = None
    secrecy: Paragraph | None = None
    urgency: Paragraph | None = None
    mark: Paragraph | None = None
    number: Paragraph | None = None
    signer: Paragraph | None = None
    title: list[Paragraph] = field(default_factory=list)
    addressee: Paragraph | None = None
    body: list[BodyText] = field(default_factory=list)
    attachments: list[Paragraph] = field(default_factory=list)
    signatures: list[Paragraph] = field(default_factory=list)
    date: Paragraph | None = None
    remark: Paragraph | None = None
    annexes: list[Paragraph] = field(default_factory=list)
    annex_titles: list[Paragraph | None] = field(default_factory=list)
    sent_to: Paragraph | None = None
    copies: Paragraph | None = None
    printed: Paragraph | None = None
    head_rules: list[Rule] = field(default_factory=list)
    foot_rules: list[Rule] = field(default_factory=list)
    record_rules: list[Rule] = field(default_factory=list)

    def named(self) -> dict[str, str]:
        """Each element that was found, by its official name, and the words that stand there."""
        singles = {
            "份号": self.copy_number, "密级和保密期限": self.secrecy, "紧急程度": self.urgency,
            "发文机关标志": self.mark, "发文字号": self.number, "签发人": self.signer,
            "主送机关": self.addressee or self.sent_to, "成文日期": self.date, "附注": self.remark,
            "抄送机关": self.copies, "印发机关和印发日期": self.printed,
        }  # fmt: skip
        found = {name: one.text for name, one in singles.items() if one is not None}
        lists = {
            "标题": self.title, "正文": [one.paragraph for one in self.body], "附件说明": self.attachments,
            "发文机关署名": self.signatures, "附件": self.annexes,
        }  # fmt: skip
        return found | {name: "\n".join(one.text for one in many)[:200] for name, many in lists.items() if many}


def recognised(sheet: Sheet) -> Elements:
    """The elements of a paper, by their words first and by their looks where words do not tell."""
    found = Elements()
    flow = [one for one in sheet.paragraphs if one.region != "foot" and not one.in_table]
    flow = _without_record(found, flow)
    start = _heading(found, flow)
    end = _ending(found, flow, start)
    found.body = [BodyText(one, level_of(one.text)) for one in flow[start:end] if not _is_caption(one)]
    _rules(found, sheet)
    return found


def level_of(text: str) -> int:
    return next((number for number, pattern in enumerate(LEVELS, 1) if pattern.match(text)), 0)


def _is_caption(one: Paragraph) -> bool:
    """A line of small characters in the middle below a picture."""
    return one.below_picture and one.points < 15


def _without_record(found: Elements, flow: Sequence[Paragraph]) -> list[Paragraph]:
    """The flow without the 版记, which Word files may hold anywhere in a frame."""
    kept = []
    for place, one in enumerate(flow):
        late = place > 2 and one.points < 15
        if found.copies is None and COPIES.match(one.text) and place > 2:
            found.copies = one
        elif found.sent_to is None and late and SENT_TO.match(one.text):
            found.sent_to = one
        elif found.printed is None and place > 2 and _is_printed(one):
            found.printed = one
        else:
            kept.append(one)
    return kept


def _is_printed(one: Paragraph) -> bool:
    return (one.text.endswith("印发") and PRINTED.search(one.text) is not None) or (
        one.points < 15 and PRINTED.search(one.text) is not None and not DATE.match(one.text)
    )


def _heading(found: Elements, flow: Sequence[Paragraph]) -> int:
    """Takes the 版头, 标题 and 主送机关 from the start of the flow; gives where the text begins."""
    place = 0
    while place < len(flow) and _head_element(found, flow[place]):
        place += 1
    while place < len(flow) and not found.addressee and _is_title(flow[place], found, flow[place:]):
        found.title.append(flow[place])
        place += 1
    if place < len(flow) and found.title and _is_addressee(flow[place]):
        found.addressee = flow[place]
        place += 1
    return place


def _head_element(found: Elements, one: Paragraph) -> bool:
    text = one.text
    if found.number is None and NUMBER.search(text) and len(text) < 60 and one.points < _MARK_POINTS:
        found.number = one
        if SIGNER.search(text):
            found.signer = one
    elif found.signer is None and SIGNER.match(text):
        found.signer = one
    elif found.mark is None and (one.points >= _MARK_POINTS or one.region == "head" or text.endswith("文件")):
        found.mark = one
    elif found.mark is not None and found.number is None and one.points >= _MARK_POINTS:
        return True  # a joint mark's further line
    elif found.copy_number is None and COPY_NUMBER.match(text) and not found.title:
        found.copy_number = one
    elif found.secrecy is None and SECRECY.match(text):
        found.secrecy = one
    elif found.urgency is None and URGENCY.match(text):
        found.urgency = one
    else:
        return False
    return True


def _is_title(one: Paragraph, found: Elements, rest: Sequence[Paragraph]) -> bool:
    if one.points >= _TITLE_POINTS:
        return True
    if one.text.endswith(("：", ":")) or len(found.title) >= 3:
        return False
    return not found.title and (_is_centred(one, rest) or any(_is_addressee(later) for later in rest[1:2]))


def _is_centred(one: Paragraph, rest: Sequence[Paragraph]) -> bool:
    if one.align == "center":
        return True
    wraps = [later.wrap for later in rest if later.wrap is not None and later.rows]
    if one.left is None or one.right is None or not wraps:
        return False
    edge = min(wraps)
    return one.left - edge > 10 and abs((one.left - edge) - (edge + 156 - one.right)) < 4


def _is_addressee(one: Paragraph) -> bool:
    return one.text.endswith(("：", ":")) and level_of(one.text) == 0 and "。" not in one.text


def _ending(found: Elements, flow: Sequence[Paragraph], start: int) -> int:
    """Takes 署名 to 附件 from the end of the flow; gives where the text ends."""
    dates = [place for place in range(start, len(flow)) if DATE.match(flow[place].text)]
    if not dates:
        return _attached(found, flow, start, len(flow))
    date = dates[0]
    found.date = flow[date]
    _after_date(found, flow[date + 1 :])
    end = date
    while end > start and _is_signature(flow[end - 1]) and date - end < 8:
        end -= 1
        if not LENT_SEAL.match(flow[end].text):
            found.signatures.insert(0, flow[end])
    return _attached(found, flow, start, end)


def _is_signature(one: Paragraph) -> bool:
    if LENT_SEAL.match(one.text):
        return True
    short = len(one.text) <= _LONGEST_SIGNATURE and not _SENTENCE.search(one.text)
    return short and level_of(one.text) == 0 and not ATTACHMENT.match(one.text) and not one.text[0].isdigit()


def _attached(found: Elements, flow: Sequence[Paragraph], start: int, end: int) -> int:
    """附件说明: from 「附件：」 on, at most ten lines."""
    for place in range(end - 1, max(start, end - 10) - 1, -1):
        if ATTACHMENT.match(flow[place].text):
            found.attachments = list(flow[place:end])
            return place
    return end


def _after_date(found: Elements, rest: Sequence[Paragraph]) -> None:
    if rest and REMARK.match(rest[0].text):
        found.remark = rest[0]
    for place, one in enumerate(rest):
        if ANNEX.match(one.text):
            found.annexes.append(one)
            found.annex_titles.append(rest[place + 1] if place + 1 < len(rest) else None)


_WIDE_MM = 100.0


def _rules(found: Elements, sheet: Sheet) -> None:
    """Parts the wide rules into those of the head, of a letter's foot, and of the 版记."""
    order = {id(one): place for place, one in enumerate(sheet.paragraphs)}
    text_begins = order[id(found.title[0])] if found.title else 0
    date = len(sheet.paragraphs) if found.date is None else order[id(found.date)]
    for rule in sheet.rules:
        if rule.width is not None and rule.width < _WIDE_MM:
            continue
        first_page = rule.page in (None, 1)
        low = rule.top is not None and rule.top > sheet.pages[0].height * 0.8
        if rule.region == "head" or (first_page and not low and rule.region == "body" and rule.after <= text_begins):
            found.head_rules.append(rule)
        elif rule.region == "foot" or (low and _is_double(rule)):
            found.foot_rules.append(rule)
        elif rule.after > date:
            found.record_rules.append(rule)


def _is_double(rule: Rule) -> bool:
    return rule.strokes in ("thick-thin", "thin-thick", "double")
