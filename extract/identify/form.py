"""Which of our forms a document is, and in which edition; or that it is none of them.

A form is known by its own title standing as a title, and by enough of its labels. A paper that only names our
forms, or the form of another programme, is none of ours however many labels agree: then there are guesses at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract.document import Document, Flow, Paragraph, paragraphs
from extract.identify.untitled import NEARLY_ALL, untitled
from extract.page_problem import PageProblem
from extract.words.enclosed import ENCLOSED
from extract.words.labels import LONGEST_LABEL, heading_key, keys
from extract.words.titles import Title, title_beside_words, titles
from forms.registry import editions, forms, generation
from forms.script import fold
from forms.spec import Field, Form

_TITLE_LINES = 40
"""How many written lines from the top may hold the title; a 推荐函 or a notice in front of a form is another paper."""
_ENOUGH_LABELS = 0.25
"""The share of a form's fields whose labels a document must print to be that form, and no mere mention of it."""
_HALF = 0.5
_STACKED = 2
"""The longest piece of a label that is printed downwards."""
_LABEL_LINES = 3
"""The most lines over which a label is broken."""
_TEXT_SIGNS = re.compile(r"[。；！？：:]")
_OWN_PLACE = 12
"""What the place in an edition's title weighs: as much as three of its slots, and their absence from another."""
_WHOLE = 8
"""What it weighs besides that nothing of the title's own edition is missing."""
_LOST = 32
"""What a slot that the cover prints weighs against an edition that lacks it: more than place and wording together."""
_LONGEST_HEADING = 96
_COLON = re.compile(r"[:：]")
_BEFORE_COLON = re.compile(r"([^\s:：]{2,20})\s*[:：]")
_SENTENCE_ENDS = ("；", ";", "。")
"""What an item of a quoted article ends with, and no label."""
_RUN_IN = re.compile(rf"\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{{1,3}}[）)、.．]|{ENCLOSED})[^。：:]{{2,40}}(?=。)")
"""（一）标准化工作运行机制。已建立……: a numbered heading in the line of its text."""
_GAP = re.compile(r"\s{2,}|\t")
_FRAMED = re.compile(r"[【〖\[［]([^【】〖〗\[\]［］]{1,30})[】〗\]］]")


@dataclass(frozen=True)
class Identity:
    """What a document is. ``form`` is ``None`` for a paper that is none of the six; ``title`` its printed title."""

    kind: str
    form: Form | None = None
    title: str = ""
    title_paragraphs: tuple[Paragraph, ...] = ()
    companion: str | None = None
    candidates: tuple[tuple[str, float], ...] = ()
    problems: tuple[PageProblem, ...] = ()
    """What is to be said of a title that nobody could read."""


@dataclass(frozen=True)
class _Printed:
    """The folded keys of everything short that a document prints, and of what it prints before its first heading."""

    anywhere: frozenset[str]
    cover: frozenset[str]
    ended: bool = False
    """Whether a heading ends the cover, so that nothing below counts for it."""

    @staticmethod
    def of(lines: list[Paragraph], form_id: str | None = None) -> _Printed:
        """What ``lines`` print; where they are taken for a form, the headings of that form's editions alone count."""
        heads = _heading_keys(form_id)
        heading = next((n for n, line in enumerate(lines) if _is_heading(line.text, heads)), len(lines))
        cover = _printed_keys(lines[:heading])
        return _Printed(cover | _printed_keys(lines[heading:]), cover, heading < len(lines))

    def count(self, form: Form) -> tuple[int, int]:
        """How many labelled fields of ``form`` are printed where it would print them, and what is in its own words.

        In its own words are labels of fields found, and those of opinion blocks.
        """
        found = [slot for slot in _slots(form) if slot.names & (self.cover if slot.on_cover else self.anywhere)]
        blocks = {fold(block.label) for block in form.blocks}
        return len(found), sum(slot.label in self.anywhere for slot in found) + len(blocks & self.anywhere)

    def on_cover(self, form: Form) -> frozenset[str]:
        """The ids of the slots of the cover of ``form`` that the cover prints; none where it cannot be told from the rest."""
        return frozenset(slot.id for slot in _slots(form) if self.ended and slot.of_cover & self.cover)


@dataclass(frozen=True)
class _Slot:
    """A labelled field: the folded names under which it may be printed, its own label first among them."""

    id: str
    label: str
    names: frozenset[str]
    on_cover: bool
    of_cover: frozenset[str]
    """Those names that nothing behind the cover may bear: a cover whose end is not found runs on into columns."""


def identify(document: Document, form_id: str | None = None, on: date | None = None) -> Identity:
    """The form and edition of ``document``; ``form_id`` says which form it is to be taken for.

    With ``on`` no edition is thought of that begins after that day.
    """
    lines = [line for line in paragraphs(document.flow) if line.text.strip()]
    margins = [line for line in paragraphs(document.margins) if line.text.strip()]
    title = _likest(_own_titles(lines) or _own_titles(margins), document, on)
    wanted = form_id or (title.form_id if title else None)
    printed = _Printed.of(list(_lines(document.flow)), wanted)
    if wanted and (form_id or _label_share(wanted, printed, on) >= _ENOUGH_LABELS) and editions(wanted, on):
        form = _edition(editions(wanted, on), printed, title.place if title else "")
        same = title if title and title.form_id == wanted else None
        return Identity("form", form, same.text if same else "", same.paragraphs if same else ())
    beside = None if wanted else title_beside_words(lines[:_TITLE_LINES])
    if beside and _label_share(beside.form_id, printed, on) >= NEARLY_ALL:
        form = _edition(editions(beside.form_id, on), printed, beside.place)
        return Identity("form", form, beside.text, beside.paragraphs)
    if companion := _companion(document):
        return Identity("companion", companion=companion, candidates=_candidates(printed, on))
    return _without_title(document, lines, printed, on)


def _without_title(document: Document, lines: list[Paragraph], printed: _Printed, on: date | None) -> Identity:
    """A scanned form whose title was not read, told as such; or none of the forms, told what it resembles."""
    known = forms(on)
    shares = {form.id: _label_share(form.id, printed, on) for form in known}
    found = untitled(lines, paragraphs(document.margins), shares, known)
    if found is None:
        return Identity("other", candidates=_candidates(printed, on))
    form = _edition(editions(found.resembles, on), printed, "")
    told = (found.problem(form),)
    if found.form_id:
        return Identity("form", form, problems=told)
    return Identity("other", candidates=_candidates(printed, on), problems=told)


def _own_titles(lines: list[Paragraph]) -> list[Title]:
    """The titles among the first lines; those of several forms right under one another are a mere list."""
    found = list(titles(lines[:_TITLE_LINES]))
    places = {start + n: title.form_id for start, title in found for n in range(len(title.paragraphs))}
    return [
        title
        for start, title in found
        if not {places.get(start - 1), places.get(start + len(title.paragraphs))} - {None, title.form_id}
    ]


def _likest(found: list[Title], document: Document, on: date | None) -> Title | None:
    """The title of whose form most labels are printed, the first of equals: another may be the enclosure a letter names."""
    if len({title.form_id for title in found}) < 2:
        return found[0] if found else None
    lines = list(_lines(document.flow))
    return max(found, key=lambda title: _label_share(title.form_id, _Printed.of(lines, title.form_id), on))


def prints_a_form(flow: tuple[Flow, ...]) -> bool:
    """Whether ``flow`` prints more than half of a form's labels, which no two parts of one form can both do."""
    printed = _Printed.of([line for line in paragraphs(flow) if line.text.strip()])
    return any(_label_share(form.id, printed) > _HALF for form in forms())


def prints_any_of(flow: tuple[Flow, ...], form_id: str) -> bool:
    """Whether ``flow`` prints as much as one label or heading of a form's editions."""
    lines = [line for line in paragraphs(flow) if line.text.strip()]
    heads = _heading_keys(form_id)
    return _label_share(form_id, _Printed.of(lines, form_id)) > 0 or any(_is_heading(one.text, heads) for one in lines)


def labels_in(flow: tuple[Flow, ...]) -> frozenset[str]:
    """The folded keys of all that ``flow`` prints and that may be a label."""
    return _printed_keys(_lines(flow))


def likest_share(keys: frozenset[str]) -> float:
    """The share of its labels, wherever they stand, of the form of which ``keys`` hold most."""
    counts = ([bool(slot.names & keys) for slot in _slots(form)] for form in forms())
    return max((sum(found) / len(found) for found in counts if found), default=0.0)


def is_printed_heading(text: str) -> bool:
    """Whether ``text`` is a heading that one of the forms prints inside itself."""
    return _is_heading(text, _heading_keys(None))


def _lines(flow: tuple[Flow, ...]) -> Iterator[Paragraph]:
    """Every paragraph that says something; behind those of a label broken up in a cell, the one line it is meant to be."""
    for item in flow:
        if isinstance(item, Paragraph):
            if item.text.strip():
                yield item
            continue
        for cell in item.cells:
            inside = list(_lines(cell.flow))
            yield from inside
            stacked = all(len(line.text.strip()) <= _STACKED for line in inside)
            if len(inside) > 1 and (stacked or _is_broken_label(inside)):
                yield Paragraph("".join(line.text.strip() for line in inside), cell.at)


def _is_broken_label(lines: list[Paragraph]) -> bool:
    """Whether the ``lines`` of a cell may be one label: few, as short together, and without the signs of a text."""
    words = "".join(line.text.strip() for line in lines)
    return len(lines) <= _LABEL_LINES and len(words) <= LONGEST_LABEL and _TEXT_SIGNS.search(words) is None


def _printed_keys(lines: Iterable[Paragraph]) -> frozenset[str]:
    """The folded keys of everything short in the document: whole lines, and what stands before a colon or a gap."""
    return frozenset().union(*(_keys_in(text) for text in {line.text for line in lines}))


@lru_cache(maxsize=4096)
def _keys_in(text: str) -> frozenset[str]:
    return frozenset(key for words in _label_like(text) for key in keys(words))


def _label_like(text: str) -> Iterator[str]:
    text = text[:200]
    if "\n" in text:
        yield text
    for line in map(str.strip, text.split("\n")):
        if not line.endswith(_SENTENCE_ENDS):
            yield line
        if _COLON.search(line):
            yield _COLON.split(line, maxsplit=1)[0]
            yield from _BEFORE_COLON.findall(line)
        if run_in := _RUN_IN.match(line):
            yield run_in.group()
        if (gap := _GAP.search(line)) is not None:
            yield line[: gap.start()]
        if framed := _FRAMED.match(line):
            yield framed[1]


def _is_heading(text: str, heads: frozenset[str]) -> bool:
    return len(text) <= _LONGEST_HEADING and heading_key(text) in heads


def _heading_keys(form_id: str | None) -> frozenset[str]:
    """The headings of one form's editions, of all forms without ``form_id``; no other definition is loaded for it."""
    return _heading_keys_of(form_id, generation())


@lru_cache(maxsize=16)
def _heading_keys_of(form_id: str | None, _generation: int) -> frozenset[str]:
    known = editions(form_id) if form_id else forms()
    return frozenset(heading_key(title) for form in known for title in form.headings().values())


@lru_cache(maxsize=1)
def _slots_of(_generation: int) -> dict[int, tuple[Form, tuple[_Slot, ...]]]:
    """Where the slots of forms are kept while the editions stay as they are."""
    return {}


def _slots(form: Form) -> tuple[_Slot, ...]:
    """The labelled fields of ``form``; made once, under its id, since hashing a whole form takes long."""
    kept = _slots_of(generation())
    if id(form) not in kept:
        cover = {id(field) for field in form.cover}
        behind = _names_behind(form)
        made = tuple(_slot(field, id(field) in cover, behind) for field in form.fields() if not field.unlabelled)
        kept[id(form)] = (form, made)
    return kept[id(form)][1]


def _names_behind(form: Form) -> frozenset[str]:
    """What slots and columns behind the cover of ``form`` may be named."""
    columns = (column for rows in form.rows() for column in rows.columns)
    cover = {id(field) for field in form.cover}
    fields = (field for field in form.fields() if id(field) not in cover)
    return frozenset().union(*(_names(field) for field in (*columns, *fields)))


def _slot(field: Field, on_cover: bool, behind: frozenset[str]) -> _Slot:
    names = _names(field)
    return _Slot(field.ids[0], fold(field.label), names, on_cover, names - behind if on_cover else frozenset())


def _names(field: Field) -> frozenset[str]:
    return frozenset(map(fold, [*field.labels, *(name for part in field.part_labels for name in part)]))


def _label_share(form_id: str, printed: _Printed, on: date | None = None) -> float:
    """The greatest share of an edition's labelled fields that the document prints."""
    return max((printed.count(form)[0] / len(_slots(form)) for form in editions(form_id, on)), default=0.0)


def _edition(known: tuple[Form, ...], printed: _Printed, place: str) -> Form:
    """The one of the ``known`` editions whose slots, own labels and title prefix fit best.

    Of equals it is the one of the title's own place, then the newest. A slot that the document prints and the edition lacks would be lost, so it counts most, above all on the cover.
    """

    printed_slots = frozenset().union(*(printed.on_cover(form) for form in known))

    def fit(form: Form) -> tuple[int, bool]:
        found, literal = printed.count(form)
        own_place = bool(form.title_prefix) and fold(form.title_prefix) == place
        missing = len(_slots(form)) - found
        lost = len(printed_slots - {field.ids[0] for field in form.fields()})
        place_weighs = own_place * (_OWN_PLACE + _WHOLE * (missing == 0))
        return 3 * found + literal + place_weighs - missing - _LOST * lost, own_place

    return max(known, key=fit)


def _candidates(printed: _Printed, on: date | None) -> tuple[tuple[str, float], ...]:
    """The forms whose labels the document shares, best first: a guess, never a claim."""
    scores = {form.id: round(_label_share(form.id, printed, on), 2) for form in forms(on)}
    return tuple(sorted(((f, s) for f, s in scores.items() if s > 0.1), key=lambda pair: -pair[1]))


def _companion(document: Document) -> str | None:
    """The companion or incoming paper that ``document`` is by its own title; loaded for what is no form alone."""
    from extract.companions.lines import items
    from extract.companions.titles import paper_title

    title = paper_title(items(document))
    return title.kind if title else None
