"""What a walk through one part of a Word file carries along: the package, the styles, the problems met."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.errors import DocumentError
from extract.limits import Limits
from extract.page_problem import PageProblem
from extract.readers.word.names import MC, Element
from extract.readers.word.numbering import Numbering
from extract.readers.word.package import Package, Relationship
from extract.readers.word.styles import Styles
from forms.evidence import Evidence

READER = "docx"

_UNDERSTOOD = frozenset({
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/drawing/2010/main",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
})  # fmt: skip
"""Extensions whose Choice is read. Ink, 3-D models and new charts keep their picture in the Fallback."""


@dataclass
class Story:
    """One part (body, a header) being read. Problems of all parts gather in one list."""

    package: Package
    relationships: dict[str, Relationship]
    styles: Styles
    numbering: Numbering
    limits: Limits
    problems: list[PageProblem] = field(default_factory=list)

    def problem(self, code: str, message: str) -> None:
        """Notes a part that is lost, once."""
        problem = PageProblem(code, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def check_depth(self, depth: int) -> None:
        """Raises ``damaged-document`` where tables or content controls are nested beyond the limit."""
        if depth > self.limits.nesting:
            message = f"表格或者内容控件嵌套超过 {self.limits.nesting} 层。"
            raise DocumentError("damaged-document", message)


def evidence(place: str) -> Evidence:
    """Where something stands in a format without pages."""
    return Evidence(READER, path=place)


def chosen(alternatives: Element) -> Element | None:
    """The one branch of an ``mc:AlternateContent`` that is read: what is drawn twice counts once."""
    choices = list(alternatives.iterchildren(MC + "Choice"))
    for choice in choices:
        needed = choice.get("Requires", "").split()
        if all(choice.nsmap.get(prefix) in _UNDERSTOOD for prefix in needed):
            return choice
    fallback = alternatives.find(MC + "Fallback")
    return fallback if fallback is not None else next(iter(choices), None)
