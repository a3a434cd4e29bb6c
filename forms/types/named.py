"""Kinds by the names under which field lists and overlays call for them."""

from __future__ import annotations

from forms.types.address import Address
from forms.types.dates import Date
from forms.types.document_number import DocumentNumber
from forms.types.economic_type import EconomicType
from forms.types.email import Email
from forms.types.industry import Industry
from forms.types.kind import Composite, Kind
from forms.types.number import Integer, Number, Percent
from forms.types.options import Options
from forms.types.org import Org, OrgList
from forms.types.org_code import OrgCode
from forms.types.percent_sample import PercentSample
from forms.types.person import Person
from forms.types.person_phone import PersonPhone
from forms.types.phone import Phone
from forms.types.postcode import Postcode
from forms.types.ranges import DateRange, MonthRange
from forms.types.signature_cell import SignatureCell
from forms.types.standard_counts import IntegerX4
from forms.types.text import LongText, Text
from forms.types.yes_no import YesNoText

_KINDS: tuple[Kind | Composite, ...] = (
    Address(),
    Date(),
    DateRange(),
    DocumentNumber(),
    EconomicType(),
    Email(),
    Industry(),
    Integer(),
    IntegerX4(),
    LongText(),
    MonthRange(),
    Number(),
    Org(),
    OrgCode(),
    OrgList(),
    Percent(),
    PercentSample(),
    Person(),
    PersonPhone(),
    Phone(),
    Postcode(),
    SignatureCell(),
    Text(),
    YesNoText(),
)
_BY_NAME = {kind.name: kind for kind in _KINDS}
KIND_NAMES = tuple(kind.name for kind in _KINDS if isinstance(kind, Kind))
"""The names of those that are the kind of one slot."""
_ENUM = "enum:"


def kind_named(name: str) -> Kind | Composite:
    """The kind called ``name``; ``enum:合格|不合格`` is one of the options named.

    ``KeyError`` naming the known kinds for any other name.
    """
    if name.startswith(_ENUM):
        choices = tuple(name.removeprefix(_ENUM).split("|"))
        if len(choices) > 1 and all(choices):
            return Options(choices)
    if name in _BY_NAME:
        return _BY_NAME[name]
    raise KeyError(f"no kind of answer is called {name!r}; known: {', '.join(sorted(_BY_NAME))}, {_ENUM}甲|乙")
