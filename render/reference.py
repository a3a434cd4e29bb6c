"""The reference pages of forms and papers, written from their definitions: ``python -m render.reference`` brings them up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from forms.registry import forms
from forms.spec import Block, Field, FilledBy, Form, Needs, Section, When
from render.papers.reference import papers_page

PAPERS_PAGE = "papers.md"
PAGES = Path(__file__).resolve().parent.parent / "docs" / "forms"

_FILLED_BY = {
    FilledBy.UNIT: "the unit",
    FilledBy.RECEIVING_OFFICE: "the receiving office",
    FilledBy.GROUP: "the evaluation group",
}
_NEEDS = {Needs.OPINION: "opinion", Needs.SIGNATURE: "signature", Needs.SEAL: "seal", Needs.DATE: "date"}
_SLOT_HEAD = ("slot", "label", "kind", "required", "also called", "printed hint", "basis")
_BLOCK_HEAD = ("block", "label", "needs", "filled by", "required", "repeated", "also called", "basis")


def page_name(form: Form) -> str:
    """The file name of a form's page."""
    return f"{form.id}-{form.edition}.md"


def page(form: Form) -> str:
    """The page in Markdown: every slot and block with its labels, kind and basis."""
    layout = "a layout of our own, printed 本系统样表" if form.specimen else "as the form is printed"
    parts = [
        f"# {form.title_prefix}{form.title}",
        f"`{form.id}`, edition `{form.edition}`: 附件{form.annex}, {layout}. Basis: {form.cites}.{_dated(form)}",
        "Written from the definition by `python -m render.reference`; do not edit.",
        *_slots("Cover", form.cover),
    ]
    for section in form.sections:
        if isinstance(section, Section):
            how = ", each answer under its label as a heading" if section.headed else ""
            parts += _slots(f"{section.title} (`{section.id}`{how})", section.fields)
        else:
            parts += _slots(f"{section.title} (`{section.id}`, as many rows as needed)", section.columns)
    if form.blocks:
        parts += [f"## {form.blocks_title or 'Opinion blocks'}", _table(_BLOCK_HEAD, map(_block_row, form.blocks))]
    return "\n\n".join(parts) + "\n"


def _dated(form: Form) -> str:
    field = form.filing_date()
    return f" Dated by `{field.ids[0]}`." if field else ""


def _slots(title: str, fields: tuple[Field, ...]) -> list[str]:
    return [f"## {title}", _table(_SLOT_HEAD, map(_slot_row, fields))] if fields else []


def _slot_row(field: Field) -> tuple[str, ...]:
    label = f"{field.label} (printed without it)" if field.unlabelled else field.label
    return (
        "<br>".join(f"`{slot}`" for slot in field.ids),
        label,
        field.kind.name + (", repeated" if field.repeated else ""),
        _yes(field.required),
        "、".join(field.synonyms),
        "<br>".join(field.hints),
        str(field.basis),
    )


def _block_row(block: Block) -> tuple[str, ...]:
    return (
        f"`{block.id}`",
        block.label,
        ", ".join(word for need, word in _NEEDS.items() if need in block.needs),
        _FILLED_BY[block.filled_by],
        _yes(block.required),
        _yes(block.repeated),
        "、".join(block.synonyms),
        str(block.basis),
    )


def _yes(holds: bool | When) -> str:
    if isinstance(holds, When):
        return f"when `{holds.answered}` is filled"
    return "yes" if holds else "no"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("-" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def main(folder: Path = PAGES) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for form in forms():
        (folder / page_name(form)).write_text(page(form), encoding="utf-8")
        sys.stdout.write(f"{folder.name}/{page_name(form)}\n")
    (folder.parent / PAPERS_PAGE).write_text(papers_page(), encoding="utf-8")
    sys.stdout.write(f"{PAPERS_PAGE}\n")


if __name__ == "__main__":
    main()
