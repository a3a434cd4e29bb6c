"""What a written opinion says: that the unit agrees, that it refuses, or nothing that can be told."""

from __future__ import annotations

import re
from enum import StrEnum


class Stance(StrEnum):
    """What an opinion amounts to."""

    AGREES = "agrees"
    REFUSES = "refuses"
    UNCLEAR = "unclear"


_PUNCTUATION = str.maketrans({",": "，", ";": "；", ".": "。", "!": "。", "！": "。"})
_TICKED, _EMPTY_BOX = "☑☒■✓✔√", "□☐○"
_OPTION = re.compile(rf"([{_TICKED}{_EMPTY_BOX}])\s*([^{_TICKED}{_EMPTY_BOX}\s，。；,;]+)")

# 无不同意见, 没有反对意见, 不得不同意: words of refusal that refuse nothing.
_NO_REFUSAL = re.compile(
    "(?:无|没有|未提出|未收到|未见|不存在|未持)(?:任何|其他|其它)?(?:不同|反对|否定)(?:的)?意见"
    "|(?:无|没有|不存在|不持)(?:任何)?(?:不同意|反对|异议)(?:之处|的情况|的情形|意见)?"
    "|不(?:得|能|会)不(?:同意|支持)|不反对|不同意见"
)
# What a condition or a promise says is not what is the case: 如有不符合要求的，将督促整改.
_SUPPOSED = re.compile("(?:如|若|倘|凡)(?:果|若)?(?:有|发现|出现|存在|发生|未|不|无|系)[^，。；]*(?:，[^，。；]*)?")
_FOUND_NONE = re.compile("(?:未发现|未发生|没有|不存在|无)[^，。；]{0,10}不(?:符合|具备|满足)[^，。；]*")
_GRANT = "同意|推荐|支持|批准|赞成|赞同|认可|通过|上报|申报|报送|受理|立项"
_JOIN = "承担|参加|参与|担保|保证|指导"
_REFUSAL = re.compile(
    f"(?:不|难以|无法)(?:予以|予|能|宜|便|应|拟|再|建议|准许|准|具备)?(?:{_GRANT})"
    "|未(?:予以|予|能)?(?:同意|推荐|支持|批准|通过)(?!过)"
    f"|不(?:予|愿意|愿|能|拟|再)?(?:{_JOIN})(?:$|[，。；]|该|本|此|试点|项目|申报|创建)"
    f"|拒绝(?:{_GRANT}|{_JOIN})|(?<!不)反对|否决|暂缓|缓办|退回|不予(?:考虑|办理)"
    "|不(?:符合|具备|满足)[^，。；]{0,12}(?:条件|要求|规定)"
    "|(?<![\u4e00-\u9fff])(?:不行|不可以|不可|否)(?![\u4e00-\u9fff])"
)
_POSTPONED = re.compile(
    f"待[^，。；]{{1,15}}后(?:再|方|予以)?(?:可|行)?(?:定|议|{_GRANT}|{_JOIN})|另行研究|再(?:行)?研究"
)
_RESERVED = re.compile("无法|难以|不愿")
_AGREEMENT = re.compile(
    "同意|支持|推荐|赞成|赞同|认可|批准|准予|通过|属实|真实|无异议|不持异议|没有意见|无意见|无不同意见|没有不同意见"
    "|愿意|自愿|承诺|保证|申请|申报|上报|报送|符合|承担|参加|参与|配合|落实|指导|可以|负责"
)


def stance(opinion: str) -> Stance:
    """What an opinion in simplified script says; a ticked option (☑同意 □不同意) counts, an unticked one does not.

    A clear refusal anywhere outweighs an agreement elsewhere: an officer looks at it. Silent on both (已阅, 见附件)
    or with a reservation (待经费落实后再定) is unclear.
    """
    text = _chosen("".join(opinion.split()).translate(_PUNCTUATION))
    settled = _FOUND_NONE.sub("", _SUPPOSED.sub("", _NO_REFUSAL.sub("无异议", text)))
    if _REFUSAL.search(settled):
        return Stance.REFUSES
    if _POSTPONED.search(settled) or ("同意" not in settled and _RESERVED.search(settled)):
        return Stance.UNCLEAR
    return Stance.AGREES if _AGREEMENT.search(settled) else Stance.UNCLEAR


def _chosen(text: str) -> str:
    """The text without the options left unticked, where it offers options at all."""
    if not any(mark in text for mark in _EMPTY_BOX):
        return text
    return _OPTION.sub(lambda option: option[2] if option[1] in _TICKED else "", text)
