"""What is asked of a letter: the case, the parties and the particulars that no form holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from forms.finding import Finding
from forms.law import Basis
from forms.programme import Programme
from forms.record import Record
from forms.spec import Form
from render.pictures import EvidencePicture

SIGN_AGAIN = "意见栏空白页（供重新签字盖章）"
"""What the pages of :func:`render.papers.sign_again.signing_pages` are called as an enclosure."""


@dataclass(frozen=True)
class Material:
    """One paper handed in: its name, how many copies, and a remark."""

    name: str
    copies: int | None = None
    note: str = ""


@dataclass(frozen=True)
class LetterRequest:
    """What a letter is made of. Who issues, who signs and whose seal it bears are three things.

    ``findings`` are the upheld ones only. ``received_at`` is the moment of receipt with its zone, or the day alone.
    ``number`` may be missing in a draft. ``seal_owner`` prints a 代章 line where another's seal stands in.
    ``deadline`` is the programme's unless given; ``ground`` the article that a refusal rests on. ``pictures`` show what
    proves a finding, by its place among ``findings``.
    """

    kind: str
    programme: Programme
    form: Form
    record: Record
    issued_on: date
    issuer: str
    signatory: str
    addressee: str
    findings: tuple[Finding, ...] = ()
    received_at: datetime | date | None = None
    number: str | None = None
    seal_owner: str | None = None
    copies_to: tuple[str, ...] = ()
    contact: str = ""
    due_on: date | None = None
    materials: tuple[Material, ...] = ()
    receipt_number: str = ""
    deadline: date | None = None
    ground: Basis | None = None
    script: str = "hans"
    pictures: Mapping[int, EvidencePicture] = field(default_factory=dict)
    enclosures: tuple[str, ...] = ()
    """What goes with the letter, as 附件说明 names it (``SIGN_AGAIN`` for the pages to sign anew)."""
