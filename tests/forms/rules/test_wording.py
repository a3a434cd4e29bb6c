from dataclasses import replace

import pytest

from forms.record import Printed
from forms.rules.rule import Verdict
from tests.forms.records import finding, findings, record, verdict


def labelled(label):
    paper = record()
    return replace(paper, printed=replace(paper.printed, labels={"organization_code": label} if label else {}))


@pytest.mark.parametrize(
    "label",
    [
        "组织机构代码",
        "統一社會信用代碼",
        "组织机构 代码",
        "统一社会信用代码（组织机构代码）",
        "组织机构代码/统一社会信用代码",
    ],
)
def test_x4_knows_the_labels_before_and_since_the_unified_code(label):
    assert verdict("X4", labelled(label)) is Verdict.HOLDS


def test_x4_mentions_a_label_of_no_known_printing_and_never_blocks_for_it():
    assert findings(labelled("法人登记证号")) == [("wording-unknown", "info", "fields.organization_code")]
    found = finding("wording-unknown", labelled("法人登记证号"))
    assert (found.rule, found.basis) == ("X4", "工作惯例：按栏目名称判断表样版本")
    assert "“法人登记证号”" in found.message
    assert found.evidence == record().fields["organization_code"].evidence


def test_x4_cannot_tell_where_the_label_was_not_read():
    assert verdict("X4", labelled("")) is Verdict.CANNOT_TELL
    assert verdict("X4", record(printed=Printed())) is Verdict.CANNOT_TELL
