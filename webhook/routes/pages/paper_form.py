"""The form of one paper: its fields out of what the paper needs, and the order out of what was filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from forms.programme import Programme
from render.papers.kinds import About
from render.papers.need import Article, Choice, Count, Day, Need, Rows, Span, Words
from render.papers.paper import Paper
from webhook.service.papers.order import PaperOrder, PilotChoice
from webhook.service.papers.parties import usual_addressees, usual_copies

Typed = MultiDict[str, str]
STATED_ROWS = 2
STATED = ("name", "unit", "guarantors", "start", "end", "result")
"""What is asked of a pilot whose materials are on paper; its period by months."""


@dataclass(frozen=True)
class Input:
    """One field of the form: ``sort`` is text, lines, date, number, choice or range, ``value`` what stands in it."""

    name: str
    label: str
    sort: str
    value: str = ""
    end: str = ""
    required: bool = False
    help: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    most: int = 0
    fault: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of fields: a row of inputs for each row."""

    name: str
    label: str
    columns: tuple[Need, ...]
    rows: tuple[tuple[Input, ...], ...]
    required: bool = False
    help: str = ""
    fault: str = ""
    sort: str = field(default="grid", init=False)


def fields_of(paper: Paper, typed: Typed, faults: Mapping[str, str]) -> list[Input | Grid]:
    """A field for everything that the paper needs, with what was typed and what is wrong with it."""
    return [
        _grid(need, need.kind, typed, faults) if isinstance(need.kind, Rows) else _input(need, f"fact.{need.id}", typed, faults)
        for need in paper.needs
    ]  # fmt: skip


def _input(need: Need, name: str, typed: Typed, faults: Mapping[str, str]) -> Input:
    kind = need.kind
    sort = _sort(need)
    reckoned = getattr(kind, "default", None) is not None or getattr(kind, "setting", None) is not None
    ranged = isinstance(kind, Span)
    return Input(
        name,
        need.label,
        sort,
        value=typed.get(f"{name}.start" if ranged else name, ""),
        end=typed.get(f"{name}.end", "") if ranged else "",
        required=need.required and not reckoned,
        help=need.help,
        example=str(kind.sample()) if isinstance(kind, Words | Article) else "",
        options=kind.options if isinstance(kind, Choice) else (),
        most=kind.most if isinstance(kind, Words) else 200,
        fault=faults.get(need.id, ""),
    )


def _sort(need: Need) -> str:
    kind = need.kind
    if isinstance(kind, Words):
        return "lines" if kind.lines else "text"
    known: dict[type, str] = {Day: "date", Span: "range", Count: "number", Choice: "choice", Article: "text"}
    return known[type(kind)]


def _grid(need: Need, kind: Rows, typed: Typed, faults: Mapping[str, str]) -> Grid:
    name = f"fact.{need.id}"
    count = max(kind.at_least, _rows_typed(name, typed))
    if typed.get("do") == f"more.{need.id}":
        count = min(count + 1, kind.most)
    rows = tuple(
        tuple(_input(column, f"{name}.{row}.{column.id}", typed, {}) for column in kind.columns) for row in range(count)
    )
    return Grid(name, need.label, kind.columns, rows, need.required, need.help, faults.get(need.id, ""))


def _rows_typed(name: str, typed: Typed) -> int:
    """How many rows the form had, the empty ones at its end too."""
    numbers = [part[0] for key in typed if key.startswith(f"{name}.") for part in [key[len(name) + 1 :].split(".")]]
    return max((int(number) + 1 for number in numbers if number.isdecimal() and len(number) < 4), default=0)


def usual(paper: Paper, issuer: str, rules: Programme) -> Typed:
    """What stands in the form before anybody has typed."""
    to, copies = usual_addressees(paper, issuer, rules), usual_copies(paper, issuer, rules)
    return MultiDict({"issuer": issuer, "addressees": "\n".join(to), "copies_to": "\n".join(copies)})


# -- the order ------------------------------------------------------------------------------------------------------


def order_of(paper: Paper, typed: Typed) -> PaperOrder:
    """The order that was filled in; whether it can be met is for the service to say."""
    text = {
        name: typed.get(name, "").strip()
        for name in ("programme", "signatory", "seal_owner", "layout", "type", "number")
    }
    lists = {name: _lines(typed.get(name, "")) for name in ("addressees", "copies_to", "enclosures")}
    return PaperOrder(
        paper.id,
        issuer=typed.get("issuer", "").strip(),
        contact=typed.get("contact", "").strip(),
        script="hant" if typed.get("script") == "hant" else "hans",
        facts={need.id: value for need in paper.needs if (value := _fact(need, typed)) not in ("", None, [])},
        pilots=() if paper.about is About.NONE else (*_chosen(typed), *_stated(typed)),
        **{name: value or None for name, value in text.items()},  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
    )  # fmt: skip


def is_batch(paper: Paper, order: PaperOrder, typed: Typed) -> bool:
    """Whether each pilot gets a letter of its own."""
    return len(order.pilots) > 1 and (paper.about is About.ONE or "each" in typed)


def chosen_keys(typed: Typed) -> Sequence[str]:
    """The submissions that were ticked, in the order of the form."""
    return list(dict.fromkeys(typed.getlist("pilot")))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _fact(need: Need, typed: Typed) -> Any:
    name = f"fact.{need.id}"
    if isinstance(need.kind, Rows):
        rows = [
            {column.id: value for column in need.kind.columns if (value := _said(column, f"{name}.{row}.{column.id}", typed))}
            for row in range(_rows_typed(name, typed))
        ]  # fmt: skip
        return [row for row in rows if row and not _only_choices(need.kind, row)]
    return _said(need, name, typed)


def _only_choices(kind: Rows, row: Mapping[str, Any]) -> bool:
    """Whether nothing was typed in the row: a list to choose from always says something."""
    return all(isinstance(column.kind, Choice) for column in kind.columns if column.id in row)


def _said(need: Need, name: str, typed: Typed) -> Any:
    if isinstance(need.kind, Span):
        start, end = (typed.get(f"{name}.{side}", "").strip() for side in ("start", "end"))
        return {"start": start, "end": end or start} if start else ""
    return typed.get(name, "").replace("\r\n", "\n").strip()


def _chosen(typed: Typed) -> list[PilotChoice]:
    return [
        PilotChoice(
            submission=key,
            recommended_by=typed.get(f"recommended_by.{key}", "").strip(),
            result=typed.get(f"result.{key}", "").strip(),
        )
        for key in chosen_keys(typed)
    ]


def _stated(typed: Typed) -> list[PilotChoice]:
    found = []
    for row in range(stated_rows(typed)):
        said = {name: typed.get(f"stated.{row}.{name}", "").strip() for name in STATED}
        if said["name"] or said["unit"]:
            guarantors = tuple(one.strip() for one in said["guarantors"].split("、") if one.strip())
            period = (said["start"], said["end"]) if said["start"] or said["end"] else None
            one = PilotChoice(name=said["name"], unit=said["unit"], guarantors=guarantors, period=period)
            found.append(replace(one, result=said["result"]))
    return found


def stated_rows(typed: Typed) -> int:
    """So many rows to state pilots in."""
    return _rows_typed("stated", typed) + (typed.get("do") == "more.stated") or STATED_ROWS


def pilot_faults(typed: Typed, faults: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a pilot that was ticked, by its submission."""
    places = {f"pilots[{number}]": key for number, key in enumerate(chosen_keys(typed))}
    return {places[place]: said for place, said in faults.items() if place in places}
