"""A zip or mail laid out as files, for a service that keeps each document in it by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from extract.containers.members import Member, members
from extract.errors import DocumentError
from extract.files.sniff import sniff
from extract.limits import Limits
from extract.reading import Result


def unpacked(data: bytes, name: str, into: Path, limits: Limits) -> dict[str, Any]:
    """``parts``: the documents in ``data``, written to ``into`` + ``-0``, ``-1``, …; none where it is to be read as
    it is, which also tells why it is refused. ``mail``: what a mail says of itself, else ``None``.

    A part's ``result`` is the contract's object where there is nothing left to read in it, else ``None``.
    """
    found = members(data, name, limits)
    first = next(found)
    inside: Iterable[Member] = () if first.path is None else chain([first], found)
    parts = [_kept(member, Path(f"{into}-{number}"), name) for number, member in enumerate(inside)]
    return {"parts": parts, "mail": _claims(data, name, limits)}


def _kept(member: Member, target: Path, name: str) -> dict[str, Any]:
    target.write_bytes(member.data)
    result = _without_reading(member)
    if result is not None:
        result = replace(result, file=name, sha256=hashlib.sha256(member.data).hexdigest(), member=member.path)
    return {"name": member.path, "result": result.to_json() if result else None}


def _without_reading(member: Member) -> Result | None:
    if member.error is not None:
        return Result("", "", "failed", None, error=member.error)
    return Result("", "", "unrecognised", "other") if member.is_empty else None


def _claims(data: bytes, name: str, limits: Limits) -> dict[str, Any] | None:
    """What the mail's headers claim; ``None`` for what is no mail, or one whose reading tells why it is refused."""
    from extract.containers.mail import read_mail

    try:
        if sniff(data, name, limits) != "eml":
            return None
        header = read_mail(data, limits).header
    except DocumentError:
        return None
    sender = header.sender
    return {
        "message_id": header.message_id,
        "references": list(header.references),
        "sender_name": sender.name if sender else "",
        "sender_address": sender.address if sender else "",
        "subject": header.subject,
    }
