"""The PDF of a letter: made once of its final bytes, checked and kept; of a draft made for a look, marked, not kept."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from extract.errors import DocumentError
from render.errors import RenderError
from render.pdf import Pdf
from webhook.service.letters.conformance import LAYOUTS, LetterCheck, LetterChecks
from webhook.service.letters.numbers import is_numbered_here
from webhook.service.letters.rules import refuse_withdrawn
from webhook.service.letters.stages import NUMBERED, SIGNED, is_before
from webhook.service.ports import LetterPrinter
from webhook.service.problems import NotFound, Refused
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.jobs import QUEUED, RUNNING
from webhook.store.letter_steps import PDF, LetterFile
from webhook.store.letters import WITHDRAWN, StoredLetter
from webhook.store.row import new_id

JOB = "letter-pdf"
NOTE = "pdf-check"
"""What a file is to its letter: what the making of its PDF came to, and the check of that PDF."""
Write = Callable[[Tx], None]
GIVEN_UP = {
    "code": "pdf-failed",
    "message": "多次尝试后仍未生成 PDF。",
    "advice": "请再次生成；仍不成功的，请联系管理员。",
}


@dataclass(frozen=True)
class PdfNote:
    """What came of the making: ``of`` is the letter's sha256, ``pdf`` that of the PDF, ``None`` with a ``problem``.

    ``stand_ins`` and ``missing`` say, in Chinese, which fonts are shown by others, and which characters are borrowed.
    """

    of: str
    pdf: str | None = None
    pages: int = 0
    stand_ins: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    check: LetterCheck | None = None
    problem: Mapping[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        lists = {"stand_ins": list(self.stand_ins), "missing": list(self.missing)}
        check = self.check.to_json() if self.check else None
        return {"of": self.of, "pdf": self.pdf, "pages": self.pages, **lists, "check": check, "problem": self.problem}

    @staticmethod
    def from_json(told: Mapping[str, Any]) -> PdfNote:
        check = LetterCheck.from_json(told["check"]) if told["check"] else None
        lists = (tuple(told["stand_ins"]), tuple(told["missing"]))
        return PdfNote(told["of"], told["pdf"], told["pages"], *lists, check, told["problem"])


@dataclass(frozen=True)
class PdfNow:
    """How it stands with a letter's PDF: ``state`` is ``draft`` (the letter is not final), ``word-only`` (nothing to
    make it with), ``making``, ``made``, ``failed`` or ``none``."""

    state: str
    file: LetterFile | None = None
    note: PdfNote | None = None


class LetterPdfs:
    def __init__(self, kept: tuple[Store, Blobs], checks: LetterChecks, printer: LetterPrinter) -> None:
        self._store, self._blobs = kept
        self._checks = checks
        self._printer = printer
        self._drawing = threading.Lock()

    # -- on the letter's way -----------------------------------------------------------

    def ensure(self, letter_id: str) -> None:
        self._checks.ensure(letter_id)

    def refuse_deviating(self, tx: Tx, letter: StoredLetter) -> None:
        self._checks.refuse_deviating(tx, letter)

    def is_final(self, tx: Tx, letter: StoredLetter, at: datetime) -> None:
        """Queue the making of the PDF, in the transaction that makes the letter final."""
        if tx.jobs.state(JOB, letter.id) is None:
            tx.jobs.add(JOB, letter.id, at)
        else:
            tx.jobs.again(JOB, letter.id, at)

    # -- how it stands -----------------------------------------------------------------

    def now(self, letter_id: str) -> PdfNow:
        """How it stands with the PDF of the letter's bytes; :class:`NotFound` without such a letter."""
        with self._store.read() as tx:
            letter, files = _letter(tx, letter_id), tx.steps.files(letter_id)
            is_final, job = _is_final(tx, letter), tx.jobs.state(JOB, letter_id)
        note = self._note(letter, files)
        if note and note.pdf:
            return PdfNow("made", _file(files, note.pdf), note)
        if not self._printer.is_there():
            return PdfNow("word-only", None, note)
        if not is_final:
            return PdfNow("draft")
        if job in (QUEUED, RUNNING):
            return PdfNow("making")
        return PdfNow("failed" if note else "none", None, note)

    def data(self, letter_id: str) -> bytes:
        """The PDF as it is kept; :class:`NotFound` where there is none, which says why."""
        now = self.now(letter_id)
        if now.file is None:
            raise _not_there(now)
        return self._blobs.get(now.file.sha256)

    def check(self, letter_id: str) -> tuple[LetterCheck | None, PdfNote | None]:
        """The checks of the letter's Word file and of its PDF, of the bytes that it has now."""
        with self._store.read() as tx:
            letter, files = _letter(tx, letter_id), tx.steps.files(letter_id)
        return self._checks.current(letter, files), self._note(letter, files)

    def order(self, letter_id: str) -> PdfNow:
        """Have the PDF made, or once more where it failed; one that is made stays.

        Raises :class:`NotFound`, and :class:`Refused` without LibreOffice, before the letter is final, or withdrawn.
        """
        if self.now(letter_id).state != "made":
            self._demand_printer()
            with self._store.write() as tx:
                letter = _letter(tx, letter_id)
                refuse_withdrawn(letter)
                if not _is_final(tx, letter):
                    raise Refused("letter-not-final", "这份文书尚未定稿，不能生成正式 PDF。", "请先签发并编号。")
                self.is_final(tx, letter, self._checks.clock())
        return self.now(letter_id)

    # -- a draft -----------------------------------------------------------------------

    def draft(self, letter_id: str) -> bytes:
        """A PDF of the letter as it is now, every page marked as a draft; nothing of it is kept.

        Raises :class:`NotFound`, and :class:`Refused` where it is final, or cannot be made.
        """
        with self._store.read() as tx:
            letter = _letter(tx, letter_id)
            is_final = _is_final(tx, letter)
        if is_final:
            raise Refused("letter-final", "这份文书已经定稿，不再有草稿。", "请下载正式 PDF。")
        self._demand_printer()
        from webhook.service.letters.pdf_mark import mark, marked

        with self._drawing:  # a page may be opened by many; one LibreOffice is enough
            try:
                text, under = self._printer.pdfs([self._blobs.get(letter.sha256), mark()])
            except (DocumentError, RenderError) as error:
                raise Refused(error.code, error.message, "请先下载 Word 文书。") from error
        return marked(text.data, under.data)

    # -- the job -----------------------------------------------------------------------

    def work(self, letter_id: str) -> Write:
        """Make what is missing: the check of the final Word file, the PDF, and its check."""
        with self._store.read() as tx:
            letter, files = _letter(tx, letter_id), tx.steps.files(letter_id)
            by = tx.steps.of([letter_id])[letter_id][-1].by
        note, new = self._note(letter, files), list[LetterFile]()
        if letter.state == WITHDRAWN:
            return _nothing
        if self._checks.current(letter, files) is None:
            new += self._checks.made(letter)
        if self._printer.is_there() and not (note and note.pdf):
            new += self._printed(letter, by)
        return lambda tx: _keep(tx, letter, new)

    def give_up(self, letter_id: str) -> Write:
        with self._store.read() as tx:
            letter = _letter(tx, letter_id)
        file = self._checks.file(letter, NOTE, PdfNote(letter.sha256, problem=GIVEN_UP).to_json())
        return lambda tx: _keep(tx, letter, [file])

    def _printed(self, letter: StoredLetter, by: str) -> list[LetterFile]:
        """The PDF with the note on it; the note alone where it could not be made."""
        try:
            (made,) = self._printer.pdfs([self._blobs.get(letter.sha256)])
        except (DocumentError, RenderError) as error:
            problem = {"code": error.code, "message": error.message, "advice": "请下载 Word 文书，或者再次生成。"}
            return [self._checks.file(letter, NOTE, PdfNote(letter.sha256, problem=problem).to_json(), by)]
        note, file = self._noted(letter, made, by)
        return [file, self._checks.file(letter, NOTE, note.to_json(), by)]

    def _noted(self, letter: StoredLetter, made: Pdf, by: str) -> tuple[PdfNote, LetterFile]:
        blob = self._blobs.put(io.BytesIO(made.data))
        check = self._checks.of_blob(letter, blob.sha256) if letter.format in LAYOUTS else None
        used = tuple(str(one) for one in made.stand_ins)
        borrowed = tuple(str(one) for one in made.missing)
        note = PdfNote(letter.sha256, blob.sha256, made.pages, used, borrowed, check)
        about = (PDF, f"{letter.title}.pdf", blob.sha256, blob.size, by)
        return note, LetterFile(new_id(), letter.id, *about, self._checks.clock())

    def _note(self, letter: StoredLetter, files: Sequence[LetterFile]) -> PdfNote | None:
        """The newest note on the letter's own bytes, one with a PDF before any other."""
        notes = [PdfNote.from_json(told) for told in self._checks.told(files, NOTE) if told["of"] == letter.sha256]
        return next((note for note in notes if note.pdf), notes[0] if notes else None)

    def _demand_printer(self) -> None:
        if not self._printer.is_there():
            raise Refused("tool-missing", "本机没有安装 LibreOffice，只有 Word 文书。", WORD_ONLY)


WORD_ONLY = "请下载 Word 文书，用 Word 或者 WPS 导出 PDF；需由系统生成的，请联系管理员安装 LibreOffice。"


def current_pdf(
    letter: StoredLetter, files: Sequence[LetterFile], told: Callable[[str], Mapping[str, Any]]
) -> LetterFile | None:
    """The PDF of the letter's own bytes; ``told`` reads a note by its sha256. One of earlier bytes does not count."""
    for file in (file for file in files if file.role == NOTE):
        note = told(file.sha256)
        if note["of"] == letter.sha256 and note["pdf"]:
            return _file(files, note["pdf"])
    return None


def _keep(tx: Tx, letter: StoredLetter, files: Sequence[LetterFile]) -> None:
    """Keep the files, unless the letter's bytes were made anew meanwhile."""
    now = tx.letters.get(letter.id)
    if now is None or now.sha256 != letter.sha256:
        return
    for file in files:
        tx.steps.add_file(file)
        if file.role == PDF:
            tx.audit.add(file.at, file.by, "letter-printed", ("letter", letter.id), of=letter.sha256, file=file.sha256)


def _nothing(tx: Tx) -> None:
    """A withdrawn letter needs no PDF."""


def _letter(tx: Tx, letter_id: str) -> StoredLetter:
    letter = tx.letters.get(letter_id)
    if letter is None:
        raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
    return letter


def _is_final(tx: Tx, letter: StoredLetter) -> bool:
    """Whether the letter's bytes will not change any more."""
    if letter.state == WITHDRAWN or is_before(letter, SIGNED):
        return False
    return not (is_before(letter, NUMBERED) and is_numbered_here(tx, letter))


def _file(files: Sequence[LetterFile], sha256: str) -> LetterFile | None:
    return next((file for file in files if file.role == PDF and file.sha256 == sha256), None)


def _not_there(now: PdfNow) -> NotFound:
    if now.note and now.note.problem:
        return NotFound("no-pdf", f"没有生成 PDF：{now.note.problem['message']}", now.note.problem["advice"])
    said = {
        "draft": ("这份文书尚未定稿，没有正式 PDF。", "请先签发并编号，或者查看草稿 PDF。"),
        "word-only": ("本机没有安装 LibreOffice，只有 Word 文书。", WORD_ONLY),
        "making": ("PDF 正在生成。", "请稍后再试。"),
    }
    return NotFound("no-pdf", *said.get(now.state, ("还没有生成 PDF。", "请先生成。")))
