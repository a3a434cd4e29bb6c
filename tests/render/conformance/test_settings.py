"""What the standard leaves open: each setting changes the verdict, and the report says which one decides."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from render.conformance import DEFAULTS, Report, Settings, check, in_order
from render.conformance.report import CERTAINTIES
from tests.render.conformance.drawing import Plan, document, drawn, edge, every, letter, paged, spoilt, with_


def found(plan: Plan, **changes: object) -> set[str]:
    settings: Settings = replace(DEFAULTS, **changes)  # type: ignore[arg-type]
    return {one.id for one in check(drawn(plan), "paper.docx", settings).deviations}


@pytest.mark.parametrize(
    ("setting", "value", "plan", "otherwise", "then"),
    [
        ("letter_top", (37.0, 30.0), spoilt(letter(), paged(margins=(30, 26, 35, 28))), {"top-edge"}, set()),
        ("top_edge", "glyphs", spoilt(letter(), paged(margins=(34, 26, 35, 28))), {"top-edge"}, set()),
        ("top_edge", "glyphs", letter(), set(), {"top-edge"}),
        ("size_3", (16.0, 15.5), spoilt(letter(), with_("opening", points=15.5, tracking=0.25)), {"size"}, set()),
        ("document_rule", (1.0, 1.6), document(), set(), {"head-rule-thickness"}),
        ("letter_rule", (2.0, 3.0), letter(), set(), {"letter-rule-thickness"}),
        ("record_rules", (0.7, 0.25), document(), set(), {"record-rule-thickness"}),
        ("characters", 27, spoilt(letter(), every(tracking=0)), {"characters-per-line"}, set()),
        ("characters_off", 3.0, spoilt(letter(), with_("addressee", left=2)), {"addressee-left"}, set()),
        ("estimate_off", 8.0, spoilt(letter(), paged(header=36)), {"mark-top"}, set()),
    ],
)
def test_a_setting_decides(setting: str, value: object, plan: Plan, otherwise: set[str], then: set[str]) -> None:
    assert found(plan) == otherwise
    assert found(plan, **{setting: value}) == then


def test_number_top_says_where_the_seven_millimetres_end() -> None:
    data = drawn(spoilt(letter(), edge("odd_foot", after=5), edge("even_foot", after=5)))
    strict = replace(DEFAULTS, estimate_off=1.5)
    assert [one.id for one in check(data, "a", strict).deviations] == ["page-number-height"]
    assert check(data, "a", replace(strict, estimate_off=3.0)).conforms
    dashes = replace(strict, number_top="dash")
    assert not check(drawn(letter()), "a", dashes).conforms


def test_the_format_is_taken_from_whoever_asks_or_else_from_the_paper() -> None:
    data = drawn(letter())
    assert check(data, "a").format == "letter"
    assert check(data, "a").recognised_by == "首页有双线"
    told = check(data, "a", replace(DEFAULTS, format="document"))
    assert told.format == "document"
    assert told.recognised_by == "由检查者指定"
    assert "mark-top" in {one.id for one in told.deviations}


@pytest.mark.parametrize("setting", ["top_edge", "letter_top", "letter_rule", "size_3", "sealed"])
def test_a_letters_report_names_the_settings_that_decide_disputes(setting: str) -> None:
    assert any(f"设置 {setting}" in note for note in check(drawn(letter()), "a").notes)


def test_a_documents_report_names_the_setting_for_its_red_rule() -> None:
    assert any("设置 document_rule" in note for note in check(drawn(document()), "a").notes)


@pytest.mark.parametrize("plan", [letter(), spoilt(document(), with_("number", text="第1号〔16〕01号"))])
def test_a_report_comes_back_from_json_as_it_was(plan: Plan) -> None:
    report = check(drawn(plan), "paper.docx")
    told = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    assert Report.from_json(told) == report
    assert told["conforms"] is report.conforms


def test_checks_have_clauses_certainties_and_words() -> None:
    checks = in_order()
    assert len(checks) >= 55
    assert {one.certainty for one in checks} <= set(CERTAINTIES)
    assert all(one.says.endswith("。") and one.element for one in checks)
    assert checks[0].number == "5.1"
    assert checks[-1].number == "10.1"
