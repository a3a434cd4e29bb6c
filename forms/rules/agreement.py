"""That every unit has agreed: the form itself, and opinion, signature, seal and date of each block (第十条)."""

from __future__ import annotations

from collections.abc import Iterator

from forms.evidence import Evidence
from forms.finding import Severity
from forms.record import Answer
from forms.rules.facts import Facts, PlacedBlock, Standing, page_note, quote, standing
from forms.rules.opinions import Stance, stance
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.script import fold
from forms.spec import Needs, Section
from forms.statutes import HUBEI_2016, RULES

_PILOT_TITLE = "社会管理和公共服务综合标准化试点"
_TITLE_WORDS = ("社会管理", "公共服务", "标准化试点")
_BLOCK_SLOTS = tuple(f"blocks.{slot}" for slot in ("opinion", "signature", "seal", "date", "unit"))


@rule("R10.1", basis=RULES.art(10), strength="应当", reads=("printed.title", "printed.parts"))
def on_the_form(facts: Facts) -> Answers:
    """自愿申请试点的单位应当填写《社会管理和公共服务综合标准化试点申请书》（见附件1）: its title and its three parts.

    A part counts as there when its heading is found or anything in it is.
    """
    yield from _title(facts)
    parts = _parts_found(facts)
    if not parts:
        yield Unknown("未识别出任何部分")
        return
    titles = {section.id: section.title for section in facts.form.sections}
    if facts.form.blocks:
        titles["blocks"] = facts.form.blocks_title or "各单位意见"
    for part, title in titles.items():
        if part not in parts:
            yield Breach(
                "part-missing",
                Severity.BLOCK,
                None,
                f"未见申请书“{title}”部分。请使用规定的《{facts.form.title}》完整填写后重新报送。",
                subject=part,
            )


def _title(facts: Facts) -> Answers:
    title = facts.record.printed.title
    if not title.strip():
        yield Unknown("未识别出表名")
    elif not _names_the_form(title, facts.form.title):
        yield Breach(
            "title-mismatch",
            Severity.BLOCK,
            None,
            f"表名为{quote(title)}，不是《{facts.form.title}》。请使用规定的表样填写后重新报送。",
        )


def _names_the_form(title: str, official: str) -> bool:
    """Whether a printed title says what the official one says; 综合 may be missing, 项目 and a place may be added."""
    said = fold(title)
    return all(fold(words) in said for words in (*_TITLE_WORDS, official.removeprefix(_PILOT_TITLE)))


def _parts_found(facts: Facts) -> set[str]:
    found = set(facts.record.printed.parts) | {part for part, rows in facts.record.rows.items() if rows}
    for section in facts.form.sections:
        if isinstance(section, Section) and any(s in facts.record.fields for f in section.fields for s in f.ids):
            found.add(section.id)
    return found | ({"blocks"} if facts.record.blocks else set())


@rule("R10.2", basis=RULES.art(10), strength="应当", reads=_BLOCK_SLOTS)
def all_agreed(facts: Facts) -> Answers:
    """经试点承担单位、参加单位、保证单位、业务指导单位及管理单位同意后报送。

    Each block is asked for what its ``needs`` say. An optional block that stands empty is no fault unless the cover
    names a unit for it (then a warning); what waits for the receiving office itself is only said.
    """
    if facts.record.blocks or _parts_found(facts):
        yield from _blocks_not_printed(facts)
    else:
        yield Unknown("未识别出意见栏")
    for placed in facts.blocks:
        if facts.pending(placed):
            yield Unknown("待受理单位填写", _pending(placed))
        else:
            yield from _agreed(placed, facts.duty(placed), placed.spec.needs)


@rule(
    "H11",
    basis=HUBEI_2016.part("第四部分第1项"),
    strength="要",
    reads=("blocks.opinion", "blocks.seal"),
    local=True,
)
def sealed_in_hubei(facts: Facts) -> Answers:
    """试点承担单位认真填写申报材料并加盖印章，试点参加单位、保证单位和指导单位要签署意见并加盖印章。"""
    asked = {"lead_unit": Needs.SEAL}
    for other in ("participating_unit", "guarantor_unit", "guiding_unit"):
        asked[other] = Needs.OPINION | Needs.SEAL
    for placed in facts.blocks:
        if placed.spec.id in asked and not facts.pending(placed):
            yield from _agreed(placed, facts.duty(placed), placed.spec.needs & asked[placed.spec.id])


def _blocks_not_printed(facts: Facts) -> Iterator[Breach]:
    printed = {block.id for block in facts.record.blocks}
    for block in facts.form.blocks:
        if block.required is True and block.id not in printed:
            yield Breach(
                "block-missing",
                Severity.BLOCK,
                f"blocks.{block.id}",
                f"表中无此栏：未见“{block.label}”意见栏。请使用规定的表样，由{block.label}签署意见后重新报送。",
            )


def _pending(placed: PlacedBlock) -> Breach:
    return Breach(
        "pending-office",
        Severity.INFO,
        placed.where("opinion"),
        f"{placed.name}待受理单位审核后填写，申报时无须填写。",
        evidence=placed.read.evidence,
    )


def _agreed(placed: PlacedBlock, severity: Severity | None, needs: Needs) -> Answers:
    if severity is None:
        return
    if Needs.OPINION in needs:
        yield from _opinion(placed, severity)
    if Needs.SIGNATURE in needs:
        yield from _mark(placed, "signature", placed.read.signature.present, severity)
    if Needs.SEAL in needs:
        yield from _mark(placed, "seal", placed.read.seal.present, severity)
    if Needs.DATE in needs:
        yield from _date(placed, severity)


def _lacking(placed: PlacedBlock, slot: str, severity: Severity, lacks: str, ask: str, at: Evidence | None) -> Breach:
    evidence = at or placed.read.evidence
    return Breach(
        f"{slot}-missing",
        severity,
        placed.where(slot),
        f"{placed.name}{lacks}{page_note(evidence)}。请由{placed.unit}{ask}后重新报送。",
        evidence=evidence,
    )


def _opinion(placed: PlacedBlock, severity: Severity) -> Answers:
    answer = placed.read.opinion
    state = standing(answer)
    if state is Standing.BLANK:
        yield _lacking(placed, "opinion", severity, "未签署意见", "签署意见", answer.evidence)
    elif state is Standing.UNREADABLE:
        yield Unknown(f"{placed.name}意见无法识别")
    else:
        yield from _stance(placed, answer)


def _stance(placed: PlacedBlock, answer: Answer) -> Answers:
    taken = stance(str(answer.value))
    evidence = answer.evidence or placed.read.evidence
    quoted = f"{placed.name}所署意见为{quote(str(answer.value))}{page_note(evidence)}"
    where = placed.where("opinion")
    if taken is Stance.REFUSES:
        message = f"{quoted}，{placed.unit}不同意申报。申请须经各单位同意后报送，请取得其同意后重新报送。"
        yield Breach("opinion-refused", Severity.BLOCK, where, message, evidence=evidence)
    elif taken is Stance.UNCLEAR:
        message = f"{quoted}，不能判断{placed.unit}是否同意。请核对原件，必要时请其写明是否同意。"
        yield Unknown("意见表述不明", Breach("opinion-unclear", Severity.WARN, where, message, evidence=evidence))


_MARKS = {"signature": ("未签字", "签字", "签字"), "seal": ("未加盖公章", "加盖公章", "印章")}


def _mark(placed: PlacedBlock, slot: str, present: bool | None, severity: Severity) -> Answers:
    lacks, ask, noun = _MARKS[slot]
    at = placed.read.signature.evidence if slot == "signature" else placed.read.seal.evidence
    if present is False:
        yield _lacking(placed, slot, severity, lacks, ask, at)
    elif present is None:
        evidence = at or placed.read.evidence
        message = f"{placed.name}有无{placed.unit}的{noun}无法判断{page_note(evidence)}。请核对原件。"
        yield Unknown(
            f"{noun}无法判断",
            Breach(f"{slot}-uncertain", Severity.WARN, placed.where(slot), message, evidence=evidence),
        )


def _date(placed: PlacedBlock, severity: Severity) -> Answers:
    answer = placed.read.date
    state = standing(answer)
    if state is Standing.BLANK:
        yield _lacking(placed, "date", severity, "未填写日期", "填写日期", answer.evidence)
    elif state is Standing.UNREADABLE:
        yield Unknown(f"{placed.name}日期无法识别")
