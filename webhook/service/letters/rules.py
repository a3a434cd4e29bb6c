"""The rules of the steps: which lead to the one ordered, what each demands, and how it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from forms.programme import PROGRAMMES
from webhook.service.letters.numbers import is_numbered_here
from webhook.service.letters.order import Order
from webhook.service.letters.stages import (
    CHECKED,
    ELECTRONIC,
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
from webhook.service.plain_text import demand_text
from webhook.service.problems import Invalid, Refused, Stale
from webhook.store.database import Tx
from webhook.store.letter_steps import LetterFile, Step
from webhook.store.letters import DRAFTED, WITHDRAWN, StoredLetter

RULES = "letter-rules"
"""The setting's name."""
ISSUER_LENGTH = 100
SAYS_SOMETHING = (CHECKED, SIGNED, NUMBERED, SENT)
"""Steps that nobody may take for a letter that no longer says what was decided; what happened on paper is recorded."""


@dataclass(frozen=True)
class Going:
    """A letter on its way through the steps of one click, ``on`` the day that all of them happened."""

    letter: StoredLetter
    steps: tuple[Step, ...]
    order: Order
    on: date
    by: str
    at: datetime
    scan: LetterFile | None = None


def stages_to(tx: Tx, going: Going) -> list[str]:
    """The steps to take, in their order; :class:`Refused` where one of them demands what is not there."""
    letter, order = going.letter, going.order
    ahead = [s for s in STAGES if is_before(letter, s) and not is_stage_before(order.to, s)]
    if NUMBERED in ahead and order.to != NUMBERED and not is_numbered_here(tx, letter):
        ahead.remove(NUMBERED)
    if NUMBERED in ahead and order.to == SEALED:
        raise Refused("not-numbered", "这份文书尚未编号，盖章的纸质件上不会有发文字号。", "请先编号，打印后再用印。")
    if SEALED in ahead and order.to != SEALED:
        if not (order.channel in ELECTRONIC and rules_of(tx).unsealed_mail):
            raise Refused("not-sealed", "这份文书尚未用印。", "请先上传签字盖章后的扫描件，再发出。")
        ahead.remove(SEALED)
    if SENT in ahead and order.channel is None:
        raise Refused("not-sent", "这份文书尚未发出。", "请先登记以何种方式发出，再登记送达。")
    if SENT in ahead and order.channel == REPLY:
        _refuse_unmailed(tx, letter)
    return ahead


def _refuse_unmailed(tx: Tx, letter: StoredLetter) -> None:
    if letter.submission_id is None or not tx.mails.of_submission(letter.submission_id):
        raise Refused("not-mailed", "这次申报不是邮件送来的，没有可以回复的来信。", "请下载 Word 文书，另行送达。")


def sent(going: Going) -> dict[str, Any]:
    values: dict[str, Any] = {"channel": going.order.channel, "sent_on": going.on}
    if going.order.copies is not None:
        values["copies"] = going.order.copies
    if going.order.channel == REPLY:
        values |= {"released_by": going.by, "released_at": going.at}
    return values


def rules_of(tx: Tx) -> Rules:
    kept = tx.settings.get(RULES)
    return Rules(**kept) if kept else Rules()


def usual_issuers(given: Mapping[str, str]) -> dict[str, str]:
    """The offices that letters go out from, by programme, blanks left out.

    Raises :class:`Invalid` for a programme that there is not, and for a name that is too long or cannot be printed.
    """
    demand_text(dict(given))
    if unknown := sorted(set(given) - {one.id for one in PROGRAMMES}):
        raise Invalid("unknown-programme", f"没有编号为“{unknown[0][:20]}”的申报项目。", "请改用所列编号之一。")
    offices = {programme: office.strip() for programme, office in given.items() if office.strip()}
    if any(len(office) > ISSUER_LENGTH for office in offices.values()):
        raise Invalid("issuer-too-long", f"发文机关最多{ISSUER_LENGTH}字。", "请更正后重新保存；此次设置未保存。")
    return offices


def day(given: date | None, today: date, steps: tuple[Step, ...]) -> date:
    """The day of the step: never in the future, never before the step before it."""
    on = given or today
    before = max((step.on for step in steps), default=on)
    if on > today:
        raise Invalid("date-future", f"{on.isoformat()}晚于今天。", "请改为实际日期。")
    if on < before:
        raise Invalid("date-order", f"{on.isoformat()}早于上一步的日期{before.isoformat()}。", "请核对后更正。")
    return on


def refuse_withdrawn(letter: StoredLetter) -> None:
    if letter.state == WITHDRAWN:
        raise Refused("withdrawn", "这份文书已经撤回。", "请重新制作文书。")


_APART: dict[str, tuple[str, ...]] = {CHECKED: (DRAFTED,), SIGNED: (DRAFTED, CHECKED)}
"""The steps whose persons may not take this one, where the office parts them."""


def refuse_same_person(rules: Rules, going: Going, stage: str) -> None:
    """Raise :class:`Refused` where the office parts the steps and one person would take two of them."""
    others = _APART.get(stage, ())
    if not rules.separate_persons or not others:
        return
    for step in (step for step in going.steps if step.step in others and step.by == going.by):
        raise Refused(
            "same-person",
            f"{TITLES[step.step]}和{TITLES[stage]}须由不同的人办理，{going.by}已经{TITLES[step.step]}。",
            "请由另一人登录后办理；一人可以办理多步的，请在发文设置中更改。",
        )


def change(tx: Tx, letter: StoredLetter, **values: Any) -> None:
    """Give the letter these values; :class:`Stale` where somebody else was faster."""
    if not tx.letters.change(letter.id, letter.version, **values):
        raise Stale("changed-meanwhile", "内容在此期间已被更改，此次更改未保存。", "请重新读取后再改。")
    if letter.submission_id is not None and values["state"] in (SENT, WITHDRAWN):
        tx.submissions.touch(letter.submission_id)


def record(tx: Tx, letter: StoredLetter, step: Step) -> None:
    """Keep the step, and say it on the audit trail: of the letter, and of the submission where it answers a mail."""
    tx.steps.add(step)
    told: dict[str, Any] = {name: step.detail[name] for name in ("channel", "number", "from") if name in step.detail}
    about = {"kind": letter.kind, "title": letter.title, "on": step.on.isoformat(), **told}
    tx.audit.add(step.at, step.by, f"letter-{step.step}", ("letter", letter.id), **about)
    if step.step == SENT and step.detail["channel"] == REPLY and letter.submission_id is not None:
        released = {"letter": letter.id, "kind": letter.kind}
        tx.audit.add(step.at, step.by, "letter-released", ("submission", letter.submission_id), **released)
