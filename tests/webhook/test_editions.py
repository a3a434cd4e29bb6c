"""The pages on which an office takes in a blank of its own: uploaded, finished, tried, put in force, read under."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from extract import worker
from forms import registry
from forms.record import Record
from tests.applications import record_of, truth
from tests.foreign_blank import ANSWERS, ROWS, foreign_blank, foreign_filled
from tests.webhook.conftest import FakeReader, Office, StandingClock
from tests.webhook.pages.clerk import Clerk, fields
from webhook.app import Parts, create_app, machinery
from webhook.config import Config
from webhook.runners.embedded import Pace
from webhook.service.editions.labels import Choice, Labels
from webhook.service.editions.toml_text import tables, with_days, written
from webhook.service.ports import DraftText, TrialReading, Under
from webhook.store.backup import back_up, restore

EDITION = "jiangsu-2018"
NAME = f"annex1-application--{EDITION}"
BLANK = foreign_blank()
SETTLED = {
    "传真": "ignore",
    "项目级别": "ignore",
    "标准化牵头科室": "f:standardization_body",
    "主要职能和业务": "f:business_scope",
    "完成单位": "c:plan.responsible_units",
    "设区市标准化主管部门意见": "b:guiding_unit",
    "省级标准化主管部门意见": "b:managing_unit",
}


class InThisProcess:
    """Reads blanks without a child. Trials are left to one, for they change the registry of their process."""

    def draft(self, file: Path, name: str, edition: str, form: str | None, base: str | None) -> DraftText:
        about = {"name": name, "edition": edition, "form": form, "base": base}
        told = worker.draft_task(file.read_bytes(), about).data
        return DraftText(told["form"], told["toml"], tuple(told["warnings"]))

    def trial(self, file: Path, name: str, under: Under, *, programme: str, on: date) -> TrialReading:
        raise AssertionError("a trial is read by a child")


@pytest.fixture(autouse=True)
def _no_editions_of_ones_own_are_left() -> Iterator[None]:
    yield
    registry.use(None)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    reader, clock = FakeReader(), StandingClock()
    app = create_app(
        Config(tmp_path / "data", programme="hubei-2016", secret_key="a test's key"),
        Parts(reader, edition_reader=InThisProcess(), clock=clock),
    )
    yield Office(app, reader, clock, app.extensions["pilot"].users.add("王芳"), tmp_path / "data")
    machinery(app).stop()


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office).sign_in()


def drafted(clerk: Clerk) -> Clerk:
    return clerk.open("/editions").press("上传并起草", files=(("申报书.docx", BLANK),), edition=EDITION)


def choices(clerk: Clerk, settled: dict[str, str]) -> dict[str, Any]:
    """What the form of the labels sends when those labels are matched so."""
    (form,) = clerk.select("#labels")
    data = fields(form)
    keys = {data[name]: name.removeprefix("label.") for name in data if name.startswith("label.")}
    return data | {f"to.{keys[label]}": target for label, target in settled.items()}


def finished(clerk: Clerk, settled: dict[str, str] = SETTLED) -> Clerk:
    drafted(clerk)
    return clerk.send(f"/editions/{NAME}/labels", choices(clerk, settled))


def put_in_force(clerk: Clerk, begins: str = "2016-05-01", ends: str = "") -> Clerk:
    return clerk.press("启用", inside="#force", files=(), **{"from": begins, "until": ends})


def sent(clerk: Clerk, what: str, **typed: str) -> Clerk:
    """Post a form that the page does not offer, with the page's own token and tag."""
    hidden = {key: value for key, value in fields(clerk.select("#text form")[0]).items() if key != "text"}
    return clerk.send(f"/editions/{NAME}/{what}", hidden | typed)


def stored(office: Office) -> str:
    return (office.data / "editions" / f"{NAME}.toml").read_text("utf-8")


def test_the_list_shows_what_the_product_has_and_what_the_office_has(clerk: Clerk, office: Office) -> None:
    drafted(clerk).open("/editions")
    rows = {row.get("id"): " ".join(row.text_content().split()) for row in clerk.select("tbody tr")}
    assert "系统自带" in rows["annex1-application--national"]
    assert "系统自带" in rows["annex6-recheck-report--national"]
    assert "草稿 待指定 7" in rows[NAME]
    assert "下载空白表" in rows[NAME]


def test_a_file_with_faults_is_listed_with_all_of_them(clerk: Clerk, office: Office) -> None:
    folder = office.data / "editions"
    folder.mkdir()
    (folder / "annex1-application--bad.toml").write_text('form = "annex1-application"\nedition = "bad"\nkey = 1\n')
    text = clerk.open("/editions").text
    assert "缺少source" in text
    assert "不认识key" in text
    assert "有误" in text


def test_a_blank_becomes_a_draft_under_which_nothing_is_read(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    assert clerk.at == f"/editions/{NAME}"
    assert "in_force_from" not in tomllib.loads(stored(office))
    assert (office.data / "editions" / f"{NAME}.docx").read_bytes() == BLANK
    assert EDITION not in {form.edition for form in registry.editions("annex1-application")}
    kept = office.services.editions.versions(NAME)
    assert [(version.action, version.by) for version in kept] == [("drafted", "王芳")]
    assert office.services.editions.kept(NAME, kept[0].sha256) == stored(office)


def test_open_labels_stand_first_and_are_those_of_the_draft(clerk: Clerk) -> None:
    drafted(clerk)
    rows = clerk.select("#labels tbody tr")
    first = [row.xpath(".//input[starts-with(@name, 'label.')]")[0].get("value") for row in rows[:7]]
    assert first == [
        "标准化牵头科室",
        "传真",
        "项目级别",
        "主要职能和业务",
        "完成单位",
        "设区市标准化主管部门意见",
        "省级标准化主管部门意见",
    ]
    assert not any("marked" in (row.get("class") or "") for row in rows[7:])


@pytest.mark.parametrize(
    ("edition", "file", "words"),
    [
        ("江苏", BLANK, "版本编号"),
        ("national", BLANK, "已有编号"),
        ("new", b"PK no word file", "Word"),
        ("new", foreign_blank(title="会议纪要"), "标题"),
    ],
)
def test_a_blank_that_cannot_be_drafted_is_refused_beside_what_was_typed(
    clerk: Clerk, office: Office, edition: str, file: bytes, words: str
) -> None:
    clerk.open("/editions").press("上传并起草", files=(("表.docx", file),), edition=edition)
    assert clerk.response.status_code in (409, 422)
    assert words in clerk.said("[role=alert]")[0]
    assert clerk.select("input[name=edition]")[0].get("value") == edition
    assert list((office.data / "editions").glob("*.toml")) == []


def test_labels_are_matched_by_one_form(clerk: Clerk, office: Office) -> None:
    finished(clerk)
    found = office.services.editions.get(NAME)
    assert (found.state, found.open, found.faults) == ("draft", 0, ())
    assert found.overlay is not None
    form = found.overlay.form
    unit = next(section for section in form.sections if section.id == "unit")
    assert [f.ids[0] for f in unit.fields][-4:-1] == [  # type: ignore[union-attr]
        "standardization_body",
        "business_scope",
        "incidents_last_3_years",
    ]
    assert [block.id for block in form.blocks] == ["lead_unit", "guiding_unit", "managing_unit"]
    assert {"传真", "项目级别"} <= {label.label for label in found.overlay.ignored_labels}
    assert [str(c.id) for c in next(iter(form.rows())).columns][-1] == "responsible_units"


def test_a_new_question_is_made_of_a_label(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    data = choices(clerk, SETTLED | {"传真": "new", "项目级别": "new"})
    keys = {data[name]: name.removeprefix("label.") for name in data if name.startswith("label.")}
    data |= {f"kind.{keys['传真']}": "phone", f"slot.{keys['传真']}": "fax"}
    data |= {f"kind.{keys['项目级别']}": "enum", f"options.{keys['项目级别']}": "国家级、省级"}
    clerk.send(f"/editions/{NAME}/labels", data)
    overlay = office.services.editions.get(NAME).overlay
    assert overlay is not None
    assert {slot: kind.name for slot, kind in overlay.form.kinds().items() if slot in ("fax", "own_1")} == {
        "fax": "phone",
        "own_1": "enum",
    }


def test_what_cannot_be_saved_stays_on_the_page(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    before = stored(office)
    clerk.press("保存文字", text='form = "annex1-application"\nsource = "不成\n')
    assert clerk.response.status_code == 422
    assert "不成" in clerk.select("textarea")[0].text_content()
    assert stored(office) == before


def test_a_draft_is_saved_with_its_faults_and_says_all_of_them(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    text = stored(office).replace('slot = "postcode"', 'slot = "no_such"').replace('"lead_unit"', '"no_block"')
    clerk.press("保存文字", text=text)
    assert clerk.response.status_code == 200
    faults = clerk.said("#faults li")
    assert any("no_such" in fault for fault in faults)
    assert any("no_block" in fault or "意见栏" in fault for fault in faults)
    assert office.services.editions.get(NAME).state == "faulty"


def test_a_change_from_an_older_text_is_refused_and_kept_on_the_page(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    mine = choices(clerk, {"传真": "ignore"}) | {"source": "我的依据"}
    clerk.press("保存文字", text=stored(office).replace("官方空白表 ", "别人的依据 "))
    theirs = stored(office)
    clerk.send(f"/editions/{NAME}/labels", mine)
    assert clerk.response.status_code == 409
    assert stored(office) == theirs
    assert clerk.select("input[name=source]")[0].get("value") == "我的依据"
    clerk.press("保存", inside="#labels")
    assert 'source = "我的依据"' in stored(office)
    kept = {office.services.editions.kept(NAME, v.sha256) for v in office.services.editions.versions(NAME)}
    assert theirs in kept


def test_a_first_day_in_the_text_is_refused(clerk: Clerk, office: Office) -> None:
    finished(clerk).press("保存文字", text="in_force_from = 2016-05-01\n" + stored(office))
    assert clerk.response.status_code == 422
    assert "启用" in clerk.said("[role=alert]")[0]


def test_another_id_moves_the_file_and_its_blank(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    clerk.send(f"/editions/{NAME}/labels", choices(clerk, {}) | {"edition": "jiangsu-2019"})
    assert clerk.at == "/editions/annex1-application--jiangsu-2019"
    assert sorted(file.name for file in (office.data / "editions").iterdir()) == [
        "annex1-application--jiangsu-2019.docx",
        "annex1-application--jiangsu-2019.toml",
    ]
    assert office.services.editions.get("annex1-application--jiangsu-2019").faults == ()


def test_nothing_begins_while_a_label_is_open(clerk: Clerk, office: Office) -> None:
    finished(clerk, {label: target for label, target in SETTLED.items() if label != "传真"})
    put_in_force(clerk)
    assert clerk.response.status_code == 409
    assert "“传真”" in clerk.said("[role=alert]")[0]
    assert "in_force_from" not in tomllib.loads(stored(office))


def test_nothing_begins_whose_answers_do_not_come_back_and_the_slots_are_named(clerk: Clerk, office: Office) -> None:
    finished(clerk)
    text = stored(office).replace('at = "table 1, row 3, cell 4"', 'at = "table 1, row 2, cell 4"')
    assert text != stored(office)
    clerk.press("保存文字", text=text)
    put_in_force(clerk)
    assert clerk.response.status_code == 409
    assert "“邮政编码”（fields.postcode）" in clerk.said("[role=alert]")[0]
    clerk.press("只作样例检验")
    assert any("读错" in row for row in clerk.said("#force tbody tr"))


def test_an_edition_begins_ends_and_is_not_changed_any_more(clerk: Clerk, office: Office) -> None:
    put_in_force(finished(clerk), "2016-05-20")
    edition = office.services.editions.get(NAME)
    assert (edition.state, edition.begins, edition.ends) == ("in-force", date(2016, 5, 20), None)
    assert EDITION in {form.edition for form in registry.editions("annex1-application", date(2016, 5, 20))}
    assert len(registry.editions("annex1-application", date(2016, 5, 20))) > 2
    sent(clerk, "text", text=stored(office).replace("in_force_from = 2016-05-20\n", ""))
    assert clerk.response.status_code == 409
    clerk.open(f"/editions/{NAME}").press(
        "更改日期", inside="#force", files=(), **{"from": "2016-05-20", "until": "2016-05-21"}
    )
    assert office.services.editions.get(NAME).ends == date(2016, 5, 21)
    office.clock.now += timedelta(days=2)
    assert office.services.editions.get(NAME).state == "ended"
    with office.store.read() as tx:
        actions = [event.action for event in tx.audit.about("edition", NAME)]
    assert actions == ["edition-drafted", "edition-changed", "edition-put-in-force", "edition-put-in-force"]


def test_one_without_papers_goes_back_to_a_draft_and_one_with_papers_does_not(clerk: Clerk, office: Office) -> None:
    put_in_force(finished(clerk))
    clerk.press("撤回为草稿")
    assert office.services.editions.get(NAME).state == "draft"
    put_in_force(clerk)
    held = paper_of(EDITION)
    office.paper(held)
    sent(clerk, "withdraw")
    assert clerk.response.status_code == 409
    assert "撤回为草稿" not in clerk.said("#force button")
    sent(clerk, "in-force", **{"from": "2016-05-02", "until": ""})
    assert clerk.response.status_code == 409


def paper_of(edition: str) -> Record:
    made = registry.form("annex1-application", edition)
    return replace(record_of(made, replace(truth(made, 3), plan=[])), rows={})


def test_a_draft_that_is_discarded_keeps_its_texts_and_its_blank(clerk: Clerk, office: Office, tmp_path: Path) -> None:
    drafted(clerk)
    text = stored(office)
    clerk.press("确认删去")
    assert clerk.at == "/editions"
    assert list((office.data / "editions").iterdir()) == []
    versions = office.services.editions.versions(NAME)
    assert [version.action for version in versions] == ["drafted", "discarded"]
    back_up(office.data, tmp_path / "backup.tar")
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    kept = {file.read_bytes() for file in (tmp_path / "restored" / "blobs").glob("??/*")}
    assert {text.encode(), BLANK} <= kept


def test_a_text_written_by_hand_is_kept_before_it_is_changed(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    by_hand = stored(office) + "# by hand\n"
    (office.data / "editions" / f"{NAME}.toml").write_text(by_hand, "utf-8")
    clerk.open(f"/editions/{NAME}").press("保存文字", text=by_hand.replace("# by hand", "# by page"))
    versions = office.services.editions.versions(NAME)
    assert [version.action for version in versions] == ["drafted", "found", "changed"]
    assert office.services.editions.kept(NAME, versions[1].sha256) == by_hand


def test_a_discarded_draft_takes_no_other_editions_blank_with_it(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    clerk.open("/editions").press("上传并起草", files=(("申报书.docx", BLANK),), edition="other")
    other = "annex1-application--other"
    text = (office.data / "editions" / f"{other}.toml").read_text("utf-8")
    clerk.press("保存文字", text=text.replace(f"{other}.docx", f"{NAME}.docx"))
    clerk.press("确认删去")
    assert (office.data / "editions" / f"{NAME}.docx").exists()


def test_the_question_that_dates_the_form_stays_where_the_page_does_not_know_it(clerk: Clerk, office: Office) -> None:
    drafted(clerk)
    clerk.press("保存文字", text='dated_by = "own_day"\n' + stored(office))
    clerk.send(f"/editions/{NAME}/labels", choices(clerk, {}))
    assert tomllib.loads(stored(office))["dated_by"] == "own_day"


def test_a_trial_under_an_unknown_programme_is_refused(clerk: Clerk, office: Office) -> None:
    drafted(clerk).press("试读", inside="#trial", files=(("表.docx", BLANK),), programme="none")
    assert clerk.response.status_code == 422
    assert "none" in clerk.said("[role=alert]")[0]


def test_strangers_are_sent_to_sign_in(office: Office) -> None:
    for path in ("/editions", f"/editions/{NAME}"):
        assert office.client.get(path).headers["Location"].startswith("/login")
    assert office.client.get("/api/v1/editions").status_code == 401


# -- the whole way -------------------------------------------------------------------------


@pytest.fixture
def real_office(tmp_path: Path) -> Iterator[Office]:
    """With readers in child processes, for drafts, trials and papers alike."""
    clock = StandingClock()
    parts = Parts(clock=clock, pace=Pace(poll=timedelta(seconds=0.05)))
    app = create_app(Config(tmp_path / "data", programme="national", secret_key="a test's key"), parts)
    yield Office(app, FakeReader(), clock, app.extensions["pilot"].users.add("王芳"), tmp_path / "data")
    machinery(app).stop()


def test_a_blank_nobody_has_seen_becomes_an_edition_through_the_pages_alone(real_office: Office) -> None:
    office = real_office
    clerk = Clerk(office).sign_in()
    finished(clerk)
    filled = ("申报书.docx", foreign_filled())
    clerk.press("试读", inside="#trial", files=(filled,))
    assert clerk.response.status_code == 200
    assert "启用后，这份表会按这个版本读取" in clerk.text
    read = {row.xpath("th")[0].text_content(): row.xpath("td")[0].text_content() for row in clerk.select(".read tr")}
    assert read["邮政编码"] == ANSWERS["邮政编码"]
    assert read["标准化牵头科室"] == ANSWERS["标准化牵头科室"]
    assert "☑省级" in read["项目级别"]
    assert office.services.cases.newest() == ()
    assert list((office.data / "blobs" / "incoming").iterdir()) == []
    assert EDITION not in {form.edition for form in registry.editions("annex1-application")}

    put_in_force(clerk)
    assert office.services.editions.get(NAME).state == "in-force"
    office.work()
    clerk.hand_in(filled)
    (case,) = office.services.cases.newest()
    record = case.paper().record
    assert (record.form, record.edition) == ("annex1-application", EDITION)
    assert record.fields["business_scope"].value == ANSWERS["主要职能和业务"]
    assert [row["responsible_units"].value for row in record.rows["plan"]] == [[row[3]] for row in ROWS]
    assert [block.id for block in record.blocks] == ["lead_unit", "guiding_unit", "managing_unit"]
    assert not any(answer.needs_review for answer in record.fields.values())


# -- texts ---------------------------------------------------------------------------------


def draft_text() -> str:
    from extract.draft.blank import draft
    from extract.draft.toml_text import toml_text

    return toml_text(draft(BLANK, "申报书.docx", EDITION))


def test_a_text_written_anew_states_the_same_and_keeps_its_notes() -> None:
    text = draft_text()
    again = written(tables(text))
    assert tomllib.loads(again) == tomllib.loads(text)
    assert "传真" in again
    assert re.findall(r"# .*可能是.*", text) == re.findall(r"# .*可能是.*", again)


def test_days_are_written_and_taken_out_without_touching_another_line() -> None:
    text = draft_text()
    dated = with_days(text, date(2018, 5, 1), date(2020, 1, 1))
    assert tomllib.loads(dated)["in_force_until"] == date(2020, 1, 1)
    without = with_days(dated, None, None)
    assert tomllib.loads(without) == tomllib.loads(text)
    assert text.replace("# in_force_from = 2018-05-01\n", "") == without


def test_days_go_into_a_text_whose_first_lines_look_like_a_table() -> None:
    text = 'source = """\n[not a table]\n"""\nform = "a"\n'
    dated = tomllib.loads(with_days(text, date(2018, 5, 1), None))
    assert dated == {"source": "[not a table]\n", "form": "a", "in_force_from": date(2018, 5, 1)}


def test_a_label_goes_where_its_neighbours_stand_or_where_it_is_told() -> None:
    labels = Labels(tables(draft_text()), "annex1-application")
    fax = next(label for label in labels.found if label.label == "传真")
    labels.settle({fax.key: Choice("new", "传真", kind="phone")})
    unit = next(section for section in labels.tables["section"] if section["id"] == "unit")
    assert [entry["label"] for entry in unit["field"] if entry.get("kind") == "phone"] == ["传真"]
    moved = next(label for label in Labels(labels.tables, "annex1-application").found if label.label == "传真")
    again = Labels(labels.tables, "annex1-application")
    again.settle({moved.key: Choice(moved.target, "传真", into="cover")})
    assert again.tables["cover"][-1] == {
        "slot": "own_1",
        "kind": "phone",
        "required": False,
        "label": "传真",
        "at": fax.at,
    }


def test_a_label_that_is_let_go_leaves_no_empty_section() -> None:
    text = 'form = "annex1-application"\n[[section]]\nid = "a"\ntitle = "一"\n[[section.field]]\nslot = "fax"\nlabel = "传真"\n'
    labels = Labels(tables(text), "annex1-application")
    labels.settle({"s0f0": Choice("ignore", "传真")})
    assert (
        labels.tables
        == {
            "form": "annex1-application",
            "section": [],
            "unmatched": [{"label": "传真", "ignore": True}],
        }
        or "section" not in labels.tables
    )
