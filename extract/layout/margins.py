"""Headers, footers and page numbers: told from the text by their place, their look and their repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.layout.lines import Line
from extract.layout.page import PageContent
from extract.layout.paragraphs import DraftParagraph
from extract.words.likeness import edits
from forms.evidence import SCAN
from forms.page_code import page_code
from forms.script import simplified

HEADER_MM, FOOTER_MM = 26.0, 26.0
"""How far from the page's edges headers and footers stand: Word's and WPS's text begins at 25.4 mm."""
SAME_PLACE_MM = 2.0
MOVED_MM = 5.0
"""On page pictures the paper lies a little higher or lower."""
ONE_IN = 8
"""And of so many characters of a line one may be misread; what is shorter, as a date is, must be the very same."""
SURELY_SAME = 2
"""So many other pages that say the same few words there prove these where one of them is misread."""
LEAST_WORDS = 5
"""So many characters, none of them a figure, are words that are known again where the paper moved; opinions are shorter."""

PAGE_NUMBER = re.compile(
    r"[-—–－─·\s]*[0-9０-９]{1,4}[-—–－─·\s]*"
    r"|第\s*[0-9０-９一二三四五六七八九十百]{1,5}\s*[页頁]([\s,，/／]*[共总]\s*[0-9０-９一二三四五六七八九十百]{1,5}\s*[页頁])?"
    r"|[0-9]{1,4}\s*[/／]\s*[0-9]{1,4}"
    r"|[Pp]age\s*[0-9]{1,4}(\s*(of|/)\s*[0-9]{1,4})?"
)
_PROMPT = re.compile(r"[:：]|[签簽盖蓋]")
"""What asks for an answer may stand at the top of two pages and is no header for it."""
_WORDS = re.compile(r"[\u3400-\u9fff]+")
_PUNCTUATION = re.compile(r"[^\w#]+")
Key = tuple[str, float, bool]
"""A line but for its numbers, how far it stands from the page's edge, and whether that is the upper one."""
DIGITS = re.compile(r"[0-9０-９]+")


def take_margins(pages: Sequence[PageContent]) -> list[tuple[PageContent, Line]]:
    """Take headers, footers and page numbers out of the pages' lines, and return them in reading order."""
    places = [(page.number, *_key(page, line)) for page in pages for line in _edge_lines(page)]
    often = max(2, (len(pages) + 1) // 2)
    beside = _neighbours(pages)
    taken: list[tuple[PageContent, Line]] = []
    for page in pages:
        edge = _edge_lines(page)
        marginal = [
            line
            for line in edge
            if PAGE_NUMBER.fullmatch(line.text)
            or page_code(line.text)
            or len(pages_with := _seen(_key(page, line), places, page.reader == SCAN)) >= often
            or (pages_with & beside[page.number] and not _PROMPT.search(line.text))
        ]
        taken += [(page, line) for line in marginal]
        page.lines = [line for line in page.lines if not any(line is other for other in marginal)]
    return taken


def _neighbours(pages: Sequence[PageContent]) -> dict[int, set[int]]:
    """By page, the written ones before and behind it: in a folder of papers a header stands on few of all pages."""
    written = [page.number for page in pages if page.lines or page.tables]
    found: dict[int, set[int]] = {page.number: set() for page in pages}
    for one, other in pairwise(written):
        found[one].add(other)
        found[other].add(one)
    return found


def _edge_lines(page: PageContent) -> list[Line]:
    return [line for line in page.lines if line.y1 <= HEADER_MM or line.y0 >= page.height - FOOTER_MM]


def _key(page: PageContent, line: Line) -> Key:
    """A line but for its numbers, and how far from the page's upper or lower edge it stands.

    On paper it is told in simplified characters: a small 統 is read as 统 on one page, and as it is on the next.
    """
    top = line.y1 <= HEADER_MM
    text = simplified(line.text) if page.reader == SCAN else line.text
    return DIGITS.sub("#", text), line.y0 if top else page.height - line.y1, top


def _seen(key: Key, places: Sequence[tuple[int, str, float, bool]], on_paper: bool) -> set[int]:
    """The pages on which the same line stands at the same height."""
    text, height, top = key
    words = _PUNCTUATION.sub("", text) if on_paper else ""
    known = len(words) >= ONE_IN or (len(words) >= LEAST_WORDS and _WORDS.fullmatch(words) and not _PROMPT.search(text))
    moved = MOVED_MM if known else SAME_PLACE_MM

    here = [(n, t) for n, t, h, above in places if above is top and abs(h - height) <= moved]
    often = {t for t, count in Counter(t for _, t in set(here)).items() if count >= SURELY_SAME}

    def same(other: str) -> bool:
        misread = max(len(words) // ONE_IN, int(bool(known) and other in often))
        return other == text or (misread > 0 and edits(_PUNCTUATION.sub("", other), words, misread) <= misread)

    return {n for n, t in here if same(t)}


def margin_paragraph(page: PageContent, line: Line) -> DraftParagraph:
    """A header or footer line as a paragraph."""
    return DraftParagraph(line.text, page.number, line.box, line.em)
