"""Radicals that some fonts give in place of the ordinary character, where Unicode has no decomposition for them.

Source: Unicode's EquivalentUnifiedIdeograph, the whole characters among the CJK Radicals Supplement (U+2E80–2EF3).
"""

from __future__ import annotations

_RADICALS = (
    "⺁⺊⺋⺎⺒⺓⺛⺝⺟⺠⺩⺪⺫⺬⺯⺰⺱⺲⺴⺸⺹⺻⺼⺽⻁⻂⻃⻄⻅⻆⻇⻈"
    "⻉⻊⻋⻒⻓⻔⻕⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻳"
)
_UNIFIED = (
    "厂卜㔾兀巳幺旡月母民王疋罒示糸纟网罒罒羊耂聿肉臼虎衤覀西见角角讠"
    "贝足车镸长门阜青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟"
)

RADICALS: dict[str, str] = dict(zip(_RADICALS, _UNIFIED, strict=True))
"""Radical → unified character."""
