"""The office's register of passes and of what was ended: what no paper says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.periods import FIRST_DAY, LAST_DAY
from forms.types.org_code import OrgCode
from webhook.service.cases.facts import ENDINGS
from webhook.service.cases.judging import judge_anew
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock
from webhook.service.problems import Invalid, NotFound, Refused
from webhook.service.review.decisions import FINAL
from webhook.store.database import Store, Tx
from webhook.store.register import ENDED, PASSED, Entry
from webhook.store.row import new_id

TEXT_LENGTH = 200
KINDS = (ENDED, PASSED)
RETRY = "请更正后重新提交；此次登记未保存。"


@dataclass(frozen=True)
class NewEntry:
    """An entry as an officer gives it: of an end ``how`` and ``ended_on``, of a pass ``published_on`` at least."""

    kind: str
    unit: str
    code: str | None = None
    pilot: str | None = None
    how: str | None = None
    ended_on: date | None = None
    published_on: date | None = None
    valid_until: date | None = None
    source: str = ""

    def check(self) -> None:
        """Raise :class:`Invalid` naming every fault at once."""
        faults = list(self._faults())
        if faults:
            raise Invalid("register-entry-wrong", "；".join(faults) + "。", RETRY)

    def _faults(self) -> list[str]:
        found = [] if self.kind in KINDS else [f"没有“{self.kind}”这类登记，可选：{'、'.join(KINDS)}"]
        if not self.unit.strip():
            found.append("须填写单位名称")
        texts = (self.unit, self.code, self.pilot, self.source)
        found += [f"每项文字最多{TEXT_LENGTH}字"] if any(len(text or "") > TEXT_LENGTH for text in texts) else []
        if self.code is not None and (fault := _code_fault(self.code)):
            found.append(fault)
        days = (self.ended_on, self.published_on, self.valid_until)
        found += [f"{day.isoformat()}不会是登记的日期" for day in days if day and not FIRST_DAY <= day <= LAST_DAY]
        return found + (self._end_faults() if self.kind == ENDED else self._pass_faults())

    def _end_faults(self) -> list[str]:
        found = []
        if self.how not in ENDINGS:
            choices = "、".join(f"{name}（{how.value}）" for name, how in ENDINGS.items())
            found.append(f"须写明如何终结，可选：{choices}")
        if self.ended_on is None:
            found.append("须填写决定日期")
        if self.published_on or self.valid_until:
            found.append("终结的登记没有公布日期和有效期")
        return found

    def _pass_faults(self) -> list[str]:
        found = [] if self.published_on else ["须填写合格公布日期"]
        if self.published_on and self.valid_until and self.valid_until < self.published_on:
            found.append("有效期届满之日早于公布日期")
        if self.how or self.ended_on:
            found.append("合格的登记没有终结方式和决定日期")
        return found


def _code_fault(given: str) -> str:
    """Why a code cannot be one; empty where it can."""
    reading = OrgCode().read(given)
    wrong = reading.value is None or any(fault.code == "code-invalid" for fault in OrgCode().check(reading.value))
    return f"“{given}”不是有效的统一社会信用代码或者组织机构代码" if wrong or reading.doubts else ""


class Register:
    """Every change is on the audit trail, and every undecided submission is judged by it at once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[Entry, ...]:
        """Every entry, newest first, those struck out too."""
        with self._store.read() as tx:
            return tuple(reversed(tx.register.all()))

    def add(self, given: NewEntry, by: str) -> Entry:
        """The entry as kept; :class:`Invalid` names every fault, :class:`Refused` an entry that stands there."""
        demand_text(vars(given))
        given.check()
        told = {name: _trimmed(value) for name, value in vars(given).items()}
        with self._store.write() as tx:
            now = self._clock()
            told |= {"source": told["source"] or "", "code": OrgCode().read(given.code or "").value}
            entry = Entry(new_id(), **told, by=by, at=now)
            if any(_same(entry, known) for known in tx.register.in_force(entry.kind)):
                raise Refused("register-entry-known", "已有相同的登记。", "无须重复登记；有误的请先注销。")
            tx.register.add(entry)
            tx.audit.add(now, by, "register-added", ("register", entry.id), kind=entry.kind)
            self._judge_all(tx, by)
            return entry

    def strike(self, entry_id: str, reason: str, by: str) -> Entry:
        """The entry as struck out: it stays on view and no longer counts."""
        demand_text(reason)
        if not reason.strip() or len(reason) > TEXT_LENGTH:
            raise Invalid("reason-missing", f"注销须写明理由，1至{TEXT_LENGTH}字。", "请补充理由后重新提交。")
        with self._store.write() as tx:
            if tx.register.get(entry_id) is None:
                raise NotFound("no-such-entry", "没有这条登记。", "请核对编号。")
            now = self._clock()
            if not tx.register.strike(entry_id, by, now, reason.strip()):
                raise Refused("already-struck", "这条登记已经注销。", "无须再次注销。")
            tx.audit.add(now, by, "register-struck", ("register", entry_id))
            self._judge_all(tx, by)
            struck = tx.register.get(entry_id)
        assert struck is not None
        return struck

    def _judge_all(self, tx: Tx, by: str) -> None:
        for submission_id in tx.submissions.undecided(FINAL):
            judge_anew(tx, submission_id, by, self._clock())


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as the API gives it."""
    days: Mapping[str, Any] = {name: getattr(entry, name) for name in ("ended_on", "published_on", "valid_until")}
    shown = ("id", "kind", "unit", "code", "pilot", "how", "source", "by", "struck_by", "struck_reason")
    return {
        **{name: getattr(entry, name) for name in shown},
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "at": entry.at.isoformat(),
        "struck_at": entry.struck_at.isoformat() if entry.struck_at else None,
    }


def _trimmed(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value


def _same(one: Entry, other: Entry) -> bool:
    names = ("unit", "code", "pilot", "how", "ended_on", "published_on", "valid_until")
    return all(getattr(one, name) == getattr(other, name) for name in names)
