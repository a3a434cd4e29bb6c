"""Names of units: what they end with, how long they are, and what is none."""

from __future__ import annotations

import re

from forms.patterns import late

_ORGAN_TAIL = late(
    r"(?:政府|局|委员会|委員會|委|办公室|辦公室|办|辦|厅|廳|部|院|所|站|队|隊|处|處|科|中心|公司|集团|集團|协会|協會|学会|學會"
    r"|商会|商會|联合会|聯合會|基金会|基金會|社|校|学校|學校|[大中小][学學]|银行|銀行|基地|景区|景區|馆|館|厂|廠|会|會|园|園|场|場|街道|镇|鎮|乡|鄉|会议|會議)$"
)
NOT_A_NAME = late(r"[。；;！!？?，,]|同意|经审|經審|符合|推荐$|推薦$|意见|意見|我[单局委办中公]")
LONGEST_NAME = 40
_SHORTEST_UNIT = 5
"""Names of persons that end like those of units are shorter (王建社)."""
NAME_GOES_ON = late(
    "(?:有限|责任|責任|股份|分公司|公司|集团|集團|委员会|委員會|办公室|辦公室|管理办|管理辦|分局|[\u4e00-\u9fff]{1,2}$)"
)
"""What begins no unit's name, so that it ends the one that the line before had no room for."""


def ends_as_unit(text: str) -> bool:
    """Whether ``text`` ends with a word that units' names end with."""
    return _ORGAN_TAIL.search(text) is not None


def is_name(text: str) -> bool:
    """Whether ``text`` looks like the name of a unit and like nothing else."""
    words = text.strip()
    if not 3 <= len(words) <= LONGEST_NAME or NOT_A_NAME.search(words):
        return False
    return bool(_ORGAN_TAIL.search(re.sub(r"[（(][^（）()]*[）)]$", "", words)))


def surely_unit(text: str) -> bool:
    """Whether ``text`` is the name of a unit, and too long for a person's."""
    return len(text.strip()) >= _SHORTEST_UNIT and is_name(text)
