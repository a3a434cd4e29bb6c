"""The office's own editions in a folder: read when they change, each by itself, and never in the way of the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from forms import registry

ANNEX1 = "annex1-application"
TEXT = """
form = "annex1-application"
edition = "{edition}"
source = "东省标准化局通知"
{days}
[[cover]]
slot = "pilot_name"
label = "项目名称"
"""
TOO_EARLY, IN_FORCE, AFTER = date(2017, 12, 31), date(2018, 1, 1), date(2026, 1, 1)


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "editions"
    folder.mkdir()
    registry.use(folder)
    yield folder
    registry.use(None)


def put(folder: Path, edition: str, days: str = "in_force_from = 2018-01-01", label: str = "项目名称") -> Path:
    file = folder / f"{ANNEX1}--{edition}.toml"
    file.write_text(TEXT.format(edition=edition, days=days).replace("项目名称", label), "utf-8")
    return file


def known(on: date | None = None) -> list[str]:
    return [form.edition for form in registry.editions(ANNEX1, on)]


BUILT_IN = ["national", "hubei-2016", "zhejiang-2011"]


def test_an_edition_put_into_the_folder_is_known_once_the_folder_is_looked_at(own: Path) -> None:
    put(own, "east-2018")
    assert known() == BUILT_IN
    registry.refresh()
    assert known() == ["east-2018", *BUILT_IN]
    assert registry.form(ANNEX1, "east-2018") in registry.forms()


def test_asking_for_an_edition_that_is_not_known_looks_at_the_folder(own: Path) -> None:
    put(own, "east-2018")
    assert registry.form(ANNEX1, "east-2018").edition == "east-2018"
    with pytest.raises(registry.UnknownEdition, match="annex1-application/east-2018") as met:
        registry.form(ANNEX1, "west-2018")
    assert (met.value.form, met.value.edition) == (ANNEX1, "west-2018")


def test_the_newest_comes_first_and_a_day_leaves_out_what_begins_after_it(own: Path) -> None:
    put(own, "east-2018")
    put(own, "east-2020", "in_force_from = 2020-01-01")
    registry.refresh()
    assert known() == ["east-2020", "east-2018", *BUILT_IN]
    assert known(IN_FORCE) == ["east-2018", *BUILT_IN]
    assert known(TOO_EARLY) == BUILT_IN


def test_an_edition_that_has_ended_is_still_read(own: Path) -> None:
    put(own, "east-2018", "in_force_from = 2018-01-01\nin_force_until = 2019-12-31")
    registry.refresh()
    assert known(AFTER)[0] == "east-2018"
    made = registry.form(ANNEX1, "east-2018")
    overlay = registry.overlay_of(made)
    assert overlay is not None
    assert overlay.ended(AFTER)


def test_a_draft_is_listed_and_nothing_else(own: Path) -> None:
    put(own, "east-2018", "")
    registry.refresh()
    assert known() == BUILT_IN
    assert [overlay.form.edition for overlay in registry.overlays()] == ["east-2018"]
    with pytest.raises(registry.UnknownEdition):
        registry.form(ANNEX1, "east-2018")


def test_a_bad_file_is_named_and_keeps_no_other_from_being_read(own: Path) -> None:
    put(own, "east-2018")
    put(own, "bad", label="")
    (own / f"{ANNEX1}--latin.toml").write_bytes("项目".encode("gb18030"))
    (own / "renamed.toml").write_text(TEXT.format(edition="west", days=""), "utf-8")
    put(own, "zhejiang-2011")
    (own / ".hidden.toml").write_text("nothing", "utf-8")
    (own / f"{ANNEX1}--east-2018.docx").write_bytes(b"")
    registry.refresh()
    assert known() == ["east-2018", *BUILT_IN]
    said = dict(registry.faulty())
    assert set(said) == {
        f"{ANNEX1}--bad.toml",
        f"{ANNEX1}--latin.toml",
        "renamed.toml",
        f"{ANNEX1}--zhejiang-2011.toml",
    }
    assert "缺少 label" in said[f"{ANNEX1}--bad.toml"]
    assert "UTF-8" in said[f"{ANNEX1}--latin.toml"]
    assert "应为 annex1-application--west.toml" in said["renamed.toml"]
    assert "系统自带的版本" in said[f"{ANNEX1}--zhejiang-2011.toml"]


def test_a_file_that_is_mended_or_taken_away_is_noticed(own: Path) -> None:
    file = put(own, "east-2018", label="")
    registry.refresh()
    assert known() == BUILT_IN
    put(own, "east-2018", label="试点项目")
    registry.refresh()
    assert registry.faulty() == ()
    assert registry.form(ANNEX1, "east-2018").field_of("pilot_name").label == "试点项目"
    file.unlink()
    registry.refresh()
    assert known() == BUILT_IN


def test_a_file_of_the_same_size_with_a_new_time_is_read_again(own: Path) -> None:
    file = put(own, "east-2018")
    os.utime(file, ns=(1, 1))
    registry.refresh()
    put(own, "east-2018", label="试点名字")
    os.utime(file, ns=(2, 2))
    registry.refresh()
    assert registry.form(ANNEX1, "east-2018").field_of("pilot_name").label == "试点名字"


def test_files_that_have_not_changed_are_not_read_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(own, "east-2018")
    registry.refresh()
    first, number = registry.form(ANNEX1, "east-2018"), registry.generation()
    put(own, "east-2020")
    registry.refresh()
    assert registry.form(ANNEX1, "east-2018") is first
    assert registry.generation() > number
    monkeypatch.setattr(registry, "_read", lambda *_: pytest.fail("nothing has changed"))
    number = registry.generation()
    registry.refresh()
    registry.use(own)
    assert registry.generation() == number


def test_a_folder_that_does_not_exist_holds_none(tmp_path: Path) -> None:
    registry.use(tmp_path / "nowhere")
    assert (known(), registry.faulty()) == (BUILT_IN, ())


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    registry.use(tmp_path / "file")
    registry.refresh()
    assert known() == BUILT_IN
    ((name, message),) = registry.faulty()
    assert name == ""
    assert "无法读取" in message


def test_without_a_folder_there_are_the_products_own(own: Path) -> None:
    put(own, "east-2018")
    registry.refresh()
    registry.use(None)
    assert (known(), registry.overlays()) == (BUILT_IN, ())


def test_the_official_word_file_stands_beside_its_edition(own: Path) -> None:
    put(own, "east-2018", f'in_force_from = 2018-01-01\n[blank]\nfile = "east.docx"\nsha256 = "{"0" * 64}"')
    put(own, "east-2020")
    registry.refresh()
    assert registry.blank_path(registry.form(ANNEX1, "east-2018")) == own / "east.docx"
    assert registry.blank_path(registry.form(ANNEX1, "east-2020")) is None
    assert registry.blank_path(registry.form(ANNEX1, "national")) is None


def test_threads_that_look_at_once_all_see_whole_editions(own: Path) -> None:
    put(own, "east-0")

    def look() -> bool:
        for _ in range(50):
            registry.refresh()
            if not {*BUILT_IN, "east-0"} <= set(known()):
                return False
        return True

    with ThreadPoolExecutor(4) as threads:
        looks = [threads.submit(look) for _ in range(4)]
        for number in range(1, 20):
            passing = put(own, "passing")
            put(own, f"east-{number}")
            passing.unlink()
    assert all(look.result() for look in looks)
    registry.refresh()
    assert len(known()) == 20 + len(BUILT_IN)
