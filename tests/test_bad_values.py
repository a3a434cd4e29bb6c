"""Papers that can be read and cannot be right: each fault a finding at its place, several at once, never a crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extract.reading import Result, read
from forms.programme import NATIONAL, Programme
from forms.record import Answer
from forms.registry import forms
from tests.report_drawing import ReportDrawing, ReportLayout
from tests.samples_of import own_samples

PLAIN = ReportLayout(0, False, False, False, part_headings=True, prose_in_table=False, numbers="（{}）")
OF_100 = replace(NATIONAL, score_total=100, pass_mark=80)


def drawn(annex: int, written: dict[str, str], *, members: bool = True) -> bytes:
    """A 附件 filled with its own samples, but for what is ``written``."""
    form = next(form for form in forms() if form.annex == annex)
    sample = own_samples(form, 0, str)
    fields = {**sample.fields, **{slot: Answer(None, raw) for slot, raw in written.items()}}
    rows = sample.rows if members else dict.fromkeys(sample.rows, ())
    return ReportDrawing(form, replace(sample, fields=fields, rows=rows), PLAIN).bytes()


def judged(annex: int, written: dict[str, str], programme: Programme = NATIONAL, *, members: bool = True) -> Result:
    data = drawn(annex, written, members=members)
    (result,) = read(data, "附件.docx", programme=programme, on=date(2026, 1, 1))
    assert result.status == "complete"
    return result


def found(result: Result) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.where) for finding in result.findings}


@pytest.mark.parametrize(
    ("annex", "slot", "raw", "code"),
    [
        (2, "applied_on", "2018年2月30日", "date-impossible"),
        (2, "pilot_period", "2016年13月至2018年5月", "date-impossible"),
        (2, "pilot_period", "2018年5月至2016年5月", "period-order"),
        (3, "evaluated_on", "2018年5月31日至2018年6月31日", "date-impossible"),
        (3, "score", "优秀", "number-invalid"),
        (3, "score", "九十多分", "number-invalid"),
        (3, "conclusion", "基本合格", "choice-unclear"),
        (6, "rechecked_on", "2019年5月9日至2019年5月8日", "recheck-days"),
        (6, "rechecked_on", "2019年5月8日至2019年5月10日", "recheck-days"),
    ],
)
def test_a_value_that_cannot_be_is_a_finding_at_its_place(annex: int, slot: str, raw: str, code: str) -> None:
    result = judged(annex, {slot: raw})
    assert (code, f"fields.{slot}") in found(result)
    assert result.record is not None
    assert result.record.fields[slot].raw == raw


@pytest.mark.parametrize(
    ("score", "conclusion", "code"),
    [("100.5", "合格", "score-range"), ("79", "合格", "score-conclusion"), ("80", "不合格", "score-conclusion")],
)
def test_a_score_over_the_total_or_against_its_conclusion_is_a_finding(score: str, conclusion: str, code: str) -> None:
    result = judged(3, {"score": score, "conclusion": conclusion}, OF_100)
    assert code in {c for c, _ in found(result)}
    assert code not in {c for c, _ in found(judged(3, {"score": "100", "conclusion": "合格"}, OF_100))}


@pytest.mark.parametrize("annex", [3, 6])
def test_a_group_of_zero_is_a_finding(annex: int) -> None:
    assert ("rows-missing", "rows.group[0]") in found(judged(annex, {}, members=False))


def test_dates_that_contradict_each_other_are_findings() -> None:
    dates = {
        "standards_system_issued_on": "2018年1月1日",
        "standards_system_running_since": "2017年1月1日",
        "self_check_on": "2016年1月1日",
        "applied_on": "2099年1月1日",
    }
    result = found(judged(2, dates))
    assert ("date-order", "fields.standards_system_running_since") in result
    assert ("date-order", "fields.self_check_on") in result
    assert ("date-future", "fields.applied_on") in result


def test_several_broken_rules_are_listed_at_once() -> None:
    written = {
        "pilot_period": "2016年5月至2017年5月",
        "standards_system_running_since": "2017年1月1日",
        "self_check_result": "不合格",
        "incidents": "有，2017年受到通报批评",
        "applied_on": "2017年6月20日",
    }
    rules = {finding.rule for finding in judged(2, written).findings}
    assert {"R18.1", "R18.3", "R18.4", "R18.7", "R24"} <= rules
