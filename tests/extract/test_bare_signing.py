"""The block of a form that has no other begins where the paper asks for a signature without the block's name."""

from __future__ import annotations

import pytest

from forms.record import BlockRecord
from tests.extract.sketch import read_word

UNIT = "宜昌市西陵区图书馆"
ABOVE = (
    "社会管理和公共服务综合标准化试点复查自检报告",
    "试点名称：西陵区公共文化服务综合标准化试点",
    f"单位名称：{UNIT}",
    "报告日期：2022年4月1日",
    "（一）标准化工作运行机制和有效性评价等制度情况",
    "建立监督检查和考核机制，每季度检查一次。",
    "（六）存在问题及改进措施",
    "个别记录填写不够规范，需要进一步加强培训。",
    "（七）自检结论",
    "符合",
)


def blocks(*below: str) -> tuple[tuple[BlockRecord, ...], object]:
    record = read_word(*ABOVE, *below).record
    assert record is not None
    assert record.form == "annex4-recheck-self-inspection"
    return record.blocks, record.fields["self_check_result"].value


@pytest.mark.parametrize("prompt", ["签字：", "负责人签字：", "负责人（签字）：韩华", "韩华（签字）", "簽名："])
def test_a_bare_prompt_to_sign_begins_the_only_block(prompt: str) -> None:
    (found,), result = blocks(prompt, "（盖章）", "2022年4月6日")
    assert (found.unit.value, found.date.value, result) == (UNIT, "2022-04-06", "符合")
    assert found.signature.present is False


def test_prose_that_speaks_of_signatures_begins_no_block() -> None:
    assert blocks("签字：所有记录由责任人签字。", "2022年4月6日")[0] == ()


def test_a_prompt_above_a_further_heading_begins_no_block() -> None:
    record = read_word(*ABOVE[:6], "签字：韩华", *ABOVE[6:]).record
    assert record is not None
    assert record.blocks == ()
    assert record.fields["self_check_result"].value == "符合"
