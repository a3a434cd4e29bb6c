"""Opinion blocks of a record: what is written, signed and stamped in each, and the unit that the form names for its role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.doubt.doubted import doubted, doubted_answers
from extract.fill.answering import SURE, UNSURE, Answering, Written
from extract.fill.opinion_lines import whole_lines
from extract.fill.owners import owners_of
from extract.fill.parted_blocks import Roles, parted
from extract.fill.seal_homes import Home, brought_home
from extract.fill.seal_strays import with_strays
from extract.fill.signing import Mark, judge_all, seal_mark, signature_mark
from extract.locate.located import DOUBTFUL_LABEL, BlockRegion, Located
from extract.words.opinion import OpinionText, read_opinion
from forms.evidence import BBox, Evidence
from forms.nobody import names_nobody
from forms.record import Answer, BlockRecord, Extra
from forms.script import fold
from forms.spec import FilledBy, Form, Needs
from forms.types import Date, LongText, Org


class BlocksFiller:
    """Fills the blocks of one record; ``typed_names`` are the names behind its prompts, once they are filled."""

    def __init__(self, answering: Answering, located: Located, form: Form) -> None:
        self.answering, self.located, self.form = answering, located, form
        self.typed_names: list[Extra] = []

    def blocks(self, fields: dict[str, Answer]) -> tuple[BlockRecord, ...]:
        """The blocks in the order they stand; ``fields`` are the answers of the form's own slots."""
        strays = judge_all(self.located.strays)
        regions = parted(_one_for_each_group(self.located.blocks), self._roles(fields))
        texts = [self._opinion(region) for region in regions]
        units = [self._unit(region, text, fields) for region, text in zip(regions, texts, strict=True)]
        named = [*unit_names(fields), *(str(unit.value) for unit in units if unit.value)]
        homes = [_home(region, unit, named) for region, unit in zip(regions, units, strict=True)]
        homes = brought_home(with_strays(homes, strays))
        return tuple(
            self._block(home, text, unit, strays) for home, text, unit in zip(homes, texts, units, strict=True)
        )

    def _roles(self, fields: dict[str, Answer]) -> Roles:
        named = ((str(block.id), fields.get(block.unit_from or "")) for block in self.form.blocks)
        units = {block: frozenset(map(fold, _names(answer))) for block, answer in named if answer is not None}
        return Roles(self.form, units, self.answering.hints)

    def _opinion(self, region: BlockRegion) -> OpinionText:
        units = self.answering.units
        text = read_opinion(whole_lines(region.paragraphs, units), self.answering.hints, units)
        if Needs.OPINION not in region.block.needs:
            text.take_names()
        return text

    def _block(self, home: Home, text: OpinionText, unit: Answer, strays: tuple[Mark, ...]) -> BlockRecord:
        region = home.region
        date = self._date(text, region.at)
        self.typed_names += [Extra(prompt, name, region.at) for prompt, name in text.names]
        block = BlockRecord(
            region.block.id,
            unit,
            self.answering.answer(LongText(), _opinion_of(text, region.at)),
            doubted(date) if region.shares_date and date.value is not None else date,
            signature_mark(home.marks, region.at, strays),
            seal_mark(home.marks, region.at, home.contested, home.owners),
            region.at,
        )
        return doubted_answers(block) if region.unsure else block

    def _date(self, text: OpinionText, at: Evidence) -> Answer:
        if not text.dates:
            return Answer(None, "", SURE, False, at)
        return self.answering.best(Date(), [Written(raw, place) for raw, place in text.dates])

    def _unit(self, region: BlockRegion, text: OpinionText, fields: dict[str, Answer]) -> Answer:
        """The name written in the block, else the one unit that the form names for that role; a group is no unit."""
        if region.block.filled_by is FilledBy.GROUP:
            return Answer(None, "", SURE, False, region.at)
        if text.units:
            return self.answering.best(
                Org(), [Written(name, _place_of([place], region.at)) for name, place in text.named]
            )
        named = _role_units(region, fields)
        if len(named) != 1:
            doubtful = any(source.needs_review for _, source in named)
            doubts = ("several-values",) if doubtful else ()
            return Answer(None, "", UNSURE if doubtful else SURE, doubtful, region.at, doubts)
        name, source = named[0]
        return replace(source, value=name, raw="")


def _opinion_of(text: OpinionText, at: Evidence) -> Written:
    """The opinion as written; in doubt where words below its date were taken for a part of it."""
    doubts = (DOUBTFUL_LABEL,) if text.below_date and text.opinion else ()
    return Written("\n".join(text.opinion), _place_of(text.places if text.opinion else (), at), doubts)


def _home(region: BlockRegion, unit: Answer, named: Sequence[str]) -> Home:
    owners = owners_of(unit, (paragraph.text for paragraph in region.paragraphs), named)
    return Home(region, judge_all(region.pictures), owners)


def _place_of(lines: Sequence[Evidence], region: Evidence) -> Evidence:
    """Where ``lines`` of a block stand: its own place where that is a cell, else that of the lines on their first page."""
    boxes = [line.box for line in lines if line.box is not None and line.page == lines[0].page]
    if not boxes or any(line.box is None for line in lines) or region.box is None:
        return region
    if region.page == lines[0].page and all(region.box.overlap(box) > 0 for box in boxes):
        return region
    return replace(region, page=lines[0].page, box=BBox.around(boxes))


def _one_for_each_group(regions: Iterable[BlockRegion]) -> list[BlockRegion]:
    """``regions`` with all that a group's members sign as one, however often the place for it is printed."""
    kept: list[BlockRegion] = []
    for region in regions:
        same = next((n for n, other in enumerate(kept) if other.block is region.block), None)
        if same is None or region.block.filled_by is not FilledBy.GROUP:
            kept.append(region)
        else:
            kept[same] = replace(kept[same], paragraphs=(*kept[same].paragraphs, *region.paragraphs))
    return kept


def unit_names(fields: dict[str, Answer]) -> Iterable[str]:
    """Every unit that the form names in a field of its own."""
    for slot, answer in fields.items():
        if slot == "unit_name" or slot == "lead_unit" or slot.endswith("_units"):
            yield from _names(answer)


def _role_units(region: BlockRegion, fields: dict[str, Answer]) -> list[tuple[str, Answer]]:
    """The units that the form names for a block's role, with the answer that names them."""
    slots = [region.block.unit_from] if region.block.unit_from else []
    if region.block.unit_from == "lead_unit":
        slots.append("unit_name")
    for slot in slots:
        if slot and (answer := fields.get(slot)) and (names := _names(answer)):
            return [(name, answer) for name in names]
    return []


def _names(answer: Answer) -> list[str]:
    """The names that an answer holds, each once; 无 names nobody."""
    names = answer.value if isinstance(answer.value, list) else [answer.value]
    return list(dict.fromkeys(str(name) for name in names if name and not names_nobody(str(name))))
