"""Which printing of the form this is, judged by its labels."""

from __future__ import annotations

from forms.finding import Severity
from forms.law import Practice
from forms.rules.facts import Facts
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.script import fold

_CODE_OF_2013 = ("组织机构代码", "机构代码", "组织机构代码证号", "组织机构代码号")
_CODE_SINCE_2015 = (
    "统一社会信用代码",
    "社会信用代码",
    "统一信用代码",
    "组织机构代码/统一社会信用代码",
    "统一社会信用代码/组织机构代码",
    "组织机构代码或统一社会信用代码",
    "统一社会信用代码或组织机构代码",
)
_KNOWN = {fold(label) for label in _CODE_OF_2013 + _CODE_SINCE_2015}


@rule(
    "X4",
    basis=Practice("按栏目名称判断表样版本"),
    strength="—",
    gravest=Severity.INFO,
    reads=("printed.labels.organization_code",),
)
def known_wording(facts: Facts) -> Answers:
    """The label of the code is that of the 2013/2016 printings or one since the unified code.

    Never a ground to reject a paper.
    """
    label = facts.record.printed.labels.get("organization_code")
    if not label:
        yield Unknown("代码栏的名称未读出")
    elif fold(label) not in _KNOWN:
        answer = facts.answer("organization_code")
        yield Breach(
            "wording-unknown",
            Severity.INFO,
            "fields.organization_code",
            f"代码栏名称为“{label}”，与已知各版表样均不相同。请核对所用表样；不影响受理。",
            evidence=answer.evidence if answer else None,
        )
