"""Whole folders put through a scanner at once: several forms, a 推荐函 and blank backs, some out of order or upside down."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.registry import forms
from tests.scans.draft import draft_of
from tests.scans.drawn import Drawn, DrawnPage, PagePicture, draw, known
from tests.scans.glyphs import line_of
from tests.scans.printed import Printed, printed
from tests.scans.stamping import look_of, stamp
from tests.scans.tokens import Dress, Tokens, finish
from tests.scans.truths import Ink
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.printed import Picture

LETTER, BLANK = "letter", "blank"
_TOGETHER = ((1, 2, 3), (1, 2), (4, 5, 6), (4, 5), (1,), (2, 3), (5, 6), (1, 3))
"""Annexes that come in one folder."""


class BackPage(DrawnPage):
    """The back of a page: blank but for what shines through."""

    def upright(self) -> Picture:
        import cv2
        import numpy as np

        front = super().upright().astype(np.float32)
        faint = 255 - (255 - cv2.GaussianBlur(front[:, ::-1], (0, 0), 5)) * 0.07
        return faint.astype(np.uint8)


@dataclass(frozen=True)
class FolderPage:
    """One sheet side: of which paper (``forms[i]``, ``letter``, ``blank``), its page there (from 0), and how it lay."""

    page: DrawnPage
    paper: str
    number: int
    quarters: int

    def picture(self, condition: str) -> PagePicture:
        return self.page.picture(condition, self.quarters)


@dataclass(frozen=True)
class Folder:
    """Everything in the order in which it went through the scanner."""

    seed: int
    papers: tuple[Drawn, ...]
    pages: tuple[FolderPage, ...]
    letter_says: str
    """The text of the 推荐函, ``""`` where there is none."""

    def to_json(self) -> dict[str, Any]:
        order = [{"paper": p.paper, "number": p.number, "quarters": p.quarters} for p in self.pages]
        papers = [paper.to_json() for paper in self.papers]
        return {"seed": self.seed, "pages": order, "papers": papers, "letter": self.letter_says}


@dataclass(frozen=True)
class _Letter:
    """A 推荐函 before it is printed."""

    word: bytes
    tokens: Tokens
    issuer: str
    text: str


def folders(seeds: Iterable[int], cache: Path | None = None) -> Iterator[Folder]:
    """The folder of each seed, in order; seeds as in :func:`tests.scans.drawn.documents`."""
    for seed in seeds:
        yield _folder(known(seed), cache)


def _folder(seed: int, cache: Path | None) -> Folder:
    rng = random.Random(f"folder-{seed}")
    script = rng.choice(("hans", "hans", "hant"))
    chosen = [rng.choice([form for form in forms() if form.annex == annex]) for annex in rng.choice(_TOGETHER)]
    papers = tuple(draw([draft_of(form, script, rng.choice(("own", "own", "other")), seed) for form in chosen], cache))
    groups = [[FolderPage(page, f"forms[{n}]", page.number, 0) for page in p.pages] for n, p in enumerate(papers)]
    says = ""
    if rng.random() < 0.7:
        letter = _letter(papers[0], rng)
        groups.insert(rng.choice((0, len(groups))), _letter_pages(letter, seed, rng, cache))
        says = letter.text
    return Folder(seed, papers, tuple(_as_scanned(groups, rng)), says)


def _as_scanned(groups: list[list[FolderPage]], rng: random.Random) -> list[FolderPage]:
    """The pages with blank backs between them, now and then exchanged or upside down."""
    backs, swapped = rng.random() < 0.4, rng.random() < 0.4
    pages = [page for group in groups for page in group]
    if swapped and len(pages) > 2:
        at = rng.randrange(1, len(pages) - 1)
        pages[at], pages[at + 1] = pages[at + 1], pages[at]
    made = []
    for one in pages:
        lain = 2 if rng.random() < 0.12 else 0
        made.append(FolderPage(one.page, one.paper, one.number, lain))
        if backs and rng.random() < 0.6:
            back = BackPage(*(getattr(one.page, name) for name in one.page.__dataclass_fields__))
            made.append(FolderPage(back, BLANK, one.number, lain))
    return made


def _letter(first: Drawn, rng: random.Random) -> _Letter:
    """A letter of the city's office that recommends the pilot of the first paper."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    record, convert, tokens = first.draft.record, first.draft.convert, Tokens()
    pilot, unit = (str(record.value(slot) or "") for slot in ("pilot_name", "unit_name"))
    issuer = f"{(unit or pilot).partition('市')[0]}市社会管理和公共服务标准化联席会议办公室"
    body = f"经审核，{unit or '申报单位'}申报的“{pilot}”材料齐全，符合有关要求，现予推荐，请予审核。"
    day = f"{rng.randint(2016, 2023)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    word, lines = (
        docx.Document(),
        ("", "", "", f"关于推荐{pilot}的函", "湖北省质量技术监督局：", "　　" + body, "　　特此函告。", ""),
    )
    for line in lines:
        word.add_paragraph(convert(line))
    word.paragraphs[3].alignment = ALIGN.CENTER
    for line in (convert(issuer), tokens.new("date") + day):
        word.add_paragraph(line).alignment = ALIGN.RIGHT
    stream = io.BytesIO()
    word.save(stream)
    data = finish(stream.getvalue(), tokens, Dress(("Noto Serif CJK SC",), a4=True))
    return _Letter(data, tokens, issuer, convert("\n".join((*filter(None, lines), issuer, day))))


def _letter_pages(letter: _Letter, seed: int, rng: random.Random, cache: Path | None) -> list[FolderPage]:
    (paper,) = printed([letter], cache)
    inks = _letter_inks(letter, paper, rng)
    return [
        FolderPage(DrawnPage(seed, 0, n, page.width, page.height, paper, inks if n == 0 else ()), LETTER, n, 0)
        for n, page in enumerate(paper.pages)
    ]


def _letter_inks(letter: _Letter, paper: Printed, rng: random.Random) -> tuple[Ink, ...]:
    """The red head and the seal over the date."""
    import numpy as np

    page, day, red = paper.pages[0], paper.places["date"], (214, 20, 28)
    head = line_of(letter.issuer, "serif", 7 * PX)
    if head.shape[1] / PX > page.width - 40:
        head = line_of(letter.issuer, "serif", 7 * PX * (page.width - 40) * PX / head.shape[1])
    rule = np.ones((round(0.7 * PX), round(156 * PX)), np.float32)
    seal = stamp(
        look_of(rng, letter.issuer),
        "own",
        0,
        day.x + 12 + rng.gauss(0, 4),
        day.y - rng.uniform(0, 8),
        (page.width, page.height),
    )
    middle = page.width / 2
    return (
        Ink("red-head", 0, middle - head.shape[1] / PX / 2, 26, head, red, 0.85),
        Ink("red-head", 0, middle - 78, 38, rule, red, 0.85),
        seal.ink,
    )
