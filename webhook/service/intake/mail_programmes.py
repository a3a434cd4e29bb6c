"""Which programme a mail is for: by the address that it was sent to, as the office has set it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from forms.programme import UnknownProgramme, programme
from webhook.service.problems import Invalid

VARIABLE = "PILOT_MAIL_PROGRAMMES"
_HEADERS = (("delivered-to", "x-original-to", "envelope-to"), ("to", "cc"))
"""Where a mail names whom it was sent to: what the office's own server wrote counts before what the sender wrote."""
_ADDRESS = re.compile(rb"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_HEADER = re.compile(rb"^([A-Za-z-]+)[ \t]*:([^\r\n]*)", re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]+")


def mail_programmes(setting: str | None) -> Mapping[str, str]:
    """Address → programme of ``a@x=hubei-2016,b@x=national``; :class:`Invalid` names what cannot be understood."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in (setting or "").split(","))):
        address, equals, chosen = (part.strip() for part in pair.partition("="))
        if not equals or not _ADDRESS.fullmatch(address.encode()) or address.lower() in found:
            advice = "请写成 地址=项目编号，多项以英文逗号隔开，每个地址一次。"
            raise Invalid("mail-programmes-wrong", f"设置 {VARIABLE} 中的“{pair}”无法理解。", advice)
        try:
            found[address.lower()] = programme(chosen).id
        except UnknownProgramme as unknown:
            raise Invalid("mail-programmes-wrong", f"设置 {VARIABLE}：{unknown}", "请改用所列编号之一。") from None
    return found


def programme_for(head: bytes, programmes: Mapping[str, str]) -> str | None:
    """The programme of the one address set that the mail was sent to; ``None`` where there is none, or several."""
    sent_to: dict[str, list[bytes]] = {}
    for name, value in _HEADER.findall(_FOLD.sub(b" ", head)):
        sent_to.setdefault(name.decode("ascii").lower(), []).append(value)
    for names in _HEADERS:
        addresses = {a.decode("ascii").lower() for n in names for v in sent_to.get(n, ()) for a in _ADDRESS.findall(v)}
        chosen = {programmes[address] for address in addresses & programmes.keys()}
        if chosen:
            return chosen.pop() if len(chosen) == 1 else None
    return None
