"""Batches: one letter of a paper for each of the selected pilots, drafted and numbered as jobs, printed together.

Every letter is kept in a transaction of its own, and the same order gives the same letter: a service that is killed
in the middle goes on where it was, and nothing is made twice. Numbers are taken when the batch is ordered to 编号,
each by its letter's own step.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from render.letter import Letter
from webhook.service.letters.stages import CHECKED, NUMBERED, SIGNED, TITLES, is_before
from webhook.service.letters.writing import PAPERS as DECISION_PAPERS
from webhook.service.papers.making import Papers
from webhook.service.papers.order import PaperOrder, PilotChoice
from webhook.service.papers.templates import find_paper
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NotFound, Problem, Refused
from webhook.store.batches import Batch, BatchItem
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.jobs import DONE, FAILED
from webhook.store.letters import WITHDRAWN, StoredLetter
from webhook.store.row import new_id

DRAFT_JOB, STEP_JOB, PRINT_JOB = "batch-draft", "batch-step", "batch-print"
JOBS = (DRAFT_JOB, STEP_JOB, PRINT_JOB)
STEPS = (CHECKED, SIGNED, NUMBERED)
"""What can be ordered of all letters of a batch at once; what comes after needs the paper of each."""
MOST_PREVIEWED = 50
"""So many letters are made to be looked at; a changed template takes its time for each."""
MADE_AT = (1980, 1, 1, 0, 0, 0)
"""The time of every member of a zip, so that the same letters give the same bytes."""


@dataclass(frozen=True)
class Previewed:
    """What would become of one pilot: the letter, or what refuses it."""

    pilot: str
    letter: Letter | None
    fault: Problem | None


@dataclass(frozen=True)
class ItemNow:
    """One letter of a batch: ``letter`` is ``None`` until it is drafted, ``error`` what refused it or its last step."""

    item: BatchItem
    letter: StoredLetter | None

    @property
    def error(self) -> dict[str, Any] | None:
        return self.item.error


@dataclass(frozen=True)
class BatchNow:
    """A batch as it is now. ``busy`` names the job at work on it; ``None`` where nothing is."""

    batch: Batch
    items: tuple[ItemNow, ...]
    busy: str | None

    @property
    def letters(self) -> tuple[StoredLetter, ...]:
        """Those that were drafted and not withdrawn since."""
        return tuple(one.letter for one in self.items if one.letter and one.letter.state != WITHDRAWN)

    @property
    def done(self) -> int:
        """How many are through with what was ordered last: drafted, taken the step, or refused."""
        if self.batch.step is None:
            return sum(one.letter is not None or one.error is not None for one in self.items)
        step = self.batch.step
        return sum(one.letter is None or one.error is not None or not is_before(one.letter, step) for one in self.items)

    @property
    def failed(self) -> int:
        return sum(one.error is not None for one in self.items)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that some letter has not taken yet."""
        return tuple(step for step in STEPS if any(is_before(letter, step) for letter in self.letters))

    @property
    def print_is_current(self) -> bool:
        return self.batch.print_sha256 is not None and self.batch.print_of == print_key(self.letters)


def print_key(letters: Sequence[StoredLetter]) -> str:
    """A hash of the bytes of all letters, in their order."""
    import hashlib

    return hashlib.sha256("\n".join(letter.sha256 for letter in letters).encode()).hexdigest()


class Batches:
    def __init__(self, kept: tuple[Store, Blobs], clock: Clock, papers: Papers, ring: Callable[[], None]) -> None:
        """``ring`` is called when there is work."""
        self._store, self._blobs = kept
        self._clock = clock
        self._papers = papers
        self._ring = ring

    def preview(self, order: PaperOrder) -> tuple[Previewed, ...]:
        """Each letter as it would be drafted, or why not; nothing is kept and no number is taken.

        Of more than :data:`MOST_PREVIEWED` pilots the first ones are shown.

        Raises :class:`Invalid` for an order without pilots and for what no letter could be made of.
        """
        names = self._checked(order)
        shown = zip(order.pilots[:MOST_PREVIEWED], names, strict=False)
        return tuple(self._previewed(order, pilot, name) for pilot, name in shown)

    def start(self, order: PaperOrder, by: str) -> BatchNow:
        """The batch as ordered; its letters are drafted by a job.

        Raises as :meth:`preview`, and where the same particular of the order refuses every letter.
        """
        names = self._checked(order)
        self._refuse_alike(order, names)
        now, batch_id = self._clock(), new_id()
        request = {**order.to_json(), "pilots": [], "made_on": office_day(now).isoformat()}
        items = tuple(
            BatchItem(batch_id, position, pilot.to_json(), name)
            for position, (pilot, name) in enumerate(zip(order.pilots, names, strict=True))
        )
        with self._store.write() as tx:
            tx.batches.add(Batch(batch_id, order.paper, request, by, now), items)
            tx.jobs.add(DRAFT_JOB, batch_id, now)
            tx.audit.add(now, by, "batch-ordered", ("batch", batch_id), paper=order.paper, letters=len(items))
        self._ring()
        return self.get(batch_id)

    def get(self, batch_id: str) -> BatchNow:
        """:class:`NotFound` where there is none."""
        with self._store.read() as tx:
            return load_batch(tx, batch_id)

    def newest(self, limit: int, offset: int = 0) -> tuple[BatchNow, ...]:
        with self._store.read() as tx:
            return tuple(load_batch(tx, batch.id) for batch in tx.batches.newest(limit, offset))

    def retry(self, batch_id: str, by: str) -> BatchNow:
        """Try the letters anew that were refused; those that were made stay. :class:`Refused` while a job is at work."""
        with self._store.write() as tx:
            batch = _idle(load_batch(tx, batch_id)).batch
            now = self._clock()
            tx.batches.clear_errors(batch_id)
            for job in (DRAFT_JOB, *([STEP_JOB] if batch.step else [])):
                tx.jobs.again(job, batch_id, now)
            tx.audit.add(now, by, "batch-retried", ("batch", batch_id))
        self._ring()
        return self.get(batch_id)

    def order_step(self, batch_id: str, to: str, by: str) -> BatchNow:
        """Every letter of the batch to the stage ``to``, by a job, in their order, so that numbers follow it.

        Raises :class:`Invalid` for another stage, :class:`Refused` while a job is at work or without a letter for it.
        """
        if to not in STEPS:
            choices = "、".join(f"{step}（{TITLES[step]}）" for step in STEPS)
            raise Invalid("step-wrong", f"批量只能办理：{choices}。", "其余各步请逐份办理。")
        with self._store.write() as tx:
            found = _idle(load_batch(tx, batch_id))
            if to not in found.steps:
                raise Refused("step-done", f"这一批没有待{TITLES[to]}的文书。", "请查看各份文书的状态。")
            now = self._clock()
            tx.batches.clear_errors(batch_id, drafted=True)
            tx.batches.change(batch_id, step=to, step_by=by)
            _queue(tx, STEP_JOB, batch_id, now)
            tx.audit.add(now, by, "batch-step", ("batch", batch_id), step=to)
        self._ring()
        return self.get(batch_id)

    def order_print(self, batch_id: str) -> BatchNow:
        """One PDF of all letters, by a job; nothing to do where there is a current one."""
        with self._store.write() as tx:
            found = _idle(load_batch(tx, batch_id))
            if not found.letters:
                raise Refused("batch-empty", "这一批还没有文书。", "请先更正各试点的问题并重试。")
            if not found.print_is_current:
                tx.batches.change(batch_id, print_error=None)
                _queue(tx, PRINT_JOB, batch_id, self._clock())
        self._ring()
        return self.get(batch_id)

    def print_pdf(self, batch_id: str) -> bytes:
        """The PDF of all letters as they are now; :class:`Refused` where it was not made yet."""
        found = self.get(batch_id)
        if not found.print_is_current or found.batch.print_sha256 is None:
            error = found.batch.print_error
            if error:
                raise Refused(error["code"], error["message"], error["advice"])
            raise Refused("print-not-made", "打印文件尚未生成，或者文书在此之后已有变动。", "请先生成打印文件。")
        return self._blobs.get(found.batch.print_sha256)

    def zip(self, batch_id: str) -> bytes:
        """All letters as .docx in one zip, with a list of them and of what was refused; the same for the same letters."""
        found = self.get(batch_id)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            listed = []
            for one in found.items:
                name = _file_name(one) if one.letter and one.letter.state != WITHDRAWN else None
                if name and one.letter:
                    archive.writestr(zipfile.ZipInfo(name, MADE_AT), self._blobs.get(one.letter.sha256))
                listed.append(_listed(one, name))
            manifest = json.dumps({"paper": found.batch.paper, "letters": listed}, ensure_ascii=False, indent=1)
            archive.writestr(zipfile.ZipInfo("manifest.json", MADE_AT), manifest)
        return packed.getvalue()

    def _checked(self, order: PaperOrder) -> tuple[str, ...]:
        order.check()
        find_paper(order.paper)
        if order.number:
            raise Invalid(
                "detail-wrong", "批量文书由系统依次编号，不能填写同一发文字号。", "请留空。", {"number": "请留空。"}
            )
        if not order.pilots:
            raise Invalid("detail-missing", "没有选择试点。", "请选择试点。", {"pilots": "请选择试点。"})
        return self._papers.names(order.pilots)

    def _refuse_alike(self, order: PaperOrder, names: Sequence[str]) -> None:
        """Raise what refuses all letters alike: none of such a batch could be drafted, now or when it is tried anew."""
        first: Invalid | None = None
        for pilot, name in zip(order.pilots, names, strict=True):
            fault = self._previewed(order, pilot, name).fault
            if not isinstance(fault, Invalid) or not fault.details:
                return
            if any(place.startswith("pilots") for place in fault.details):
                return
            first = first or fault
            if fault.details != first.details:
                return
        if first:
            raise first

    def _previewed(self, order: PaperOrder, pilot: PilotChoice, name: str) -> Previewed:
        if decision_kind(order.of(pilot)):
            return Previewed(name, None, Refused("made-by-decision", _BY_DECISION, "拟稿后在各份文书中查看。"))
        try:
            return Previewed(name, self._papers.preview(order.of(pilot)), None)
        except Problem as problem:
            return Previewed(name, None, problem)


_KINDS = {paper: kind for kind, paper in DECISION_PAPERS.items()}
_BY_DECISION = "此文书按对这次申报所作的决定和认定的问题制作，不能预览。"


def decision_kind(order: PaperOrder) -> str | None:
    """The kind of letter that tells the decision on the submission, where the order is for that and states nothing else."""
    (pilot,) = order.pilots
    return _KINDS.get(order.paper) if pilot.submission and not order.facts else None


def load_batch(tx: Tx, batch_id: str) -> BatchNow:
    """The batch in this transaction; :class:`NotFound` where there is none."""
    batch = tx.batches.get(batch_id)
    if batch is None:
        raise NotFound("no-such-batch", "没有这一批文书。", "请核对编号。")
    items = tx.batches.items(batch_id)
    letters = [tx.letters.get(item.letter_id) if item.letter_id else None for item in items]
    busy = next((job for job in JOBS if tx.jobs.state(job, batch_id) not in (None, DONE, FAILED)), None)
    return BatchNow(batch, tuple(ItemNow(*pair) for pair in zip(items, letters, strict=True)), busy)


def _idle(found: BatchNow) -> BatchNow:
    if found.busy:
        raise Refused("batch-busy", "这一批正在办理中。", "请等办理完后再操作。")
    return found


def _queue(tx: Tx, job: str, batch_id: str, now: Any) -> None:
    if tx.jobs.state(job, batch_id) is None:
        tx.jobs.add(job, batch_id, now)
    else:
        tx.jobs.again(job, batch_id, now)


def _file_name(one: ItemNow) -> str:
    assert one.letter
    called = f"{one.letter.number or TITLES[one.letter.state]}-{one.item.name}"
    plain = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in called)
    return f"{one.item.position + 1:03d}-{plain[:80]}.docx"


def _listed(one: ItemNow, name: str | None) -> dict[str, Any]:
    letter = one.letter
    kept = {"file": name, "sha256": letter.sha256, "number": letter.number, "state": letter.state} if letter else {}
    return {"pilot": one.item.name, **kept, **({"error": one.error} if one.error else {})}
