"""Documents are read in child processes: what kills a child is tried once more, then reported, and nothing else."""

from __future__ import annotations

import io
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.errors import DocumentError
from extract.worker import exactly, receive, send
from tests.webhook.conftest import complete
from webhook.runners.child import WORKER, Child, ChildLimits
from webhook.runners.reading import ChildPageDrawer, ChildPool, ChildReader

FAKE = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))
QUICK = ChildLimits(memory_bytes=2 * 1024**3, cpu_seconds=30, wall_seconds=20.0)

PoolMaker = Callable[..., ChildPool]


@pytest.fixture
def make_pool() -> Iterator[PoolMaker]:
    made: list[ChildPool] = []

    def make(size: int = 1, limits: ChildLimits = QUICK, command: tuple[str, ...] = FAKE) -> ChildPool:
        made.append(ChildPool(size, limits, command))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


@pytest.fixture
def pool(make_pool: PoolMaker) -> ChildPool:
    return make_pool()


def read(pool: ChildPool, tmp_path: Path, says: str) -> int:
    """The pid of the child that read a document which says so."""
    file = tmp_path / "paper"
    file.write_text(says)
    (result,) = ChildReader(pool).read(file, "paper.pdf", programme="national", form=None, on=date(2016, 5, 20))
    return int(result.body["pid"])


def is_running(pid: int) -> bool:
    """Whether the process runs; a zombie does not, once the last of its threads is gone: only then is it reaped."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
        threads = os.listdir(f"/proc/{pid}/task")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z" or len(threads) > 1


def until(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_one_child_reads_one_document_after_another(pool: ChildPool, tmp_path: Path) -> None:
    assert read(pool, tmp_path, "a") == read(pool, tmp_path, "b") != os.getpid()


def test_a_document_error_of_the_child_arrives_whole_and_the_child_lives(pool: ChildPool, tmp_path: Path) -> None:
    before = read(pool, tmp_path, "a")
    with pytest.raises(DocumentError) as refused:
        read(pool, tmp_path, "refuse")
    assert (refused.value.code, refused.value.message) == ("encrypted-document", "文件有打开密码。")
    assert refused.value.advice
    assert read(pool, tmp_path, "b") == before


def test_a_document_that_kills_its_reader_once_is_read_the_second_time(pool: ChildPool, tmp_path: Path) -> None:
    assert read(pool, tmp_path, f"die-once {tmp_path / 'marker'}") > 0


@pytest.mark.parametrize("act", ["die", "bug", "eat"])
def test_a_document_that_kills_two_readers_is_reported_and_the_next_one_is_read(
    pool: ChildPool, tmp_path: Path, act: str
) -> None:
    with pytest.raises(DocumentError) as crashed:
        read(pool, tmp_path, act)
    assert crashed.value.code == "reader-crashed"
    assert read(pool, tmp_path, "a") > 0


def test_a_reader_that_takes_too_long_is_killed_with_all_it_started(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool = make_pool(limits=ChildLimits(wall_seconds=1.5))
    with pytest.raises(DocumentError) as slow:
        read(pool, tmp_path, f"hang {tmp_path / 'pids'}")
    assert slow.value.code == "reader-timeout"
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert until(lambda: not any(is_running(pid) for pid in pids))


def test_a_reader_that_uses_too_much_processor_time_is_ended(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool = make_pool(limits=ChildLimits(cpu_seconds=1, wall_seconds=60))
    with pytest.raises(DocumentError) as crashed:
        read(pool, tmp_path, "spin")
    assert crashed.value.code == "reader-crashed"


def test_each_page_is_told_and_has_the_whole_time(make_pool: PoolMaker, tmp_path: Path) -> None:
    """Twenty pages may take twenty times as long as one."""
    told: list[tuple[int, int]] = []
    (tmp_path / "paper").write_text("pages 1.2")
    reader = ChildReader(make_pool(limits=ChildLimits(wall_seconds=2.5)))
    about: dict[str, Any] = {"programme": "national", "form": None, "on": date(2016, 5, 20)}
    reader.read(tmp_path / "paper", "a.pdf", **about, on_page=lambda page, of: told.append((page, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_a_library_prints_does_not_get_between_the_frames(
    pool: ChildPool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert read(pool, tmp_path, "print") > 0
    assert capfd.readouterr() == ("", "")


def test_half_a_character_in_a_document_does_not_cost_its_reading() -> None:
    frame = io.BytesIO()
    send(frame, {"raw": "申\ud800请"})
    frame.seek(0)
    assert receive(exactly(frame)) == ({"raw": "申\ufffd请"}, b"")


def test_the_log_names_type_and_place_of_a_crash_and_no_data(
    pool: ChildPool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DocumentError) as crashed:
        read(pool, tmp_path, "bug 13871234567")
    assert "ValueError at fake_worker.py" in caplog.text
    assert "13871234567" not in caplog.text + crashed.value.message
    assert "张伟" not in caplog.text


def test_a_child_killed_while_idle_costs_nothing(pool: ChildPool, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    idle = read(pool, tmp_path, "a")
    os.kill(idle, signal.SIGKILL)
    assert until(lambda: not is_running(idle))
    assert read(pool, tmp_path, f"die-once {marker}") > 0


def test_a_child_is_replaced_after_so_many_documents(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool = make_pool(limits=ChildLimits(documents=2))
    pids = [read(pool, tmp_path, "a") for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert until(lambda: not is_running(pids[0]))


def test_no_more_children_than_allowed_work_at_a_time(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool, seen = make_pool(size=2), set[int]()
    threads = [threading.Thread(target=lambda: seen.add(read(pool, tmp_path, "slow 0.3"))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(seen) == 2


def test_closing_ends_children_at_work_and_at_rest(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool, pids = make_pool(size=2), tmp_path / "pids"
    idle = read(pool, tmp_path, "a")
    failed: list[BaseException] = []

    def hang() -> None:
        try:
            read(pool, tmp_path, f"hang {pids}")
        except (DocumentError, RuntimeError) as error:
            failed.append(error)

    thread = threading.Thread(target=hang)
    thread.start()
    assert until(lambda: pids.exists() and pids.read_text() != "")
    pool.close()
    thread.join(10)
    assert not thread.is_alive()
    assert failed
    assert until(lambda: not is_running(idle) and not any(is_running(int(p)) for p in pids.read_text().split()))


def test_children_die_with_a_service_that_is_killed(tmp_path: Path) -> None:
    """The parent gets no chance to clean up; the child is in the middle of a document."""
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from webhook.runners.reading import ChildPool, ChildReader\n"
        f"pool = ChildPool(1, command=({FAKE[0]!r}, {FAKE[1]!r}))\n"
        "ChildReader(pool).read(Path(sys.argv[1]), 'x', programme='national', form=None, on=date(2016, 5, 20))\n"
    )
    pids, paper = tmp_path / "pids", tmp_path / "paper"
    paper.write_text(f"hang {pids}")
    root = Path(__file__).parent.parent.parent
    service = subprocess.Popen([sys.executable, "-c", script, str(paper)], cwd=root)
    try:
        assert until(lambda: pids.exists() and pids.read_text() != "", 20)
    finally:
        service.kill()
        service.wait()
    assert until(lambda: not any(is_running(int(pid)) for pid in pids.read_text().split()))


def test_a_child_gets_none_of_the_services_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOT_SECRET_KEY", "hidden")
    child = Child(FAKE, QUICK)
    try:
        environment = Path(f"/proc/{child.pid}/environ").read_bytes()
    finally:
        child.kill()
    assert b"hidden" not in environment


def test_a_page_comes_back_as_bytes_and_a_missing_one_is_told(pool: ChildPool, tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("paper")
    drawer = ChildPageDrawer(pool)
    assert drawer.page_png(tmp_path / "paper", 1, 110) == b"picture of paper"
    with pytest.raises(LookupError):
        drawer.page_png(tmp_path / "paper", 2, 110)


def test_the_real_worker_reads_a_real_application(make_pool: PoolMaker, tmp_path: Path) -> None:
    from forms.registry import form
    from render.forms_out import filled

    held = complete()
    paper = tmp_path / "paper"
    paper.write_bytes(filled(form(held.form, held.edition), held))
    reader = ChildReader(make_pool(command=WORKER))
    (result,) = reader.read(paper, "申请书.docx", programme="hubei", form=None, on=date(2016, 5, 20))
    assert (result.body["status"], result.body["form"]) == ("complete", "annex1-application")
    assert result.record is not None
    assert result.record["fields"]["postcode"]["value"] == held.value("postcode")
    assert len(result.subjects) == len(result.body["findings"])
    empty = tmp_path / "empty"
    empty.touch()
    (failed,) = reader.read(empty, "空.docx", programme="hubei", form=None, on=date(2016, 5, 20))
    assert failed.body["error"]["code"] == "empty-file"
