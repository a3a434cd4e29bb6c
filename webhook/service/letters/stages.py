"""The stages of a letter's life, in their order, and what stands between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from webhook.store.letters import DRAFTED, WITHDRAWN, StoredLetter

CHECKED, SIGNED, NUMBERED, SEALED, SENT, DELIVERED = "checked", "signed", "numbered", "sealed", "sent", "delivered"

STAGES = (DRAFTED, CHECKED, SIGNED, NUMBERED, SEALED, SENT, DELIVERED)
TITLES: dict[str, str] = {
    DRAFTED: "拟稿",
    CHECKED: "核稿",
    SIGNED: "签发",
    NUMBERED: "编号",
    SEALED: "用印",
    SENT: "发出",
    DELIVERED: "送达",
    WITHDRAWN: "撤回",
}

REPLY, MAIL, POST, PICKED_UP = "reply", "mail", "post", "picked-up"
CHANNELS: dict[str, str] = {REPLY: "回信", MAIL: "电子邮件", POST: "邮寄", PICKED_UP: "自取"}
"""How a letter goes out. ``reply`` answers the mail that brought the submission, ``mail`` is the office's own."""
ELECTRONIC = (REPLY, MAIL)

BY_WAITING: dict[str, tuple[str, ...]] = {
    CHECKED: (DRAFTED,),
    SIGNED: (CHECKED,),
    SEALED: (SIGNED, NUMBERED),
    SENT: (SEALED,),
    DELIVERED: (SENT,),
    "done": (DELIVERED,),
    WITHDRAWN: (WITHDRAWN,),
}
"""The heaps that letters lie in, by the step that they wait for, and the states of each."""


NEVER, CERTAIN, ANY = "never", "certain", "any"
DEVIATIONS = (CERTAIN, ANY, NEVER)
"""Which deviations from the standard's format keep a letter from being signed."""


@dataclass(frozen=True)
class Rules:
    """What the office has set.

    ``separate_persons``: whoever wrote a letter neither checks nor signs it, and whoever checked it does not sign it.
    ``unsealed_mail``: a letter may go out as a mail without its signed and sealed scan.
    ``deviations``: which deviations from GB/T 9704-2012 keep a letter from being signed, of :data:`DEVIATIONS`.
    ``issuers``: the office in whose name letters on decisions go out, by the programme's id; where none is set, the
    one that receives for the programme.
    """

    separate_persons: bool = False
    unsealed_mail: bool = True
    deviations: str = CERTAIN
    issuers: Mapping[str, str] = field(default_factory=dict)


def is_before(letter: StoredLetter, stage: str) -> bool:
    """Whether the letter has not come to the stage yet."""
    return letter.state != WITHDRAWN and STAGES.index(letter.state) < STAGES.index(stage)


def is_stage_before(stage: str, other: str) -> bool:
    return STAGES.index(stage) < STAGES.index(other)


def term_begins(letter: StoredLetter) -> date | None:
    """The day of 送达, from which the letter's terms run; ``None`` while none runs: not delivered, or withdrawn."""
    return None if letter.state == WITHDRAWN else letter.delivered_on
