"""A paper made: its request checked for all that the paper must have, put into words, and filled into its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from forms.outgoing import PROVINCE_GOVERNMENT, OutgoingPaper, Sending
from forms.programme import Level
from forms.script import fold
from forms.units import same_unit
from render.errors import RenderError
from render.letter import Letter
from render.limited import render_limited
from render.papers.business import business_words
from render.papers.catalogue import paper as known_paper
from render.papers.contents import Writer, context_of, title_of
from render.papers.facts import facts_of
from render.papers.kinds import About, DocumentType, Format, Organ, Party
from render.papers.need import YEARS
from render.papers.paper import Paper
from render.papers.request import PaperRequest
from render.script import SCRIPTS
from render.template import Template, render
from render.wording import day as day_words
from render.wording import number_line

_NUMBER = re.compile(r"\S+〔(?:19|20)\d{2}〕[1-9]\d*号")
_LEFT_OPEN = re.compile(r"[XＸ×]{2,}|20[1-9][XＸ×]年|[_＿]{3,}|\{\{|\{%")


def compose(request: PaperRequest, template: Template | None = None) -> Letter:
    """The paper as .docx, with its title, the places of records it quotes, and its template's name and digest.

    ``template`` replaces the shipped one; it is a stranger's and is filled in by a limited process. Raises
    :class:`RenderError`: ``kind-unknown``, ``paper-is-form``, ``detail-missing``, ``detail-wrong``, ``ground-missing``,
    ``value-unconfirmed``, and what a template may do wrong.
    """
    paper = known_paper(request.paper)
    writer = _writer(paper, request)
    context = {**context_of(writer), **business_words(writer)}
    chosen = template or Template.letter(paper.template_name(writer.layout), request.script)
    docx = render_limited(chosen, context) if template else render(chosen, context)
    return Letter(docx, title_of(writer), used_slots(request), chosen.name, chosen.digest)


def context_for(request: PaperRequest) -> dict[str, object]:
    """Every placeholder with its words, as :func:`compose` fills them in; raises what it raises."""
    writer = _writer(known_paper(request.paper), request)
    return {**context_of(writer), **business_words(writer)}


def used_slots(request: PaperRequest) -> tuple[str, ...]:
    """The places of the pilots' records whose values the paper quotes."""
    return tuple(dict.fromkeys(slot for pilot in request.pilots for slot in pilot.used))


def _writer(paper: Paper, request: PaperRequest) -> Writer:
    if Format.FORM in paper.formats:
        raise RenderError("paper-is-form", f"{paper.name}是规定的表，由记录生成，不按公文制作。")
    layout, document_type = _layout(paper, request), _type(paper, request)
    if request.script not in SCRIPTS:
        raise _wrong(paper, f"文字应为{'或'.join(SCRIPTS)}，所选的是{request.script}。", "script")
    if request.day.year not in YEARS:
        raise _wrong(paper, f"成文日期的年份{request.day.year}不对。", "issued_on")
    _refuse_track(paper, request)
    _refuse_parties(paper, request)
    _refuse_pilots(paper, request)
    facts = facts_of(paper, request)
    writer = Writer(paper, request, facts, document_type, layout)
    if not request.draft:
        _refuse_unready(paper, request, facts)
    return writer


def _layout(paper: Paper, request: PaperRequest) -> Format:
    layout = request.layout or paper.format
    if layout not in paper.formats:
        raise _wrong(paper, f"格式应为{'、'.join(paper.formats)}，所选的是{layout}。", "layout")
    return layout


def _type(paper: Paper, request: PaperRequest) -> DocumentType:
    chosen = request.type or paper.type
    if chosen not in paper.types:
        raise _wrong(paper, f"文种应为{'、'.join(paper.types)}，所选的是{chosen}。", "type")
    return chosen


def _refuse_track(paper: Paper, request: PaperRequest) -> None:
    """第三十九条: what passes between province and ministries has no place in a province's own pilots."""
    provincial = request.programme.level is Level.PROVINCIAL
    if paper.national_only and provincial:
        raise _wrong(paper, "省级试点由省级联席办公室自行审定，没有这种文书。", "paper")
    if paper.provincial_only and not provincial:
        raise _wrong(paper, "国家级试点由部级联席办公室下达，没有这种文书。", "paper")


def _refuse_parties(paper: Paper, request: PaperRequest) -> None:
    """Refuse a paper without issuer, signatory or addressee, from the wrong organ, or without a copy that is due."""
    for name, label in (("issuer", "发文机关"), ("signatory", "署名单位")):
        if not getattr(request, name).strip():
            raise RenderError(
                "detail-missing", f"{paper.name}缺少{label}，请补充后再生成。", {name: f"请补充{label}。"}
            )
    if not any(name.strip() for name in request.addressees):
        to = "、".join(paper.to)
        raise RenderError(
            "detail-missing", f"{paper.name}缺少主送机关（{to}），请补充后再生成。", {"addressees": "请补充主送机关。"}
        )
    _refuse_organ(paper, request)
    if paper.outgoing and Party.MINISTRY in paper.to and not _sending(paper, request).ministry(request.addressees):
        raise _wrong(paper, "主送机关应为部级联席办公室。", "addressees")
    for party in paper.copies_required:
        if party is Party.GOVERNMENT and not any(PROVINCE_GOVERNMENT.search(fold(name)) for name in request.copies_to):
            raise RenderError(
                "detail-missing",
                f"{paper.name}应当同时抄送省级人民政府（《细则》第十二条），请在抄送机关中补充。",
                {"copies_to": "请补充省级人民政府。"},
            )


def _refuse_organ(paper: Paper, request: PaperRequest) -> None:
    """Refuse a signatory that is known and may not issue the paper; one that is not known is left to the officer."""
    allowed = paper.issued_by(request.programme)
    sending = _sending(paper, request)
    known = []
    if sending.ministry([request.signatory]):
        known.append(Organ.MINISTRY)
    if sending.province([request.signatory]):
        known.append(Organ.PROVINCE)
    if any(same_unit(request.signatory, pilot.unit) for pilot in request.pilots if pilot.unit):
        raise _wrong(
            paper, f"署名单位“{request.signatory.strip()}”是试点承担单位，应为{'、'.join(allowed)}。", "signatory"
        )
    if known and not set(known) & set(allowed):
        raise _wrong(
            paper, f"署名单位“{request.signatory.strip()}”是{known[0]}，应为{'、'.join(allowed)}。", "signatory"
        )


def _sending(paper: Paper, request: PaperRequest) -> Sending:
    from forms.outgoing import PaperKind

    kind = paper.outgoing or PaperKind.APPLICATION_REPORT
    return Sending(OutgoingPaper(kind, (request.issuer,)), request.programme, request.day)


def _refuse_pilots(paper: Paper, request: PaperRequest) -> None:
    count = len(request.pilots)
    if paper.about is About.NONE and count:
        raise _wrong(paper, "此文书不针对具体试点。", "pilots")
    if paper.about is not About.NONE and not count:
        raise RenderError(
            "detail-missing", f"{paper.name}没有写明试点，请选择试点后再生成。", {"pilots": "请选择试点。"}
        )
    if paper.about is About.ONE and count > 1:
        raise _wrong(paper, f"此文书一次只针对一个试点，所选的有{count}个。请分别生成。", "pilots")
    for number, pilot in enumerate(request.pilots, start=1):
        lacking = [label for label, held in (("试点名称", pilot.name), ("承担单位", pilot.unit)) if not held.strip()]
        if lacking:
            raise RenderError(
                "detail-missing",
                f"第{number}个试点{f'“{pilot.name}”' if pilot.name else ''}的记录没有{'、'.join(lacking)}，请先补充。",
                {f"pilots[{number - 1}]": f"没有{'、'.join(lacking)}。"},
            )


def _refuse_unready(paper: Paper, request: PaperRequest, facts: Mapping[str, Any]) -> None:
    """What a draft may have and a paper that goes out may not."""
    if not (request.number or "").strip():
        raise RenderError("detail-missing", f"{paper.name}没有发文字号，不能定稿。", {"number": "请先编号。"})
    if not _NUMBER.fullmatch(number_line(request.number, request.day.year)):
        raise _wrong(paper, f"发文字号“{request.number}”应如 鄂质监标函〔2016〕76号，顺序号不编虚位。", "number")
    if request.issued_on is None:
        raise RenderError("detail-missing", f"{paper.name}没有成文日期，不能定稿。", {"issued_on": "请写明成文日期。"})
    if request.issued_on > request.today:
        raise _wrong(paper, f"成文日期{day_words(request.issued_on)}晚于今天{day_words(request.today)}。", "issued_on")
    for number, pilot in enumerate(request.pilots):
        if pilot.unconfirmed:
            raise RenderError(
                "value-unconfirmed",
                f"“{pilot.name}”的{'、'.join(pilot.unconfirmed)}尚未核对，请对照原件确认后再定稿。",
                {f"pilots[{number}]": "尚未核对。"},
            )
    for place, text in _texts(request, facts):
        if found := _LEFT_OPEN.search(text):
            raise _wrong(paper, f"“{place}”中有未填写的“{found.group()}”，请填写后再定稿。", place)


def _texts(request: PaperRequest, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text that goes into the paper, with the id of its place."""
    yield from (("issuer", request.issuer), ("signatory", request.signatory), ("contact", request.contact))
    yield from (("addressees", name) for name in request.addressees)
    yield from (("copies_to", name) for name in request.copies_to)
    yield from (("enclosures", name) for name in request.enclosures)
    for number, pilot in enumerate(request.pilots):
        for text in (pilot.name, pilot.unit, *pilot.guarantors, pilot.result, pilot.recommended_by):
            yield f"pilots[{number}]", text
    for name, value in facts.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, tuple):
            for number, row in enumerate(value):
                if isinstance(row, dict):
                    yield from ((f"{name}[{number}].{c}", text) for c, text in row.items() if isinstance(text, str))


def _wrong(paper: Paper, message: str, place: str) -> RenderError:
    return RenderError("detail-wrong", f"{paper.name}：{message}", {place: message})
