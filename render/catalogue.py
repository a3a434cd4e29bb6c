"""The kinds of letter: what each is called, to whom it goes, what it needs and which values of the form it uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from forms.programme import Level, Programme
from forms.spec import Form
from render.errors import RenderError

UNIT_SLOTS = ("unit_name", "lead_unit")
"""Where the applicant's name stands; the first that the form prints is used."""


def _always(title: str) -> Callable[[Programme], str]:
    return lambda programme: title


def _receipt_title(programme: Programme) -> str:
    """第十三条 leaves the acceptance of national pilots to the ministries: only a province accepts by itself."""
    return "试点申报受理通知书" if programme.level == Level.PROVINCIAL else "试点申报材料收件回执"


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter.

    ``paper`` is its number among the programme's documents, ``template`` the shipped .docx, ``format`` the layout;
    ``needs`` names what a request must bring besides issuer, signatory and addressee, ``slots`` the values of the
    form that it quotes.
    """

    id: str
    paper: str
    title: Callable[[Programme], str]
    format: str
    addressee: str
    needs: tuple[str, ...]
    slots: tuple[str, ...] = ("pilot_name", *UNIT_SLOTS)
    closing: str = "特此通知。"

    @property
    def template(self) -> str:
        return self.id


KINDS = (
    LetterKind(
        "correction",
        "D03",
        _always("试点申报材料补正通知书"),
        "信函",
        "推荐单位，抄送申报单位；没有推荐单位的，申报单位",
        ("findings", "received_at"),
    ),
    LetterKind(
        "receipt",
        "D02",
        _receipt_title,
        "信函",
        "申报单位，抄送推荐单位",
        ("received_at", "receipt_number", "materials"),
    ),
    LetterKind(
        "late-refusal",
        "D02n",
        _always("试点申报不予受理告知书"),
        "信函",
        "推荐单位和申报单位",
        ("received_at", "deadline", "ground"),
        closing="特此告知。",
    ),
)


def letter_kind(kind_id: str) -> LetterKind:
    """The kind of that id; :class:`RenderError` ``kind-unknown`` names those there are."""
    for kind in KINDS:
        if kind.id == kind_id:
            return kind
    raise RenderError("kind-unknown", f"没有“{kind_id}”这种文书，可选：{'、'.join(kind.id for kind in KINDS)}。")


def used_slots(kind_id: str, form: Form) -> tuple[str, ...]:
    """The places of the form whose values the letter quotes, as findings name them (``fields.pilot_name``)."""
    printed = form.kinds()
    wanted = [slot for slot in letter_kind(kind_id).slots if slot in printed]
    units = [slot for slot in wanted if slot in UNIT_SLOTS]
    return tuple(f"fields.{slot}" for slot in wanted if slot not in units[1:])
