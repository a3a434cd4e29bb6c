"""The kinds of answer, one file a kind."""

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
