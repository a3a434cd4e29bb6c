"""What a written opinion says: that the unit agrees, that it refuses, or nothing that can be told."""

from __future__ import annotations

import re
from enum import StrEnum


class Stance(StrEnum):
    """What an opinion amounts to."""

    AGREES = "agrees"
    REFUSES = "refuses"
    UNCLEAR = "unclear"


_TICKED, _EMPTY_BOX = "☑☒■✓✔√", "□☐○"
_OPTION = re.compile(rf"([{_TICKED}{_EMPTY_BOX}])\s*([^{_TICKED}{_EMPTY_BOX}\s，。；,;]+)")

# 无不同意见, 没有反对意见, 不得不同意: words of refusal that refuse nothing.
_NO_REFUSAL = re.compile(
    "(?:无|没有|未提出|未收到|未见|不存在|并无|未持)(?:任何|其他|其它)?(?:不同|反对|否定)(?:的)?意见"
    "|(?:无|没有|不存在)(?:任何)?(?:不同意|反对|异议)(?:之处|的情况|情形|意见)?"
    "|不(?:得|能|会)不(?:同意|支持)"
    "|(?:不持|不存在)(?:任何)?(?:异议|反对)"
    "|不同意见"
)
_AIM = "同意|推荐|支持|批准|赞成|赞同|认可|通过|上报|申报|报送|受理|立项|承担|参加|参与|担保|保证|指导"
_REFUSAL = re.compile(
    f"(?:不|未|暂不|均不|难以|无法)(?:予以|予|能|宜|便|应|拟|再|建议|准许|准|具备)?(?:{_AIM})"
    "|不予|不准|不可以|不行|拒绝|反对|否决|暂缓|缓办|退回"
    "|不(?:符合|具备|满足)[^，。；]{0,12}(?:条件|要求|规定)"
)
# What a condition or a promise says is not what is the case: 如有不符合要求的，将督促整改.
_SUPPOSED = re.compile("(?:如|若|倘|凡|对|未发现|未发生|无|没有|不存在)[^，。；]{0,10}不(?:符合|具备|满足)[^，。；]*")
_AGREEMENT = re.compile(
    "同意|支持|推荐|赞成|赞同|认可|批准|准予|通过|属实|真实|无异议|不持异议|没有意见|无意见|无不同意见|没有不同意见"
    "|愿意|自愿|承诺|保证|申请|申报|上报|报送|符合|承担|参加|参与|配合|落实|指导|可以|负责"
)


def stance(opinion: str) -> Stance:
    """What an opinion in simplified script says; a ticked option (☑同意 □不同意) counts, an unticked one does not.

    A clear refusal anywhere outweighs an agreement elsewhere: an officer looks at it. Silent on both (已阅, 见附件)
    is unclear.
    """
    text = _chosen("".join(opinion.split()))
    settled = _NO_REFUSAL.sub("无异议", text)
    if _REFUSAL.search(_SUPPOSED.sub("", settled)):
        return Stance.REFUSES
    return Stance.AGREES if _AGREEMENT.search(settled) else Stance.UNCLEAR


def _chosen(text: str) -> str:
    """The text without the options left unticked, where it offers options at all."""
    if not any(mark in text for mark in _EMPTY_BOX):
        return text
    return _OPTION.sub(lambda option: option[2] if option[1] in _TICKED else "", text)
