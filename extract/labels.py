"""Which printed words name which slot: folded label keys of one definition, by part of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from forms.script import fold
from forms.spec import Block, Field, Form, Rows, Section

COVER, BLOCKS = "cover", "blocks"
"""Ids of the two parts that every form may have beside its sections."""

_ENUMERATION = re.compile(
    r"^\s*[*＊※★]?\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)、.．：:]\s*|第[一二三四五六七八九十]部分\s*)+"
)
_BRACKETED = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_MARKS_OUTSIDE = re.compile(r"^[\s*＊※★]+|[\s*＊※★:：]+$")
_OPINION_TAIL = re.compile(r"(?:签署|审核|审查|推荐|审批|签字|签名|盖章|公章|签章|意见|栏|并|及|和)+$")
LONGEST_LABEL = 48
"""Characters beyond which a text is no label: the longest printed one, with its brackets, has 30."""


@dataclass(frozen=True)
class FieldTarget:
    """A label of a field; ``part`` counts the parts of a composite whose labels are printed apart."""

    field: Field
    part: int | None = None

    @property
    def slots(self) -> tuple[str, ...]:
        return self.field.ids if self.part is None else (self.field.ids[self.part],)


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """The folded keys under which ``text`` may be known as a label, the most literal first; empty for long texts."""
    if len(text) > LONGEST_LABEL * 2:
        return ()
    plain = _MARKS_OUTSIDE.sub("", text)
    bare = _ENUMERATION.sub("", plain)
    variants = (plain, bare, _BRACKETED.sub("", plain), _BRACKETED.sub("", bare))
    found = dict.fromkeys(key for key in map(fold, variants) if 0 < len(key) <= LONGEST_LABEL)
    return tuple(found)


def heading_key(text: str) -> str:
    """The folded words of a heading without its number."""
    return fold(_ENUMERATION.sub("", text))


class LabelIndex:
    """The labels of one definition, looked up part by part."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._fields: dict[str, dict[str, list[FieldTarget]]] = {COVER: _field_keys(form.cover)}
        for section in form.sections:
            if isinstance(section, Section):
                self._fields[section.id] = _field_keys(section.fields)

    def field_targets(self, text: str, part: str) -> tuple[FieldTarget, ...]:
        """The fields that ``text`` may name, those of ``part`` before all others; empty where it is no label.

        More than one target in one part are parts of composites that share a label (联系电话 of two persons): the
        caller takes the one whose sister part was met last.
        """
        order = [part, *(p for p in self._fields if p != part)]
        for key in keys(text):
            for name in order:
                if found := self._fields.get(name, {}).get(key):
                    return tuple(found)
        return ()

    def is_label(self, text: str, part: str) -> bool:
        return bool(self.field_targets(text, part))

    def block(self, text: str) -> Block | None:
        """The opinion block that ``text`` names, with or without 意见, 盖章 and the like behind its name."""
        for key in keys(text):
            for candidate in (key, _OPINION_TAIL.sub("", key)):
                if block := self._blocks.get(candidate):
                    return block
        return None

    def column(self, text: str, rows: Rows) -> Field | None:
        """The column of ``rows`` that ``text`` heads."""
        for key in keys(text):
            if field := self._columns[rows.id].get(key):
                return field
        return None

    def heading(self, text: str) -> str | None:
        """The part that ``text`` is the heading of: a section id, a rows id or ``blocks``."""
        if not text.strip() or len(text) > LONGEST_LABEL * 2:
            return None
        key = heading_key(text)
        if part := self._headings.get(key):
            return part
        if _ENUMERATION.match(text) and key.endswith("意见") and self.form.blocks_title and len(key) <= LONGEST_LABEL:
            return BLOCKS
        return None

    def labels(self) -> Iterator[str]:
        """Every folded label of cover and sections: what a document is compared with to tell the form."""
        for part in self._fields.values():
            yield from part

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        return {fold(label): block for block in self.form.blocks for label in block.labels}

    @cached_property
    def _columns(self) -> dict[str, dict[str, Field]]:
        return {
            rows.id: {fold(label): column for column in rows.columns for label in column.labels}
            for rows in self.form.rows()
        }

    @cached_property
    def _headings(self) -> dict[str, str]:
        found = {heading_key(title): part for part, title in self.form.headings().items()}
        for section in self.form.sections:
            found |= {heading_key(name): section.id for name in section.synonyms}
        return found


def _field_keys(fields: tuple[Field, ...]) -> dict[str, list[FieldTarget]]:
    found: dict[str, list[FieldTarget]] = {}
    for field in fields:
        for label in field.labels:
            found.setdefault(fold(label), []).append(FieldTarget(field))
        for part, names in enumerate(field.part_labels):
            for name in names:
                found.setdefault(fold(name), []).append(FieldTarget(field, part))
    return found
