"""One deviation planted at a time: found in the Word file and in its PDF, and nothing else with it."""

from __future__ import annotations

import pytest

from render.conformance import Report, check
from render.pdf import to_pdf
from tests.render.conformance.planted import CASES, Case

IDS = [case.name for case in CASES]


def ids(report: Report) -> set[str]:
    return {one.id for one in report.deviations}


def told(report: Report) -> str:
    return "\n".join(f"{one.id}: {one.message}" for one in report.deviations)


A_CALL = 13
"""How many papers go to LibreOffice in one call."""
CALLS = [CASES[start : start + A_CALL] for start in range(0, len(CASES), A_CALL)]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_word_file_shows_what_was_planted_and_nothing_else(case: Case) -> None:
    report = check(case.data, "planted.docx")
    assert ids(report) == case.docx, told(report)
    assert report.format == case.name.split(":")[0]


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
@pytest.mark.parametrize("cases", CALLS, ids=lambda cases: cases[0].name)
def test_pdfs_show_what_was_planted_and_what_follows_from_it(cases: tuple[Case, ...]) -> None:
    made = to_pdf([case.data for case in cases])
    reports = [check(pdf.data, "planted.pdf") for pdf in made]
    found = {case.name: sorted(ids(report)) for case, report in zip(cases, reports, strict=True)}
    assert found == {case.name: sorted(case.pdf) for case in cases}, "\n".join(map(told, reports))
    assert [report.format for report in reports] == [case.name.split(":")[0] for case in cases]


def test_enough_is_planted_in_both_formats_and_both_kinds_of_file() -> None:
    for form in ("letter", "document"):
        cases = [case for case in CASES if case.name.startswith(form) and case.docx and case.pdf]
        assert len(cases) >= 20
    assert len({case.docx for case in CASES}) >= 45


@pytest.mark.parametrize("case", [case for case in CASES if case.docx], ids=lambda case: case.name)
def test_every_deviation_says_where_what_and_what_to_do(case: Case) -> None:
    for one in check(case.data, "planted.docx").deviations:
        assert one.measured
        assert one.demanded
        assert one.clause[0].isdigit()
        assert one.certainty in "AMDP"
        assert one.message.endswith("。")
        assert len(one.message) > 10
