"""Word files (docx, dotx, docm): what they print, as a :class:`Document` without pages.

The zip is opened behind the limits and the XML walked directly: tracked changes are read as accepted; hidden text,
placeholders, comments and notes are left out.
"""

from __future__ import annotations

from extract.document import TICKED, UNTICKED, Document, Flow
from extract.errors import DocumentError
from extract.files.bounded_zip import MemberError
from extract.limits import DEFAULT_LIMITS, Limits
from extract.page_problem import PageProblem
from extract.readers.word.flow import read_flow
from extract.readers.word.names import W14, Element, R, W, is_on
from extract.readers.word.numbering import Numbering
from extract.readers.word.package import Package, Relationship
from extract.readers.word.story import READER, Story, evidence
from extract.readers.word.styles import Styles

_BOX_CHARACTERS = frozenset("☐☑☒□■▢◻◼√✓✔×✗✘○●")
_MARGINS = {W + "headerReference": "header", W + "footerReference": "footer"}


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document's blocks in order, headers and footers apart, and what could not be read of it.

    Raises ``DocumentError``: ``damaged-document`` without a readable body, ``unsafe-xml``, ``archive-bomb``,
    ``encrypted-document``, ``file-too-large``. A lost picture, header or style sheet is a problem of the result.
    """
    if len(data) > limits.file_bytes:
        raise DocumentError("file-too-large", f"文件有 {len(data)} 字节，超过上限 {limits.file_bytes} 字节。")
    package = Package(data, limits)
    part = package.main_part()
    body, root = _body(package, part)
    problems: list[PageProblem] = []
    story = _story(package, part, limits, problems)
    _settle_controls(root)
    flow = read_flow(story, body, evidence(""))
    margins = _margins(story, root)
    return Document(READER, flow, margins=margins, problems=tuple(problems))


def _body(package: Package, part: str) -> tuple[Element, Element]:
    try:
        root = package.xml(part)
    except MemberError as error:
        raise DocumentError("damaged-document", f"Word 文件的正文无法读取：{error}。") from error
    body = root.find(W + "body")
    if root.tag != W + "document" or body is None:
        raise DocumentError("damaged-document", f"Word 文件的正文部分 {part} 不含正文。")
    return body, root


def _story(package: Package, part: str, limits: Limits, problems: list[PageProblem]) -> Story:
    try:
        arrows = package.relationships(part)
    except MemberError as error:
        problems.append(PageProblem("part-unreadable", f"图片和页眉页脚的索引已损坏（{error}），未能读取。"))
        arrows = {}
    styles = Styles(lambda: _optional(package, arrows, "styles", "样式", problems))
    numbering = Numbering(lambda: _optional(package, arrows, "numbering", "自动编号", problems), styles.numbering)
    return Story(package, arrows, styles, numbering, limits, problems)


def _optional(
    package: Package, arrows: dict[str, Relationship], kind: str, called: str, problems: list[PageProblem]
) -> Element | None:
    """The root of a part that the text can do without."""
    part = next((arrow.part for arrow in arrows.values() if arrow.kind == kind and arrow.part), None)
    if part is None:
        return None
    try:
        return package.xml(part)
    except MemberError as error:
        problems.append(PageProblem("part-unreadable", f"{called}部分无法读取：{error}。正文不受影响。"))
        return None


def _margins(story: Story, root: Element) -> tuple[Flow, ...]:
    """Headers and footers that a section refers to, each part once."""
    out: list[Flow] = []
    seen: dict[str, int] = {}
    parts: set[str] = set()
    for reference in root.iter(*_MARGINS):
        arrow = story.relationships.get(reference.get(R + "id", ""))
        kind = _MARGINS[str(reference.tag)]
        if arrow is None or arrow.part is None or arrow.part in parts:
            if arrow is None:
                story.problem("part-unreadable", f"{_CALLED[kind]}缺失，未能读取。正文不受影响。")
            continue
        parts.add(arrow.part)
        seen[kind] = seen.get(kind, 0) + 1
        out.extend(_margin(story, arrow.part, kind, seen[kind]))
    return tuple(out)


_CALLED = {"header": "页眉", "footer": "页脚"}


def _margin(story: Story, part: str, kind: str, index: int) -> tuple[Flow, ...]:
    try:
        root = story.package.xml(part)
        arrows = story.package.relationships(part)
    except MemberError as error:
        story.problem("part-unreadable", f"{_CALLED[kind]}无法读取：{error}。正文不受影响。")
        return ()
    _settle_controls(root)
    own = Story(story.package, arrows, story.styles, story.numbering, story.limits, story.problems)
    return read_flow(own, root, evidence(f"{kind} {index}"))


def _settle_controls(root: Element) -> None:
    """Takes placeholder text out of content controls and writes the state of checkboxes into them."""
    for mark in list(root.iter(W + "showingPlcHdr")):
        content = _content(mark)
        for run in list(content.iter(W + "r")) if is_on(mark) and content is not None else ():
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
    for box in list(root.iter(W14 + "checkbox")):
        content = _content(box)
        state = box.find(W14 + "checked")
        if content is not None:
            _write_state(content, TICKED if state is not None and is_on(state, W14 + "val") else UNTICKED)


def _content(mark: Element) -> Element | None:
    """The content of the control that ``mark`` is a property of."""
    properties = mark.getparent()
    control = None if properties is None else properties.getparent()
    return None if control is None else control.find(W + "sdtContent")


def _write_state(content: Element, state: str) -> None:
    """Puts ``state`` in place of the character that shows the box, whatever font draws it."""
    shown = next(content.iter(W + "t", W + "sym"), None)
    if shown is None:
        holder = next(content.iter(W + "p"), content)
        shown = holder.makeelement(W + "t")
        run = holder.makeelement(W + "r")
        run.append(shown)
        holder.append(run)
    text = shown.text or ""
    shown.tag = W + "t"
    boxes = [character for character in text if character in _BOX_CHARACTERS]
    shown.text = text.replace(boxes[0], state, 1) if boxes else state if len(text) <= 1 else state + text
