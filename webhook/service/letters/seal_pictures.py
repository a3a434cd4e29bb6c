"""Pictures of the office's seals, and copies of letters that bear one: only where the service is started to allow it.

A copy with a seal's picture is no 用印: the letter's own bytes stay, and the step is taken with the scan of the sealed
paper as ever. Every picture kept, removed and placed is on the audit trail.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from render.errors import RenderError
from webhook.service.letters.numbers import is_numbered_here
from webhook.service.letters.rules import change, refuse_withdrawn
from webhook.service.letters.stages import NUMBERED, SIGNED, is_before
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock
from webhook.service.problems import Invalid, NotFound, Refused, TooLarge
from webhook.service.review.hand import Expected, demand
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.letter_steps import LetterFile
from webhook.store.letters import StoredLetter
from webhook.store.row import new_id

PICTURES = "seal-pictures"
"""The setting's name."""
WITH_SEAL = "with-seal"
"""What a file is to its letter: a copy that bears the seal's picture."""
PICTURE_BYTES = 2 * 1024 * 1024
OWNER_LENGTH = 100
_ANSWERS = {"": False, "no": False, "yes": True}


def is_allowed(setting: str | None) -> bool:
    """What the setting says, ``yes`` or ``no`` (the default); :class:`Invalid` for any other word."""
    answer = _ANSWERS.get((setting or "").strip().lower())
    if answer is None:
        raise Invalid(
            "seal-setting", f"PILOT_SEAL_PICTURES 的取值“{setting}”不能理解，只能是 yes 或者 no。", "请更正后重新启动。"
        )
    return answer


@dataclass(frozen=True)
class KeptSeal:
    """A seal's picture by its owner, the office whose name it bears; ``sha256`` is that of the picture."""

    owner: str
    diameter_mm: float
    sha256: str
    by: str
    at: datetime


class SealPictures:
    def __init__(self, kept: tuple[Store, Blobs], clock: Clock, allowed: bool) -> None:
        self._store, self._blobs = kept
        self._clock = clock
        self._allowed = allowed

    @property
    def allowed(self) -> bool:
        return self._allowed

    def all(self) -> tuple[KeptSeal, ...]:
        """The pictures that are kept, by owner."""
        with self._store.read() as tx:
            kept = _kept(tx)
        return tuple(_told(owner, kept[owner]) for owner in sorted(kept))

    def keep(self, owner: str, data: bytes, diameter_mm: float, by: str) -> KeptSeal:
        """The picture of the owner's seal, in the place of an earlier one.

        Raises :class:`Refused` where pictures of seals are not allowed, :class:`TooLarge`, and :class:`Invalid` for an
        owner without a name or for what is no picture of a seal.
        """
        self._demand_allowed()
        owner = owner.strip()
        demand_text(owner)
        if not owner or len(owner) > OWNER_LENGTH:
            raise Invalid("seal-owner", f"印章所属机关须写明，1至{OWNER_LENGTH}字。", "请补充后重新上传。")
        if len(data) > PICTURE_BYTES:
            raise TooLarge("file-too-large", f"印章图样超过{PICTURE_BYTES // 1024**2}MB。", "请裁剪后重新上传。")
        _demand_fit(data, diameter_mm)
        with self._store.write() as tx:
            now, sha256 = self._clock(), hashlib.sha256(data).hexdigest()
            picture = base64.b64encode(data).decode("ascii")
            entry = {"diameter_mm": diameter_mm, "sha256": sha256, "by": by, "at": now.isoformat(), "picture": picture}
            tx.settings.set(PICTURES, {**_kept(tx), owner: entry}, by, now)
            about = {"owner": owner, "seal": sha256, "diameter_mm": diameter_mm}
            tx.audit.add(now, by, "seal-picture-kept", ("setting", PICTURES), **about)
        return _told(owner, entry)

    def remove(self, owner: str, by: str) -> None:
        """Forget the picture; copies that bear it stay. :class:`NotFound` where there is none."""
        with self._store.write() as tx:
            kept, now = _kept(tx), self._clock()
            gone = _of(kept, owner)
            tx.settings.set(PICTURES, {name: one for name, one in kept.items() if name != owner}, by, now)
            about = {"owner": owner, "seal": gone["sha256"]}
            tx.audit.add(now, by, "seal-picture-removed", ("setting", PICTURES), **about)

    def place(self, letter_id: str, owner: str, expected: Expected, by: str) -> LetterFile:
        """A copy of the letter with the picture of the owner's seal over 署名 and 成文日期, kept beside the letter.

        Raises :class:`NotFound` for the letter or the seal, :class:`Stale`, :class:`NoPrecondition`, and
        :class:`Refused` where pictures are not allowed, before 签发 and 编号, after 撤回, or where the letter has no
        place for a seal.
        """
        self._demand_allowed()
        with self._store.write() as tx:
            letter = tx.letters.get(letter_id)
            if letter is None:
                raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
            demand(expected, str(letter.version))
            _demand_final(tx, letter)
            seal = _of(_kept(tx), owner)
            sealed = _sealed(self._blobs.get(letter.sha256), seal)
            blob, now = self._blobs.put(io.BytesIO(sealed)), self._clock()
            name = f"{letter.title}（印章图样）.docx"
            file = LetterFile(new_id(), letter.id, WITH_SEAL, name, blob.sha256, blob.size, by, now)
            tx.steps.add_file(file)
            change(tx, letter, state=letter.state)
            about = {"owner": owner, "issuer": letter.issuer, "seal": seal["sha256"], "file": blob.sha256}
            tx.audit.add(now, by, "seal-placed", ("letter", letter.id), of=letter.sha256, **about)
        return file

    def _demand_allowed(self) -> None:
        if not self._allowed:
            raise Refused(
                "seal-not-allowed",
                "没有启用印章图样。",
                "请打印后用印；确需启用的，由管理员设置 PILOT_SEAL_PICTURES=yes。",
            )


def _demand_final(tx: Tx, letter: StoredLetter) -> None:
    refuse_withdrawn(letter)
    if is_before(letter, SIGNED):
        raise Refused("not-signed", "这份文书尚未签发。", "请先签发。")
    if is_before(letter, NUMBERED) and is_numbered_here(tx, letter):
        raise Refused("not-numbered", "这份文书尚未编号。", "请先编号。")


def _demand_fit(data: bytes, diameter_mm: float) -> None:
    from render.seal_picture import SealPicture, printed

    try:
        printed(SealPicture(data, diameter_mm))
    except RenderError as error:
        raise Invalid(error.code, error.message, "请更换图样后重新上传。") from error


def _sealed(docx: bytes, seal: Mapping[str, Any]) -> bytes:
    from render.seal import with_seal
    from render.seal_picture import SealPicture

    try:
        return with_seal(docx, SealPicture(base64.b64decode(seal["picture"]), seal["diameter_mm"]))
    except RenderError as error:
        raise Refused(error.code, error.message, "请打印后用印。") from error


def _kept(tx: Tx) -> dict[str, dict[str, Any]]:
    return dict(tx.settings.get(PICTURES) or {})


def _of(kept: Mapping[str, dict[str, Any]], owner: str) -> dict[str, Any]:
    if owner not in kept:
        raise NotFound("no-such-seal", f"没有“{owner}”的印章图样。", "请先上传，或者核对机关名称。")
    return kept[owner]


def _told(owner: str, entry: Mapping[str, Any]) -> KeptSeal:
    at = datetime.fromisoformat(entry["at"])
    return KeptSeal(owner, entry["diameter_mm"], entry["sha256"], entry["by"], at)
