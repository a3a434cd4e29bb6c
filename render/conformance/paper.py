"""The paper under check, and how a check is written: one small function for each clause, registered by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from render.conformance.elements import Elements
from render.conformance.report import Deviation, Format, Place
from render.conformance.settings import Settings
from render.conformance.sheet import CHARACTER_MM, Paragraph, Rule, Sheet
from render.page import BOTTOM_MARGIN, TEXT_WIDTH

BOTH: tuple[Format, ...] = ("letter", "document")


@dataclass(frozen=True)
class Paper:
    """What a clause looks at."""

    sheet: Sheet
    elements: Elements
    format: Format
    settings: Settings

    @property
    def left(self) -> float:
        """The left edge of the text in millimetres, as it is, not as it should be."""
        edge = self.sheet.pages[0].left
        return 28.0 if edge is None else edge

    @property
    def right(self) -> float:
        page = self.sheet.pages[0]
        return self.left + TEXT_WIDTH.mm if page.right is None else page.width - page.right

    @property
    def text_bottom(self) -> float:
        """Where the 版心 ends on an upright page of this size."""
        return self.sheet.pages[0].height - BOTTOM_MARGIN.mm

    @property
    def place_off(self) -> float:
        """The tolerance of a distance: wider where it is only worked out of a Word file's settings."""
        return self.settings.place_off if self.sheet.exact else self.settings.estimate_off

    def from_left(self, one: Paragraph) -> float | None:
        """Characters between the left edge of the text and the paragraph's first character."""
        return None if one.left is None else (one.left - self.left) / CHARACTER_MM

    def from_right(self, one: Paragraph) -> float | None:
        return None if one.right is None else (self.right - one.right) / CHARACTER_MM

    def off_centre(self, one: Paragraph) -> float | None:
        """Characters between the paragraph's middle and that of the text."""
        return None if one.middle is None else (one.middle - (self.left + self.right) / 2) / CHARACTER_MM


@dataclass(frozen=True)
class Fault:
    """What a clause's function finds; the registration adds the rest. ``None`` takes what the clause says."""

    place: Place
    measured: str
    demanded: str
    message: str
    tolerance: str = ""
    element: str | None = None
    clause: str | None = None
    certainty: str | None = None


Check = Callable[[Paper], Iterator[Fault]]


@dataclass(frozen=True)
class Clause:
    """A registered check."""

    id: str
    number: str
    element: str
    certainty: str
    recommended: bool
    formats: tuple[Format, ...]
    says: str
    check: Check

    def deviations(self, paper: Paper) -> Iterator[Deviation]:
        for fault in self.check(paper):
            yield Deviation(
                self.id, fault.clause or self.number, fault.element or self.element, fault.place, fault.measured,
                fault.demanded, fault.tolerance, fault.certainty or self.certainty, self.recommended, fault.message,
            )  # fmt: skip


CLAUSES: dict[str, Clause] = {}
"""Every check by its id, in the order of registration."""


def clause(
    number: str,
    element: str,
    certainty: str = "A",
    *,
    recommended: bool = False,
    formats: tuple[Format, ...] = BOTH,
) -> Callable[[Check], Check]:
    """Registers a check under its function's name. Raises ValueError for a name that is taken."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        if name in CLAUSES:
            raise ValueError(f"two checks are called {name}")
        says = (check.__doc__ or "").strip().split("\n")[0]
        CLAUSES[name] = Clause(name, number, element, certainty, recommended, formats, says, check)
        return check

    return register


def at(one: Paragraph | Rule | None) -> Place:
    """Where a paragraph or rule stands."""
    if one is None:
        return Place()
    left, top, right, bottom = (_rounded(side) for side in (one.left, one.top, one.right, one.bottom))
    return Place(one.page, left, top, right, bottom, "" if isinstance(one, Rule) else one.text[:20])


def _rounded(side: float | None) -> float | None:
    return None if side is None else round(side, 1)


def mm(length: float) -> str:
    return f"{length:.1f} mm"


def points(size: float) -> str:
    return f"{size:g} 磅"


def characters(count: float) -> str:
    return f"{count:.1f} 字"


def indented_by_two(paper: Paper, one: Paragraph, wrong: str) -> Iterator[Fault]:
    """A fault where ``one`` does not begin two characters in; ``wrong`` says so, with how many were found for ``{}``."""
    found = paper.from_left(one)
    if found is not None and abs(found - 2) > paper.settings.characters_off:
        told = wrong.format(f"{found:.1f}")
        yield Fault(at(one), f"左空 {characters(found)}", "左空2字", told, f"±{paper.settings.characters_off:g} 字")


def lines(count: float) -> str:
    return f"{count:.1f} 行"
