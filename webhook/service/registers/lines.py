"""A line of 收文登记簿 and of 发文登记簿, and the days that a register is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webhook.service.problems import Invalid

MOST_DAYS = 3660


@dataclass(frozen=True)
class Days:
    """A range of days, both ends included."""

    first: date
    last: date

    def check(self) -> None:
        """Raise :class:`Invalid` for a range that ends before it begins, or of more than ten years."""
        if self.last < self.first or (self.last - self.first).days > MOST_DAYS:
            raise Invalid(
                "range-wrong",
                f"{self.first.isoformat()}至{self.last.isoformat()}不是十年以内的起止日期。",
                "请更正日期。",
            )


@dataclass(frozen=True)
class Incoming:
    """One delivery: who sent it under which number, what it is, in how many copies, who deals with it."""

    received_on: date
    sender: str
    number: str
    title: str
    copies: int | None
    officer: str
    remark: str


@dataclass(frozen=True)
class Outgoing:
    """One letter that was signed. ``withdrawn`` is why and since when its number is void, ``None`` where it holds."""

    number: str
    title: str
    genre: str
    addressees: str
    copies_to: str
    signed_by: str
    signed_on: date
    copies: int | None
    sent_on: date | None
    channel: str
    delivered_on: date | None
    withdrawn: str | None
