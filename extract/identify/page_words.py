"""What the words printed on a page say of its place: the paper that it begins, and the parts of each form on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from extract.document import Paragraph
from extract.words.labels import heading_key, keys
from extract.words.prompts import asks
from extract.words.titles import titles
from forms.registry import forms, generation
from forms.spec import Form, Rows, Section

OTHER = ""
"""What a page begins that is the first of a paper which is no form."""
_TITLE_LINES = 14
_SHORTEST = 3
"""Folded characters below which a label may stand in any text."""
_HEADING, _LABEL = 2, 1
"""What a heading or the label of a block says, and what the label of a slot does."""
Place = tuple[int, int]
"""A part of a form in its printed order: its section's number, and within it."""


@dataclass(frozen=True)
class Parts:
    """What a page prints of one edition: its parts in the order of reading, and how much that says."""

    places: tuple[Place, ...] = ()
    words: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def weight(self) -> int:
        return sum(self.words.values())


@dataclass(frozen=True)
class PageWords:
    """``begins``: the id of the form whose title the page bears, :data:`OTHER` for another paper, else ``None``."""

    begins: str | None
    parts: Mapping[tuple[str, str], Parts]
    """By form id and edition."""


def page_words(lines: Sequence[Paragraph], texts: Sequence[str]) -> PageWords:
    """What a page says whose ``lines`` stand outside of tables, and all of whose ``texts`` are given as they are read."""
    found = [key for text in texts for key in _keys_of(text)]
    known = {name: _parts(found, places) for name, places in _all_places(generation()).items()}
    return PageWords(_begun(lines), {name: parts for name, parts in known.items() if parts.places})


def _begun(lines: Sequence[Paragraph]) -> str | None:
    from extract.companions.lines import Line
    from extract.companions.titles import paper_title

    written = [line for line in lines if line.text.strip()]
    title = next(titles(written[:_TITLE_LINES]), None)
    if title:
        return title[1].form_id
    return OTHER if paper_title(tuple(Line(line.text.strip(), line.at) for line in written)) else None


def _keys_of(text: str) -> Iterator[str]:
    """The keys that ``text`` may be known by; what asks for a signature stands in every block and says nothing."""
    head = text.replace("\n", "").strip()
    if asks(head):
        return
    for part in dict.fromkeys((head, head.replace("：", ":").partition(":")[0])):
        yield from dict.fromkeys((*keys(part), heading_key(part)))


def _parts(found: Sequence[str], places: Mapping[str, tuple[Place, int]]) -> Parts:
    met = [key for key in dict.fromkeys(found) if key in places]
    return Parts(tuple(places[key][0] for key in met), {key: places[key][1] for key in met})


@lru_cache(maxsize=1)
def _all_places(_generation: int) -> dict[tuple[str, str], dict[str, tuple[Place, int]]]:
    return {(form.id, form.edition): _places(form) for form in forms()}


def _places(form: Form) -> dict[str, tuple[Place, int]]:
    """Where each label and heading stands that stands in one place only; the cover's stand on the title page."""
    found: dict[str, set[tuple[Place, int]]] = {}
    for key, place, weight in _printed(form):
        if len(key) >= _SHORTEST:
            found.setdefault(key, set()).add((place, weight))
    return {key: next(iter(places)) for key, places in found.items() if len({place for place, _ in places}) == 1}


def _printed(form: Form) -> Iterator[tuple[str, Place, int]]:
    for number, section in enumerate(form.sections, start=1):
        yield heading_key(section.title), (number, 0), _HEADING
        yield from _labels(section, number)
    last = len(form.sections) + 1
    if form.blocks_title:
        yield heading_key(form.blocks_title), (last, 0), _HEADING
    for index, block in enumerate(form.blocks):
        yield from ((key, (last, index), _HEADING) for label in block.labels for key in keys(label))


def _labels(section: Section | Rows, number: int) -> Iterator[tuple[str, Place, int]]:
    fields = section.fields if isinstance(section, Section) else section.columns
    headed = isinstance(section, Section) and section.headed
    for index, one in enumerate(fields):
        place = (number, index + 1 if headed else 0)
        yield from ((key, place, _HEADING if headed else _LABEL) for label in one.labels for key in keys(label))
