"""发文字号: no double and no gap, whoever asks at the same time, and whatever is killed in between."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.webhook.conftest import Office
from tests.webhook.test_letter_life import code, drafted, numbered_office, take, withdraw
from tests.webhook.test_letters import upheld, write
from webhook.service.letters.life import LetterLife
from webhook.service.letters.numbers import NewSeries, NumberBook
from webhook.service.letters.order import Order
from webhook.service.letters.stages import NUMBERED
from webhook.service.problems import Invalid
from webhook.service.review.hand import Expected
from webhook.store.blobs import Blobs
from webhook.store.database import Store
from webhook.store.letters import StoredLetter

NOW = datetime(2016, 5, 20, 8, tzinfo=UTC)
THREADS, EACH = 8, 125
ISSUER, WORD = "湖北省质量技术监督局", "鄂质监标函"
Make = Callable[[StoredLetter, str, date], bytes]


def numbered(letter: StoredLetter, number: str, issued_on: date) -> bytes:
    return f"{letter.id} {number} {issued_on}".encode()


def life_in(folder: Path, make: Make = numbered) -> tuple[Store, LetterLife]:
    """A service of its own over the folder: its own connections, as in a process of its own."""
    store, blobs = Store(folder / "service.db"), Blobs(folder / "blobs")
    return store, LetterLife((store, blobs), lambda: NOW, {"test": make}, lambda tx, letter: None, 1000)


def add_letters(folder: Path, *ids: str, issuer: str = ISSUER, number: str | None = None) -> None:
    """Letters of the office, about no submission, as anybody may store them."""
    store = Store(folder / "service.db")
    store.migrate()
    draft = Blobs(folder / "blobs").put(io.BytesIO(b"a draft"))
    with store.write() as tx:
        for id in ids:
            tx.letters.add(StoredLetter(
                id, None, None, None, "D05", f"digest {id}", draft.sha256, [], "王芳", NOW, "D05", "函",
                "关于上报试点项目的函", issuer, ["国家标准委"], "list", request={"maker": "test", "number": number},
            ))  # fmt: skip
    store.close()


def set_series(folder: Path, **changed: Any) -> None:
    store = Store(folder / "service.db")
    store.migrate()
    NumberBook(store, lambda: NOW).set(NewSeries(**{"issuer": ISSUER, "code_word": WORD, **changed}), "王芳")
    store.close()


def take_number(life: LetterLife, letter: str, on: date | None = None) -> str:
    taken = life.take(letter, Order(NUMBERED, on=on), Expected("1"), "王芳").letter.number
    assert taken is not None
    return taken


def numbers_of(folder: Path) -> list[tuple[int, str]]:
    """Every number that was ever taken, with its letter."""
    store = Store(folder / "service.db")
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT n, letter_id FROM numbers ORDER BY n").fetchall()
    store.close()
    return [(row[0], row[1]) for row in rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    set_series(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_eight_threads_taking_a_thousand_numbers_take_each_once_and_leave_no_gap(folder: Path) -> None:
    """Four threads each of two services over one folder, as two processes are."""
    add_letters(folder, *(f"{thread}-{n}" for thread in range(THREADS) for n in range(EACH)))
    start, said, failed = threading.Barrier(THREADS), dict[str, str](), list[BaseException]()

    services = [life_in(folder), life_in(folder)]

    def work(thread: int) -> None:
        _, life = services[thread % 2]
        try:
            start.wait()
            for n in range(EACH):
                said[f"{thread}-{n}"] = take_number(life, f"{thread}-{n}")
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(280)
    assert failed == []
    wanted = [f"{WORD}〔2016〕{n}号" for n in range(1, THREADS * EACH + 1)]
    assert sorted(said.values(), key=wanted.index) == wanted
    assert [n for n, _ in numbers_of(folder)] == list(range(1, THREADS * EACH + 1))
    _, life = services[0]
    final = {letter: Blobs(folder / "blobs").get(life.get(letter).letter.sha256).decode() for letter in said}
    for store, _ in services:
        store.close()
    assert all(final[letter] == f"{letter} {number} 2016-05-20" for letter, number in said.items())


KILLED = """
import os, sys
from pathlib import Path
from tests.webhook.test_numbers import life_in, take_number

store, life = life_in(Path(sys.argv[1]), lambda letter, number, on: os._exit(9))
take_number(life, sys.argv[2])
"""


def test_a_service_killed_between_number_and_document_loses_neither(folder: Path) -> None:
    add_letters(folder, "a", "b")
    store, life = life_in(folder)
    assert take_number(life, "a") == f"{WORD}〔2016〕1号"
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder), "b"], cwd=Path(__file__).parents[2], check=False)
    assert run.returncode == 9
    assert (life.get("b").letter.state, life.get("b").letter.number) == ("drafted", None)
    assert take_number(life, "b") == f"{WORD}〔2016〕2号"
    assert numbers_of(folder) == [(1, "a"), (2, "b")]
    store.close()


def test_a_letter_that_cannot_be_made_gives_its_number_back(folder: Path) -> None:
    def broken(letter: StoredLetter, number: str, on: date) -> bytes:
        raise Invalid("broken", "不能生成。", "")

    add_letters(folder, "a", "b")
    store, life = life_in(folder, broken)
    with pytest.raises(Invalid):
        take_number(life, "a")
    store.close()
    store, life = life_in(folder)
    assert take_number(life, "b") == f"{WORD}〔2016〕1号"
    store.close()


def test_every_year_begins_with_one_and_counts_by_the_day_of_signing(folder: Path) -> None:
    add_letters(folder, "a", "b", "c")
    store, life = life_in(folder)
    assert take_number(life, "a", date(2015, 12, 31)) == f"{WORD}〔2015〕1号"
    assert take_number(life, "b") == f"{WORD}〔2016〕1号"
    assert take_number(life, "c", date(2015, 12, 31)) == f"{WORD}〔2015〕2号"
    store.close()


def test_offices_with_one_code_word_share_its_numbers(folder: Path) -> None:
    other = "湖北省联席会议办公室"
    set_series(folder, issuer=other)
    add_letters(folder, "a")
    add_letters(folder, "b", issuer=other)
    store, life = life_in(folder)
    assert [take_number(life, letter) for letter in "ab"] == [f"{WORD}〔2016〕1号", f"{WORD}〔2016〕2号"]
    store.close()


def test_a_series_of_one_layout_goes_before_that_of_every_layout(folder: Path) -> None:
    set_series(folder, code_word="鄂质监标发", format="文件")
    set_series(folder, code_word="鄂质监函", format="信函")
    add_letters(folder, "a")
    store, life = life_in(folder)
    assert take_number(life, "a") == "鄂质监函〔2016〕1号"
    store.close()


def test_an_office_goes_on_from_its_register_on_paper(folder: Path) -> None:
    set_series(folder, first=76)
    add_letters(folder, "a")
    add_letters(folder, "old", number=f"{WORD}（2016）12号")
    store, life = life_in(folder)
    assert take_number(life, "a") == f"{WORD}〔2016〕76号"
    assert take_number(life, "old") == f"{WORD}〔2016〕12号"
    assert numbers_of(folder) == [(12, "old"), (76, "a")]
    store.close()


def test_a_number_by_hand_is_the_next_one_or_refused(office: Office) -> None:
    numbered_office(office)
    wrong, right = (
        write(office, upheld(office), number=f"鄂市监标函〔2016〕{n}号").json["id"] for n in (9, 1)
    )  # fmt: skip
    assert code(take(office, wrong, "numbered")) == (409, "number-out-of-order")
    assert take(office, right, "numbered").json["number"] == "鄂市监标函〔2016〕1号"
    assert take(office, drafted(office), "numbered").json["number"] == "鄂市监标函〔2016〕2号"


def test_the_first_number_cannot_be_changed_once_numbers_were_given(office: Office) -> None:
    issuer = numbered_office(office)
    take(office, drafted(office), "numbered")
    body = {"issuer": issuer, "code_word": "鄂市监标函", "first": 50}
    assert code(office.request("POST", "/numbers", json=body)) == (409, "series-begun")
    assert office.request("POST", "/numbers", json={**body, "first": None}).status_code == 200


def test_a_withdrawn_number_is_not_given_again_and_the_series_goes_on_after_removal(office: Office) -> None:
    issuer = numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    withdraw(office, letter)
    [series] = office.request("GET", "/numbers").json["series"]
    assert (series["code_word"], series["next"]) == ("鄂市监标函", 2)
    assert office.request("DELETE", f"/numbers/{series['id']}").json == {"series": []}
    assert office.request("DELETE", f"/numbers/{series['id']}").status_code == 404
    office.request("POST", "/numbers", json={"issuer": issuer, "code_word": "鄂市监标函"})
    assert take(office, drafted(office), "numbered").json["number"] == "鄂市监标函〔2016〕2号"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"issuer": " "}, "发文机关"),
        ({"code_word": "鄂质监标函〔2016〕"}, "机关代字"),
        ({"code_word": "鄂 质"}, "机关代字"),
        ({"code_word": "鄂质！"}, "机关代字"),
        ({"format": "表格"}, "格式"),
        ({"first": 0}, "起始序号"),
        ({"year": 16}, "年份"),
        ({"issuer": "局" * 101}, "最多"),
    ],
)
def test_a_series_that_makes_no_sense_is_refused_in_words(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid) as refused:
        NewSeries(**{"issuer": ISSUER, "code_word": WORD, **changed}).check()
    assert words in refused.value.message


def test_setting_a_series_is_on_the_audit_trail(office: Office) -> None:
    office.request("POST", "/numbers", json={"issuer": ISSUER, "code_word": WORD})
    with office.store.read() as tx:
        [event] = tx.audit.about("numbers", WORD)
    assert (event.actor, event.action, event.detail["issuer"]) == ("王芳", "series-set", ISSUER)
