"""Which of a page's text may be believed: not that of a scan, not garbage, not what a reader of the page cannot see."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.chars import Char
from extract.layout.lines import lines_of
from extract.layout.page import PageContent
from extract.layout.paragraphs import DraftParagraph
from extract.page_problem import PageProblem
from extract.readers.pdf.chars import PageText
from extract.readers.pdf.marks import Mark
from extract.readers.pdf.objects import COLOURED, COVERED, INVISIBLE, SLANTED, WHITE_TEXT, Drawn, PageObjects
from forms.evidence import BBox

GARBAGE = 0.2
"""From this share of meaningless characters on, a text layer is no text."""
PAGE_WIDE = 0.8
"""Pictures covering more of the page than this are a scan or a background."""
SCAN_STAMP_CHARS = 40
"""A scanning app writes its name, a date and a page number over the scan; that is no text layer."""
OUTLINED_SHAPES = 20
"""A page of this many drawings and no text has its text as outlines."""


def page_wide(images: Sequence[Drawn], width: float, height: float) -> bool:
    """Whether the pictures, alone or as strips, cover the page."""
    page = BBox(0.0, 0.0, width, height)
    return sum(image.box.overlap(page) for image in images) > PAGE_WIDE * width * height


def trusted_chars(content: PageContent, objects: PageObjects, text: PageText) -> list[Char]:
    """The characters to be read; what is not believed leaves a problem in ``content``, slanted text an aside."""
    visible = [*text.chars, *_on_dark(objects, text.odd.get(WHITE_TEXT, []))]
    slanted, number = text.odd.get(SLANTED, []), content.number
    coloured = text.odd.get(COLOURED, [])
    visible += coloured
    unseen = text.odd.get(INVISIBLE, [])
    if text.unmapped > GARBAGE * (len(visible) + len(unseen)):
        garbage = f"第{number}页的文字层是乱码（{text.unmapped} 个字符无法识别），未读取。"
        content.problems.append(PageProblem("no-text-layer", garbage, number))
        return []
    scan = _over_scan(content, objects, visible, unseen)
    if scan is None:
        content.problems.append(PageProblem("no-text-layer", f"第{number}页没有文字层，应为扫描件，未读取。", number))
        return []
    if scan:
        told = f"第{number}页是扫描图片，其文字层由识别软件生成，可能有错；请逐项核对。"
        content.problems.append(PageProblem("text-layer-over-scan", told, number))
        return visible + unseen
    _note_unseen(content, text, visible)
    if text.unmapped:
        told = f"第{number}页有 {text.unmapped} 个字符无法识别，读作“\ufffd”；请核对原件。"
        content.problems.append(PageProblem("unreadable-characters", told, number))
    content.asides += [DraftParagraph(line.text, number, line.box) for line in lines_of(slanted)]
    return visible


def _over_scan(
    content: PageContent, objects: PageObjects, visible: Sequence[Char], unseen: Sequence[Char]
) -> bool | None:
    """Whether the text lies over (or under) a scan; ``None`` where there is a scan and no text."""
    count = len(visible) + len(unseen)
    if not count:
        return None if objects.images or len(objects.ink) >= OUTLINED_SHAPES else False
    if not page_wide(objects.images, content.width, content.height):
        return False
    if count <= SCAN_STAMP_CHARS and not objects.rulings:
        return None
    wide = [i for i in objects.images if page_wide([i], content.width, content.height)] or objects.images
    covered = max(image.order for image in wide) > objects.last_text
    return len(unseen) > len(visible) or covered or not objects.rulings


def _on_dark(objects: PageObjects, chars: Sequence[Char]) -> list[Char]:
    """White characters that stand on a filled area or a picture, where they can be seen."""
    grounds = [*objects.fills, *(image.box for image in objects.images)]
    return [c for c in chars if any(g.holds((c.x0 + c.x1) / 2, (c.y0 + c.y1) / 2) for g in grounds)]


def _note_unseen(content: PageContent, text: PageText, visible: Sequence[Char]) -> None:
    shown = {id(char) for char in visible}
    unseen = [c for why in (INVISIBLE, WHITE_TEXT, COVERED) for c in text.odd.get(why, []) if id(c) not in shown]
    unseen = [c for c in unseen if not c.text.isspace()]
    if unseen:
        told = f"第{content.number}页有 {len(unseen)} 个看不见的字符（隐形、白色或者被盖住），未读取；请核对原件。"
        content.problems.append(PageProblem("hidden-text", told, content.number))


def small_images(content: PageContent, objects: PageObjects) -> list[Drawn]:
    """The pictures that are no scan, no tile of one and no background of the whole page."""
    small = [i for i in objects.images if not page_wide([i], content.width, content.height)]
    tiled = len(small) == len(objects.images) and page_wide(small, content.width, content.height)
    return [] if tiled else small


def without_seal_text(chars: Sequence[Char], coloured: Sequence[Char], marks: Sequence[Mark]) -> list[Char]:
    """``chars`` without the coloured ones inside a drawing: the text of a seal is part of its picture."""
    seal = {id(c) for c in coloured if any(_inside(c, mark) for mark in marks if mark.name == "drawing")}
    return [c for c in chars if id(c) not in seal] if seal else list(chars)


def _inside(char: Char, mark: Mark) -> bool:
    return mark.box.holds((char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2)
