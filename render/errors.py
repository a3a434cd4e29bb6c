"""What goes wrong when a paper is made: a code and a Chinese message that names the place."""

from __future__ import annotations

from collections.abc import Mapping

CODES: dict[str, str] = {
    "template-undefined": "模板用到了没有提供的内容",
    "template-syntax": "模板的标签写法有误",
    "template-forbidden": "模板用到了不允许的表达式",
    "template-failed": "模板运算出错",
    "template-damaged": "模板文件无法打开",
    "output-too-large": "生成的文书过大",
    "picture-unknown": "图像格式不能放入文书",
    "finding-without-message": "问题缺少说明",
    "nothing-to-say": "没有可以写入文书的内容",
    "ground-missing": "缺少依据",
    "kind-unknown": "没有这种文书",
    "detail-missing": "缺少文书要素",
    "detail-wrong": "文书要素有误",
    "value-unconfirmed": "文书要用到的内容尚未核对",
    "paper-is-form": "此文书是表，由记录生成",
    "template-stopped": "模板运算超出限制，已中止",
    "slot-unknown": "表样没有此栏",
    "official-unusable": "官方空白表不能使用",
    "seal-picture-unfit": "印章图样不能使用",
    "seal-place-missing": "文书中没有盖章的位置",
    "glyph-missing": "没有字体有此字",
    "word-unreadable": "Word 文件不能转成 PDF",
    "pdf-faulty": "转成的 PDF 不完整",
    "place-missing": "官方空白表中没有填写的位置",
    "enclosure-unreadable": "附件不能装订",
    "bundle-stopped": "装订超出限制，已中止",
}
"""Every code of :class:`RenderError`, with its Chinese title."""


class RenderError(Exception):
    """A letter or form that cannot be made. ``code`` is a key of :data:`CODES`; ``message`` says what and where.

    ``places`` tells a page which of the things it asked for are meant: a message by the id of each.
    """

    def __init__(self, code: str, message: str, places: Mapping[str, str] | None = None) -> None:
        if code not in CODES:
            raise KeyError(f"render error code {code!r} is not in the catalogue")
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.places: Mapping[str, str] = dict(places or {})
