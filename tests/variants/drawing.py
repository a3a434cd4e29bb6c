"""One paper drawn from its truth: cover, parts and opinions, each part in the way that the layout says."""

from __future__ import annotations

import random
from collections.abc import Iterable

from forms.spec import Form, Rows, Section
from tests.variants.blocks import Blocks
from tests.variants.cover import Cover
from tests.variants.labels import Labels
from tests.variants.layout import Layout
from tests.variants.members import Members
from tests.variants.paper import Piece, Row, Table, row, word
from tests.variants.prose import Prose
from tests.variants.sections import Sections
from tests.variants.sheet import Sheet
from tests.variants.slots import Slots
from tests.variants.telling import script, tell

Part = list[Piece]


def drawn(form: Form, how: Layout) -> tuple[bytes, Sheet]:
    """The Word file of ``form`` that ``how`` draws, and what it says."""
    sheet = tell(form, how)
    return word(Drawing(sheet, how).pieces()), sheet


class Drawing:
    """Draws one paper; every slot that no definition has is noted in ``sheet.unknown``."""

    def __init__(self, sheet: Sheet, how: Layout) -> None:
        self.sheet, self.how, self.form = sheet, how, sheet.form
        self.convert = script(how)
        self.rng = random.Random(f"drawing {how.seed}")
        self.slots = Slots(sheet, how, Labels(how, self.convert), self.rng)

    def pieces(self) -> list[Piece]:
        """The paper from its title to the last opinion."""
        title: Part = [self.convert(self.form.title_prefix + self.form.title)]
        return [*title, *Cover(self.slots).pieces(), *self._laid(self._parts())]

    def _parts(self) -> list[tuple[str, Part]]:
        """Each part with its heading, empty where none is printed."""
        parts: list[tuple[str, Part]] = []
        for section in self.form.sections:
            parts.append((self._heading(section), self._part(section)))
        title = "" if self._unheaded else self.convert(self.form.blocks_title)
        return [*parts, (title, Blocks(self.slots).pieces())]

    def _part(self, section: Section | Rows) -> Part:
        if isinstance(section, Rows):
            return Members(self.slots, section).pieces()
        return (Prose if section.headed else Sections)(self.slots, section).pieces()

    @property
    def _unheaded(self) -> bool:
        """Whether no heading is printed."""
        return self.how.headings == "none"

    def _heading(self, section: Section | Rows) -> str:
        if self._unheaded:
            return ""
        if self.how.headings == "other" and section.synonyms:
            number = section.title.partition("、")[0] + "、"
            return self.convert(number + self.rng.choice(section.synonyms))
        return self.convert(section.title)

    # -- tables apart or as one ------------------------------------------------------

    def _laid(self, parts: list[tuple[str, Part]]) -> list[Piece]:
        if self.how.tables == "one":
            return _as_one(parts)
        if self.how.tables == "neighbours" and len(parts) > 1:
            at = self.rng.randrange(len(parts) - 1)
            return [*_apart(parts[:at]), *_as_one(parts[at : at + 2]), *_apart(parts[at + 2 :])]
        laid = _apart(parts)
        if self.how.tables == "cut" and self.how.pairs != "above":
            return [piece for one in laid for piece in self._cut(one)]
        return laid

    def _cut(self, piece: Piece) -> list[Piece]:
        """A table as two with an empty line between, cut where nothing reaches across."""
        if not isinstance(piece, Table):
            return [piece]
        places = [n for n in range(2, len(piece.rows)) if _may_cut(piece.rows, n)]
        if not places or any(isinstance(inside, Table) for r in piece.rows for c in r for inside in c.inside):
            return [piece]
        at = self.rng.choice(places)
        return [Table(piece.rows[:at]), "", Table(piece.rows[at:])]


def _may_cut(rows: tuple[Row, ...], at: int) -> bool:
    return not any(cell.merge == "continue" for cell in rows[at]) and len(rows[at - 1]) != 1


def _apart(parts: Iterable[tuple[str, Part]]) -> list[Piece]:
    laid: list[Piece] = []
    for heading, pieces in parts:
        if laid and isinstance(laid[-1], Table) and not heading:
            laid.append("")
        laid += [heading, *pieces] if heading else pieces
    return laid


def _as_one(parts: Iterable[tuple[str, Part]]) -> list[Piece]:
    """The parts in one table, headings as rows; what stands in paragraphs stays between."""
    laid: list[Piece] = []
    rows: list[Row] = []
    for heading, pieces in parts:
        if all(isinstance(piece, Table) for piece in pieces):
            rows += [row(heading)] if heading else []
            rows += [one for piece in pieces if isinstance(piece, Table) for one in piece.rows]
            continue
        laid += [Table(tuple(rows))] if rows else []
        laid += [heading, *pieces] if heading else pieces
        rows = []
    return [*laid, Table(tuple(rows))] if rows else laid
