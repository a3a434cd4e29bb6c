"""The kinds of answer, one file a kind; each is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.types.address import Address
    from forms.types.dates import Date
    from forms.types.document_number import DocumentNumber
    from forms.types.done import DoneText
    from forms.types.economic_type import EconomicType
    from forms.types.email import Email
    from forms.types.industry import Industry
    from forms.types.kind import NO_HINT, Composite, Fault, Hint, Kind, Reading
    from forms.types.number import Integer, Number, Percent
    from forms.types.options import Options, ticked
    from forms.types.org import Org, OrgList
    from forms.types.org_code import OrgCode, org_code_valid, uscc_valid
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

_HOMES = {
    "Address": "address",
    "Composite": "kind",
    "Date": "dates",
    "DateRange": "ranges",
    "DocumentNumber": "document_number",
    "DoneText": "done",
    "EconomicType": "economic_type",
    "Email": "email",
    "Fault": "kind",
    "Hint": "kind",
    "Industry": "industry",
    "Integer": "number",
    "IntegerX4": "standard_counts",
    "Kind": "kind",
    "LongText": "text",
    "MonthRange": "ranges",
    "NO_HINT": "kind",
    "Number": "number",
    "Options": "options",
    "Org": "org",
    "OrgCode": "org_code",
    "OrgList": "org",
    "Percent": "number",
    "PercentSample": "percent_sample",
    "Person": "person",
    "PersonPhone": "person_phone",
    "Phone": "phone",
    "Postcode": "postcode",
    "Reading": "kind",
    "SignatureCell": "signature_cell",
    "Text": "text",
    "YesNoText": "yes_no",
    "org_code_valid": "org_code",
    "ticked": "options",
    "uscc_valid": "org_code",
}
"""The file of each name."""

__all__ = [
    "NO_HINT",
    "Address",
    "Composite",
    "Date",
    "DateRange",
    "DocumentNumber",
    "DoneText",
    "EconomicType",
    "Email",
    "Fault",
    "Hint",
    "Industry",
    "Integer",
    "IntegerX4",
    "Kind",
    "LongText",
    "MonthRange",
    "Number",
    "Options",
    "Org",
    "OrgCode",
    "OrgList",
    "Percent",
    "PercentSample",
    "Person",
    "PersonPhone",
    "Phone",
    "Postcode",
    "Reading",
    "SignatureCell",
    "Text",
    "YesNoText",
    "org_code_valid",
    "ticked",
    "uscc_valid",
]


def __getattr__(name: str) -> Any:
    """The kind called ``name`` (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
