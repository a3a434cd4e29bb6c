"""One form as a Word file: in our own layout or another one, with the places for marks and handwriting noted."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from opencc import OpenCC

from forms.record import Answer, BlockRecord, Record
from forms.registry import forms
from forms.spec import Block, Form, Needs
from render.forms_out import filled
from tests.applications import Truth, truth
from tests.drawing import Drawing, Layout, layout
from tests.report_drawing import ReportDrawing, report_layout
from tests.scans.answers import written
from tests.scans.penned import Penned, penned
from tests.scans.tokens import Dress, Tokens, finish

Convert = Callable[[str], str]
SCRIPTS: dict[str, Convert] = {"hans": str, "hant": OpenCC("s2tw").convert}
_OWN, _OTHER = "own", "other"
_SERIF, _SANS, _KAI = "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN"
_FONTS: tuple[tuple[str, ...], ...] = ((), (_SERIF,), (_SANS,), (_KAI,), (_SERIF, _KAI), (_SANS, _SERIF), (_KAI, _SANS))


@dataclass(frozen=True)
class Draft:
    """A form before it is printed. ``record`` is what it says, marks still absent; ``hand`` what is to be written."""

    seed: int
    form: Form
    script: str
    layout: str
    fonts: tuple[str, ...]
    record: Record
    word: bytes
    hand: dict[str, Penned]
    """What is to be done by hand, by the place where it begins: ``fields.contact_name``, ``blocks[0].date`` …"""
    tokens: Tokens

    @property
    def convert(self) -> Convert:
        return SCRIPTS[self.script]


def draft(seed: int) -> Draft:
    """The form of ``seed``: forms and editions in turn, a third in traditional script, two fifths in other layouts."""
    every = forms()
    form = every[seed % len(every)]
    turn = seed // len(every)
    script = "hant" if turn % 3 == 1 else "hans"
    how = _OTHER if turn % 5 in (2, 4) else _OWN
    return draft_of(form, script, how, seed)


def draft_of(form: Form, script: str, how: str, seed: int) -> Draft:
    """A form drawn as asked for: ``how`` is ``own`` or ``other``."""
    rng = random.Random(f"draft-{form.annex}-{seed}")
    record, tokens = written(form, seed, SCRIPTS[script]), Tokens()
    fonts = rng.choice(_FONTS)
    hand = penned(form, record, rng, how == _OWN, SCRIPTS[script])
    if how == _OWN:
        data = finish(_own(form, record, script, tokens, hand), tokens, Dress(fonts))
    else:
        data = finish(
            _other(form, record, script, tokens, hand, seed), tokens, _other_dress(form, rng, fonts or (_SERIF,))
        )
    return Draft(seed, form, script, how, fonts, replace(record, script=script), data, hand, tokens)


def _other_dress(form: Form, rng: random.Random, fonts: tuple[str, ...]) -> Dress:
    ruled = any(form.rows()) or rng.random() < 0.85  # a table of many columns is always ruled
    room = {"sign": rng.uniform(9, 16), "date": rng.uniform(5, 10)}
    return Dress(fonts, room, ruled=ruled, a4=True, whole_rows=rng.random() < 0.75)


def _own(form: Form, record: Record, script: str, tokens: Tokens, hand: dict[str, Penned]) -> bytes:
    """Our own layout, every answer as it is written, places noted in the answers and prompts themselves."""
    fields = {
        slot: Answer(None, _printed_answer(tokens, f"fields.{slot}", answer, hand))
        for slot, answer in record.fields.items()
    }
    rows = {
        name: tuple(
            {column: Answer(None, _cell(tokens, name, n, column, answer)) for column, answer in row.items()}
            for n, row in enumerate(given)
        )
        for name, given in record.rows.items()
    }
    owners = form.blocks_of([said.id for said in record.blocks])
    said = zip(owners, record.blocks, strict=True)
    blocks = tuple(_own_block(tokens, n, block, answers, hand) for n, (block, answers) in enumerate(said))
    data = filled(form, replace(record, fields=fields, rows=rows, blocks=blocks), script)
    return _prompts_noted(data, record, tokens)


def _printed_answer(tokens: Tokens, where: str, answer: Answer, hand: dict[str, Penned]) -> str:
    if done := hand.get(where):
        return done.before + tokens.new(where) + done.behind
    return answer.raw


def _cell(tokens: Tokens, name: str, row: int, column: str, answer: Answer) -> str:
    return tokens.new(f"rows.{name}[{row}].{column}") if column == "signature" else answer.raw


def _own_block(tokens: Tokens, n: int, block: Block, said: BlockRecord, hand: dict[str, Penned]) -> BlockRecord:
    place = f"blocks[{n}]"
    opinion = "" if f"{place}.opinion" in hand else said.opinion.raw
    if said.opinion.raw:
        opinion = tokens.new(f"{place}.start") + opinion
    day = tokens.new(f"{place}.date") + _printed_day(block, said, f"{place}.date" in hand)
    return replace(said, opinion=Answer(None, opinion), date=Answer(None, day))


def _printed_day(block: Block, said: BlockRecord, by_hand: bool) -> str:
    blank = BLANK_DAY if Needs.DATE in block.needs else ""
    return blank if by_hand else said.date.raw or blank


BLANK_DAY = "　　　年　　月　　日"
"""Room for a date to be written by hand: the signs stay where they are printed."""


def _prompts_noted(data: bytes, record: Record, tokens: Tokens) -> bytes:
    """The places behind 签字： and before （盖章） in the last table, whose rows are the blocks."""
    import io

    import docx
    from docx.table import _Cell

    word = docx.Document(io.BytesIO(data))
    for n, row in enumerate(word.tables[-1]._tbl.tr_lst):
        cell = _Cell(row.tc_lst[-1], word.tables[-1])
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                bare = run.text.rstrip("　")
                if bare.endswith("字）：") or bare == "签字：" or bare == "簽字：":
                    run.text = bare + tokens.new(f"blocks[{n}].sign") + run.text[len(bare) :]
                elif bare in ("（盖章）", "（蓋章）"):
                    run.text = tokens.new(f"blocks[{n}].stamp") + bare
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _lines(n: int, shown: list[str], tokens: Tokens) -> list[str]:
    """The lines of a block with its places noted: where it begins, where one signs, and its date."""
    noted = [tokens.new(f"blocks[{n}].start") + shown[0], *shown[1:]]
    for at, line in enumerate(noted):
        if line.endswith("字）："):
            noted[at] = line + tokens.new(f"blocks[{n}].sign")
    noted[-1] = tokens.new(f"blocks[{n}].date") + noted[-1]
    return noted


def _block_words(
    block: Block,
    said: BlockRecord,
    n: int,
    hand: dict[str, Penned],
    hints: list[str],
    sign: str,
    seal: str,
    tokens: Tokens,
) -> list[str]:
    """What a block prints; a line is left free for an opinion to be written by hand."""
    by_hand = f"blocks[{n}].opinion" in hand
    opinion = tokens.new(f"blocks[{n}].opinion") + "　" if by_hand else said.opinion.raw
    day = _printed_day(block, said, f"blocks[{n}].date" in hand)
    signing = sign if Needs.SIGNATURE in block.needs else ""
    stamping = seal.format(said.unit.raw) if Needs.SEAL in block.needs else ""
    return [line for line in (*hints, opinion, signing, stamping) if line] + [day]


class _OtherApplication(Drawing):
    """An application in another layout whose blocks note their places."""

    def __init__(self, form: Form, said: Truth, how: Layout, convert: Convert, record: Record) -> None:
        super().__init__(form, said, how, convert)
        self.record, self.tokens, self.hand, self.drawn = record, Tokens(), dict[str, Penned](), 0

    def _block_lines(self, block: Block, answer: dict[str, Any]) -> list[str]:
        hints = [self.convert(hint) for hint in block.hints] if self.how.hints_left else []
        seal = self.rng.choice(("单位（盖章）：{}", "{}（盖章）", "单位名称：{}"))
        n, self.drawn = self.drawn, self.drawn + 1
        sign, stamping = self.convert("负责人（签字）："), self.convert(seal)
        shown = _block_words(block, self.record.blocks[n], n, self.hand, hints, sign, stamping, self.tokens)
        return _lines(n, shown, self.tokens)


class _OtherReport(ReportDrawing):
    """A report or later paper in another layout whose blocks and cells to be signed note their places."""

    tokens: Tokens
    hand: dict[str, Penned]
    drawn = 0

    def _block_lines(self, block: Block, said: BlockRecord) -> list[str]:
        hints = [self.convert(hint) for hint in block.hints] if self.how.hints_left else []
        n, self.drawn = self.drawn, self.drawn + 1
        sign, stamping = self.convert("负责人（签字）："), self.convert("单位（盖章）：{}")
        shown = _block_words(block, said, n, self.hand, hints, sign, stamping, self.tokens)
        return _lines(n, shown, self.tokens)


def _other(form: Form, record: Record, script: str, tokens: Tokens, hand: dict[str, Penned], seed: int) -> bytes:
    convert = SCRIPTS[script]
    if form.annex == 1:
        drawing = _OtherApplication(form, truth(form, seed), layout(seed), convert, record)
        drawing.tokens, drawing.hand = tokens, hand
        return drawing.bytes()
    noted = {
        name: tuple(
            {c: Answer(a.value, _cell(tokens, name, n, c, a)) for c, a in row.items()} for n, row in enumerate(rows)
        )
        for name, rows in record.rows.items()
    }
    report = _OtherReport(form, replace(record, rows=noted), report_layout(seed), convert)
    report.tokens, report.hand = tokens, hand
    return report.bytes()
