"""That one unit bears one name everywhere in the form, its seals included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.finding import Severity
from forms.law import Practice
from forms.rules.facts import FORMS, Facts, PlacedBlock, page_note
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.seals import SealCase, seal_case
from forms.statutes import RULES

_OURS = Practice("同一单位的名称应当前后一致")


@rule(
    "X1",
    basis=RULES.art(10),
    strength="—",
    gravest=Severity.BLOCK,
    reads=("fields.lead_unit", "fields.unit_name", "blocks.unit", "blocks.seal"),
    on=FORMS,
)
def one_name(facts: Facts) -> Answers:
    """经试点承担单位、参加单位、保证单位、业务指导单位及管理单位同意: each under one name everywhere.

    Names are equal after folding script, width, spacing, known aliases and recorded renames. The article speaks of
    the application; on the other forms the same is our own check.
    """
    if facts.form.id == "annex1-application":
        yield from _cover_and_table(facts)
    for placed in facts.blocks:
        yield from _on_basis(facts, _block_unit(facts, placed))
        yield from _on_basis(facts, _seal(facts, placed))


def _on_basis(facts: Facts, answers: Answers) -> Answers:
    """The answers, resting on our own practice wherever the form is not the application."""
    for found in answers:
        if isinstance(found, Breach) and facts.form.id != "annex1-application":
            yield replace(found, basis=_OURS)
        else:
            yield found


def _cover_and_table(facts: Facts) -> Answers:
    cover, table = facts.text("lead_unit"), facts.text("unit_name")
    answer = facts.answer("unit_name")
    if cover is None or table is None or answer is None:
        yield Unknown("封面或者基本信息中未读出单位名称")
    elif not facts.programme.same_unit(cover, table):
        yield Breach(
            "unit-mismatch",
            Severity.WARN,
            "fields.unit_name",
            f"“{facts.label('unit_name')}”为“{table}”{page_note(answer.evidence)}，与封面“{facts.label('lead_unit')}”"
            f"“{cover}”不一致。请核对；如系更名，请附证明。",
            evidence=answer.evidence,
        )


def _expected_names(facts: Facts, placed: PlacedBlock) -> tuple[str, ...]:
    if placed.spec.id in {"lead_unit", "unit"}:
        return facts.names("lead_unit") + facts.names("unit_name")
    return facts.names(placed.spec.unit_from) if placed.spec.unit_from else ()


def _block_unit(facts: Facts, placed: PlacedBlock) -> Iterator[Breach]:
    unit, expected = placed.read.unit.value, _expected_names(facts, placed)
    if not isinstance(unit, str) or not expected:
        return
    if not any(facts.programme.same_unit(unit, name) for name in expected):
        evidence = placed.read.unit.evidence or placed.read.evidence
        yield Breach(
            "unit-mismatch",
            Severity.WARN,
            placed.where("unit"),
            f"{placed.name}的单位为“{unit}”{page_note(evidence)}，与表中所填“{'、'.join(dict.fromkeys(expected))}”不一致。"
            "请核对；如系更名，请附证明。",
            evidence=evidence,
        )


def _seal(facts: Facts, placed: PlacedBlock) -> Answers:
    seal = placed.read.seal
    if seal.present is not True:
        return
    if seal.matches_unit is None:
        yield Unknown(f"{placed.name}印章文字未能与单位核对")
    elif seal.matches_unit is False and not _renamed(facts, placed):
        breach = _foreign_seal(facts, placed)
        yield Unknown(f"{placed.name}印章归属须看原件", breach) if seal.needs_review else breach
    elif seal.matches_unit and seal.needs_review and seal.beside is not None:
        yield Unknown(f"{placed.name}内不止一枚印章", _seal_beside(placed, seal.beside))
    elif seal.matches_unit and seal.needs_review:
        yield Unknown(f"{placed.name}印章似为本单位所盖，须看原件确认")


def _seal_beside(placed: PlacedBlock, text: str) -> Breach:
    """That another seal stands in the block beside the unit's own: a person has to look whose it is and why."""
    evidence = placed.read.seal.evidence or placed.read.evidence
    other = f"“{text}”" if text else "另一枚印章（印文未能读出）"
    return Breach(
        "seal-beside",
        Severity.WARN,
        placed.where("seal"),
        f"{placed.name}除{placed.unit}公章外，似还盖有{other}{page_note(evidence)}。"
        "请核对是否盖错栏或者重复用印；如系邻栏印章压入本栏，确认即可。",
        evidence=evidence,
    )


def _foreign_seal(facts: Facts, placed: PlacedBlock) -> Breach:
    """That another seal stands there, which kind of seal it is and what is on it; a warning where a person has to look."""
    seal = placed.read.seal
    evidence = seal.evidence or placed.read.evidence
    line = f"（{seal.center}）" if seal.center else ""
    text = f"“{seal.text}{line}”" if seal.text else "其他单位印章"
    others = [other for other in facts.blocks if other.index != placed.index and isinstance(other.read.unit.value, str)]
    case = seal_case(seal, placed.read.unit.value, [str(other.read.unit.value) for other in others])
    owner = next((o.label for o in others if seal.text and facts.programme.same_unit(seal.text, o.unit)), "")
    why = {
        SealCase.SPECIAL: f"系专用章，不能代替{placed.unit}公章",
        SealCase.DEPARTMENT: f"系内设机构印章，不能代替{placed.unit}公章",
        SealCase.OTHER_BLOCK: f"系本表{owner}的印章，可能盖错栏",
        SealCase.OTHER: "",
    }[case]
    return Breach(
        "seal-mismatch",
        Severity.WARN if seal.needs_review else Severity.BLOCK,
        placed.where("seal"),
        f"{placed.name}所盖印章为{text}{page_note(evidence)}，与{placed.unit}不一致{f'：{why}' if why else ''}。"
        f"请由{placed.unit}加盖本单位公章后重新报送；代章或者更名的，请注明并附证明。",
        subject=case.value,
        evidence=evidence,
    )


def _renamed(facts: Facts, placed: PlacedBlock) -> bool:
    """Whether the seal is the unit's own under another name that is recorded for this programme."""
    seal, unit = placed.read.seal, placed.read.unit.value
    if not seal.text or not isinstance(unit, str) or (seal.center and seal.center != "公章"):
        return False
    return facts.programme.same_unit(seal.text, unit)
