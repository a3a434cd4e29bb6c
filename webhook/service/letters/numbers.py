"""发文字号: which code words an office numbers under, and the next number for a letter, without gap or double."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NotFound, Refused
from webhook.store.database import Store, Tx
from webhook.store.letters import StoredLetter
from webhook.store.numbers import ANY_FORMAT, Counter, Number, Series

FORMATS = (ANY_FORMAT, "信函", "文件")
MOST = 99_999
_LENGTHS = {"issuer": 100, "code_word": 30}
_NUMBER = re.compile(r"(?P<word>.+?)\s*[〔﹝\[［(（【](?P<year>\d{4})[〕﹞\]］)）】]\s*(?P<n>[1-9]\d{0,4})\s*号")
_CODE_WORD = re.compile(r"[^\W\d_号]+")


@dataclass(frozen=True)
class NewSeries:
    """A series as an officer sets it: ``first`` is the first number of ``year``, where paper has the ones before."""

    issuer: str
    code_word: str
    format: str = ANY_FORMAT
    first: int | None = None
    year: int | None = None

    def check(self) -> None:
        """Raise :class:`Invalid` naming every fault at once."""
        demand_text(vars(self))
        faults = list(self._faults())
        if faults:
            raise Invalid("series-wrong", "；".join(faults) + "。", "请更正后重新提交；此次设置未保存。")

    def _faults(self) -> list[str]:
        found = [] if self.issuer.strip() else ["须填写发文机关"]
        if not _CODE_WORD.fullmatch(self.code_word.strip()):
            found.append("机关代字只能是文字，例如 鄂质监标函，不带年份、括号和序号")
        if self.format not in FORMATS:
            found.append(f"没有“{self.format}”这种格式，可选：信函、文件，或者留空")
        if any(len(getattr(self, name)) > most for name, most in _LENGTHS.items()):
            found.append(f"发文机关最多{_LENGTHS['issuer']}字，机关代字最多{_LENGTHS['code_word']}字")
        if self.first is not None and not 1 <= self.first <= MOST:
            found.append(f"起始序号应为1至{MOST}")
        if self.year is not None and not 1949 <= self.year <= 2999:
            found.append("年份应为四位数字")
        return found


@dataclass(frozen=True)
class SeriesNow:
    """A series and where its counter of the year stands."""

    series: Series
    counter: Counter


class NumberBook:
    """The series of the office; every change is on the audit trail."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[SeriesNow, ...]:
        """Every series with this year's counter."""
        year = office_day(self._clock()).year
        with self._store.read() as tx:
            return tuple(SeriesNow(one, tx.numbers.counter(one.code_word, year)) for one in tx.numbers.series())

    def set(self, given: NewSeries, by: str) -> tuple[SeriesNow, ...]:
        """Number the office's letters under a code word; every series as it is now.

        Raises :class:`Invalid`, and :class:`Refused` where the first number comes too late: some were given already.
        """
        given.check()
        with self._store.write() as tx:
            now = self._clock()
            issuer, code_word = given.issuer.strip(), given.code_word.strip()
            tx.numbers.set_series(issuer, given.format, code_word, by, now)
            if given.first is not None:
                _begin(tx, code_word, given.year or office_day(now).year, given.first)
            detail = {"issuer": issuer, "code_word": code_word, "first": given.first}
            tx.audit.add(now, by, "series-set", ("numbers", code_word[:32]), **detail)
        return self.all()

    def remove(self, series_id: int, by: str) -> tuple[SeriesNow, ...]:
        """Number the office's letters no longer; numbers that were given stay, and so does the counter."""
        with self._store.write() as tx:
            gone = tx.numbers.remove_series(series_id)
            if gone is None:
                raise NotFound("no-such-series", "没有这个编号系列。", "请核对编号。")
            tx.audit.add(self._clock(), by, "series-removed", ("numbers", gone.code_word[:32]), issuer=gone.issuer)
        return self.all()


def _begin(tx: Tx, code_word: str, year: int, first: int) -> None:
    now = tx.numbers.counter(code_word, year)
    if now.first != first and not tx.numbers.begin(code_word, year, first):
        raise Refused(
            "series-begun",
            f"{code_word}〔{year}〕已经编到{now.next - 1}号，不能再改起始序号。",
            "请去掉起始序号后重新提交；要换代字的，用新的代字另起。",
        )


def asked_number(letter: StoredLetter) -> str | None:
    """The number that was given with the request of a letter, by an officer who numbers by hand."""
    given = letter.request.get("number") if letter.request else None
    return given if isinstance(given, str) and given.strip() else None


def is_numbered_here(tx: Tx, letter: StoredLetter) -> bool:
    """Whether there is a number for the letter: a series of its issuer, or one that came with its request."""
    return asked_number(letter) is not None or tx.numbers.series_for(letter.issuer, letter.format) is not None


def number_for(tx: Tx, letter: StoredLetter, on: date, by: str, at: datetime) -> str:
    """The letter's number, taken in this transaction; :class:`Refused` where there is none for it."""
    if asked := asked_number(letter):
        return _by_hand(tx, letter, asked, by, at)
    series = tx.numbers.series_for(letter.issuer, letter.format)
    if series is None:
        raise Refused(
            "no-series", f"没有为“{letter.issuer}”设置发文字号。", "请先在发文设置中填写机关代字，或者不编号发出。"
        )
    return str(tx.numbers.take(series.code_word, on.year, letter.id, by, at))


def _by_hand(tx: Tx, letter: StoredLetter, asked: str, by: str, at: datetime) -> str:
    """The number that an officer gave, entered like the others where it is one of a series."""
    found = _NUMBER.fullmatch(asked.strip())
    if found is None:
        return _unused(tx, asked.strip())
    number = Number(found["word"], int(found["year"]), int(found["n"]), letter.id, by, at)
    text = _unused(tx, str(number))
    if all(series.code_word != number.code_word for series in tx.numbers.series()):
        return text
    counter = tx.numbers.counter(number.code_word, number.year)
    if number.n == counter.next:
        tx.numbers.take(number.code_word, number.year, letter.id, by, at)
    elif number.n < counter.first and not tx.numbers.is_taken(number.code_word, number.year, number.n):
        tx.numbers.take_older(number)
    else:
        raise Refused(
            "number-out-of-order",
            f"{number}不是下一个编号，系统编到{counter.next - 1}号。",
            "请撤回这份文书，不填发文字号重新制作，由系统编号。",
        )
    return text


def _unused(tx: Tx, number: str) -> str:
    if tx.letters.with_number(number) is not None:
        raise Refused("number-taken", f"{number}已经用于另一份文书。", "请核对发文登记簿后改用别的编号。")
    return number
