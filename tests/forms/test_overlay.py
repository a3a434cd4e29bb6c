"""An edition as data: what its entries take from the edition it is based on, and what is refused, all of it at once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from forms.law import Citation, FormInstruction, Practice
from forms.overlay import Overlay, OverlayError, parse
from forms.registry import form
from forms.spec import Field, FilledBy, Needs, Rows, Section, When
from forms.statutes import RULES

NAME = "annex1-application--east-2018.toml"
HEAD = """
form = "annex1-application"
edition = "east-2018"
source = "东省标准化局关于申报试点的通知（东标发〔2018〕5号）附件1"
"""
COVER = """
[[cover]]
slot = "pilot_name"
label = "项目名称"
at = "paragraph 5"
"""
PLAN = """
[[section]]
id = "plan"
title = "二、工作计划"
at = "table 2"
[[section.column]]
slot = "step"
label = "阶段"
"""
BLOCK = """
[[block]]
id = "lead_unit"
label = "申请单位意见"
at = "table 3, row 1, cell 2"
"""
NATIONAL = form("annex1-application", "national")


def overlay(*parts: str, head: str = HEAD) -> Overlay:
    return parse(head + "".join(parts), NAME)


def unit(*fields: str) -> str:
    return '[[section]]\nid = "unit"\ntitle = "一、单位情况"\n' + "".join(f"[[section.field]]\n{f}\n" for f in fields)


def faults(*parts: str, head: str = HEAD) -> tuple[str, ...]:
    with pytest.raises(OverlayError) as met:
        overlay(*parts, head=head)
    return met.value.faults


def test_a_slot_keeps_what_the_base_says_of_it_but_for_its_label() -> None:
    made = overlay(COVER).form
    base, field = NATIONAL.field_of("pilot_name"), made.field_of("pilot_name")
    assert (made.id, made.edition, made.annex, made.title) == (NATIONAL.id, "east-2018", 1, NATIONAL.title)
    assert (field.label, field.kind, field.required) == ("项目名称", base.kind, True)
    assert base.label in field.synonyms
    assert "项目名称" not in field.synonyms


def test_an_article_stays_the_basis_and_all_else_rests_on_the_paper_that_prescribes_the_blank() -> None:
    made = overlay(COVER, unit('slot = "postcode"\nlabel = "邮编"')).form
    assert made.field_of("pilot_name").basis == RULES.art(10)
    assert made.field_of("postcode").basis == FormInstruction(
        "东省标准化局关于申报试点的通知（东标发〔2018〕5号）附件1", "邮编"
    )


def test_a_layout_of_our_own_rests_openly_on_practice() -> None:
    made = overlay(unit('slot = "postcode"\nlabel = "邮编"'), head=HEAD + "specimen = true\n").form
    assert made.specimen
    assert isinstance(made.field_of("postcode").basis, Practice)


def test_a_part_of_a_composite_may_be_printed_by_itself() -> None:
    made = overlay(unit('slot = "contact_phone"\nlabel = "手机"')).form
    field = made.field_of("contact_phone")
    assert field.kind.name == "phone"
    assert "联系电话" in field.synonyms


def test_a_composite_label_lists_its_slots_in_order() -> None:
    made = overlay(
        unit('slot = ["contact_name", "contact_phone"]\nlabel = "联系人和电话"\nat = "table 1, row 2, cell 2"')
    )
    assert made.form.field_of("contact_phone").ids == ("contact_name", "contact_phone")
    assert made.places == dict.fromkeys(("fields.contact_name", "fields.contact_phone"), "table 1, row 2, cell 2")


def test_a_new_slot_names_its_kind() -> None:
    made = overlay(unit('slot = "fax"\nlabel = "传真"\nkind = "phone"\nrequired = false')).form
    assert (made.field_of("fax").kind.name, made.field_of("fax").required) == ("phone", False)
    assert any("slot “fax” 是新的" in fault for fault in faults(unit('slot = "fax"\nlabel = "传真"')))


def test_a_slot_that_another_edition_of_the_form_prints_is_known_too() -> None:
    made = overlay(
        COVER, '[[cover]]\nslot = "participating_units"\nlabel = "参加单位"\n', head=HEAD + 'base = "hubei-2016"\n'
    )
    assert made.form.field_of("participating_units").repeated


def test_an_entry_may_say_otherwise_than_the_base() -> None:
    entry = 'slot = "email"\nlabel = "网址"\nkind = "text"\nrequired = "pilot_name"\nhints = ["（没有的不填）"]\nsynonyms = ["网站"]'
    field = overlay(COVER, unit(entry)).form.field_of("email")
    assert (field.kind.name, field.required, field.hints) == ("text", When("pilot_name"), ("（没有的不填）",))
    assert field.synonyms[0] == "网站"


def test_a_table_is_a_section_of_columns() -> None:
    made = overlay(COVER, PLAN)
    rows = made.form.rows_of("plan")
    assert isinstance(rows, Rows)
    assert (rows.at_least, rows.basis, rows.columns[0].label) == (1, RULES.art(15), "阶段")
    assert made.places["rows.plan"] == "table 2"


def test_a_headed_section_stays_headed() -> None:
    head = HEAD.replace("annex1-application", "annex4-recheck-self-inspection")
    text = '[[section]]\nid = "self_inspection"\ntitle = "自检内容"\n[[section.field]]\nslot = "mechanism"\nlabel = "运行机制"\n'
    section = overlay(text, head=head).form.sections[0]
    assert isinstance(section, Section)
    assert section.headed


def test_a_block_says_what_it_needs_and_who_fills_it() -> None:
    made = overlay(COVER, BLOCK + 'needs = ["opinion", "seal"]\nfilled_by = "receiving-office"\n')
    block = made.form.block_of("lead_unit")
    assert (block.needs, block.filled_by) == (Needs.OPINION | Needs.SEAL, FilledBy.RECEIVING_OFFICE)
    assert block.unit_from == "lead_unit"
    assert made.places["blocks[0]"] == "table 3, row 1, cell 2"


def test_a_block_that_states_no_needs_has_those_of_the_base_and_an_empty_list_is_none() -> None:
    assert overlay(COVER, BLOCK).form.block_of("lead_unit").needs == Needs.ALL
    assert overlay(COVER, BLOCK + "needs = []\n").form.block_of("lead_unit").needs == Needs.NOTHING


def test_a_condition_on_a_slot_that_is_not_printed_never_holds_unless_the_entry_states_it() -> None:
    block = '[[block]]\nid = "participating_unit"\nlabel = "参加单位意见"\n'
    assert overlay(COVER, block).form.block_of("participating_unit").required is False
    assert any("participating_units 不存在" in f for f in faults(COVER, block + 'required = "participating_units"\n'))


def test_an_inherited_name_gives_way_to_a_printed_label_and_a_stated_one_does_not() -> None:
    address = 'slot = "unit_address"\nlabel = "地点"'
    made = overlay(unit(address, 'slot = "registered_address"\nlabel = "通讯地址"')).form
    assert "通讯地址" not in made.field_of("unit_address").synonyms
    stated = address + '\nsynonyms = ["通讯地址"]'
    clash = faults(unit(stated, 'slot = "registered_address"\nlabel = "通讯地址"'))
    assert any("“通讯地址”同时属于 unit_address 和 registered_address" in fault for fault in clash)


def test_an_inherited_name_that_two_slots_of_a_part_claim_tells_neither() -> None:
    lead, name = (
        '[[cover]]\nslot = "lead_unit"\nlabel = "甲方"\n',
        '[[cover]]\nslot = "unit_name"\nlabel = "乙方"\nsynonyms = []\n',
    )
    fields: tuple[Field, ...] = overlay(lead, name).form.cover
    shared = set(NATIONAL.field_of("lead_unit").synonyms) & set(NATIONAL.field_of("unit_name").synonyms)
    assert not shared & {n for field in fields for n in field.synonyms}


def test_days_and_the_official_blank_are_kept() -> None:
    blank = f'[blank]\nfile = "east.docx"\nsha256 = "{"a" * 64}"\n'
    made = overlay("in_force_from = 2018-05-01\nin_force_until = 2023-12-31\n", blank, COVER)
    assert (made.in_force_from, made.in_force_until) == (date(2018, 5, 1), date(2023, 12, 31))
    assert (made.blank_file, made.blank_sha256) == ("east.docx", "a" * 64)
    assert [made.begun(date(2018, 4, 30)), made.begun(date(2018, 5, 1)), made.begun(date(2030, 1, 1))] == [
        False,
        True,
        True,
    ]
    assert [made.ended(date(2023, 12, 31)), made.ended(date(2024, 1, 1))] == [False, True]


def test_without_a_first_day_it_is_a_draft() -> None:
    assert overlay(COVER).draft
    assert not overlay(COVER).begun(date(2030, 1, 1))


def test_nothing_is_put_in_force_while_a_printed_label_is_open() -> None:
    left = '[[unmatched]]\nlabel = "项目级别"\nat = "table 1, row 3, cell 2"\n'
    assert [label.label for label in overlay(COVER, left).open_labels] == ["项目级别"]
    assert any("“项目级别”" in fault for fault in faults("in_force_from = 2018-05-01\n", COVER, left))
    settled = overlay("in_force_from = 2018-05-01\n", COVER, left + "ignore = true\n")
    assert [label.label for label in settled.ignored_labels] == ["项目级别"]


def test_everything_that_is_wrong_is_said_at_once_with_file_and_entry() -> None:
    wrong = (
        'colour = "red"\nin_force_from = "2018-05-01"\n',
        '[[cover]]\nslot = "pilot_name"\nlabel = 3\n',
        '[[cover]]\nslot = "level"\nlabel = "级别"\nkind = "grade"\n',
        '[[block]]\nid = "nobody"\nlabel = "某单位"\nneeds = ["stamp"]\nfilled_by = "someone"\n',
        '[[section]]\nid = "unit"\ntitle = "一、情况"\n',
        '[[cover]]\nslot = "filed_on"\nlabel = "日期"\nat = "the last line"\n',
    )
    with pytest.raises(OverlayError) as met:
        overlay(*wrong)
    said = str(met.value)
    assert said.count(NAME) == len(met.value.faults) == 9
    for words in (
        "不认识 colour",
        "in_force_from 应为日期",
        "[[cover]] 第1项：label 应为文字",
        "[[cover]] 第2项“级别”：没有“grade”这种 kind",
        "没有“nobody”这种意见栏",
        "needs 中没有“stamp”这种写法，可用：opinion、signature、seal、date",
        "filled_by 没有“someone”",
        "[[section]] 第1项“一、情况”：应有 [[section.field]]",
        "at “the last line” 不是位置",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "缺少 form"),
        (HEAD.replace("annex1-application", "annex9"), "没有“annex9”这种表"),
        (HEAD.replace("east-2018", "hubei-2016"), "“hubei-2016” 是系统自带的版本"),
        (HEAD.replace("east-2018", "東省"), "只能用英文字母、数字和连字符"),
        (HEAD.replace("east-2018", "-"), "首尾不用连字符"),
        (HEAD + 'base = "west"\n', "base 没有“west”这个版本"),
        (HEAD + "in_force_from = 2019-01-01\nin_force_until = 2018-01-01\n", "in_force_until 早于 in_force_from"),
        (HEAD + "in_force_until = 2018-01-01\n", "没有 in_force_from"),
        (HEAD + 'dated_by = "nobody"\n', "dated_by 所指的 slot nobody 不存在"),
        (HEAD + '[blank]\nfile = "../east.docx"\nsha256 = "x"\n', "不带路径"),
        (HEAD + '[blank]\nfile = "east.docx"\nsha256 = "x"\n', "64位小写十六进制数"),
        (HEAD + "form = 3", "不是合格的 TOML"),
    ],
)
def test_what_stands_over_the_parts_is_checked(head: str, words: str) -> None:
    assert any(words in fault for fault in faults(COVER, head=head))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('label = "栏目"', "缺少 slot"),
        ('slot = "pilot_name"', "缺少 label"),
        ('slot = "Pilot Name"\nlabel = "栏目"\nkind = "text"', "只能用小写英文字母、数字和下划线"),
        ('slot = ["a", "b"]\nlabel = "栏目"\nkind = "text"', "有1项内容，slot 却列出2个"),
        ('slot = "pilot_name"\nlabel = "栏目"\nrequired = 1', "required 应为 true、false"),
        ('slot = ["contact_name", "contact_phone"]\nlabel = "栏目"\npart_labels = [["a"]]', "part_labels 应为2组名称"),
        ('slot = "pilot_name"\nlabel = "栏目"\nhints = [1]', "hints 中的每一项应为文字"),
        ('slot = "pilot_name"\nlabel = "栏目"\nrepeated = "yes"', "repeated 应为true 或者 false"),
    ],
)
def test_an_entry_is_checked_key_by_key(entry: str, words: str) -> None:
    assert any(words in fault for fault in faults(f"[[cover]]\n{entry}\n"))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (COVER + COVER, "slot pilot_name 出现2次"),
        (PLAN + PLAN, "部分 plan 出现2次"),
        (PLAN + '[[section.column]]\nslot = "step"\nlabel = "步骤名"\n', "列 step 出现2次"),
        (COVER.replace("项目名称", "二、工作计划") + PLAN, "与一个标题相同"),
        ("", "没有任何栏目"),
    ],
)
def test_the_checks_of_a_definition_in_python_hold(parts: str, words: str) -> None:
    assert any(words in fault for fault in faults(parts))


WHOLE = {
    "form": "annex1-application",
    "edition": "east-2018",
    "base": "national",
    "source": "通知",
    "title": "申请书",
    "title_prefix": "东省",
    "blocks_title": "三、意见",
    "dated_by": "filed_on",
    "specimen": False,
    "in_force_from": date(2018, 1, 1),
    "in_force_until": date(2019, 1, 1),
    "blank": {"file": "east.docx", "sha256": "a" * 64},
    "cover": [
        {"slot": "pilot_name", "label": "项目名称", "at": "paragraph 5", "synonyms": ["试点"], "hints": ["（全称）"]},
        {"slot": "filed_on", "label": "日期", "required": "pilot_name", "unlabelled": True, "repeated": False},
    ],
    "section": [
        {
            "id": "unit",
            "title": "一、单位",
            "headed": False,
            "field": [
                {"slot": ["a", "b"], "label": "联系人/电话", "kind": "person+phone", "part_labels": [["人"], ["电"]]}
            ],
        },
        {"id": "plan", "title": "二、计划", "at": "table 2", "column": [{"slot": "step", "label": "阶段"}]},
    ],
    "block": [{"id": "lead_unit", "label": "意见", "needs": ["seal"], "filled_by": "unit", "unit_from": "pilot_name"}],
    "unmatched": [{"label": "级别", "at": "paragraph 9", "ignore": True}],
}
OTHER_VALUES: tuple[Any, ...] = (3, "", "x y", True, [], [3], [[]], ["x"], {}, {"x": 1}, [{}], date(2018, 1, 1))


def places_in(table: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a TOML document."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places_in(value, (*path, key))


def test_a_value_of_any_other_type_is_met_with_words_or_with_an_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = read = 0
    for place in places_in(WHOLE):
        for other in OTHER_VALUES:
            changed: Any = copy.deepcopy(WHOLE)
            inner = changed
            for key in place[:-1]:
                inner = inner[key]
            inner[place[-1]] = other
            monkeypatch.setattr("forms.overlay.tomllib.loads", lambda _text, made=changed: made)
            try:
                made = parse("", NAME)
            except OverlayError as error:
                refused += bool(error.faults)
            else:
                assert len(made.form.cover) in (2, len(changed["cover"])), (place, other)
                read += 1
    assert refused > 5 * read > 0


def test_the_edition_that_comes_as_data_asks_for_seals_alone_and_names_its_basis_openly() -> None:
    made = form("annex1-application", "zhejiang-2011")
    assert made.specimen
    assert {block.needs for block in made.blocks} == {Needs.SEAL}
    assert [block.id for block in made.blocks] == [
        "lead_unit",
        "guarantor_unit",
        "guiding_unit",
        "guiding_unit",
        "managing_unit",
    ]
    others = {str(f.basis) for f in made.fields() if not isinstance(f.basis, Citation)}
    assert others == {"工作惯例：参照浙江省2011年申请表的栏目"}
    assert set(made.kinds()) < set(NATIONAL.kinds())
