"""That every unit has agreed: the form itself, and opinion, signature, seal and date of each block (第十条)."""

from __future__ import annotations

from forms.finding import Severity
from forms.rules.blocks import lacks, named_without_block, not_printed, pending
from forms.rules.facts import Facts, quote
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.script import fold
from forms.spec import Needs, Section
from forms.statutes import HUBEI_2016, RULES

_PILOT_TITLE = "社会管理和公共服务综合标准化试点"
_TITLE_WORDS = ("社会管理", "公共服务", "标准化试点")
_BLOCK_SLOTS = tuple(f"blocks.{slot}" for slot in ("opinion", "signature", "seal", "date", "unit"))


@rule("R10.1", basis=RULES.art(10), strength="应当", gravest=Severity.BLOCK, reads=("printed.title", "printed.parts"))
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


@rule("R10.2", basis=RULES.art(10), strength="应当", gravest=Severity.BLOCK, reads=_BLOCK_SLOTS)
def all_agreed(facts: Facts) -> Answers:
    """经试点承担单位、参加单位、保证单位、业务指导单位及管理单位同意后报送。

    Each block is asked for what its ``needs`` say. An optional block that stands empty is no fault unless the cover
    names a unit for it (then a warning), and so is a unit named there for which no block stands; what waits for the receiving office itself is only said.
    """
    if facts.record.blocks or _parts_found(facts):
        yield from not_printed(facts)
        yield from named_without_block(facts)
    else:
        yield Unknown("未识别出意见栏")
    for placed in facts.blocks:
        if facts.pending(placed):
            yield Unknown("待受理单位填写", pending(placed))
        else:
            yield from lacks(placed, facts.duty(placed), placed.spec.needs)


@rule(
    "H11",
    basis=HUBEI_2016.part("第四部分第1项"),
    strength="要",
    gravest=Severity.BLOCK,
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
            yield from lacks(placed, facts.duty(placed), placed.spec.needs & asked[placed.spec.id])
