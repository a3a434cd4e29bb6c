"""Series of 发文字号: which code word an office numbers under, and the numbers that were taken.

A counter belongs to a code word and a year, so that offices which share a code word share its numbers. It is counted
up in the transaction that keeps the letter: nobody else takes a number until that one is kept or given back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.exc import IntegrityError

from webhook.store.letter_tables import NUMBER_COUNTERS, NUMBER_SERIES, NUMBERS
from webhook.store.row import many, one

ANY_FORMAT = ""


@dataclass(frozen=True)
class Series:
    """Letters of ``issuer`` in ``format`` (empty: in any that has no series of its own) bear ``code_word``."""

    id: int
    issuer: str
    format: str
    code_word: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Counter:
    """``first`` is the first number that the service gives: those before it stand in a register on paper."""

    code_word: str
    year: int
    first: int
    next: int


@dataclass(frozen=True)
class Number:
    """A number that a letter bears, for good."""

    code_word: str
    year: int
    n: int
    letter_id: str
    by: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.code_word}〔{self.year}〕{self.n}号"


class Numbers:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def series(self) -> tuple[Series, ...]:
        query = select(NUMBER_SERIES).order_by(NUMBER_SERIES.c.issuer, NUMBER_SERIES.c.format)
        return many(Series, self._db.execute(query))

    def series_for(self, issuer: str, format: str) -> Series | None:
        """The series of the office's letters in that format; ``None`` where it has none."""
        fits = (NUMBER_SERIES.c.issuer == issuer) & NUMBER_SERIES.c.format.in_((format, ANY_FORMAT))
        query = select(NUMBER_SERIES).where(fits).order_by(NUMBER_SERIES.c.format.desc()).limit(1)
        return one(Series, self._db.execute(query).first())

    def set_series(self, issuer: str, format: str, code_word: str, by: str, at: datetime) -> None:
        same = (NUMBER_SERIES.c.issuer == issuer) & (NUMBER_SERIES.c.format == format)
        values = {"code_word": code_word, "by": by, "at": at}
        if self._db.execute(NUMBER_SERIES.update().where(same).values(**values)).rowcount == 0:
            self._db.execute(NUMBER_SERIES.insert().values(issuer=issuer, format=format, **values))

    def remove_series(self, series_id: int) -> Series | None:
        """The series that was there and no longer is; its numbers stay."""
        found = one(Series, self._db.execute(select(NUMBER_SERIES).where(NUMBER_SERIES.c.id == series_id)).first())
        self._db.execute(NUMBER_SERIES.delete().where(NUMBER_SERIES.c.id == series_id))
        return found

    def counter(self, code_word: str, year: int) -> Counter:
        """The counter as it stands, which starts at 1."""
        query = select(NUMBER_COUNTERS).where(_of(code_word, year))
        return one(Counter, self._db.execute(query).first()) or Counter(code_word, year, 1, 1)

    def begin(self, code_word: str, year: int, first: int) -> bool:
        """Whether the counter now starts at ``first``, which it cannot once a number was taken."""
        self._ensure(code_word, year)
        unused = NUMBER_COUNTERS.c.next == NUMBER_COUNTERS.c.first
        change = NUMBER_COUNTERS.update().where(_of(code_word, year) & unused).values(first=first, next=first)
        return self._db.execute(change).rowcount == 1

    def take(self, code_word: str, year: int, letter_id: str, by: str, at: datetime) -> Number:
        """The next number, as the letter's; it is given back where the transaction fails."""
        self._ensure(code_word, year)
        up = NUMBER_COUNTERS.update().where(_of(code_word, year)).values(next=NUMBER_COUNTERS.c.next + 1)
        n = int(self._db.execute(up.returning(NUMBER_COUNTERS.c.next)).scalar_one()) - 1
        return self._kept(Number(code_word, year, n, letter_id, by, at))

    def take_older(self, number: Number) -> Number:
        """A number of before :attr:`Counter.first`, as the letter's."""
        return self._kept(number)

    def is_taken(self, code_word: str, year: int, n: int) -> bool:
        wanted = (NUMBERS.c.code_word == code_word, NUMBERS.c.year == year, NUMBERS.c.n == n)
        return self._db.execute(select(NUMBERS.c.n).where(*wanted)).first() is not None

    def of_letters(self, letter_ids: Collection[str]) -> dict[str, Number]:
        """The numbers that the letters bear."""
        query = select(NUMBERS).where(NUMBERS.c.letter_id.in_(letter_ids))
        return {number.letter_id: number for number in many(Number, self._db.execute(query))}

    def _kept(self, number: Number) -> Number:
        self._db.execute(NUMBERS.insert().values(**vars(number)))
        return number

    def _ensure(self, code_word: str, year: int) -> None:
        """Let there be a row to count in; where another transaction makes it at this moment, its row is taken."""
        if self._db.execute(select(NUMBER_COUNTERS.c.next).where(_of(code_word, year))).first() is not None:
            return
        try:
            with self._db.begin_nested():
                self._db.execute(NUMBER_COUNTERS.insert().values(code_word=code_word, year=year, first=1, next=1))
        except IntegrityError:
            return


def _of(code_word: str, year: int) -> ColumnElement[bool]:
    return (NUMBER_COUNTERS.c.code_word == code_word) & (NUMBER_COUNTERS.c.year == year)
