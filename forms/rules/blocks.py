"""What an opinion block lacks of what it is asked for: opinion, signature, seal, date."""

from __future__ import annotations

from collections.abc import Iterator

from forms.evidence import Evidence
from forms.finding import Severity
from forms.record import Answer
from forms.rules.facts import Facts, PlacedBlock, Standing, may_say, page_note, quote, standing, unfit
from forms.rules.opinions import Stance, stance
from forms.rules.rule import Answers, Breach, Unknown
from forms.spec import Needs
from forms.types import Date

_MARKS = {"signature": ("未签字", "签字", "签字"), "seal": ("未加盖公章", "加盖公章", "印章")}


def not_printed(facts: Facts, severity: Severity = Severity.BLOCK) -> Iterator[Breach]:
    """One fault for each required block that the document does not print."""
    printed = {block.id for block in facts.record.blocks}
    for block in facts.form.blocks:
        if block.required is True and block.id not in printed:
            yield Breach(
                "block-missing",
                severity,
                f"blocks.{block.id}",
                f"表中无此栏：未见“{block.label}”意见栏。请使用规定的表样，由{block.label}签署意见后重新报送。",
            )


def named_without_block(facts: Facts) -> Iterator[Breach]:
    """A warning for the units that the cover names for a kind of block while every printed one is another's."""
    printed = {block.id for block in facts.record.blocks}
    for block in facts.form.blocks:
        alone = [name for name in facts.names(block.unit_from or "") if _has_no_block(facts, block.id, name)]
        if alone and (block.id in printed or block.required is not True):
            yield Breach(
                "block-missing",
                Severity.WARN,
                f"blocks.{block.id}",
                f"封面所列“{'、'.join(alone)}”没有对应的“{block.label}”意见栏。请核对原件，由该单位签署意见后补报。",
            )


def _has_no_block(facts: Facts, block_id: str, name: str) -> bool:
    units = [placed.read.unit.value for placed in facts.blocks if placed.spec.id == block_id]
    named = facts.names(next(b.unit_from or "" for b in facts.form.blocks if b.id == block_id))
    return all(
        isinstance(unit, str)
        and not facts.programme.same_unit(unit, name)
        and any(facts.programme.same_unit(unit, other) for other in named)
        for unit in units
    )


def pending(placed: PlacedBlock) -> Breach:
    """That a block still waits for the receiving office."""
    return Breach(
        "pending-office",
        Severity.INFO,
        placed.where("opinion"),
        f"{placed.name}待受理单位审核后填写，申报时无须填写。",
        evidence=placed.read.evidence,
    )


def lacks(placed: PlacedBlock, severity: Severity | None, needs: Needs) -> Answers:
    """What a block lacks of ``needs``, each as grave as ``severity``; a refusal always blocks."""
    if severity is None:
        return
    if Needs.OPINION in needs:
        yield from _opinion(placed, severity)
    elif Needs.OPINION not in placed.spec.needs:
        yield from (said for said in _uncalled_for(placed) if isinstance(said, Breach))
    if Needs.SIGNATURE in needs:
        yield from _mark(placed, "signature", placed.read.signature.present, severity)
    if Needs.SEAL in needs:
        yield from _mark(placed, "seal", placed.read.seal.present, severity)
    if Needs.DATE in needs:
        yield from _date(placed, severity)


def _lacking(placed: PlacedBlock, slot: str, severity: Severity, lack: str, ask: str, at: Evidence | None) -> Breach:
    evidence = at or placed.read.evidence
    return Breach(
        f"{slot}-missing",
        severity,
        placed.where(slot),
        f"{placed.name}{lack}{page_note(evidence)}。请由{placed.unit}{ask}后重新报送。",
        evidence=evidence,
    )


def _opinion(placed: PlacedBlock, severity: Severity) -> Answers:
    answer = placed.read.opinion
    state = standing(answer)
    if state is Standing.BLANK and may_say(answer):
        yield Unknown("意见表述不明", _in_brackets(placed, answer))
    elif state is Standing.BLANK:
        yield _lacking(placed, "opinion", severity, "未签署意见", "签署意见", answer.evidence)
    elif state is Standing.UNREADABLE:
        yield Unknown(f"{placed.name}意见无法识别")
    else:
        yield from _stance(placed, answer)


def _in_brackets(placed: PlacedBlock, answer: Answer) -> Breach:
    evidence = answer.evidence or placed.read.evidence
    message = f"{placed.name}只有括号内的文字{quote(answer.raw)}{page_note(evidence)}，不能判断是样表提示还是所署意见。请核对原件。"
    return Breach("opinion-unclear", Severity.WARN, placed.where("opinion"), message, evidence=evidence)


def _uncalled_for(placed: PlacedBlock) -> Answers:
    """What an opinion says that nobody asked for: a refusal counts all the same."""
    if standing(placed.read.opinion) is Standing.GIVEN:
        yield from _stance(placed, placed.read.opinion)


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


def _mark(placed: PlacedBlock, slot: str, present: bool | None, severity: Severity) -> Answers:
    lack, ask, noun = _MARKS[slot]
    at = placed.read.signature.evidence if slot == "signature" else placed.read.seal.evidence
    if present is False:
        yield _lacking(placed, slot, severity, lack, ask, at)
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
        why = unfit(answer, Date())
        lack, ask = (f"日期写为{quote(answer.raw)}，{why}", "更正日期") if why else ("未填写日期", "填写日期")
        yield _lacking(placed, "date", severity, lack, ask, answer.evidence)
    elif state is Standing.UNREADABLE:
        yield Unknown(f"{placed.name}日期无法识别")
