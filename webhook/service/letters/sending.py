"""A letter as the draft of a mail: in the applicant's thread, or of the office's own. Nothing is sent from here."""

from __future__ import annotations

import json
from pathlib import PurePath

from webhook.service.letters.pdf import current_pdf
from webhook.service.letters.reply import Enclosed, mail_draft, reply_draft
from webhook.service.letters.stages import MAIL, REPLY
from webhook.service.letters.writing import FILE_TITLES
from webhook.service.problems import NotFound, Refused
from webhook.store.blobs import Blobs
from webhook.store.database import Store
from webhook.store.letter_steps import ENCLOSURE, PDF, SCAN, LetterFile, Step
from webhook.store.letters import WITHDRAWN, StoredLetter

ENCLOSED = (PDF, SCAN)
"""The files that go with the Word document, where they were made."""


class LetterSending:
    def __init__(self, store: Store, blobs: Blobs) -> None:
        self._store = store
        self._blobs = blobs

    def mail(self, letter_id: str) -> bytes:
        """The draft of the mail that the letter goes out with, as the bytes of an .eml.

        Raises :class:`NotFound`, and :class:`Refused` before the letter was sent on its way as a mail, after it was
        withdrawn, or where nobody can be answered.
        """
        with self._store.read() as tx:
            letter = tx.letters.get(letter_id)
            if letter is None:
                raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
            steps, files = tx.steps.of([letter_id])[letter_id], tx.steps.files(letter_id)
            mails = tx.mails.of_submission(letter.submission_id) if letter.submission_id else ()
        _refuse_unsent(letter)
        title = FILE_TITLES.get(letter.kind, letter.title)
        enclosed = (Enclosed(f"{title}.docx", self._blobs.get(letter.sha256)), *self._beside(title, letter, files))
        if letter.channel == REPLY:
            return reply_draft(mails[0], title, enclosed)
        return mail_draft(_address(steps), title, letter.number, enclosed)

    def _beside(self, title: str, letter: StoredLetter, files: tuple[LetterFile, ...]) -> list[Enclosed]:
        """The PDF of the letter as it is now, the newest scan, and what the letter names as enclosed."""
        newest = {file.role: file for file in files if file.role == SCAN}
        if pdf := current_pdf(letter, files, lambda sha256: json.loads(self._blobs.get(sha256))):
            newest[PDF] = pdf
        names = {PDF: f"{title}.pdf", SCAN: f"{title}（盖章扫描件）"}
        made = [
            Enclosed(_named(names[role], newest[role].name), self._blobs.get(newest[role].sha256))
            for role in ENCLOSED
            if role in newest
        ]
        return made + [Enclosed(one.name, self._blobs.get(one.sha256)) for one in files if one.role == ENCLOSURE]


def _named(title: str, name: str) -> str:
    return title if PurePath(title).suffix == ".pdf" else title + PurePath(name).suffix.lower()


def _refuse_unsent(letter: StoredLetter) -> None:
    if letter.state == WITHDRAWN:
        raise Refused("withdrawn", "这份文书已经撤回。", "请重新制作文书。")
    if letter.channel not in (REPLY, MAIL):
        raise Refused("not-released", "文书尚未放行，不能作为邮件发出。", "请先由经办人放行。")


def _address(steps: tuple[Step, ...]) -> str:
    return next((str(step.detail.get("address", "")) for step in reversed(steps) if "channel" in step.detail), "")
