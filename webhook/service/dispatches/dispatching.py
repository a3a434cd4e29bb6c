"""Packages that are sent up: looked through first, made once, frozen, and printed again as they were."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from webhook.service.cases.lookup import load_case
from webhook.service.dispatches.kinds import KINDS, DispatchKind, kind_of
from webhook.service.dispatches.making import DispatchMaker, MadePackage, ToPdf
from webhook.service.dispatches.originals import PilotSet, pilot_set
from webhook.service.dispatches.plan import DispatchOrder, DispatchPlan, plan
from webhook.service.plain_text import demand_text
from webhook.service.ports import OFFICE_TIME, Clock, office_day
from webhook.service.problems import NotFound, Refused
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.dispatches import MADE, Dispatch, DispatchFile
from webhook.store.letters import WITHDRAWN, StoredLetter
from webhook.store.row import new_id

_RETRY = "请补齐后重新制作。"


@dataclass(frozen=True)
class DispatchNow:
    """A dispatch with its files, the one that was sent in its place, and whether it was there before (``again``)."""

    dispatch: Dispatch
    files: tuple[DispatchFile, ...]
    replaced_by: Dispatch | None
    again: bool = False

    @property
    def made(self) -> tuple[DispatchFile, ...]:
        """What there is to download: the print of each copy, and the zip."""
        return tuple(file for file in self.files if file.role in MADE)


@dataclass(frozen=True)
class Reprint:
    """A file made anew of what was frozen, and whether it is the same byte for byte."""

    file: DispatchFile
    identical: bool


class Dispatches:
    def __init__(self, store: Store, blobs: Blobs, clock: Clock, to_pdf: ToPdf) -> None:
        self._store, self._blobs, self._clock = store, blobs, clock
        self._maker = DispatchMaker(blobs, to_pdf)
        self._one_at_a_time = threading.Lock()

    # -- before it is made ---------------------------------------------------------

    def candidates(self, kind_id: str, limit: int, offset: int = 0) -> tuple[PilotSet, ...]:
        """The pilots of the newest submissions that hold a form of this kind of package, with what they lack."""
        kind = kind_of(kind_id)
        with self._store.read() as tx:
            found = dict.fromkeys(
                form
                for of in tx.dispatches.submissions_with(kind.forms, limit, offset)
                for form in _forms(tx, of, kind)
            )
            return tuple({(one := pilot_set(tx, self._blobs, form, kind.papers)).form: one for form in found}.values())

    def letters(self, kind_id: str) -> tuple[StoredLetter, ...]:
        """The covering letters of this kind that are numbered and in force, newest first."""
        kind = kind_of(kind_id)
        with self._store.read() as tx:
            found = tx.letters.of_paper(kind.letter)
        return tuple(one for one in found if one.state != WITHDRAWN and one.number)

    def plan(self, order: DispatchOrder) -> DispatchPlan:
        """What the package would be. Raises :class:`Invalid` and :class:`NotFound`."""
        kind = self._checked(order)
        with self._store.read() as tx:
            return self._planned(tx, kind, order)

    # -- made once -----------------------------------------------------------------

    def make(self, order: DispatchOrder, by: str) -> DispatchNow:
        """The package, made and frozen; the same package is made once.

        Raises :class:`Invalid`, :class:`NotFound`, and :class:`Refused`: naming all that is lacking, where it was sent
        before and no reason is given for sending it again, or where it cannot be printed.
        """
        kind = self._checked(order)
        with self._one_at_a_time:
            with self._store.read() as tx:
                planned = self._planned(tx, kind, order)
                _refuse_lacking(planned)
                if kept := self._same(tx, planned, order):
                    return replace(self._now(tx, kept), again=True)
                _refuse_sent(tx, planned, order)
            made = self._maker.make(planned, order.replaces, order.reason.strip())
            with self._store.write() as tx:
                if self._planned(tx, kind, order).digest(order.replaces) != planned.digest(order.replaces):
                    raise Refused("changed-meanwhile", "制作期间内容已被更改，报送材料未保存。", "请核对后重新制作。")
                _refuse_sent(tx, planned, order)
                return self._now(tx, self._keep(tx, planned, made, order, by))

    def _checked(self, order: DispatchOrder) -> DispatchKind:
        demand_text(asdict(order))
        order.check()
        return kind_of(order.kind)

    def _planned(self, tx: Tx, kind: DispatchKind, order: DispatchOrder) -> DispatchPlan:
        return plan(tx, self._blobs, kind, order, office_day(self._clock()))

    def _same(self, tx: Tx, planned: DispatchPlan, order: DispatchOrder) -> Dispatch | None:
        kept = tx.dispatches.with_digest(planned.digest(order.replaces))
        return kept if kept and tx.dispatches.replaced_by(kept.id) is None else None

    def _keep(self, tx: Tx, planned: DispatchPlan, made: MadePackage, order: DispatchOrder, by: str) -> Dispatch:
        assert planned.letter is not None
        now = self._clock()
        dispatch = Dispatch(
            new_id(), planned.kind.id, planned.programme.id, planned.letter.id, planned.copies,
            planned.digest(order.replaces), made.manifest, made.binding, order.replaces, order.reason.strip(), by, now,
        )  # fmt: skip
        files = [
            DispatchFile(new_id(), dispatch.id, place, f.role, f.name, f.result_id, f.sha256, f.size, f.pages, by, now)
            for place, f in enumerate(made.files)
        ]
        tx.dispatches.add(dispatch, files)
        about = {"dispatch": dispatch.id, "sent": dispatch.kind, "letter": planned.number, "replaces": order.replaces}
        tx.audit.add(now, by, "dispatch-made", ("dispatch", dispatch.id), **about)
        for submission in dict.fromkeys(original.submission_id for original in planned.originals):
            tx.audit.add(now, by, "dispatch-made", ("submission", submission), **about)
        return dispatch

    # -- afterwards ----------------------------------------------------------------

    def newest(self, limit: int, offset: int = 0) -> tuple[DispatchNow, ...]:
        with self._store.read() as tx:
            return tuple(self._now(tx, one) for one in tx.dispatches.newest(limit, offset))

    def get(self, dispatch_id: str) -> DispatchNow:
        """The dispatch; :class:`NotFound` where there is none."""
        with self._store.read() as tx:
            return self._now(tx, _found(tx, dispatch_id))

    def file(self, file_id: str) -> tuple[DispatchFile, Path]:
        """A file of a dispatch and where its bytes lie; :class:`NotFound` where there is none."""
        with self._store.read() as tx:
            file = tx.dispatches.file(file_id)
        if file is None:
            raise NotFound("no-such-file", "没有这份文件。", "请核对编号。")
        return file, self._blobs.existing(file.sha256)

    def reprint(self, dispatch_id: str) -> tuple[Reprint, ...]:
        """Every print and the zip made anew of what was frozen, each held against the one that was sent.

        Raises :class:`NotFound`, and :class:`webhook.store.blobs.Lost` where bytes are gone.
        """
        now = self.get(dispatch_id)
        with self._one_at_a_time:
            hashes = list(self._maker.again(now.dispatch.manifest, now.dispatch.binding))
        return tuple(Reprint(file, file.sha256 == one) for file, one in zip(now.made, hashes, strict=True))

    def _now(self, tx: Tx, dispatch: Dispatch) -> DispatchNow:
        return DispatchNow(dispatch, tx.dispatches.files(dispatch.id), tx.dispatches.replaced_by(dispatch.id))


def _forms(tx: Tx, submission_id: str, kind: DispatchKind) -> list[str]:
    """The forms of the submission that a package of this kind encloses, one for each pilot that is not said twice."""
    return [paper.id for paper in load_case(tx, submission_id).papers if paper.result.form in kind.forms]


def _found(tx: Tx, dispatch_id: str) -> Dispatch:
    found = tx.dispatches.get(dispatch_id)
    if found is None:
        raise NotFound("no-such-dispatch", "没有这一次报送。", "请核对编号。")
    return found


def _refuse_lacking(planned: DispatchPlan) -> None:
    """Raise :class:`Refused` with everything that is missing, at once."""
    lacking = planned.lacking
    if lacking:
        listed = "；".join(f"{number}. {one.rstrip('。')}" for number, one in enumerate(lacking, 1))
        details = {str(number): one for number, one in enumerate(lacking, 1)}
        message = f"报送材料不齐，有{len(lacking)}项：{listed}。"
        raise Refused("dispatch-incomplete", message, _RETRY, details)


def _refuse_sent(tx: Tx, planned: DispatchPlan, order: DispatchOrder) -> None:
    """Raise :class:`Refused` where papers were sent before and this dispatch does not say that it replaces that one."""
    if order.replaces is not None:
        before = _found(tx, order.replaces)
        if later := tx.dispatches.replaced_by(before.id):
            raise Refused("dispatch-replaced", f"前次报送已由{_when(later)}的一次代替。", "请改为代替最近的一次。")
        if before.kind != planned.kind.id:
            raise Refused("dispatch-other-kind", "所代替的是另一种报送材料。", "请核对编号。")
    others: Sequence[Dispatch] = [one for one in planned.sent if one.id != order.replaces]
    if others:
        listed = "、".join(f"{_when(one)}（编号{one.id}）" for one in others)
        advice = "重新报送的，请写明代替哪一次、理由为何；重新打印的，请打开那一次报送。"
        raise Refused("dispatch-sent", f"其中的材料已经报送过：{listed}。", advice)


def _when(dispatch: Dispatch) -> str:
    return f"{dispatch.at.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"


__all__ = ["KINDS", "DispatchNow", "DispatchOrder", "Dispatches", "Reprint"]
