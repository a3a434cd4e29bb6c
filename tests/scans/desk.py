"""The desk on which a printed form is signed and stamped: its pages, the pens at hand, and what was put where."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.scans.draft import Draft
from tests.scans.glyphs import line_of
from tests.scans.hands import INKS, STYLES, Hand, stray_mask
from tests.scans.printed import Box, Place, Printed
from tests.scans.stamping import Stamped
from tests.scans.truths import HandTruth, Ink, SealTruth
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

_SURNAMES = "王李张刘陈杨黄周吴徐孙马朱胡林郭何高罗梁宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛"
_GIVEN = "建国强芳伟敏静丽军杰娟涛明超秀英华文志勇艳玲海燕斌辉红波鹏飞晓东雪梅永平"


class Desk:
    """One printed draft while it is being marked, by its seed."""

    def __init__(self, draft: Draft, printed: Printed) -> None:
        self.draft, self.printed = draft, printed
        self.rng = random.Random(f"marks-{draft.form.annex}-{draft.seed}")
        self.inks: list[Ink] = []
        self.seals: list[SealTruth] = []
        self.hand: list[HandTruth] = []
        self.drawn: list[str] = []
        self.sizes = [(page.width, page.height) for page in printed.pages]
        self.units = [str(b.unit.value) for b in draft.record.blocks if b.unit.value]

    def person(self) -> str:
        return self.rng.choice(_SURNAMES) + "".join(self.rng.sample(_GIVEN, self.rng.choice((1, 2, 2))))

    def writer(self, height_mm: float, styles: tuple[str, ...] = STYLES) -> Hand:
        """A hand of its own for each call."""
        rng = self.rng
        pen_mm, slant = rng.uniform(0.32, 0.8), rng.uniform(-0.1, 0.45)
        return Hand(rng.randrange(1 << 30), rng.choice(styles), height_mm, pen_mm, slant, rng.random() < 0.8)

    def put(self, what: str, mask: Mask, page: int, x: float, middle: float, colour: tuple[int, int, int]) -> Box:
        """``mask`` on the page from ``x`` on, centred on the line ``middle``; the box of its ink."""
        height, width = mask.shape[0] / PX, mask.shape[1] / PX
        self.inks.append(Ink(what, page, x, middle - height / 2, mask, colour, 0.85))
        return x, middle - height / 2, x + width, middle + height / 2

    def stamped(self, made: Stamped) -> SealTruth:
        """A seal on the page; its truth."""
        self.inks.append(made.ink)
        self.seals.append(made.truth)
        return made.truth

    def no_signature(self, what: str, place: Place, x: float, middle: float) -> None:
        """What is no signature in the place of one: a typed name, or a stray stroke."""
        if what == "typed":
            mask = line_of(self.draft.convert(self.person()), "plain", 4.2 * PX)
            self.put(what, mask, place.page, x, middle, (18, 18, 18))
        elif what:
            mask = stray_mask(what, self.rng.randrange(1 << 30))
            colour = (90, 90, 92) if what == "smudge" else self.rng.choice(INKS)
            self.put(what, mask, place.page, x, middle + self.rng.uniform(-2, 4), colour)
