"""Outside programs that crash, hang, lie or are missing end in a named error, and leave nothing running."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from extract import tools
from extract.errors import DocumentError
from extract.tools import SOFFICE, Tool, convert, find, require, run, version


def program(folder: Path, script: str, name: str = "soffice") -> Tool:
    """A shell script on PATH in the place of ``name``."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return Tool((name,), "LibreOffice", "libreoffice-writer-nogui")


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "函.docx"
    path.write_bytes(b"any")
    return path


def test_a_missing_program_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find(SOFFICE) is None
    with pytest.raises(DocumentError) as caught:
        require(SOFFICE)
    assert caught.value.code == "tool-missing"
    assert "libreoffice-writer-nogui" in caught.value.advice


def test_the_second_name_of_a_program_is_tried(bin_folder: Path) -> None:
    program(bin_folder, "exit 0", "second-name")
    assert find(Tool(("first-name-of-none", "second-name"), "x", "x")) == bin_folder / "second-name"


def test_the_version_is_taken_out_of_what_the_program_says(bin_folder: Path) -> None:
    assert version(program(bin_folder, "echo LibreOffice 7.4.7.2 40 Build:2")) == "7.4.7.2"


def test_a_program_that_states_no_version_is_a_crashed_one(bin_folder: Path) -> None:
    with pytest.raises(DocumentError, match="reader-crashed"):
        version(program(bin_folder, "echo hello"))


def test_an_exit_code_is_reported_with_the_last_words(bin_folder: Path) -> None:
    program(bin_folder, "echo no such filter >&2; exit 3", "crashes")
    with pytest.raises(DocumentError) as caught:
        run([str(bin_folder / "crashes")])
    assert caught.value.code == "reader-crashed"
    assert "3" in caught.value.message
    assert "no such filter" in caught.value.message


def test_a_hanging_program_is_ended_with_all_that_it_started(bin_folder: Path, tmp_path: Path) -> None:
    child = tmp_path / "child"
    program(bin_folder, f"sleep 60 & echo $! > {child}; wait", "hangs")
    for seconds in (0.5, 2, 8):  # a busy machine may not have begun it in so short a time
        began = time.monotonic()
        with pytest.raises(DocumentError) as caught:
            run([str(bin_folder / "hangs")], seconds=seconds)
        assert caught.value.code == "reader-timeout"
        assert time.monotonic() - began < 20
        if child.exists() and child.read_text().strip():
            break
    assert is_gone(int(child.read_text()))


def is_gone(pid: int) -> bool:
    """Whether the process has ended (a zombie that nobody has waited for yet has)."""
    for _ in range(100):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_conversion_that_ends_well_without_a_result_is_damage(bin_folder: Path, source: Path, tmp_path: Path) -> None:
    program(bin_folder, "echo Error: source file could not be loaded; exit 0")
    with pytest.raises(DocumentError) as caught:
        convert([source], tmp_path)
    assert caught.value.code == "damaged-document"
    assert "函.docx" in caught.value.message
    assert "could not be loaded" in caught.value.message


def test_an_old_result_is_not_taken_for_the_new_one(bin_folder: Path, source: Path, tmp_path: Path) -> None:
    (tmp_path / "函.pdf").write_bytes(b"of yesterday")
    program(bin_folder, "exit 0")
    with pytest.raises(DocumentError, match="damaged-document"):
        convert([source], tmp_path)


def test_an_empty_result_is_none(bin_folder: Path, source: Path, tmp_path: Path) -> None:
    program(bin_folder, f": > {tmp_path}/函.pdf")
    with pytest.raises(DocumentError, match="damaged-document"):
        convert([source], tmp_path)


def test_every_call_has_a_profile_of_its_own_that_is_gone_afterwards(
    bin_folder: Path, source: Path, tmp_path: Path
) -> None:
    program(bin_folder, f'echo "$1" >> {tmp_path}/flags; echo x > {tmp_path}/函.pdf')
    assert convert([source], tmp_path) == [tmp_path / "函.pdf"]
    convert([source], tmp_path)
    first, second = (tmp_path / "flags").read_text().split()
    assert first.startswith("-env:UserInstallation=file://")
    assert first != second
    assert not os.path.exists(first.partition("file://")[2])


def test_many_files_go_in_one_call_and_come_back_in_order(bin_folder: Path, tmp_path: Path) -> None:
    program(bin_folder, f"echo call >> {tmp_path}/calls; for n in b a; do echo x > {tmp_path}/$n.pdf; done")
    sources = [tmp_path / "b.docx", tmp_path / "a.docx"]
    assert convert(sources, tmp_path) == [tmp_path / "b.pdf", tmp_path / "a.pdf"]
    assert (tmp_path / "calls").read_text() == "call\n"


def test_nothing_to_convert_starts_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert convert([], tmp_path) == []


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one name"):
        convert([tmp_path / "a.docx", tmp_path / "x" / "a.doc"], tmp_path)


@pytest.mark.needs("soffice")
def test_the_installed_libreoffice_states_its_version() -> None:
    assert int(version(tools.SOFFICE).split(".")[0]) >= 7
