"""What goes wrong with bytes: a code, a Chinese message and advice. Applicants' mistakes are findings, not errors."""

from __future__ import annotations

ADVICE: dict[str, str] = {
    "empty-file": "请确认文件已完整保存后重新上传。",
    "encrypted-document": "请去除打开密码后重新上传，或者改交未加密的版本。",
    "damaged-document": "请用 Word、WPS 或者 PDF 阅读器打开检查，另存后重新上传。",
    "unsupported-format": "请改交 .docx、.pdf 或者 300dpi 扫描的图片文件。",
    "unsafe-xml": "文件含有外部实体等不安全内容，请用 Word 或者 WPS 重新另存后上传。",
    "archive-bomb": "文件解压后异常膨胀，已拒绝读取；请重新另存后上传。",
    "file-too-large": "请压缩图片或者拆分文件后重新上传。",
    "picture-too-large": "请降低图片分辨率（300dpi 即可）后重新上传。",
    "too-many-pages": "请只提交申报表格所在的页。",
    "no-text-layer": "没有读出文字；请以 300dpi 重新扫描，或者提交 Word 版。",
    "reader-crashed": "读取程序两次异常退出；原件已保存，请改交另一格式，或者联系管理员。",
    "reader-timeout": "读取超时；原件已保存，请拆分文件后重新上传。",
    "tool-missing": "缺少所需的系统程序，请联系管理员安装。",
}
"""Every error code of the contract, with what the sender can do about it."""


class DocumentError(Exception):
    """Bytes that cannot be read. ``code`` is a key of :data:`ADVICE`; ``message`` says what was met, in Chinese."""

    def __init__(self, code: str, message: str, advice: str | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.advice = ADVICE[code] if advice is None else advice

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message, "advice": self.advice}
