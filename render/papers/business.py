"""What the business papers of the receipt say (收件回执, 不予受理, 补正) when they are made from facts alone."""

from __future__ import annotations

from itertools import groupby

from forms.law import chinese_number
from forms.programme import Level
from forms.statutes import RULES
from render import wording
from render.errors import RenderError
from render.papers.contents import Writer, to_the_unit


def business_words(writer: Writer) -> dict[str, object]:
    """The placeholders of the paper's template that its facts alone do not name; none for other papers."""
    made = {"receipt": _receipt, "late-refusal": _late, "correction": _correction}.get(writer.paper.template)
    return made(writer) if made else {}


def _material(writer: Writer, what: str = "试点申报材料") -> str:
    pilots = writer.request.pilots
    if not pilots:
        return f"你单位报送的{what}"
    pilot, addressees = pilots[0], writer.request.addressees
    if to_the_unit(writer.request, pilot):
        whose = "你单位报送的"
    else:
        whose = f"{pilot.unit}报送的" if pilot.unit in addressees else f"你单位推荐的{pilot.unit}"
    return f"{whose}“{pilot.name}”{what}"


def _receipt(writer: Writer) -> dict[str, object]:
    facts = writer.facts
    provincial = writer.request.programme.level is Level.PROVINCIAL
    number = wording.RECEIPT_NUMBER.format(number=facts["receipt_number"])
    opening = wording.RECEIVED_LIST.format(
        material=_material(writer), at=wording.day(facts["received_on"]), receipt=number
    )
    said = wording.ACCEPTED if provincial else wording.RECEIPT_ONLY.format(rules=RULES.title)
    return {"开头": writer.words(opening), "说明": writer.words(said)}


def _late(writer: Writer) -> dict[str, object]:
    facts, programme = writer.facts, writer.request.programme
    received, deadline, ground = facts["received_on"], facts["deadline"], facts["ground"]
    if received < deadline or (programme.deadline_inclusive and received == deadline):
        raise RenderError(
            "ground-missing",
            f"材料于{wording.day(received)}收到，未超过截止日期{wording.day(deadline)}，不能以逾期为由不予受理。",
        )
    if ground.words and "逾期" not in ground.words:
        raise RenderError(
            "ground-missing",
            f"{ground}没有规定逾期如何处理。请引用申报通知中关于逾期的条款。",
            {"ground": "没有规定逾期。"},
        )
    statute, said = ground.statute, wording.deadline_words(ground.words)
    form = wording.LATE_GROUND if said else wording.LATE_GROUND_BARE
    inclusive = "（含当日）" if programme.deadline_inclusive else "（不含当日）"
    opening = wording.LATE_ARRIVED.format(material=_material(writer), at=wording.day(received))
    return {
        "开头": writer.words(opening),
        "依据": writer.words(form.format(title=statute.title, number=statute.number, place=ground.key, words=said)),
        "结论": writer.words(wording.LATE_DEADLINE.format(deadline=wording.day(deadline), inclusive=inclusive)),
    }


def _correction(writer: Writer) -> dict[str, object]:
    facts, request = writer.facts, writer.request
    material = _material(writer, writer.paper.words["材料"])
    opening = wording.RECEIVED.format(material=material, at=wording.day(facts["received_on"]), receipt="")
    opening += wording.CORRECTION_FOUND.format(rules=RULES.title, number=RULES.number)
    asked = wording.CORRECTION_DUE.format(due=wording.day(facts["due_on"]), office=request.signatory.strip())
    if request.programme.copies and writer.paper.id == "D03":
        asked += wording.CORRECTION_COPIES.format(copies=wording.copies(request.programme.copies))
    return {"开头": writer.words(opening), "补正要求": writer.words(asked), "问题清单": _faults(writer)}


def _faults(writer: Writer) -> list[dict[str, object]]:
    """The faults by the part of the form they stand in, numbered through."""
    order = list(dict.fromkeys(row["part"] for row in writer.facts["faults"]))
    rows = sorted(writer.facts["faults"], key=lambda row: order.index(row["part"]))
    numbered = list(enumerate(rows, start=1))
    parts: list[dict[str, object]] = []
    for part, group in groupby(numbered, key=lambda pair: pair[1]["part"]):
        items = [
            {
                "序号": number,
                "说明": row["fault"],
                "依据": writer.words(f"（依据：{row['basis']}）") if row.get("basis") else "",
                "附图": "",
                "图题": "",
            }
            for number, row in group
        ]
        parts.append({"名称": f"（{chinese_number(len(parts) + 1)}）{part}", "问题": items})
    return parts
