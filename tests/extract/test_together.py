"""Several files as the papers of one pilot: one line more, judged with the facts that no paper holds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.__main__ import main
from extract.errors import DocumentError
from extract.page_problem import PageProblem
from extract.reading import Result
from extract.together import package_line, paper_of, unread
from forms.outside import OutsideFacts
from forms.package_check import Unread
from forms.pilot import Companion
from forms.programme import HUBEI, NATIONAL
from tests.forms.papers import ON, PILOT
from tests.forms.records import record
from tests.forms.test_deliveries import scan, unsure, word
from tests.forms.test_parting import OTHER, OTHER_UNIT, named

FORM = Result("申请书.docx", "0", "complete", "form", record=record())
LETTER = Result("推荐函.docx", "0", "unrecognised", "companion", companion="recommendation-letter")
NOTE = Result("说明.docx", "0", "unrecognised", "other")
LOST = Result("坏.pdf", "0", "failed", None, error=DocumentError("damaged-document", "文件已损坏。"))


def codes(line: dict[str, Any]) -> list[tuple[str, str]]:
    return [(found["code"], found["severity"]) for found in line["findings"]]


def test_the_line_lists_the_papers_in_order_and_what_they_are_handed_in_for() -> None:
    line = package_line((FORM, LETTER, NOTE), NATIONAL, ON)
    assert line["version"] == 1
    assert line["package"]["stage"] == "application"
    listed = [(p["file"], p["kind"], p["form"], p.get("companion")) for p in line["package"]["papers"]]
    assert listed == [
        ("申请书.docx", "form", "annex1-application", None),
        ("推荐函.docx", "companion", None, "recommendation-letter"),
        ("说明.docx", "other", None, None),
    ]
    assert line["findings"] == []


def test_what_is_missing_among_them_is_found() -> None:
    assert codes(package_line((FORM,), NATIONAL, ON)) == [("paper-missing", "block")]


def test_what_may_stand_in_a_lost_file_only_warns() -> None:
    assert codes(package_line((FORM, LOST), NATIONAL, ON)) == [("paper-missing", "warn")]


def test_facts_reach_the_rules_across_papers() -> None:
    facts = OutsideFacts(received_on=date(2016, 5, 21), copies=3)
    found = codes(package_line((FORM, LETTER), HUBEI, ON, facts))
    assert ("received-late", "block") in found
    assert ("copies-short", "block") in found


def test_without_a_form_there_is_no_stage_and_nothing_is_asked() -> None:
    line = package_line((NOTE,), HUBEI, ON)
    assert (line["package"]["stage"], line["findings"]) == (None, [])


def test_a_file_is_lost_once_however_many_forms_it_lost() -> None:
    part = Result("a.pdf", "0", "partial", "form", record=record(), problems=(PageProblem("page-unreadable", "x", 2),))
    assert unread((part, part, LOST, NOTE, LETTER)) == Unread(lost=2, other=1)


def test_only_forms_and_companion_papers_are_papers() -> None:
    assert isinstance(paper_of(LETTER), Companion)
    assert paper_of(FORM) == FORM.record
    assert paper_of(NOTE) is None
    assert paper_of(LOST) is None


def test_papers_are_listed_by_pilot_and_findings_say_whose() -> None:
    other = replace(FORM, record=named(1, OTHER, OTHER_UNIT))
    note = replace(NOTE, file="b.docx")
    line = package_line((note, FORM, other), NATIONAL, ON)
    assert [(p["name"], p["stage"], p["papers"]) for p in line["package"]["pilots"]] == [
        (PILOT, "application", [1]),
        (OTHER, "application", [2]),
    ]
    assert [(f["code"], f["pilot"]) for f in line["findings"]] == [("paper-missing", 0), ("paper-missing", 1)]


def test_a_paper_that_fits_several_pilots_is_named_and_given_to_none() -> None:
    other = replace(FORM, record=named(1, OTHER, OTHER_UNIT))
    line = package_line((LETTER, FORM, other), NATIONAL, ON)
    assert line["package"]["unplaced"] == [{"paper": 0, "pilots": [0, 1]}]
    assert [(f["code"], f["severity"], f["pilot"]) for f in line["findings"]] == [
        ("paper-missing", "warn", 0),
        ("paper-missing", "warn", 1),
        ("paper-unplaced", "warn", None),
    ]


def test_scan_and_file_of_one_form_give_one_record_with_what_it_leaves_to_do() -> None:
    read = replace(FORM, record=scan(unit_address=unsure("别处")))
    line = package_line((read, replace(FORM, record=word()), LETTER), NATIONAL, ON)
    (pair,) = line["deliveries"]
    assert pair["papers"] == [0, 1]
    assert (pair["form"], pair["differing"]) == ("annex1-application", ["fields.unit_address"])
    assert "deliveries-differ" in [found["code"] for found in pair["findings"]]
    assert [pair["review"][of]["marked"] for of in ("paper", "file", "pair")] == [1, 0, 1]
    assert line["findings"] == []
    assert line["package"]["pilots"][0]["papers"] == [0, 1, 2]


# -- the command ----------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    status = main(["--on", "2016-06-01", *arguments])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def sample(name: str) -> str:
    return str(Path(__file__).parents[2] / "webhook" / "samples" / name)


def test_the_command_adds_one_line_for_all_files_and_changes_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    plain = run(capsys, sample("complete.docx"))
    status, lines = run(capsys, "--package", sample("complete.docx"))
    assert (status, lines[:-1]) == (0, plain[1])
    assert codes(lines[-1]) == [("paper-missing", "block")]


def test_facts_reach_the_form_itself_with_or_without_a_package(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, [read] = run(capsys, sample("complete.docx"))
    unit = read["fields"]["lead_unit"]["value"]
    facts = tmp_path / "facts.json"
    ended = [{"unit": unit, "how": "pass-revoked", "on": read["fields"]["filed_on"]["value"]}]
    facts.write_text(json.dumps({"ended": ended, "received_on": "2016-05-20"}), "utf-8")
    _, [judged] = run(capsys, "--facts", str(facts), sample("complete.docx"))
    assert {f["code"] for f in judged["findings"]} - {f["code"] for f in read["findings"]} == {"banned-unit"}


@pytest.mark.parametrize(("text", "said"), [('{"copies": "4"}', "copies：应为"), ("[", "第1行"), (None, "无法打开")])
def test_facts_that_cannot_be_understood_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | None, said: str
) -> None:
    facts = tmp_path / "facts.json"
    if text is not None:
        facts.write_text(text, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--facts", str(facts), sample("complete.docx")])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
