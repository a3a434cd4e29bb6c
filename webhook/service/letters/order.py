"""What an officer says with a step of a letter: which, on what day, how it goes out, what proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import IO

from webhook.service.letters.stages import CHANNELS, DELIVERED, MAIL, SEALED, SENT, STAGES, TITLES
from webhook.service.plain_text import demand_text
from webhook.service.problems import Invalid
from webhook.store.letters import DRAFTED

TEXT_LENGTH = 500
RETRY = "请更正后重新提交；此次操作未保存。"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True)
class Attached:
    """A file that comes with a step: the signed and sealed paper, or what proves the delivery."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Order:
    """Take the letter to the stage ``to``, every step between taken too.

    ``on`` is the day that it happened, today by default. ``channel`` and ``address`` (of the office's own mail) say how
    it is sent, ``copies`` in how many copies, ``proof`` by what its delivery is known.
    """

    to: str
    on: date | None = None
    channel: str | None = None
    address: str = ""
    proof: str = ""
    copies: int | None = None

    def check(self, attached: Attached | None) -> None:
        """Raise :class:`Invalid` naming every fault at once."""
        demand_text(asdict(self))
        faults = self._faults(attached)
        if faults:
            raise Invalid("step-wrong", "；".join(faults) + "。", RETRY)

    def _faults(self, attached: Attached | None) -> list[str]:
        known = [stage for stage in STAGES if stage != DRAFTED]
        if self.to not in known:
            return [f"没有“{self.to}”这一步，可选：{'、'.join(f'{stage}（{TITLES[stage]}）' for stage in known)}"]
        found = []
        if self.channel is not None and self.channel not in CHANNELS:
            choices = "、".join(f"{name}（{said}）" for name, said in CHANNELS.items())
            found.append(f"没有“{self.channel}”这种发出方式，可选：{choices}")
        if self.to == SENT and self.channel is None:
            found.append("须写明以何种方式发出")
        if self.address and (self.channel != MAIL or not _ADDRESS.fullmatch(self.address)):
            found.append("收件地址不是电子邮件地址，或者不以电子邮件发出")
        if self.to == DELIVERED and not self.proof.strip():
            found.append("送达须写明凭据，例如签收、回执、邮件回复")
        if self.to == SEALED and attached is None:
            found.append("用印须附上签字盖章后的扫描件")
        if self.copies is not None and not 1 <= self.copies <= 999:
            found.append("份数应为1至999")
        if any(len(text) > TEXT_LENGTH for text in (self.address, self.proof)):
            found.append(f"每项文字最多{TEXT_LENGTH}字")
        return found

    def detail(self, stage: str) -> Mapping[str, object]:
        """What is remembered of a step beside who, when and which day."""
        if stage == SENT:
            return {"channel": self.channel, **({"address": self.address} if self.address else {})}
        return {"proof": self.proof.strip()} if stage == DELIVERED else {}
