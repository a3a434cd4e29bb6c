"""收文登记簿 and 发文登记簿: what came in and what went out in a range of days, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from forms.paper import PaperReading
from forms.programme import programme
from forms.record import Answer
from forms.registry import form as definition
from render.catalogue import UNIT_SLOTS
from webhook.service.cases.case import Case
from webhook.service.cases.lookup import load_case
from webhook.service.letters.stages import CHANNELS, SIGNED
from webhook.service.ports import Clock, office_day
from webhook.service.registers.lines import Days, Incoming, Outgoing
from webhook.service.registers.sheets import incoming_sheet, outgoing_sheet
from webhook.service.review.case_lines import case_line
from webhook.service.review.decisions import TITLES as DECISIONS
from webhook.store.database import Store, Tx
from webhook.store.letter_steps import Step
from webhook.store.letters import WITHDRAWN, StoredLetter
from webhook.store.numbers import Number


class Registers:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def this_year(self) -> Days:
        """From the first day of the year until today."""
        today = office_day(self._clock())
        return Days(today.replace(month=1, day=1), today)

    def lately(self) -> Days:
        """The last month until today: what a page shows that was asked for nothing."""
        today = office_day(self._clock())
        return Days(today - timedelta(days=30), today)

    def issuers(self) -> tuple[str, ...]:
        """Every office that issued letters."""
        with self._store.read() as tx:
            return tx.letters.issuers()

    def incoming(self, days: Days) -> tuple[Incoming, ...]:
        """What came in, oldest first; :class:`Invalid` for a range that is none."""
        days.check()
        with self._store.read() as tx:
            found = tx.submissions.received(days.first, days.last)
            return tuple(_incoming(tx, load_case(tx, submission.id)) for submission in found)

    def outgoing(self, days: Days, issuer: str | None = None) -> tuple[Outgoing, ...]:
        """The letters signed in that time, by number, those of one office or of all; withdrawn ones too."""
        days.check()
        with self._store.read() as tx:
            letters = tx.letters.issued(days.first, days.last, issuer)
            ids = [letter.id for letter in letters]
            steps, numbers = tx.steps.of(ids), tx.numbers.of_letters(ids)
        ordered = sorted(letters, key=lambda letter: _order(letter, numbers.get(letter.id)))
        return tuple(_outgoing(letter, steps[letter.id]) for letter in ordered)

    def incoming_sheet(self, days: Days) -> bytes:
        """收文登记簿 as .xlsx bytes."""
        return incoming_sheet(self.incoming(days), days, self._clock())

    def outgoing_sheet(self, days: Days, issuer: str | None = None) -> bytes:
        """发文登记簿 as .xlsx bytes."""
        return outgoing_sheet(self.outgoing(days, issuer), days, self._clock(), issuer)


def _order(letter: StoredLetter, number: Number | None) -> tuple[object, ...]:
    """By year and series, then by number; what bears none of a series stands behind, by day."""
    if number is not None:
        return number.year, 0, number.code_word, number.n, letter.at
    assert letter.issued_on is not None
    return letter.issued_on.year, 1, "", 0, letter.at


def _outgoing(letter: StoredLetter, steps: Sequence[Step]) -> Outgoing:
    assert letter.issued_on is not None
    return Outgoing(
        number=letter.number or "",
        title=letter.title,
        genre=letter.genre,
        addressees="、".join(letter.addressees),
        copies_to="、".join(letter.copies_to),
        signed_by=next((step.by for step in steps if step.step == SIGNED), ""),
        signed_on=letter.issued_on,
        copies=letter.copies,
        sent_on=letter.sent_on,
        channel=CHANNELS.get(letter.channel or "", ""),
        delivered_on=letter.delivered_on,
        withdrawn=_void(letter),
    )


def _void(letter: StoredLetter) -> str | None:
    if letter.state != WITHDRAWN or letter.withdrawn_at is None:
        return None
    what = "作废" if letter.number else "撤回"
    return f"{what}：{letter.withdrawn_reason}（{letter.withdrawn_by}，{office_day(letter.withdrawn_at).isoformat()}）"


def _incoming(tx: Tx, case: Case) -> Incoming:
    letter = _covering(case)
    stated = tx.facts.latest(case.id)
    copies = stated.body.get("copies") if stated else None
    doubtful = list(_doubts(case, letter))
    said = [DECISIONS[case.decision.decision]] if case.decision else []
    if case.reading:
        said.append("文件尚在读取")
    if doubtful:
        said.append(f"{'、'.join(doubtful)}待核对")
    return Incoming(
        received_on=case.submission.judged_on,
        sender="、".join(letter.names("issuers")) if letter and letter.names("issuers") else case_line(case).unit or _mailer(case),
        number=_text(letter, "number"),
        title=_title(case, letter),
        copies=copies if isinstance(copies, int) else None,
        officer=case.decision.by if case.decision else "",
        remark="；".join([*said, programme(case.submission.programme).title]),
    )  # fmt: skip


def _covering(case: Case) -> PaperReading | None:
    """The paper under which the others came: the first that bears an office's number or name."""
    papers = (PaperReading.from_json(result.body["paper"]) for result in case.results if result.body.get("paper"))
    return next((paper for paper in papers if paper.names("issuers") or _text(paper, "number")), None)


def _text(paper: PaperReading | None, slot: str) -> str:
    value = paper.value(slot) if paper else None
    return value if isinstance(value, str) else ""


def _title(case: Case, letter: PaperReading | None) -> str:
    if letter and letter.title:
        return letter.title
    name = case_line(case).name
    if not case.papers:
        return name
    record = case.papers[0].record
    return f"{name}：{definition(record.form, record.edition).title}"


def _mailer(case: Case) -> str:
    return next((mail.sender_name or mail.sender_address for mail in case.mails), "")


def _doubts(case: Case, letter: PaperReading | None) -> Iterator[str]:
    """The columns whose value nobody has confirmed."""
    fields = letter.fields if letter else {}
    if letter and letter.names("issuers"):
        unit: Answer | None = fields["issuers"]
    else:
        unit = _first(case, UNIT_SLOTS)
    for name, answer in (("来文单位", unit), ("来文字号", fields.get("number"))):
        if answer is not None and answer.needs_review and answer.value:
            yield name
    if not (letter and letter.title) and (title := _first(case, ("pilot_name",))) and title.needs_review:
        yield "文件标题"


def _first(case: Case, slots: tuple[str, ...]) -> Answer | None:
    """The answer that a line of the list quotes: the first that has a value."""
    found = (paper.record.fields.get(slot) for paper in case.papers for slot in slots)
    return next(
        (answer for answer in found if answer is not None and isinstance(answer.value, str) and answer.value), None
    )
