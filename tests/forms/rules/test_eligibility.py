from dataclasses import replace

import pytest

from forms.check import check
from forms.programme import HUBEI, NATIONAL, PROVINCIAL
from forms.rules.rule import Verdict
from tests.forms.records import (
    GUARANTOR,
    NOT_PRINTED,
    ON,
    blank,
    block,
    blocks,
    empty_block,
    finding,
    findings,
    outcome,
    record,
    unread,
    verdict,
)

FIRM_CODE = "91330100799655058B"


def firm(**changes):
    names = {"unit_name": "湖北清风物业有限公司", "lead_unit": "湖北清风物业有限公司"}
    sealed = blocks(block("lead_unit", unit="湖北清风物业有限公司"))
    return record(**{**names, "organization_code": FIRM_CODE, "blocks": sealed, **changes})


def test_r08_holds_for_a_public_institution():
    assert verdict("R08", record()) is Verdict.HOLDS


def test_r08_warns_of_a_firm_in_a_national_programme():
    assert findings(firm()) == [("unit-type", "warn", "fields.unit_name")]
    found = finding("unit-type", firm())
    assert (found.rule, found.basis) == ("R08", "第八条")
    assert "企业" in found.message
    assert "（第2页）" in found.message


def test_r08_warns_under_a_province_whose_notice_admits_no_firms():
    assert verdict("R08", firm(), PROVINCIAL) is Verdict.BROKEN


def test_r08_is_silent_where_the_notice_admits_firms_that_give_public_services():
    assert findings(firm(), HUBEI) == []


def test_r08_goes_by_the_name_where_the_code_does_not_say():
    assert verdict("R08", firm(organization_code="D2143569-X")) is Verdict.BROKEN
    assert verdict("R08", record(organization_code="D2143569-X")) is Verdict.HOLDS


def test_r08_does_not_trust_a_code_that_fails_its_own_check():
    assert verdict("R08", record(organization_code="91310115MA1H8R7C6D")) is Verdict.HOLDS


def test_r08_points_at_the_cover_where_the_table_prints_no_name():
    assert findings(firm(unit_name=NOT_PRINTED)) == [
        ("unit-type", "warn", "fields.lead_unit"),
        ("slot-not-found", "info", "fields.unit_name"),
    ]


def test_r08_points_at_the_code_where_no_name_is_printed_at_all():
    where = finding("unit-type", firm(unit_name=NOT_PRINTED, lead_unit=NOT_PRINTED)).where
    assert where == "fields.organization_code"


def test_r08_cannot_tell_of_a_unit_that_neither_code_nor_name_describes():
    paper = record(organization_code=NOT_PRINTED, unit_name="西陵之家", lead_unit="西陵之家")
    assert verdict("R08", paper) is Verdict.CANNOT_TELL


def test_r09_1a_holds_for_a_stated_function():
    assert verdict("R09.1a", record()) is Verdict.HOLDS


@pytest.mark.parametrize("raw", ["", "XXXX", "（）"])
def test_r09_1a_blocks_an_empty_business_scope_as_one_fault(raw):
    paper = record(business_scope=blank(raw))
    assert findings(paper) == [("field-missing", "block", "fields.business_scope")]
    found = finding("field-missing", paper)
    assert (found.rule, found.also, found.basis) == ("R09.1a", (), "第九条第（一）项")


@pytest.mark.parametrize("scope", [NOT_PRINTED, unread()])
def test_r09_1a_cannot_tell_of_a_scope_not_printed_or_not_read(scope):
    assert verdict("R09.1a", record(business_scope=scope)) is Verdict.CANNOT_TELL
    assert [f for f in findings(record(business_scope=scope)) if f[1] == "block"] == []


def test_r09_1b_holds_for_either_kind_of_code():
    assert verdict("R09.1b", record()) is Verdict.HOLDS
    assert verdict("R09.1b", record(organization_code="01115867-1")) is Verdict.HOLDS


def test_r09_1b_blocks_a_missing_code():
    found = finding("field-missing", record(organization_code=blank()))
    assert (found.rule, found.severity, found.where) == ("R09.1b", "block", "fields.organization_code")
    assert found.message == "“组织机构代码”栏未填写（第2页），不能说明单位能够独立承担法律责任。请填写后重新报送。"


@pytest.mark.parametrize(
    ("code", "fault"), [("91350203M0001QKT19", "code-early"), ("91310115MA1H8R7C6D", "code-invalid")]
)
def test_r09_1b_warns_once_of_a_code_that_fails_its_check(code, fault):
    paper = record(organization_code=code)
    found = [f for f in check(paper, PROVINCIAL, ON) if f.where == "fields.organization_code"]
    assert [(f.code, f.severity, f.rule) for f in found] == [(fault, "warn", "R09.1b")]
    assert code in found[0].message


def test_r09_1b_blocks_a_code_whose_first_characters_belong_to_no_register():
    found = finding("code-invalid", record(organization_code="00440600MB2C07549J"))
    assert (found.rule, found.severity) == ("R09.1b", "block")


@pytest.mark.parametrize("code", [NOT_PRINTED, unread()])
def test_r09_1b_cannot_tell_of_a_code_not_printed_or_not_read(code):
    assert verdict("R09.1b", record(organization_code=code)) is Verdict.CANNOT_TELL


def test_r09_2a_holds_with_either_a_body_or_a_person():
    assert verdict("R09.2a", record()) is Verdict.HOLDS
    assert verdict("R09.2a", record(standardization_body=blank())) is Verdict.HOLDS
    assert verdict("R09.2a", record(standardization_lead_name=blank())) is Verdict.HOLDS


def test_r09_2a_blocks_where_both_are_empty_and_says_so_at_both():
    paper = record(standardization_body=blank(), standardization_lead_name=blank())
    found = [(f.where, f.rule, f.severity) for f in check(paper, NATIONAL, ON)]
    assert found == [
        ("fields.standardization_body", "R09.2a", "block"),
        ("fields.standardization_lead_name", "R09.2a", "block"),
    ]


def test_r09_2a_leaves_one_empty_slot_to_the_form_itself():
    found = finding("field-missing", record(standardization_body=blank()))
    assert (found.rule, found.severity, found.basis) == (None, "block", "第九条第（二）项")


@pytest.mark.parametrize("body", [NOT_PRINTED, unread()])
def test_r09_2a_cannot_tell_where_one_is_empty_and_the_other_unknown(body):
    paper = record(standardization_body=body, standardization_lead_name=blank())
    assert verdict("R09.2a", paper) is Verdict.CANNOT_TELL


def words(count):
    return "经" * count


def test_r09_2b_warns_under_thirty_characters_and_holds_from_thirty():
    assert verdict("R09.2b", record(conditions=words(29))) is Verdict.BROKEN
    assert verdict("R09.2b", record(conditions=words(30))) is Verdict.HOLDS


def test_r09_2b_counts_no_spaces_and_no_line_ends():
    spaced = "\n".join(words(15)) + " " + words(14)
    found = finding("groundwork-thin", record(conditions=spaced))
    assert (found.rule, found.severity, found.where, found.basis) == (
        "R09.2b",
        "warn",
        "fields.conditions",
        "第九条第（二）项",
    )
    assert "仅29字" in found.message


def test_r09_2b_takes_its_limit_from_the_programme():
    short = replace(NATIONAL, min_groundwork_characters=10)
    assert verdict("R09.2b", record(conditions=words(29)), short) is Verdict.HOLDS


def test_r09_2b_makes_one_finding_of_an_empty_description():
    paper = record(conditions=blank())
    assert findings(paper) == [("field-missing", "block", "fields.conditions")]
    assert finding("field-missing", paper).rule == "R09.2b"
    assert "）”栏未填写（第2页），不能说明具有一定的标准化工作基础。" in finding("field-missing", paper).message


@pytest.mark.parametrize("conditions", [NOT_PRINTED, unread()])
@pytest.mark.parametrize("rule", ["R09.2b", "R09.4", "R16"])
def test_rules_on_the_conditions_cannot_tell_where_they_were_not_read(rule, conditions):
    assert verdict(rule, record(conditions=conditions)) is Verdict.CANNOT_TELL


@pytest.mark.parametrize("word", ["经费", "资金", "政策", "財政"])
def test_r09_4_holds_when_the_conditions_speak_of_money_or_policy(word):
    assert verdict("R09.4", record(conditions=words(40).replace("经", "有") + word)) is Verdict.HOLDS


def test_r09_4_warns_when_they_do_not():
    paper = record(
        conditions="中心已制定服务规范四十余项，配备专职标准化人员三名，成立了由主要负责人任组长的领导小组。"
    )
    assert findings(paper) == [("support-unstated", "warn", "fields.conditions")]
    found = finding("support-unstated", paper)
    assert (found.rule, found.basis) == ("R09.4", "第九条第（四）项")


def test_r09_4_says_nothing_more_of_empty_conditions():
    assert verdict("R09.4", record(conditions=blank())) is Verdict.CANNOT_TELL


def test_h1_admits_a_firm_and_an_institution():
    assert verdict("H1", firm(), HUBEI) is Verdict.HOLDS
    assert verdict("H1", record(), HUBEI) is Verdict.HOLDS


@pytest.mark.parametrize("name", ["湖北清风物业有限公司宜昌分公司", "清风家政西陵营业部"])
def test_h1_blocks_what_is_no_legal_person(name):
    paper = record(unit_name=name, organization_code="D2143569-X")
    found = finding("unit-type", paper, HUBEI)
    assert (found.rule, found.severity, found.where) == ("H1", "block", "fields.unit_name")
    assert found.basis == "鄂质监标函〔2016〕76号第三部分"


def test_h1_joins_the_missing_code():
    found = finding("field-missing", record(organization_code=blank()), HUBEI)
    assert (found.rule, found.also) == ("R09.1b", ("H1",))


def test_h1_cannot_tell_of_an_unknown_unit():
    paper = record(organization_code="D2143569-X", unit_name="西陵之家", lead_unit="西陵之家")
    assert verdict("H1", paper, HUBEI) is Verdict.CANNOT_TELL


def test_h3_holds_with_one_guarantor_of_county_level():
    assert verdict("H3", record(), HUBEI) is Verdict.HOLDS
    paper = record(guarantor_units=["西陵区窑湾街道办事处"])
    assert verdict("H3", paper, HUBEI) is Verdict.HOLDS


def below_county(name):
    return record(guarantor_units=[name], blocks=blocks(block("guarantor_unit", unit=name)))


@pytest.mark.parametrize("name", ["西陵区窑湾街道办事处", "分乡镇人民政府", "湖北清风物业有限公司"])
def test_h3_blocks_where_every_guarantor_is_lower_or_no_organ(name):
    paper = below_county(name)
    assert findings(paper, HUBEI) == [("guarantor-level", "block", "blocks[1].unit")]
    found = finding("guarantor-level", paper, HUBEI)
    assert (found.rule, found.basis) == ("H3", "鄂质监标函〔2016〕76号第三部分")
    assert name in found.message


def test_h3_points_at_the_cover_where_the_block_names_nobody():
    paper = record(guarantor_units=["分乡镇人民政府"], blocks=blocks(block("guarantor_unit", unit=blank())))
    found = finding("guarantor-level", paper, HUBEI)
    assert (found.where, found.evidence) == ("fields.guarantor_units", paper.fields["guarantor_units"].evidence)


@pytest.mark.parametrize("name", ["宜昌市第一人民医院", "西陵之家"])
def test_h3_cannot_tell_from_a_name_that_shows_no_level(name):
    assert verdict("H3", below_county(name), HUBEI) is Verdict.CANNOT_TELL


def test_h3_cannot_tell_without_any_name():
    paper = record(guarantor_units=NOT_PRINTED, blocks=blocks(block("guarantor_unit", unit=blank())))
    assert verdict("H3", paper, HUBEI) is Verdict.CANNOT_TELL


def test_rules_of_hubei_are_no_rules_elsewhere():
    paper = below_county("分乡镇人民政府")
    assert findings(paper) == []
    assert findings(paper, PROVINCIAL) == []


def test_hubei_s_printing_of_the_form_does_not_bring_hubei_s_rules():
    assert record().edition == "hubei-2016"
    with pytest.raises(ValueError, match="not enough values"):
        outcome("H3", record(), NATIONAL)


def test_the_guarantor_s_missing_seal_is_no_breach_of_r09_4():
    paper = record(blocks=blocks(block("guarantor_unit", seal=False)))
    assert verdict("R09.4", paper) is Verdict.HOLDS
    assert GUARANTOR in finding("seal-missing", paper).message


def test_h3_counts_a_unit_that_the_cover_names_for_an_empty_block():
    paper = record(blocks=blocks(empty_block("guarantor_unit", GUARANTOR)))
    assert verdict("H3", paper, HUBEI) is Verdict.HOLDS
