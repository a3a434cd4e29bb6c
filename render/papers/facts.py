"""The facts of a request read by the paper's needs: typed, complete, and consistent with each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from forms.periods import add_months
from forms.programme import Programme
from render.errors import RenderError
from render.papers.need import ISSUED_ON, Count, Day, Need, Reckoned, Unfit, empty
from render.papers.paper import Paper
from render.papers.request import PaperRequest
from render.wording import day as day_words

Facts = Mapping[str, Any]


def facts_of(paper: Paper, request: PaperRequest) -> dict[str, Any]:
    """The typed value of every need that has one; days that follow from others are reckoned.

    Raises :class:`RenderError`: ``detail-missing`` naming all that is missing, ``detail-wrong`` naming every value
    that does not fit, with the ids in ``places``.
    """
    _refuse_unknown(paper, request.facts)
    read, faults = _read(paper, request.facts)
    if faults:
        told = "".join(f"“{need.label}”{message}" for need, message in faults)
        raise RenderError("detail-wrong", f"{paper.name}：{told}", {need.id: message for need, message in faults})
    _reckon(paper, request, read)
    _refuse_missing(paper, read)
    _refuse_contradictions(paper, request, read)
    return read


def _refuse_unknown(paper: Paper, given: Facts) -> None:
    known = {need.id for need in paper.needs}
    for name in given:
        if name not in known:
            near = get_close_matches(str(name), sorted(known), 1)
            hint = f"，是否为“{near[0]}”" if near else ""
            listed = f"可用：{'、'.join(sorted(known))}" if known else "此文书不需要另给要素"
            raise RenderError(
                "detail-wrong", f"{paper.name}没有“{name}”这一要素{hint}。{listed}。", {str(name): "没有此要素。"}
            )


def _read(paper: Paper, given: Facts) -> tuple[dict[str, Any], list[tuple[Need, str]]]:
    read, faults = {}, []
    for need in paper.needs:
        value = given.get(need.id)
        if empty(value):
            continue
        try:
            read[need.id] = need.kind.read(value)
        except Unfit as error:
            faults.append((need, str(error)))
    return read, faults


def _reckon(paper: Paper, request: PaperRequest, read: dict[str, Any]) -> None:
    for need in paper.needs:
        if need.id in read:
            continue
        if isinstance(need.kind, Day) and need.kind.default:
            reckoned = _day_of(need.kind.default, request, read)
            if reckoned is not None:
                read[need.id] = reckoned
        elif isinstance(need.kind, Count) and need.kind.setting:
            held = getattr(request.programme, need.kind.setting)
            if isinstance(held, int):
                read[need.id] = held


def _day_of(reckoned: Reckoned, request: PaperRequest, read: Facts) -> date | None:
    base = request.day if reckoned.of == ISSUED_ON else read.get(reckoned.of)
    if isinstance(base, tuple):
        base = None
    if not isinstance(base, date):
        return None
    months = months_of(reckoned, request.programme)
    return add_months(base, months) if months else base


def months_of(reckoned: Reckoned, programme: Programme) -> int:
    """The months that a reckoned day lies after its base; negative before it."""
    months = getattr(programme, reckoned.setting) if reckoned.setting else 0
    return -int(months) if reckoned.back else int(months)


def _refuse_missing(paper: Paper, read: Facts) -> None:
    missing = [need for need in paper.needs if need.required and need.id not in read]
    if missing:
        labels = "、".join(f"“{need.label}”" for need in missing)
        places = {need.id: f"请补充{need.label}。" for need in missing}
        raise RenderError("detail-missing", f"{paper.name}缺少{labels}。请补充后再生成。", places)


def _refuse_contradictions(paper: Paper, request: PaperRequest, read: Facts) -> None:
    for need in paper.needs:
        value = read.get(need.id)
        if not isinstance(need.kind, Day) or not isinstance(value, date):
            continue
        if complaint := _out_of_bounds(paper, need, need.kind, value, request, read):
            raise RenderError("detail-wrong", f"{paper.name}：{complaint}", {need.id: complaint})
    for check in paper.checks:
        if complaint := check(read, request):
            raise RenderError("detail-wrong", f"{paper.name}：{complaint}")


def _out_of_bounds(paper: Paper, need: Need, kind: Day, value: date, request: PaperRequest, read: Facts) -> str | None:
    said = f"{need.label}{day_words(value)}"
    if not kind.ahead and value > request.day:
        return f"{said}晚于成文日期{day_words(request.day)}。"
    for limit, early in ((kind.not_before, True), (kind.not_after, False)):
        bound = _day_of(limit, request, read) if limit else None
        if limit is None or bound is None:
            continue
        if (value < bound) if early else (value > bound):
            return f"{said}{'早于' if early else '晚于'}{_bound_words(paper, limit, request)}{day_words(bound)}。"
    return None


def _bound_words(paper: Paper, limit: Reckoned, request: PaperRequest) -> str:
    label = "成文日期"
    if limit.of != ISSUED_ON:
        label = next(need.label for need in paper.needs if need.id == limit.of)
    months = months_of(limit, request.programme)
    return label if not months else f"{label}{'前' if months < 0 else '后'}{abs(months)}个月即"
