"""Which printed words name which slot: folded label keys of one definition, by part of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract.words.enclosed import ENCLOSED
from extract.words.glosses import without_gloss
from extract.words.hints import Hints, close_up
from forms.registry import generation
from forms.script import fold
from forms.spec import Block, Field, Form, Needs, Rows, Section
from forms.types import IntegerX4

COVER, BLOCKS = "cover", "blocks"
"""Ids of the two parts that every form may have beside its sections."""

_ENUMERATION = re.compile(
    r"^\s*[*＊※★]?\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}\s*[）)、.．：:,，]\s*"
    rf"|第[一二三四五六七八九十]部分\s*|{ENCLOSED}\s*[、.．]?\s*)+"
)
_BRACKETED = re.compile(r"[（(\[【](?![^（）()\[\]【】]*(?:19|20)[0-9]{2})[^（）()\[\]【】]*[）)\]】]")
"""What a label may say in brackets, besides; a year is part of an answer."""
_LATIN = re.compile("[A-Za-z]{2}")
_MARKS_OUTSIDE = re.compile(r"^[\s*＊※★•▪◆►➢]+|[\s*＊※★:：]+$")
SIGN_WORDS = re.compile(r"[签簽籤]\s*[字名章]|[盖蓋]\s*章|公\s*章|[（(]\s*[章签簽籤]\s*[）)]")
"""What an opinion block prints where it is to be signed and sealed."""
_OPINION_TAIL = re.compile(r"(?:签署|审核|审查|推荐|审批|签字|签名|盖章|公章|签章|意见|栏|并|及|和)+$")
_LEAST_ENDING = 3
"""Shorter ends of names (单位) are words of many."""
_SAID_TWICE = re.compile(r"(签字|签名|盖章|意见)\1$")
"""成员签字签字: the prompt stands behind a name that says it."""
_ORDINAL = re.compile(r"^第[一二三四五六七八九十\d]+个?|(?<![一二三四五六七八九十\d])[一二三四五六七八九十\d]{1,2}$")
"""第一保证单位, 保证单位二: one of several blocks of a kind."""
_LETTERS = re.compile("(?<=[\u4e00-\u9fff])[a-z0-9]{1,2}(?=[\u4e00-\u9fff])")
"""A letter or two inside a block's name, which has none: a stroke across a scanned cell was read for them."""
_SCRAP_LINE = re.compile(r"^\s*[a-z0-9丨一]{1,2}\s*\n|\n\s*[a-z0-9丨一]{1,2}\s*$", re.IGNORECASE)
"""A letter or two in a line of their own above or below a block's name: a piece of the ruling was read for them."""
_IN_SENTENCE = re.compile(r"[。；！？，]|[：:]\s*\S")
"""What no heading holds."""
_COUNTS = tuple("一二三四五六七八九十0123456789")
_ONE_OPINION = re.compile(r"[\u4e00-\u9fff]{2,20}意见栏?")
_SEVERAL = re.compile(r"[及和与、，,]|各")
_COUNTED = tuple(
    tuple(f"{sort}标准{tail}" for sort in sorts for tail in ("数", "数量", "总数", "项数", "个数", "项", "个"))
    for sorts in (("国家",), ("行业",), ("地方",), ("内部", "企业"))
)
"""The labels of the four counts of standards where a form prints them apart."""
_SHORTEST_NEAR = 4
"""Folded characters below which a label is known by its very words alone."""
_LIKE_HEADING = 0.8
"""The share of common characters from which a row's words are a heading through which rulings were drawn."""
LONGEST_LABEL = 48
"""Characters beyond which a text is no label: the longest printed one, with its brackets, has 30."""


@dataclass(frozen=True)
class FieldTarget:
    """A label of a field; ``part`` counts the parts of a composite, or of four counts, whose labels are printed apart."""

    field: Field
    part: int | None = None

    @property
    def slots(self) -> tuple[str, ...]:
        return self.field.ids if self.part is None or len(self.field.ids) == 1 else (self.field.ids[self.part],)

    def means(self, other: FieldTarget) -> bool:
        """Whether ``other`` names the same answer, or one of the counts that this one asks for together."""
        together = self.part is None and isinstance(self.field.kind, IntegerX4)
        return self.field.ids == other.field.ids and (together or self.part == other.part)


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """The folded keys under which ``text`` may be known as a label, the most literal first; empty for long texts."""
    if len(text) > LONGEST_LABEL * 2:
        return ()
    plain = without_gloss(_MARKS_OUTSIDE.sub("", text)) if _LATIN.search(text) else _MARKS_OUTSIDE.sub("", text)
    bare = _ENUMERATION.sub("", plain)
    variants = dict.fromkeys((plain, bare, _BRACKETED.sub("", plain), _BRACKETED.sub("", bare)))
    found = dict.fromkeys(key for key in map(fold, variants) if 0 < len(key) <= LONGEST_LABEL)
    return tuple(found)


@lru_cache(maxsize=4096)
def _block_names(text: str) -> tuple[str, ...]:
    """The folded names under which an opinion block may be known that ``text`` names, the most literal first."""
    bare = {key: _OPINION_TAIL.sub("", key) for key in dict.fromkeys((*keys(text), *keys(_SCRAP_LINE.sub("", text))))}
    bare |= {
        key: _OPINION_TAIL.sub("", key) for key in [_SAID_TWICE.sub(r"\1", key) for key in bare] if key not in bare
    }
    return tuple(name for key, own in bare.items() for name in (key, own, _ORDINAL.sub("", own), _LETTERS.sub("", own)))


def heading_key(text: str) -> str:
    """The folded words of a heading without its number."""
    return fold(_ENUMERATION.sub("", text))


class LabelIndex:
    """The labels of one definition, looked up part by part."""

    @staticmethod
    def of(form: Form) -> LabelIndex:
        """The index of ``form``, made once while the editions stay as they are; it holds the form, so that its id stays."""
        made = _indexes(generation())
        if id(form) not in made:
            made[id(form)] = LabelIndex(form)
        return made[id(form)]

    def __init__(self, form: Form) -> None:
        self.form = form
        self._fields: dict[str, dict[str, list[FieldTarget]]] = {COVER: _field_keys(form.cover)}
        for section in form.sections:
            if isinstance(section, Section):
                self._fields[section.id] = _field_keys(section.fields)
        self._known = frozenset().union(*self._fields.values())

    def field_targets(self, text: str, part: str) -> tuple[FieldTarget, ...]:
        """The fields that ``text`` may name, those of ``part`` before all others; empty where it is no label.

        More than one target in one part are parts of composites that share a label (联系电话 of two persons): the
        caller takes the one whose sister part was met last.
        """
        for key in keys(text):
            if key in self._known:
                return next(tuple(self._fields[name][key]) for name in self._order(part) if key in self._fields[name])
        return self._counted(text, self._order(part)) if text[-1:] in _COUNTS or text[:1] == "第" else ()

    def _order(self, part: str) -> list[str]:
        """The parts that hold fields, ``part`` before all others."""
        return sorted(self._fields, key=lambda name: name != part)

    def _counted(self, text: str, order: list[str]) -> tuple[FieldTarget, ...]:
        """The field of several units that ``text`` names one of by number (保证单位2)."""
        for key in keys(text):
            bare = _ORDINAL.sub("", key)
            for name in order:
                found = self._fields.get(name, {}).get(bare, []) if bare != key else []
                if found and all(target.field.repeated for target in found):
                    return tuple(found)
        return ()

    def own_targets(self, text: str, part: str) -> tuple[FieldTarget, ...]:
        """The fields of ``part`` alone that ``text`` names."""
        own = self._fields.get(part, {})
        return next((tuple(own[key]) for key in keys(text) if key in own), ())

    def is_label(self, text: str, part: str) -> bool:
        return bool(self.field_targets(text, part))

    def begins_label(self, text: str) -> bool:
        """Whether a label of a field begins with ``text``."""
        key = heading_key(text)
        return bool(key) and any(known.startswith(key) for known in self._known)

    def block(self, text: str) -> Block | None:
        """The opinion block that ``text`` names, with or without 意见, 盖章 and the like behind its name."""
        return next((self._blocks[name] for name in _block_names(text) if name in self._blocks), None)

    def opinion_block(self, text: str) -> Block | None:
        """The block that ``text`` names by the word 意见, as no running text or unit name does."""
        return self.block(text) if "意见" in fold(text) else None

    def opinion_block_ending(self, text: str) -> Block | None:
        """The one block whose name by the word 意见 ends so (加单位意见): the rest of it may lie under a seal."""
        key = fold(text)
        bare = _OPINION_TAIL.sub("", key)
        if "意见" not in key or len(bare) < _LEAST_ENDING:
            return None
        ending = {block.id: block for name, block in self._blocks.items() if name.endswith((key, bare))}
        return next(iter(ending.values())) if len(ending) == 1 else None

    def signed_block(self, text: str) -> Block | None:
        """The block without any opinion that ``text`` names by asking for its signature or seal (组长签字)."""
        block = self.block(text) if SIGN_WORDS.search(text) else None
        return block if block and Needs.OPINION not in block.needs else None

    def foreign_block(self, text: str) -> bool:
        """Whether ``text`` is the label of an opinion block that the form does not have (推荐单位意见)."""
        if len(text) > LONGEST_LABEL or "意" not in text or self.block(text) or _SEVERAL.search(text):
            return False
        return any(_ONE_OPINION.fullmatch(key) for key in keys(text))

    def column(self, text: str, rows: Rows) -> Field | None:
        """The column of ``rows`` that ``text`` heads."""
        for key in keys(text):
            if field := self._columns[rows.id].get(key):
                return field
        return None

    def near_columns(self, texts: list[str], rows: Rows, taken: Iterable[Field]) -> dict[int, Field]:
        """For texts that head no column by name: the columns not in ``taken`` that they most likely head.

        They share two characters at least with a label of theirs; the likest pair is taken first.
        """
        spoken_for = {column.ids for column in taken}
        free = [column for column in rows.columns if column.ids not in spoken_for]
        scores = [
            (max(_likeness(fold(text), fold(label)) for label in column.labels), -n, text_n, column)
            for text_n, text in enumerate(texts)
            for n, column in enumerate(free)
            if 0 < len(text) <= LONGEST_LABEL
        ]
        found: dict[int, Field] = {}
        for score, _, text_n, column in sorted(scores, key=lambda s: s[:3], reverse=True):
            if score > 0 and text_n not in found and all(column is not other for other in found.values()):
                found[text_n] = column
        return found

    def near_fields(self, text: str) -> Iterator[tuple[float, FieldTarget]]:
        """How like ``text`` each label is, 0 to 1; what is not like it at all is left out."""
        for key in keys(text):
            for part in self._fields.values():
                for label, targets in part.items():
                    if len(label) >= _SHORTEST_NEAR and (score := _likeness(key, label)):
                        yield from ((score, target) for target in targets)

    def named_heading(self, text: str) -> str | None:
        """The part that ``text`` is the known heading of."""
        if not text.strip() or len(text) > LONGEST_LABEL * 2:
            return None
        text = close_up(text)
        return self._headings.get(heading_key(text)) or self._headings.get(heading_key(_BRACKETED.sub("", text)))

    def heading(self, text: str) -> str | None:
        """The part that ``text`` is the heading of: a section id, a rows id or ``blocks``, which any 意见 may head."""
        if not text.strip() or len(text) > LONGEST_LABEL * 2:
            return None
        if part := self.named_heading(text):
            return part
        text = close_up(text)
        bare = heading_key(_BRACKETED.sub("", text))
        if not bare.endswith("意见") or _IN_SENTENCE.search(text) or self.block(text) or self.is_label(text, BLOCKS):
            return None
        if self.form.blocks_title and _ENUMERATION.match(text):
            return BLOCKS
        return None

    def parted_heading(self, texts: list[str]) -> str | None:
        """The part whose numbered heading ``texts``, the cells of one row, are only together, but for few misread characters."""
        if len(texts) < 2 or not _ENUMERATION.match(texts[0]):
            return None
        whole, first = self._near_heading("".join(texts)), self._near_heading(texts[0])
        return whole if first is None else None

    def _near_heading(self, text: str) -> str | None:
        key = heading_key(text)
        near = ((_likeness(key, known), part) for known, part in self._headings.items() if len(known) >= _SHORTEST_NEAR)
        score, part = max(near, default=(0.0, ""))
        return part if score >= _LIKE_HEADING else None

    def labels_of(self, field: Field) -> Iterator[str]:
        """The folded labels of ``field`` and of its parts."""
        for part in self._fields.values():
            yield from (key for key, targets in part.items() if any(target.field is field for target in targets))

    @cached_property
    def hints(self) -> Hints:
        """The words that the blank prints beside answers."""
        return Hints(self.form)

    @cached_property
    def headed(self) -> frozenset[str]:
        """The parts whose labels are headings."""
        sections = (s for s in self.form.sections if isinstance(s, Section))
        return frozenset(section.id for section in sections if section.headed)

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


@lru_cache(maxsize=1)
def _indexes(_generation: int) -> dict[int, LabelIndex]:
    """Where the indexes are kept while the editions stay as they are."""
    return {}


def _likeness(one: str, other: str) -> float:
    """The share of common characters, 0 where not even two stand together."""
    from difflib import SequenceMatcher

    if not {one[n : n + 2] for n in range(len(one) - 1)} & {other[n : n + 2] for n in range(len(other) - 1)}:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _field_keys(fields: tuple[Field, ...]) -> dict[str, list[FieldTarget]]:
    found: dict[str, list[FieldTarget]] = {}
    for field in fields:
        for label in field.labels:
            found.setdefault(fold(label), []).append(FieldTarget(field))
        for part, names in enumerate(_COUNTED if isinstance(field.kind, IntegerX4) else field.part_labels):
            for name in names:
                found.setdefault(fold(name), []).append(FieldTarget(field, part))
    return found
