"""What a printed label can be matched to, for people who choose: every question of the form by its usual name."""

from __future__ import annotations

from dataclasses import dataclass

from forms.defined import defined
from forms.spec import Field, FilledBy, Section
from webhook.service.editions.labels import BLOCK, COLUMN, COVER, FIELD, Labels
from webhook.service.editions.state import Edition
from webhook.service.editions.toml_text import entries

NEEDS = ("opinion", "signature", "seal", "date")
FILLED_BY = tuple(kind.value for kind in FilledBy)
TOP = ("source", "edition", "title_prefix", "title", "blocks_title", "dated_by")
"""What the page asks of the edition as a whole."""


@dataclass(frozen=True)
class Option:
    code: str
    words: str


@dataclass(frozen=True)
class Group:
    """Questions under one heading; ``title`` is empty for those of the cover."""

    title: str
    options: tuple[Option, ...]


def groups(form_id: str) -> tuple[Group, ...]:
    """Every question, column and opinion block that an edition of the form has, each once, the newest's names first."""
    found: dict[str, dict[str, str]] = {}
    blocks: dict[str, str] = {}
    for form in defined(form_id):
        _add(found, "", form.cover)
        for section in form.sections:
            if isinstance(section, Section):
                _add(found, section.title, section.fields)
            else:
                columns = found.setdefault(section.title, {})
                for column in section.columns:
                    columns.setdefault(f"{COLUMN}{section.id}.{column.id}", column.label)
        for block in form.blocks:
            blocks.setdefault(f"{BLOCK}{block.id}", block.label)
    seen: set[str] = set()
    made = []
    for title, options in (*found.items(), (BLOCK, blocks)):
        fresh = {code: words for code, words in options.items() if code not in seen}
        seen |= fresh.keys()
        made.append(Group(title, tuple(Option(code, words) for code, words in fresh.items())))
    return tuple(group for group in made if group.options)


def _add(found: dict[str, dict[str, str]], title: str, fields: tuple[Field, ...]) -> None:
    """The fields, and the parts of composites, which a blank may print apart."""
    options = found.setdefault(title, {})
    for field in fields:
        options.setdefault(f"{FIELD}{' '.join(field.ids)}", field.label)
        if len(field.ids) > 1:
            for number, slot in enumerate(field.ids):
                words = field.part_labels[number][0] if field.part_labels else field.label
                options.setdefault(f"{FIELD}{slot}", words)


def own_options(labels: Labels, known: tuple[Group, ...]) -> tuple[Option, ...]:
    """What labels of the edition are matched to and no edition of the product has."""
    codes = {option.code for group in known for option in group.options}
    mine = {label.target: label.label for label in labels.found if label.target[:2] in (FIELD, COLUMN, BLOCK)}
    return tuple(Option(code, words) for code, words in mine.items() if code not in codes)


def parts(edition: Edition) -> tuple[Option, ...]:
    """The parts of the edition that a label can stand in: the cover and its sections by their printed titles."""
    sections = entries(edition.tables or {}, "section")
    return (Option(COVER, ""), *(Option(str(s.get("id", "")), str(s.get("title", ""))) for s in sections))


def dating(edition: Edition) -> tuple[Option, ...]:
    """The questions that may date the form, and the one that the edition names."""
    found = {f.ids[0]: f.label for form in defined(edition.form) for f in form.fields() if f.kind.name == "date"}
    if stated := top(edition)["dated_by"]:
        found.setdefault(stated, stated)
    return tuple(Option(slot, words) for slot, words in found.items())


def top(edition: Edition) -> dict[str, str]:
    """What the edition says of itself as a whole."""
    held = edition.tables or {}
    return {key: value if isinstance(value := held.get(key, ""), str) else "" for key in TOP}
