"""What a definition may not say: it is refused when it is imported."""

from dataclasses import replace

import pytest

from forms.law import Practice
from forms.registry import editions, form, forms
from forms.spec import Block, DefinitionError, Field, Form, Rows, Section, When
from forms.types import Date, Org, PersonPhone, Text

WHY = Practice("试验")


def defined(*fields: Field, blocks: tuple[Block, ...] = (), columns: tuple[Field, ...] = ()) -> Form:
    sections: tuple[Section | Rows, ...] = (Section("unit", "一、基本信息", fields),)
    if columns:
        sections += (Rows("plan", "二、工作计划", columns),)
    return Form(
        "annex1-application", "test", 1, "申请书", WHY, sections=sections, blocks=blocks, blocks_title="三、意见"
    )


def test_a_form_without_contradictions_is_accepted() -> None:
    made = defined(Field("name", "单位名称", Org(), WHY), Field("on", "日期", Date(), WHY))
    assert list(made.kinds()) == ["name", "on"]


@pytest.mark.parametrize("second", ["单位名称", "單位名稱", "单 位 名 称："])
def test_two_slots_of_one_part_may_not_share_a_label(second: str) -> None:
    with pytest.raises(DefinitionError, match="同时属于 name 和 other"):
        defined(Field("name", "单位名称", Org(), WHY), Field("other", "机构", Org(), WHY, (second,)))


def test_slots_of_different_parts_may_share_a_label() -> None:
    columns = (Field("step", "步骤", Text(), WHY), Field("when", "时间", Date(), WHY))
    assert defined(Field("period", "时间", Date(), WHY), columns=columns).rows_of("plan").columns == columns


def test_a_label_may_not_be_a_heading() -> None:
    with pytest.raises(DefinitionError, match="与一个标题相同"):
        defined(Field("name", "一、基本信息", Org(), WHY))


def test_a_slot_is_defined_once() -> None:
    with pytest.raises(DefinitionError, match="slot name 出现2次"):
        defined(Field("name", "单位名称", Org(), WHY), Field("name", "机构", Org(), WHY))


def test_a_composite_has_an_id_for_each_of_its_values() -> None:
    with pytest.raises(DefinitionError, match="有2项内容，却列出1个 slot"):
        defined(Field("contact", "联系人/电话", PersonPhone(), WHY))
    with pytest.raises(DefinitionError, match="part_labels"):
        defined(Field(("a", "b"), "联系人/电话", PersonPhone(), WHY, part_labels=(("联系人",),)))


def test_a_condition_names_a_slot_of_the_form() -> None:
    name = Field("name", "单位名称", Org(), WHY)
    waiting = Block("unit", "单位", WHY, required=When("name"))
    assert defined(name, blocks=(waiting,)).block_of("unit").required == When("name")
    with pytest.raises(DefinitionError, match="slot nobody 不存在"):
        defined(name, blocks=(replace(waiting, required=When("nobody")),))


def test_what_is_not_defined_is_named_with_what_is() -> None:
    assert {f.edition for f in editions("annex1-application")} == {"hubei-2016", "national", "zhejiang-2011"}
    with pytest.raises(KeyError, match="annex1-application/national"):
        form("annex1-application", "unknown")
    made = forms()[0]
    for find in (made.field_of, made.block_of, made.rows_of):
        with pytest.raises(KeyError):
            find("nobody")
