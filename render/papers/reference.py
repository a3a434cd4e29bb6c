"""The page on papers in the documentation, written from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from forms.law import Citation, FormInstruction, Practice
from render.papers.catalogue import PAPERS
from render.papers.kinds import CLOSINGS, Format
from render.papers.need import Count, Day, Need, Reckoned, Rows
from render.papers.paper import Paper

_HEAD = ("need", "label", "kind", "required", "bounds and default", "says")


def papers_page() -> str:
    """docs/papers.md: every paper with what it is, who sends it to whom, what it rests on and what it needs."""
    parts = [
        "# Papers",
        "Written from the catalogue (`render.papers`) by `python -m render.reference`; do not edit.",
        "A request names a paper by its id and gives a value for each need; JSON values are as in the column *kind*. "
        "In a province's own pilots the province's office issues what the ministries' office issues in national ones "
        "(第三十九条). A paper whose basis is a practice says so openly and cites nothing.",
        _table(("id", "paper", "文种", "layout", "issued by", "to", "template"), map(_line, PAPERS)),
        *(part for paper in PAPERS for part in _paper(paper)),
    ]
    return "\n\n".join(parts) + "\n"


def _line(paper: Paper) -> tuple[str, ...]:
    link = f"[{paper.id}](#{paper.id.lower()})"
    template = f"`{paper.template}`" if paper.template else f"the form `{paper.form}`"
    return (
        link, paper.name, "、".join(paper.types), "、".join(paper.formats), "、".join(paper.organs), "、".join(paper.to),
        template,
    )  # fmt: skip


def _paper(paper: Paper) -> list[str]:
    facts = [
        ("", f"**{paper.name}**, {paper.about}."),
        ("Basis", "；".join(map(_basis, paper.basis))),
        ("Copy that may not be left out", "、".join(paper.copies_required)),
        ("Usual copy", "、".join(paper.copies_usual)),
        ("Sets", f"programme setting `{paper.copies}`" if paper.copies else ""),
        ("Enclosed", "、".join([*paper.enclosures, *(f"{name}（每个试点）" for name in paper.each)])),
        ("List of more than three pilots", paper.listed),
        ("Closing", paper.closing or CLOSINGS[paper.type] if Format.FORM not in paper.formats else ""),
        ("Only for", _only(paper)),
        ("Rules on outgoing papers", f"`{paper.outgoing.value}`" if paper.outgoing else ""),
    ]
    told = [f"{label}: {text}" if label else text for label, text in facts if text]
    table = [_table(_HEAD, [line for need in paper.needs for line in _need(need, paper)])] if paper.needs else []
    return [f"## {paper.id}", "<br>\n".join(told), *table]


def _only(paper: Paper) -> str:
    return "national pilots" if paper.national_only else "a province's own pilots" if paper.provincial_only else ""


def _basis(basis: Citation | FormInstruction | Practice) -> str:
    return f"《细则》{basis}" if isinstance(basis, Citation) and basis.statute.id == "pilot-rules" else str(basis)


def _need(need: Need, paper: Paper) -> Iterable[tuple[str, ...]]:
    required = "yes" if need.required else "no"
    yield f"`{need.id}`", need.label, f"{need.kind.name}：{need.kind.words}", required, _bounds(need, paper), need.help
    if isinstance(need.kind, Rows):
        for column in need.kind.columns:
            asked = "yes" if column.required else "no"
            yield (
                f"`{need.id}[].{column.id}`",
                column.label,
                f"{column.kind.name}：{column.kind.words}",
                asked,
                "",
                column.help,
            )


def _bounds(need: Need, paper: Paper) -> str:
    kind = need.kind
    if isinstance(kind, Count):
        return f"default: setting `{kind.setting}`" if kind.setting else f"{kind.least}–{kind.most}"
    if isinstance(kind, Rows):
        return f"{kind.at_least}–{kind.most} rows"
    if not isinstance(kind, Day):
        return ""
    told = [f"default: {_reckoned(kind.default)}"] if kind.default else []
    told += [f"not before {_reckoned(kind.not_before)}"] if kind.not_before else []
    told += [f"not after {_reckoned(kind.not_after)}"] if kind.not_after else []
    return "; ".join(told if kind.ahead or kind.not_after else [*told, "not after `issued_on`"])


def _reckoned(reckoned: Reckoned) -> str:
    if not reckoned.setting:
        return f"`{reckoned.of}`"
    return f"`{reckoned.of}` {'−' if reckoned.back else '+'} setting `{reckoned.setting}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("-" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
