"""A letter's life: 拟稿 → 核稿 → 签发 → 编号 → 用印 → 发出 → 送达, or 撤回 at any of them.

All steps of one click are taken in one transaction, and so are a number and the bytes that bear it: a service that is
killed in between leaves the letter as it was and the number untaken.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from webhook.service.letters.formal import NOT_FORMAL, Formal
from webhook.service.letters.numbers import is_numbered_here, number_for
from webhook.service.letters.order import Attached, Order
from webhook.service.letters.rules import (
    RULES,
    SAYS_SOMETHING,
    Going,
    change,
    day,
    record,
    refuse_same_person,
    refuse_withdrawn,
    rules_of,
    sent,
    stages_to,
    usual_issuers,
)
from webhook.service.letters.stages import (
    BY_WAITING,
    DELIVERED,
    DEVIATIONS,
    NUMBERED,
    REPLY,
    SEALED,
    SENT,
    SIGNED,
    STAGES,
    TITLES,
    Rules,
    is_before,
    is_stage_before,
)
from webhook.service.plain_text import demand_text, plain_name
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NotFound, Refused, TooLarge, UnknownBytes
from webhook.service.review.hand import Expected, demand
from webhook.store import blobs as stored
from webhook.store.blobs import Blob, Blobs
from webhook.store.database import Store, Tx
from webhook.store.letter_steps import DRAFT, PROOF, SCAN, LetterFile, Step
from webhook.store.letters import WITHDRAWN, StoredLetter
from webhook.store.row import new_id

Remake = Callable[[StoredLetter, str, date], bytes]
"""Makes a letter's bytes anew with its number and 成文日期; raises :class:`Refused` where that cannot be."""
RefuseOutdated = Callable[[Tx, StoredLetter], None]

REASON_LENGTH = 200
_SCAN_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True)
class LetterNow:
    """A letter with the steps it went through, its files, and the stages that come next."""

    letter: StoredLetter
    steps: tuple[Step, ...]
    files: tuple[LetterFile, ...]
    ahead: tuple[str, ...]

    @property
    def tag(self) -> str:
        """The ETag: it changes with every step."""
        return str(self.letter.version)

    def file(self, role: str) -> LetterFile | None:
        """The newest file of that role."""
        return next((file for file in reversed(self.files) if file.role == role), None)


class LetterLife:
    def __init__(
        self,
        kept: tuple[Store, Blobs],
        clock: Clock,
        makers: Mapping[str, Remake],
        refuse_outdated: RefuseOutdated,
        file_bytes: int,
        formal: Formal = NOT_FORMAL,
    ) -> None:
        """``makers`` make letters anew, by the ``maker`` of their request; ``file_bytes`` is the largest scan.

        ``formal`` tells whether a letter keeps to the standard's format, and what becomes of one that is final.
        """
        self._formal = formal
        self._store, self._blobs = kept
        self._clock = clock
        self._makers = makers
        self._refuse_outdated = refuse_outdated
        self._file_bytes = file_bytes

    # -- looking up ----------------------------------------------------------------

    def get(self, letter_id: str) -> LetterNow:
        """The letter as it is now; :class:`NotFound` where there is none."""
        with self._store.read() as tx:
            return self._now(tx, letter_id)

    def file(self, file_id: str) -> tuple[LetterFile, bytes]:
        """A letter's file and its bytes; :class:`NotFound` where there is none."""
        with self._store.read() as tx:
            file = tx.steps.file(file_id)
        if file is None:
            raise NotFound("no-such-file", "没有这份附件。", "请核对编号。")
        return file, self._blobs.get(file.sha256)

    def waiting(self, heap: str, limit: int, offset: int = 0) -> tuple[StoredLetter, ...]:
        """A page of the letters that wait for a step, newest first; :class:`Invalid` for no such heap."""
        if heap not in BY_WAITING:
            raise Invalid("stage-unknown", f"没有“{heap}”这一类，可选：{'、'.join(BY_WAITING)}。", "请改用其中之一。")
        with self._store.read() as tx:
            return tx.letters.in_states(BY_WAITING[heap], limit, offset)

    def heaps(self) -> dict[str, int]:
        """How many letters wait for each step."""
        with self._store.read() as tx:
            counts = tx.letters.counts()
        return {heap: sum(counts.get(state, 0) for state in states) for heap, states in BY_WAITING.items()}

    # -- what the office has set ---------------------------------------------------

    def rules(self) -> Rules:
        with self._store.read() as tx:
            return rules_of(tx)

    def set_rules(self, rules: Rules, by: str) -> Rules:
        """The rules, from now on; :class:`Invalid` for a choice that there is not, or an office that no letter could name."""
        if rules.deviations not in DEVIATIONS:
            raise Invalid("rule-unknown", f"没有“{rules.deviations[:20]}”这种规则。", "请改选列出的一种。")
        rules = replace(rules, issuers=usual_issuers(rules.issuers))
        with self._store.write() as tx:
            now = self._clock()
            tx.settings.set(RULES, asdict(rules), by, now)
            tx.audit.add(now, by, "letter-rules-set", ("setting", RULES), **asdict(rules))
        return rules

    # -- the steps -----------------------------------------------------------------

    def take(
        self, letter_id: str, order: Order, expected: Expected, by: str, attached: Attached | None = None
    ) -> LetterNow:
        """The letter at the stage that was ordered, every step between taken by the same person.

        Raises :class:`NotFound`, :class:`Stale`, :class:`NoPrecondition`, :class:`Invalid` for an order that makes no
        sense, :class:`Refused` where a step demands what is not there, :class:`TooLarge` and :class:`UnknownBytes`
        for the file. Then no step was taken.
        """
        order.check(attached)
        self.get(letter_id)
        blob = self._received(attached) if attached else None
        if not is_stage_before(order.to, SIGNED):
            self._formal.ensure(letter_id)
        with self._store.write() as tx:
            letter = self._now(tx, letter_id).letter
            demand(expected, str(letter.version))
            now = self._clock()
            file = _file(letter, order, attached, blob, by, now) if attached and blob else None
            if file:
                tx.steps.add_file(file)
            self._go(tx, letter, order, by, now, file)
            return self._now(tx, letter_id)

    def release(self, letter_id: str, by: str) -> LetterNow:
        """Let the letter go out as a reply to the mail that brought the submission; once released it stays so.

        Whatever step is missing is taken with it. Raises :class:`NotFound`, and :class:`Refused` where no mail
        brought the submission, where a step demands what is not there, or where the letter no longer says what was
        decided and read.
        """
        self._formal.ensure(letter_id)
        with self._store.write() as tx:
            now = self._now(tx, letter_id)
            letter = now.letter
            if letter.released_at is not None and letter.state != WITHDRAWN:
                return now
            if letter.submission_id is None or not tx.mails.of_submission(letter.submission_id):
                raise Refused(
                    "not-mailed", "这次申报不是邮件送来的，没有可以回复的来信。", "请下载 Word 文书，另行送达。"
                )
            at = self._clock()
            self._go(tx, letter, Order(SENT, channel=REPLY), by, at)
            return self._now(tx, letter_id)

    def withdraw(self, letter_id: str, reason: str, expected: Expected, by: str) -> LetterNow:
        """The letter as withdrawn: it stays on view, and its number stays used.

        Raises :class:`NotFound`, :class:`Stale`, :class:`NoPrecondition`, :class:`Invalid` without a reason, and
        :class:`Refused` where it was withdrawn before.
        """
        demand_text(reason)
        if not reason.strip() or len(reason) > REASON_LENGTH:
            raise Invalid("reason-missing", f"撤回须写明理由，1至{REASON_LENGTH}字。", "请补充理由后重新提交。")
        with self._store.write() as tx:
            letter = self._now(tx, letter_id).letter
            demand(expected, str(letter.version))
            refuse_withdrawn(letter)
            now = self._clock()
            # the same letter may be made again: this one no longer answers for what it was made from
            change(tx, letter, state=WITHDRAWN, digest=letter.digest[:31] + "-" + letter.id, withdrawn_by=by,
                    withdrawn_at=now, withdrawn_reason=reason.strip())  # fmt: skip
            step = Step(letter.id, WITHDRAWN, office_day(now), {"from": letter.state}, by, now)
            record(tx, letter, step)
            return self._now(tx, letter_id)

    # -- inside one transaction ----------------------------------------------------

    def _now(self, tx: Tx, letter_id: str) -> LetterNow:
        letter = tx.letters.get(letter_id)
        if letter is None:
            raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
        ahead = tuple(
            stage
            for stage in STAGES
            if is_before(letter, stage) and (stage != NUMBERED or is_numbered_here(tx, letter))
        )
        return LetterNow(letter, tx.steps.of([letter_id])[letter_id], tx.steps.files(letter_id), ahead)

    def _go(
        self, tx: Tx, letter: StoredLetter, order: Order, by: str, now: datetime, file: LetterFile | None = None
    ) -> None:
        """Take every step that leads to the one ordered."""
        refuse_withdrawn(letter)
        if not is_before(letter, order.to):
            raise Refused("step-done", f"这份文书已经{TITLES[letter.state]}。", "请重新打开文书，办理下一步。")
        steps = tx.steps.of([letter.id])[letter.id]
        on = day(order.on, office_day(now), steps)
        going = Going(letter, steps, order, on, by, now, file)
        if any(is_before(letter, stage) and not is_stage_before(order.to, stage) for stage in SAYS_SOMETHING):
            self._refuse_outdated(tx, letter)
        for stage in stages_to(tx, going):
            going = self._stepped(tx, going, stage)

    def _stepped(self, tx: Tx, going: Going, stage: str) -> Going:
        letter = going.letter
        refuse_same_person(rules_of(tx), going, stage)
        values: dict[str, Any] = {"state": stage}
        detail = dict(going.order.detail(stage))
        if stage == SIGNED:
            self._formal.refuse_deviating(tx, letter)
            values["issued_on"] = going.on
        elif stage == NUMBERED:
            values |= self._numbered(tx, going)
            detail |= {"number": values["number"]}
        elif stage == SEALED and going.scan:
            detail |= {"file": going.scan.id}
        elif stage == SENT:
            values |= sent(going)
        elif stage == DELIVERED:
            values["delivered_on"] = going.on
            detail |= {"file": going.scan.id} if going.scan else {}
        change(tx, letter, **values)
        step = Step(letter.id, stage, going.on, detail, going.by, going.at)
        record(tx, letter, step)
        changed = replace(letter, version=letter.version + 1, **values)
        if stage == NUMBERED or (stage == SIGNED and not is_numbered_here(tx, letter)):
            self._formal.is_final(tx, changed, going.at)
        return replace(going, letter=changed, steps=(*going.steps, step))

    def _numbered(self, tx: Tx, going: Going) -> dict[str, Any]:
        """Take the number and make the final bytes with it; where either fails, both do."""
        letter = going.letter
        maker = self._makers.get(letter.request["maker"]) if letter.request else None
        if maker is None or letter.issued_on is None:
            raise Refused(
                "letter-not-remade", "这份文书没有保存制作时所用的内容，不能写入发文字号。", "请撤回后重新制作。"
            )
        number = number_for(tx, letter, letter.issued_on, going.by, going.at)
        final = self._blobs.put(io.BytesIO(maker(letter, number, letter.issued_on)))
        draft = LetterFile(
            new_id(), letter.id, DRAFT, f"{letter.title}.docx", letter.sha256, self._blobs.existing(letter.sha256).stat().st_size,
            going.by, going.at,
        )  # fmt: skip
        tx.steps.add_file(draft)
        return {"number": number, "sha256": final.sha256}

    def _received(self, attached: Attached) -> Blob:
        try:
            blob = self._blobs.put(attached.stream, self._file_bytes)
        except stored.TooLarge:
            limit = self._file_bytes // 1024**2
            raise TooLarge("file-too-large", f"文件超过{limit}MB。", "请降低扫描分辨率后重新上传。") from None
        if blob.size == 0 or not (blob.head.startswith(_SCAN_STARTS) or b"%PDF-" in blob.head[:1024]):
            raise UnknownBytes("scan-format", "附上的不是 PDF 或者图片（JPEG、PNG、TIFF）。", "请重新扫描后上传。")
        return blob


def _file(
    letter: StoredLetter, order: Order, attached: Attached, blob: Blob, by: str, at: datetime
) -> LetterFile | None:
    if order.to not in (SEALED, DELIVERED):
        raise Invalid("file-not-asked", f"{TITLES[order.to]}不需要附件。", "请在用印或者送达时上传。")
    role = SCAN if order.to == SEALED else PROOF
    return LetterFile(new_id(), letter.id, role, plain_name(attached.name), blob.sha256, blob.size, by, at)
