"""The findings of a form as an officer goes through them: in the form's order, the missing marks of one copy as one."""

from __future__ import annotations

from dataclasses import dataclass

from forms.finding import CODES, Finding, Severity
from forms.record import Record
from forms.spec import Form
from render.errors import RenderError
from render.places import place_of
from webhook.service.cases.findings import OPEN, UPHELD, Standing, as_finding
from webhook.service.review.sheet import anchor

MARKS_MISSING = frozenset({"signature-missing", "seal-missing"})
MIXED = "mixed"
_LAST = (10**6,)


@dataclass(frozen=True)
class Item:
    """A finding with its place in words (``words``), in the page (``target``) and in the form's order (``order``)."""

    standing: Standing
    words: str
    target: str
    order: tuple[int, ...]

    @property
    def key(self) -> str:
        return self.standing.key

    @property
    def anchor(self) -> str:
        return f"finding-{self.standing.key}"

    @property
    def code(self) -> str:
        return str(self.standing.body["code"])

    @property
    def title(self) -> str:
        return CODES.get(self.code, self.code)

    @property
    def severity(self) -> str:
        return str(self.standing.body["severity"])

    @property
    def message(self) -> str:
        return str(self.standing.body["message"])

    @property
    def basis(self) -> str:
        return str(self.standing.body["basis"] or "")

    @property
    def where(self) -> str | None:
        where = self.standing.body["where"]
        return None if where is None else str(where)

    @property
    def disposition(self) -> str:
        return self.standing.disposition

    @property
    def reason_code(self) -> str | None:
        return self.standing.given.reason_code if self.standing.given else None

    @property
    def reason(self) -> str:
        return self.standing.given.reason if self.standing.given else ""

    @property
    def by(self) -> str:
        return self.standing.given.by if self.standing.given else ""


@dataclass(frozen=True)
class FindingList:
    """``unsigned`` holds the missing marks of a copy that bears no mark at all; ``notes`` what needs no answer."""

    unsigned: tuple[Item, ...]
    items: tuple[Item, ...]
    notes: tuple[Item, ...]

    @property
    def everything(self) -> tuple[Item, ...]:
        return (*self.unsigned, *self.items, *self.notes)

    @property
    def count(self) -> int:
        return len(self.everything)

    @property
    def open(self) -> tuple[Item, ...]:
        """What must be answered before anything is decided."""
        return tuple(i for i in self.everything if i.standing.blocks and i.disposition == OPEN)

    @property
    def upheld(self) -> tuple[Item, ...]:
        return tuple(item for item in self.everything if item.disposition == UPHELD)

    @property
    def unsigned_disposition(self) -> str:
        """The one disposition of all missing marks, or ``mixed``."""
        given = {item.disposition for item in self.unsigned}
        return given.pop() if len(given) == 1 else MIXED


def finding_list(found: tuple[Standing, ...], record: Record, form: Form) -> FindingList:
    items = sorted((_item(standing, record, form) for standing in found), key=lambda item: item.order)
    unsigned = tuple(i for i in items if i.code in MARKS_MISSING and i.standing.blocks)
    if len(unsigned) < 2 or not bears_no_mark(record):
        unsigned = ()
    rest = [item for item in items if item not in unsigned]
    notes = tuple(item for item in rest if item.severity == "info")
    return FindingList(unsigned, tuple(item for item in rest if item not in notes), notes)


def bears_no_mark(record: Record) -> bool:
    """Whether the copy certainly shows neither a signature nor a seal anywhere."""
    return all(block.signature.present is False and block.seal.present is False for block in record.blocks)


def _item(standing: Standing, record: Record, form: Form) -> Item:
    where = standing.body["where"]
    try:
        place = place_of(as_finding(standing.body), form, record)
    except RenderError:  # a place that this edition does not know: shown last, under its own name
        return Item(standing, str(where), "main", _LAST)
    return Item(standing, place.words, _target(where), place.order)


def place_words(where: str, record: Record, form: Form) -> str:
    """What the officer calls the place: 「“试点名称”栏」; its own name where the form has no such place."""
    anything = next(iter(CODES))
    try:
        return place_of(Finding(anything, Severity.INFO, "", where=where), form, record).words or where
    except RenderError:
        return where


def named_place(where: str, record: Record, form: Form) -> str:
    """The place for people and, in brackets, as programs name it: 「“试点名称”栏（fields.pilot_name）」."""
    said = place_words(where, record, form)
    return said if said == where else f"{said}（{where}）"


def _target(where: str | None) -> str:
    """The id of what the finding speaks of; blocks the paper lacks lead to the blocks' heading."""
    if where is None:
        return "main"
    return "blocks" if where.startswith("blocks.") else anchor(where)
