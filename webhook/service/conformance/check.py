"""Whether a paper that is handed in keeps to GB/T 9704-2012. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO

from extract.errors import DocumentError
from render.conformance.report import Deviation, Report
from render.conformance.settings import Limits
from webhook.service.conformance.settings import asked
from webhook.service.plain_text import plain_name
from webhook.service.ports import PaperChecker
from webhook.service.problems import BadUpload, Invalid, TooLarge, UnknownBytes
from webhook.store.blobs import Blobs

CERTAIN = ("A", "D")
"""The certainties of the standard's own words and of what is reckoned from them."""

_ADVICE: Mapping[str, str] = {
    "unsupported-format": "请上传 .docx 或者文字版 PDF；.doc 和 .wps 请先另存为 .docx。",
    "encrypted-document": "请去除密码后重新上传。",
    "too-many-pages": "请只上传一份公文。",
    "no-text-layer": "扫描件不能逐项量取，请上传 Word 文件，或者由 Word 导出的 PDF。",
    "file-too-large": "请压缩图片后重新上传。",
    "reader-crashed": "请用 Word 或者 WPS 另存后重新上传；仍不成功的，请联系管理员。",
    "reader-timeout": "请只上传一份公文，或者改传 Word 文件。",
}
"""Where the advice for an applicant's form would mislead. Of a paper that is checked nothing was kept."""
_NOTHING_KEPT = {"reader-crashed": "检查程序两次异常退出。", "reader-timeout": "检查超过规定时间，已中止。"}


class Conformance:
    """``file_bytes`` is the largest paper."""

    def __init__(self, blobs: Blobs, checker: PaperChecker, file_bytes: int) -> None:
        self._blobs = blobs
        self._checker = checker
        self._file_bytes = min(file_bytes, Limits().file_bytes)

    def check(self, upload: tuple[str, IO[bytes]], given: Mapping[str, str]) -> Report:
        """The report on a .docx or PDF, under the settings as they were given.

        Raises :class:`BadUpload` without a file, :class:`TooLarge`, :class:`UnknownBytes` for neither of both, and
        :class:`Invalid` for a setting that makes no sense or a file that cannot be read.
        """
        settings = asked(given)
        with self._blobs.scratch() as prefix:
            file = Path(f"{prefix}-0")
            self._copy(upload[1], file)
            try:
                return self._checker.check(file, plain_name(upload[0]), settings)
            except DocumentError as error:
                raise refusal(error) from error

    def _copy(self, stream: IO[bytes], file: Path) -> None:
        data = stream.read(self._file_bytes + 1)
        if not data:
            raise BadUpload("no-file", "没有收到文件，或者文件是空的。", "请选择一份 .docx 或者 PDF。")
        if len(data) > self._file_bytes:
            limit = f"文件超过{self._file_bytes // 1_000_000}MB。"
            raise TooLarge("file-too-large", limit, _ADVICE["file-too-large"])
        file.write_bytes(data)


def refusal(error: DocumentError) -> Invalid | UnknownBytes | TooLarge:
    """Why a paper cannot be checked, for whoever handed it in."""
    message, advice = _NOTHING_KEPT.get(error.code, error.message), _ADVICE.get(error.code, error.advice)
    if error.code == "unsupported-format":
        return UnknownBytes(error.code, message, advice)
    return (TooLarge if error.code == "file-too-large" else Invalid)(error.code, message, advice)


def is_certain(deviation: Deviation) -> bool:
    """Whether the standard surely demands what the paper has otherwise."""
    return deviation.certainty in CERTAIN and not deviation.recommended
