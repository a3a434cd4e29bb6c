"""What a letter says, as plain words by the names of its template's placeholders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from forms.finding import Finding
from forms.law import Citation, chinese_number
from forms.programme import Level
from forms.script import fold
from forms.statutes import RULES
from render import wording
from render.catalogue import UNIT_SLOTS, letter_kind
from render.errors import RenderError
from render.pictures import EvidencePicture
from render.places import Place, place_of
from render.request import LetterRequest
from render.script import converter

_MARKS_MISSING = frozenset({"signature-missing", "seal-missing"})


@dataclass(frozen=True)
class Writer:
    """One request being put into words."""

    request: LetterRequest

    @cached_property
    def words(self) -> Callable[[str], str]:
        """Official wording in the letter's script. Names of offices and whatever the form says stay untouched."""
        request = self.request
        names = [request.issuer, request.signatory, request.addressee, request.contact, request.seal_owner or ""]
        names += [*request.copies_to, request.programme.title, *(m.name for m in request.materials)]
        return converter(request.script, tuple(name for name in (*names, *self._written()) if len(name) > 1))

    def _written(self) -> list[str]:
        record = self.request.record
        answers = [*record.fields.values(), *(a for rows in record.rows.values() for row in rows for a in row.values())]
        answers += [answer for block in record.blocks for answer in (block.unit, block.opinion)]
        shown = [answer.raw for answer in answers] + [a.value for a in answers if isinstance(a.value, str)]
        return sorted({text.strip() for text in shown})

    def name(self, slots: Sequence[str]) -> str:
        """The first of ``slots`` that has a value: as written in a traditional letter, otherwise its value."""
        for slot in slots:
            answer = self.request.record.fields.get(slot)
            if answer is not None and isinstance(answer.value, str):
                return answer.raw.strip() or answer.value if self.request.script == "hant" else answer.value
        return ""

    @property
    def material(self) -> str:
        unit = self.name(UNIT_SLOTS)
        recommends = bool(unit) and fold(unit) not in fold(self.request.addressee)
        return self.words(wording.material_of(recommends, unit, self.name(("pilot_name",))))

    @property
    def received_at(self) -> datetime | date:
        at = self.request.received_at
        if at is None:
            raise RenderError("detail-missing", "缺少收件时间，请登记收件后再生成文书。")
        if isinstance(at, datetime) and at.tzinfo is None:
            raise RenderError("detail-missing", "收件时间没有时区，无法判断日期。")
        return at


def context_of(request: LetterRequest) -> dict[str, object]:
    """Every placeholder of the request's template with its words; raises :class:`RenderError` where one is missing."""
    writer = Writer(request)
    return _frame(writer) | _CONTENTS[letter_kind(request.kind).id](writer)


def _frame(writer: Writer) -> dict[str, object]:
    """What every letter has: head, signature, date, contact, copies."""
    request = writer.request
    signatory, sealed_by, on = wording.signed(
        request.signatory.strip(), _sealed_by(writer), wording.day(request.issued_on)
    )
    kind = letter_kind(request.kind)
    title = kind.title(request.programme)
    return {
        "文书": kind.paper,
        "文种": "业务文书",
        "级别": wording.LEVELS[request.programme.level],
        "机关标志": wording.mark_size(request.issuer.strip()),
        **_enclosures(writer),
        "结语": writer.words(kind.closing),
        "发文机关": request.issuer.strip(),
        "发文字号": _number(writer),
        "标题": writer.words(title),
        "主送机关": request.addressee.strip(),
        "署名": signatory,
        "代章": sealed_by,
        "成文日期": on,
        "附注": writer.words(f"联系人：{request.contact.strip()}") if request.contact.strip() else "",
        "抄送": "，".join(name.strip() for name in request.copies_to),
    }


def _enclosures(writer: Writer) -> dict[str, object]:
    names = [writer.words(name) for name in writer.request.enclosures if name.strip()]
    numbered = len(names) > 1
    lines = [{"序号": f"{n}." if numbered else "", "名称": name} for n, name in enumerate(names, start=1)]
    return {"附件说明": lines, "附件名": "" if numbered else "".join(names)}


def _number(writer: Writer) -> str:
    line = wording.number_line(writer.request.number, writer.request.issued_on.year)
    return line if writer.request.number else writer.words(line)


def _sealed_by(writer: Writer) -> str:
    """（省质监局代章）, where another office lends its seal."""
    owner = (writer.request.seal_owner or "").strip()
    if not owner or fold(owner) == fold(writer.request.signatory):
        return ""
    return writer.words(f"（{owner}代章）")


def _correction(writer: Writer) -> dict[str, object]:
    request = writer.request
    opening = wording.RECEIVED.format(
        material=writer.material, at=wording.moment(writer.received_at), receipt=_receipt(request)
    )
    found = wording.CORRECTION_FOUND.format(rules=RULES.title, number=RULES.number)
    due = request.due_on or request.issued_on + timedelta(days=request.programme.correction_days)
    if due < request.issued_on:
        raise RenderError("detail-wrong", f"补正期限{wording.day(due)}早于成文日期{wording.day(request.issued_on)}。")
    asked = wording.CORRECTION_DUE.format(due=wording.day(due), office=request.signatory.strip())
    if request.programme.copies:
        asked += wording.CORRECTION_COPIES.format(copies=wording.copies(request.programme.copies))
    return {
        "开头": writer.words(opening + found),
        "问题清单": _faults(writer),
        "补正要求": writer.words(asked),
    }


def _receipt(request: LetterRequest) -> str:
    number = request.receipt_number.strip()
    return wording.RECEIPT_NUMBER.format(number=number) if number else ""


def _faults(writer: Writer) -> list[dict[str, object]]:
    """The upheld findings in the form's order, each once, numbered through, by the part of the form."""
    placed = _placed(writer)
    if not placed:
        raise RenderError("nothing-to-say", "没有认定的问题，不需要补正通知书。")
    parts: list[dict[str, object]] = []
    pictures, shown = _pictures(writer.request), set[str]()
    number = 0
    for part, (title, group) in enumerate(groupby(placed, key=lambda pair: pair[0].part), start=1):
        items = []
        for place, finding in group:
            number += 1
            mark = pictures.get(id(finding), "")
            pictured = {"附图": "" if mark in shown else mark, "图题": _caption(writer, mark) if mark else ""}
            shown.add(mark)
            said = {"序号": number, "说明": _said(writer, place, finding), "依据": _basis(writer, finding)}
            items.append(said | pictured)
        name = title.split("、", 1)[-1] if title[:1] in "一二三四五六七八九十" else title
        parts.append({"名称": f"（{chinese_number(part)}）{writer.words(name)}", "问题": items})
    return parts


def marked_pictures(request: LetterRequest) -> dict[str, EvidencePicture]:
    """The request's pictures by the marks that stand for them; one that proves several findings has one mark."""
    once = dict.fromkeys(picture.data for _, picture in sorted(request.pictures.items()))
    numbers = {data: number for number, data in enumerate(once, start=1)}
    return {f"附图{numbers[picture.data]}": picture for picture in request.pictures.values()}


def _pictures(request: LetterRequest) -> dict[int, str]:
    """The mark of each finding's picture, by the finding's identity."""
    marks = {picture.data: mark for mark, picture in marked_pictures(request).items()}
    return {id(request.findings[index]): marks[picture.data] for index, picture in request.pictures.items()}


def _caption(writer: Writer, mark: str) -> str:
    return writer.words(marked_pictures(writer.request)[mark].words)


def _placed(writer: Writer) -> list[tuple[Place, Finding]]:
    request = writer.request
    once: dict[tuple[str, str | None, str, str], Finding] = {}
    for finding in request.findings:
        if not finding.message.strip():
            raise RenderError("finding-without-message", f"问题“{finding.title}”（{finding.where}）没有说明。")
        once.setdefault((finding.code, finding.where, finding.subject, finding.message), finding)
    pairs = [(place_of(finding, request.form, request.record), finding) for finding in once.values()]
    return sorted(_joined_marks(writer, pairs), key=lambda pair: pair[0].order)


def _joined_marks(writer: Writer, pairs: list[tuple[Place, Finding]]) -> list[tuple[Place, Finding]]:
    """``pairs`` with all missing signatures and seals as one fault, where the paper bears no mark at all."""
    blocks = writer.request.record.blocks
    missing = sorted((pair for pair in pairs if _is_missing_mark(pair[1])), key=lambda pair: pair[0].order)
    if len(missing) < 2 or any(b.signature.present is not False or b.seal.present is not False for b in blocks):
        return pairs
    place, first = missing[0]
    units = "、".join(dict.fromkeys(_block_name(writer, finding) for _, finding in missing))
    bases = "、".join(
        dict.fromkeys(base for _, finding in missing if finding.basis for base in finding.basis.split("、"))
    )
    message = wording.ELECTRONIC_ONLY.format(units=units)
    joined = Finding(first.code, first.severity, message, basis=bases or None, where=first.where)
    return [pair for pair in pairs if pair not in missing] + [(place, joined)]


def _is_missing_mark(finding: Finding) -> bool:
    return finding.code in _MARKS_MISSING and (finding.where or "").startswith("blocks[")


def _block_name(writer: Writer, finding: Finding) -> str:
    """“保证单位”（武汉市江汉区人民政府）, the unit as far as it is known."""
    index = int((finding.where or "").removeprefix("blocks[").partition("]")[0])
    blocks = writer.request.record.blocks
    read = blocks[index]
    label = f"“{writer.request.form.blocks_of([block.id for block in blocks])[index].label}”"
    return f"{label}（{read.unit.value}）" if isinstance(read.unit.value, str) else label


def _said(writer: Writer, place: Place, finding: Finding) -> str:
    """The finding's message, led by its place and page where it does not name them itself."""
    message = finding.message.strip()
    page = f"第{finding.evidence.page}页" if finding.evidence and finding.evidence.page else ""
    lead = "" if all(name in message for name in place.names) else place.words
    if page and page not in message:
        lead = f"{page}{lead}"
    return writer.words(f"{lead}：{message}" if lead else message)


def _basis(writer: Writer, finding: Finding) -> str:
    if not finding.basis:
        return ""
    short = wording.RULES_SHORT if finding.basis.startswith("第") else ""
    return writer.words(f"（依据：{short}{finding.basis}）")


def _received(writer: Writer) -> dict[str, object]:
    request = writer.request
    if not request.receipt_number.strip() or not request.materials:
        raise RenderError("detail-missing", "收件文书需要收件编号和材料清单，请登记后再生成。")
    opening = wording.RECEIVED_LIST.format(
        material=writer.material, at=wording.moment(writer.received_at), receipt=_receipt(request)
    )
    provincial = request.programme.level == Level.PROVINCIAL
    said = wording.ACCEPTED if provincial else wording.RECEIPT_ONLY.format(rules=RULES.title)
    return {
        "开头": writer.words(opening),
        "材料清单": [
            {"名称": m.name, "份数": "" if m.copies is None else m.copies, "备注": m.note} for m in request.materials
        ],
        "说明": writer.words(said),
        "结语": writer.words(wording.CLOSING if provincial else wording.CLOSING_RECEIPT),
    }


def _late(writer: Writer) -> dict[str, object]:
    request = writer.request
    ground = request.ground
    if not isinstance(ground, Citation):
        given = f"所给的是“{ground}”" if ground else "没有给出"
        raise RenderError("ground-missing", f"不予受理只能以条文为依据，{given}。请引用申报通知的条款。")
    deadline = request.deadline or request.programme.deadline
    if deadline is None:
        raise RenderError("detail-missing", "申报项目没有设定截止日期，不能以逾期为由不予受理。")
    _refuse_unless_late(writer, deadline)
    statute = ground.statute
    said = wording.deadline_words(ground.words)
    form = wording.LATE_GROUND if said else wording.LATE_GROUND_BARE
    inclusive = "（含当日）" if request.programme.deadline_inclusive else "（不含当日）"
    return {
        "开头": writer.words(
            wording.LATE_ARRIVED.format(material=writer.material, at=wording.moment(writer.received_at))
        ),
        "依据": writer.words(form.format(title=statute.title, number=statute.number, place=ground.key, words=said)),
        "结论": writer.words(wording.LATE_DEADLINE.format(deadline=wording.day(deadline), inclusive=inclusive)),
    }


def _refuse_unless_late(writer: Writer, deadline: date) -> None:
    received = wording.day_in_china(writer.received_at)
    inclusive = writer.request.programme.deadline_inclusive
    if received < deadline or (inclusive and received == deadline):
        raise RenderError(
            "ground-missing",
            f"材料于{wording.day(received)}收到，未超过截止日期{wording.day(deadline)}，不能以逾期为由不予受理。",
        )


_CONTENTS: dict[str, Callable[[Writer], dict[str, object]]] = {
    "correction": _correction,
    "receipt": _received,
    "late-refusal": _late,
}
