"""docs/rules.md: every entry of the rule list, with its words, how grave it is, where it is judged and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from itertools import groupby

from forms.law import Citation
from forms.outgoing import NAMES, PaperKind
from forms.outside import Stage
from forms.pilot import COMPANIONS
from forms.programme import HUBEI, NATIONAL, SOURCES, Programme
from forms.rules.declared import DECLARED, Declared, State
from forms.rules.facts import FORMS
from forms.rules.rule import AnyRule, Scope, all_rules

_STATES = {
    Scope.PAPER: "check",
    Scope.COMPANION: "check",
    Scope.PACKAGE: "across papers",
    Scope.OUTGOING: "outgoing",
    State.TIMER: "timer (comes with the lifecycle)",
    State.GUARD: "guard (comes with the lifecycle)",
    State.NON_RULE: "non-rule",
}
_STAGES = {
    Stage.APPLICATION: "申报材料",
    Stage.EVALUATION: "评估申请材料",
    Stage.EVALUATION_RESULT: "评估结果报送材料",
    Stage.RECHECK: "复查申请材料",
    Stage.RECHECK_RESULT: "复查结果报送材料",
}
_OUR_OWN = "our own check"

Entry = AnyRule | Declared


def rules_page() -> str:
    """The page; it names every id once."""
    every: list[Entry] = [*all_rules(), *DECLARED]
    entries = sorted(every, key=lambda entry: entry.order)
    lines = [
        "# The rules",
        "",
        "Written by `python -m tests.write_docs`.",
        "",
        "Every entry of the rule list: R by article of the 细则, H by part of the Hubei notice (only under a Hubei",
        "programme), X our own. A rule holds, is broken, or cannot tell; what it cannot tell never blocks. *Severity* is",
        "the gravest that it ever gives: `block` must be put right before acceptance.",
        "",
        "| id | article | its own words | strength | severity | where checked | state |",
        "|-|-|-|-|-|-|-|",
        *(_row(rule_id, list(same)) for rule_id, same in groupby(entries, key=lambda entry: entry.id)),
        "",
        "## The numbers",
        "",
        "Every number is a setting of the programme (第三十九条: 参照本细则执行), which may change on a day, with its source.",
        "",
        "| setting | default | where it comes from | hubei-2016 |",
        "|-|-|-|-|",
        *(_setting(name) for name in SOURCES),
        "",
    ]
    return "\n".join(lines)


def _row(rule_id: str, entries: list[Entry]) -> str:
    judged = [entry for entry in entries if not isinstance(entry, Declared)]
    declared = [entry for entry in entries if isinstance(entry, Declared)]
    quoted = _once(entry.words.rstrip("。") for entry in entries if entry.words)
    words = [one for one in quoted if not any(one in other and one != other for other in quoted)]
    places = _once(_place(entry) for entry in judged)
    severities = _once(entry.gravest.value for entry in judged) or _once(entry.severity for entry in declared)
    states = _once(_STATES[entry.scope if not isinstance(entry, Declared) else entry.state] for entry in entries)
    notes = [entry.note for entry in declared if entry.note]
    cells = (
        f"`{rule_id}`",
        "<br>".join(_once(str(entry.basis) if isinstance(entry.basis, Citation) else _OUR_OWN for entry in entries)),
        "<br>".join([*words, *(f"*{note}*" for note in notes)])
        or "; ".join(_once(_summary(entry) for entry in judged)),
        "<br>".join(_once(entry.strength for entry in entries)),
        ", ".join(severities),
        "<br>".join(places) or "—",
        "<br>".join(states),
    )
    return f"| {' | '.join(cells)} |"


def _once(texts: Iterable[str]) -> list[str]:
    """The texts in their order, each once."""
    return list(dict.fromkeys(texts))


def _summary(entry: AnyRule) -> str:
    """What a check of our own says of itself: its docstring's first sentence."""
    return " ".join((entry.check.__doc__ or "").split("\n\n")[0].split())


def _place(entry: AnyRule) -> str:
    return "、".join(_matter(entry.scope, matter) for matter in entry.on)


def _matter(scope: Scope, matter: str) -> str:
    match scope:
        case Scope.PAPER:
            return f"附件{FORMS.index(matter) + 1}"
        case Scope.COMPANION:
            return COMPANIONS[matter]
        case Scope.PACKAGE:
            return _STAGES[Stage(matter)]
        case _:
            return NAMES[PaperKind(matter)]


def _setting(name: str) -> str:
    differs = getattr(HUBEI, name) != getattr(NATIONAL, name) or HUBEI.source(name, _ANY_DAY) != SOURCES[name]
    own = f"{_shown(HUBEI, name)}，{HUBEI.source(name, _ANY_DAY)}" if differs else ""
    return f"| `{name}` | {_shown(NATIONAL, name)} | {NATIONAL.source(name, _ANY_DAY)} | {own} |"


_ANY_DAY = date(2016, 5, 20)


def _shown(programme: Programme, name: str) -> str:
    value = getattr(programme, name)
    match value:
        case Enum():
            return f"`{value.value}`"
        case (part, whole) if name == "standardization_share":
            return f"{part}/{whole}"
        case tuple():
            return "–".join(str(part) for part in value)
        case bool():
            return "yes" if value else "no"
    return "—" if value is None else str(value)
