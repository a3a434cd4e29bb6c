"""Whether the letters that the service makes keep to GB/T 9704-2012: checked as they are made, and again as PDF.

A check is kept beside its letter as a file, which says of which bytes it is; the newest of the letter's own bytes
counts.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.errors import DocumentError
from render.conformance.report import Deviation, Report
from webhook.service.conformance.check import is_certain, refusal
from webhook.service.letters.rules import rules_of
from webhook.service.letters.stages import ANY, CERTAIN, NEVER, SIGNED, is_before
from webhook.service.ports import Clock, PaperChecker
from webhook.service.problems import Refused
from webhook.store.blobs import Blob, Blobs
from webhook.store.database import Store, Tx
from webhook.store.letter_steps import LetterFile
from webhook.store.letters import StoredLetter
from webhook.store.row import new_id

CHECK = "check"
"""What a file is to its letter: the check of its Word file."""
LAYOUTS: Mapping[str, str] = {"信函": "letter", "文件": "document"}
"""The layouts that the standard knows; a printed form has none of them and is not checked."""
_NAMED = 5


@dataclass(frozen=True)
class LetterCheck:
    """The check of one letter's bytes ``of``: the report, or the ``problem`` that kept it from being made."""

    of: str
    report: Report | None = None
    problem: Mapping[str, str] | None = None

    @property
    def certain(self) -> tuple[Deviation, ...]:
        """What the letter surely has otherwise than the standard demands."""
        return tuple(one for one in self.deviations if is_certain(one))

    @property
    def doubtful(self) -> tuple[Deviation, ...]:
        return tuple(one for one in self.deviations if not is_certain(one))

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        return self.report.deviations if self.report else ()

    def to_json(self) -> dict[str, Any]:
        return {"of": self.of, "report": self.report.to_json() if self.report else None, "problem": self.problem}

    @staticmethod
    def from_json(told: Mapping[str, Any]) -> LetterCheck:
        return LetterCheck(told["of"], Report.from_json(told["report"]) if told["report"] else None, told["problem"])


Checked = Callable[[StoredLetter], tuple[LetterFile, ...]]
"""Gives the check of a letter that was just made, as files to be kept with it."""


def unchecked(letter: StoredLetter) -> tuple[LetterFile, ...]:
    """No check at all."""
    return ()


class LetterChecks:
    def __init__(self, kept: tuple[Store, Blobs], checker: PaperChecker, clock: Clock) -> None:
        self._store, self._blobs = kept
        self._checker = checker
        self.clock = clock

    def made(self, letter: StoredLetter) -> tuple[LetterFile, ...]:
        """The check of a letter's Word file, to be kept with it; nothing for a form."""
        if letter.format not in LAYOUTS:
            return ()
        return (self.file(letter, CHECK, self.of_blob(letter, letter.sha256).to_json()),)

    def of_blob(self, letter: StoredLetter, sha256: str) -> LetterCheck:
        """The check of the letter's bytes, Word or PDF."""
        settings = {"format": LAYOUTS[letter.format]}
        try:
            report = self._checker.check(self._blobs.existing(sha256), letter.title, settings)
        except DocumentError as error:
            problem = refusal(error)
            return LetterCheck(
                sha256, None, {"code": problem.code, "message": problem.message, "advice": problem.advice}
            )
        return LetterCheck(sha256, report)

    def file(self, letter: StoredLetter, role: str, told: Mapping[str, Any], by: str | None = None) -> LetterFile:
        """``told`` as a file of the letter, made ``by`` its author or whoever else had it made."""
        blob: Blob = self._blobs.put(io.BytesIO(json.dumps(told, ensure_ascii=False, indent=1).encode()))
        return LetterFile(
            new_id(), letter.id, role, f"{role}.json", blob.sha256, blob.size, by or letter.by, self.clock()
        )

    def current(self, letter: StoredLetter, files: Sequence[LetterFile]) -> LetterCheck | None:
        """The check of the bytes that the letter has now; ``None`` where there is none."""
        for told in self.told(files, CHECK):
            if told["of"] == letter.sha256:
                return LetterCheck.from_json(told)
        return None

    def told(self, files: Sequence[LetterFile], role: str) -> list[dict[str, Any]]:
        """What the files of that role say, newest first."""
        return [json.loads(self._blobs.get(file.sha256)) for file in reversed(files) if file.role == role]

    def ensure(self, letter_id: str) -> None:
        """Check a letter that is yet to be signed, where nobody has done so or that failed."""
        with self._store.read() as tx:
            letter, files = tx.letters.get(letter_id), tx.steps.files(letter_id)
        if letter is None or letter.format not in LAYOUTS or not is_before(letter, SIGNED):
            return
        known = self.current(letter, files)
        if known is None or known.report is None:
            made = self.made(letter)
            with self._store.write() as tx:
                for file in made:
                    tx.steps.add_file(file)

    def refuse_deviating(self, tx: Tx, letter: StoredLetter) -> None:
        """Raise :class:`Refused` where the office's rules forbid to sign a letter that deviates as this one does."""
        rule = rules_of(tx).deviations
        if rule == NEVER or letter.format not in LAYOUTS:
            return
        check = self.current(letter, tx.steps.files(letter.id))
        if check is None or check.report is None:
            why = check.problem["message"] if check and check.problem else ""
            raise Refused("not-checked", f"这份文书没有完成公文格式检查。{why}", "请稍后重试；" + _RULE)
        found = {CERTAIN: check.certain, ANY: check.deviations}[rule]
        if found:
            said = "；".join(one.message.rstrip("。") for one in found[:_NAMED])
            more = f"等{len(found)}处" if len(found) > _NAMED else ""
            raise Refused(
                "format-deviates",
                f"这份文书不符合公文格式：{said}{more}。",
                "请更正文书或者 Word 模板后重新制作；" + _RULE,
            )


_RULE = "确须签发的，由负责人在发文设置中更改公文格式的规则。"
