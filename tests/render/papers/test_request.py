"""Pilots from records, values by their needs, and whom a paper goes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.check import check_outgoing
from forms.programme import HUBEI, NATIONAL
from forms.record import Answer, Record
from render.papers.catalogue import PAPERS, paper
from render.papers.kinds import Format, Organ
from render.papers.need import Article, Choice, Count, Day, Need, Rows, Span, Unfit, Words
from render.papers.request import PilotFacts, pilot_facts
from render.papers.sample import sample_facts, sample_request
from tests.render.papers.as_outgoing import as_outgoing

FIELDS = {
    "pilot_name": Answer("政务服务试点", "政務服務試點"),
    "lead_unit": Answer("封面单位", "封面單位"),
    "unit_name": Answer("范县行政审批局", "范縣行政審批局"),
    "guarantor_units": Answer(["甲县人民政府", "乙局"], "甲縣人民政府、乙局"),
    "organization_code": Answer("11330800MB0R57773W", "11330800MB0R57773W"),
    "pilot_period": Answer({"start": "2026-03", "end": "2028-03"}, "2026年3月-2028年3月"),
}


def record(**changes: Answer | None) -> Record:
    fields = {name: answer for name, answer in {**FIELDS, **changes}.items() if answer is not None}
    return Record("annex1-application", "hubei-2016", fields=fields)


def test_a_pilot_s_facts_come_from_its_record() -> None:
    pilot = pilot_facts(record(), recommended_by=" 某市局 ")
    assert pilot == PilotFacts(
        "政务服务试点", "范县行政审批局", ("甲县人民政府", "乙局"), "11330800MB0R57773W", ("2026-03", "2028-03"), "某市局",
        used=("fields.pilot_name", "fields.unit_name", "fields.guarantor_units", "fields.organization_code", "fields.pilot_period"),
    )  # fmt: skip


def test_a_traditional_paper_takes_names_as_they_were_written() -> None:
    pilot = pilot_facts(record(), script="hant")
    assert (pilot.name, pilot.unit, pilot.guarantors) == ("政務服務試點", "范縣行政審批局", ("甲縣人民政府、乙局",))


def test_what_the_record_lacks_and_what_nobody_confirmed_is_named() -> None:
    pilot = pilot_facts(
        record(
            unit_name=None,
            guarantor_units=Answer(None),
            pilot_name=Answer("甲", "甲", needs_review=True),
            pilot_period=Answer({"start": "2026-03", "end": None}),
        )
    )
    assert pilot.unit == "封面单位"
    assert pilot.lacking == ("保证单位", "试点期限")
    assert pilot.unconfirmed == ("试点名称",)
    assert pilot_facts(Record("annex1-application", "hubei-2016")).lacking[:2] == ("试点名称", "承担单位")


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Words(), "　甲 乙\n", "甲 乙"),
        (Day(), "2026-03-05", date(2026, 3, 5)),
        (Day(), date(2026, 3, 5), date(2026, 3, 5)),
        (Span(), {"start": "2026-03", "end": "2026-03"}, ("2026-03", "2026-03")),
        (Count(most=9), 9, 9),
        (Count(), "12", 12),
        (Choice(("甲", "乙")), "乙", "乙"),
        (Rows((Need("a", "甲", Count()),)), [{"a": 1}, {"a": "2"}], ({"a": 1}, {"a": 2})),
        (Rows((Need("a", "甲", Count(), required=False),)), [{}], ({},)),
    ],
)
def test_a_value_is_read_by_its_kind(kind: Any, value: Any, read: Any) -> None:
    assert kind.read(value) == read


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (Words(most=3), "四个字了", "最多3字，所给的有4字"),
        (Words(), 5, "应为文字"),
        (Day(), "2026-02-30", "应为日期"),
        (Day(), 20260305, "应为日期"),
        (Span(), {"start": "2026-03"}, "起止"),
        (Span(), {"start": "2026-03", "end": "明天"}, "“明天”不是日期"),
        (Span(), {"start": "2026-03-05", "end": "2026-03-04"}, "早于起始日期2026年3月5日"),
        (Count(), True, "应为整数"),
        (Count(), 0, "应在1至9999之间"),
        (Count(), "1.5", "应为整数"),
        (Choice(("甲", "乙")), "丙", "甲、乙之一"),
        (Rows((Need("a", "甲", Count()),)), [], "应有1至500行"),
        (Rows((Need("a", "甲", Count()),)), "甲", "若干行"),
        (Rows((Need("a", "甲", Count()),)), [{"b": 1}], "没有“b”这一栏"),
        (Rows((Need("a", "甲", Count()),)), [{"a": 1}, {"a": " "}], "第2行缺少“甲”"),
        (Rows((Need("a", "甲", Count()),)), [{"a": "x"}], "第1行“甲”：应为整数"),
        (Rows((Need("a", "甲", Count()),)), [1], "第1行应按栏填写"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_plain_words(kind: Any, value: Any, told: str) -> None:
    with pytest.raises(Unfit) as caught:
        kind.read(value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("written", "key", "number"),
    [
        ("第九条", "第九条", "国标委服务联〔2013〕61号"),
        ("《细则》第九条第(三)项", "第九条第（三）项", "国标委服务联〔2013〕61号"),
        ("第二十三条第三款", "第二十三条第三款", "国标委服务联〔2013〕61号"),
        ("鄂质监标函〔2016〕76号第四部分第3项", "第四部分第3项", "鄂质监标函〔2016〕76号"),
    ],
)
def test_an_article_is_told_by_its_words(written: str, key: str, number: str) -> None:
    read = Article().read(written)
    assert (read.key, read.statute.number) == (key, number)


# --- the catalogue ------------------------------------------------------------------------------------------------


def test_every_number_of_the_programme_has_its_paper() -> None:
    ids = {known.id for known in PAPERS}
    assert {f"D{n:02d}" for n in range(31)} | {"D02n", "D06p", "D06a", "D17b"} <= ids
    assert len(ids) == len(PAPERS) == 39


@pytest.mark.parametrize("known", PAPERS, ids=lambda known: known.id)
def test_a_paper_s_schema_titles_every_need_in_chinese(known: Any) -> None:
    schema = known.schema()
    assert set(schema["properties"]) == {need.id for need in known.needs}
    assert not [held["title"] for held in schema["properties"].values() if held["title"].isascii()]
    assert set(schema["required"]) <= set(schema["properties"])


@pytest.mark.parametrize("known", PAPERS, ids=lambda known: known.id)
def test_samples_fit_the_needs_they_stand_for(known: Any) -> None:
    facts = sample_facts(known.needs)
    for need in known.needs:
        if need.id in facts:
            assert need.kind.read(facts[need.id]) is not None


def test_one_label_is_one_kind_of_placeholder_in_all_papers() -> None:
    kinds: dict[str, set[str]] = {}
    for known in PAPERS:
        for need in known.needs:
            kinds.setdefault(need.label, set()).add(
                "list" if need.kind.name == "rows" or getattr(need.kind, "lines", False) else "text"
            )
    assert {label: sorted(found) for label, found in kinds.items() if len(found) > 1} == {}


def test_in_its_own_pilots_the_province_stands_in_the_ministries_place() -> None:
    assert paper("D13").issued_by(NATIONAL) == (Organ.MINISTRY,)
    assert paper("D13").issued_by(HUBEI) == (Organ.PROVINCE,)


# --- the rules on outgoing papers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known", [p for p in PAPERS if p.outgoing and Format.FORM not in p.formats], ids=lambda p: p.id
)
def test_the_rules_on_outgoing_papers_find_nothing_against_a_paper_made_from_the_catalogue(known: Any) -> None:
    request = sample_request(known)
    told = as_outgoing(request)
    assert told is not None
    told = replace(
        told,
        criticised=True,
        failures={"D14": 1, "D15": 2}.get(known.id),
        after_recheck=False,
        screened=True,
        approved=True,
    )
    blocking = [f for f in check_outgoing(told, request.programme, request.today) if f.severity == "block"]
    assert blocking == []
