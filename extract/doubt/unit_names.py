"""Units' names read from pictures, held against one another: a form names each of its units several times.

A name that is another one's but for a character or two is one of the two misread. In an opinion block it is taken for
the name that the form's own slots give; elsewhere both are marked. One that ends as no unit's name does, or where a longer
one goes on, may be cut off: it is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from extract.doubt.doubted import REPAIRED, SCORE, doubted, with_doubt
from extract.words.organ_names import is_name
from forms.divisions import leading_place
from forms.programme import PROGRAMMES
from forms.record import Answer, BlockRecord, Record
from forms.script import simplified
from forms.spec import Form
from forms.types import Org, OrgList

SHORTEST = 6
"""Names of fewer characters may well differ by one."""
MOST_WRONG = 2
"""So many characters of a block's unit may be misread, in a name of four times as many each."""
LEAST_READ = 0.6
"""The share of a name that tells which it is, where a seal hides the rest."""
_LONG_PROMPT = 4
"""Characters of 单位盖章, with which no unit's name begins."""
_PROMPT = re.compile(
    r"^(?:[单單]位|[（(][盖蓋](?:章|(?!州))|\(|（|名[称稱]|全[称稱]|[盖蓋]章|公章|[负負][责責]人|[签簽]字|[签簽]名|\)|）|[:：])+"
)
_BEFORE = re.compile(r"^.*(?:名[称稱]|全[称稱]|[盖蓋]章[)）]?)[:：]")
"""Whatever was read of a prompt, up to its end."""
_BEHIND = re.compile(r"(?:[^\u3400-\u9fff（）()]|一|[（(][^（）()]?[盖蓋章][^（）()]*[）)]?)+$")
"""What strokes, a seal's edge and the prompt to set a seal leave behind a name."""
_STROKE = re.compile("^[0-9A-Za-z|]")
"""What a stroke leaves before a name: none begins so where a place follows."""
_ENDS = re.compile(
    "(?:(?<![社席])会|[局厅部委办院所站队处馆校园厂镇乡村团组库台店行司宫网科]|政府|中心|(?:办公|研究|教研|实验|工作|档案|阅览)室"
    "|集团|(?:合作|出版|报|通讯|旅行|联|杂志)社|(?:市|农|林|机|广)场|街道|(?:社|小|园|景|新|开发|管理|示范|保护)区|基地|联盟|窗口"
    "|[大中小]学|(?:[一二三四五六七八九十附]|实验)[中小]|单位|部门|机关|政协|人大|(?:残|妇|文|侨|科|工商)联|服务点)$"
)
"""How units' names end; 社会 and 联席会 are words from within one."""
_PLACED = re.compile("[省市县縣区區州盟旗镇鎮乡鄉村]|^(?:国|國|中|全|湖北|浙江)")
_ORGAN = re.compile("(?:办公室|局|厅|委员会|政府)$")
"""What tells of which place an organ is; a name without it, said nowhere else, may have lost its beginning."""
_BEHEADED = re.compile("^[^全本我各该][市县]")
"""What no place is called that the divisions do not know: a character before it was lost."""
_OPENING, _CLOSING = re.compile("[（(]"), re.compile("[）)]")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_OFFICES = frozenset(office for one in PROGRAMMES for office in (*one.receiving_offices, *one.ministry_offices))


def held_together(record: Record, form: Form) -> Record:
    """``record`` with its units' names mended in blocks, and marked where two are nearly one."""
    slots, columns = unit_slots(form), unit_columns(form)
    named = {name for slot in slots if slot in record.fields for name in _names(record.fields[slot])}
    sure = {name for slot in slots if slot in record.fields for name in _names(record.fields[slot], sure=True)}
    blocks = tuple(
        replace(block, unit=_mended(_found(block), named, sure), opinion=_without_names(block.opinion, named))
        for block in record.blocks
    )
    return _uncut(_compared(replace(record, blocks=blocks), slots, columns), slots, columns)


def unit_slots(form: Form) -> frozenset[str]:
    """The fields of ``form`` that name units."""
    return frozenset(slot for field in form.fields() if isinstance(field.kind, Org | OrgList) for slot in field.ids)


def unit_columns(form: Form) -> frozenset[str]:
    """The columns of its tables that do."""
    return frozenset(
        str(column.id) for rows in form.rows() for column in rows.columns if isinstance(column.kind, Org | OrgList)
    )


def _names(answer: Answer, *, sure: bool = False) -> list[str]:
    if not _is_read(answer) or (sure and answer.needs_review):
        return []
    value = answer.value
    given = value if isinstance(value, list) else [value]
    return ["".join(name.split()) for name in given if isinstance(name, str)]


def _is_read(answer: Answer) -> bool:
    return answer.evidence is not None and answer.evidence.is_scanned


def _found(block: BlockRecord) -> Answer:
    """The block's unit; where none was found, the name behind what is left of its prompt, taken for an opinion."""
    if block.unit.value is not None or not _is_read(block.opinion):
        return block.unit
    lines = ["".join(line.split()) for line in block.opinion.raw.split("\n")]
    found = [(line, name) for line in lines if (name := _PROMPT.sub("", line)) != line and is_name(name)]
    if len(found) != 1:
        return block.unit
    line, name = found[0]
    return _repaired(replace(block.unit, raw=line, evidence=block.opinion.evidence), simplified(name))


def _mended(unit: Answer, named: set[str], sure: set[str]) -> Answer:
    """A block's unit without the words that ask for its seal, and as the one sure name that it nearly is."""
    said = unit.value
    if not _is_read(unit) or not isinstance(said, str) or not unit.raw or said in named:
        return unit
    bare = bare_name(said)
    scraps = len(said) - len(bare) >= _LONG_PROMPT or said.startswith(bare) or _STROKE.sub("", said) == bare
    if bare != said and (bare in named or scraps):
        return _repaired(unit, bare)
    alike = [name for name in sure if _wrong(bare, name) <= min(MOST_WRONG, len(name) // 4)]
    if len(alike) == 1 and len(bare) >= SHORTEST:
        return _repaired(unit, alike[0])
    # an end or the beginning of a name that the form says in full may be all that was read of it
    cut = [name for name in sure if bare != name and (name.startswith(bare) or name.endswith(bare))]
    if len(cut) == 1 and len(bare) >= max(SHORTEST, LEAST_READ * len(cut[0])):
        return _repaired(unit, cut[0])
    part = any(name.startswith(bare) or name.endswith(bare) for name in named)
    cut_organ = bare not in named and _ORGAN.search(bare) and not _PLACED.search(bare)
    return doubted(unit) if part or cut_organ else unit


def bare_name(said: str) -> str:
    """What was read of a unit without the prompt before it, and without what stands behind the word that ends it."""
    name = _PROMPT.sub("", _BEFORE.sub("", "".join(said.split())))
    unstruck = _STROKE.sub("", name)
    return _without_rest(unstruck if leading_place(simplified(unstruck)) else name)


def _without_rest(name: str) -> str:
    """``name`` without what stands behind the word that ends it, and is none; as it is where nothing ends it so."""
    bare = _BEHIND.sub("", name)
    return bare if _ENDS.search(simplified(bare)) else name


def _without_names(opinion: Answer, named: set[str]) -> Answer:
    """``opinion`` without lines that are nothing but a unit's name, and what is left of the prompt before it, marked."""
    if not _is_read(opinion) or not isinstance(opinion.value, str):
        return opinion
    lines = opinion.value.split("\n")
    kept = [line for line in lines if _PROMPT.sub("", "".join(line.split())) not in named]
    return opinion if kept == lines else replace(doubted(opinion), value="\n".join(kept) or None)


def _repaired(unit: Answer, name: str) -> Answer:
    return with_doubt(replace(unit, value=name, score=min(unit.score, SCORE), needs_review=True), REPAIRED)


def _wrong(one: str, other: str) -> int:
    """How many characters of one name are not the other's: the longer one's beyond what both have in order."""
    if abs(len(one) - len(other)) > MOST_WRONG:
        return max(len(one), len(other))
    common = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return max(len(one), len(other)) - common


def _compared(record: Record, slots: frozenset[str], columns: frozenset[str]) -> Record:
    """``record`` with each name marked that is another one but for one character, unless it stands there more often."""
    counts = Counter(name for answer in units_named(record, slots, columns) for name in set(_names(answer)))
    doubtful = {
        name
        for name in counts
        if any(counts[other] >= counts[name] and _nearly_one(name, other) for other in counts if other != name)
    }
    return _marked(record, doubtful, slots, columns)


def _uncut(record: Record, slots: frozenset[str], columns: frozenset[str]) -> Record:
    """``record`` with each name marked that may be cut off: by its end, or in a block alone, by a longer name."""
    names = {name for answer in units_named(record, slots, columns) for name in _names(answer)}
    record = _marked(record, {name for name in names if _is_cut(name)}, slots, columns)
    given = {name for answer in units_named(replace(record, blocks=()), slots, columns) for name in _names(answer)}
    begun = {name for name in names - given if any(name != other and other.startswith(name) for other in names)}
    return replace(record, blocks=tuple(_block(one, _doubted(one.unit, begun)) for one in record.blocks))


def _is_cut(name: str) -> bool:
    """Whether a name ends in no word for an organ, or in what an office's name known to a programme begins with; or begins
    with the last two characters of a place, or has half a pair of brackets.
    """
    said = simplified(name)
    if len(_OPENING.findall(said)) != len(_CLOSING.findall(said)):
        return True
    if _BEHEADED.match(said) and not leading_place(said):
        return True
    begun = (office[:end] for office in _OFFICES for end in range(SHORTEST, len(office)))
    return not _ENDS.search(_IN_BRACKETS.sub("", said)) or any(said.endswith(one) for one in begun)


def _doubted(answer: Answer, doubtful: set[str]) -> Answer:
    return doubted(answer) if doubtful.intersection(_names(answer)) else answer


def _marked(record: Record, doubtful: set[str], slots: frozenset[str], columns: frozenset[str]) -> Record:
    """``record`` with every answer marked that says one of the ``doubtful`` names."""
    if not doubtful:
        return record

    def marked(answer: Answer) -> Answer:
        return _doubted(answer, doubtful)

    def each(answers: Mapping[str, Answer], own: frozenset[str]) -> dict[str, Answer]:
        return {slot: marked(answer) if slot in own else answer for slot, answer in answers.items()}

    return replace(
        record,
        fields=each(record.fields, slots),
        rows={name: tuple(each(row, columns) for row in rows) for name, rows in record.rows.items()},
        blocks=tuple(_block(block, marked(block.unit)) for block in record.blocks),
    )


def _block(block: BlockRecord, unit: Answer) -> BlockRecord:
    return block if unit is block.unit else replace(block, unit=unit)


def units_named(record: Record, slots: frozenset[str], columns: frozenset[str]) -> Iterator[Answer]:
    """Every answer that names units."""
    yield from (answer for slot, answer in record.fields.items() if slot in slots)
    yield from (a for rows in record.rows.values() for row in rows for slot, a in row.items() if slot in columns)
    yield from (block.unit for block in record.blocks if block.unit.raw)


def _nearly_one(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORTEST and _wrong(one, other) == 1
