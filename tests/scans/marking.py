"""Everything that hands and stamps put on a printed form, and the truth about it."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.spec import FilledBy, Needs
from tests.scans.draft import Draft
from tests.scans.glyphs import line_of
from tests.scans.hands import INKS, STYLES, Hand, stray_mask, written_mask
from tests.scans.printed import Box, Place, Printed
from tests.scans.stamping import Stamped, block_seal, look_of, name_seal, outside, paging_seals, receipt_stamp, stamp
from tests.scans.truths import BlockTruth, CellTruth, HandTruth, Ink, SealTruth, Truths
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

_SURNAMES = "王李张刘陈杨黄周吴徐孙马朱胡林郭何高罗梁宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛"
_GIVEN = "建国强芳伟敏静丽军杰娟涛明超秀英华文志勇艳玲海燕斌辉红波鹏飞晓东雪梅永平"
_CELL = re.compile(r"rows\.(\w+)\[(\d+)\]\.(\w+)")
_UNSIGNED = ("", "", "", "typed", "tick", "line", "smudge", "dot")


class Marking:
    """The marks of one printed draft, drawn by its seed."""

    def __init__(self, draft: Draft, printed: Printed) -> None:
        self.draft, self.printed = draft, printed
        self.rng = random.Random(f"marks-{draft.seed}")
        self.inks: list[Ink] = []
        self.seals: list[SealTruth] = []
        self.hand: list[HandTruth] = []
        self.drawn: list[str] = []
        self.sizes = [(page.width, page.height) for page in printed.pages]
        self.owners = draft.form.blocks_of([said.id for said in draft.record.blocks])
        self.units = [str(b.unit.value) for b in draft.record.blocks if b.unit.value]

    def truths(self) -> Truths:
        self._handwriting()
        blocks = tuple(self._block(n, block) for n, block in enumerate(self.draft.record.blocks))
        cells = tuple(self._cell(name, place) for name, place in self.printed.places.items() if _CELL.fullmatch(name))
        self._distractors()
        record = _marked(self.draft.record, blocks, cells)
        form = self.draft.form
        return Truths(
            form.id,
            form.edition,
            self.draft.script,
            record,
            blocks,
            cells,
            tuple(self.hand),
            tuple(self.seals),
            tuple(self.drawn),
        )

    # -- pens --------------------------------------------------------------------

    def person(self) -> str:
        return self.rng.choice(_SURNAMES) + "".join(self.rng.sample(_GIVEN, self.rng.choice((1, 2, 2))))

    def writer(self, height_mm: float, styles: tuple[str, ...] = STYLES) -> Hand:
        rng = self.rng
        return Hand(
            rng.randrange(1 << 30),
            rng.choice(styles),
            height_mm,
            rng.uniform(0.32, 0.8),
            rng.uniform(-0.1, 0.45),
            rng.random() < 0.8,
        )

    def put(self, what: str, mask: Mask, page: int, x: float, middle: float, colour: tuple[int, int, int]) -> Box:
        """``mask`` on the page from ``x`` on, centred on the line ``middle``; the box of its ink."""
        height, width = mask.shape[0] / PX, mask.shape[1] / PX
        self.inks.append(Ink(what, page, x, middle - height / 2, mask, colour, 0.85))
        return x, middle - height / 2, x + width, middle + height / 2

    def stamped(self, made: Stamped) -> SealTruth:
        self.inks.append(made.ink)
        self.seals.append(made.truth)
        return made.truth

    # -- blocks ------------------------------------------------------------------

    def _block(self, n: int, said: BlockRecord) -> BlockTruth:
        block = self.owners[n]
        day = self.printed.places[f"blocks[{n}].date"]
        box = self._block_box(n, day)
        unit = str(said.unit.value) if said.unit.value else None
        empty = block.filled_by is FilledBy.RECEIVING_OFFICE and unit is None
        made = BlockTruth(n, said.id, unit, day.page, box, signed=False)
        if empty:
            return made
        place = self._sign_place(n, day)
        if block.filled_by is FilledBy.GROUP and block.repeated:
            made = self._members(made, place)
        elif Needs.SIGNATURE in block.needs:
            made = self._sign(made, place)
        if Needs.SEAL in block.needs and unit and self.rng.random() < 0.82:
            made = replace(made, seal=self._seal(made, day))
        return made

    def _block_box(self, n: int, day: Place) -> Box:
        page = self.printed.pages[day.page]
        if box := page.cell_at(day.x + 1, day.y + 2):
            return box
        begin = self.printed.places.get(f"blocks[{n}].start", day)
        top = begin.y - 2 if begin.page == day.page else 20.0
        return begin.x - 3, top, page.width - 25, day.y + 9

    def _sign_place(self, n: int, day: Place) -> Place:
        """Behind 签字：, or above the date and left of it where nothing is printed."""
        found = self.printed.places.get(f"blocks[{n}].sign")
        return found or Place(day.page, day.x - self.rng.uniform(8, 28), day.y - self.rng.uniform(9, 13))

    def _sign(self, made: BlockTruth, place: Place) -> BlockTruth:
        rng = self.rng
        middle, x = place.y + 2.2 + rng.uniform(-3, 2.5), place.x + rng.uniform(0, 7)
        if rng.random() < 0.82:
            mask = written_mask(self.person(), self.writer(rng.uniform(6.5, 12)))
            box = self.put("signature", mask, place.page, x, middle, rng.choice(INKS))
            if rng.random() < 0.07:
                self.stamped(name_seal(rng, self.person(), place.page, box[2] + 9, middle, self.sizes[place.page]))
            return replace(made, signed=True, signature=(box,))
        what = rng.choice(_UNSIGNED)
        self._instead(what, place, x, place.y + 2.2)
        return replace(made, instead=what)

    def _instead(self, what: str, place: Place, x: float, middle: float) -> None:
        """What is no signature in the place of one."""
        if what == "typed":
            mask = line_of(self.draft.convert(self.person()), "plain", 4.2 * PX)
            self.put(what, mask, place.page, x, middle, (18, 18, 18))
        elif what:
            mask = stray_mask(what, self.rng.randrange(1 << 30))
            colour = (90, 90, 92) if what == "smudge" else self.rng.choice(INKS)
            self.put(what, mask, place.page, x, middle + self.rng.uniform(-2, 4), colour)

    def _members(self, made: BlockTruth, place: Place) -> BlockTruth:
        """Several names in the room below 成员签字, or none."""
        if self.rng.random() < 0.15:
            return made
        boxes = []
        for name in range(self.rng.randint(2, 5)):
            mask = written_mask(self.person(), self.writer(self.rng.uniform(6, 9)))
            x, middle = (
                place.x + 2 + 30 * (name % 3) + self.rng.uniform(-2, 3),
                place.y + 3 + 11 * (name // 3) + self.rng.uniform(-2, 2),
            )
            boxes.append(self.put("signature", mask, place.page, x, middle, self.rng.choice(INKS)))
        return replace(made, signed=True, signature=tuple(boxes))

    def _seal(self, made: BlockTruth, day: Place) -> SealTruth:
        """A seal over unit and date, sometimes far off, over the rule, or over the edge of the page."""
        rng, size = self.rng, self.sizes[made.page]
        whose, look = block_seal(rng, made.unit or "", self.units)
        prompt = self.printed.places.get(f"blocks[{made.index}].stamp")
        x = (prompt.x + 7 if prompt else day.x + 15) + rng.gauss(0, 6)
        y = (
            (min(prompt.y, day.y) if prompt and prompt.page == day.page else day.y)
            - rng.uniform(0, 8)
            + rng.gauss(0, 3)
        )
        far = rng.random()
        if far < 0.1:
            y += rng.choice((-1, 1)) * rng.uniform(8, 16)
        elif far < 0.15:
            x -= rng.uniform(15, 40)
        elif far < 0.18:
            x = size[0] - rng.uniform(2, 14)
        middle = (made.box[1] + made.box[3]) / 2
        y = min(max(y, made.box[1] + 4), made.box[3] - 2) if made.box[3] - made.box[1] > 12 else middle
        spill = outside(made.box, (x, y), (look.diameter_mm / 2, look.height_mm / 2))
        return self.stamped(stamp(look, whose, made.page, x, y, size, block=made.index, spill=spill))

    # -- cells, handwriting, distractors -------------------------------------------

    def _cell(self, name: str, place: Place) -> CellTruth:
        found = _CELL.fullmatch(name)
        assert found
        page, rng = self.printed.pages[place.page], self.rng
        box = page.cell_at(place.x + 0.2, place.y + 1.5) or (place.x - 2, place.y - 2, place.x + 22, place.y + 7)
        middle = (box[1] + box[3]) / 2
        made = CellTruth(found[1], int(found[2]), found[3], place.page, box, signed=False)
        if rng.random() < 0.85:
            mask = written_mask(self.person(), self.writer(min(rng.uniform(5.5, 8.5), (box[2] - box[0]) / 2.6)))
            room = max(0.0, box[2] - box[0] - mask.shape[1] / PX)
            self.put(
                "signature",
                mask,
                place.page,
                box[0] + room * rng.uniform(0.1, 0.9),
                middle + rng.uniform(-1.5, 1.5),
                rng.choice(INKS),
            )
            return replace(made, signed=True)
        what = rng.choice(("", "", "", "typed", "dot", "smudge"))
        self._instead(what, place, box[0] + 2, middle)
        return replace(made, instead=what)

    def _handwriting(self) -> None:
        hand, colour = self.writer(self.rng.uniform(4.6, 6), ("neat", "quick")), self.rng.choice(INKS)
        hand = replace(hand, slant=hand.slant * 0.4, pen_mm=min(hand.pen_mm, 0.5), joined=False)
        for where, text in self.draft.hand.items():
            place = self.printed.places.get(
                f"{where.partition('.opinion')[0]}.start" if where.endswith(".opinion") else where
            )
            if place is None:
                raise LookupError(f"seed {self.draft.seed}: {where} is noted nowhere")
            boxes = (
                self._date(text, place, hand, colour)
                if where.endswith(".date")
                else [self._words(text, place, hand, colour)]
            )
            whole = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
            self.hand.append(HandTruth(where, text, place.page, whole))

    def _words(self, text: str, place: Place, hand: Hand, colour: tuple[int, int, int]) -> Box:
        mask = written_mask(text, hand)
        return self.put("hand", mask, place.page, place.x + 0.5, place.y + 2.4 + self.rng.uniform(-0.5, 0.8), colour)

    def _date(self, text: str, place: Place, hand: Hand, colour: tuple[int, int, int]) -> list[Box]:
        """The figures of a date before the printed 年, 月 and 日."""
        hand = replace(hand, height_mm=min(hand.height_mm, 5.0))
        boxes, line = (
            [],
            [letter for letter in self.printed.pages[place.page].letters if abs(letter.box[1] - place.y) < 3],
        )
        for figures, sign in re.findall(r"(\d+)([年月日])", text):
            printed = next(letter for letter in line if letter.text == sign and letter.box[0] >= place.x)
            mask = written_mask(figures, hand)
            width = mask.shape[1] / PX
            middle = (printed.box[1] + printed.box[3]) / 2 + self.rng.uniform(-0.6, 0.6)
            boxes.append(self.put("hand", mask, place.page, printed.box[0] - width - 0.4, middle, colour))
        return boxes

    def _distractors(self) -> None:
        rng = self.rng
        if len(self.sizes) > 1 and self.units and rng.random() < 0.15:
            for made in paging_seals(rng, self.units[0], self.sizes):
                self.stamped(made)
        if rng.random() < 0.1:
            self.stamped(receipt_stamp(rng, 0, self.sizes[0]))
        if self.draft.form.cover and self.units and self.draft.layout == "own" and rng.random() < 0.12:
            self.stamped(
                stamp(
                    look_of(rng, self.units[0]), "cover", 0, rng.uniform(95, 140), rng.uniform(150, 215), self.sizes[0]
                )
            )
        if rng.random() < 0.05:
            self._red_head()
        if rng.random() < 0.05:
            mask, size = stray_mask("ring", rng.randrange(1 << 30)), self.sizes[-1]
            self.put(
                "red-ring",
                mask,
                len(self.sizes) - 1,
                rng.uniform(30, size[0] - 60),
                rng.uniform(60, size[1] - 50),
                (205, 35, 40),
            )
            self.drawn.append("red-ring")

    def _red_head(self) -> None:
        """The red name of an office and a red rule over the first page."""
        import numpy as np

        width = self.sizes[0][0]
        words = line_of(
            self.rng.choice(("湖北省质量技术监督局文件", "宜昌市人民政府办公室", "社会管理和公共服务标准化联席会议")),
            "serif",
            8 * PX,
        )
        self.put("red-head", words, 0, (width - words.shape[1] / PX) / 2, 12, (216, 22, 28))
        self.put(
            "red-head",
            np.full((round(0.7 * PX), round(156 * PX)), 1, np.float32),
            0,
            (width - 156) / 2,
            19.5,
            (216, 22, 28),
        )
        self.drawn.append("red-head")


def _marked(record: Record, blocks: tuple[BlockTruth, ...], cells: tuple[CellTruth, ...]) -> Record:
    """``record`` with the marks that now stand on the paper."""
    signed = tuple(
        replace(said, signature=SignatureMark(truth.signed), seal=_seal_mark(truth))
        for said, truth in zip(record.blocks, blocks, strict=True)
    )
    rows = {name: [dict(row) for row in given] for name, given in record.rows.items()}
    for cell in cells:
        rows[cell.rows][cell.row][cell.column] = Answer(SignatureMark(cell.signed).to_json())
    return replace(record, blocks=signed, rows={name: tuple(given) for name, given in rows.items()})


def _seal_mark(truth: BlockTruth) -> SealMark:
    if truth.seal is None:
        return SealMark(False)
    return SealMark(True, truth.seal.shape, truth.seal.rim, truth.seal.centre or None, truth.seal.whose == "own")
