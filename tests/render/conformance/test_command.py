"""``python -m render check``, and its page in the handbook."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from render.__main__ import main
from render.conformance import Settings, check, in_order
from tests.render.conformance.drawing import drawn, letter, spoilt, with_

PAGE = (Path(__file__).parents[3] / "docs" / "conformance.md").read_text(encoding="utf-8")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "好.docx"
    path.write_bytes(drawn(letter()))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏.docx"
    path.write_bytes(drawn(spoilt(letter(), with_("date", text="2016年04月05日"))))
    return path


def test_a_good_paper_ends_with_zero_and_says_so(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(good)]) == 0
    assert "好.docx：信函格式（首页有双线），没有发现不符之处。" in capsys.readouterr().out


def test_a_deviation_is_told_with_its_clause_and_ends_with_one(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bad)]) == 1
    told = capsys.readouterr().out
    assert "1. 成文日期：" in told
    assert "7.3.5.4，标准原文" in told


def test_json_is_one_line_a_file_in_their_order(
    good: Path, bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json", str(bad), str(good), str(tmp_path / "none.pdf")]) == 1
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == check(bad.read_bytes(), "坏.docx").to_json()
    assert second["conforms"] is True
    assert third["error"]["code"] == "unreadable-file"


def test_what_cannot_be_read_is_told_with_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.docx"
    path.write_bytes(b"")
    assert main(["check", str(path)]) == 1
    assert "（empty-file）" in capsys.readouterr().err


def test_the_format_can_be_told(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "document", str(good)]) == 1
    assert "文件格式（由检查者指定）" in capsys.readouterr().out


def test_wrong_usage_ends_with_two() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--format", "memo", "a.docx"])
    assert caught.value.code == 2


@pytest.mark.parametrize("name", [one.name for one in fields(Settings)])
def test_every_setting_is_in_the_handbook(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_check_is_in_the_handbook_and_none_that_is_not_there() -> None:
    rows = [line.split("|")[1:4] for line in PAGE.splitlines() if line.startswith("| `") and line.count("|") == 6]
    listed = [(name.strip().strip("`"), number.strip()) for name, number, _ in rows]
    assert listed == [(one.id, one.number) for one in in_order()]
